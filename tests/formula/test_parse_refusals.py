"""What the formula language refuses, and that it says so in words, in both languages, whatever the text."""

from __future__ import annotations

import pickle
import tracemalloc
import warnings

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ecocomp.formula.parse import DEEPEST_NESTING, LONGEST_FORMULA, LOOK_ALIKE, MOST_DIGITS, MOST_NODES, parse
from ecocomp.formula.problems import FormulaError
from ecocomp.formula.tree import names, walk
from ecocomp.wording import catalogue, say
from tests.strategies import nearly_formulas


def refusal(text: str) -> FormulaError:
    """The error a text gives; its message must be there in both languages, its place inside the text."""
    with pytest.raises(FormulaError) as caught:
        parse(text)
    error = caught.value
    assert error.code in catalogue()
    for language in ("zh", "en"):
        message = say(error.code, language, **error.details)
        assert message
        assert "{" in text or "{" not in message  # no blank is left unfilled
    line, column = error.at
    assert 0 <= column <= len(text.split("\n")[line])
    return error


def code_of(text: str) -> str:
    return refusal(text).code.removeprefix("formula.")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        # reaching for Python
        ("x.real", "no_attribute"),
        ("x.__class__.__bases__", "no_attribute"),
        ("().__class__", "no_attribute"),
        ("C.mean(month)", "no_attribute"),
        ("__import__('os')", "unknown_function"),
        ("eval(x)", "unknown_function"),
        ("getattr(x, y)", "unknown_function_close"),
        ("C[0]", "no_subscript"),
        ("C['codmn']", "no_subscript"),
        ("C[1:2]", "no_subscript"),
        ("[x for x in C]", "no_comprehension"),
        ("{x for x in C}", "no_comprehension"),
        ("{x: 1 for x in C}", "no_comprehension"),
        ("(x for x in C)", "no_comprehension"),
        ("x for x in C", "no_comprehension"),
        ("sum((x for x in C), month)", "no_comprehension"),
        ("lambda: 1", "no_lambda"),
        ("(lambda x: x)(1)", "not_in_language"),
        ("x := 1", "no_assignment"),
        ("(x := 1) + x", "no_assignment"),
        ("sum(*C, month)", "no_star"),
        ("[*C]", "no_list"),
        ("sum(C, month, **x)", "option"),
        ("[1, 2]", "no_list"),
        ("(1, 2)", "no_list"),
        ("1, 2", "no_list"),
        ("()", "no_list"),
        ("{1}", "no_list"),
        ("{}", "no_list"),
        ("yield x", "not_in_language"),
        ("await x", "not_in_language"),
        # texts
        ("'abc'", "no_text"),
        ('"abc"', "no_text"),
        ("'a' 'b'", "no_text"),
        ("b'abc'", "no_text"),
        ("f'{x}'", "no_text"),
        ("f'{x.__class__}'", "no_text"),
        ("r'x'", "no_text"),
        ("'''a\nb'''", "no_text"),
        ("sum('C', month)", "no_text"),
        # operators that the language has not
        ("a // b", "not_in_language"),
        ("a % b", "not_in_language"),
        ("a & b", "not_in_language"),
        ("a | b", "not_in_language"),
        ("a ^ 2", "not_in_language"),
        ("a << 2", "not_in_language"),
        ("~a", "not_in_language"),
        ("a is b", "not_in_language"),
        ("a is not b", "not_in_language"),
        ("a in b", "not_in_language"),
        ("a not in b", "not_in_language"),
        ("a < b in c", "not_in_language"),
        ("True", "not_in_language"),
        ("None", "not_in_language"),
        ("...", "not_in_language"),
        # numbers
        ("1e400", "number"),
        ("1e3", "number"),
        ("1E-5", "number"),
        ("0x1F", "number"),
        ("0o17", "number"),
        ("0b11", "number"),
        ("1_000", "number"),
        ("1j", "number"),
        ("2.5J", "number"),
        ("1.", "number"),
        (".5", "number"),
        ("09", "syntax"),
        ("1" * (MOST_DIGITS + 1), "digits"),
        ("0." + "1" * MOST_DIGITS, "digits"),
        ("1" * 1900, "digits"),
        ("9**9**9", "power"),
        ("9**(9**9)", "power"),
        ("10**100000", "power"),
        ("2**-1", "power"),
        ("2**0.5", "power"),
        ("2**x", "power"),
        ("2**10", "power"),
        # characters
        ("a @ b", "character"),
        ("a; b", "character"),
        ("1 # one", "character"),
        ("a \\\n + b", "character"),
        ("a ? b", "character"),
        ("$a", "character"),
        ("`a`", "character"),
        ("С + 1", "character"),  # Cyrillic Es
        ("Р + 1", "character"),  # Cyrillic Er
        ("Ο + 1", "character"),  # Greek Omicron
        ("é", "character"),
        ("𝐱 + 1", "character"),
        ("ⅳ", "character"),
        ("Ⅻ", "character"),
        ("x²", "character"),
        ("a\u200bb", "character"),
        ("a\u200db", "character"),
        ("a\u202eb", "character"),
        ("a\u2066b", "character"),
        ("a\x00b", "character"),
        ("\ufeffa", "character"),
        ("a\u00a0+ b", "character"),
        ("a　+ b", "character"),
        ("a\rb", "character"),
        ("a\r\n+ b", "character"),
        ("a\fb", "character"),
        ("a\x1b[31m", "character"),
        ("😀", "character"),
        ("a\ud800", "character"),
        ("30％", "character"),
        ("“a”", "character"),
        ("a；b", "character"),
        ("a：b", "character"),
        # no formula at all
        ("", "empty"),
        (" \n\t", "empty"),
        ("\u3000", "empty"),
        ("a +", "syntax"),
        ("* a", "syntax"),
        ("a b", "syntax"),
        ("1 2", "syntax"),
        ("a = 1", "syntax"),
        ("a += 1", "syntax"),
        ("a == = b", "syntax"),
        ("a <> b", "syntax"),
        ("a ! b", "syntax"),
        ("a if b", "syntax"),
        ("if a: b", "syntax"),
        ("import os", "syntax"),
        ("def f(): pass", "syntax"),
        ("return a", "syntax"),
        ("del a", "syntax"),
        ("pass", "syntax"),
        ("a\nb", "syntax"),
        ("'abc", "syntax"),
        ("(a", "syntax"),
        ("a)", "syntax"),
        ("(a]", "syntax"),
        (")(", "syntax"),
        ("a) + (b", "syntax"),
        ("1) or (1", "syntax"),
        ("f'{x'", "syntax"),
        ("4䷀5", "syntax"),  # a hexagram, which stands among the Chinese characters
        ("断面 质", "syntax"),
        # calls
        ("foo", None),
        ("summ(C, month)", "unknown_function_close"),
        ("print(1)", "unknown_function_close"),
        ("f(x)(y)", "not_in_language"),
        ("abs()", "arity"),
        ("abs(1, 2)", "arity"),
        ("sum(C)", "arity"),
        ("sum(C, section, month)", "arity"),
        ("min()", "arity"),
        ("min(1)", "arity"),
        ("max(C, month, 2, axis=1)", "option"),
        ("sum(x=C, axis=month)", "arity"),
        ("sum(C, year)", "choice"),
        ("sum(C, 'month')", "word"),
        ("sum(C, 1)", "word"),
        ("sum(C, *month)", "word"),
        ("sum(C, month, by=1)", "word"),
        ("sum(C, month, where=a, where=b)", "option"),
        ("sum(C, month, axis=section)", "option"),
        ("sum(C, month, foo=1)", "option"),
        ("abs(x, where=y)", "option"),
        ("round(x, 2)", "arity"),
        ("round(x, 2, bankers)", "choice"),
        ("rank(x, month, ties=first)", "choice"),
        ("rank(x, month, order=up)", "choice"),
        ("inflow(x, median)", "choice"),
        ("at(x, 'a')", "word"),
        ("at(x, a.b)", "word"),
        ("bands(x, 1)", "word"),
        ("floor(x, unit=foo)", "unit_unknown"),
        ("floor(x, unit=元/foo)", "unit_unknown"),
        ("floor(x, unit='元')", "unit_unknown"),
        ("floor(x, unit=元.t)", "unit_unknown"),
        ("floor(x, unit=%)", "syntax"),
    ],
)
def test_refused(text, code):
    """What is not in the language is refused by its own sentence, in both languages, with a place in the text."""
    if code is None:
        assert parse(text)
    else:
        assert code == code_of(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a + x.y", (0, 4)),
        ("断面 + 质.量", (0, 5)),
        ("断面\n  + 质.量", (1, 4)),
        ("断面 * * 3", (0, 5)),
        ("断面 +\n  污染 + 1abc", (1, 7)),
        ("断面 +\n污染 * 1abc\n+ 3", (1, 5)),
        ("断面 +\n  污染\n  + * 3", (2, 4)),
        ("断面 +\n* 3", (1, 0)),
        # what is lacking is lacking at the end
        ("断面 +", (0, 4)),
        ("断面 +\n  污染 *\n", (1, 6)),
        ("断面) + 1", (0, 2)),
        ("断面 ＋ 1", (0, 3)),
        ("甲 +\n乙 × 3", (1, 2)),
        ("甲 + sum(乙, 月)", (0, 11)),
        ("甲 + sum(乙, month, where=丙[1])", (0, 24)),
        ("甲 + f(1)", (0, 4)),
        ("甲 ** 乙", (0, 5)),
        ("max(甲, 'x')", (0, 7)),
    ],
)
def test_place_of_what_is_refused(text, place):
    """An error points at the line and the character, Chinese characters counting as one each."""
    assert place == refusal(text).at


@pytest.mark.parametrize(("found", "instead"), [*LOOK_ALIKE.items()])
def test_look_alikes(found, instead):
    """A sign that looks like one of the language is refused with the sign to write; that one is in the language."""
    error = refusal(f"a {found} b")

    assert "formula.look_alike" == error.code
    assert {"found": found, "instead": instead} == error.details
    assert (0, 2) == error.at
    if instead in "+-*/,<=>===!=":
        template = "min(a {} b)" if instead == "," else "a {} b"
        assert parse(template.format(instead))


def test_errors_travel():
    """An error keeps its code, place and details when it comes from another process."""
    error = refusal("断面 + 质.量")
    other = pickle.loads(pickle.dumps(error))

    assert (error.code, error.at, error.details, str(error)) == (other.code, other.at, other.details, str(other))


def test_unknown_function_has_a_suggestion():
    """A function that is nearly right is answered with the right one."""
    assert "mean" == refusal("maen(C, month)").details["close"]


def test_message_shows_what_was_written():
    """A refusal shows the beginning of what it refuses, without brackets of our own."""
    assert "a, b" == refusal("a, b").details["found"]
    assert "x.y" == refusal("1 + x.y").details["found"]
    assert "质\n.量" == refusal("1 +\n质\n.量").details["found"]
    assert 41 == len(refusal("断" * 50 + ".a").details["found"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x.y(1)", "a formula has no attributes: x.y"),
        ("abs()", "abs is written abs(x); here are 0 arguments"),
        (
            "sum(C, month, foo=1)",
            "sum takes no (second) 'foo='; it is written sum(x, axis, [where=], [by=], [at_least=])",
        ),
        ("sum(C, month, **x)", "sum takes no (second) '**='; it is written sum(x, axis, [where=], [by=], [at_least=])"),
        ("sum(C, 1)", "the axis of sum must be a single name, not 1"),
        (
            "inflow(x, median)",
            "the how of inflow cannot be 'median'; choose from sum / mean / min / max / worst / best",
        ),
    ],
)
def test_a_refusal_names_the_function_and_how_it_is_written(text, told):
    """The whole sentence as it is read."""
    error = refusal(text)

    assert told == say(error.code, "en", **error.details)


@pytest.mark.parametrize(
    ("text", "found", "read"),
    [
        ("zzz(x) + sum(y, yeer)", ["zzz", "yeer"], {"x", "y"}),
        ("foo(x, month)", ["foo"], {"x"}),
        ("summ(x, yeer)", ["summ", "yeer"], {"x"}),
        ("maxx(x, month)", ["maxx"], {"x"}),
    ],
)
def test_misspelt_words_are_told_at_once(text, found, read):
    """What stands around them is read, by the function that was probably meant: names, not the words beside them."""
    error = refusal(text)

    assert (found, read) == ([each.details["found"] for each in error.all], names(error.tree))


DEEP = 500


@pytest.mark.parametrize(
    "text",
    [
        "(" * DEEP + "1" + ")" * DEEP,
        "[" * DEEP + "]" * DEEP,
        "{" * DEEP + "}" * DEEP,
        "(" * DEEP,
        "-" * DEEP + "1",
        "-" * 1990 + "1",
        "+" * DEEP + "1",
        "not " * 400 + "a",
        "~" * 1990 + "1",
        "abs(" * DEEP + "1" + ")" * DEEP,
        "a if b else " * 150 + "c",
        "1 + " * 400 + "1",
        "1 - " * 400 + "1",
        "a < " * 450 + "a",
        "a ** " * 350 + "a",
        "2 ** 9 " + "** 9 " * 300,
        "lambda: " * 200 + "1",
        "a" + ".b" * 900,
        "a" + "[0]" * 600,
        "a" + "()" * 900,
        "f'{" * 30 + "a" + "}'" * 30,
        "min(" + "1, " * 650 + "1)",
        "sum(" + "(" * 36 + "1" + ")" * 36 + ", month",
        "1" * 2000,
        "a" * 2001,
        "1" * 1_000_000,
        "(" * 1_000_000,
        "断" * 1_000_000,
        "9**" * 600 + "9",
        "1 < (" * DEEPEST_NESTING + "1" + ") < 1" * DEEPEST_NESTING,
        "1 < (" * 19 + "1" + ") < 1" * 19,
        "1 < (2 if 1 < (" * 9 + "1" + ") < 1 else 2) < 1" * 9,
    ],
    ids=lambda text: f"{text[:12]} {len(text)}",
)
def test_bombs(text):
    """Texts made to exhaust a parser are refused, in little memory."""
    tracemalloc.start()
    try:
        refusal(text)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most < 20_000_000


def test_longest():
    """A formula may have as many characters as the bound says and not one more."""
    assert parse("1" + " " * (LONGEST_FORMULA - 1))
    assert "too_long" == code_of("1" + " " * LONGEST_FORMULA)


def test_deepest():
    """A formula may be nested as deeply as the bound says and no deeper."""
    assert parse("-" * DEEPEST_NESTING + "1")
    assert "too_deep" == code_of("-" * (DEEPEST_NESTING + 1) + "1")
    assert "too_deep" == code_of("1 < (" * 36 + "-----1" + ")" * 36)
    assert "too_deep" == code_of("1 < 2 < (" * 20 + "-1" + ")" * 20)
    for piece in ("1 and (", "sum(1, month, where="):
        assert "too_deep" == code_of(piece * 30 + "-" * 20 + "1" + ")" * 30)
    assert parse("(" * DEEPEST_NESTING + "1" + ")" * DEEPEST_NESTING)
    assert {"most": DEEPEST_NESTING} == refusal("(" * (DEEPEST_NESTING + 1)).details
    assert "too_deep" == code_of("(" * (DEEPEST_NESTING + 1) + "1" + ")" * (DEEPEST_NESTING + 1))
    assert parse("1" + " - 1" * DEEPEST_NESTING)
    assert "too_deep" == code_of("1" + " - 1" * (DEEPEST_NESTING + 1))


def test_a_character_is_named():
    """One that looks like a letter of its own is told by its name in Unicode."""
    assert {"found": "С", "name": "CYRILLIC CAPITAL LETTER ES"} == refusal("С + 1").details


def test_most_parts():
    """A formula may have as many parts as the bound says and not one more."""

    def wide(parts):
        return "min(" + ", ".join(["1"] * (parts - 1)) + ")"

    assert MOST_NODES == sum(1 for _ in walk(parse(wide(MOST_NODES).replace(" ", ""))))
    assert "too_many" == code_of(wide(MOST_NODES + 1))


def test_chains_inside_chains_do_not_double():
    """The middle of a chained comparison stands in the tree twice and is counted twice, so trees stay small."""
    chain = "1 < (2 if 1 < (2 if 1 < a < 1 else 3) < 1 else 3) < 1"

    assert sum(1 for _ in walk(parse(chain))) < MOST_NODES


def parsed_or_refused(text: str) -> None:
    """Parses a text or is refused it; everything else, even a warning of Python, fails the test."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            tree = parse(text)
    except FormulaError:
        refusal(text)
    else:
        assert sum(1 for _ in walk(tree)) <= 2 * MOST_NODES


@given(nearly_formulas)
@example("1if a else 2")
@example("'\\d'")
@example("'a' is b")
@example("1()")
@example("1[0]")
def test_pieces_of_formulas(text):
    """Pieces of formulas in any order give a tree or a FormulaError with a place, never anything else."""
    parsed_or_refused(text)


@given(st.text(max_size=60))
def test_any_text(text):
    """Any text gives a tree or a FormulaError with a place, never anything else."""
    parsed_or_refused(text)


@given(
    st.integers(1, 60),
    st.sampled_from(["断", "x", "1", "(", "-", "not ", "a.b", "f(", "'", "1<", "a if b else ", "{", "[a,"]),
)
def test_repeated_text(times, piece):
    """A piece of text repeated any number of times gives a tree or a FormulaError."""
    parsed_or_refused(piece * times)
    parsed_or_refused(piece * times + "1")
