"""The wording catalogue is complete, in both languages, and says nothing that nobody asks for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

from ecocomp import wording
from tests.contracts.source import PACKAGE, modules, tree

# Blanks that a function fills besides those of its caller, where its own body does not show it.
FILLED_LATER = {"count": {"count", "places"}}
TAKES_A_MAPPING = {"Problem"}

# readings.csv is a file.
FILE_ENDINGS = "(csv|html|json|md|py|xlsx?|ya?ml)$"

# Where a code is written in one part of the library and spoken by another.
SPOKEN_BY = {"BandError": "agreement"}


def blanks(sentence: str) -> set[str]:
    return {re.split(r"[.\[]", field)[0] for _, field, _, _ in Formatter().parse(sentence) if field is not None}


def page_of(module: Path) -> str:
    """The page of the catalogue whose codes a module may write without the page's name."""
    return module.parts[0].removesuffix(".py")


def speaking_modules() -> list[Path]:
    return [module for module in modules() if module.parts[0] != "wording"]


def called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def literals(node: ast.expr) -> Iterator[str]:
    """The strings an expression may be, where that is plain to see."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)


class Taker(NamedTuple):
    """A function (or a class, by its ``__init__``) with a parameter ``code``: its position, and the blanks it fills."""

    position: int
    fills: frozenset[str]


@cache
def takers() -> dict[tuple[str, str], Taker]:
    """All of them by page and name; the page of what every module may use is empty."""
    found = {("", "say"): Taker(0, frozenset()), ("", "Problem"): Taker(0, frozenset())}
    for module in speaking_modules():
        page = "" if module.parts[0] == "errors.py" else page_of(module)
        for outer in ast.walk(tree(module)):
            for node in ast.iter_child_nodes(outer):
                if isinstance(node, ast.FunctionDef) and "code" in (names := [each.arg for each in node.args.args]):
                    of_class = isinstance(outer, ast.ClassDef) and names[0] in {"self", "cls"}
                    name = outer.name if isinstance(outer, ast.ClassDef) and node.name == "__init__" else node.name
                    found[page, name] = Taker(names.index("code") - of_class, frozenset(filled_inside(node)))
    return found


def filled_inside(function: ast.FunctionDef) -> Iterator[str]:
    """The names a function gives to others as keywords or puts into a dictionary."""
    for node in ast.walk(function):
        if isinstance(node, ast.keyword) and node.arg:
            yield node.arg
        elif isinstance(node, ast.Dict):
            yield from (text for key in node.keys if key is not None for text in literals(key))


def taker_of(node: ast.Call, page: str) -> tuple[str, Taker] | None:
    """What is called, with the page its codes belong to: of this page, of all, or an exception of another page."""
    name = called(node)
    if taker := takers().get((page, name)) or takers().get(("", name)):
        return SPOKEN_BY.get(name, page), taker
    for (other, theirs), taker in takers().items():
        if theirs == name and name.endswith("Error"):
            return SPOKEN_BY.get(name, other), taker
    return None


class Use(NamedTuple):
    """A code written out in a call: where, the code with its page, the blanks filled (None: not plain to see)."""

    where: str
    code: str
    filled: frozenset[str] | None


@cache
def uses() -> tuple[Use, ...]:
    found = []
    for module in speaking_modules():
        page = page_of(module)
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.Call) and (found_taker := taker_of(node, page)):
                speaker, taker = found_taker
                given = node.args[taker.position : taker.position + 1]
                given += [each.value for each in node.keywords if each.arg == "code"]
                keywords = {each.arg for each in node.keywords}
                hidden = None in keywords or called(node) in TAKES_A_MAPPING
                filled = None if hidden else taker.fills | keywords | FILLED_LATER.get(called(node), set())
                for code in (text for expression in given for text in literals(expression)):
                    found.append(Use(f"{module}:{node.lineno}", code if "." in code else f"{speaker}.{code}", filled))
    return tuple(found)


def fixed_parts(node: ast.JoinedStr) -> list[str]:
    """The parts of an f-string, those that are filled in as empty texts."""
    return [each.value if isinstance(each, ast.Constant) else "" for each in node.values]


def mentioned() -> tuple[set[str], list[re.Pattern[str]]]:
    """Every string of the package that may be a code, and every f-string that may give some.

    ``f"command.{key}"`` alone says nothing, nor does an f-string that hardly fixes anything: the key stands somewhere.
    """
    nodes = [(page_of(module), node) for module in speaking_modules() for node in ast.walk(tree(module))]
    given = [(page, fixed_parts(node)) for page, node in nodes if isinstance(node, ast.JoinedStr)]
    completed = {page for page in wording.PAGES if any("".join(fixed) == f"{page}." for _, fixed in given)}
    texts = {use.code for use in uses()}
    for page, node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts |= {node.value, *(f"{each}.{node.value}" for each in {page, *completed})}
    patterns = []
    for page, fixed in given:
        if "".join(fixed).removesuffix(".") not in wording.PAGES and re.search(r"\w{3}", "".join(fixed)):
            pattern = "".join(re.escape(each) or r"[\w.]+" for each in fixed)
            patterns.append(re.compile(rf"(({'|'.join({page, *completed})})\.)?{pattern}"))
    return texts, patterns


def test_every_page_of_the_catalogue_is_bound_in():
    pages = {path.stem for path in (PACKAGE / "wording").iterdir()} - {"__init__", "__pycache__"}

    assert pages == set(wording.PAGES)


@pytest.mark.parametrize("code", sorted(wording.catalogue()))
def test_both_languages_have_the_same_blanks(code: str):
    chinese, english = wording.catalogue()[code]

    assert blanks(chinese) == blanks(english)
    assert chinese.strip()
    assert english.strip()


def test_every_code_in_use_is_in_the_catalogue():
    assert [f"{use.where} {use.code}" for use in uses() if use.code not in wording.catalogue()] == []


def test_every_string_that_looks_like_a_code_is_one():
    looks = re.compile(rf"({'|'.join(wording.PAGES)})\.(?!{FILE_ENDINGS})[a-z][a-z0-9_]*")
    found = []
    for module in speaking_modules():
        nodes = list(ast.walk(tree(module)))
        pieces = {id(piece) for node in nodes if isinstance(node, ast.JoinedStr) for piece in node.values}
        texts = [node for node in nodes if isinstance(node, ast.Constant) and id(node) not in pieces]
        for node in texts:
            if looks.fullmatch(str(node.value)) and node.value not in wording.catalogue():
                found.append(f"{module}:{node.lineno} {node.value}")

    assert found == []


def test_every_blank_of_a_sentence_is_filled_where_it_is_used():
    unfilled = []
    for use in uses():
        if use.code in wording.catalogue() and use.filled is not None:
            missing = blanks(wording.catalogue()[use.code][0]) - use.filled
            unfilled += [f"{use.where} {use.code} {{{name}}}" for name in sorted(missing)]

    assert unfilled == []


def test_every_sentence_of_the_catalogue_is_used():
    texts, patterns = mentioned()
    unsaid = wording.catalogue().keys() - texts

    assert [code for code in sorted(unsaid) if not any(each.fullmatch(code) for each in patterns)] == []


def test_the_checks_above_see_the_codes():
    # A test that finds nothing to check would pass for ever.
    pages = {use.code.split(".")[0] for use in uses()}

    assert {"agreement", "formula", "readings"} <= pages


def test_one_is_singular_in_english():
    """A message of one thing says so in the singular, one of more in the plural; Chinese has no plural."""
    assert wording.say("command.bad", "en", count=1) == "1 error"
    assert wording.say("command.bad", "en", count=2) == "2 errors"
    assert wording.say("command.bad", "zh", count=1) == "共 1 个错误"
