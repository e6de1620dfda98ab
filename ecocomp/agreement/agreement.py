"""The agreement as the rest of the library uses it: what the file says, checked and made ready."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from ecocomp.agreement import model
from ecocomp.agreement.builtin_names import BUILTINS
from ecocomp.agreement.check import Checked
from ecocomp.agreement.check_formulas import read_in
from ecocomp.agreement.ladders import JUDGING
from ecocomp.agreement.local_standard import LocalStandard
from ecocomp.agreement.source_text import SourceText
from ecocomp.formula.tree import Node, functions
from ecocomp.strict_yaml import Document, Mark, Path
from ecocomp.wording import language_in_use, say


@dataclass(frozen=True)
class UnconfirmedTerm:
    """A term that is not from a signed or published text: its path in the file, its title and status.

    ``title_en`` is what it is called in English, see :func:`english_title`.
    """

    path: str
    title: str
    status: str
    clause: str
    note: str
    title_en: str

    def called(self, language: str) -> str:
        """What it is called in a language."""
        return self.title_en if language == "en" else self.title


CONFIRMED = ("signed", "published")
#: Parts of the file that are a term of their own, and what has an id that formulas call it by.
PARTS = {
    "term": "command.term",
    "assessment": "command.assessment_year",
    "readings": "command.readings",
    "money": "command.money",
}
DEADLINE = ".deadline"
CALLED_BY_ID = ("parameters", "tables", "inputs", "rules", "transfers")


class Agreement:
    """An agreement (协议), checked: every formula parsed and unit-checked, every name known.

    ``text`` is what the file says (:class:`ecocomp.agreement.model.AgreementFile`, ``extends`` resolved),
    ``checked`` what was made of it, ``texts`` the files it came from, each of which extends the next. Made by
    :func:`ecocomp.load_agreement`; it never changes.
    """

    def __init__(
        self,
        text: model.AgreementFile,
        checked: Checked,
        marks: Mapping[Path, Mark],
        data: Any,
        texts: tuple[SourceText, ...],
        local: LocalStandard | None = None,
        sets: tuple[str, ...] = (),
    ) -> None:
        self.text = text
        self.checked = checked
        self.texts = texts
        self._marks = dict(marks)
        self._data = data
        self._local = local
        #: The named sets of indicators (评价指标组) that ``readings.indicators`` is written with.
        self.indicator_sets = sets

    def __repr__(self) -> str:
        return f"<Agreement {self.id}: {self.title}>"

    def _repr_html_(self) -> str:
        from ecocomp.agreement.notebook_view import agreement_view

        return agreement_view(self, language_in_use())

    def with_text(self, text: model.AgreementFile) -> Agreement:
        """The same agreement with another choice where no formula is checked against it, such as ``decimals``.

        It is for a look at what would be otherwise: marks and digest stay those of the file.
        """
        return self.with_checked(text, self.checked)

    def with_checked(self, text: model.AgreementFile, checked: Checked) -> Agreement:
        """A part of the agreement as one of its own: fewer sections, and what was checked of these."""
        return Agreement(text, checked, self._marks, self._data, self.texts, self._local, self.indicator_sets)

    @property
    def id(self) -> str:
        """Its name in the corpus."""
        return self.text.id

    @property
    def title(self) -> str:
        """The name of the agreement (协议名称)."""
        return self.text.title

    def title_in(self, language: str) -> str:
        """The name of the agreement, in English where it has an English one."""
        return (self.text.title_en if language == "en" else None) or self.text.title

    @property
    def parties(self) -> Mapping[str, model.Party]:
        """The parties (缔约方) by id."""
        return self.text.parties

    @property
    def sections(self) -> Mapping[str, model.Section]:
        """The sections (断面) by id."""
        return self.text.sections

    @property
    def data(self) -> Any:
        """What the files say together, as plain data of the caller's own, for showing and comparing."""
        return deepcopy(self._data)

    @property
    def local_standard(self) -> model.LocalStandardFile | None:
        """The local standard (地方标准) that the readings name, if any."""
        return self._local.text if self._local is not None else None

    @property
    def own_standard(self) -> LocalStandard | None:
        """The local standard as it was read."""
        return self._local

    @property
    def files(self) -> tuple[str, ...]:
        """The files it came from: its own, those that it extends, and the local standard."""
        own = tuple(each.file for each in self.texts)
        return own if self._local is None else (*own, self._local.source.file)

    @property
    def document(self) -> Document:
        """What the files say together, and where each part stands, as a document of the caller's own."""
        return Document(self.data, dict(self._marks))

    def mark(self, *path: str | int) -> Mark | None:
        """Where in its file the value at ``path`` stands."""
        return self._marks.get(path)

    @cached_property
    def canonical(self) -> str:
        """The resolved text as canonical JSON: the same agreement gives the same characters.

        What the local standard says, if the agreement names one, is a part of it.

        Keys are sorted, but for the order of parties, sections and indicators, which decides who gets a fen left over.
        """
        measured = self.text.readings.indicators if self.text.readings else []
        order = {"parties": list(self.parties), "sections": list(self.sections), "indicators": list(measured)}
        whole = {"agreement": self._data, "order": order}
        if self._local is not None:
            whole["local_standard"] = self._local.data
        return json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain)

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical text."""
        return hashlib.sha256(self.canonical.encode()).hexdigest()

    def status(self, term: model.Term) -> str:
        """The status of a term (依据状态): its own, else that of the whole file."""
        return term.status or self.text.status

    @cached_property
    def provisions(self) -> Mapping[str, model.Provision]:
        """What the agreement says in words (约定事项), by the item of Article 17, in the order of the article."""
        said = self.text.provisions
        stated = ((name, getattr(said, name)) for name in type(said).model_fields)
        return {name: each for name, each in stated if each is not None}

    @cached_property
    def terms(self) -> tuple[tuple[str, str, model.Term], ...]:
        """All terms of the agreement: path in the file, title, and the term."""
        text = self.text
        found: list[tuple[str, str, model.Term]] = []
        if text.term is not None:
            found.append(("term", "协议期限", text.term))
        fields = type(text.provisions).model_fields
        found += [(f"provisions.{name}", fields[name].title or name, each) for name, each in self.provisions.items()]
        if "assessment" in text.model_fields_set:
            found.append(("assessment", "考核年度", text.assessment))
        found += [(f"parties.{name}", each.name, each) for name, each in text.parties.items()]
        found += [(f"sections.{name}", each.name, each) for name, each in text.sections.items()]
        if text.readings is not None:
            found.append(("readings", "监测数据规则", text.readings))
        found += [(each.path, each.title, each.term) for each in self.checked.ladders.in_use]
        found += [(f"parameters.{name}", each.title, each) for name, each in text.parameters.items()]
        found += [(f"tables.{name}", each.title, each) for name, each in text.tables.items()]
        found += [(f"inputs.{name}", each.title, each) for name, each in text.inputs.items()]
        found += [(f"rules.{each.name}", each.title, each) for each in text.rules]
        found += [(f"funds.{name}", each.name, each) for name, each in text.funds.items()]
        for each in text.transfers:
            found.append((f"transfers.{each.name}", each.title, each))
            if each.deadline is not None and each.deadline.status is not None:
                found.append(
                    (
                        f"transfers.{each.name}{DEADLINE}",
                        say("command.deadline_of", "zh", name=each.title),
                        each.deadline,
                    )
                )
        found += [(f"limits.{each.title}", each.title, each) for each in text.limits]
        found.append(("money", "金额修约", text.money))
        return tuple(found)

    @property
    def unconfirmed(self) -> tuple[UnconfirmedTerm, ...]:
        """The terms that are neither signed nor published, which every output lists."""
        return tuple(
            UnconfirmedTerm(
                path, title, self.status(term), term.clause or "", term.note or "", english_title(path, title, term)
            )
            for path, title, term in self.terms
            if self.status(term) not in CONFIRMED
        )

    @cached_property
    def terms_by_path(self) -> Mapping[str, tuple[str, model.Term]]:
        """The title of each term, and the term, by its path in the file."""
        return {path: (title, term) for path, title, term in self.terms}

    @cached_property
    def rules(self) -> Mapping[str, model.Rule]:
        """The rules (计算规则) by name."""
        return {each.name: each for each in self.text.rules}

    @cached_property
    def transfers(self) -> Mapping[str, model.Transfer]:
        """The transfers (划拨) by name."""
        return {each.name: each for each in self.text.transfers}

    @cached_property
    def words_of_rules(self) -> Mapping[str, frozenset[str]]:
        """The words that the formula of each rule reads; many amounts may rest on one rule."""
        return {name: words_of(rule.tree) for name, rule in self.checked.rules.items()}

    @cached_property
    def places_of_holders(self) -> Mapping[str, int]:
        """For each party and fund its place in the order of the file, parties first."""
        return {name: place for place, name in enumerate([*self.text.parties, *self.text.funds])}

    def called(self, name: str, language: str = "zh") -> str:
        """What a name of the formulas is called: its title; in English the name itself where it has none.

        Limits are named by their titles. Names that are no rule, parameter, input, table or transfer stay as they are.
        """
        if name in BUILTINS:
            return BUILTINS[name].meaning[0 if language == "zh" else 1]
        limits = {each.title: each for each in self.text.limits}
        groups = (self.rules, self.text.parameters, self.text.inputs, self.text.tables, self.transfers, limits)
        found = next((group[name] for group in groups if name in group), None)
        if found is None:
            return name
        return found.title if language == "zh" else found.title_en or name

    def name_of(self, holder: str, language: str = "zh") -> str:
        """The name of a party, fund or section by its id; the id itself where nothing has it."""
        for group in (self.text.parties, self.text.funds, self.text.sections):
            if holder in group:
                named = group[holder]
                return (named.name_en if language == "en" else None) or named.name
        return holder


def words_of(tree: Node) -> frozenset[str]:
    """The names and tables that stand in a formula, and the words of the language that judge by limits."""
    return frozenset(read_in(tree) | functions(tree) & JUDGING)


def english_title(path: str, title: str, term: model.Term) -> str:
    """What a term is called in English: its own title or name, that of its part of the file, else its id."""
    own = getattr(term, "title_en", None) or getattr(term, "name_en", None)
    if own:
        return str(own)
    if path in PARTS:
        return say(PARTS[path], "en")
    kind, _, name = path.partition(".")
    if kind == "provisions":
        return say(f"command.article17_item_{name}", "en")
    if path.endswith(DEADLINE):
        return say("command.deadline_of", "en", name=name.removesuffix(DEADLINE))
    return name if kind in CALLED_BY_ID else title


def plain(value: object) -> object:
    """A value of an agreement's data as JSON can say it: numbers as their own digits."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)
