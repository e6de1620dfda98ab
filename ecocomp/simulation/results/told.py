"""Frames that say below themselves what they rest on (附注): scenarios, unconfirmed terms, years not settled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import pandas

from ecocomp.agreement.agreement import Agreement
from ecocomp.markup import element, joined
from ecocomp.period import Period
from ecocomp.settlement.lines import Holder
from ecocomp.settlement.term import outside_term
from ecocomp.settlement.wheres import holder_text, label_text
from ecocomp.simulation.results.distribution import percent
from ecocomp.simulation.scenarios.block import Scenarios
from ecocomp.simulation.terms import ids_by_title
from ecocomp.simulation.variants import VARIANT
from ecocomp.simulation.varied_bands import TO, unit_of
from ecocomp.wording import language_in_use, say

if TYPE_CHECKING:
    from ecocomp.simulation.result import Simulation

#: What ``attrs`` hold the sentences under.
NOTES = "notes"
MOST_SHOWN = 60
NO_VARIANTS: Mapping[str, Agreement] = MappingProxyType({})
#: How the columns of reserves begin.
RESERVE = "reserve_"


class Answer(NamedTuple):
    """What a question found before it was put in words, for pictures: rows by ids, notes by language."""

    question: str
    agreements: tuple[Agreement, ...]
    period: Period
    rows: Sequence[Mapping[str, Any]]
    notes: Mapping[str, Sequence[str]]


class ToldFrame(pandas.DataFrame):
    """A frame whose notes are shown with it; they also stand in ``attrs["notes"]``. Parts of it are plain frames."""

    _metadata: ClassVar[list[str]] = ["answer"]
    answer: Answer | None = None

    @property
    def notes(self) -> Sequence[str]:
        """What this rests on, a sentence each."""
        found: Sequence[str] = self.attrs.get(NOTES, ())
        return found

    def __repr__(self) -> str:
        return "\n".join([super().__repr__(), *self.notes])

    def _repr_html_(self) -> str:
        table = self.to_html(max_rows=MOST_SHOWN, notebook=True)
        return table + joined(element("p", each) for each in self.notes)


def noted(frame: ToldFrame, notes: Sequence[str]) -> ToldFrame:
    """A frame with its notes."""
    frame.attrs[NOTES] = tuple(notes)
    return frame


def naming_of(simulation: Simulation, language: str | None) -> Naming:
    """How the rows and columns of a simulation are named, those of its variants too."""
    return Naming(simulation.agreement, language, simulation.variants.values())


class Naming:
    """How rows and columns are named: by ids and plain words for programs, or in a language for people."""

    def __init__(self, agreement: Agreement, language: str | None, variants: Iterable[Agreement] = ()) -> None:
        self.agreement = agreement
        #: Where names are looked up: what the agreement lacks may be in a variant of it.
        self.texts = (agreement, *variants)
        self.words = language is not None
        self.language = language_in_use(language)

    def found(self, name: str, called: Callable[[Agreement], str]) -> str:
        """What the first text that has a name calls it."""
        names = (called(each) for each in self.texts) if self.words and name else ()
        return next((each for each in names if each != name), name)

    def party(self, party: str) -> str:
        return self.found(party, lambda text: text.name_of(party, self.language))

    def holder(self, holder: Holder) -> str:
        return self.found(str(holder), lambda text: holder_text(text, holder, self.language))

    def section(self, section: str) -> str:
        return self.found(section, lambda text: label_text(text, section, self.language))

    def called(self, name: str) -> str:
        """The title of a transfer or limit."""
        return self.found(name, lambda text: text.called(name, self.language))

    def term(self, name: str) -> str:
        """The title of a varied term with its unit."""
        if not self.words:
            return name
        if name == VARIANT:
            return say("simulation.column_variant", self.language)
        own, *labels = name.split(".")
        own = next((titles[own] for each in self.texts if own in (titles := ids_by_title(each))), own)
        if any(own in each.text.tables for each in self.texts):
            return self.band(own, labels)
        title = say("simulation.column_target", self.language) if own == "target" else self.called(own)
        known = ({**each.checked.inputs, **each.checked.values} for each in self.texts)
        named = next((each[own] for each in known if own in each), None)
        return " ".join([title, *(self.section(each) for each in labels)]) + self.unit(
            named.unit if named is not None else ""
        )

    def value(self, given: Any) -> Any:
        """A value of a term as it was given, a truth value as a word."""
        return say("terms.yes" if given else "terms.no", self.language) if self.words and type(given) is bool else given

    def terms(self, labels: Mapping[str, Any]) -> str:
        """A set of terms in one line."""
        return say("command.listed", self.language).join(
            f"{self.term(name)} = {self.value(each)}" for name, each in labels.items()
        )

    def band(self, table: str, labels: Sequence[str]) -> str:
        """The title of a varied band: its value, or where it ends."""
        written = next(each.text.tables[table] for each in self.texts if table in each.text.tables)
        ends = labels[1:] == [TO]
        code = "simulation.band_end" if ends else "simulation.band_value"
        title = say(code, self.language, title=self.called(table), place=labels[0])
        return title + self.unit(unit_of(written.of if ends else written.gives))

    def unit(self, unit: str) -> str:
        """A unit behind a title."""
        return say("simulation.in_unit", self.language, unit=unit) if unit else ""

    def column(self, column: str, tail: str) -> str:
        """The title of a column; what is no word of ours is the name of a term."""
        if column.startswith("q") and column[1:].replace(".", "").isdigit():
            return say("simulation.column_quantile", self.language, share=column[1:].lstrip("0"))
        if column.startswith(RESERVE):
            return say("simulation.column_reserve", self.language, level=column.removeprefix(RESERVE))
        code = TITLES.get(column)
        return self.term(column) if code is None else say(code, self.language, tail=tail)

    def fen(self, party: str) -> str:
        """The title of a column of whole fen of a party."""
        return say("simulation.column_fen", self.language, party=self.party(party))

    def frame(
        self,
        rows: Sequence[Mapping[str, Any]],
        notes: Sequence[str],
        tail: Any = None,
        columns: Sequence[str] | None = None,
    ) -> ToldFrame:
        """Rows as a frame, with titles where a language was asked for; ``columns`` are those of no rows at all."""
        if self.words:
            rows = [{name: self.value(each) for name, each in row.items()} for row in rows]
        found = ToldFrame(list(rows), columns=columns if columns is None else list(columns))
        if self.words:
            shown = "" if tail is None else percent(tail)
            found.columns = pandas.Index([self.column(str(each), shown) for each in found.columns])
        return noted(found, notes)


TITLES = {
    "party": "simulation.column_party",
    "payer": "simulation.column_payer",
    "payee": "simulation.column_payee",
    "transfer": "simulation.column_transfer",
    "limit": "simulation.column_limit",
    "section": "simulation.column_section",
    "scenario": "simulation.column_scenario",
    "term": "simulation.column_term",
    "mean": "simulation.column_mean",
    "sd": "simulation.column_sd",
    "worst": "simulation.column_worst",
    "shortfall": "simulation.column_shortfall",
    "pays": "simulation.column_pays",
    "is_paid": "simulation.column_is_paid",
    "years": "simulation.column_years",
    "unsettled": "simulation.column_unsettled",
    "draws": "simulation.column_draws",
    "mean_a": "simulation.column_mean_a",
    "mean_b": "simulation.column_mean_b",
    "better": "simulation.column_better",
    "worse": "simulation.column_worse",
    "same": "simulation.column_same",
    "low": "simulation.column_low",
    "high": "simulation.column_high",
    "agreed": "simulation.column_agreed",
    "at_low": "simulation.column_at_low",
    "at_high": "simulation.column_at_high",
    "swing": "simulation.column_swing",
    "first": "simulation.column_first",
    "total": "simulation.column_total",
    "below": "simulation.column_below",
    "above": "simulation.column_above",
    "net_below": "simulation.column_net_below",
    "net_above": "simulation.column_net_above",
}


def notes_on(
    agreements: Sequence[Agreement],
    period: Period,
    scenarios: Scenarios | None,
    language: str | None,
    *,
    years: int = 0,
    unsettled: int = 0,
    exact: bool = True,
    variants: Mapping[str, Agreement] = NO_VARIANTS,
) -> list[str]:
    """What a reader of any result must know: scenarios, unconfirmed terms, a year that an agreement is not for, and
    years that could not be settled."""
    chosen = language_in_use(language)
    found = []
    if scenarios is not None:
        assumes = scenarios.assumes[chosen != "zh"]
        found.append(
            say("simulation.note_scenarios", chosen, name=scenarios.name, rows=scenarios.rows, assumes=assumes)
        )
        if scenarios.seed is not None:
            found[-1] += say("simulation.note_seed", chosen, seed=scenarios.seed)
    # two drafts may have one title
    own = [each.title_in(chosen) + (f" ({each.id})" if len(agreements) > 1 else "") for each in agreements]
    for title, agreement in [*zip(own, agreements, strict=True), *variants.items()]:
        count = len(agreement.unconfirmed)
        code = "simulation.note_unconfirmed" if count else "simulation.note_confirmed"
        found.append(say(code, chosen, title=title, count=count))
        for each in outside_term(agreement, period):
            found.append(say("simulation.note_term", chosen, title=title, told=each.message(chosen)))
    if years:
        found.append(say("simulation.note_unsettled", chosen, count=unsettled, years=years))
    if not exact:
        found.append(say("simulation.note_inexact", chosen))
    return found
