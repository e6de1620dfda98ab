"""Scenarios drawn from distributions fitted to history: log-normal by month, everything of a month together."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ecocomp.agreement.agreement import Agreement
from ecocomp.errors import RequestError, problem
from ecocomp.period import MONTHS_PER_YEAR
from ecocomp.readings.readings import Readings
from ecocomp.settlement.wheres import where_text
from ecocomp.simulation.scenarios.block import (
    LARGEST,
    MISSING,
    Block,
    Key,
    names_read,
    rows_in_block,
    rows_of_block,
)
from ecocomp.simulation.scenarios.fit import (
    VALUES_FOR_SPREAD,
    YEARS_FOR_NEIGHBOURS,
    Fitted,
    Numbers,
    fitted,
    loadings,
    neighbours,
)
from ecocomp.simulation.scenarios.flow_years import FlowYears, YearFactors, flow_words, year_factors
from ecocomp.simulation.scenarios.history import History, absent_words, history_of
from ecocomp.simulation.scenarios.measures import Measure, Trend, change_words, factors
from ecocomp.simulation.scenarios.streams import check_counts, stream
from ecocomp.wording import LANGUAGES, Pair, say_both

#: What is normal and not log-normal, and the bounds of its values.
NORMAL: Mapping[str, tuple[float, float]] = {"ph": (0, 14), "do": (0, math.inf), "water_temp": (-math.inf, math.inf)}
QUANTITIES = ("flow", "volume")
#: A draw may be so many times the largest value of history before it no longer fits.
ROOM = 1000
#: A mean of what was never found: no draw is above its limit.
FAR_BELOW = -1e6
#: Products of matrices are taken in pieces of so many multiplications, which OpenBLAS does not share out to threads:
#: waiting for these takes longer, and blocks have processes of their own.
SMALL_PRODUCT, FEWEST_COLUMNS = 1 << 18, 64
#: Beside the independent numbers of a month stand ones and, where there are flow years, the logarithms of factors.
CONSTANT, CONCENTRATION, FLOW, MOST_BESIDE = 0, 1, 2, 3
#: The stream of a block that the kinds of years are drawn from.
YEARS = 1


@dataclass(frozen=True, slots=True)
class Drawn:
    """One series of whole numbers: its bounds, the limit it is below detection of, the months it is missing in."""

    key: Key
    low: float
    high: float
    limit: int | None
    missing: tuple[bool, ...]


@dataclass(frozen=True)
class LognormalScenarios:
    """Scenarios from fitted distributions; see :class:`~ecocomp.simulation.scenarios.block.Scenarios`.

    ``drawn`` are the series: the first ``logs`` are log-normal, those at ``limited`` may be below detection.
    ``weights`` are, by month, what each series is made of: the independent numbers of the month, and ``beside`` rows
    more. ``neighbours`` is the correlation of a month with the next.
    """

    name: str
    assumes: Pair
    seed: int
    rows: int
    decimals: Mapping[str, int]
    block_rows: int
    drawn: tuple[Drawn, ...]
    logs: int
    limited: slice
    weights: Numbers
    beside: int
    neighbours: float
    years: YearFactors | None
    absent: tuple[Key, ...]

    def block(self, number: int) -> Block:
        """The block with this number."""
        within = rows_of_block(self, number)
        # a block that is not full is the beginning of a full one: more scenarios leave those there were as they are
        rows, full = within.stop - within.start, self.block_rows
        parts = np.empty((self.weights.shape[2], full))
        numbers = np.empty((len(self.drawn), full))
        # one array for all, which is quicker to have than many
        wholes = np.empty((len(self.drawn) + len(self.absent), MONTHS_PER_YEAR, rows), np.int32)
        limits = np.array([each.limit or 0 for each in self.drawn[self.limited]], np.float64)[:, None]
        below = np.empty((len(limits), MONTHS_PER_YEAR, rows), np.bool_)
        lows, highs = (
            np.array(each)[:, None] for each in zip(*((one.low, one.high) for one in self.drawn), strict=True)
        )
        step = max(FEWEST_COLUMNS, SMALL_PRODUCT // self.weights[0].size)
        for month, _ in enumerate(self._months(number, parts)):
            for first in range(0, full, step):
                some = slice(first, first + step)
                np.matmul(self.weights[month], parts[:, some], out=numbers[:, some])
            np.exp(numbers[: self.logs], out=numbers[: self.logs])
            if len(limits):
                np.less(numbers[self.limited, :rows], limits, out=below[:, month])
            np.rint(numbers, out=numbers)
            np.clip(numbers, lows, highs, out=numbers)
            np.copyto(wholes[: len(self.drawn), month], numbers[:, :rows], casting="unsafe")
        for at, each in enumerate(self.drawn):
            wholes[at, list(each.missing)] = MISSING
        for at, each in enumerate(self.drawn[self.limited]):
            below[at, list(each.missing)] = False
        wholes[len(self.drawn) :] = MISSING
        keys = [each.key for each in self.drawn]
        return Block(
            rows,
            dict(zip((*keys, *self.absent), wholes, strict=True)),
            dict(zip(keys[self.limited], below, strict=True)),
        )

    def _months(self, number: int, parts: Numbers) -> Iterator[None]:
        """Puts into ``parts`` what series are made of, month by month.

        It is the independent numbers, which have some of the month before, and beside them ones and, where there are
        flow years, the logarithms of their factors.
        """
        random = stream(self.seed, number)
        independent, beside = parts[: -self.beside], parts[-self.beside :]
        beside[CONSTANT] = 1.0
        if self.years is not None:
            # numbers of their own: with and without flow years all else is the same
            # the last of the probabilities added up may be a little less than one
            kinds = stream(self.seed, number, YEARS).random(parts.shape[1])
            kind = np.searchsorted(self.years.until[:-1], kinds, side="right")
            np.take(np.log(self.years.concentration), kind, out=beside[CONCENTRATION])
            np.take(np.log(self.years.flow), kind, out=beside[FLOW])
        random.standard_normal(out=independent)
        yield
        fresh = np.empty(independent.shape) if self.neighbours else independent
        for _ in range(1, MONTHS_PER_YEAR):
            random.standard_normal(out=fresh)
            if self.neighbours:
                fresh *= math.sqrt(1 - self.neighbours**2)
                independent *= self.neighbours
                independent += fresh
            yield


def lognormal_scenarios(
    agreement: Agreement,
    readings: Readings,
    *,
    rows: int = 10_000,
    seed: int = 1,
    year: int | None = None,
    measures: Sequence[Measure | Trend] = (),
    flow_years: FlowYears | None = None,
    name: str = "lognormal",
) -> LognormalScenarios:
    """Scenarios drawn from log-normal distributions by month (逐月对数正态), fitted to the history ``readings``.

    For each section, indicator and calendar month the logarithms of the monthly values (mg/L; flow in m3/s, volume in
    m3) have the mean of history; their spread is that of the month where each month has 10 values, else one for all
    months. pH, dissolved oxygen and water temperature are normal, dissolved oxygen not below 0 and pH from 0 to 14.
    All sections and indicators of a month are correlated as in history; neighbouring months too, by one correlation
    for all, where there are 5 years of it. Values below detection take part in the fit by maximum likelihood, and
    draws below the limit last reported are below detection. Draws are rounded half-even to the decimals of history.

    ``year`` is the assessment year that ``measures`` and trends apply in, see :class:`Measure` and :class:`Trend`;
    ``flow_years`` are wet, normal and dry years, see :class:`FlowYears`.

    Raises RequestError where history is too short to be fitted or says nothing, and for options that do not exist.
    """
    check_counts(rows, seed)
    wanted = names_read(agreement)
    if "published_grade" in wanted:
        raise RequestError(problem("scenarios.no_distribution"))
    if year is not None and type(year) is not int:
        raise RequestError(problem("scenarios.since", found=year))
    changed = factors(agreement, wanted, measures, year)
    kinds = None if flow_years is None else year_factors(flow_years)
    history = history_of(agreement, readings)
    decimals = {each: _decimals(history, each) for each in history.decimals}
    absent = history.absent
    keys = _in_order(history)
    fits = _fits(agreement, history, keys)
    residuals = [each.residuals for each in fits.values()]
    made = loadings(residuals)
    beside = MOST_BESIDE if kinds else 1
    weights = np.zeros((MONTHS_PER_YEAR, len(keys), made.shape[1] + beside))
    for at, (key, fit) in enumerate(fits.items()):
        whole = _weights(key[0], fit, made[at], decimals[key[0]], changed.get(key, 1.0))
        weights[:, at] = whole[:, : weights.shape[2]]
    next_month = neighbours(residuals)
    return LognormalScenarios(
        name=name,
        assumes=_assumes(agreement, history, fits, next_month, (measures, flow_years, year)),
        seed=seed,
        rows=rows,
        decimals=decimals,
        block_rows=rows_in_block(len(history.values)),
        drawn=tuple(_drawn(history, key, decimals[key[0]], fit) for key, fit in fits.items()),
        logs=sum(key[0] not in NORMAL for key in keys),
        limited=_limited(history, keys),
        weights=weights,
        beside=beside,
        neighbours=next_month,
        years=kinds,
        absent=absent,
    )


def _in_order(history: History) -> list[Key]:
    """The series that were reported: log-normal ones first, and those that may be below detection side by side."""
    kept = [key for key in history.values if key not in history.absent]
    logs = sorted((key for key in kept if key[0] not in NORMAL), key=lambda key: key in history.below)
    others = sorted((key for key in kept if key[0] in NORMAL), key=lambda key: key not in history.below)
    return [*logs, *others]


def _limited(history: History, keys: Sequence[Key]) -> slice:
    """Where the series stand that may be below detection."""
    places = [at for at, key in enumerate(keys) if key in history.below]
    return slice(places[0], places[-1] + 1) if places else slice(0)


def _decimals(history: History, name: str) -> int:
    """The decimals of history, fewer where draws far above it would not fit otherwise."""
    places = history.decimals[name]
    largest = max(int(each.max()) for key, each in history.values.items() if key[0] == name)
    while largest * ROOM > LARGEST:
        largest //= 10
        places -= 1
    return places


def _fits(agreement: Agreement, history: History, keys: Sequence[Key]) -> dict[Key, Fitted]:
    """The fit to each series. Raises RequestError naming those that history is too short for."""
    found: dict[Key, Fitted] = {}
    short: list[Key] = []
    for key in keys:
        wholes = history.values[key]
        below = history.below.get(key, np.zeros(wholes.shape, np.bool_))
        values = np.where(wholes == MISSING, np.nan, wholes / 10.0 ** history.decimals[key[0]])
        if key[0] not in NORMAL:
            # reported as nothing, or less: below half of the last digit
            nothing = (wholes <= 0) & (wholes != MISSING)
            values[nothing] = 10.0 ** -history.decimals[key[0]] / 2
            values, below = np.log(values), below | nothing
        fit = fitted(values, below)
        if fit is None:
            short.append(key)
        else:
            found[key] = fit
    if short:
        names = (", ".join(where_text(agreement, reversed(key), each) for key in short) for each in LANGUAGES)
        raise RequestError(problem("scenarios.too_short", keys=Pair(*names)))
    return found


def _weights(name: str, fit: Fitted, made: Numbers, decimals: int, factor: float) -> Numbers:
    """What a series is made of, by month: the independent numbers, and the three rows beside them."""
    mean = np.where(np.isfinite(fit.mean), fit.mean, FAR_BELOW)
    found = np.zeros((MONTHS_PER_YEAR, len(made) + MOST_BESIDE))
    beside = found[:, len(made) :]
    if name in NORMAL:
        unit = 10.0**decimals * factor
        found[:, : len(made)] = (fit.spread * unit)[:, None] * made
        beside[:, CONSTANT] = mean * unit
    else:
        found[:, : len(made)] = fit.spread[:, None] * made
        beside[:, CONSTANT] = mean + decimals * math.log(10) + math.log(factor)
        beside[:, FLOW if name in QUANTITIES else CONCENTRATION] = 1.0
    return found


def _drawn(history: History, key: Key, decimals: int, fit: Fitted) -> Drawn:
    """The bounds of a series, its limit, and the months it is missing in."""
    unit = 10.0**decimals
    coarser = 10 ** (history.decimals[key[0]] - decimals)
    wholes, below = history.values[key], history.below.get(key)
    limit = None if below is None else max(1, -(-int(wholes[below][-1]) // coarser))
    if key[0] in NORMAL:
        low, high = (each * unit for each in NORMAL[key[0]])
    else:
        # a value keeps at least one digit, unless history has some that do not
        low, high = float(not ((wholes <= 0) & (wholes != MISSING)).any()), math.inf
    missing = tuple(np.isnan(fit.mean).tolist())
    # what is below its limit is written as the limit
    return Drawn(key, max(low, -LARGEST if limit is None else limit), min(high, LARGEST), limit, missing)


def _assumes(
    agreement: Agreement,
    history: History,
    fits: Mapping[Key, Fitted],
    next_month: float,
    changes: tuple[Sequence[Measure | Trend], FlowYears | None, int | None],
) -> Pair:
    """What is assumed, in words."""
    measures, flow_years, year = changes
    years = len(history.years)
    if years < YEARS_FOR_NEIGHBOURS:
        months = say_both("scenarios.assumes_few_years", years=years, least=YEARS_FOR_NEIGHBOURS)
    elif next_month:
        months = say_both("scenarios.assumes_neighbours", found=f"{next_month:.2f}", years=years)
    else:
        months = say_both("scenarios.assumes_no_neighbours", years=years)
    own = sum(each.by_month for each in fits.values())
    told = [
        say_both("scenarios.assumes_lognormal", first=history.years[0], last=history.years[-1]),
        say_both("scenarios.assumes_spread", least=VALUES_FOR_SPREAD, own=own, series=len(fits)),
        months,
    ]
    if history.below:
        told.append(say_both("scenarios.assumes_below"))
    told += [change_words(agreement, names_read(agreement), each, year) for each in measures]
    if flow_years is not None:
        told.append(flow_words(flow_years))
    if not measures and flow_years is None:
        told.append(say_both("scenarios.assumes_unchanged"))
    absent = absent_words(agreement, history)
    told += [absent] if absent else []
    return Pair("".join(each[0] for each in told), " ".join(each[1] for each in told))
