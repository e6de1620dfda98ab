"""A derivation (计算过程): a value, the formula with its numbers, the clause, and what it came from, as a tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ecocomp.errors import Place
from ecocomp.wording import LANGUAGES, Pair, language_in_use, printable, say

UNTOLD = Pair("", "")
MOST_PLACES = 12


@dataclass(frozen=True)
class Derivation:
    """How one value came about.

    ``kind`` is ``"transfer"``, ``"limit"``, ``"rule"``, ``"parameter"``, ``"input"``, ``"target"``, ``"reading"``
    or ``"name"``. ``value`` is exact; ``shown`` is the value in words, ``where`` its coordinate. ``formula`` is the
    text in the agreement, ``words`` the same in words and ``filled`` with its numbers. ``steps`` say what was done
    besides (rounding, substitution), ``places`` where in which file it stands, ``inputs`` what it came from.
    """

    kind: str
    name: str
    title: Pair
    where: Pair
    value: Any
    shown: Pair
    formula: str = ""
    words: Pair = UNTOLD
    filled: Pair = UNTOLD
    clause: str = ""
    source: str = ""
    status: str = ""
    steps: tuple[Pair, ...] = ()
    places: tuple[tuple[str, Place], ...] = ()
    inputs: tuple[Derivation, ...] = field(default=())

    def walk(self) -> Iterator[Derivation]:
        """This derivation and all under it, each once, however many read it."""
        seen: set[int] = set()
        waiting = [self]
        while waiting:
            each = waiting.pop()
            if id(each) not in seen:
                seen.add(id(each))
                yield each
                waiting += reversed(each.inputs)

    @property
    def reason(self) -> Pair:
        """The formula with its numbers; where it is a rule's name only, that rule's formula with its numbers."""
        derivation = self
        while derivation.formula.isidentifier() and len(derivation.inputs) == 1 and derivation.inputs[0].filled[0]:
            derivation = derivation.inputs[0]
        return derivation.filled

    def text(self, language: str | None = None, *, everything: bool = False) -> str:
        """The derivation as indented lines; what was told once is only named when it comes up again.

        Of a value with many readings the first are listed, with ``everything`` all.
        """
        return "\n".join(self._lines(0, language_in_use(language), everything, set()))

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        from ecocomp.settlement.derivation_view import derivation_list

        return derivation_list(self, language_in_use())[0]

    def workings(self, language: str) -> Iterator[str]:
        """The formula, the same in words and with its numbers, and what was done besides, a line each."""
        which = LANGUAGES.index(language)
        if self.formula:
            yield labelled("formula", self.formula, language)
        if self.words[which] not in ("", self.formula):
            yield f"{say('command.in_words', language)}{self.words[which]}"
        if self.filled[which] and self.filled[which] != self.formula:
            yield labelled("filled", self.filled[which], language)
        for step in self.steps:
            yield f"· {step[which]}"

    def basis(self, language: str) -> str:
        """Clause, source and status in one line; empty where there is none of them."""
        parts = [part for part in (self.clause, self.source) if part]
        if self.status:
            parts.append(say(f"terms.status_{self.status}", language))
        return labelled("basis", say("terms.joint", language).join(parts), language) if parts else ""

    def _lines(self, depth: int, language: str, everything: bool, told: set[tuple[str, str, str]]) -> Iterator[str]:
        which = LANGUAGES.index(language)
        indent = "  " * depth
        where = f" [{self.where[which]}]" if self.where[which] else ""
        again = self._key() in told
        told.add(self._key())
        mark = f"  ({say('terms.see_above', language)})" if again and (self.inputs or self.filled[0]) else ""
        head = self.title[which] if self.title[which] == self.name else f"{self.title[which]} {self.name}"
        yield f"{indent}{head}{where} = {self.shown[which]}{mark}"
        if again:
            return
        for line in self.workings(language):
            yield f"{indent}  {line}"
        listed = self.places if everything else self.places[:MOST_PLACES]
        for text, place in listed:
            yield f"{indent}  ← {printable(text)}  {printable(str(place))}"
        if len(listed) < len(self.places):
            yield f"{indent}  … {say('settlement.more_readings', language, count=len(self.places) - len(listed))}"
        if basis := self.basis(language):
            yield f"{indent}  {basis}"
        for each in self.inputs:
            yield from each._lines(depth + 1, language, everything, told)

    def _key(self) -> tuple[str, str, str]:
        return self.kind, self.name, self.where[0]


def labelled(key: str, text: str, language: str) -> str:
    """A text behind the word that says what it is."""
    return say("command.labelled", language, label=say(f"terms.{key}", language), text=text)
