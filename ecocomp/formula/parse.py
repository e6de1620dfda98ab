"""From the text of a formula to its tree.

Python's own parser reads the text (``ast``), then a whitelist translates the few kinds of node the language has;
nothing else of Python can be reached. Every bound below holds before any work grows with the text.
"""

from __future__ import annotations

import ast
import re
import unicodedata
import warnings
from collections.abc import Mapping
from difflib import get_close_matches
from fractions import Fraction
from string import ascii_letters, digits

from ecocomp.formula.functions import AXES, EXTREMES, FUNCTIONS, GRADE_NAMES, RESERVED, Function, Parameter
from ecocomp.formula.problems import FormulaError
from ecocomp.formula.tree import At, Call, Grade, Name, Node, Number, Operation, Word, several
from ecocomp.quantity import UnitError, unit

LONGEST_FORMULA = 2_000
DEEPEST_NESTING = 40
MOST_NODES = 600
MOST_DIGITS = 30
LARGEST_POWER = 9
LONGEST_SHOWN = 40

NUMBER_TEXT = re.compile(r"\d+(\.\d+)?")
BINARY = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
COMPARISONS = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}

#: What people type in place of the signs of the language, and the sign they mean.
LOOK_ALIKE = {
    "×": "*", "÷": "/", "−": "-", "–": "-", "—": "-", "·": "*", "≤": "<=", "≥": ">=", "≠": "!=", "＝": "==",
    "（": "(", "）": ")", "，": ",", "、": ",", "＋": "+", "－": "-", "＊": "*", "／": "/", "＜": "<", "＞": ">",
    "。": ".", "．": ".",
}  # fmt: skip
FULL_WIDTH = ord("０") - ord("0")
LOOK_ALIKE |= {chr(ord(char) + FULL_WIDTH): char for char in ascii_letters + digits}

#: What the language has no use for, each with its word in the catalogue.
FORBIDDEN = {
    ast.Attribute: "no_attribute",
    ast.Subscript: "no_subscript",
    ast.JoinedStr: "no_text",
    ast.ListComp: "no_comprehension",
    ast.SetComp: "no_comprehension",
    ast.DictComp: "no_comprehension",
    ast.GeneratorExp: "no_comprehension",
    ast.Lambda: "no_lambda",
    ast.NamedExpr: "no_assignment",
    ast.Starred: "no_star",
    ast.List: "no_list",
    ast.Tuple: "no_list",
    ast.Set: "no_list",
    ast.Dict: "no_list",
}


def parse(text: str) -> Node:
    """The tree of a formula.

    Raises FormulaError, with the place in the text, for anything that is not in the language. Words that are only
    misspelt are told all at once, with the tree that is there but for them.
    """
    _check_characters(text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python warns about odd literals, which are refused below anyway
            module = ast.parse(f"({text}\n)", mode="eval")
    except SyntaxError as trouble:
        raise FormulaError("syntax", _syntax_place(text, trouble), text=text.strip()) from None
    except (RecursionError, MemoryError, ValueError):
        raise FormulaError("too_deep", (0, 0), most=DEEPEST_NESTING) from None
    translator = _Translator(text)
    tree = None
    try:
        tree = translator.node(module.body, 0)
    except FormulaError as trouble:
        if not translator.slips:
            raise
        translator.slips.append(trouble)
    if translator.slips or tree is None:
        first, *others = translator.slips
        first.others, first.tree = others, tree
        raise first
    return tree


def _check_characters(text: str) -> None:
    if len(text) > LONGEST_FORMULA:
        raise FormulaError("too_long", (0, 0), length=len(text), most=LONGEST_FORMULA)
    if not text.strip():
        raise FormulaError("empty", (0, 0))
    depth = 0
    line, start = 0, 0
    for offset, char in enumerate(text):
        at = (line, offset - start)
        if char == "\n":
            line, start = line + 1, offset + 1
        elif char in LOOK_ALIKE:
            raise FormulaError("look_alike", at, found=char, instead=LOOK_ALIKE[char])
        elif not _is_allowed(char):
            name = unicodedata.name(char, f"U+{ord(char):04X}")
            raise FormulaError("character", at, found=repr(char).strip("'"), name=name)
        depth += (char in "([{") - (char in ")]}")
        if depth < 0:
            raise FormulaError("syntax", at, text=text.strip())
        if depth > DEEPEST_NESTING:
            raise FormulaError("too_deep", at, most=DEEPEST_NESTING)


def _is_allowed(char: str) -> bool:
    """ASCII that formulas use, Chinese characters, and the Roman signs of the grades; no look-alike letters."""
    if char.isascii():
        return (char.isprintable() and char not in "#\\`$?!@;") or char in " \n\t!"
    return "㐀" <= char <= "鿿" or "𠀀" <= char <= "𲎯" or "Ⅰ" <= char <= "Ⅴ"


def _syntax_place(text: str, trouble: SyntaxError) -> At:
    lines = text.rstrip().split("\n")
    line = (trouble.lineno or 1) - 1
    if line >= len(lines):  # at our own bracket, as the text ends too early
        return len(lines) - 1, len(lines[-1])
    column = (trouble.offset or 1) - 1 - (1 if line == 0 else 0)
    return line, min(max(column, 0), len(lines[line]))


class _Translator:
    """One walk from Python's nodes to ours, counting as it goes."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.bytes = [line.encode() for line in self.lines]
        self.count = 0
        #: Words that are misspelt: what is around them can be read all the same.
        self.slips: list[FormulaError] = []

    def place(self, node: ast.expr) -> At:
        # Python counts columns in UTF-8 bytes, and our bracket stands before the first line.
        line = min(node.lineno - 1, len(self.lines) - 1)
        byte = node.col_offset - (1 if line == 0 else 0)
        return line, len(self.bytes[line][: max(byte, 0)].decode(errors="ignore"))

    def node(self, node: ast.expr, depth: int) -> Node:
        at = self.place(node)
        self.count += 1
        if self.count > MOST_NODES:
            raise FormulaError("too_many", at, most=MOST_NODES)
        if depth > DEEPEST_NESTING:
            raise FormulaError("too_deep", at, most=DEEPEST_NESTING)
        match node:
            case ast.Constant():
                return self.number(node, at)
            case ast.Name():
                return _grade_or_name(node.id, at)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return Operation("neg", (self.node(operand, depth + 1),), at)
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.node(operand, depth + 1)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Operation("not", (self.node(operand, depth + 1),), at)
            case ast.BinOp(op=ast.Pow()):
                return self.power(node, at, depth)
            case ast.BinOp(left=left, op=operator, right=right) if type(operator) in BINARY:
                operands = (self.node(left, depth + 1), self.node(right, depth + 1))
                return Operation(BINARY[type(operator)], operands, at)
            case ast.BoolOp(op=operator, values=values):
                word = "and" if isinstance(operator, ast.And) else "or"
                return Operation(word, tuple(self.node(value, depth + 1) for value in values), at)
            case ast.Compare():
                return self.comparison(node, at, depth)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return Operation("if", tuple(self.node(each, depth + 1) for each in (test, body, orelse)), at)
            case ast.Call():
                return self.call(node, at, depth)
        raise FormulaError(FORBIDDEN.get(type(node), "not_in_language"), at, found=self.shown(node))

    def source(self, node: ast.expr) -> str:
        """The text of a node, without the brackets around the whole, which are ours."""
        last = min((node.end_lineno or node.lineno) - 1, len(self.lines) - 1)
        lines = self.bytes[node.lineno - 1 : last + 1]
        if node.end_lineno == last + 1:
            lines[-1] = lines[-1][: (node.end_col_offset or 0) - (1 if last == 0 else 0)]
        lines[0] = lines[0][max(node.col_offset - (1 if node.lineno == 1 else 0), 0) :]
        return b"\n".join(lines).decode(errors="ignore")

    def shown(self, node: ast.expr) -> str:
        """The beginning of the text of a node, for a message."""
        text = self.source(node).strip()
        return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"

    def number(self, node: ast.Constant, at: At) -> Node:
        text = self.source(node)
        if isinstance(node.value, str | bytes):
            raise FormulaError("no_text", at, found=self.shown(node))
        if node.value is None or node.value is ... or isinstance(node.value, bool):
            raise FormulaError("not_in_language", at, found=text)
        if not NUMBER_TEXT.fullmatch(text):
            raise FormulaError("number", at, found=self.shown(node))
        if len(text) > MOST_DIGITS:
            raise FormulaError("digits", at, found=self.shown(node), most=MOST_DIGITS)
        return Number(Fraction(text), text, at)

    def power(self, node: ast.BinOp, at: At, depth: int) -> Node:
        exponent = self.node(node.right, depth + 1)
        whole = isinstance(exponent, Number) and exponent.value.denominator == 1
        if not (whole and isinstance(exponent, Number) and exponent.value <= LARGEST_POWER):
            raise FormulaError("power", exponent.at, most=LARGEST_POWER)
        return Operation("**", (self.node(node.left, depth + 1), exponent), at)

    def comparison(self, node: ast.Compare, at: At, depth: int) -> Node:
        # a < b < c is (a < b) and (b < c), as in Python and in mathematics. The middle term stands in the tree twice
        # and is counted twice, or chains inside chains would double the work at every level.
        terms = (node.left, *node.comparators)
        deeper = depth + (1 if len(node.ops) == 1 else 2)
        parts: list[Node] = []
        for operator, left, right in zip(node.ops, terms, terms[1:], strict=False):
            if type(operator) not in COMPARISONS:
                raise FormulaError("not_in_language", at, found=self.shown(node))
            operands = (self.node(left, deeper), self.node(right, deeper))
            parts.append(Operation(COMPARISONS[type(operator)], operands, at))
        return parts[0] if len(parts) == 1 else Operation("and", tuple(parts), at)

    def call(self, node: ast.Call, at: At, depth: int) -> Node:
        if not isinstance(node.func, ast.Name):
            kind = "no_attribute" if isinstance(node.func, ast.Attribute) else "not_in_language"
            raise FormulaError(kind, at, found=self.shown(node.func))
        try:
            function = _function(node.func.id, node.args, at)
        except FormulaError as trouble:
            self.slips.append(trouble)
            close = str(trouble.details.get("close", ""))
            guess = _function(close, node.args, at) if close else None
            if guess is None or not guess.takes(len(node.args)):
                values = (each for each in node.args if not (isinstance(each, ast.Name) and each.id in RESERVED))
                return Call(node.func.id, tuple(self.node(each, depth + 1) for each in values), {}, {}, at)
            function = guess
        if not function.takes(len(node.args)):
            raise FormulaError("arity", at, name=function.name, signature=function.signature, found=len(node.args))
        parameters = function.parameters
        if function.variadic:
            parameters += parameters[-1:] * (len(node.args) - len(parameters))
        operands: list[Node] = []
        words: dict[str, Word] = {}
        for parameter, argument in zip(parameters, node.args, strict=False):
            if parameter.takes == "value":
                operands.append(self.node(argument, depth + 1))
            elif function.variadic:
                words[parameter.name] = (
                    *several(words.get(parameter.name, ())),
                    self.word(parameter, argument, function),
                )
            else:
                words[parameter.name] = self.word(parameter, argument, function)
        options = self.options(function, node, words, depth)
        return Call(function.name, tuple(operands), words, options, at)

    def options(self, function: Function, node: ast.Call, words: dict[str, Word], depth: int) -> Mapping[str, Node]:
        known = {each.name: each for each in function.options}
        options: dict[str, Node] = {}
        for keyword in node.keywords:
            at = self.place(keyword.value)
            name = keyword.arg or "**"
            if name not in known or name in options or name in words:
                raise FormulaError("option", at, name=function.name, found=name, signature=function.signature)
            if known[name].takes == "value":
                options[name] = self.node(keyword.value, depth + 1)
            else:
                words[name] = self.word(known[name], keyword.value, function)
        return options

    def word(self, parameter: Parameter, node: ast.expr, function: Function) -> str:
        at = self.place(node)
        if parameter.takes == "unit":
            return self.unit(node, at)
        if not isinstance(node, ast.Name):
            raise FormulaError("word", at, name=function.name, parameter=parameter.name, found=self.shown(node))
        choices = parameter.choices or (AXES if parameter.takes == "axis" else ())
        if choices and node.id not in choices:
            details = {"name": function.name, "parameter": parameter.name, "found": node.id}
            self.slips.append(FormulaError("choice", at, **details, choices=" / ".join(choices)))
        return node.id

    def unit(self, node: ast.expr, at: At) -> str:
        """A unit as written, which may be a quotient: ``元/t``."""
        text = self.source(node)
        try:
            return unit(text).text
        except UnitError:
            raise FormulaError("unit_unknown", at, found=self.shown(node)) from None


def _grade_or_name(word: str, at: At) -> Node:
    """A grade where the name is that of one, else a name."""
    return Grade(GRADE_NAMES[word], at) if word in GRADE_NAMES else Name(word, at)


def _function(name: str, arguments: list[ast.expr], at: At) -> Function:
    if name in EXTREMES:
        of_values, along_axis = EXTREMES[name]
        others = arguments[1:]
        along = len(others) == 1 and isinstance(others[0], ast.Name) and others[0].id in AXES
        return along_axis if along else of_values
    if name not in FUNCTIONS:
        close = get_close_matches(name, [*FUNCTIONS, *EXTREMES], 1)
        raise FormulaError(
            "unknown_function" if not close else "unknown_function_close",
            at,
            found=name,
            **({"close": close[0]} if close else {}),
        )
    return FUNCTIONS[name]
