"""The options by which water is judged without an agreement, checked all at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ecocomp.errors import Problem, RequestError, problem
from ecocomp.readings.columns import Site
from ecocomp.readings.names import clean_name
from ecocomp.standards.grades import GRADES, WORST_GRADE, grade_text, parse_grade
from ecocomp.standards.indicator_sets import indicator_sets
from ecocomp.standards.indicators import find_indicator
from ecocomp.standards.limits import EDITIONS, WATERS, ladder
from ecocomp.standards.oxygen import LIMITED_BY

EACH = ("time", "month")
DECIMALS = ("unrounded", "standard")
BELOW_DETECTION = ("half", "zero", "full", "exclude")
MISSING = ("undetermined", "judge", "refuse")
#: The name that stands for all sections that a mapping does not name.
ALL_SECTIONS = "*"
#: Between the province and the name of a section where the name alone would not do.
PROVINCE_SIGN = "/"

Indicators: TypeAlias = str | Iterable[str]
Waters: TypeAlias = str | Mapping[str, str]
Target: TypeAlias = str | int | Mapping[str, str | int] | None


@dataclass(frozen=True, slots=True)
class GradingOptions:
    """The options of :func:`~ecocomp.assessment.grading.grade_water` after they are checked.

    ``indicators`` are ids in order; ``waters`` and ``targets`` the kind of water and the target of each site.
    """

    indicators: tuple[str, ...]
    waters: Mapping[Site, str]
    targets: Mapping[Site, int | None]
    standard: str
    each: str
    decimals: str
    below_detection: str
    dissolved_oxygen: str
    missing: str


def checked_options(
    sites: Sequence[Site],
    *,
    indicators: Indicators,
    waters: Waters,
    standard: str,
    each: str,
    decimals: str,
    below_detection: str,
    target: Target,
    dissolved_oxygen: str,
    missing: str,
) -> GradingOptions:
    """The options for the sections of some readings.

    Raises RequestError with everything that is wrong: options that do not exist, indicators without limits, sections
    that have no readings.
    """
    found: list[Problem] = []
    for name, given, allowed in (
        ("standard", standard, tuple(EDITIONS)),
        ("each", each, EACH),
        ("decimals", decimals, DECIMALS),
        ("below_detection", below_detection, BELOW_DETECTION),
        ("dissolved_oxygen", dissolved_oxygen, LIMITED_BY),
        ("missing", missing, MISSING),
    ):
        if given not in allowed:
            found.append(problem("assessment.unknown_option", name=name, found=given, allowed=", ".join(allowed)))
    kinds = _waters(waters, sites, found)
    targets = _targets(target, sites, found)
    ids = _indicators(indicators, found)
    if standard in EDITIONS:
        found += _without_limits(ids, standard, frozenset(kinds.values()) or frozenset(WATERS[:1]))
    if found:
        raise RequestError(found)
    return GradingOptions(ids, kinds, targets, standard, each, decimals, below_detection, dissolved_oxygen, missing)


def _indicators(given: Indicators, found: list[Problem]) -> tuple[str, ...]:
    """Ids in order, each once; sets are put in place of their names, Chinese names and symbols are known too."""
    sets = indicator_sets()
    ids: list[str] = []
    for each in [given] if isinstance(given, str) or not isinstance(given, Iterable) else list(given):
        name = str(each)
        known = find_indicator(name)
        if name in sets:
            ids += sets[name].members
        elif known is not None:
            ids.append(known.id)
        else:
            found.append(problem("assessment.unknown_indicator", found=name, sets=", ".join(sets)))
    if not ids and not found:
        found.append(problem("assessment.no_indicators"))
    return tuple(dict.fromkeys(ids))


def _without_limits(ids: Iterable[str], standard: str, kinds: frozenset[str]) -> list[Problem]:
    """Indicators that have no limits for any of the waters judged, such as total nitrogen of rivers."""
    told = ", ".join(sorted(kinds))
    return [
        problem("assessment.no_limits", found=each, waters=told, standard=standard)
        for each in ids
        if all(ladder(each, waters=kind, edition=standard) is None for kind in kinds)
    ]


def _waters(given: Waters, sites: Sequence[Site], found: list[Problem]) -> dict[Site, str]:
    by_name = dict(given) if isinstance(given, Mapping) else {}
    kinds = list(by_name.values()) if isinstance(given, Mapping) else [given]
    for at, kind in enumerate(kinds):
        if kind not in WATERS and kind not in kinds[:at]:
            found.append(problem("assessment.unknown_option", name="waters", found=kind, allowed=", ".join(WATERS)))
    default = given if isinstance(given, str) else by_name.pop(ALL_SECTIONS, WATERS[0])
    of = _of_sites("waters", by_name, sites, found)
    return {site: kind if (kind := of.get(site, default)) in WATERS else WATERS[0] for site in sites}


def _targets(given: Target, sites: Sequence[Site], found: list[Problem]) -> dict[Site, int | None]:
    by_name = dict(given) if isinstance(given, Mapping) else {}
    whole = by_name.pop(ALL_SECTIONS, None) if isinstance(given, Mapping) else given
    default = None if whole is None else _target(whole, found)
    of = _of_sites("target", {name: _target(each, found) for name, each in by_name.items()}, sites, found)
    return {site: of.get(site, default) for site in sites}


def _target(given: str | int, found: list[Problem]) -> int | None:
    """A target as a grade; 劣Ⅴ is none, as nothing could miss it."""
    grade = parse_grade(given) if isinstance(given, str) else given
    if type(grade) is not int or not 1 <= grade < WORST_GRADE:
        found.append(problem("assessment.unknown_target", found=given, allowed=", ".join(GRADES[:-1])))
        return None
    return grade


def _of_sites(option: str, by_name: Mapping[str, object], sites: Sequence[Site], found: list[Problem]) -> dict:  # type: ignore[type-arg]
    """What is given for section names, or for 省份/断面, by site."""
    of: dict[Site, object] = {}
    for name, value in by_name.items():
        plain = clean_name(str(name))
        meant = [site for site in sites if plain == f"{site.province}{PROVINCE_SIGN}{site.section}"]
        meant = meant or [site for site in sites if site.section == plain and site not in of]
        if not meant and all(site.section != plain for site in sites):
            found.append(problem("assessment.unknown_section", name=option, found=name))
        of.update(dict.fromkeys(meant, value))
    return of


def targets_given(texts: Iterable[str]) -> dict[str, str]:
    """Targets of a command line: ``III`` of all sections, ``平林=II`` of one, the last given counting."""
    found: dict[str, str] = {}
    for text in texts:
        name, equals, target = text.rpartition("=")
        found[name.strip() if equals else ALL_SECTIONS] = target.strip()
    return found


def grade_sign(grade: int | None) -> str:
    """The sign of a grade, empty for none."""
    return "" if grade is None else grade_text(grade)
