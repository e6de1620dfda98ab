"""The tables of water in a notice: the sections that concern a party, and the values behind the amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ecocomp.agreement import Agreement
from ecocomp.formula.absent import Absent
from ecocomp.money import yuan_text
from ecocomp.report.notice.blocks import is_easy
from ecocomp.report.show_words import named, target_text
from ecocomp.report.tables import Table
from ecocomp.settlement import Settlement
from ecocomp.settlement.lines import Holder, Line
from ecocomp.settlement.wheres import label_text
from ecocomp.wording import say

#: So many columns of values stand beside each other on a page, fewer where they are wide; more go into a table of
#: their own.
MOST_COLUMNS = 8
#: So many rows of a table are printed; the rest are counted.
MOST_ROWS = 240
#: So many tables are printed; what further ones would hold is named.
MOST_TABLES = 24
NUMBER_AND_UNIT = re.compile(r"-?[\d.]+…?(?: (\S.*)|([%‰]))?")


def sections_of(settlement: Settlement, party: str, lines: Sequence[Line]) -> list[str]:
    """The sections that a party's payments are for, and those it lies at; all where there are none of either."""
    agreement = settlement.agreement
    paid_for = {label for line in lines for axis, label in line.coordinate if axis == "section"}
    found = [
        key
        for key, each in agreement.sections.items()
        if key in paid_for or party in (each.upstream, each.downstream, *each.roles.values())
    ]
    return found or list(agreement.sections)


def section_table(
    settlement: Settlement, party: str, sections: Sequence[str], lines: Sequence[Line], language: str
) -> Table:
    """The sections with sides and target, and what the party pays and receives for each."""
    agreement = settlement.agreement
    keys = ("section", "river", "upstream", "downstream", "target")
    columns = [say(f"command.{key}", language) for key in keys]
    columns += [say(f"notice.column_{key}", language) for key in ("pays", "receives")]
    rows = []
    for key in sections:
        section = agreement.sections[key]
        of_section = [line for line in lines if ("section", key) in line.coordinate]
        sides = (named(agreement, side, language) for side in (section.upstream, section.downstream))
        own = Holder(party)
        pays = sum(line.fen for line in of_section if line.payer == own)
        receives = sum(line.fen for line in of_section if line.payee == own)
        name = agreement.name_of(key, language)
        target = target_text(section.target, language)
        rows.append((name, section.river or "", *sides, target, yuan_text(pays), yuan_text(receives)))
    if not any(line for line in lines for axis, _ in line.coordinate if axis == "section"):
        columns, rows = columns[:-2], [row[:-2] for row in rows]
    numbers = frozenset({5, 6}) if len(columns) > len(keys) else frozenset()
    return Table(say("notice.sections", language), tuple(columns), tuple(rows), numbers)


@dataclass(frozen=True)
class Column:
    """One column of values: its heading, and the text at each row's labels."""

    heading: str
    texts: dict[tuple[str, ...], str]
    empty: bool = False


def value_tables(settlement: Settlement, sections: Sequence[str], language: str) -> tuple[Table, ...]:
    """The measured values and those of all rules: a table for each set of axes, indicators beside each other."""
    groups: dict[tuple[str, ...], list[Column]] = {}
    daily = []
    for name in settlement.names:
        axes = settlement.array(name).axes
        if "day" in axes:  # a year of days is a file, not an annex
            daily.append(settlement.called(name, language))
            continue
        across = "indicator" in axes and len(axes) > 1
        rows = tuple(axis for axis in axes if not (across and axis == "indicator"))
        groups.setdefault(rows, []).extend(columns_of(settlement, name, axes, across, sections, language))
    tables = [table for axes, columns in groups.items() for table in tables_of(settlement, axes, columns, language)]
    if daily:
        tables.append(left_out("notice.daily", daily, language))
    if len(tables) > MOST_TABLES:
        tables[MOST_TABLES - 1 :] = [
            left_out("notice.more_tables", [each.title for each in tables[MOST_TABLES - 1 :]], language)
        ]
    return tuple(tables)


def left_out(code: str, names: Sequence[str], language: str) -> Table:
    """A table of one sentence that names what is not listed."""
    names = list(dict.fromkeys(names))
    text = say(code, language, names=say("command.listed", language).join(names))
    title = say("notice.not_listed", language)
    return Table(title, (title,), ((text,),))


def columns_of(
    settlement: Settlement, name: str, axes: tuple[str, ...], across: bool, sections: Sequence[str], language: str
) -> list[Column]:
    """A name as one column, or as one for each indicator; rows of sections that do not concern the party are left."""
    title = settlement.called(name, language)
    found: dict[str, dict[tuple[str, ...], str]] = {}
    present: set[str] = set()
    for labels, element, text in settlement.elements(name, language):
        where = dict(zip(axes, labels, strict=True))
        if where.get("section", "") in ("", *sections):
            indicator = where.pop("indicator") if across else ""
            absent = isinstance(element, Absent)
            shown = say(f"notice.absent_{element.kind}", language) if absent else text
            found.setdefault(indicator, {})[tuple(where.values())] = shown
            present |= set() if absent else {indicator}
    headings = {each: f"{title} {label_text(settlement.agreement, each, language)}".strip() for each in found}
    return [
        with_unit(headings[each], texts, language) if each in present else Column(headings[each], texts, empty=True)
        for each, texts in found.items()
    ]


def with_unit(heading: str, texts: dict[tuple[str, ...], str], language: str) -> Column:
    """A column whose unit stands in the heading, where all its numbers have the same."""
    matches = [NUMBER_AND_UNIT.fullmatch(text) for text in texts.values()]
    units = {(match[1] or match[2] or "") for match in matches if match}
    if len(units) != 1 or units == {""}:
        return Column(heading, texts)
    unit = units.pop()
    shorter = {
        key: text.removesuffix(unit).rstrip() if match else text
        for (key, text), match in zip(texts.items(), matches, strict=True)
    }
    return Column(say("command.bracketed", language, text=heading, more=unit), shorter)


def tables_of(
    settlement: Settlement, axes: tuple[str, ...], columns: Sequence[Column], language: str
) -> Iterator[Table]:
    """The columns of one set of axes, as many to a table as fit on a page; those without any value are named below."""
    agreement = settlement.agreement
    by = tuple(say(f"formula.axis_{axis}", language) for axis in axes)
    title = say("notice.values_by", language, axes=" × ".join(by) or say("command.whole_period", language))
    full = [each for each in columns if not each.empty]
    below = empty_text([each.heading for each in columns if each.empty], language)
    first, number = 0, 0
    while first < len(full):
        count = columns_beside(by, full[first : first + MOST_COLUMNS], agreement, language)
        shown = full[first : first + count]
        keys = keys_of(shown)
        rows = rows_of(shown, keys[:MOST_ROWS], agreement, language)
        left = len(keys) - MOST_ROWS
        more = [say("notice.more_rows", language, count=left)] if left > 0 else []
        more += below if first + count >= len(full) else []
        headings = (*by, *(column.heading for column in shown))
        rows += [(text, *[""] * (len(headings) - 1)) for text in more]
        yield Table(
            say("notice.continued", language, title=title, number=number) if number else title, headings, tuple(rows)
        )
        first, number = first + count, number + 1
    if below and not full:
        yield Table(title, by[:1] or ("",), tuple((text,) for text in below))


def keys_of(columns: Sequence[Column]) -> list[tuple[str, ...]]:
    """The labels of all rows that columns have."""
    return list(dict.fromkeys(key for column in columns for key in column.texts))


def rows_of(
    columns: Sequence[Column], keys: Sequence[tuple[str, ...]], agreement: Agreement, language: str
) -> list[tuple[str, ...]]:
    """The labels of each row and its texts."""
    return [
        (
            *(label_text(agreement, label, language) for label in key),
            *(column.texts.get(key, "") for column in columns),
        )
        for key in keys
    ]


def columns_beside(by: tuple[str, ...], columns: Sequence[Column], agreement: Agreement, language: str) -> int:
    """How many of the columns stand beside each other without breaking short texts; at least one."""
    rows = rows_of(columns, keys_of(columns)[:MOST_ROWS], agreement, language)
    headings = (*by, *(column.heading for column in columns))
    for count in range(len(columns), 1, -1):
        width = len(by) + count
        if is_easy(Table("", headings[:width], tuple(row[:width] for row in rows))):
            return count
    return 1


def empty_text(headings: Sequence[str], language: str) -> list[str]:
    """The sentence that names columns without any value, if there are any."""
    if not headings:
        return []
    return [say("notice.empty_columns", language, names=say("command.listed", language).join(headings))]
