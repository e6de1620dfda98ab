"""Quick columns are within their stated errors, and exact ones exact: random graphs of steps, checked with fractions."""

from __future__ import annotations

from fractions import Fraction
from math import isfinite

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ecocomp.simulation.graph import EXACTLY, WITH_DATA, Graph, Step, Untraced
from ecocomp.simulation.known import Column, Known
from ecocomp.simulation.lowering import Lowering
from ecocomp.simulation.operations import long, quick
from ecocomp.simulation.stage import function_of

YEARS = 5
PLACES = 3
NUMERIC = (
    "sum",
    "times",
    "divided",
    "min",
    "max",
    "abs",
    "select",
    "round",
    "above",
    "number",
    "ln",
    "log10",
    "mean_ph",
)
constants = st.fractions(-1000, 1000, max_denominator=1000)
MODES = ("half_up", "half_even", "up", "down", "ceiling", "floor")


@st.composite
def graphs(draw: st.DrawFn) -> tuple[Graph, dict[tuple[str, str, int], list[int]]]:
    """Some steps on water of a few places, of which many values are alike or lie on a tie."""
    graph = Graph()
    water = {
        ("C x", "s", at): draw(
            st.lists(
                st.sampled_from([0, 5, 125, 1000, 2500, 70_001, 999_999]) | st.integers(0, 10**6),
                min_size=YEARS,
                max_size=YEARS,
            )
        )
        for at in range(3)
    }
    numbers: list[Step] = [graph.water(*_named(key)) for key in water]
    truths: list[Step] = []
    for _ in range(draw(st.integers(1, 14))):
        operator = draw(st.sampled_from((*NUMERIC, "lt", "le", "eq", "not", "and", "or")))
        one, other, third = (draw(st.sampled_from(numbers)) for _ in range(3))
        if draw(st.booleans()):
            other = graph.constant(draw(constants))
        if operator in ("lt", "le", "eq"):
            truths.append(graph(operator, one, other))
        elif operator in ("not", "number", "select", "and", "or"):
            if not truths:
                continue
            first, second = draw(st.sampled_from(truths)), draw(st.sampled_from(truths))
            if operator == "number":
                numbers.append(graph("number", first))
            elif operator == "select":
                numbers.append(graph("select", first, one, other))
            else:
                truths.append(graph("not", first) if operator == "not" else graph(operator, first, second))
        elif operator == "sum":
            numbers.append(graph("sum", one, other, third))
        elif operator == "divided":
            nothing = graph("eq", other, graph.constant(0))
            numbers.append(graph("divided", one, graph("select", nothing, graph.constant(1), other)))
        elif operator in ("ln", "log10"):
            none = graph("le", one, graph.constant(0))
            numbers.append(graph(operator, graph("select", none, graph.constant(1), one)))
        elif operator == "mean_ph":
            taken = draw(st.sampled_from([graph.constant(True), *truths]))
            numbers.append(graph("mean_ph", one, graph.constant(True), other, taken))
        elif operator == "abs":
            numbers.append(graph("abs", one))
        elif operator == "round":
            step = draw(st.sampled_from([Fraction(1), Fraction(1, 100), Fraction(10), Fraction(1, 3)]))
            numbers.append(graph("round", one, data=(step, draw(st.sampled_from(MODES)))))
        elif operator == "above":
            limits = draw(st.lists(st.tuples(constants, st.booleans()), min_size=1, max_size=3))
            numbers.append(graph("above", one, data=tuple(sorted(limits))))
        else:
            numbers.append(graph(operator, one, other))
    return graph, water


def _named(key: tuple[str, str, int]) -> tuple[str, int, str]:
    name, section, place = key
    return name, place, section


def by_fractions(graph: Graph, water: dict, year: int) -> list:
    """What every step gives in a year, by Python's own numbers."""
    found: list = []
    for step in graph.steps:
        if step.operator == "water":
            found.append(Fraction(water[step.data][year], 10**PLACES))
        elif step.operator == "constant":
            found.append(step.data)
        else:
            values = [found[each.number] for each in step.operands]
            found.append(EXACTLY[step.operator](*values, *([step.data] if step.operator in WITH_DATA else [])))
    return found


@settings(max_examples=300, deadline=None)
@given(graphs(), st.booleans())
def test_columns_hold_what_is_said_of_them(made, exact: bool) -> None:
    graph, water = made
    facts = {}
    for step in graph.steps:
        if step.operator == "water":
            high = float(max(water[step.data])) / 10**PLACES
            facts[step.number] = Column(Fraction(1, 10**PLACES), 0.0, high * 1.000001, narrow=True)
    lowering = Lowering(exact, facts, {})
    env: dict = {}
    doubtful = np.zeros(YEARS, dtype=bool)
    truly = [by_fractions(graph, water, year) for year in range(YEARS)]
    for step in graph.steps:
        try:
            line = lowering.lowered(step)
        except Untraced:
            return
        if step.operator == "water":
            env[step.number] = np.array(water[step.data], dtype=np.int32)
        elif line is not None:
            names = {**(long() if exact else quick()), **lowering.names}
            work = function_of({step.number: line}, [each.number for each in step.operands], {step.number}, names)
            with np.errstate(all="ignore"):
                doubtful = doubtful | work(env, doubtful.shape)
        fact = lowering.facts[step.number]
        for year in np.flatnonzero(~doubtful):
            true = truly[year][step.number]
            if isinstance(fact, Known):
                assert fact.value == true
                continue
            got = env[step.number][year]
            if fact.truth:
                assert bool(got) is bool(true)
                continue
            assert fact.low - 1e-9 * abs(fact.low) <= true <= fact.high + 1e-9 * abs(fact.high)
            if fact.scale is not None:
                assert int(got) * fact.scale == true
            elif exact:
                assert got == true
            elif isfinite(fact.off):
                assert abs(Fraction(float(got)) - true) <= Fraction(fact.off) + Fraction(fact.share) * abs(true)
    if exact:
        assert not doubtful.any()
