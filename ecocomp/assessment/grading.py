"""Judging water without an agreement (水质评价): the grade of each section at each time or in each month.

Limits are those of GB 3838; the grade of a section is the worst of its indicators' (环办〔2011〕22号). All is exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ecocomp.assessment.graded import GradedWater
from ecocomp.assessment.grading_options import GradingOptions, Indicators, Target, Waters, checked_options
from ecocomp.assessment.judged import REFERENCE_GRADE, JudgedIndicator, JudgedSection, names_text
from ecocomp.assessment.means import below_detection, mean_of_indicator
from ecocomp.assessment.methods import by_the_rule
from ecocomp.assessment.twice import months_twice
from ecocomp.errors import Problem, ReadingsError, RequestError, problem
from ecocomp.readings import Readings
from ecocomp.readings.columns import Said, Site
from ecocomp.readings.reading import BELOW, GRADE
from ecocomp.rounding import Rational, evaluation_value
from ecocomp.standards.indicators import INDICATORS
from ecocomp.standards.limits import Ladder, ladder
from ecocomp.standards.oxygen import oxygen_grade
from ecocomp.wording import LANGUAGES, Pair

OXYGEN, TEMPERATURE = "do", "water_temp"
COLDEST = Fraction(-31)
#: With ``"refuse"`` nothing is missing where notes are made.
MISSING_NOTE = {"undetermined": "assessment.missing_undetermined", "judge": "assessment.missing_judged"}
MISSING_WITHOUT_TARGET = "assessment.missing_graded"
#: So many times are named of a section that lacks the same indicators at many.
MOST_TIMES = 5


def grade_water(
    readings: Readings,
    *,
    indicators: Indicators = "five",
    waters: Waters = "river",
    standard: str = "GB 3838-2002",
    each: str = "time",
    decimals: str = "unrounded",
    below_detection: str = "half",
    target: Target = None,
    dissolved_oxygen: str = "7.5",
    missing: str = "undetermined",
) -> GradedWater:
    """Judge the water of every section at every time (水质评价) by the limits of a standard, exactly.

    ``indicators`` is a named set (``"four"``, ``"five"``, ``"twenty_one"``) or a list of ids, names and sets. Those of
    them that were not measured take no part in the grade; each row names them. ``missing`` says what a section-time is
    that lacks some and whose others meet the target: ``"undetermined"``, neither attained nor missed (one that misses
    it misses it whatever is lacking); ``"judge"``, attained, by what was measured; ``"refuse"``, an error.
    ``waters`` is ``"river"`` or ``"lake"``, or a mapping from names of sections (or ``"省份/断面"``) to these; sections
    that it does not name are rivers. ``each`` judges every ``"time"`` of the file, or the mean of every ``"month"`` (pH
    by hydrogen ions). ``decimals`` compares values ``"unrounded"``, or rounded to the evaluation decimals of
    环办监测函〔2020〕82号 (``"standard"``); where the two differ it is told. ``below_detection`` is what a value
    below the detection limit counts as: ``"half"`` of the limit, ``"zero"``, the ``"full"`` limit, or nothing
    (``"exclude"``). ``target`` is the grade to be reached, ``"Ⅰ"`` to ``"Ⅴ"``, of all sections or by section (``"*"``
    stands for all others). ``dissolved_oxygen`` limits Ⅰ to 7.5 mg/L, or to 90 % of the ``"saturation"`` at the water
    temperature of the same time.

    Values measured in a state such as 维护 count as they stand, which is told. Where an indicator was measured both
    automatically and by hand at one time, 环办监测函〔2020〕82号 decides which count.

    Raises RequestError with everything that is wrong with the options, and ReadingsError with everything that is
    missing where that is refused and, by months, with every month that has a monthly value beside daily ones.

    >>> import ecocomp as ec
    >>> readings = ec.read_monitoring("examples/fuli-river-2024-constructed.csv", year=2024)
    >>> graded = ec.grade_water(readings, each="month", target="III")
    >>> len(graded), graded.rows[0].section, graded.rows[0].grade
    (24, '太平沙', 3)
    """
    if not isinstance(readings, Readings):
        raise RequestError(problem("settlement.readings_type", found=type(readings).__name__))
    options = checked_options(
        readings.sites,
        indicators=indicators,
        waters=waters,
        standard=standard,
        each=each,
        decimals=decimals,
        below_detection=below_detection,
        target=target,
        dissolved_oxygen=dissolved_oxygen,
        missing=missing,
    )
    return _Grading(readings, options).result()


#: The codes of the readings of one section and time, by indicator.
Group = dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What readings give, wherever they stand: rows that say the same share it. ``told`` are codes of notes."""

    indicators: tuple[JudgedIndicator, ...]
    missing: tuple[str, ...]
    told: tuple[str, ...]


class _Grading:
    """One run over some readings."""

    def __init__(self, readings: Readings, options: GradingOptions) -> None:
        self.columns = readings.columns
        self.read = readings.problems
        self.options = options
        self.ladders = {
            (name, kind): ladder(name, waters=kind, edition=options.standard)
            for name in options.indicators
            for kind in set(options.waters.values())
        }
        self.wanted = {*options.indicators, GRADE}
        if options.dissolved_oxygen == "saturation" and OXYGEN in self.wanted:
            self.wanted.add(TEMPERATURE)
        self.twice = tuple(months_twice(readings, self.wanted - {GRADE})) if options.each == "month" else ()
        self.outcomes: dict[object, _Outcome] = {}
        #: How many section-times a note is about, and the number of a reading of the first.
        self.told: Counter[str] = Counter()
        self.first: dict[str, int] = {}

    def result(self) -> GradedWater:
        rows = tuple(self.rows())
        lacking = refused(rows) if self.options.missing == "refuse" and any(row.missing for row in rows) else ()
        troubles = [*self.twice, *lacking]
        if troubles:
            raise ReadingsError(troubles)
        problems = (*self.read, *self.problems(rows))
        options = self.options
        return GradedWater(
            rows, problems, options.indicators, options.standard, options.each, options.decimals,
            options.below_detection, options.dissolved_oxygen, options.missing,
        )  # fmt: skip

    def rows(self) -> Iterator[JudgedSection]:
        groups, first = self.groups()
        for site, time in sorted(groups):
            group = groups[site, time]
            waters, target = self.options.waters[site], self.options.targets[site]
            outcome = self.outcome(group, waters, REFERENCE_GRADE if target is None else target)
            for note in outcome.told:
                self.tell(note, first[site, time])
            published = self.published(group.get(GRADE, ()))
            if len(published) > 1:
                self.tell("assessment.published_twice", first[site, time])
            yield JudgedSection(
                site.section,
                site.province,
                site.basin,
                time,
                waters,
                target,
                outcome.indicators,
                next(iter(published)) if len(published) == 1 else None,
                outcome.missing,
                self.options.missing == "judge",
            )

    def groups(self) -> tuple[dict[tuple[Site, str], Group], dict[tuple[Site, str], int]]:
        """The readings of each site and time, and the number of the first of them."""
        columns = self.columns
        monthly = self.options.each == "month"
        times = [when.month.label if monthly else when.text for when in columns.whens]
        # A month has a published class only where the file gives one for the month.
        whole = [when.text == time for when, time in zip(columns.whens, times, strict=True)]
        names = [said.indicator if said.indicator in self.wanted else None for said in columns.said]
        groups: dict[tuple[Site, str], Group] = {}
        first: dict[tuple[Site, str], int] = {}
        coded = zip(columns.site.tolist(), columns.when.tolist(), columns.what.tolist(), strict=True)
        for number, (site, when, what) in enumerate(coded):
            name = names[what]
            if name is None or (name == GRADE and not whole[when]):
                continue
            key = columns.sites[site], times[when]
            group = groups.get(key)
            if group is None:
                group = groups[key] = {}
                first[key] = number
            group.setdefault(name, []).append(what)
        return groups, first

    def published(self, codes: Sequence[int]) -> set[int]:
        """The classes that the file gives."""
        values = (self.columns.said[each].value for each in codes)
        return {int(value) for value in values if value is not None}

    def outcome(self, group: Group, waters: str, reference: int) -> _Outcome:
        """What the readings of a section and time give."""
        if self.options.each == "month":
            return self.judge(group, waters, reference)
        key = (waters, reference, *((name, *codes) for name, codes in group.items() if name != GRADE))
        found = self.outcomes.get(key)
        if found is None:
            found = self.outcomes[key] = self.judge(group, waters, reference)
        return found

    def judge(self, group: Group, waters: str, reference: int) -> _Outcome:
        told: list[str] = []
        temperature: Rational | None = None
        if TEMPERATURE in self.wanted and OXYGEN in group:
            values = [self.columns.said[each].value for each in group.get(TEMPERATURE, ())]
            measured = [each for each in values if each is not None]
            temperature = mean_of_indicator(TEMPERATURE, measured) if measured else None
            if temperature is None or temperature < COLDEST:
                temperature = None
                told.append("assessment.no_temperature")
        found: list[JudgedIndicator] = []
        missing: list[str] = []
        for name in self.options.indicators:
            limits = self.ladders[name, waters]
            if limits is None:
                continue
            said = self.counting(name, [self.columns.said[each] for each in group.get(name, ())], told)
            judged = self.judged(limits, said, reference, temperature if name == OXYGEN else None, told)
            if judged is not None:
                found.append(judged)
            elif not self.surely_meets(limits, said, reference):
                missing.append(name)
        return _Outcome(tuple(found), tuple(missing), tuple(dict.fromkeys(told)))

    def surely_meets(self, limits: Ladder, said: list[Said], reference: int) -> bool:
        """Whether values below detection that were left out as asked meet the target (or Ⅲ), whatever they are."""
        limit = limits.limit(reference)
        if self.options.below_detection != "exclude" or limits.better != "low" or limit is None:
            return False
        known = [each.detection_limit for each in said]
        return bool(known) and all(each is not None and each <= limit for each in known)

    def counting(self, name: str, said: list[Said], told: list[str]) -> list[Said]:
        """The readings that count: those with something measured, by one method."""
        usable = [each for each in said if each.value is not None or each.qualifier == BELOW]
        counting = by_the_rule(name, usable)
        if len(counting) < len(usable):
            told.append("assessment.two_methods")
        usable = counting
        if any(each.state for each in usable):
            told.append("assessment.in_a_state")
        return usable

    def judged(
        self, limits: Ladder, said: list[Said], reference: int, temperature: Rational | None, told: list[str]
    ) -> JudgedIndicator | None:
        """The indicator by the readings that count; None where none has a value."""
        name = limits.indicator
        taken = [(each, self.taken(each, limits, self.options.below_detection, told)) for each in said]
        used = [(each, value) for each, value in taken if value is not None]
        if not used:
            return None
        exact = mean_of_indicator(name, [value for _, value in used])
        places = INDICATORS[name].decimals
        lean = used[0][0].lean if len(used) == 1 else 0
        rounded = exact if places is None else evaluation_value(exact, places, lean)
        value = exact if self.options.decimals == "unrounded" else rounded

        def grade(number: Rational) -> int:
            if temperature is not None:
                return oxygen_grade(number, limits, temperature)
            return limits.grade(number)

        def meets(mean: Rational) -> bool:
            if self.options.decimals == "unrounded" or places is None:
                return grade(mean) <= reference
            return grade(evaluation_value(mean, places)) <= reference

        below = [each for each, _ in used if each.qualifier == BELOW]
        limit = limits.limit(reference)
        graded = grade(value)
        multiple = None
        if limits.better == "low" and limit is not None and graded > reference:
            multiple = Fraction(value) / limit - 1
        return JudgedIndicator(
            name,
            value,
            exact,
            len(used),
            len(below),
            graded,
            grade(exact),
            grade(rounded),
            graded <= reference,
            multiple,
            self.is_undecidable(limits, limit, said, meets),
        )

    def taken(self, said: Said, limits: Ladder, policy: str, told: list[str]) -> Rational | None:
        """The number that a reading counts as; None where it does not count."""
        if said.value is not None:
            return said.value
        if limits.better == "range":
            return None  # pH has no detection limit: files that say so are refused when read
        value = below_detection(said.detection_limit, policy)
        if value is None:
            told.append("assessment.below_excluded" if policy == "exclude" else "assessment.no_detection_limit")
        return value

    def is_undecidable(
        self, limits: Ladder, limit: Fraction | None, said: list[Said], meets: Callable[[Rational], bool]
    ) -> bool:
        """Whether a detection limit above the limit leaves it open if the limit is met, also where values below it
        are left out of the mean."""
        below = [each.detection_limit for each in said if each.qualifier == BELOW]
        high = [each for each in below if each is not None and limit is not None and each > limit]
        if limits.better != "low" or not high:
            return False
        # what was below without a detection limit counts as nothing on both sides
        least = [each.value or Fraction(0) for each in said]
        most = [each.detection_limit or Fraction(0) if each.value is None else each.value for each in said]
        return meets(mean_of_indicator(limits.indicator, least)) != meets(mean_of_indicator(limits.indicator, most))

    # -- notes ------------------------------------------------------------------------------------------------------

    def tell(self, note: str, number: int) -> None:
        """Count a section-time that a note is about; ``number`` is that of one of its readings."""
        self.told[note] += 1
        self.first.setdefault(note, number)

    def problems(self, rows: Sequence[JudgedSection]) -> Iterator[Problem]:
        """What a reader of the result must know."""
        for code, count in sorted(self.told.items()):
            yield problem(code, self.columns.place(self.first[code]), severity="warning", count=count)
        seen = {each.indicator for row in rows for each in row.indicators}
        for name in self.options.indicators:
            if name not in seen and rows:
                yield problem("assessment.not_measured", severity="note", found=INDICATORS[name].chinese)
        aimed = any(row.target is not None for row in rows)
        missing_note = MISSING_NOTE.get(self.options.missing, "") if aimed else MISSING_WITHOUT_TARGET
        for code, chosen in (
            ("assessment.rounding_matters", [row for row in rows if row.rounding_matters]),
            ("assessment.undecidable", [row for row in rows if row.undecidable]),
            (missing_note, [row for row in rows if row.missing]),
            ("assessment.published_differs", [row for row in rows if row.agrees is False]),
        ):
            if chosen:
                where = f"{chosen[0].section} {chosen[0].time}"
                yield problem(code, severity="warning", count=len(chosen), where=where)


def refused(rows: Sequence[JudgedSection]) -> Iterator[Problem]:
    """What is missing where nothing may be: one problem for each section and the indicators that it lacks."""
    lacking: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for row in rows:
        if row.missing:
            lacking.setdefault((row.section, row.province, row.missing), []).append(row.time)
    for (section, province, missing), times in lacking.items():
        yield problem(
            "assessment.missing_refused",
            section="/".join(filter(None, (province, section))),
            found=Pair(*(names_text(missing, language) for language in LANGUAGES)),
            count=len(times),
            times=", ".join(times[:MOST_TIMES]) + (" …" if len(times) > MOST_TIMES else ""),
        )
