"""What the parts of an agreement are called when it is shown: names, axes, values, and how well a term is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from ecocomp.agreement import Agreement, model
from ecocomp.agreement.named_values import CALENDAR
from ecocomp.agreement.scope import Formula, per_axes
from ecocomp.report.tables import Table, without_empty_columns
from ecocomp.settlement.shown import MONTHS, months_text
from ecocomp.settlement.wheres import label_text
from ecocomp.standards.grades import grade_text, parse_grade
from ecocomp.wording import say


def word(key: str, language: str) -> str:
    """A word or heading of the printed agreement."""
    return say(f"command.{key}", language)


def table(title: str, keys: tuple[str, ...], rows: tuple[tuple[str, ...], ...], language: str) -> Table:
    """A table whose title and columns are words of the catalogue; a column in which nothing stands is left out."""
    return without_empty_columns(Table(word(title, language), tuple(word(key, language) for key in keys), rows))


def basis(agreement: Agreement, term: model.Term, language: str) -> str:
    """The clause and status of a term."""
    status = say(f"terms.status_{agreement.status(term)}", language)
    return apart((term.clause, status), language)


def listed(texts: Iterable[str], language: str) -> str:
    """Texts one after the other."""
    return word("listed", language).join(texts)


def apart(texts: Iterable[str | None], language: str) -> str:
    """Texts that are sentences or hold lists of their own, one after the other; empty ones are left out."""
    return word("apart", language).join(each for each in texts if each)


def labelled(label: str, text: str, language: str) -> str:
    """A text with what it is in front."""
    return say("command.labelled", language, label=label, text=text)


def bracketed(text: str, more: str, language: str) -> str:
    """A text with more in brackets."""
    return say("command.bracketed", language, text=text, more=more)


def named(agreement: Agreement, key: str | None, language: str) -> str:
    """A party, fund or section by its name; empty for none."""
    return agreement.name_of(key, language) if key else ""


def axes_text(axes: Iterable[str], language: str) -> str:
    """Axes in words."""
    return " × ".join(say(f"formula.axis_{axis}", language) for axis in axes) or "—"


def year_text(assessment: model.Assessment, language: str) -> str:
    """The months of an assessment year, and those of them that count."""
    first = assessment.starts
    across = say("command.year_across", language, first=first, last=first - 1)
    year = word("year_calendar", language) if first == 1 else across
    if not assessment.months:
        return year
    months = listed(map(str, assessment.months), language)
    return apart((year, say("command.months_counted", language, months=months)), language)


def each_text(per: Iterable[str], language: str) -> str:
    """For each of what a transfer or limit is worked out: the axes, or the whole period where there are none."""
    return axes_text(per, language) if per_axes(per) or "year" in per else word("whole_period", language)


def kind_text(formula: Formula, language: str) -> str:
    """What a formula gives, each kind once."""
    which = 0 if language == "zh" else 1
    return " / ".join(dict.fromkeys(kind.words()[which] for kind in formula.kinds))


def target_text(target: str | model.DatedGrade | None, language: str) -> str:
    """The target of a section, from each date on where it changes."""
    if target is None:
        return ""
    if isinstance(target, str):
        return scalar_text(target, "grade", language)
    dated = (
        f"{word_from(date, language)} {scalar_text(text, 'grade', language)}" for date, text in target.dated.items()
    )
    return apart(dated, language)


def word_from(date: str, language: str) -> str:
    """From which date on something holds."""
    return say("command.from_date", language, date=date)


def parameter_texts(agreement: Agreement, parameter: model.Parameter, language: str) -> Iterator[str]:
    """The value of a parameter, or one text for each date."""
    if parameter.dated is None:
        yield value_text(agreement, parameter.value, parameter, language)
        return
    for date, value in parameter.dated.items():
        yield labelled(word_from(date, language), value_text(agreement, value, parameter, language), language)


def value_text(agreement: Agreement, value: Any, term: model.Parameter | model.Input, language: str) -> str:
    """A value of a parameter, or the default of an input, with its unit."""
    grades = term.unit == "grade" or (isinstance(term, model.Input) and term.kind == "grade")
    unit = "grade" if grades else term.unit or ""
    return nested_text(agreement, value, term.per, unit, language)


def nested_text(agreement: Agreement, value: Any, per: Sequence[str], unit: str, language: str) -> str:
    """Values by the labels of the axes that ``per`` names."""
    if not isinstance(value, dict):
        return scalar_text(value, unit, language)
    texts = []
    for key, each in value.items():
        inner = nested_text(agreement, each, per[1:], unit, language)
        label = on_axis(agreement, per[0] if per else "", key, language)
        texts.append(bracketed(label, inner, language) if isinstance(each, dict) else f"{label} {inner}")
    return listed(texts, language)


def on_axis(agreement: Agreement, axis: str, label: str, language: str) -> str:
    """A label of an axis in words; calendar numbers say what they count."""
    if axis == "half_year":
        return word(f"calendar_half_year_{label}", language)
    if axis in CALENDAR:
        return say(f"command.calendar_{axis}", language, number=label)
    return label_text(agreement, label, language)


def scalar_text(value: Any, unit: str, language: str) -> str:
    """One value as the file has it, with its unit; grades as Ⅲ, truth values as words."""
    if value is None:
        return word("takes_no_part", language)
    if isinstance(value, bool):
        return say("terms.yes" if value else "terms.no", language)
    if isinstance(value, str):
        grade = parse_grade(value, digits=False)
        return value if grade is None else grade_text(grade)
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    if unit == MONTHS:
        return months_text(text, language)
    return f"{text}{unit}" if unit in ("%", "‰") else f"{text} {unit}".rstrip()
