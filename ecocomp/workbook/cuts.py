"""What limits cut, as formulas (封顶扣减): what transfers moved, what is above the cap, and how the cut is shared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ecocomp.agreement import model
from ecocomp.formula.axes import Value
from ecocomp.formula.cell_element import Element, Elements
from ecocomp.formula.cell_text import At, called, range_texts
from ecocomp.money import FEN_PER_YUAN, to_fen, yuan
from ecocomp.settlement.limits import Group, capped, groups, in_file_order
from ecocomp.settlement.lines import Holder, Line, directed
from ecocomp.settlement.transfers import Coordinate
from ecocomp.settlement.wheres import where_text
from ecocomp.workbook.book import Entry
from ecocomp.workbook.scope import SheetScope

Sides = tuple[Holder, Holder]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sheet of transfers: whose, between whom as the agreement writes it, and its signed amount in fen.

    ``basis`` is its title and clause in one line.
    """

    name: str
    written: Sides
    coordinate: Coordinate
    fen: int
    signed: At
    basis: str


@dataclass(frozen=True, slots=True)
class Cut:
    """What is cut of a transfer between two at a coordinate, signed as written; its cell."""

    coordinate: Coordinate
    pair: Sides
    name: str
    share: Element


class Cuts:
    """Works out, on the sheet of a limit, what it cuts of the rows so far."""

    def __init__(self, scope: SheetScope, limit: model.Limit, value: Value, rows: Sequence[Row]) -> None:
        self.scope = scope
        self.limit = limit
        self.value = value
        self.rows = rows

    def found(self) -> list[Cut]:
        """What is cut of each transfer between each two, also where that is nothing: another reading may change it."""
        outer, self.scope.home = self.scope.home, self.scope.sheet_for(self.value.axes)
        lines: dict[str, list[Line]] = {}
        for row in self.rows:
            lines.setdefault(row.name, []).append(line_of(row))
        by_pair = groups(self.limit.model_copy(update={"by": "pair"}), lines)
        found: list[Cut] = []
        if self.limit.by == "pair":
            for group in by_pair:
                found += self.of_pair(group)
        else:
            for coordinate in dict.fromkeys(group.coordinate for group in by_pair):
                found += self.of_holders([group for group in by_pair if group.coordinate == coordinate])
        self.scope.home = outer
        return found

    def of_pair(self, group: Group) -> list[Cut]:
        """A cap on what one pays the other, after both directions are set off."""
        (pair,) = group.cells
        self.told(group.coordinate, *pair)
        had = self.had(group, pair)
        cut = self.above(self.sum_of(had), self.cap(group.coordinate, pair[0]))
        parts = had
        if len(had) > 1:  # those that go with the sum take part in the cut
            texts = [f"IF({each.text}*{cut.text}<0,ABS({each.text}),0)" for each in had]
            values = [abs(each.value) if each.value * cut.value < 0 else Fraction(0) for each in had]
            parts = self.row("weight", values, texts)
        shares = self.shared(cut, parts)
        return self.cuts(group, pair, shares)

    def of_holders(self, groups_here: Sequence[Group]) -> list[Cut]:
        """A cap on what one pays to all, or gets of all: who pays follows from the sign between each two."""
        order = in_file_order(self.scope.agreement, [next(iter(group.cells)) for group in groups_here])
        found_at = {next(iter(group.cells)): group for group in groups_here}
        coordinate = groups_here[0].coordinate
        had: dict[Sides, Elements] = {}
        net: dict[Sides, Element] = {}
        for pair in order:
            self.told(coordinate, *pair)
            had[pair] = self.had(found_at[pair], pair)
            net[pair] = self.sum_of(had[pair])
        taken: dict[Sides, list[Elements]] = {pair: [] for pair in order}
        for holder in dict.fromkeys(holder for pair in order for holder in pair):
            own = [pair for pair in order if holder in pair]
            # 1 where the holder pays (or gets) what the pair moves as written, and -1 where what goes back
            signs = [1 if (pair[0] == holder) is (self.limit.by == "payer") else -1 for pair in own]
            self.told(coordinate, holder)
            sides = [signed(net[pair], sign) for pair, sign in zip(own, signs, strict=True)]
            paid = self.row("paid", [max(each.value, 0) for each in sides], [f"MAX({each.text},0)" for each in sides])
            shares = self.shared(self.above(self.sum_of(paid), self.cap(coordinate, holder)), paid)
            for pair, sign, share in zip(own, signs, shares, strict=True):
                parts = [signed(each, sign) for each in had[pair]]
                values = [max(each.value, 0) if share.value else Fraction(0) for each in parts]
                weights = self.row("weight", values, [f"IF({share.text}=0,0,MAX({each.text},0))" for each in parts])
                taken[pair].append([signed(each, sign) for each in self.shared(share, weights)])
        found: list[Cut] = []
        for pair in order:
            # of the two at most one pays
            both = list(zip(*taken[pair], strict=True))
            self.told(coordinate, *pair)
            values = [one.value + other.value for one, other in both]
            total = self.row("cut", values, [f"{one.text}+({other.text})" for one, other in both])
            found += self.cuts(found_at[pair], pair, total)
        return found

    def cuts(self, group: Group, pair: Sides, shares: Elements) -> list[Cut]:
        names = list(group.cells[pair])
        return [Cut(group.coordinate, pair, name, share) for name, share in zip(names, shares, strict=True)]

    # -- rows of figures --------------------------------------------------------------------------------------------

    def told(self, coordinate: Coordinate, *holders: Holder) -> None:
        """Whose figures follow, and where."""
        where = where_text(self.scope.agreement, (label for _, label in coordinate), self.scope.language)
        names = " → ".join(self.scope.holder(each) for each in holders)
        sheet = self.scope.book.sheet(self.scope.home)
        sheet.put(sheet.next_row, 0, Entry(f"{where} {names}".strip(), look="remark"))
        sheet.next_row += 1

    def row(self, word: str, values: Sequence[Fraction | int], texts: Sequence[str]) -> Elements:
        made = [Element(Fraction(value), text) for value, text in zip(values, texts, strict=True)]
        return self.scope.store(word, [made])[0]

    def had(self, group: Group, pair: Sides) -> Elements:
        """What each transfer moved before, in the direction of the pair."""
        cells = group.cells[pair]
        texts = [self.moved(name, pair, group.coordinate) for name in cells]
        return self.row("had", [Fraction(fen, FEN_PER_YUAN) for fen in cells.values()], texts)

    def moved(self, name: str, pair: Sides, coordinate: Coordinate) -> str:
        own = [
            row
            for row in self.rows
            if row.name == name and set(row.written) == set(pair) and set(coordinate) <= set(row.coordinate)
        ]
        with_, against = ([row.signed for row in own if (row.written == pair) is same] for same in (True, False))
        sums = [called("SUM", range_texts(each, self.scope.home)) if each else "0" for each in (with_, against)]
        return f"ROUND({sums[0]}-{sums[1]},2)"

    def sum_of(self, parts: Elements) -> Element:
        if len(parts) == 1:
            return parts[0]
        texts = range_texts([each.at for each in parts if each.at], self.scope.home)
        return self.row("sum", [sum(each.value for each in parts)], [f"ROUND({called('SUM', texts)},2)"])[0]

    def cap(self, coordinate: Coordinate, holder: Holder) -> Element | None:
        """The cap as a cell; None where a party's is asked for a fund, which the settlement refuses if it pays."""
        where = dict(coordinate)
        if "party" in self.value.axes and self.limit.by != "pair":
            if holder.id not in self.scope.agreement.parties:
                return None
            where["party"] = holder.id
        return self.scope.at_home(self.value.data[self.scope.space.position(self.value.axes, where)])

    def above(self, total: Element, cap: Element | None) -> Element:
        """What is above the cap in the directions that it has: what the cut adds to the sum."""
        if cap is None:
            return self.row("cut", [0], [f"IF({total.text}=0,0,NA())"])[0]
        fen = int(total.value * FEN_PER_YUAN)
        value = yuan(capped(self.limit, fen, to_fen(cap.value, "down")) - fen)
        most = f"INT(ROUND({cap.text}*100,4))/100"
        left = f"MIN({total.text},{most})" if self.limit.direction != "reverse" else str(total.text)
        left = f"MAX({left},-{most})" if self.limit.direction != "forward" else left
        return self.row("cut", [Fraction(value)], [f"ROUND({left}-{total.text},2)"])[0]

    def shared(self, cut: Element, parts: Elements) -> Elements:
        """A cut shared out in proportion, to the last fen."""
        if len(parts) == 1:
            return [cut]
        fibre = range(len(parts))
        shares = self.scope.arithmetic.scan("allocate", [[cut] * len(parts), parts], [fibre], {})
        return self.scope.store("share_of_cut", [shares])[0]


def signed(element: Element, sign: int) -> Element:
    """An element, or what it is the other way round."""
    return element if sign > 0 else replace(element, value=-element.value, text=f"-{element.text}")


def line_of(row: Row) -> Line:
    """A row as a line of a settlement, also one that comes to nothing."""
    exact = Fraction(row.fen, FEN_PER_YUAN)
    return directed(row.name, "", row.written, row.fen, exact, row.coordinate, "", "")
