"""Filling in a template (docxtpl): the library's own, or a bureau's, which is a program from a file and treated so.

Fields that do not exist are errors instead of blanks, whatever a field holds is text and never markup, and a template
reaches nothing but its fields.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from difflib import get_close_matches
from functools import partial
from typing import Any

from docx.opc.constants import CONTENT_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError, meta
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import MAX_RANGE, ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup, escape

from ecocomp.errors import NoticeError, Place, Problem, problem
from ecocomp.report.notice.blocks import table_xml
from ecocomp.report.notice.content import Notice
from ecocomp.report.notice.packing import packed
from ecocomp.report.notice.texts import shown
from ecocomp.report.tables import Table
from ecocomp.wording import say

FIELDS = tuple(each.name for each in fields(Notice))
#: A template holds a letter and perhaps a seal; more is a mistake, or meant to fill the memory.
MOST_UNPACKED = 100_000_000
LONGEST_NEAR = 60
FOOTNOTES = CONTENT_TYPE.WML_FOOTNOTES
TAGS = re.compile(r"<[^>]+>")
#: Where a paragraph or table cannot stand.
INLINE = (qn("w:t"), qn("w:r"), qn("w:p"))


class Block:
    """A table as a field: ``{{p name }}`` gives all of it, ``name.rows`` its rows."""

    def __init__(self, table: Table, nothing: str) -> None:
        self.title, self.columns, self.rows = table.title, table.columns, table.rows
        self._table, self._nothing = table, nothing

    def __html__(self) -> str:
        return table_xml(self._table, self._nothing)


class UnknownFieldError(UndefinedError):
    """A field, or a part of one, that there is not."""

    def __init__(self, name: str, message: str = "") -> None:
        super().__init__(message)
        self.name = name


class Unknown(StrictUndefined):
    """A field that there is not, which complains about whatever is done with it."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = None) -> None:
        # the name may also be a number: an element of a list that has fewer
        told = hint or "" if name is None else str(name)
        made: Any = partial(UnknownFieldError, told) if exc is None else exc
        super().__init__(hint, obj, name, made)


class Ranges:
    """``range`` of a template: so many numbers in all, since loops inside each other need few each to never end."""

    def __init__(self) -> None:
        self.left = MAX_RANGE

    def __call__(self, *ends: int) -> range:
        found = range(*ends)
        self.left -= min(len(found), MAX_RANGE) + 1
        if self.left < 0:
            raise OverflowError(f"range: > {MAX_RANGE}")
        return found


def environment() -> ImmutableSandboxedEnvironment:
    """Where templates are filled in."""
    made = ImmutableSandboxedEnvironment(undefined=Unknown, autoescape=True, finalize=as_text)
    del made.filters["safe"]  # what a field holds is never markup
    made.globals["range"] = Ranges()
    return made


def as_text(value: Any) -> Any:
    """What a field gives: a table as such, several texts one after the other, everything else as text."""
    if isinstance(value, Block):
        return Markup(value.__html__())
    if isinstance(value, tuple):
        return Markup(" ").join(as_text(each) for each in value)
    if isinstance(value, Markup):
        return value
    return escape(shown(str(value)))


class Template(DocxTemplate):  # type: ignore[misc]
    """A template that is checked before it is filled in, and whose parts are whole afterwards."""

    def render_xml_part(self, src_xml: str, part: Any, context: dict[str, Any], jinja_env: Any = None) -> str:
        """A part filled in, and nothing in it resolved any further: docxtpl would take ``{_{`` of a text for a tag."""
        text: str = jinja_env.from_string(src_xml).render(context)
        root = parse_xml(text.encode())  # footnotes come with the declaration of their encoding
        for each in root.iter(qn("w:p"), qn("w:tbl")):
            parent = each.getparent()
            if parent is not None and parent.tag in INLINE:
                raise SyntaxError("a paragraph inside a paragraph")
        return text

    def render_properties(self, context: Mapping[str, Any], jinja_env: Any = None) -> None:
        """Author and the like stay what they are."""

    def fix_tables(self, xml: str) -> Any:
        """Tables whose loops gave too many or no cells; a cell without a paragraph would not be opened by Word."""
        tree = super().fix_tables(xml)
        for cell in tree.iter(qn("w:tc")):
            if cell.find(qn("w:p")) is None:
                cell.append(cell.makeelement(qn("w:p"), {}))
        return tree

    def parts(self) -> Iterator[str]:
        """The text of each part that has fields, as it is filled in."""
        self.init_docx()
        yield self.patch_xml(self.get_xml())
        for kind in (self.HEADER_URI, self.FOOTER_URI):
            for _, part in self.get_headers_footers(kind):
                yield self.patch_xml(self.get_part_xml(part))
        for part in self.docx.part.package.parts:
            if part.content_type == FOOTNOTES:
                yield self.patch_xml(part.blob.decode())


def rendered(notice: Notice, template: bytes, place: Place, language: str) -> bytes:
    """The Word file of a notice. NoticeError, naming the file, for a template that cannot be used."""
    made = Template(io.BytesIO(template))
    try:
        made.render(context_of(notice, language), environment(), autoescape=True)
    except UnknownFieldError as trouble:
        raise NoticeError(unknown(trouble.name, place)) from None
    except SecurityError as trouble:
        raise NoticeError(problem("notice.template_unsafe", place, reason=str(trouble))) from None
    except SyntaxError:  # also that of XML
        raise NoticeError(problem("notice.template_structure", place)) from None
    except Exception as trouble:  # a template is a program, which may fail in every way
        raise NoticeError(problem("notice.template_failed", place, reason=reason(trouble))) from None
    made.docx.core_properties.title = f"{notice.title} {notice.party}"[:255]
    buffer = io.BytesIO()
    made.save(buffer)
    return packed(buffer.getvalue())


def checked(template: bytes, place: Place) -> frozenset[str]:
    """The fields that a template uses. NoticeError with all that is wrong with it, before anything is filled in."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            size = sum(each.file_size for each in archive.infolist())
        if size > MOST_UNPACKED:
            raise NoticeError(problem("notice.template_large", place, found=size, most=MOST_UNPACKED))
        parts = list(Template(io.BytesIO(template)).parts())
    except NoticeError:
        raise
    except Exception:  # whatever a damaged file makes the libraries say
        raise NoticeError(problem("notice.template_broken", place)) from None
    found: dict[str, None] = {}
    problems = list(problems_of(parts, place, found))
    if problems:
        raise NoticeError(problems)
    return frozenset(found)


def problems_of(parts: Iterable[str], place: Place, found: dict[str, None]) -> Iterator[Problem]:
    """What is not written correctly, and the fields that there are not; the fields that are used go into ``found``."""
    checker = environment()
    for part in parts:
        # a line for each paragraph, so that an error can say near what it is
        text = part.replace("<w:p ", "\n<w:p ").replace("<w:p>", "\n<w:p>")
        try:
            tree = checker.parse(text)
            checker.compile(tree)  # filters that there are not are found only here
            found |= dict.fromkeys(sorted(meta.find_undeclared_variables(checker.parse(text)) - checker.globals.keys()))
        except TemplateSyntaxError as trouble:
            near = TAGS.sub("", text.splitlines()[trouble.lineno - 1]).strip()[:LONGEST_NEAR]
            yield problem("notice.template_syntax", place, near=near, reason=reason(trouble))
        except Exception as trouble:  # what stands in it is worked out already: too much of it fills the memory
            yield problem("notice.template_failed", place, reason=reason(trouble))
    yield from (unknown(name, place) for name in found if name not in FIELDS)


def unknown(name: str, place: Place) -> Problem:
    """A field that there is not."""
    close = get_close_matches(name, FIELDS, 1)
    if close:
        return problem("notice.template_unknown_close", place, name=name, close=close[0])
    return problem("notice.template_unknown", place, name=name, names=", ".join(FIELDS))


def reason(trouble: Exception) -> str:
    """What an error says, or else what it is called."""
    return str(trouble).rstrip(".") or type(trouble).__name__


def context_of(notice: Notice, language: str) -> dict[str, Any]:
    """The fields of a template: texts as they are, tables as blocks."""
    nothing = say("notice.none", language)

    def field(value: Any) -> Any:
        if isinstance(value, Table):
            return Block(value, nothing)
        if isinstance(value, tuple):
            return tuple(field(each) for each in value)
        return value

    return {name: field(getattr(notice, name)) for name in FIELDS}
