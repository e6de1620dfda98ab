"""Simulating an index with tiers beside OpenFisca-core, a rule engine for taxes and benefits, in one run.

    python -m tests.benchmarks.simulating_peers                  300,000 years
    python -m tests.benchmarks.simulating_peers --rows 30000

The agreement is that of ``simulating``: years x 3 sections x 4 indicators, P = k0 * sum(k * C / C0), two tiers, an amount
for each. In OpenFisca a section is a person and an agreement-year a group of three; variables are those of the water and
the formulas of P, of what is paid and of its sum, parameters those of the agreement. Both begin with the numbers in
memory and end with the net amounts: ``simulate`` makes its scenarios, traces the agreement and settles to the fen,
OpenFisca builds its simulation, takes the inputs and calculates, in floats of 32 bits. The agreement and the system of
parameters were read before.

The sweep is 1,000 sets of terms over 10,000 years. In OpenFisca each set is a reform of the parameters with a simulation
of its own; a few are timed and multiplied. ``simulate`` takes years of 12 months there, OpenFisca the annual means.
Tiers must be the same for all but one amount in 1,000, which 32 bits may put on the other side. Ratios are medians of
interleaved rounds. OpenFisca-core is no dependency; without it (``pip install openfisca-core``) nothing is measured.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from itertools import product
from typing import Any

import numpy

import ecocomp as ec
from tests.benchmarks.asked import asked
from tests.benchmarks.simulating import DECIMALS, MIDDLE, SECTIONS, TERMS, TEXT, paired, simulated, water

ROWS = 300_000
#: So many sets of terms are timed as reforms.
SOME = 10
PERIOD = "2024"
TO_RUN, TO_SWEEP = 1 / 8, 1 / 100
#: What 32 bits may put into another tier.
OTHER_TIER = 1e-3

Values = Mapping[str, Any]


def openfisca_system() -> Any:
    """The agreement as a tax and benefit system; None where OpenFisca-core is not installed."""
    try:
        from openfisca_core.entities import Entity, GroupEntity
        from openfisca_core.parameters import ParameterNode
        from openfisca_core.periods import YEAR
        from openfisca_core.taxbenefitsystems import TaxBenefitSystem
        from openfisca_core.variables import Variable
    except ImportError:
        return None
    section = Entity("section", "sections", "", "")
    agreement = GroupEntity("agreement", "agreements", "", "", roles=[{"key": "part", "plural": "parts"}])
    system = TaxBenefitSystem([section, agreement])
    given = ec.read_agreement(TEXT, file="tiers.yaml").text.parameters
    numbers = {name: float(given[name].value) for name in ("k0", "low", "high", "amount")}
    data = {name: dated(value) for name, value in numbers.items()}
    data["k"] = {each: dated(float(given["k"].value[each])) for each in MIDDLE}
    data["base"] = {at: {each: dated(float(given["base"].value[at][each])) for each in MIDDLE} for at in SECTIONS}
    system.parameters = ParameterNode("", data=data)

    def variable(name: str, of: Any, kind: type, formula: Any = None) -> None:
        parts = {"value_type": kind, "entity": of, "definition_period": YEAR}
        system.add_variable(type(name, (Variable,), parts if formula is None else {**parts, "formula": formula}))

    def index(sections: Any, period: Any, parameters: Any) -> Any:
        now, place = parameters(period), sections("place", period)
        total = 0
        for each in MIDDLE:
            base = numpy.array([getattr(now.base[at], each) for at in SECTIONS])
            total = total + getattr(now.k, each) * sections(each, period) / base[place]
        return now.k0 * total

    def paid(sections: Any, period: Any, parameters: Any) -> Any:
        now, found = parameters(period), sections("index", period)
        tiers = [found <= now.low, found <= now.high]
        return numpy.select(tiers, [now.amount * 1.2, now.amount], -now.amount)

    def net(agreements: Any, period: Any) -> Any:
        return agreements.sum(agreements.members("paid", period))

    for each in MIDDLE:
        variable(each, section, float)
    variable("place", section, int)
    variable("index", section, float, index)
    variable("paid", section, float, paid)
    variable("net", agreement, float, net)
    return system


def dated(value: float) -> dict[str, Any]:
    return {"values": {"2020-01-01": {"value": value}}}


def calculated(system: Any, inputs: Values) -> Any:
    """The net amounts of all years, in 10,000 yuan: a simulation is built, given its inputs, and calculated."""
    from openfisca_core.simulations import SimulationBuilder

    count = len(inputs["place"])
    builder = SimulationBuilder()
    builder.create_entities(system)
    builder.declare_person_entity("section", numpy.arange(count))
    years = builder.declare_entity("agreement", numpy.arange(count // len(SECTIONS)))
    groups = numpy.repeat(numpy.arange(count // len(SECTIONS)), len(SECTIONS))
    builder.join_with_persons(years, groups, roles=numpy.full(count, "part"))
    simulation = builder.build(system)
    for name, column in inputs.items():
        simulation.set_input(name, PERIOD, column)
    return simulation.calculate("net", PERIOD)


def reformed(system: Any, terms: Values) -> Any:
    """The system with other parameters."""
    from openfisca_core.reforms import Reform

    def changed(parameters: Any) -> Any:
        for name, value in terms.items():
            own, *labels = name.split(".")
            found = getattr(parameters, own)
            for label in labels:
                found = getattr(found, label)
            found.update(start="2020-01-01", value=float(value))
        return parameters

    class Terms(Reform):
        def apply(self) -> None:
            self.modify_parameters(modifier_function=changed)

    return Terms(system)


def inputs_of(given: dict[tuple[str, str], Any], months: int) -> dict[str, Any]:
    """The inputs of a system: years behind each other, three sections in each; annual means of the months."""
    rows = next(iter(given.values())).shape[1]
    found: dict[str, Any] = {"place": numpy.tile(numpy.arange(len(SECTIONS)), rows)}
    for each, places in DECIMALS.items():
        means = numpy.stack([given[each, section][:months].mean(axis=0) for section in SECTIONS], axis=1)
        found[each] = means.ravel() / 10**places
    return found


def years(system: Any, rows: int, rounds: int) -> float:
    """The paired ratio of ``simulate`` to OpenFisca, from the numbers in memory to the net amounts."""
    given = water(rows, 1)
    inputs = inputs_of(given, 1)
    agreement = ec.read_agreement(TEXT, file="tiers.yaml")

    def mine() -> Any:
        scenarios = ec.own_scenarios(agreement, given, decimals=DECIMALS)
        return ec.simulate(agreement, scenarios, year=2024, through=1).nets[0, 0]

    same_tiers(mine(), calculated(system, inputs))
    return paired(mine, lambda: calculated(system, inputs), rounds)


def sweep(system: Any, rows: int, rounds: int) -> float:
    """The paired ratio of a sweep to as many reforms, of which some are timed."""
    given = water(rows, 12)
    inputs = inputs_of(given, 12)
    mine = simulated(given, 12, TERMS)
    sets = [dict(zip(TERMS, each, strict=True)) for each in product(*TERMS.values())]
    some = [*range(0, len(sets), len(sets) // SOME)]

    def reforms() -> Any:
        return [calculated(reformed(system, sets[at]), inputs) for at in some]

    nets = mine()
    for at, found in zip(some, reforms(), strict=True):
        same_tiers(nets.nets[at, 0], found)
    return paired(lambda: mine().summary(), reforms, rounds) * len(some) / len(sets)


def same_tiers(fen: Any, theirs: Any) -> None:
    """Raises AssertionError where more amounts differ than 32 bits explain."""
    different = numpy.abs(fen / 1e6 - theirs) > 1
    if different.mean() > OTHER_TIER:
        raise AssertionError(f"OpenFisca gives other amounts in {different.mean():.2%} of the years")


def benchmark(rows: int, rounds: int) -> bool:
    """Print the ratios; whether a target was missed."""
    system = openfisca_system()
    if system is None:
        print("OpenFisca-core is not installed: nothing is measured")
        return False
    missed = False
    results: list[tuple[str, float, Callable[[], float]]] = [
        ("simulate / OpenFisca, built, given inputs, calculated", TO_RUN, lambda: years(system, rows, rounds)),
        ("a sweep / OpenFisca reforms (scaled)", TO_SWEEP, lambda: sweep(system, 10_000, rounds)),
    ]
    for name, target, measure in results:
        ratio = measure()
        missed |= ratio > target
        met = "MISSED" if ratio > target else "met"
        print(f"{name:55s} {ratio:8.4f}x = 1/{1 / ratio:.1f}  (target at most {target:.4f}x)  {met}")
    return missed


if __name__ == "__main__":
    sys.exit(asked(__doc__, ROWS, benchmark))
