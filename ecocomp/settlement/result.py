"""The settlement (清算结果): transfer lines, positions, values of every rule, and all that a reader must know."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ecocomp.agreement.agreement import Agreement
from ecocomp.agreement.named_values import NamedValue
from ecocomp.errors import Problem, RequestError, problem
from ecocomp.formula.absent import Absent
from ecocomp.formula.axes import Value
from ecocomp.money import yuan
from ecocomp.period import Period
from ecocomp.readings.readings import Readings
from ecocomp.settlement.coordinates import labels_at, resolved
from ecocomp.settlement.derivation import Derivation
from ecocomp.settlement.explain import Explainer
from ecocomp.settlement.ledger import FundMovement, PairTotal, Position, cleared, conserved, pair_totals, positions
from ecocomp.settlement.lines import Bite, Line
from ecocomp.settlement.notices import notices
from ecocomp.settlement.scope import ExactScope
from ecocomp.settlement.transfers import Unpaid
from ecocomp.wording import language_in_use

if TYPE_CHECKING:
    import pandas

    from ecocomp.differences.restatement import Restatement
    from ecocomp.record.record import Record

MEASURED = ("C", "Q", "W", "L", "G")
TRANSFER_COLUMNS = (
    "name", "title", "payer", "payee", "amount", "section", "indicator", "party", "month", "quarter", "half_year",
    "clause", "status", "limit",
)  # fmt: skip


@dataclass(frozen=True, eq=False, repr=False)
class Settlement:
    """What an agreement gives for a period. Made by :func:`ecocomp.settle`; it never changes.

    ``lines`` are the payments, ``bites`` the limits that cut them, ``unpaid`` the coordinates without an amount,
    ``funds`` the movements of funds and deposits, ``skips`` the absent values that reductions left out.
    """

    agreement: Agreement
    readings: Readings
    period: Period
    inputs: Mapping[str, NamedValue]
    lines: tuple[Line, ...]
    bites: tuple[Bite, ...]
    unpaid: tuple[Unpaid, ...]
    funds: tuple[FundMovement, ...]
    skips: tuple[tuple[str, str, Absent], ...]
    scope: ExactScope
    found: tuple[Problem, ...] = ()
    lenient: bool = field(default=False)

    def __repr__(self) -> str:
        return f"<Settlement {self.agreement.id} {self.period.label}: {len(self.lines)} lines>"

    def _repr_html_(self) -> str:
        from ecocomp.settlement.notebook_view import settlement_view

        return settlement_view(self, language_in_use())

    def __eq__(self, other: object) -> bool:
        """Equal settlements say the same: same agreement text, period and lines."""
        if not isinstance(other, Settlement):
            return NotImplemented
        mine = (self.agreement.digest, self.period, self.lines, self.funds, self.unpaid)
        return mine == (other.agreement.digest, other.period, other.lines, other.funds, other.unpaid)

    def __hash__(self) -> int:
        return hash((self.agreement.digest, self.period, self.lines))

    def __getstate__(self) -> dict[str, Any]:
        # what is only told from the rest does not travel between processes
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @property
    def final(self) -> bool:
        """Whether this is a whole year settled by the agreement's own rules (清算), not provisional (预核算)."""
        return self.period.complete and not self.lenient

    # -- money ------------------------------------------------------------------------------------------------------

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """What each party paid, received and is left with, in fen."""
        return positions(self.lines, self.agreement.parties)

    @cached_property
    def pairs(self) -> tuple[PairTotal, ...]:
        """What each pays whom after everything between the two is set off, in fen."""
        return pair_totals(self.lines)

    @cached_property
    def cleared(self) -> tuple[PairTotal, ...]:
        """Fewer payments with the same net amounts, whoever pays whom by the agreement (多方轧差), in fen.

        For parties that settle together, for instance through their province. It is no claim of one against the other:
        that is what :attr:`pairs` has.
        """
        return cleared(self.lines)

    def check_conservation(self) -> None:
        """Every fen that was paid was received: a bug in ecocomp if not, never a user's fault."""
        if not conserved(self.positions, self.funds):
            raise AssertionError("money was made or lost in a settlement")

    @property
    def transfers(self) -> pandas.DataFrame:
        """One row a payment, as a new DataFrame; ``amount`` is a Decimal in yuan, coordinates are labels or empty."""
        import pandas

        rows = [
            {
                **dict.fromkeys(TRANSFER_COLUMNS, ""),
                "name": line.name,
                "title": line.title,
                "payer": str(line.payer),
                "payee": str(line.payee),
                "amount": yuan(line.fen),
                **dict(line.coordinate),
                "clause": line.clause,
                "status": line.status,
                "limit": line.limit,
            }
            for line in self.lines
        ]
        return pandas.DataFrame(rows, columns=list(TRANSFER_COLUMNS), dtype=object)

    def transfers_table(self, language: str | None = None) -> pandas.DataFrame:
        """The rows of :attr:`transfers` with headings, parties, sections and status in Chinese or English."""
        from ecocomp.settlement.notebook_view import transfers_table

        return transfers_table(self, language_in_use(language))

    @property
    def net(self) -> pandas.Series[Any]:
        """By party id, what it receives less what it pays, as Decimal yuan."""
        import pandas

        values = [yuan(each.net) for each in self.positions]
        index = [each.party for each in self.positions]
        return pandas.Series(values, index=index, dtype=object, name="net")

    def net_yuan(self, party: str) -> Decimal:
        """What one party (by id or name) receives less what it pays, in yuan."""
        wanted = resolved(self.agreement, "party", party)
        return next(yuan(each.net) for each in self.positions if each.party == wanted)

    @cached_property
    def record(self) -> Record:
        """The record (结算存证) of the settlement, made once; its digest (存证摘要) stands on all papers."""
        from ecocomp.record.record import record_of

        return record_of(self)

    # -- values and reasons -----------------------------------------------------------------------------------------

    @cached_property
    def _explainer(self) -> Explainer:
        return Explainer(self.scope)

    def array(self, name: str) -> Value:
        """The exact values of a rule, parameter or built-in name over its axes."""
        return self._explainer.array(name)

    def value(self, name: str, **coordinate: str | int) -> Any:
        """The exact value of a rule, parameter, transfer amount or built-in name at a coordinate.

        Numbers are int or Fraction in base units (yuan, mg/L), grades 1 to 6, truth values bool; an absent value
        is an :class:`~ecocomp.formula.absent.Absent`. Sections, parties and indicators may be given by id or name,
        months as ``"2024-03"`` or by number. Raises RequestError for a name or label that does not exist.
        """
        return self._explainer.value(name, coordinate)

    def value_texts(self, name: str, language: str | None = None) -> list[str]:
        """The values of a name in words with their units, in the order of :meth:`array`."""
        return self._explainer.texts(name, language)

    @property
    def names(self) -> tuple[str, ...]:
        """What was measured (``C`` and the quantities the agreement asks for) and all rules, in the file's order."""
        measured = [name for name in MEASURED if name in self._explainer.names_at_hand()]
        return (*measured, *(rule.name for rule in self.agreement.text.rules))

    def called(self, name: str, language: str | None = None) -> str:
        """What a name is called: its title in Chinese, the name itself in English."""
        return self.agreement.called(name, language_in_use(language))

    def elements(self, name: str, language: str | None = None) -> list[tuple[tuple[str, ...], Any, str]]:
        """Every element of a name: its labels, the exact value, and the value in words with its unit."""
        value = self.array(name)
        coordinates = self.scope.space.coordinates(value.axes)
        return list(zip(coordinates, value.data, self.value_texts(name, language), strict=True))

    def table(self, name: str) -> pandas.DataFrame:
        """The values of a rule, parameter, transfer or built-in name, one row each, as a new DataFrame.

        A column for each axis with its labels, then ``value`` (exact: int, Fraction, bool, or None where absent)
        and ``text`` (in words, with its unit or the reason of its absence).
        """
        import pandas

        axes = self.array(name).axes
        rows = [
            (*labels, None if isinstance(element, Absent) else element, text)
            for labels, element, text in self.elements(name)
        ]
        return pandas.DataFrame(rows, columns=[*axes, "value", "text"], dtype=object)

    def save(
        self,
        folder: str | os.PathLike[str],
        *,
        language: str | None = None,
        read: Iterable[str | os.PathLike[str]] = (),
        restatement: Restatement | None = None,
        overwrite: bool = False,
    ) -> list[Path]:
        """Write the record, settlement.json, the workbook, the page and the tables as CSV; the paths written.

        ``read`` are the files and folders of readings that the settlement rests on: none of them is written over.
        ``restatement`` (of :func:`ecocomp.restated`) writes it as one: the record names those before it, and one of
        them that stands in ``folder`` is kept under the name of its digest. ``overwrite`` replaces the record of
        another settlement there, which is an error otherwise.

        Raises OutputError where that fails, what stood there being untouched, and RequestError for no folder at all
        or one in which a file of ``read`` would be written over.
        """
        from ecocomp.report.settlement_files import save

        path, chosen = named_path(folder), language_in_use(language)
        return save(self, path, chosen, read, restatement=restatement, overwrite=overwrite)

    def to_notice(
        self,
        party: str,
        path: str | os.PathLike[str],
        *,
        language: str | None = None,
        template: str | os.PathLike[str] | None = None,
        overwrite: bool = False,
        read: Iterable[str | os.PathLike[str]] = (),
        restatement: Restatement | None = None,
    ) -> Path:
        """Write the settlement notice (结算通知书) of one party, by id or name, as a Word file.

        ``template`` is a Word file with fields of the bureau's own; without it the library's is used. Needs the extra
        ``docx``. The same settlement, template and language give the same bytes. The notice names the digest of the
        record (存证摘要); with ``restatement``, of the record that :meth:`save` writes with it.

        Raises RequestError for a party or template that there is not, NoticeError for a template that cannot be used,
        and OutputError where the file is there already (unless ``overwrite``) or cannot be written.
        """
        from ecocomp.report.notice import save_notice

        chosen = language_in_use(language)
        return save_notice(
            self,
            party,
            named_path(path),
            chosen,
            template=template,
            overwrite=overwrite,
            read=read,
            restatement=restatement,
        )

    def notices(
        self,
        folder: str | os.PathLike[str],
        *,
        parties: Iterable[str] | None = None,
        language: str | None = None,
        template: str | os.PathLike[str] | None = None,
        overwrite: bool = False,
        read: Iterable[str | os.PathLike[str]] = (),
        restatement: Restatement | None = None,
    ) -> list[Path]:
        """Write the settlement notices of all parties, or of those named, into ``folder``; the paths written.

        All of them are written or none; see :meth:`to_notice`.
        """
        from ecocomp.report.notice import save_notices

        return save_notices(
            self,
            named_path(folder),
            language_in_use(language),
            parties=None if parties is None else list(parties),
            template=template,
            overwrite=overwrite,
            read=read,
            restatement=restatement,
        )

    def to_excel(
        self,
        path: str | os.PathLike[str],
        *,
        language: str | None = None,
        restatement: Restatement | None = None,
    ) -> Path:
        """Write the workbook (结算工作簿) whose every figure is a live formula, down to readings and terms; its path.

        The same settlement and language give the same bytes. What stood at ``path`` is replaced once all is written.
        The summary names the digest of the record (存证摘要), as :meth:`to_notice` does.
        Raises RequestError for a name that does not end in ``.xlsx``, and OutputError where writing fails, what stood
        there being untouched.
        """
        from ecocomp.report.named_record import named_record
        from ecocomp.report.settlement_files import save_workbook

        return save_workbook(self, path, language_in_use(language), named_record(self, restatement).digest)

    def to_html(
        self,
        path: str | os.PathLike[str] | None = None,
        language: str | None = None,
        *,
        restatement: Restatement | None = None,
    ) -> str:
        """The settlement as one HTML page that needs neither network nor script; written to ``path`` if given.

        It names the digest of the record (存证摘要), as :meth:`to_notice` does.
        Raises OutputError where it cannot be written, what stood there being untouched.
        """
        from ecocomp.report.named_record import named_record
        from ecocomp.report.page.files import page_text, save_page

        chosen, record = language_in_use(language), named_record(self, restatement).digest
        return page_text(self, chosen, record) if path is None else save_page(self, path, chosen, record)

    def to_beancount(self, path: str | os.PathLike[str] | None = None, language: str | None = None) -> str:
        """The ledger (账簿) as a Beancount file (version 3), for checking by a program of others; written to ``path``.

        Parties, funds and accounts in funds are accounts in CNY, each line is a transaction on the last day of the
        period. The file asserts the net amount of each party, the closing balance of each fund and their sum, to the
        fen: ``bean-check`` finds whatever does not add up. Raises RequestError for a name that ends in neither
        ``.beancount`` nor ``.bean``, OutputError where it cannot be written, what stood there being untouched.
        """
        from ecocomp.report.beancount import ledger_text, save_ledger

        chosen = language_in_use(language)
        return ledger_text(self, chosen) if path is None else save_ledger(self, path, chosen)

    def explain(self, what: str | Line, **coordinate: str | int) -> Derivation:
        """How a value or a transfer line came about, down to readings and clauses (计算过程).

        ``what`` is a line of this settlement, the title of a limit, or the name of a transfer, rule, parameter or
        built-in name, with its coordinate. Raises RequestError like :meth:`value`.
        """
        if isinstance(what, str):
            line = self._line(self._explainer.named(what), coordinate)
            return self._explainer.explain(what if line is None else line, coordinate)
        return self._explainer.explain(what, coordinate)

    def _line(self, name: str, coordinate: Mapping[str, str | int]) -> Line | None:
        """The payment that a transfer gave at a coordinate, if it gave one."""
        if name not in self.agreement.checked.amounts:
            return None
        where = labels_at(self.agreement, self.scope.space, name, self.array(name).axes, coordinate)
        lines = (line for line in self.lines if line.name == name and not line.limit)
        return next((line for line in lines if dict(line.coordinate) == where), None)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What a reader must know: assumed terms, substitutions, exclusions, gaps, defaults, limits that bit."""
        return tuple(notices(self))


def named_path(path: str | os.PathLike[str]) -> Path:
    """A path to write to. RequestError where it is none at all."""
    if not os.fspath(path) or "\0" in os.fspath(path):
        raise RequestError(problem("settlement.folder", found=os.fspath(path)))
    return Path(path)
