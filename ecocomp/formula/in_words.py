"""A formula in words: the names by their titles, the functions as people say them; no numbers filled in."""

from __future__ import annotations

from collections.abc import Callable

from ecocomp.formula.functions import TIME_AXES
from ecocomp.formula.operator_text import ATOM, STRENGTH, operator_text
from ecocomp.formula.tree import Call, Grade, Name, Node, Number, Operation, Word
from ecocomp.wording import say


class InWords:
    """Writes trees in one language. ``title`` gives what a name, a label, a role or a table is called."""

    def __init__(self, title: Callable[[str], str], show_grade: Callable[[int], str], language: str) -> None:
        self.title = title
        self.show_grade = show_grade
        self.language = language

    def text(self, node: Node) -> str:
        """The whole formula."""
        return self.title(node.id) if isinstance(node, Name) else self._told(node)[0]

    def condition(self, node: Node) -> str:
        """A formula that stands as a condition in a sentence."""
        return self._told(node)[0]

    def _told(self, node: Node) -> tuple[str, int]:
        """The text of a node and how tightly it holds together."""
        match node:
            case Number():
                return node.text, ATOM
            case Grade():
                return self.show_grade(node.grade), ATOM
            case Name():
                return self._title(node.id), ATOM
            case Operation():
                return self._operation(node)
            case Call():
                return self._call(node), ATOM

    def _title(self, name: str) -> str:
        """What a name is called inside a formula: a condition 是否达标 reads 达标 there."""
        title = self.title(name)
        return as_condition(title) if self.language == "zh" else title

    def _operation(self, node: Operation) -> tuple[str, int]:
        if node.operator == "*" and is_nothing(*node.operands):
            return "0", ATOM
        parts = [self._told(each) for each in node.operands]
        if node.operator == "if":
            # an if among the branches needs brackets, but for the last, which goes on to the end
            condition, then = (f"({text})" if strength == 0 else text for text, strength in parts[:2])
            return say("formula.words_if", self.language, condition=condition, then=then, other=parts[2][0]), 0
        words = {word: say(f"formula.words_{word}", self.language) for word in ("and", "or", "not")}
        return operator_text(node.operator, parts, words), STRENGTH[node.operator]

    def _call(self, node: Call) -> str:
        texts = [self._told(each)[0] for each in node.operands]
        words = {name: self._word(name, word) for name, word in node.words.items()}
        blanks = dict(zip(PLACES.get(node.function, ()), texts, strict=False))
        listed = say("formula.words_joint", self.language).join(texts)
        if "axis" in words and node.function in ("min", "max"):
            text = say(f"formula.words_{node.function}_along", self.language, x=listed, **words)
        elif node.function == "limit" and isinstance(node.operands[0], Grade):
            text = say("formula.words_limit_of_grade", self.language, x=listed)
        elif node.function == "round" and not isinstance(node.operands[1], Number):
            text = say("formula.words_round_by", self.language, mode=words["mode"], **blanks)
        elif node.function == "at" and node.words["label"] in TIME_AXES:
            text = say("formula.words_at_time", self.language, x=listed, **words)
        else:
            text = say(f"formula.words_{node.function}", self.language, **{"x": listed, **BLANKS, **words, **blanks})
        if node.function in BARE and isinstance(node.operands[0], Name):
            text = text.replace(say("formula.words_brackets", self.language, x=texts[0]), texts[0], 1)
        if "how" in words:
            text += say("formula.words_option_order", self.language, x=words["how"])
        if "unit" in words:
            text += say("formula.words_option_unit", self.language, x=words["unit"])
        notes = [self._option(name, option) for name, option in node.options.items()]
        notes += [
            say(f"formula.words_option_{name}", self.language, x=words[name])
            for name in ("by", "ties", "order")
            if name in words
        ]
        return text + "".join(notes)

    def _option(self, name: str, option: Node) -> str:
        counted = "_number" if name == "at_least" and isinstance(option, Number) else ""
        return say(f"formula.words_option_{name}{counted}", self.language, x=self._told(option)[0])

    def _word(self, name: str, word: Word) -> str:
        if isinstance(word, tuple):
            return say("command.listed", self.language).join(map(self.title, word))
        if name == "axis":
            return say(f"formula.axis_{word}", self.language)
        if name == "unit":
            return str(word)
        if name == "ties":
            return say(f"formula.word_ties_{word}", self.language)
        known = name in ("order", "how", "mode")
        return say(f"formula.word_{word}", self.language) if known else self.title(str(word))


def as_condition(title: str) -> str:
    """What a truth value is called where it stands as a condition: 达标 for 是否达标."""
    return title.replace("是否", "", 1)


def is_nothing(left: Node, right: Node) -> bool:
    """Whether a product is nothing of some unit, written as zero times a name.

    In words it is 0, below the formula as it is written; with the numbers filled in (:mod:`ecocomp.formula.prose`) its
    factors stand there, so that nothing of a derivation is hidden.
    """
    zero = (isinstance(left, Number) and not left.value) or (isinstance(right, Number) and not right.value)
    return zero and any(isinstance(each, Name | Call) for each in (left, right))


#: The blanks that the operands of a function fill, of those that do not simply list them.
PLACES = {
    "allocate": ("total", "weight"),
    "clip": ("x", "low", "high"),
    "exceedance": ("x", "limit"),
    "otherwise": ("x", "fallback"),
    "round": ("x", "places"),
    "unless": ("x", "condition"),
}
#: Functions that need no brackets around a single name.
BARE = ("grade", "evaluation", "exceedance", "at")
BLANKS = {"table": "", "label": "", "how": ""}
