"""An element of the spreadsheet arithmetic: its exact value, and the text of a formula that gives it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ecocomp.formula.absent import Absent
from ecocomp.formula.axes import Axes
from ecocomp.formula.cell_text import ATOM, At
from ecocomp.formula.tree import Node

NOT_AVAILABLE = "NA()"
BLANK = '""'


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its exact value, and its text, None where it has none.

    ``maybe`` are the cells that may hold an empty text, and then the element does too; ``blank`` is that the text
    itself may give one, so that it must be put into a cell before anything is reckoned with it. ``sharp`` is that a
    spreadsheet has the number as exactly as it was written; ``truth`` that it is true or false, 1 or 0 in a cell;
    ``never`` that it is no number whatever a condition is: excluded where that holds, and else missing.
    """

    value: Any
    text: str | None
    strength: int = ATOM
    at: At | None = None
    maybe: tuple[At, ...] = ()
    blank: bool = False
    sharp: bool = False
    truth: bool = False
    never: bool = False

    @property
    def part(self) -> tuple[str, int]:
        """The text and how tightly it holds together."""
        return self.text or NOT_AVAILABLE, self.strength


Elements = list[Element]
#: Puts rows of elements into cells and gives them back as what stands there; the word tells what they are.
Store = Callable[[str, Sequence[Elements]], list[Elements]]
#: Puts an array over some axes into cells, and gives it back as what stands there; the tree is what it is, if known.
Lay = Callable[[Axes, Elements, Node | None], Elements]


def together(elements: Sequence[Element]) -> tuple[At, ...]:
    """The cells that may be empty among all that the elements rest on, each once."""
    return tuple(dict.fromkeys(at for each in elements for at in each.maybe))


def is_excluded(value: Any) -> bool:
    """Whether an element takes no part, unlike one that is missing or has no value."""
    return isinstance(value, Absent) and value.kind == "excluded"
