"""The sheet of readings (监测数据), and the values of months and days that are made of them, as formulas."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ecocomp.agreement.agreement import Agreement
from ecocomp.assessment.loads import BY_MEANS, day_load, monthly_load
from ecocomp.assessment.means import PH
from ecocomp.assessment.monthly import FLOW, MonthlyValue, MonthlyValues
from ecocomp.formula.absent import Absent
from ecocomp.formula.axes import Axes
from ecocomp.formula.cell_text import At, called, evaluation, magnitude, mean_ph, number, range_texts, reference
from ecocomp.period import SECONDS_PER_DAY, Month
from ecocomp.readings.reading import Reading
from ecocomp.readings.show import indicator_name
from ecocomp.readings.why import state_name
from ecocomp.standards.indicators import indicators
from ecocomp.wording import say
from ecocomp.workbook.book import Book, Entry, dash

COLUMNS = (
    "section", "indicator", "when", "as_written", "value", "unit", "limit", "state", "method",
    "in_means", "in_loads", "file", "sheet", "cell", "kept",
)  # fmt: skip
AT = {name: place for place, name in enumerate(COLUMNS)}


class ReadingsSheet:
    """Readings as rows, each written when a figure first rests on it."""

    def __init__(self, book: Book, agreement: Agreement, values: MonthlyValues, language: str) -> None:
        self.book = book
        self.agreement = agreement
        self.values = values
        self.language = language
        self.title = say("workbook.readings", language)
        self.values_title = say("workbook.values", language)
        self._rows: dict[int, int] = {}
        self._held: dict[int, Reading] = {}
        sheet = book.sheet(self.title)
        sheet.line([self.title], "title")
        sheet.line([say("workbook.readings_remark", language)], "remark")
        sheet.line([say(f"workbook.reading_{name}", language) for name in COLUMNS], "heading")
        sheet.headed = sheet.next_row

    @property
    def kept(self) -> list[At]:
        """The cells that say whether a reading is a number where it was one, and none where it was none."""
        return [At(self.title, row, AT["kept"]) for row in self._rows.values()]

    def row(self, reading: Reading) -> int:
        """The row of a reading."""
        known = self._rows.get(id(reading))
        if known is not None:
            return known
        sheet = self.book.sheet(self.title)
        row = self._rows[id(reading)] = sheet.next_row
        self._held[id(reading)] = reading  # so that no other reading gets its number
        texts = {
            "section": self.agreement.name_of(reading.section, self.language)
            if reading.section in self.agreement.sections
            else reading.section,
            "indicator": indicator_name(reading.indicator)[self.which],
            "when": reading.when,
            "as_written": reading.text,
            "unit": indicators()[reading.indicator].unit if reading.indicator in indicators() else "",
            "state": state_name(reading.state)[self.which] if reading.state else "",
            "method": say(f"workbook.method_{reading.method}", self.language) if reading.method else "",
            "file": reading.place.file,
            "sheet": reading.place.sheet,
            "cell": reading.place.cell or str(reading.place.line or ""),
        }
        for name, text in texts.items():
            if text:
                sheet.put(row, AT[name], Entry(text))
        if reading.value is not None:
            sheet.put(row, AT["value"], Entry(reading.value, look="given"))
        if reading.detection_limit is not None:
            sheet.put(row, AT["limit"], Entry(reading.detection_limit, look="given"))
        value = reference(At(self.title, row, AT["value"]), self.title)
        test = f"IF(ISNUMBER({value}),{'0,1' if reading.value is not None else '1,0'})"
        sheet.put(row, AT["kept"], Entry(0, test, "mark"))
        sheet.next_row += 1
        return row

    @property
    def which(self) -> int:
        return 1 if self.language == "en" else 0

    def counted(self, reading: Reading, policy: str, column: str) -> At:
        """The cell with the number that a reading enters a mean or load with."""
        row = self.row(reading)
        if reading.value is not None:
            return At(self.title, row, AT["value"])
        at = At(self.title, row, AT[column])
        sheet = self.book.sheet(self.title)
        if (at.row, at.column) not in sheet.cells:
            limit = reference(At(self.title, row, AT["limit"]), self.title)
            amount = self.values.taken(reading, policy) or 0
            formula = {"half": f"{limit}/2", "full": limit}.get(policy, "0") if reading.detection_limit else "0"
            sheet.put(at.row, at.column, Entry(amount, formula, "number"))
        return at

    # -- means ------------------------------------------------------------------------------------------------------

    def mean(self, indicator: str, cells: Sequence[At], home: str) -> str:
        """The mean of some readings as a formula; of pH through the hydrogen ions."""
        if len(cells) == 1:
            return reference(cells[0], home)
        texts = range_texts(cells, home)
        if indicator == PH:
            return mean_ph(texts, str(len(cells)))
        return called("AVERAGE", texts)

    def value_entries(
        self, found: Sequence[MonthlyValue], axes: Axes, shift: Callable[[str], str]
    ) -> Callable[[int, At], Entry]:
        """The entries of values of months or days; means that are rounded stand in a block of their own first."""
        means: list[At] = []
        if any(map(self._needs_mean, found)):

            def mean_entry(place: int, at: At) -> Entry:
                each = found[place]
                if isinstance(each.value, Absent):
                    return Entry("—", look="absent")
                return Entry(each.mean, self.mean(each.indicator, self._cells(each), at.sheet), "number")

            means = self.book.block(self.values_title, axes, mean_entry, [say("workbook.means", self.language)], shift)

        def entry(place: int, at: At) -> Entry:
            each = found[place]
            if isinstance(each.value, Absent):
                return self.absent(each.value, each.aside)
            cells = self._cells(each)
            text = reference(means[place], at.sheet) if means else self.mean(each.indicator, cells, at.sheet)
            if each.decimals is not None:
                text = evaluation(text, each.decimals, magnitude(each.value), each.lean)
            return Entry(each.value, text, "number")

        return entry

    @staticmethod
    def _needs_mean(each: MonthlyValue) -> bool:
        return not isinstance(each.value, Absent) and len(each.used) > 1 and each.decimals is not None

    def _cells(self, each: MonthlyValue) -> list[At]:
        return [self.counted(reading, self.values.rules.below_in_means, "in_means") for reading in each.used]

    def absent(self, value: Absent, aside: Sequence[Reading] = ()) -> Entry:
        """A cell without a value: a dash, and the reason in a note."""
        for reading in aside:
            self.row(reading)
        return dash(value, self.language)

    # -- flows, volumes, grades, loads ------------------------------------------------------------------------------

    def quantity(self, name: str, section: str, month: Month, day: str = "") -> Callable[[At], Entry]:
        """The entry of a flow, volume or published grade of a section."""
        value = self.values.day_flow(section, month, day) if day else self.values.quantity(section, name, month)
        if isinstance(value, Absent):
            return lambda at: self.absent(value)
        readings = self.values.used_for(name, section, month)
        cells = [self.water(each) for each in readings if each.when.startswith(day)]

        def entry(at: At) -> Entry:
            texts = range_texts(cells, at.sheet)
            if name == "published_grade":
                return Entry(value, reference(cells[0], at.sheet), "grade")
            return Entry(value, called("SUM" if name == "volume" else "AVERAGE", texts), "number")

        return entry

    def water(self, reading: Reading) -> At:
        """The cell with the number that a reading enters a flow or volume with; nothing flowed where it was dry."""
        row = self.row(reading)
        if reading.value is not None:
            return At(self.title, row, AT["value"])
        at = At(self.title, row, AT["in_means"])
        sheet = self.book.sheet(self.title)
        if (at.row, at.column) not in sheet.cells:
            sheet.put(at.row, at.column, Entry(0, look="number"))
        return at

    def load(self, section: str, indicator: str, month: Month, flow: At | None) -> Callable[[At], Entry]:
        """The entry of a monthly load [g]."""
        found = monthly_load(self.values, section, indicator, month)
        if isinstance(found.value, Absent):
            return lambda at: self.absent(found.value)
        policy = self.values.rules.below_in_loads
        if self.values.rules.load == BY_MEANS:
            if found.concentration is None:
                return lambda at: Entry(found.value, reference(flow, at.sheet) if flow else "0", "number")
            used = [each for each in found.used if each.indicator == indicator]
            cells = [self.counted(each, policy, "in_loads") for each in used]

            def by_means(at: At) -> Entry:
                flowing = reference(flow, at.sheet) if flow else number(found.flow or 0)
                return Entry(
                    found.value,
                    f"{called('AVERAGE', range_texts(cells, at.sheet))}*{flowing}*{month.seconds}",
                    "number",
                )

            return by_means
        days = self._day_loads(section, indicator, month, policy)

        def by_days(at: At) -> Entry:
            texts = range_texts(days, at.sheet)
            total = called("SUM", texts)
            if self.values.rules.load == "paired days scaled":
                total = f"{called('AVERAGE', texts)}*{month.days}"
            return Entry(found.value, total, "number")

        return by_days

    def _day_loads(self, section: str, indicator: str, month: Month, policy: str) -> list[At]:
        """What is carried on each day that has both, in cells of their own."""
        measured = self.values.days(section, indicator, month)
        flows = self.values.days(section, FLOW, month)
        sheet = self.book.sheet(self.values_title)
        texts = (self.agreement.name_of(section, self.language), indicator_name(indicator)[self.which], month.label)
        for column, text in enumerate(texts):
            sheet.put(sheet.next_row, column, Entry(text, look="label"))
        found: list[At] = []
        for day in sorted({*measured, *flows}):
            pair = measured.get(day, ()), flows.get(day, ())
            load = day_load(self.values, *pair)
            if load is None:
                continue
            column = 3 + len(found)
            taken = [each for each in pair[0] if self.values.taken(each, policy) is not None]
            cells = [self.counted(each, policy, "in_loads") for each in taken]
            waters = [self.water(each) for each in pair[1] if self.values.amount(each) is not None]
            if cells and waters:
                formula = "*".join(
                    [called("AVERAGE", range_texts(each, self.values_title)) for each in (cells, waters)]
                )
                formula += f"*{SECONDS_PER_DAY}"
            else:
                formula = called("SUM", range_texts(waters, self.values_title)) if waters else "0"
            found.append(sheet.put(sheet.next_row, column, Entry(load, formula, "number")))
        sheet.next_row += 1
        return found
