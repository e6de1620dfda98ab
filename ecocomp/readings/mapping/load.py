"""Reading a mapping file: everything that is wrong with it told at once, each at its line."""

from __future__ import annotations

import os
from collections.abc import Mapping
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path

from pydantic import BaseModel, ValidationError

from ecocomp.errors import Place, Problem, ReadingsError, RequestError, problem
from ecocomp.readings.mapping.model import ColumnMapping, FixedMapping, MappingFile, NameMapping
from ecocomp.readings.reading import GRADE
from ecocomp.readings.shapes.heads import heading_time
from ecocomp.readings.shapes.spec import TITLES
from ecocomp.readings.times import LEAP_YEAR
from ecocomp.small_file import small_text
from ecocomp.standards import INDICATORS, find_indicator
from ecocomp.strict_yaml import Document, read_yaml, real_path
from ecocomp.wording import Pair

IGNORE = "ignore"
#: What a column may be said to hold, beside indicators.
ROLES = (*TITLES, IGNORE)
#: Kinds of pydantic's errors that are told at the key and not at the value.
AT_KEY = "extra_forbidden"
LONGEST_SHOWN = 60
#: What should stand, by the kind of pydantic's error.
EXPECTED = {
    "string_type": Pair("文字（数字和日期请加引号）", "a text (put numbers and dates into quotes)"),
    "string_too_short": Pair("至少 {min_length} 个字", "at least {min_length} characters"),
    "string_too_long": Pair("至多 {max_length} 个字", "at most {max_length} characters"),
    "int_type": Pair("整数", "a whole number"),
    "greater_than_equal": Pair("不小于 {ge}", "{ge} or more"),
    "less_than_equal": Pair("不大于 {le}", "{le} or less"),
    "list_type": Pair("列表，如 [合计, 平均]", "a list, such as [合计, 平均]"),
    "too_short": Pair("至少 {min_length} 项", "at least {min_length} items"),
    "too_long": Pair("至多 {max_length} 项", "at most {max_length} items"),
    "dict_type": Pair("“键: 值”各行", "lines of key: value"),
    "model_type": Pair("“键: 值”各行", "lines of key: value"),
}
#: So many problems of a mapping are told; the rest are counted.
MOST_TOLD = 100
MODELS: dict[tuple[str | int, ...], type[BaseModel]] = {(): MappingFile, ("fixed",): FixedMapping}


def load_mapping(path: str | os.PathLike[str]) -> MappingFile:
    """The mapping of a YAML file.

    Raises RequestError where there is no such file, ReadingsError with all problems and their lines.
    """
    given: object = path
    name = os.fspath(given) if isinstance(given, str | os.PathLike) else None
    if not isinstance(name, str):
        raise RequestError(problem("readings.mapping_type", found=type(path).__name__))
    document = read_yaml(small_text(Path(name), name, ReadingsError), name)
    if document.problems:
        raise ReadingsError(document.problems)
    if not isinstance(document.data, dict):
        raise ReadingsError(problem("readings.mapping_empty", Place(name)))
    try:
        mapping = MappingFile.model_validate(document.data)
    except ValidationError as trouble:
        raise ReadingsError(_in_order(_told(trouble, document, name))) from None
    problems = list(_contradictions(mapping, document))
    if problems:
        raise ReadingsError(_in_order(problems))
    return mapping


def _in_order(problems: list[Problem]) -> list[Problem]:
    found = sorted(problems, key=lambda each: (each.place.line, each.place.column, each.code))
    more = len(found) - MOST_TOLD
    if more <= 0:
        return found
    return [*found[:MOST_TOLD], problem("readings.mapping_more", Place(found[0].place.file), count=more)]


def _told(trouble: ValidationError, document: Document, name: str) -> list[Problem]:
    found: dict[tuple[tuple[str | int, ...], str], Problem] = {}
    errors = trouble.errors(include_url=False)
    paths = [real_path(error["loc"], document.data) for error in errors]
    # of the branches of a union, the one that got further says more exactly what is wrong
    passed = {path[:length] for path in paths for length in range(len(path))}
    # the path of what is not there is that of what lacks it
    lacking = {path for error, path in zip(errors, paths, strict=True) if error["type"] == "missing"}
    for error, path in zip(errors, paths, strict=True):
        if path in passed or (path in lacking and error["type"] != "missing"):
            continue
        mark = document.marks.get(path)
        if error["type"] == "missing":
            place = mark.place if mark else Place(name)
            found[path, ""] = problem("readings.mapping_missing_key", place, field=str(error["loc"][-1]))
            continue
        field = ".".join(str(part) for part in path)
        if error["type"] == AT_KEY:
            place = mark.key_place if mark else Place(name)
            known = _keys(path[:-1])
            close = get_close_matches(str(path[-1]), known, 1) if len(found) < MOST_TOLD else []
            found[path, ""] = problem(
                "readings.mapping_unknown_key", place, field=field, choices=", ".join(close or known)
            )
            continue
        place = mark.place if mark else Place(name)
        expected = str(error.get("ctx", {}).get("expected", "")) or _expected(error["type"], error.get("ctx", {}))
        expected = expected or error["msg"]
        value = str(error.get("input"))[:LONGEST_SHOWN]
        found.setdefault(
            (path, ""), problem("readings.mapping_value", place, field=field, found=value, expected=expected)
        )
    return list(found.values())


def _keys(path: tuple[str | int, ...]) -> list[str]:
    """The keys that may stand at a path, as they are written."""
    model = MODELS.get(path, NameMapping if path[:1] == ("fixed",) else ColumnMapping)
    return [field.alias or name for name, field in model.model_fields.items()]


def _expected(kind: str, bounds: Mapping[str, object]) -> Pair | None:
    """What should stand where a value is of the wrong type or out of bounds; None for what is told by its own words."""
    words = EXPECTED.get(kind)
    return words and Pair(*(each.format_map(bounds) for each in words))


def indicator_id(text: str) -> str | None:
    """The id of an indicator given by id or name; None for any other text."""
    if text in INDICATORS or text == GRADE:
        return text
    found = find_indicator(text)
    return found.id if found else None


def is_time(text: str) -> bool:
    """Whether the text is a month or day of the calendar; 29 February is one, where there is no year beside it."""
    time = heading_time(text)
    return time is not None and time.placed(LEAP_YEAR) is not None


def _contradictions(mapping: MappingFile, document: Document) -> list[Problem]:
    """What each part says well and the whole does not."""
    problems: list[Problem] = []

    def add(code: str, *path: str | int, **details: object) -> None:
        mark = document.marks.get(path)
        problems.append(Problem(f"readings.{code}", mark.place if mark else document.marks[()].place, details))

    for key, column in mapping.columns.items():
        if isinstance(column, str):
            if column not in ROLES and indicator_id(column) is None:
                near = get_close_matches(column, [*ROLES, *INDICATORS], 3) if len(problems) < MOST_TOLD else []
                choices = ", ".join(near or ROLES)
                add("mapping_role", "columns", key, found=column, choices=choices)
            continue
        if column.indicator is not None and indicator_id(column.indicator) is None:
            add("mapping_indicator", "columns", key, "indicator", found=column.indicator)
        if column.time is not None and not is_time(column.time):
            add("mapping_time", "columns", key, "time", found=column.time)
    fixed = mapping.fixed
    if isinstance(fixed.indicator, str) and indicator_id(fixed.indicator) is None:
        add("mapping_indicator", "fixed", "indicator", found=fixed.indicator)
    if isinstance(fixed.time, str) and not is_time(fixed.time):
        add("mapping_time", "fixed", "time", found=fixed.time)
    if fixed.time is not None and (fixed.year is not None or fixed.month is not None):
        add("mapping_time_twice", "fixed", "time")
    headings = mapping.headings
    if any(second != first + 1 for first, second in pairwise(headings)):
        add("mapping_headings", "heading")
    if mapping.first is not None and headings and mapping.first <= headings[-1]:
        add("mapping_first", "first", found=mapping.first)
    if mapping.last is not None and mapping.last < (mapping.first or 1):
        add("mapping_last", "last", found=mapping.last)
    if mapping.columns:
        problems += _lacking(mapping, document)
    elif any((mapping.heading, mapping.first, mapping.last, mapping.shape, fixed != FixedMapping())):
        add("mapping_without_columns")
    return problems


def _lacking(mapping: MappingFile, document: Document) -> list[Problem]:
    """The errors for what no column and no fixed value gives: section, time, indicator, value."""
    roles = {each for each in mapping.columns.values() if isinstance(each, str)}
    parts = [each for each in mapping.columns.values() if isinstance(each, ColumnMapping)]
    own = [each for each in parts if each.part == "value"]
    named = {each for each in roles if each not in ROLES}
    across = mapping.shape in ("months_across", "sections_across")
    fixed = mapping.fixed
    given = {
        "section": "section" in roles or fixed.section or mapping.shape == "sections_across"
        or (own and all(each.section for each in own)),
        "time": roles & {"time", "month"} or fixed.time or fixed.month or mapping.shape == "months_across"
        or (own and all(each.time for each in own)),
        "indicator": "indicator" in roles or fixed.indicator or named or (own and all(each.indicator for each in own)),
        "value": "value" in roles or named or own or across,
    }  # fmt: skip
    place = document.marks[("columns",)].place
    found = [problem("readings.mapping_lacks", place, found=need) for need, known in given.items() if not known]
    if mapping.shape == "long" and "value" not in roles:
        found.append(problem("readings.mapping_lacks", place, found="value"))
    if across and not mapping.headings and not own:
        found.append(problem("readings.mapping_across", place))
    return found
