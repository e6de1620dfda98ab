"""What the judging of water says of one section at one time (断面评价): 环办〔2011〕22号 地表水环境质量评价办法(试行).

The grade of a section is the worst of its indicators' (单因子评价法). What is stated beside it, the exceedance
multiple (超标倍数) and the main pollutants (主要污染指标), is measured against the section's target, or against Ⅲ
where it has none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ecocomp.rounding import Rational, to_places
from ecocomp.standards.grades import WORST_GRADE
from ecocomp.standards.indicators import INDICATORS
from ecocomp.wording import say

#: What indicators are measured against where a section has no target: Ⅲ, as in national reports.
REFERENCE_GRADE = 3
MOST_POLLUTANTS = 3
#: 氰化物和重金属: they come first among the main pollutants where they exceed. Arsenic is counted among them, as in
#: Chinese lists of heavy metals (重金属及类金属).
FIRST_NAMED = frozenset({"cn", "cu", "zn", "arsenic", "hg", "cd", "cr6", "pb"})
#: The status (水质状况) of each grade and of a river, the best first; words and colours in the wording catalogue.
STATUSES = ("excellent", "good", "light", "moderate", "heavy")
STATUS_OF_GRADE = (0, 0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class JudgedIndicator:
    """One indicator at one section and time.

    ``mean`` is the exact mean of the readings that count, or the only one; ``value`` what was compared with the limits:
    ``mean``, or ``mean`` rounded to evaluation decimals. Both are in the indicator's canonical unit. ``grade`` is that
    of ``value``; ``grade_unrounded`` and ``grade_rounded`` are what either comparison gives. ``readings`` is how many
    readings count, ``below`` how many of them were below the detection limit. ``meets`` says whether the section's
    target (or Ⅲ) is met, ``multiple`` is the exceedance multiple value / limit - 1 where it is not; 水温, pH and 溶解氧
    have none. ``undecidable`` (检出限高于限值,无法判定) says that a detection limit is above
    the limit of the target (or Ⅲ), and that whether it is met hangs on what stands for the values below.
    """

    indicator: str
    value: Rational
    mean: Rational
    readings: int
    below: int
    grade: int
    grade_unrounded: int
    grade_rounded: int
    meets: bool
    multiple: Fraction | None
    undecidable: bool


@dataclass(frozen=True, slots=True)
class JudgedSection:
    """One section (断面) at one time.

    ``time`` is as precise as the file, or a month. ``waters`` is ``"river"`` or ``"lake"``; ``target`` the grade to be
    reached, or None; ``published`` the class that the file gives for exactly this time, or None. ``missing`` are the
    indicators asked for that have a limit here and no value (缺少的指标); ``judged_without`` says that they are not
    held against attainment, because the caller chose so.
    """

    section: str
    province: str
    basin: str
    time: str
    waters: str
    target: int | None
    indicators: tuple[JudgedIndicator, ...]
    published: int | None
    missing: tuple[str, ...] = ()
    judged_without: bool = False

    @property
    def grade(self) -> int | None:
        """The worst grade of the indicators measured, 1 (Ⅰ) to 6 (劣Ⅴ); None where none was judged.

        Where some are ``missing`` the water can be worse, never better.
        """
        return max((each.grade for each in self.indicators), default=None)

    @property
    def grade_unrounded(self) -> int | None:
        """The grade where unrounded values are compared."""
        return max((each.grade_unrounded for each in self.indicators), default=None)

    @property
    def grade_rounded(self) -> int | None:
        """The grade where values rounded to evaluation decimals are compared."""
        return max((each.grade_rounded for each in self.indicators), default=None)

    @property
    def rounding_matters(self) -> bool:
        """Whether rounding changes the grade."""
        return self.grade_unrounded != self.grade_rounded

    @property
    def reference(self) -> int:
        """The grade against which multiples are taken: the target, or Ⅲ."""
        return REFERENCE_GRADE if self.target is None else self.target

    @property
    def limiting(self) -> tuple[str, ...]:
        """The indicators that hold the section at its grade (定类指标); none at Ⅰ, which nothing keeps from better."""
        grade = self.grade
        return tuple(each.indicator for each in self.indicators if each.grade == grade) if grade != 1 else ()

    @property
    def main_pollutants(self) -> tuple[JudgedIndicator, ...]:
        """The main pollutants (主要污染指标), at most three.

        None where the section meets its target, or is Ⅲ or better where it has none. Else what is beyond the target
        (or Ⅲ): cyanide and heavy metals first, then the worst grade, then the largest multiple.
        """
        beyond = [each for each in self.indicators if not each.meets]
        return tuple(
            sorted(beyond, key=lambda each: weight(each.indicator, each.grade, each.multiple))[:MOST_POLLUTANTS]
        )

    @property
    def status(self) -> str | None:
        """The status (水质状况): ``"excellent"`` 优 (Ⅰ, Ⅱ) to ``"heavy"`` 重度污染 (劣Ⅴ)."""
        return status_of(self.grade)

    @property
    def undecidable(self) -> tuple[str, ...]:
        """The indicators whose detection limit is too high to say whether the target (or Ⅲ) is met."""
        return tuple(each.indicator for each in self.indicators if each.undecidable)

    @property
    def attained(self) -> bool | None:
        """Whether the target is met; None where there is none and where it cannot be said (未判定).

        It is missed where some indicator misses it beyond doubt, whatever the others are. It cannot be said where
        nothing was judged, where it is undecidable, and where indicators are missing, unless ``judged_without`` them.
        """
        if self.target is None or not self.indicators:
            return None
        if any(not each.meets and not each.undecidable for each in self.indicators):
            return False
        return None if self.undecidable or (self.missing and not self.judged_without) else True

    @property
    def agrees(self) -> bool | None:
        """Whether the published class is the grade; None where either is lacking."""
        return None if self.published is None or not self.indicators else self.published == self.grade


def weight(indicator: str, grade: int, multiple: Fraction | None) -> tuple[bool, int, Fraction]:
    """What main pollutants are sorted by: cyanide and heavy metals first, then the grade, then the multiple."""
    return indicator not in FIRST_NAMED, -grade, -(multiple or Fraction(0))


def status_of(grade: int | None) -> str | None:
    """The status of a grade."""
    if grade is None:
        return None
    assert 1 <= grade <= WORST_GRADE
    return STATUSES[STATUS_OF_GRADE[grade - 1]]


def status_text(status: str | None, language: str | None = None) -> str:
    """The word for a status: 优, 良好, 轻度污染, 中度污染, 重度污染."""
    return "" if status is None else say(f"assessment.status_{status}", language)


def colour_text(status: str | None, language: str | None = None) -> str:
    """The colour by which maps show a status: 蓝, 绿, 黄, 橙, 红."""
    return "" if status is None else say(f"assessment.colour_{status}", language)


def indicator_text(indicator: str, language: str | None = None) -> str:
    """What an indicator is called."""
    known = INDICATORS[indicator]
    return known.english if language == "en" else known.chinese


def names_text(indicators: Iterable[str], language: str | None = None) -> str:
    """Indicators as one text: 氨氮、总磷."""
    joint = say("assessment.joint", language)
    return joint.join(indicator_text(each, language) for each in indicators)


def pollutants_text(
    pollutants: Iterable[JudgedIndicator], language: str | None = None, *, decimals: int | None = None
) -> str:
    """Main pollutants as bulletins write them: ``氨氮(1.2)、化学需氧量(0.05)、溶解氧不达标``.

    ``decimals`` are those of the multiples, which are rounded half-even; by default two at most, without zeros at the
    end. A multiple that would be shown as nothing is shown as below the last decimal: ``氨氮(<0.01)``.
    """
    joint = say("assessment.joint", language)
    return joint.join(_pollutant_text(each, language, decimals) for each in pollutants)


def _pollutant_text(each: JudgedIndicator, language: str | None, decimals: int | None) -> str:
    name = indicator_text(each.indicator, language)
    if each.multiple is None:
        return say("assessment.not_met", language, name=name)
    return say("assessment.exceeds", language, name=name, multiple=multiple_text(each.multiple, decimals))


MOST_DECIMALS = 2
FURTHER_DECIMALS = 4


def multiple_text(multiple: Fraction, decimals: int | None = None) -> str:
    """An exceedance multiple as shown; see :func:`pollutants_text`.

    >>> multiple_text(Fraction(6, 5)), multiple_text(Fraction(6, 5), 2), multiple_text(Fraction(1, 1000))
    ('1.2', '1.20', '<0.01')
    """
    places = MOST_DECIMALS if decimals is None else decimals
    units = int(to_places(multiple, places, "half_even") * 10**places)
    sign, units = ("", units) if units else ("<", 1)
    digits = str(units).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return sign + (text.rstrip("0").rstrip(".") if decimals is None else text)


def value_text(each: JudgedIndicator) -> str:
    """The value compared, as a decimal with at most four places beyond the evaluation decimals (half-even)."""
    places = (INDICATORS[each.indicator].decimals or 0) + FURTHER_DECIMALS
    units = int(to_places(each.value, places, "half_even") * 10**places)
    digits = str(abs(units)).rjust(places + 1, "0")
    return ("-" if units < 0 else "") + f"{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".")
