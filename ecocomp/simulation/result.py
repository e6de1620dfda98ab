"""What came of a simulation: what each party is left with in every year, and what can be said of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from ecocomp.agreement.agreement import Agreement
from ecocomp.errors import RequestError, problem
from ecocomp.period import Period
from ecocomp.settlement.coordinates import resolved
from ecocomp.simulation.amounts import Amounts, ByKind, Counted, EveryYear
from ecocomp.simulation.flows import Flow, flows_of
from ecocomp.simulation.refusals import Refusal, refusals
from ecocomp.simulation.results.budget import DRAWS, SEED
from ecocomp.simulation.results.distribution import QUANTILES, TAIL
from ecocomp.simulation.scenarios.block import Scenarios
from ecocomp.simulation.sweep import Sweep
from ecocomp.simulation.terms import TermSet
from ecocomp.simulation.variants import Several
from ecocomp.wording import language_in_use

if TYPE_CHECKING:
    import xarray

    from ecocomp.simulation.results.told import ToldFrame


@dataclass(frozen=True, eq=False, repr=False)
class Simulation:
    """The outcomes of many possible years (模拟结果). Made by :func:`ecocomp.simulate`.

    ``amounts`` are what came out, as it is kept: often the kind of each year and the amounts of each kind. ``nets`` and
    ``flows`` lay them out for every year. ``variants`` are the other texts of the agreement, by name; their sets of
    terms follow those of the agreement.

    Every frame, and the result itself, says what the scenarios assume, how many terms are unconfirmed and how many
    years could not be settled; with ``language`` (``"zh"`` or ``"en"``) it has titles and names in words.
    """

    agreement: Agreement
    period: Period
    scenarios: Scenarios
    terms: Sequence[TermSet]
    amounts: Amounts | Several
    exact: bool
    detail: str = ""
    variants: Mapping[str, Agreement] = field(default_factory=dict)
    #: What was asked of each text, by which a year can be settled once more.
    sweeps: Sequence[Sweep] = ()

    @property
    def counted(self) -> bool:
        """Whether it was only kept how often each amount comes about."""
        parts = self.amounts.parts if isinstance(self.amounts, Several) else (self.amounts,)
        return any(isinstance(each, Counted) or (isinstance(each, ByKind) and each.kinds is None) for each in parts)

    @property
    def each_year(self) -> EveryYear | ByKind | Several:
        """The amounts of every year. Raises RequestError where only how often they came about was kept."""
        if self.counted:
            raise RequestError(problem("simulation.only_counted"))
        assert not isinstance(self.amounts, Counted)
        return self.amounts

    @cached_property
    def nets(self) -> Any:
        """Fen, of shape (sets of terms, parties, scenarios), positive for who receives more; 0 where unsettled."""
        sets = range(self.amounts.sets)
        found = [[self.each_year.column(number, party) for party in self.agreement.parties] for number in sets]
        return np.array(found, dtype=np.int64)

    @cached_property
    def unsettled(self) -> Any:
        """The years that the agreement refuses to settle, of shape (sets of terms, scenarios)."""
        return np.array([self.each_year.unsettled(number) for number in range(self.amounts.sets)])

    @cached_property
    def flows(self) -> Mapping[Flow, Any] | None:
        """What passed in each flow, in fen of shape (sets of terms, scenarios); None where that was not asked for."""
        if not self.detail:
            return None
        sets, flows = range(self.amounts.sets), flows_of(self.amounts.names, self.detail)
        return {flow: np.array([self.each_year.column(number, flow) for number in sets]) for flow in flows}

    @property
    def again(self) -> tuple[int, int]:
        """How many outcomes were worked out once more in whole numbers, and how many settled one by one."""
        return self.amounts.by_whole, self.amounts.by_year

    @property
    def years(self) -> int:
        """How many outcomes there are: of each set of terms each scenario."""
        return self.amounts.sets * self.amounts.rows

    @property
    def unsettled_years(self) -> int:
        """How many of them could not be settled."""
        return sum(map(self.amounts.unsettled_years, range(self.amounts.sets)))

    @cached_property
    def refusals(self) -> Sequence[Refusal]:
        """Why years could not be settled, for the first sets of terms of which some could not."""
        return tuple(refusals(self))

    def __repr__(self) -> str:
        head = f"<Simulation {self.agreement.id} {self.period.label}: {len(self.terms)} × {self.amounts.rows}>"
        return "\n".join([head, *self.notes()])

    def _repr_html_(self) -> str:
        from ecocomp.simulation.results.view import simulation_view

        return simulation_view(self, language_in_use())

    def notes(self, language: str | None = None) -> list[str]:
        """What a reader must know: what the scenarios assume, unconfirmed terms, years not settled and why not."""
        from ecocomp.simulation.results.told import notes_on
        from ecocomp.simulation.results.unsettled import refused_notes

        notes = notes_on(
            [self.agreement],
            self.period,
            self.scenarios,
            language,
            years=self.years,
            unsettled=self.unsettled_years,
            exact=self.exact,
            variants=self.variants,
        )
        notes += refused_notes(self, language)
        drawn = self.terms[0].terms.assumes
        return notes if drawn is None else [*notes, drawn[language_in_use(language) != "zh"]]

    def net(self, party: str, terms: int = 0) -> Any:
        """What a party (by id or name) is left with in every settled year by one set of terms, in fen."""
        amounts = self.each_year
        return amounts.column(terms, resolved(self.agreement, "party", party))[~amounts.unsettled(terms)]

    def summary(
        self, *, quantiles: Iterable[Any] = QUANTILES, tail: Any = TAIL, language: str | None = None
    ) -> ToldFrame:
        """For each set of terms and party the distribution of the net amount, in yuan (净额分布).

        Columns: the varied terms, ``party``, ``mean``, ``sd``, the quantiles ``q05`` to ``q95``, ``worst`` (the least),
        ``shortfall`` (the mean of the worst ``tail`` of the years), ``pays`` (the part of the years in which the party
        pays more than it receives), ``years`` and ``unsettled`` (how many). A quantile is the least amount that at
        least that part of the years do not exceed: the amount of one of the years.

        Raises RequestError for parts that are not between 0 and 1.
        """
        from ecocomp.simulation.results.frames import summary

        return summary(self, quantiles, tail, language)

    def pairs(
        self, *, quantiles: Iterable[Any] = QUANTILES, tail: Any = TAIL, language: str | None = None
    ) -> ToldFrame:
        """For each set of terms and each two holders what one pays the other after setting off, in yuan (两两之间).

        As :meth:`summary`; amounts are what ``payer`` pays ``payee``, negative where it is the other way round, so that
        ``worst`` and ``shortfall`` are the largest. ``pays`` is the part of the years in which the payer pays,
        ``is_paid`` that in which it is paid. Raises RequestError where the simulation was made without ``detail``.
        """
        from ecocomp.simulation.results.frames import pairs

        return pairs(self, quantiles, tail, language)

    def sections(self, *, language: str | None = None) -> ToldFrame:
        """For each set of terms the mean of every transfer at every section, in yuan, before setting off (分断面均值).

        What limits cut stands in rows of its own, whose ``limit`` is named. Raises RequestError where the simulation
        was made without ``detail="sections"``.
        """
        from ecocomp.simulation.results.frames import sections

        return sections(self, language)

    def draws(self, *, language: str | None = None) -> ToldFrame:
        """For each set of terms and scenario the net amount of each party, exactly, in whole fen (逐情景净额).

        Columns: the varied terms, ``scenario`` (its number from 0), and the parties; ``<NA>`` where a year could not be
        settled.
        """
        from ecocomp.simulation.results.frames import draws

        return draws(self, language)

    def budget(
        self,
        years: int,
        *,
        draws: int = DRAWS,
        seed: int = SEED,
        levels: Iterable[Any] = (0.8, 0.9, 0.95, 0.99),
        quantiles: Iterable[Any] = QUANTILES,
        tail: Any = TAIL,
        language: str | None = None,
    ) -> ToldFrame:
        """What several years in a row come to for each party, and the reserve that they need, in yuan (多年预算风险).

        ``years`` are drawn ``draws`` times from the settled scenarios, each independently of the one before. The
        columns are those of :meth:`summary`, of the sums, and ``reserve_90`` …: the least amount at hand at the start
        that in at least that part of the draws is enough at the end of every year. Years that some set of terms cannot
        settle are left out for all, and all sets of terms see the same draws.

        Raises RequestError for counts and parts that are none, and where no year was settled.
        """
        from ecocomp.simulation.results.budget import budget

        return budget(self, years, draws, seed, levels, quantiles, tail, language)

    def to_xarray(self) -> xarray.Dataset:
        """The outcomes as an xarray Dataset (extra ``xarray``): ``net`` in fen over term, party and scenario.

        ``unsettled`` is over term and scenario; each varied term is a coordinate along ``term``. With ``detail`` there
        is ``amount`` in fen over flow, term and scenario. Raises RequestError where xarray is not installed.
        """
        from ecocomp.simulation.results.cube import to_xarray

        return to_xarray(self)
