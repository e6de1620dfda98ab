"""Where a term turns from good to bad for a party (盈亏平衡点): between which two of its values."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import count, pairwise
from typing import Any, Unpack

from ecocomp.agreement.agreement import Agreement
from ecocomp.errors import RequestError, problem
from ecocomp.money import FEN_PER_YUAN, yuan_text
from ecocomp.settlement.coordinates import resolved
from ecocomp.simulation.result import Simulation
from ecocomp.simulation.results.distribution import LONGEST_SHOWN, mean_of, percent, quantile_of, share_of
from ecocomp.simulation.results.options import Options, number, part, span
from ecocomp.simulation.results.told import Naming
from ecocomp.simulation.results.unsettled import none_settled
from ecocomp.simulation.scenarios.block import Scenarios
from ecocomp.simulation.simulate import simulate
from ecocomp.wording import LANGUAGES, Pair, language_in_use, say
from ecocomp.written import fraction_text

#: So many values between two are looked at in one go.
AT_ONCE = 15
#: So many steps there may be between the two ends.
MOST_STEPS = 10**9
MEAN, PAYS = "mean", "pays"
HALF = Fraction(1, 2)


@dataclass(frozen=True, eq=False, repr=False)
class BreakEven:
    """Two values of a term, one step apart, between which something of a party passes a level (盈亏平衡点).

    ``below`` and ``above`` are the values in the unit of the term; ``at_below`` and ``at_above`` what is had with them,
    exactly: yuan for ``of="mean"`` and quantiles, a part of the years for ``of="pays"``. One of them is above
    ``level``, the other is not.
    """

    name: str
    party: str
    of: str
    level: Fraction
    below: Fraction
    above: Fraction
    at_below: Fraction
    at_above: Fraction
    simulation: Simulation

    def __repr__(self) -> str:
        return "\n".join([self.text(), *self.simulation.notes()])

    def text(self, language: str | None = None) -> str:
        """The finding as a sentence."""
        chosen = language_in_use(language)
        agreement = self.simulation.agreement
        return say(
            "simulation.break_even",
            chosen,
            term=Naming(agreement, chosen).term(self.name),
            party=agreement.name_of(self.party, chosen),
            of=self.measured(chosen),
            level=self.shown(self.level, chosen),
            below=fraction_text(self.below),
            above=fraction_text(self.above),
            at_below=self.shown(self.at_below, chosen),
            at_above=self.shown(self.at_above, chosen),
        )

    def measured(self, language: str) -> str:
        """What is looked at, in words."""
        if self.of in (MEAN, PAYS):
            return say("simulation.of_mean" if self.of == MEAN else "simulation.of_pays", language)
        return say("simulation.of_quantile", language, share=self.of.removeprefix("q").lstrip("0"))

    def shown(self, value: Fraction, language: str) -> str:
        """A value of it in words."""
        return in_words(self.of, value, language)


def in_words(of: str, value: Fraction, language: str) -> str:
    """A probability in per cent, or an amount of yuan to the nearest fen."""
    if of == PAYS:
        return f"{percent(round(value, 4))}%"
    return say("simulation.yuan", language, amount=yuan_text(round(value * FEN_PER_YUAN)))


def break_even(
    agreement: Agreement,
    scenarios: Scenarios,
    name: str,
    *,
    between: tuple[Any, Any],
    party: str,
    step: Any = Decimal("0.01"),
    of: str = MEAN,
    level: Any = None,
    **options: Unpack[Options],
) -> BreakEven:
    """The values of a term between which the mean net amount of a party passes zero (盈亏平衡点).

    ``name`` is that of a parameter, an input or ``target`` (of one element with its labels: ``target.平林``),
    ``between`` the ends in its unit, ``step`` how fine its values are. ``of`` is ``"mean"``, a quantile such as
    ``"q05"``, or ``"pays"``, the part of the years in which the party pays; ``level`` is what it is to pass: yuan, by
    default 0, or for ``"pays"`` a part of the years, by default 0.5. The options are those of :func:`ecocomp.simulate`.

    Every value looked at is settled exactly in all scenarios; the two that are found differ by one step, and the level
    lies between what is had with them. Where it is passed several times, one of these places is found.

    Raises RequestError where both ends are on the same side of the level, and for what does not exist.
    """
    party = resolved(agreement, "party", party)
    low, high = span("between", between)
    by = number("step", step)
    if by <= 0 or (high - low) / by > MOST_STEPS:
        raise RequestError(problem("simulation.step", found=str(step)[:LONGEST_SHOWN], most=MOST_STEPS))
    passed = (HALF if of == PAYS else Fraction(0)) if level is None else number("level", level)
    measure_of(of)
    known: dict[int, Fraction] = {}  # by the number of steps
    first, last = 0, -int(-(high - low) // by)
    rounds, most = count(), most_rounds(last)

    def look_at(places: list[int]) -> Simulation:
        values = [min(low + by * each, high) for each in places]
        own = part(options, scenarios.rows, next(rounds), most)
        simulation = simulate(agreement, scenarios, {name: values}, **own)
        known.update((place, measured(simulation, party, at, of)) for at, place in enumerate(places))
        return simulation

    def beyond(place: int) -> bool:
        return known[place] > passed

    simulation = look_at([first, last])
    if beyond(first) == beyond(last):
        line, least, highest = (
            Pair(*(in_words(of, each, language) for language in LANGUAGES))
            for each in (passed, known[first], known[last])
        )
        raise RequestError(problem("simulation.no_crossing", name=name, level=line, low=least, high=highest))
    while last - first > 1:
        size = min(AT_ONCE, last - first - 1)
        places = [first + (last - first) * each // (size + 1) for each in range(1, size + 1)]
        simulation = look_at(places)
        stops = [first, *places, last]
        first, last = next(pair for pair in pairwise(stops) if beyond(pair[0]) != beyond(pair[1]))
    below, above = (min(low + by * each, high) for each in (first, last))
    progress = options.get("progress")
    if progress is not None:
        progress(scenarios.rows)
    return BreakEven(name, party, of, passed, below, above, known[first], known[last], simulation)


def most_rounds(gap: int) -> int:
    """How often values are looked at until two that are so many steps apart have become neighbours, at most."""
    found = 1
    while gap > 1:
        gap = -(-gap // (min(AT_ONCE, gap - 1) + 1))
        found += 1
    return found


def measure_of(of: str) -> Fraction | None:
    """The part of the years of a quantile, None for other measures. Raises RequestError for what is no measure."""
    if of in (MEAN, PAYS):
        return None
    text = str(of)
    if not text.startswith("q") or not text[1:].replace(".", "", 1).isdigit():
        raise RequestError(problem("simulation.measure", found=text[:LONGEST_SHOWN]))
    return share_of(Fraction(text[1:]) / 100)


def measured(simulation: Simulation, party: str, terms: int, of: str) -> Fraction:
    """A measure of what a party is left with by a set of terms, exactly."""
    net = simulation.amounts.tally(terms, party)
    if not net.count:
        raise none_settled(simulation)
    if of == PAYS:
        return Fraction(int(net.years[net.amounts < 0].sum()), net.count)
    share = measure_of(of)
    if share is None:
        return mean_of(net) / FEN_PER_YUAN
    return Fraction(quantile_of(net, share), FEN_PER_YUAN)
