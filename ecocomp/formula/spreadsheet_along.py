"""What the spreadsheet arithmetic makes of elements along an axis: sums and means of ranges, ranks, runs and shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ecocomp.formula.absent import Absent
from ecocomp.formula.cell_element import BLANK, NOT_AVAILABLE, Element, Elements, is_excluded, together
from ecocomp.formula.cell_text import (
    ADDED,
    ATOM,
    COMPARED,
    DIGITS,
    MULTIPLIED,
    SIGNED,
    At,
    called,
    magnitude,
    number,
    range_texts,
    settled_text,
)
from ecocomp.formula.evaluator import Words
from ecocomp.money import FEN_PER_YUAN
from ecocomp.rounding import to_places

if TYPE_CHECKING:
    from ecocomp.formula.spreadsheet import Spreadsheet


def folded(
    sheet: Spreadsheet, function: str, elements: Elements, where: Elements | None, least: Element | None, value: Any
) -> Element:
    """Elements along an axis made one. All that have a text stand in cells."""
    if least is not None and least.text is None:
        return Element(value, None)
    filtered = where is not None
    if where is not None:
        elements = kept(sheet, elements, where)
    live = [each for each in elements if each.text is not None]
    lacking = [each for each in elements if each.text is None and not is_excluded(each.value)]
    truth = function in ("any", "all")
    if lacking and isinstance(value, Absent):
        return Element(value, None)
    if not live:
        if isinstance(value, Absent):
            return Element(value, None)
        return Element(value, ("TRUE" if value else "FALSE") if truth else number(value), truth=truth)
    cells = [each.at for each in live if each.at is not None]
    maybe = together(live)
    texts = range_texts(cells, sheet.home())
    found, strength = reduced(sheet, function, texts, cells, live)
    count = called("COUNT", texts)
    blank = False
    if least is not None:
        if maybe:
            found, strength = f"IF({count}<{least.text},{NOT_AVAILABLE},{found})", ATOM
    elif maybe and not filtered:
        found, strength, blank = f"IF({count}=0,{BLANK},{found})", ATOM, True
    elif maybe and function in ("min", "max", "worst", "best"):
        found, strength = f"IF({count}=0,{NOT_AVAILABLE},{found})", ATOM
    sharp = function in ("worst", "best", "count", "min", "max") and all(each.sharp for each in live)
    return Element(value, found, strength, blank=blank, truth=truth, sharp=sharp)


def kept(sheet: Spreadsheet, elements: Elements, where: Elements) -> Elements:
    """The elements in cells of their own, empty where their condition does not hold."""
    chosen: Elements = []
    for element, condition in zip(elements, where, strict=True):
        if condition.text is None:
            if not is_excluded(condition.value):
                chosen.append(Element(condition.value, None))
            continue
        if element.text is None and is_excluded(element.value):
            continue
        value = element.value if condition.value is True else Absent("excluded", ())
        chosen_text = sheet.in_cell(element) if element.text else NOT_AVAILABLE
        text = f"IF({condition.text},{chosen_text},{BLANK})"
        if condition.maybe:
            count = f"COUNT({','.join(sheet.named(condition.maybe))})<{len(condition.maybe)}"
            text = f"IF({count},{BLANK},IF({condition.text},{chosen_text},{BLANK}))"
        chosen.append(Element(value, text, blank=True, sharp=element.sharp))
    return sheet.store("where", [chosen])[0] if chosen else []


def reduced(
    sheet: Spreadsheet, function: str, texts: Sequence[str], cells: Sequence[At], live: Elements
) -> tuple[str, int]:
    """The text of a reduction of what stands in some ranges."""
    if function == "any":
        return f"{called('SUM', texts)}>0", COMPARED
    if function == "all":
        return f"{called('SUM', texts)}={called('COUNT', texts)}", COMPARED
    if function == "streak":
        return called("MAX", range_texts([each.at for each in runs(sheet, live) if each.at], sheet.home())), ATOM
    if function == "average_ph":
        ions = [f"SUMPRODUCT(10^-{text})" for text in texts]
        return f"-LOG10({called('SUM', ions)}/{called('COUNT', texts)})", SIGNED
    names = {"sum": "SUM", "count": "SUM", "mean": "AVERAGE", "average": "AVERAGE"}
    names |= {"min": "MIN", "best": "MIN", "max": "MAX", "worst": "MAX"}
    if names[function] == "AVERAGE" and len(texts) > 1:
        return f"{called('SUM', texts)}/{called('COUNT', texts)}", MULTIPLIED
    return called(names[function], texts), ATOM


def runs(sheet: Spreadsheet, elements: Elements, backwards: bool = False) -> Elements:
    """For each truth how many hold without a break up to it, in cells of their own."""
    found: Elements = []
    before: str | None = None
    length = 0
    # each refers to the one before it, so that they are stored one by one
    for each in reversed(elements) if backwards else elements:
        text = f"IF({each.text},1{f'+{before}' if before else ''},0)"
        length = (length + 1) if each.value is True else 0
        stored = sheet.store("run", [[Element(length, text)]])[0][0]
        before = stored.text
        found.append(stored)
    return found[::-1] if backwards else found


def scanned(
    sheet: Spreadsheet, function: str, operands: list[Elements], values: Sequence[Any], words: Words
) -> Elements:
    """As many elements as came, worked out along the axis."""
    if function == "before":
        first = operands[1][:1] if len(operands) > 1 else [Element(values[0], None)]
        return [*first, *operands[0]][: len(operands[0])]
    live = [all(data[place].text is not None for data in operands) for place in range(len(values))]
    lacking = any(each.text is None and not is_excluded(each.value) for data in operands for each in data)
    kept = [] if lacking else [place for place, own in enumerate(live) if own]
    along = [[data[place] for place in kept] for data in operands]
    found = [Element(value, None) for value in values]
    made = SCANS[function](sheet, along, [values[place] for place in kept], words) if kept else []
    for place, element in zip(kept, made, strict=True):
        found[place] = element
    return found


def scan_cumulative(sheet: Spreadsheet, along: list[Elements], values: Sequence[Any], words: Words) -> Elements:
    cells = [each.at for each in along[0] if each.at is not None]
    return [
        Element(value, called("SUM", range_texts(cells[: at + 1], sheet.home()))) for at, value in enumerate(values)
    ]


def scan_run_length(sheet: Spreadsheet, along: list[Elements], values: Sequence[Any], words: Words) -> Elements:
    up, down = runs(sheet, along[0]), runs(sheet, along[0], backwards=True)
    return [
        Element(value, f"IF({each.text},{one.text}+{two.text}-1,0)", sharp=True)
        for each, one, two, value in zip(along[0], up, down, values, strict=True)
    ]


def scan_rank(sheet: Spreadsheet, along: list[Elements], values: Sequence[Any], words: Words) -> Elements:
    places = [max(2, DIGITS - 2 - magnitude(*(each.value for each in data))) for data in along]
    cells = [range_texts([each.at for each in data if each.at], sheet.home()) for data in along]
    down = words.get("order") == "descending"
    found: Elements = []
    for at, value in enumerate(values):
        lower: list[str] = []
        equal: list[str] = []
        for ranged in zip(*cells, strict=True):
            same = ""
            for number_of, (text, data) in enumerate(zip(ranged, along, strict=True)):
                # no function of a range but plain operators: some spreadsheets round one cell at a time
                difference, little = f"{text}-{data[at].text}", f"5E-{places[number_of] + 1}"
                less = f"({difference}>{little})" if down and not number_of else f"({difference}<-{little})"
                lower.append(f"SUMPRODUCT({same}{less}*1)")
                same += f"({difference}<={little})*({difference}>=-{little})*"
            equal.append(f"SUMPRODUCT({same}1)")
        lesser, alike = called("SUM", lower), called("SUM", equal)
        ties = words.get("ties")
        if ties is None:
            text = f"IF({alike}>1,{NOT_AVAILABLE},1+{lesser})"
        elif ties == "mean":
            text = f"{lesser}+({alike}+1)/2"
        else:
            text = f"{lesser}+{alike}" if ties == "max" else f"1+{lesser}"
        found.append(Element(value, text, ADDED if ties else ATOM, sharp=True))
    return found


def scan_allocate(sheet: Spreadsheet, along: list[Elements], values: Sequence[Any], words: Words) -> Elements:
    """Shares by largest remainder: each share in whole fen, then one fen more for the largest remainders."""
    total = along[0][0] if along[0][0].at is not None else sheet.stored("total", along[0][0])
    weights = along[1]
    sure = max(1, DIGITS - magnitude(total.value) - 2)
    whole = called("SUM", _ranged(sheet, weights))
    fen = f"ABS(ROUND({total.text}*100,0))"
    steps = _shares(total.value, [each.value for each in weights], sure)

    def stored(word: str, values: Sequence[Any], texts: Sequence[str]) -> Elements:
        row = [Element(value, text) for value, text in zip(values, texts, strict=True)]
        return sheet.store(word, [row])[0]

    shares = stored("share", steps[0], [f"IF({whole}=0,0,{fen}*{each.text}/{whole})" for each in weights])
    lower = stored("share_down", steps[1], [f"INT({settled_text(str(each.text), sure)})" for each in shares])
    rests = [settled_text(f"{each.text}-{low.text}", sure) for each, low in zip(shares, lower, strict=True)]
    rest = stored("share_rest", steps[2], rests)
    more = stored("share_more", steps[3], [f"{fen}-{called('SUM', _ranged(sheet, lower))}"])[0]
    ranged = _ranged(sheet, rest)
    found: Elements = []
    for at, value in enumerate(values):
        # equal remainders in the order of the labels
        before = [f"SUMPRODUCT(({text}>{rest[at].text})*1)" for text in ranged]
        before += [f"SUMPRODUCT(({text}={rest[at].text})*1)" for text in _ranged(sheet, rest[: at + 1])]
        given = f"{lower[at].text}+({called('SUM', before)}<={more.text})"
        none = f"IF({fen}=0,0,{NOT_AVAILABLE})"
        found.append(Element(value, f"IF({whole}=0,{none},SIGN({total.text})*({given})/100)"))
    return found


def _ranged(sheet: Spreadsheet, elements: Elements) -> list[str]:
    """The ranges in which elements stand."""
    return range_texts([each.at for each in elements if each.at is not None], sheet.home())


def _shares(total: Any, weights: Sequence[Any], places: int) -> tuple[list[Any], list[Any], list[Any], list[Any]]:
    """What the steps of sharing out come to, in fen: shares, whole fen, remainders, and how many fen are left over."""
    nothing = next((each for each in (total, *weights) if isinstance(each, Absent)), None)
    if nothing is not None:
        row = [nothing] * len(weights)
        return row, row, row, [nothing]
    amount, whole = abs(Fraction(total) * FEN_PER_YUAN), sum(map(Fraction, weights))
    shares = [amount * each / whole if whole else Fraction(0) for each in weights]
    lower = [int(each) for each in shares]
    rests = [to_places(each - low, places, "half_up") for each, low in zip(shares, lower, strict=True)]
    return shares, lower, rests, [amount - sum(lower)]


SCANS: dict[str, Callable[[Spreadsheet, list[Elements], Sequence[Any], Words], Elements]] = {
    "cumulative": scan_cumulative,
    "run_length": scan_run_length,
    "rank": scan_rank,
    "allocate": scan_allocate,
}
