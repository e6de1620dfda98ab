"""What the spreadsheet arithmetic makes of elements along an axis: sums and means of ranges, ranks, runs and shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
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
    called,
    magnitude,
    mean_ph,
    number,
    range_texts,
    settled_text,
)
from ecocomp.formula.evaluator import Words
from ecocomp.formula.logarithms import ions
from ecocomp.money import FEN_PER_YUAN
from ecocomp.rounding import to_places

if TYPE_CHECKING:
    from ecocomp.formula.spreadsheet import Spreadsheet

#: Beyond every figure that is ranked.
FAR = 10**30


def folded(
    sheet: Spreadsheet,
    function: str,
    elements: Elements,
    where: Elements | None,
    least: Element | None,
    value: Any,
    lenient: bool,
) -> Element:
    """Elements along an axis made one. All that have a text stand in cells. ``lenient`` leaves out what is missing."""
    if least is not None and least.text is None:
        return Element(value, None)
    taken: Elements = []
    leaves_out = lenient or least is not None
    if leaves_out:  # missing or excluded, it is left out either way
        elements = [replace(each, text=None) if each.never else each for each in elements]
    if where is not None:
        elements, taken = kept(sheet, elements, where, leaves_out)
    live = [each for each in elements if each.text is not None]
    lacking = [each for each in elements if each.text is None and not is_excluded(each.value)]
    if where is not None and leaves_out:
        gone = [isinstance(each.value, Absent) and each.value.kind == "missing" for each in live]
        lacking += [each for each, missing in zip(live, gone, strict=True) if missing]
        out = Absent("excluded", ())
        live = [replace(each, value=out) if missing else each for each, missing in zip(live, gone, strict=True)]
    truth = function in ("any", "all")
    if (lacking and isinstance(value, Absent)) or (not live and isinstance(value, Absent)):
        return Element(value, None)
    if not live:
        return Element(value, ("TRUE" if value else "FALSE") if truth else number(value), truth=truth)
    maybe = together(live)
    texts = ranges_of(sheet, live)
    found, strength = reduced(sheet, function, texts, live)
    stops = any(each.value.kind == "undefined" or not leaves_out for each in lacking)
    if truth and stops:  # one that decides the matter does so whatever is absent; without it nothing does
        found = f"IF({found},{'TRUE' if function == 'any' else NOT_AVAILABLE},"
        found, strength = found + f"{NOT_AVAILABLE if function == 'any' else 'FALSE'})", ATOM
    sharp = function in ("worst", "best", "count", "min", "max") and all(each.sharp for each in live)
    if not maybe:
        return Element(value, found, strength, truth=truth, sharp=sharp)
    if truth:  # what may be an empty text is a number where it is not
        found, strength = f"IF({found},1,0)", ATOM
    count = called("COUNT", texts)
    none = f"{count}+ISERROR({called('SUM', texts)})=0"  # an error is something
    if least is not None and not lenient:
        found = f"IF({count}<{least.text},{NOT_AVAILABLE},{found})"
    elif where is not None and function in ("min", "max", "worst", "best"):
        found = f"IF({none},{NOT_AVAILABLE},{found})"
    nothing = NOT_AVAILABLE if lacking else BLANK
    if where is None:
        found = f"IF({none},{nothing},{found})"
    elif taken:  # of those that were taken none has a value
        found = f"IF(AND({none},{called('SUM', ranges_of(sheet, taken))}>0),{nothing},{found})"
    else:
        found = f"IF({found}=1,TRUE,FALSE)" if truth else found
        return Element(value, found, ATOM, truth=truth, sharp=sharp)
    return Element(value, found, blank=True, truth=truth, sharp=sharp)


def kept(sheet: Spreadsheet, elements: Elements, where: Elements, leaves_out: bool) -> tuple[Elements, Elements]:
    """The elements in cells of their own, empty where their condition does not hold, or they are missing and left out.

    Where some may be excluded that it holds for, also 1 for each that it holds for and 0 for the others: a sum of
    what is all excluded is so itself, a sum of nothing is nought.
    """
    chosen: Elements = []
    taken: Elements = []
    for element, condition in zip(elements, where, strict=True):
        if condition.text is None:
            if not is_excluded(condition.value):
                chosen.append(Element(condition.value, None))
            continue
        holds = f"IF({condition.text},1,0)"
        if condition.maybe:
            holds = f"IF({sheet.empty(condition)},0,{holds})"
        taken.append(Element(int(condition.value is True), holds))
        if element.text is None and is_excluded(element.value):
            continue
        value = element.value if condition.value is True else Absent("excluded", ())
        missing = isinstance(element.value, Absent) and element.value.kind == "missing"
        nothing = BLANK if leaves_out and missing else NOT_AVAILABLE
        chosen_text = sheet.in_cell(element) if element.text else nothing
        text = f"IF({condition.text},{chosen_text},{BLANK})"
        if condition.maybe:
            text = f"IF({sheet.empty(condition)},{BLANK},{text})"
        chosen.append(Element(value, text, blank=True, sharp=element.sharp))
    without = any(
        each.maybe or (isinstance(each.value, Absent) and (leaves_out or is_excluded(each.value))) for each in elements
    )
    return (
        sheet.store("where", [chosen])[0] if chosen else [],
        sheet.store("taken", [taken])[0] if taken and without else [],
    )


def reduced(sheet: Spreadsheet, function: str, texts: Sequence[str], live: Elements) -> tuple[str, int]:
    """The text of a reduction of what stands in some ranges."""
    if function in ("any", "all"):
        text = f"{called('SUM', texts)}{'>0' if function == 'any' else '=' + called('COUNT', texts)}"
        if any(isinstance(each.value, Absent) and not is_excluded(each.value) for each in live):
            # one that decides the matter does so beside an error too
            decides = "+".join(f"COUNTIF({each},{int(function == 'any')})" for each in texts)
            return f"IF({decides}>0,{'TRUE' if function == 'any' else 'FALSE'},{text})", ATOM
        return text, COMPARED
    if function == "streak":
        return called("MAX", ranges_of(sheet, runs(sheet, live))), ATOM
    if function == "average_ph":
        if any(each.maybe for each in live):
            # no power of a range in which some cells may be empty
            one_by_one = [Element(*ions_of(each)) for each in live]
            made = ranges_of(sheet, sheet.store("ions", [one_by_one])[0])
            return f"-LOG10({called('SUM', made)}/{called('COUNT', made)})", SIGNED
        return mean_ph(texts, called("COUNT", texts)), SIGNED
    names = {"sum": "SUM", "count": "SUM", "mean": "AVERAGE", "average": "AVERAGE"}
    names |= {"min": "MIN", "best": "MIN", "max": "MAX", "worst": "MAX"}
    if names[function] == "AVERAGE" and len(texts) > 1:
        return f"{called('SUM', texts)}/{called('COUNT', texts)}", MULTIPLIED
    return called(names[function], texts), ATOM


def ions_of(element: Element) -> tuple[Any, str]:
    """The hydrogen ions of a pH value, an empty text where it has none."""
    value = element.value
    made = value if isinstance(value, Absent) else ions(value)
    return made, f"IF(ISTEXT({element.text}),{BLANK},10^-{element.text})"


def runs(sheet: Spreadsheet, elements: Elements, backwards: bool = False) -> Elements:
    """For each truth how many hold without a break up to it, in cells of their own.

    What is excluded neither counts nor breaks the run.
    """
    found: Elements = []
    before: str | None = None
    length: int | Absent = 0
    # each refers to the one before it, so that they are stored one by one
    for each in reversed(elements) if backwards else elements:
        text = f"IF({each.text},1{f'+{before}' if before else ''},0)"
        if each.maybe:
            text = f"IF(ISTEXT({each.text}),{before or '0'},{text})"
        if not is_excluded(each.value):
            length = each.value if isinstance(each.value, Absent) else 0 if each.value is not True else length
            length = length + 1 if each.value is True and not isinstance(length, Absent) else length
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
    if function in ("cumulative", "run_length"):
        return stopped(sheet, function, operands[0], values, words)
    live = [all(data[place].text is not None for data in operands) for place in range(len(values))]
    lacking = any(each.text is None and not is_excluded(each.value) for data in operands for each in data)
    kept = [] if lacking else [place for place, own in enumerate(live) if own]
    along = [[data[place] for place in kept] for data in operands]
    found = [Element(value, None) for value in values]
    made = SCANS[function](sheet, along, [values[place] for place in kept], words) if kept else []
    for place, element in zip(kept, made, strict=True):
        found[place] = element
    return found


def stopped(sheet: Spreadsheet, function: str, elements: Elements, values: Sequence[Any], words: Words) -> Elements:
    """What is missing stops a sum so far and a run, but not what does not reach it."""
    runs = function == "run_length"
    found = [Element(value, None) for value in values]
    kept = [place for place, each in enumerate(elements) if each.text or (runs and not is_excluded(each.value))]
    if not any(elements[place].text for place in kept):
        return found
    along = [elements[place] if elements[place].text else Element(values[place], NOT_AVAILABLE) for place in kept]
    made = SCANS[function](sheet, [along], [values[place] for place in kept], words)
    for place, element in zip(kept, made, strict=True):
        value = values[place]
        if elements[place].text and (not isinstance(value, Absent) or is_excluded(value)):
            found[place] = element
    if not runs:  # a missing element among those that are left out
        for place, value in enumerate(values):
            if found[place].text is None and not isinstance(value, Absent):
                before = [found[at] for at in range(place) if found[at].text]
                found[place] = replace(before[-1], value=value) if before else found[place]
    return found


def scan_cumulative(sheet: Spreadsheet, along: list[Elements], values: Sequence[Any], words: Words) -> Elements:
    found: Elements = []
    for at, value in enumerate(values):
        texts = ranges_of(sheet, along[0][: at + 1])
        text, blank = called("SUM", texts), all(each.maybe for each in along[0][: at + 1])
        if blank:  # nothing but what takes no part
            text = f"IF({called('COUNT', texts)}=0,{BLANK},{text})"
        found.append(Element(value, text, blank=blank))
    return found


def scan_run_length(sheet: Spreadsheet, along: list[Elements], values: Sequence[Any], words: Words) -> Elements:
    up, down = runs(sheet, along[0]), runs(sheet, along[0], backwards=True)
    return [
        Element(
            value, or_empty([each], f"IF({each.text},{one.text}+{two.text}-1,0)"), blank=bool(each.maybe), sharp=True
        )
        for each, one, two, value in zip(along[0], up, down, values, strict=True)
    ]


def or_empty(elements: Elements, text: str) -> str:
    """A text, or an empty one where one of the elements is empty."""
    return f"IF({is_empty(elements)},{BLANK},{text})" if loose(elements) else text


def is_empty(elements: Elements) -> str:
    """Whether one of some elements, of which some may be, is an empty text."""
    tests = [f"ISTEXT({each.text})" for each in elements if each.maybe]
    return tests[0] if len(tests) == 1 else called("OR", tests)


def scan_rank(sheet: Spreadsheet, along: list[Elements], values: Sequence[Any], words: Words) -> Elements:
    places = [max(2, DIGITS - 2 - magnitude(*(each.value for each in data))) for data in along]
    down = words.get("order") == "descending"
    several = [list(each) for each in zip(*along, strict=True)]
    if len(along) > 1 or any(each.maybe for each in along[0]):
        # side by side in rows of their own; what takes no part behind all others
        last = -FAR if down else FAR
        along = sheet.store(
            "keys",
            [
                [
                    Element(
                        last if any(is_excluded(one.value) for one in own) else each.value,
                        f"IF({is_empty(own)},{number(last)},{each.text})" if loose(own) else each.text,
                    )
                    for each, own in zip(data, several, strict=True)
                ]
                for data in along
            ],
        )
    cells = [ranges_of(sheet, data) for data in along]
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
        own = several[at]
        if loose(own):
            text = or_empty(own, text)
        found.append(Element(value, text, ADDED if ties and not loose(own) else ATOM, blank=loose(own), sharp=True))
    return found


def loose(elements: Elements) -> bool:
    """Whether one of some elements may be an empty text."""
    return any(each.maybe for each in elements)


def scan_allocate(sheet: Spreadsheet, along: list[Elements], values: Sequence[Any], words: Words) -> Elements:
    """Shares by largest remainder: each share in whole fen, then one fen more for the largest remainders."""
    total = along[0][0] if along[0][0].at is not None else sheet.stored("total", along[0][0])
    several = [[total, each] for each in along[1]]
    weights = along[1]
    if loose(weights):  # what takes no part has no weight
        plain = [
            Element(0 if is_excluded(each.value) else each.value, f"IF(ISTEXT({each.text}),0,{each.text})")
            for each in weights
        ]
        weights = sheet.store("weight", [plain])[0]
    sure = max(1, DIGITS - magnitude(total.value) - 2)
    whole = called("SUM", ranges_of(sheet, weights))
    fen = f"ABS(ROUND({total.text}*100,0))"
    steps = _shares(total.value, [each.value for each in weights], sure)

    def stored(word: str, values: Sequence[Any], texts: Sequence[str]) -> Elements:
        row = [Element(value, text) for value, text in zip(values, texts, strict=True)]
        return sheet.store(word, [row])[0]

    shares = stored("share", steps[0], [f"IF({whole}=0,0,{fen}*{each.text}/{whole})" for each in weights])
    lower = stored("share_down", steps[1], [f"INT({settled_text(str(each.text), sure)})" for each in shares])
    rests = [settled_text(f"{each.text}-{low.text}", sure) for each, low in zip(shares, lower, strict=True)]
    rest = stored("share_rest", steps[2], rests)
    more = stored("share_more", steps[3], [f"{fen}-{called('SUM', ranges_of(sheet, lower))}"])[0]
    ranged = ranges_of(sheet, rest)
    found: Elements = []
    for at, value in enumerate(values):
        # equal remainders in the order of the labels
        before = [f"SUMPRODUCT(({text}>{rest[at].text})*1)" for text in ranged]
        before += [f"SUMPRODUCT(({text}={rest[at].text})*1)" for text in ranges_of(sheet, rest[: at + 1])]
        given = f"{lower[at].text}+({called('SUM', before)}<={more.text})"
        none = f"IF({fen}=0,0,{NOT_AVAILABLE})"
        text = or_empty(several[at], f"IF({whole}=0,{none},SIGN({total.text})*({given})/100)")
        found.append(Element(value, text, blank=loose(several[at])))
    return found


def ranges_of(sheet: Spreadsheet, elements: Elements) -> list[str]:
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
