"""YAML as agreements and mappings may use it: a strict subset, numbers from their own digits, values with their places.

Only PyYAML's event stream is used; what a scalar means is decided here, not by YAML's rules: a quoted scalar is
text; of the plain ones only ``true``, ``false``, ``null``, ``2024-01-31`` and numbers such as ``-0.85`` are
typed, and whatever merely looks like one of these is an error. Anchors, tags and duplicate keys are errors too.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

from ecocomp.errors import Place, Problem, problem

LARGEST_FILE = 1_000_000
DEEPEST = 30
LONGEST_NUMBER = 40

NUMBER = re.compile(r"[+-]?(0|[1-9][0-9]*)(\.[0-9]+)?")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LIKE_NUMBER = re.compile(r"[+-]?[.,_，．:]*[0-9０-９][0-9０-９.,_，．:e+-]*[%％‰]?|[+-]?\.(inf|nan)", re.IGNORECASE)
LIKE_MONTH = re.compile(r"[0-9]{4}-[0-9]{1,2}")
LIKE_TRUTH = {"yes", "no", "on", "off", "y", "n", "true", "false", "是", "否", "~", "null", "none"}
FULL_WIDTH_COLON = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\s*：.*", re.DOTALL)
#: A text wholly between full-width quotes; one that only begins with a quotation is an ordinary sentence.
FULL_WIDTH_KEY = re.compile(r"^\s*(?:-\s+)?([^\W\d]\w*\s*：)")
#: A comma where the next key or item of a list in brackets should follow; from the last bracket before it, since
#: looking on from each of thousands of brackets takes minutes.
FULL_WIDTH_COMMA = re.compile(r"[\[{][^#\[{，]*(，)")
FULL_WIDTH_QUOTE = re.compile(r"[“”‘’＂][^“”‘’＂]*[“”‘’＂]", re.DOTALL)
FULL_WIDTH_COMMENT = re.compile(r".*\s＃.*", re.DOTALL)

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
#: The characters that YAML does not allow in a file.
UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

#: Characters that nobody sees and that change what is seen: controls of terminals, and of the direction of writing; and
#: two that are none, which neither a workbook nor a Word file can hold.
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")

#: The path of a value: keys and list positions from the top.
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a value stands: its file, its key (line, column from 1) and itself, and how it is written."""

    file: str
    key: tuple[int, int]
    value: tuple[int, int]
    style: str = ""

    @property
    def place(self) -> Place:
        return Place(self.file, "", *self.value)

    @property
    def key_place(self) -> Place:
        return Place(self.file, "", *self.key)

    def inside(self, line: int, column: int) -> Place:
        """The place of a character of this scalar's text, from its line and column in the text (both from 0)."""
        first, start = self.value
        if self.style in ("|", ">"):
            return Place(self.file, "", first + 1 + line if self.style == "|" else first, 0)
        quote = 1 if self.style in ("'", '"') else 0
        return Place(self.file, "", first, start + quote + column) if line == 0 else Place(self.file, "", first + line)


@dataclass(slots=True)
class Document:
    """What a file says, where each part stands, and what is wrong with it."""

    data: Any = None
    marks: dict[Path, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    #: What a file that extends another takes away from it, by name, and where it says so.
    removed: dict[str, Mark] = field(default_factory=dict)


def read_yaml(text: str, file: str) -> Document:
    """Read ``text``; whatever is wrong with it is in the document's problems."""
    document = Document()
    if len(text) > LARGEST_FILE:
        document.problems.append(problem("agreement.file_too_large", Place(file), found=len(text), most=LARGEST_FILE))
        return document
    lone = LONE_SURROGATE.search(text)
    if lone is not None:
        document.problems.append(problem("agreement.yaml", place_of(text, lone.start(), file), found="U+D800…DFFF"))
        return document
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        _Builder(document, file, yaml.parse(text, Loader=loader)).build()
    except yaml.MarkedYAMLError as trouble:
        document.problems.append(likely_sign(text, trouble, file) or broken(trouble, file))
    except yaml.YAMLError as trouble:
        unreadable = UNREADABLE.search(text)
        place = place_of(text, unreadable.start(), file) if unreadable else Place(file)
        document.problems.append(problem("agreement.yaml", place, found=str(trouble).splitlines()[0]))
    return document


def broken(trouble: yaml.MarkedYAMLError, file: str) -> Problem:
    """What YAML itself says."""
    mark = trouble.problem_mark or trouble.context_mark
    place = Place(file, "", mark.line + 1, mark.column + 1) if mark else Place(file)
    if "nesting depth" in (trouble.problem or ""):  # newer parsers have a bound of their own, far above ours
        return problem("agreement.too_deep", place, most=DEEPEST)
    return problem("agreement.yaml", place, found=trouble.problem or "")


def likely_sign(text: str, trouble: yaml.MarkedYAMLError, file: str) -> Problem | None:
    """A full-width colon or comma in the line where YAML lost its way, which is then most likely the reason."""
    lines = text.split("\n")
    for mark in (trouble.context_mark, trouble.problem_mark):
        line = lines[mark.line] if mark is not None and mark.line < len(lines) else ""
        for pattern, code in ((FULL_WIDTH_KEY, "full_width_colon"), (FULL_WIDTH_COMMA, "full_width_comma")):
            found = pattern.search(line)
            if found is not None and mark is not None:
                place = Place(file, "", mark.line + 1, found.start(1) + 1)
                return problem(f"agreement.{code}", place, found=found[1])
    return None


def place_of(text: str, offset: int, file: str) -> Place:
    """The line and column of a character of ``text``."""
    return Place(file, "", text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


class _StopError(Exception):
    """The rest of the document cannot be read."""


class _Builder:
    """Builds plain data from YAML events."""

    def __init__(self, document: Document, file: str, events: Iterator[Any]) -> None:
        self.document = document
        self.file = file
        self.events = events

    def build(self) -> None:
        documents = 0
        try:
            for event in self.events:
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents > 1:
                        self.trouble("agreement.several_documents", event)
                        return
                    self.document.data = self.value((), next(self.events), self.at(event))
        except _StopError:
            return

    def at(self, event: Any) -> tuple[int, int]:
        return event.start_mark.line + 1, event.start_mark.column + 1

    def trouble(self, code: str, event: Any, **details: Any) -> None:
        self.document.problems.append(problem(code, Place(self.file, "", *self.at(event)), **details))

    def value(self, path: Path, event: Any, key: tuple[int, int]) -> Any:
        style = getattr(event, "style", None) or ""
        self.document.marks[path] = Mark(self.file, key, self.at(event), style)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self.trouble("agreement.anchor", event, found=event.anchor)
            if isinstance(event, yaml.AliasEvent):
                return None
        if getattr(event, "tag", None):
            self.trouble("agreement.tag", event, found=event.tag)
        if len(path) > DEEPEST:
            self.trouble("agreement.too_deep", event, most=DEEPEST)
            raise _StopError
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(item := next(self.events), yaml.SequenceEndEvent):
                items.append(self.value((*path, len(items)), item, self.at(item)))
            return items
        return self.scalar(event, style, path)

    def mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(key := next(self.events), yaml.MappingEndEvent):
            if not isinstance(key, yaml.ScalarEvent):
                self.trouble("agreement.key_not_text", key)
                raise _StopError
            name = key.value
            self.look_for_hidden(key, name)
            if not key.style:
                self.look_at_key(key, name)
            if name == "<<":
                self.trouble("agreement.anchor", key, found="<<")
            if name in found:
                before = self.document.marks[(*path, name)].key[0]
                self.trouble("agreement.duplicate_key", key, found=name, before=before)
            found[name] = self.value((*path, name), next(self.events), self.at(key))
        return found

    def look_for_hidden(self, event: Any, text: str) -> None:
        hidden = HIDDEN.search(text)
        if hidden is not None:
            self.trouble("agreement.hidden_character", event, found=f"U+{ord(hidden[0]):04X}")

    def look_at_key(self, key: Any, name: str) -> None:
        if FULL_WIDTH_COLON.fullmatch(name):
            self.trouble("agreement.full_width_colon", key, found=name.split("：", maxsplit=1)[0] + "：")

    def scalar(self, event: Any, style: str, path: Path) -> Any:
        text = event.value
        self.look_for_hidden(event, text)
        if style in ("'", '"', "|", ">"):
            return text
        if text == "":
            self.trouble("agreement.no_value", event, found=str(path[-1]) if path else "")
            return None
        if text == "null":
            return None
        if text in ("true", "false"):
            return text == "true"
        if NUMBER.fullmatch(text) and len(text) <= LONGEST_NUMBER:
            return Decimal(text)
        if DATE.fullmatch(text):
            try:
                return datetime.date.fromisoformat(text)
            except ValueError:
                self.trouble("agreement.date", event, found=text)
                return None
        self.look(event, text)
        return text

    def look(self, event: Any, text: str) -> None:
        """Refuse plain text that is probably meant to be something else."""
        if text.lower() in LIKE_TRUTH:
            self.trouble("agreement.like_truth", event, found=text)
        elif LIKE_NUMBER.fullmatch(text) and not LIKE_MONTH.fullmatch(text):
            self.trouble("agreement.like_number", event, found=text)
        elif FULL_WIDTH_COLON.fullmatch(text):
            self.trouble("agreement.full_width_colon", event, found=text.split("：", maxsplit=1)[0] + "：")
        elif FULL_WIDTH_QUOTE.fullmatch(text):
            self.trouble("agreement.full_width_quote", event, found=text[:20])
        elif FULL_WIDTH_COMMENT.fullmatch(text):
            self.trouble("agreement.full_width_comment", event, found=text[:40])


def real_path(loc: tuple[int | str, ...], data: Any) -> Path:
    """pydantic's path without the parts that are not in the file (union tags, ``[key]``)."""
    path: list[str | int] = []
    for part in loc:
        here = isinstance(data, list) and isinstance(part, int) and part < len(data)
        if here or (isinstance(data, dict) and part in data):
            data = data[part]
            path.append(part)
    return tuple(path)
