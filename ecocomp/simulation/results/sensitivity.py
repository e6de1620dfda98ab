"""Which terms matter (敏感性): each in turn from low to high, and Sobol indices over ranges of all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Unpack

import numpy as np
import numpy.typing as npt

from ecocomp.agreement.agreement import Agreement
from ecocomp.errors import RequestError, problem
from ecocomp.simulation.results.budget import check_counts
from ecocomp.simulation.results.distribution import LONGEST_SHOWN, in_yuan
from ecocomp.simulation.results.options import Options, in_turn, means, number, part, span
from ecocomp.simulation.results.told import Answer, Naming, ToldFrame, notes_on
from ecocomp.simulation.results.unsettled import refused_notes
from ecocomp.simulation.scenarios.block import Scenarios
from ecocomp.simulation.scenarios.streams import stream
from ecocomp.simulation.simulate import simulate
from ecocomp.simulation.terms import is_several
from ecocomp.wording import LANGUAGES, language_in_use, say

#: A range is drawn from in so many steps: its values are decimals of a few digits.
STEPS = 10_000
MOST_SAMPLES = 1 << 16

Floats = npt.NDArray[np.float64]


def sensitivity(
    agreement: Agreement,
    scenarios: Scenarios,
    terms: Mapping[str, Sequence[Any]],
    *,
    language: str | None = None,
    **options: Unpack[Options],
) -> ToldFrame:
    """What each term alone does to the mean net amounts, the others as agreed (单因素敏感性).

    ``terms`` are the low and high value of each term, in its unit: ``{"unit_price": (10, 30)}``. Columns: ``term``,
    ``party``, ``low`` and ``high`` (the values), ``agreed``, ``at_low`` and ``at_high`` (the mean net in yuan) and
    ``swing`` (that at the high value less that at the low one). The rows of a party with the largest swing come first.

    The options are those of :func:`ecocomp.simulate`. Raises RequestError for terms and values that there are not.
    """
    check_terms(terms)
    for name, values in terms.items():
        if not is_several(values) or len(values) != 2:  # noqa: PLR2004
            raise RequestError(problem("simulation.two_values", name=name, found=str(values)[:LONGEST_SHOWN]))
        if not in_order(*values):
            shown = ", ".join(map(str, values))
            raise RequestError(problem("simulation.span", name=name, found=shown[:LONGEST_SHOWN]))
    count = len(terms) + 1
    simulation = simulate(agreement, scenarios, **part(options, scenarios.rows, 0, count))
    agreed = means(simulation, 0)
    years, unsettled = simulation.years, simulation.unsettled_years
    rows, told = [], [simulation]
    for at, (name, values) in enumerate(terms.items(), 1):
        own = part(options, scenarios.rows, at, count)
        varied = simulate(agreement, scenarios, {name: list(values)}, **own)
        years, unsettled = years + varied.years, unsettled + varied.unsettled_years
        if varied.unsettled_years != simulation.unsettled_years * len(varied.terms):
            told.append(varied)  # what no terms settle is told once
        low, high = means(varied, 0), means(varied, 1)
        for place, party in enumerate(agreement.parties):
            rows.append(
                {
                    "term": name,
                    "party": party,
                    "low": values[0],
                    "high": values[1],
                    "agreed": in_yuan(agreed[place]),
                    "at_low": in_yuan(low[place]),
                    "at_high": in_yuan(high[place]),
                    "swing": in_yuan(high[place] - low[place]),
                }
            )
    order = {party: at for at, party in enumerate(agreement.parties)}
    rows.sort(key=lambda row: (order[row["party"]], -abs(row["swing"])))
    naming = Naming(agreement, language)
    words = [{**row, "term": naming.term(row["term"]), "party": naming.party(row["party"])} for row in rows]
    period = simulation.period
    notes = {
        each: [
            *notes_on([agreement], period, scenarios, each, years=years, unsettled=unsettled),
            *(note for every in told for note in refused_notes(every, each)),
        ]
        for each in LANGUAGES
    }
    found = naming.frame(words, notes[naming.language])
    found.answer = Answer("sensitivity", (agreement,), period, rows, notes)
    return found


def sobol_indices(
    agreement: Agreement,
    scenarios: Scenarios,
    terms: Mapping[str, tuple[Any, Any]],
    *,
    samples: int = 1024,
    seed: int = 1,
    language: str | None = None,
    **options: Unpack[Options],
) -> ToldFrame:
    """How much of the variance of the mean net amounts is due to which term (Sobol 敏感性指数).

    ``terms`` are ranges by name, in the unit of the term; in each every value is taken to be as likely as any other,
    and terms not to depend on one another. Columns: ``term``, ``party``, ``first`` (the part of the variance that the
    term explains by itself, 一阶指数) and ``total`` (with all that it does together with others, 总指数); empty where
    nothing varies. ``samples`` times (number of terms + 2) sets of terms are simulated; the indices are estimates.

    Sampling and estimators: Saltelli et al., Computer Physics Communications 181 (2010) 259, of which ``first`` is (b)
    and ``total`` (f) of table 2, after Jansen. The options are those of :func:`ecocomp.simulate`. Raises RequestError
    for ranges and counts that are none.
    """
    check_terms(terms)
    check_counts((("samples", samples, 2, MOST_SAMPLES), ("seed", seed, 0, (1 << 64) - 1)))
    ranges = {name: span(name, each) for name, each in terms.items()}
    design = saltelli(len(ranges), samples, seed)
    sets = [
        {
            name: low + (high - low) * Fraction(int(place), STEPS)
            for (name, (low, high)), place in zip(ranges.items(), row, strict=True)
        }
        for row in design
    ]
    found: list[list[float]] = []
    refused: list[str] = []
    years = unsettled = 0
    for simulation in in_turn(agreement, scenarios, sets, **options):
        years, unsettled = years + simulation.years, unsettled + simulation.unsettled_years
        refused = refused or refused_notes(simulation, language)[:1]
        found += [[in_yuan(each) for each in means(simulation, at)] for at in range(len(simulation.terms))]
    outputs = np.array(found)
    naming = Naming(agreement, language)
    rows = []
    for at, party in enumerate(agreement.parties):
        first, total = indices(outputs[:, at], len(ranges))
        rows += [
            {"term": naming.term(name), "party": naming.party(party), "first": one, "total": every}
            for name, one, every in zip(ranges, first.tolist(), total.tolist(), strict=True)
        ]
    notes = notes_on([agreement], simulation.period, scenarios, language, years=years, unsettled=unsettled)
    sampled = say("simulation.note_sobol", language_in_use(language), samples=samples, sets=len(sets), seed=seed)
    notes += [*refused, sampled]
    return naming.frame(rows, notes)


def check_terms(terms: Any) -> None:
    """Raises RequestError unless terms are given by name."""
    if not isinstance(terms, Mapping) or not terms:
        raise RequestError(problem("simulation.ranges", found=type(terms).__name__))


def in_order(low: Any, high: Any) -> bool:
    """Whether one number is below the other; of grades and truths either may come first."""
    try:
        return number("", low) < number("", high)
    except RequestError:
        return True


def saltelli(count: int, samples: int, seed: int) -> npt.NDArray[np.int64]:
    """The sets of terms to look at, in steps of their ranges: of each sample A, A with one column of B each, and B."""
    both = stream(seed, 0).integers(0, STEPS + 1, size=(samples, 2 * count))
    a, b = both[:, :count], both[:, count:]
    found = np.repeat(a[:, None, :], count + 2, axis=1)
    for place in range(count):
        found[:, place + 1, place] = b[:, place]
    found[:, -1] = b
    return found.reshape(samples * (count + 2), count)


def indices(outputs: Floats, count: int) -> tuple[Floats, Floats]:
    """First-order and total indices from the outputs of a design; NaN where nothing varies."""
    table = outputs.reshape(-1, count + 2)
    middle = table.mean()  # estimates of first-order indices are less uncertain about the mean
    a, mixed, b = table[:, :1] - middle, table[:, 1:-1] - middle, table[:, -1:] - middle
    variance = np.concatenate([a, b]).var()
    if not variance:
        return np.full(count, np.nan), np.full(count, np.nan)
    first = (b * (mixed - a)).mean(axis=0) / variance
    total = ((a - mixed) ** 2).mean(axis=0) / (2 * variance)
    return first, total
