"""Where the money goes, as a picture: parties side by side along the river, an arrow for each two that settle."""

from __future__ import annotations

import re

from ecocomp.markup import Html, element
from ecocomp.money import yuan_text
from ecocomp.report.drawn_text import cut, wide, width_of
from ecocomp.report.page.parts import soft
from ecocomp.report.river import holders
from ecocomp.settlement import Settlement
from ecocomp.settlement.ledger import PairTotal
from ecocomp.settlement.lines import Holder
from ecocomp.settlement.wheres import holder_text
from ecocomp.wording import say

#: With more holders or arrows a picture says less than a list.
MOST_HOLDERS, MOST_ARROWS = 20, 40
MOST_LISTED = 500

#: In units of the drawing, which is as wide as a phone.
WIDTH, MARGIN = 360, 10
LETTER, ENDS, ROW, HEAD = 12, 11, 34, 5
#: Names across in so many lines at most, else downward, of so many tenths of their height at most.
NAME_LINES, LONGEST_NAME = 3, 130
#: So many letters or digits stand side by side in a name that is written downward.
SIDE_BY_SIDE = 2
RUNS = re.compile(r"[!-~]+|\S")
THINNEST, THICKEST = 2, 7
INK, WATER, LINE, MONEY = "#1b2733", "#1f6fa8", "#b8c4ce", "#b4531a"


def flow(settlement: Settlement, language: str) -> Html:
    """The picture, or a list where there is too much for one; nothing where nobody pays."""
    pairs = [pair for pair in settlement.pairs if pair.fen]
    if not pairs:
        return Html()
    found, on_river = holders(settlement)
    if len(found) > MOST_HOLDERS:
        moving = {each for pair in pairs for each in (pair.payer, pair.payee)}
        on_river = sum(each in moving for each in found[:on_river])
        found = [each for each in found if each in moving]
    if len(found) > MOST_HOLDERS or len(pairs) > MOST_ARROWS:
        items = (element("li", pair_text(settlement, pair, language)) for pair in pairs[:MOST_LISTED])
        return element("div", soft(say("page.flow_listed", language)), element("ol", *items))
    about = [element("div", say("page.flow_about" if on_river else "page.flow_about_no_river", language))]
    if 0 < on_river < len(found):
        about.append(element("div", say("page.flow_off_river", language)))
    return element("figure", picture(settlement, found, on_river, pairs, language), element("figcaption", *about))


def pair_text(settlement: Settlement, pair: PairTotal, language: str) -> str:
    """A payment in a sentence."""
    payer, payee = (holder_text(settlement.agreement, each, language) for each in (pair.payer, pair.payee))
    return say("page.flow_one", language, payer=payer, payee=payee, amount=yuan_text(pair.fen))


def picture(settlement: Settlement, found: list[Holder], on_river: int, pairs: list[PairTotal], language: str) -> Html:
    """The drawing: names, the river below them, a line down from each name, and the arrows one below the other."""
    step = (WIDTH - 2 * MARGIN) // len(found)
    places = {each: MARGIN + step * at + step // 2 for at, each in enumerate(found)}
    names = {each: holder_text(settlement.agreement, each, language) for each in found}
    top, drawn = name_signs(names, places, step)
    bottom = top + 14 + ROW * len(pairs) + 6
    parts = [element("title", say("page.flow", language))]
    parts += lines_down(found, on_river, places, top, bottom)
    parts += river(found[:on_river], places, top)
    parts += drawn
    most = max(pair.fen for pair in pairs)
    thickest = min(THICKEST, max(THINNEST, step // 4))  # what goes to the next column is an arrow still
    for at, pair in enumerate(pairs):
        said = pair_text(settlement, pair, language)
        parts.append(arrow(pair, places, top + 14 + ROW * at + 24, thickest, most, said))
    ends = river_ends(places[found[0]], places[found[on_river - 1]], bottom, language) if on_river > 1 else []
    return element(
        "svg",
        *parts,
        *ends,
        viewBox=f"0 0 {WIDTH} {bottom + (16 if ends else 0)}",
        role="img",
        font_family="sans-serif",
        font_size=LETTER,
        fill=INK,
    )


def lines_down(found: list[Holder], on_river: int, places: dict[Holder, int], top: int, bottom: int) -> list[Html]:
    """A thin line below each name, dashed for those that are not along the river."""
    drawn = []
    for at, each in enumerate(found):
        dash = None if at < on_river else "3 3"
        x = places[each]
        drawn.append(element("line", x1=x, y1=top, x2=x, y2=bottom, stroke=LINE, stroke_width=1, stroke_dasharray=dash))
    if 0 < on_river < len(found):
        x = (places[found[on_river - 1]] + places[found[on_river]]) // 2
        drawn.append(element("line", x1=x, y1=0, x2=x, y2=bottom, stroke=LINE, stroke_dasharray="6 4"))
    return drawn


def river(along: list[Holder], places: dict[Holder, int], top: int) -> list[Html]:
    """The river from the first to the last of its parties, a dot for each."""
    if not along:
        return []
    first, last = places[along[0]], places[along[-1]]
    middle = (first + last) // 2
    bed = element(
        "path",
        d=f"M{first} {top} Q{(first + middle) // 2} {top - 4} {middle} {top} T{last} {top}",
        fill="none",
        stroke=WATER,
        stroke_width=4,
        stroke_linecap="round",
    )
    dots = (
        element("circle", cx=places[each], cy=top, r=4, fill="#fff", stroke=WATER, stroke_width=2) for each in along
    )
    return [bed, *dots]


def river_ends(first: int, last: int, bottom: int, language: str) -> list[Html]:
    """Which end of the river is which, below the picture; side by side where they lie close together."""
    upstream, downstream = say("page.upstream", language), say("page.downstream", language)
    start, end = max(2, first - LETTER), min(WIDTH - 2, last + LETTER)
    if (end - start) * 10 < (width_of(upstream) + width_of(downstream) + 10) * ENDS:
        return [end_text(f"{upstream} → {downstream}", start, "start", bottom)]
    return [end_text(upstream, start, "start", bottom), end_text(downstream, end, "end", bottom)]


def end_text(text: str, x: int, anchor: str, bottom: int) -> Html:
    return element("text", text, x=x, y=bottom + 12, text_anchor=anchor, fill=WATER, font_size=ENDS)


def arrow(pair: PairTotal, places: dict[Holder, int], y: int, thickest: int, most: int, said: str) -> Html:
    """One arrow with its amount above it, which stays inside the picture; that of ``most`` fen is the thickest."""
    start, end = places[pair.payer], places[pair.payee]
    side = 1 if end > start else -1
    thick = THINNEST + (thickest - THINNEST) * pair.fen // most
    head = HEAD + thick
    shaft = max(abs(end - start) - head, 1)
    amount = yuan_text(pair.fen)
    half = width_of(amount) * LETTER // 20 + 4
    middle = min(max((start + end) // 2, half), WIDTH - half)
    line = element(
        "path", d=f"M{start} {y}h{side * shaft}", fill="none", stroke=MONEY, stroke_width=thick, stroke_linecap="butt"
    )
    tip = element("path", d=f"M{end} {y}l{-side * head} {-head // 2 - 1}v{2 * (head // 2) + 2}z", fill=MONEY)
    dot = element("circle", cx=start, cy=y, r=thick // 2 + 2, fill=MONEY)
    text = element(
        "text",
        amount,
        x=middle,
        y=y - 8,
        text_anchor="middle",
        font_weight="bold",
        stroke="#fff",
        stroke_width=4,
        paint_order="stroke",
    )
    return element("g", element("title", said), line, tip, dot, text)


def name_signs(names: dict[Holder, str], places: dict[Holder, int], step: int) -> tuple[int, list[Html]]:
    """The names above the river, across where they fit, else downward; and how high they are together."""
    across = {each: wrapped(name, 10 * step // LETTER) for each, name in names.items()}
    if all(0 < len(lines) <= NAME_LINES for lines in across.values()):
        height = max(len(lines) for lines in across.values()) * (LETTER + 3) + 10
        drawn = [
            element(
                "text",
                *(
                    element("tspan", line, x=places[each], y=height - 10 - (LETTER + 3) * (len(lines) - 1 - at))
                    for at, line in enumerate(lines)
                ),
                text_anchor="middle",
            )
            for each, lines in across.items()
        ]
        return height, drawn
    size = min(LETTER, step - 2)
    heights = {each: height_of(name) * size // 10 for each, name in names.items()}
    height = max(heights.values()) + 20
    drawn = [downward(name, places[each], height - 14, size) for each, name in names.items()]
    return height, drawn


def height_of(name: str) -> int:
    """How high a name is that is written downward, in tenths of its letters."""
    return 10 * len(cells(name)) if wide(name) else width_of(cut(name, LONGEST_NAME))


def downward(name: str, x: int, bottom: int, size: int) -> Html:
    """A name written downward to where the river is: sign below sign in Chinese, turned to the right otherwise."""
    whole = element("title", name)
    if not wide(name):
        turned = f"rotate(90 {x} {bottom})"
        shift = -(size // 3)  # the middle of the letters, not their foot, stands on the line
        return element(
            "text",
            whole,
            cut(name, LONGEST_NAME),
            x=x,
            y=bottom - shift,
            text_anchor="end",
            font_size=size,
            transform=turned,
        )
    signs = cells(name)
    lines = (element("tspan", each, x=x, y=bottom - size * (len(signs) - 1 - at) + 2) for at, each in enumerate(signs))
    return element("text", whole, *lines, text_anchor="middle", font_size=size)


def cells(name: str) -> list[str]:
    """The signs of a name one below the other; short numbers stay side by side."""
    found = [each for run in RUNS.findall(name) for each in ([run] if len(run) <= SIDE_BY_SIDE else run)]
    most = LONGEST_NAME // 10
    if len(found) <= most:
        return found
    return [*found[: most // 2], "…", *found[-(most - most // 2 - 1) :]]


def wrapped(name: str, room: int) -> list[str]:
    """A name in lines of a width, broken at blanks or, in Chinese, anywhere; empty where a word has no room."""
    lines = [""]
    for word in name.split():
        for at, piece in enumerate(word if wide(word) else [word]):
            if width_of(piece) > room:
                return []
            blank = " " if at == 0 and lines[-1] else ""
            if width_of(lines[-1] + blank + piece) <= room:
                lines[-1] += blank + piece
            else:
                lines.append(piece)
    return lines
