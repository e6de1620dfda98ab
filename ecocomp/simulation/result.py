"""What came of a simulation: what each party is left with in every year, and what can be said of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ecocomp.agreement.agreement import Agreement
from ecocomp.period import Period
from ecocomp.settlement.coordinates import resolved
from ecocomp.simulation.flows import Flow
from ecocomp.simulation.results.distribution import QUANTILES, TAIL
from ecocomp.simulation.scenarios.block import Scenarios
from ecocomp.simulation.terms import TermSet
from ecocomp.wording import language_in_use

if TYPE_CHECKING:
    import xarray

    from ecocomp.simulation.results.told import ToldFrame


@dataclass(frozen=True, eq=False, repr=False)
class Simulation:
    """The outcomes of many possible years (模拟结果). Made by :func:`ecocomp.simulate`.

    ``nets`` are in fen, of shape (sets of terms, parties, scenarios), positive for who receives more; ``unsettled`` are
    the years that the agreement refuses to settle, whose nets are nothing. ``again`` are how many outcomes were worked
    out once more in whole numbers, and how many settled one by one. ``flows`` are what passed between each two, in fen
    of shape (sets of terms, scenarios), where that was asked for. ``variants`` are the other texts, by name; their sets
    of terms follow those of the agreement.

    Every frame, and the result itself, says what the scenarios assume, how many terms are unconfirmed and how many
    years could not be settled; with ``language`` (``"zh"`` or ``"en"``) it has titles and names in words.
    """

    agreement: Agreement
    period: Period
    scenarios: Scenarios
    terms: Sequence[TermSet]
    nets: Any
    unsettled: Any
    exact: bool
    again: tuple[int, ...]
    flows: Mapping[Flow, Any] | None = None
    variants: Mapping[str, Agreement] = field(default_factory=dict)

    def __repr__(self) -> str:
        head = f"<Simulation {self.agreement.id} {self.period.label}: {len(self.terms)} × {self.nets.shape[2]}>"
        return "\n".join([head, *self.notes()])

    def _repr_html_(self) -> str:
        from ecocomp.simulation.results.view import simulation_view

        return simulation_view(self, language_in_use())

    def notes(self, language: str | None = None) -> list[str]:
        """What a reader must know: what the scenarios assume, unconfirmed terms, years that could not be settled."""
        from ecocomp.simulation.results.told import notes_on

        return notes_on(
            [self.agreement],
            self.scenarios,
            language,
            years=self.unsettled.size,
            unsettled=int(self.unsettled.sum()),
            exact=self.exact,
            variants=self.variants,
        )

    def net(self, party: str, terms: int = 0) -> Any:
        """What a party (by id or name) is left with in every settled year by one set of terms, in fen."""
        place = list(self.agreement.parties).index(resolved(self.agreement, "party", party))
        return self.nets[terms, place, ~self.unsettled[terms]]

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
        draws: int = 10_000,
        seed: int = 1,
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
