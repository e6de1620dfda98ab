"""What a cell shows beside the number that it holds, where the file says both: 0.025 as 0.025L or 2.5%.

OpenDocument files keep the text that was shown. What of it says no more than the number is the same as in number
formats: fewer decimals, thousands, signs of currency, brackets of negative numbers.
"""

from __future__ import annotations

import re
from fractions import Fraction

from ecocomp.readings.cell_looks import SHOWN_NOT, Display
from ecocomp.readings.number_formats import DASH, SIGNS, beside_shown, literal_shown, meaning_of
from ecocomp.readings.values import parse_number

#: Longer texts are no shown numbers.
LONGEST_SHOWN = 255
#: What may stand between the digits of a number.
BETWEEN = ",.' \u00a0\u2009\u202f"
DIGITS = re.compile(rf"(?:\.[0-9]+|[0-9](?:[{BETWEEN}]*[0-9])*\.?)(?P<exponent>E[+-]?[0-9]+)?", re.IGNORECASE)
#: A number shown as a fraction, such as 1/40 or 2 1/2.
FRACTION = re.compile(r"[-−(]?(?:[0-9]+ +)?[0-9]+ */ *[0-9]+\)?")
POINTS = (".", ",")
#: The digits before the decimal point, thousands apart or not.
WHOLE = re.compile(rf"[0-9]+|[1-9][0-9]{{0,2}}(?:[{BETWEEN}][0-9]{{3}})+")


def shown_as(text: str, number: Fraction) -> Display | None:
    """What the text that a cell shows says of the number that it holds; None where that is no more than the number.

    >>> shown_as("0.025L", Fraction("0.025")).kind, shown_as("2.5%", Fraction("0.025")).kind
    ('below', 'other')
    """
    text = text.strip()[:LONGEST_SHOWN]
    if not text:
        return Display("", "", SHOWN_NOT)
    if not text.strip("#") or FRACTION.fullmatch(text):  # hashes are what does not fit into the column
        return None
    found = DIGITS.search(text)
    if found is None:
        literal = meaning_of(text)
        return None if not literal or (number == 0 and literal == DASH) else literal_shown(literal, number, "")
    before, after = meaning_of(text[: found.start()]), meaning_of(text[found.end() :])
    if number < 0:
        before, after = before.translate(SIGNS), after.translate(SIGNS)
    if not _says(found[0], found["exponent"] or "", abs(number)):
        return literal_shown(meaning_of(text), number, "")  # such as <0.025 for all that is smaller
    return beside_shown(before, after, before + found[0] + after, number, "") if before or after else None


def _says(digits: str, exponent: str, number: Fraction) -> bool:
    """Whether digits are those of a number, rounded or not; the decimal point may be a comma."""
    mantissa = digits.removesuffix(exponent)
    for point in POINTS:
        whole, found, part = mantissa.rpartition(point)
        if not found and point != POINTS[0]:
            continue
        if not found:
            whole, part = part, ""
        if not (whole == "" or WHOLE.fullmatch(whole)) or not (part.isdigit() or not part) or not (whole or part):
            continue
        shown = parse_number(f"{re.sub(r'[^0-9]', '', whole) or 0}.{part}{exponent}")
        last = parse_number(f"1{exponent}")
        if shown is not None and last is not None and abs(shown - number) * 2 <= last / 10 ** len(part):
            return True
    return False
