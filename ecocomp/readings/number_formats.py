"""What a number format (数字格式) shows beside the digits: 0.025 as 0.025L, 0.5 as 50%, what is small as ND.

The file holds the bare number; what was meant is only seen. Here a format is taken apart far enough to know what it
shows, and whether that says more than the number does. Fewer decimals, colours, signs of currency, thousands and
brackets of negative numbers do not. Source: ECMA-376 part 1, clauses 18.8.30 and 18.8.31.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from ecocomp.readings.cell_looks import SHOWN_BELOW, SHOWN_BESIDE, SHOWN_NOT, SHOWN_OTHER, Display
from ecocomp.readings.reading import BELOW
from ecocomp.readings.values import NUMBER, parse_number, parse_value
from ecocomp.written import fraction_text

#: The formats that files only number, those that say more than the number; the others are dates and plain numbers.
BUILT_IN = {9: "0%", 10: "0.00%"}
#: So much of a format is told, and so long a format may be; spreadsheet programs refuse longer ones.
LONGEST_FORMAT, MOST_SIGNS = 80, 255

TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|[_*](?P<blank>.)|\[(?P<bracket>[^\]]*)\]|(?P<general>General|G/通用格式)|'
    r"(?P<exponent>E[+-])|(?P<digit>[0#?.,])|(?P<percent>%)|(?P<text>@)|(?P<end>;)|"
    r"(?P<date>AM/PM|A/P|上午/下午|[ymdhsgeb])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
CONDITION = re.compile(rf"(?P<sign><=|>=|<>|<|>|=)\s*(?P<number>{NUMBER})")
ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
#: A currency as [$¥-804] or [$CNY] writes it.
CURRENCY = re.compile(r"[A-Z]{3}")
#: Commas behind all digits before or behind the point: each divides what is shown by a thousand.
THOUSANDS = re.compile(r",+(?=\.|$)")
#: What negative numbers have beside them, and the dash that accounting has for zero.
SIGNS = str.maketrans("", "", "-−－()（）")
DASH = "-"
#: Which section is that of negative numbers, and of zero, where there are no conditions.
NEGATIVE, ZERO = 1, 2
#: So many sections are for numbers where there are more; the one behind them is for texts.
OF_NUMBERS = 3

HOLDS = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "<>": lambda a, b: a != b,
}


@dataclass(slots=True)
class Section:
    """One section of a format: what stands before and behind the number, and how the number is written."""

    sign: str = ""
    bound: Fraction = field(default_factory=Fraction)
    before: str = ""
    after: str = ""
    digits: str = ""
    percents: int = 0
    has_number: bool = False
    general: bool = False
    text: bool = False
    dated: bool = False
    #: Whether there is an exponent or a fraction, whose digits are not worked out here; and a text between digits.
    uneven: bool = False
    split: bool = False

    def take(self, kind: str, written: str) -> None:
        """Takes the next token of the section."""
        if kind in ("quoted", "escaped", "other"):
            self._literal(written)
        elif kind == "percent":
            self.percents += 1
            self._literal(written)
        elif kind == "bracket":
            self._bracket(written)
        elif kind == "date":
            self.dated = True
        elif kind != "blank":
            between, self.after = self.after.strip(), ""
            self.uneven |= between == "/" or kind == "exponent"
            self.split |= between not in ("", "/")
            self.has_number = True
            self.general |= kind == "general"
            self.text |= kind == "text"
            self.digits += written if kind == "digit" else ""

    def _literal(self, written: str) -> None:
        if self.has_number:
            self.after += written
        else:
            self.before += written

    def _bracket(self, written: str) -> None:
        condition = CONDITION.fullmatch(written.strip())
        if condition:
            bound = parse_number(condition["number"])
            self.sign, self.bound = condition["sign"], bound or Fraction()
            self.split |= bound is None  # beyond all numbers of a sheet: nothing is known of such a section
        elif written.startswith("$"):
            symbol = written[1:].rpartition("-")[0] if "-" in written else written[1:]
            self._literal("" if CURRENCY.fullmatch(symbol) else symbol)
        elif ELAPSED.fullmatch(written):
            self.dated = True

    @property
    def power(self) -> int:
        """The power of ten that the shown number is multiplied with."""
        return 2 * self.percents - 3 * sum(map(len, THOUSANDS.findall(self.digits)))

    @property
    def leaves_zero_out(self) -> bool:
        """Whether a zero shows no digit."""
        return bool(self.digits) and "0" not in self.digits and not (self.general or self.uneven)

    def holds(self, number: Fraction) -> bool:
        """Whether the condition of the section holds for a number."""
        return bool(HOLDS[self.sign](number, self.bound))

    def number_text(self, number: Fraction) -> str | None:
        """The digits shown of a number that is not negative; None where they cannot be told."""
        if self.uneven or self.split:
            return None
        number *= Fraction(10) ** self.power
        if self.general or self.text:
            return fraction_text(number)
        whole, _, part = self.digits.replace(",", "").partition(".")
        places = len(part)
        digits = str(int(number * 10**places + Fraction(1, 2))).rjust(places, "0")
        left, right = digits[: len(digits) - places], digits[len(digits) - places :]
        least = part.rfind("0") + 1
        right = right[:least] + right[least:].rstrip("0")
        return left.lstrip("0").rjust(sum(sign == "0" for sign in whole), "0") + (f".{right}" if right else "")


def meaning_of(text: str) -> str:
    """A text beside a number without what says nothing: blanks, plus signs, signs of currencies."""
    return "".join(each for each in text if not each.isspace() and each != "+" and unicodedata.category(each) != "Sc")


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[tuple[Section, ...], Section | None]:
    """The sections of a format for numbers, and the one for texts."""
    sections = [Section()]
    for found in TOKEN.finditer(code):
        kind = str(found.lastgroup)
        if kind == "end":
            sections.append(Section())
        else:
            sections[-1].take(kind, found[kind])
    if len(sections) > OF_NUMBERS:
        return tuple(sections[:OF_NUMBERS]), sections[OF_NUMBERS]
    return (tuple(sections[:-1]), sections[-1]) if sections[-1].text else (tuple(sections), None)


@lru_cache(maxsize=1024)
def is_odd(code: str) -> bool:
    """Whether the format may show more or other than the number or text of a cell.

    >>> is_odd('0.000"L"'), is_odd("0%"), is_odd('[<0.025]"ND";0.000'), is_odd("0.00_ ;[Red]-0.00"), is_odd("yyyy-mm")
    (True, True, True, False, False)
    """
    if not code.strip():
        return False
    numbers, text = _sections(code)
    return any(_is_odd(section, at) for at, section in enumerate(numbers)) or (text is not None and _is_odd(text, 0))


def _is_odd(section: Section, at: int) -> bool:
    if section.dated:
        return False
    beside = meaning_of(section.before + section.after)
    if not section.has_number:
        return not (at == ZERO and beside == DASH)
    if section.leaves_zero_out and at != NEGATIVE and not beside:
        return True
    return bool((beside.translate(SIGNS) if at else beside) or section.power or section.split)


def number_shown(code: str, number: Fraction) -> Display | None:
    """What the format shows of a number; None where that says no more than the number.

    >>> number_shown('0.000"L"', Fraction("0.025")).text, number_shown("0.0%", Fraction("0.025")).text
    ('0.025L', '2.5%')
    """
    if not code.strip():
        return None
    numbers, text = _sections(code)
    if not numbers and text is not None:
        # whether a number in a format of texts is shown with what stands beside them is not known
        return Display("", code[:LONGEST_FORMAT], SHOWN_OTHER) if _is_odd(text, 0) else None
    found = {_shown(section, number, code, signed) for section, signed in _chosen(numbers, number)}
    if len(found) > 1:
        return Display("", code[:LONGEST_FORMAT], SHOWN_OTHER)
    return found.pop() if found else None


def _chosen(sections: tuple[Section, ...], number: Fraction) -> list[tuple[Section, bool]]:
    """The sections that may be that of a number, mostly one, and whether a minus is shown with it.

    None where none is: the number is then shown as it is, or not at all for lack of a format.
    """
    first, others = sections[0], sections[1:]
    signed = number < 0
    if not any(section.sign for section in sections):
        if number < 0 and others:
            return [(others[0], False)]
        return [(others[1] if number == 0 and len(others) > 1 else first, signed)]
    if not first.sign:
        return [(section, signed) for section in sections]
    if first.holds(number):
        return [(first, signed)]
    if not others or (len(others) == 1 and others[0].sign and not others[0].holds(number)):
        return []
    if len(others) == 1:
        return [(others[0], signed)]
    if not others[0].sign:
        return [(section, signed) for section in others]
    return [(others[0] if others[0].holds(number) else others[1], signed)]


def _shown(section: Section, number: Fraction, code: str, signed: bool) -> Display | None:
    """What one section shows of a number."""
    code = code[:LONGEST_FORMAT]
    if section.dated:
        return None
    before, after = meaning_of(section.before), meaning_of(section.after)
    if number < 0:
        before, after = before.translate(SIGNS), after.translate(SIGNS)
    if number == 0 and before + after == DASH and (not section.has_number or section.leaves_zero_out):
        return None  # the dash of accounting
    if not section.has_number:
        return literal_shown(before + after, number, code)
    if number == 0 and section.leaves_zero_out and not before + after:
        return Display("", code, SHOWN_NOT)
    digits = section.number_text(abs(number))
    text = "" if digits is None else ("-" if signed else "") + before + digits + after
    if section.power or section.split:
        return Display(text, code, SHOWN_OTHER)
    return beside_shown(before, after, text, number, code) if before or after else None


def literal_shown(literal: str, number: Fraction, number_format: str) -> Display:
    """A text that stands for the number, which itself is not seen."""
    if not literal:
        return Display("", number_format, SHOWN_NOT)
    said = parse_value(literal)
    below = said.qualifier == BELOW and number >= 0 and (said.limit is None or number <= said.limit)
    return Display(literal, number_format, SHOWN_BELOW if below else SHOWN_OTHER)


def beside_shown(before: str, after: str, text: str, number: Fraction, number_format: str) -> Display:
    """A number with a text beside it: a value below detection where all of the number is shown, else to be checked."""
    said = parse_value(text)
    if text and said.qualifier == BELOW:
        return Display(text, number_format, SHOWN_BELOW if said.limit == number else SHOWN_OTHER)
    beside = before or after
    unclear = (before and after) or not beside.translate(SIGNS) or said.trouble == "limit_not_positive"
    return Display(text, number_format, SHOWN_OTHER) if unclear else Display(text, number_format, SHOWN_BESIDE, beside)


def text_shown(code: str, text: str) -> Display | None:
    """What the format shows of a text; None where that is the text, or the text is no value.

    >>> text_shown('@"L"', "0.025").text, text_shown('0.000"L"', "0.025"), text_shown('@"L"', "断流")
    ('0.025L', None, None)
    """
    _, section = _sections(code)
    if section is None or section.dated or not text:
        return None
    before, after = meaning_of(section.before), meaning_of(section.after)
    said = parse_value(text)
    code = code[:LONGEST_FORMAT]
    if not section.text:
        return Display(before + after, code, SHOWN_OTHER if before + after else SHOWN_NOT)
    if not (before or after) or (said.number is None and said.limit is None):
        return None
    number = said.number if said.number is not None else said.limit
    assert number is not None
    return beside_shown(before, after, before + text + after, number, code)
