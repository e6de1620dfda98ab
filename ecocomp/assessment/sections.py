"""Finding an agreement's sections in monitoring files, by name, other spellings, province and basin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from ecocomp.agreement import model
from ecocomp.errors import Place, Problem, problem
from ecocomp.period import Month
from ecocomp.readings.names import clean_name
from ecocomp.readings.reading import MISSING, Reading
from ecocomp.readings.readings import Readings

NONE: tuple[Reading, ...] = ()
#: For so many absent sections a name like theirs is looked for; a search through all names takes its time.
SUGGESTED = 20
#: Up to one in so many readings is a small part; what is worked out of more is kept with all, for other agreements.
SMALL_PART = 4


class SectionReadings:
    """The readings of each section of an agreement, by its id."""

    def __init__(self, sections: Mapping[str, model.Section], readings: Readings) -> None:
        self.sections = sections
        self.readings = readings
        self.spellings = {
            key: tuple(dict.fromkeys(clean_name(name) for name in (section.name, *section.aliases)))
            for key, section in sections.items()
        }
        self._cells: dict[tuple[str, str, Month], Sequence[Reading]] = {}
        names = readings.sections
        #: The sections of the agreement that no file has, by id.
        self.not_found = frozenset(key for key, own in self.spellings.items() if not set(own) & set(names))
        self.problems = tuple(self._check(readings))

    def __getstate__(self) -> dict[str, Any]:
        # what is only picked from the readings does not travel between processes
        return {name: each for name, each in self.__dict__.items() if name != "_near"}

    @cached_property
    def _near(self) -> Readings:
        """The readings of these sections, where they are a small part of all: of a province, which none need sort."""
        every = self.readings
        own = every.columns.of_sections({name for names in self.spellings.values() for name in names})
        return Readings(own) if SMALL_PART * len(own) < len(every) else every

    def at(self, section: str, indicator: str, month: Month) -> Sequence[Reading]:
        """The readings of a section (by id), indicator and month; asked for often, and worked out once."""
        key = (section, indicator, month)
        if key not in self._cells:
            self._cells[key] = self._found(section, indicator, month)
        return self._cells[key]

    def _found(self, section: str, indicator: str, month: Month) -> Sequence[Reading]:
        spellings = self.spellings[section]
        if len(spellings) == 1:
            found = self._near.by_cell.get((spellings[0], indicator, month), NONE)
        else:
            by_cell = self._near.by_cell
            found = tuple(each for name in spellings for each in by_cell.get((name, indicator, month), NONE))
        where = self.sections[section]
        if where.province is None and where.basin is None:
            return found
        return [each for each in found if _is_there(each, where)]

    def _check(self, readings: Readings) -> list[Problem]:
        """Sections that are not in the files, and names that several sections of the files share."""
        found: list[Problem] = []
        provinces: dict[str, set[tuple[str, str]]] = {}
        owners: dict[tuple[str, str, str], str] = {}
        absent, choices = 0, ""
        for each in readings.sites:
            provinces.setdefault(each.section, set()).add((each.province, each.basin))
        for key, section in self.sections.items():
            spellings = self.spellings[key]
            present = [name for name in spellings if name in provinces]
            if not present:
                absent += 1
                choices = choices or "、".join(sorted(provinces)[:10])
                close = _closest(section.name, key, provinces) if absent <= SUGGESTED else []
                code = "settlement.section_absent_close" if close else "settlement.section_absent"
                more = {"close": close[0]} if close else {"choices": choices}
                found.append(problem(code, severity="warning", section=section.name, **more))
            taken = [(name, *place) for name in present for place in provinces[name] if _fits(place, section)]
            others = {owners.setdefault(each, key) for each in taken} - {key}
            if others:
                other = self.sections[min(others)].name
                found.append(problem("settlement.section_shared", section=section.name, key=key, other=other))
            twice = _by_two_names(section, present, readings) if len(present) > 1 else None
            if twice is not None:
                names, place = twice
                found.append(problem("settlement.section_two_names", place, section=section.name, names=names))
            places = {place for name in present for place in provinces[name] if _fits(place, section)}
            # a file that names neither is not a place of its own
            if any(len({part for part in parts if part}) > 1 for parts in zip(*places, strict=True)):
                listed = "、".join(sorted("/".join(filter(None, place)) or "(空)" for place in places))
                found.append(problem("settlement.section_ambiguous", section=section.name, places=listed))
        return found


def _by_two_names(section: model.Section, names: Sequence[str], readings: Readings) -> tuple[str, Place] | None:
    """Two spellings of a section that both have a value for one indicator and time, which would count twice."""
    first: dict[tuple[str, str], Reading] = {}
    for each in readings.columns.of_sections(names).readings():
        if each.qualifier != MISSING and _is_there(each, section):
            other = first.setdefault((each.indicator, each.when), each)
            if other.section != each.section:
                return f"{other.section}、{each.section}", each.place
    return None


def _closest(name: str, key: str, present: Iterable[str]) -> list[str]:
    """The name of the files most like that of an absent section, or like its id."""
    known = list(present)
    return get_close_matches(name, known, 1, 0.5) or get_close_matches(key, known, 1)


def _is_there(reading: Reading, section: model.Section) -> bool:
    return _fits((reading.province, reading.basin), section)


def _fits(place: tuple[str, str], section: model.Section) -> bool:
    """A file that names no province or basin does not contradict the agreement's."""
    province, basin = place
    return (not province or section.province in (None, province)) and (not basin or section.basin in (None, basin))
