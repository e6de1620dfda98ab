"""Each section's months beside its target: grades in colours and in signs, and the monthly values to unfold."""

from __future__ import annotations

from ecocomp.markup import Html, element, joined, shortened, table
from ecocomp.report.page.parts import cell_text, folded, part, soft
from ecocomp.report.show_words import listed
from ecocomp.settlement import Settlement
from ecocomp.settlement.water import MonthWater, SectionWater, section_waters
from ecocomp.settlement.wheres import label_text
from ecocomp.standards.grades import grade_text
from ecocomp.wording import say

MOST_SECTIONS = 60
#: With more indicators the values stand in values.csv.
MOST_INDICATORS = 8
MARKS = {"better": "✓", "equal": "✓", "worse": "✗", "": "—"}


def water_part(settlement: Settlement, language: str) -> Html:
    """All sections, of very many the first; nothing where the agreement has none."""
    if not settlement.agreement.sections:
        return Html()
    title = say("page.water", language)
    waters = section_waters(settlement)
    if not waters:
        return part("water", title, soft(say("page.water_none", language)))
    values = value_texts(settlement, language)
    left = len(waters) - MOST_SECTIONS
    return part(
        "water",
        title,
        soft(f"{basis_text(settlement, waters[0].basis, language)} {say('page.water_marks', language)}"),
        joined((section(settlement, each, values, language) for each in waters[:MOST_SECTIONS]), "\n"),
        soft(say("page.water_more", language, count=left)) if left > 0 else Html(),
    )


def basis_text(settlement: Settlement, basis: str, language: str) -> str:
    """Where the grades are from."""
    if basis in settlement.agreement.rules:
        return say("page.water_rule", language, title=settlement.called(basis, language), name=basis)
    return say("page.water_published" if basis == "G" else "page.water_measured", language)


def value_texts(settlement: Settlement, language: str) -> dict[tuple[str, ...], str]:
    """The monthly values in words, by section, indicator and month."""
    if "C" not in settlement.names:
        return {}
    return {labels: text for labels, _, text in settlement.elements("C", language)}


def section(settlement: Settlement, water: SectionWater, values: dict[tuple[str, ...], str], language: str) -> Html:
    """One section: a strip of months, how many were worse than the target, and the values to unfold."""
    known = [each for each in water.months if each.compared]
    worse = sum(each.compared == "worse" for each in known)
    told = soft(say("page.section_met", language, worse=worse, count=len(known))) if known else Html()
    return joined((strip(settlement, water, language), told, monthly_values(settlement, water, values, language)))


def strip(settlement: Settlement, water: SectionWater, language: str) -> Html:
    """The months of a section side by side: month, grade, and how it stands to the target."""
    name = label_text(settlement.agreement, water.section, language)
    targets = listed(
        dict.fromkeys(grade_text(each.target) for each in water.months if each.target is not None), language
    )
    caption = say("page.section_target", language, section=name, target=targets) if targets else name
    several_years = len({each.month[:4] for each in water.months}) > 1
    head = (
        element("th", each.month[2:] if several_years else str(int(each.month[-2:])), scope="col", title=each.month)
        for each in water.months
    )
    cells = (
        element(
            "td",
            grade_text(each.grade) if each.grade else "—",
            class_=f"g{each.grade or 0}",
            title=f"{each.month} {grade_words(each, language)}".rstrip(),
        )
        for each in water.months
    )
    marks = (element("td", MARKS[each.compared], class_="mark") for each in water.months)
    rows = [element("tr", *cells)]
    if targets:
        rows.append(element("tr", *marks))
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *head)),
        element("tbody", *rows),
        class_="strip",
    )


def grade_words(month: MonthWater, language: str) -> str:
    """The grade of a month and how it stands to the target, or why there is no grade."""
    if month.grade is None:
        causes = month.absent.causes if month.absent is not None else ()
        reason = shortened(causes[0].message(language)) if causes else ""
        return say("page.no_grade_because", language, reason=reason)
    compared = {
        "better": say("page.compared_better", language),
        "equal": say("page.compared_equal", language),
        "worse": say("page.compared_worse", language),
        "": "",
    }[month.compared]
    return f"{grade_text(month.grade)} {compared}".rstrip()


def monthly_values(
    settlement: Settlement, water: SectionWater, values: dict[tuple[str, ...], str], language: str
) -> Html:
    """The monthly value of each indicator with its grade, to unfold."""
    rules = settlement.agreement.text.readings
    indicators = rules.indicators if rules is not None else []
    if not values or len(indicators) > MOST_INDICATORS:
        return Html()
    columns = (
        say("page.month", language),
        *(label_text(settlement.agreement, each, language) for each in indicators),
        say("page.grade", language),
    )
    rows = []
    for month in water.months:
        cells = [month.month]
        for each in indicators:
            text = cell_text(values[water.section, each, month.month])
            cells.append(f"{text} {grade_text(month.grades[each])}" if each in month.grades else text)
        rows.append((*cells, grade_words(month, language)))
    return folded(
        say("page.monthly_values", language),
        table(columns, rows, class_="stack"),
        printed=False,
    )
