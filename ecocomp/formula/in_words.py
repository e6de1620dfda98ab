"""A formula in words: the names by their titles, the functions as people say them; no numbers filled in."""

from __future__ import annotations

from collections.abc import Callable

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
        return self._told(node)[0]

    def _told(self, node: Node) -> tuple[str, int]:
        """The text of a node and how tightly it holds together."""
        match node:
            case Number():
                return node.text, ATOM
            case Grade():
                return self.show_grade(node.grade), ATOM
            case Name():
                return self.title(node.id), ATOM
            case Operation():
                return self._operation(node)
            case Call():
                return self._call(node), ATOM

    def _operation(self, node: Operation) -> tuple[str, int]:
        parts = [self._told(each) for each in node.operands]
        if node.operator == "if":
            condition, then, other = (text for text, _ in parts)
            return say("formula.words_if", self.language, condition=condition, then=then, other=other), 0
        words = {word: say(f"formula.words_{word}", self.language) for word in ("and", "or", "not")}
        return operator_text(node.operator, parts, words), STRENGTH[node.operator]

    def _call(self, node: Call) -> str:
        texts = [self._told(each)[0] for each in node.operands]
        words = {name: self._word(name, word) for name, word in node.words.items()}
        listed = ", ".join(texts)
        if "axis" in words and node.function in ("min", "max"):
            text = say(f"formula.words_{node.function}_along", self.language, x=listed, **words)
        elif node.function == "allocate":
            text = say("formula.words_allocate", self.language, total=texts[0], weight=texts[1], axis=words["axis"])
        elif node.function == "unless":
            text = say("formula.words_unless", self.language, x=texts[0], condition=texts[1])
        elif node.function in PLAIN:
            more = ", ".join([*texts, *words.values()])
            text = say(f"formula.words_{node.function}", self.language, x=more)
        else:
            text = say(f"formula.words_{node.function}", self.language, x=listed, **{**BLANKS, **words})
        notes = [
            say(f"formula.words_option_{name}", self.language, x=self._told(option)[0])
            for name, option in node.options.items()
        ]
        notes += [
            say(f"formula.words_option_{name}", self.language, x=words[name])
            for name in ("by", "ties", "order")
            if name in words
        ]
        return text + "".join(notes)

    def _word(self, name: str, word: Word) -> str:
        if isinstance(word, tuple):
            return "、".join(map(self.title, word)) if self.language == "zh" else ", ".join(map(self.title, word))
        if name == "axis":
            return say(f"formula.axis_{word}", self.language)
        if name == "unit":
            return str(word)
        known = name in ("ties", "order", "how", "mode")
        return say(f"formula.word_{word}", self.language) if known else self.title(str(word))


#: Functions whose arguments are simply listed.
PLAIN = ("abs", "clip", "floor", "ceil", "round", "min", "max", "otherwise", "present", "exceedance", "ln", "log10")
BLANKS = {"table": "", "label": ""}
