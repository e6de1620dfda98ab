"""What the formula language has: every construct, its tree, and the place of every node in the text."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.agreement.builtin_names import BUILTINS
from ecocomp.formula.functions import EXTREMES, FUNCTIONS, GRADE_NAMES
from ecocomp.formula.parse import parse
from ecocomp.formula.tree import Call, Grade, Name, Node, Number, Operation, names, walk
from tests.strategies import sketches, sparingly_written, written


def shape(node: Node) -> object:
    """A tree without places, short enough to write down."""
    match node:
        case Number():
            return node.value
        case Grade():
            return f"grade {node.grade}"
        case Name():
            return node.id
        case Operation():
            return (node.operator, *map(shape, node.operands))
        case Call():
            options = {name: shape(option) for name, option in node.options.items()}
            return (
                node.function,
                *map(shape, node.operands),
                *([node.words] if node.words else []),
                *([options] if options else []),
            )


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("0.85", Fraction(17, 20)),
        ("0.50", Fraction(1, 2)),
        ("123456789012345678901234567890", Fraction(123456789012345678901234567890)),
        ("C", "C"),
        ("单价", "单价"),
        ("㐀 + 鿿", ("+", "㐀", "鿿")),  # the first and the last of the common Chinese characters
        ("k_0", "k_0"),
        ("_x", "_x"),
        ("+x", "x"),
        ("-x", ("neg", "x")),
        ("--x", ("neg", ("neg", "x"))),
        ("a + b", ("+", "a", "b")),
        ("a - b - c", ("-", ("-", "a", "b"), "c")),
        ("a - (b - c)", ("-", "a", ("-", "b", "c"))),
        ("a + b * c", ("+", "a", ("*", "b", "c"))),
        ("(a + b) * c", ("*", ("+", "a", "b"), "c")),
        ("a / b / c", ("/", ("/", "a", "b"), "c")),
        ("-a ** 2", ("neg", ("**", "a", 2))),
        ("(-a) ** 2", ("**", ("neg", "a"), 2)),
        ("a ** 0", ("**", "a", 0)),
        ("a ** 9", ("**", "a", 9)),
        ("a < b", ("<", "a", "b")),
        ("a <= b", ("<=", "a", "b")),
        ("a > b", (">", "a", "b")),
        ("a >= b", (">=", "a", "b")),
        ("a == b", ("==", "a", "b")),
        ("a != b", ("!=", "a", "b")),
        ("a < b <= c", ("and", ("<", "a", "b"), ("<=", "b", "c"))),
        ("a and b and c", ("and", "a", "b", "c")),
        ("a or b and not c", ("or", "a", ("and", "b", ("not", "c")))),
        ("not a < b", ("not", ("<", "a", "b"))),
        ("x if a else y", ("if", "a", "x", "y")),
        ("x if a else y if b else z", ("if", "a", "x", ("if", "b", "y", "z"))),
        ("1if a else 2", ("if", "a", 1, 2)),
        (" \t( x\n + y )\n", ("+", "x", "y")),
    ],
)
def test_operators(text, tree):
    """Numbers, names and operators give the tree that Python and mathematics would give."""
    assert tree == shape(parse(text))


@pytest.mark.parametrize(
    ("text", "grade"),
    [("Ⅰ", 1), ("Ⅱ", 2), ("Ⅲ", 3), ("Ⅳ", 4), ("Ⅴ", 5), ("劣Ⅴ", 6), ("I", 1), ("III", 3), ("V", 5), ("劣V", 6)],
)
def test_grades(text, grade):
    """A grade may be written with its Roman sign or with letters."""
    assert Grade(grade, (0, 0)) == parse(text)


def test_all_grades():
    """There is a name for each of the six grades and for nothing else."""
    assert [1, 2, 3, 4, 5, 6] == sorted(GRADE_NAMES.values())


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("abs(x)", ("abs", "x")),
        ("clip(x, 0, 2)", ("clip", "x", 0, 2)),
        ("floor(x)", ("floor", "x")),
        ("ceil(x, unit=万元)", ("ceil", "x", {"unit": "万元"})),
        ("round(x, 2, half_up)", ("round", "x", 2, {"mode": "half_up"})),
        ("round(x, n, half_even, unit=元)", ("round", "x", "n", {"mode": "half_even", "unit": "元"})),
        ("round(x, 1, up, unit=元/t)", ("round", "x", 1, {"mode": "up", "unit": "元/t"})),
        ("floor(x, unit=万元/(mg/L))", ("floor", "x", {"unit": "万元/(mg/L)"})),
        ("better(x)", ("better", "x")),
        ("worse(x)", ("worse", "x")),
        ("evaluation(x)", ("evaluation", "x")),
        ("ln(x)", ("ln", "x")),
        ("log10(x)", ("log10", "x")),
        ("average(x, month, by=quarter)", ("average", "x", {"axis": "month", "by": "quarter"})),
        ("present(x)", ("present", "x")),
        ("otherwise(x, 0)", ("otherwise", "x", 0)),
        ("unless(x, y > 0)", ("unless", "x", (">", "y", 0))),
        ("grade(C)", ("grade", "C")),
        ("limit(Ⅲ)", ("limit", "grade 3")),
        ("exceedance(C, limit(target))", ("exceedance", "C", ("limit", "target"))),
        ("bands(x, 分档)", ("bands", "x", {"table": "分档"})),
        ("sum(x, month)", ("sum", "x", {"axis": "month"})),
        ("mean(x, month, where=y > 0)", ("mean", "x", {"axis": "month"}, {"where": (">", "y", 0)})),
        ("mean(x, month, at_least=10)", ("mean", "x", {"axis": "month"}, {"at_least": 10})),
        ("sum(x, section, by=upstream)", ("sum", "x", {"axis": "section", "by": "upstream"})),
        ("count(x, section)", ("count", "x", {"axis": "section"})),
        ("any(x, month)", ("any", "x", {"axis": "month"})),
        ("all(x, month)", ("all", "x", {"axis": "month"})),
        ("worst(g, indicator)", ("worst", "g", {"axis": "indicator"})),
        ("best(g, indicator)", ("best", "g", {"axis": "indicator"})),
        ("streak(x, month)", ("streak", "x", {"axis": "month"})),
        ("rank(x, section)", ("rank", "x", {"axis": "section"})),
        (
            "rank(x, section, then=y, ties=mean, order=descending)",
            ("rank", "x", {"axis": "section", "ties": "mean", "order": "descending"}, {"then": "y"}),
        ),
        ("before(x, month)", ("before", "x", {"axis": "month"})),
        ("before(x, month, first=y)", ("before", "x", {"axis": "month"}, {"first": "y"})),
        ("run_length(x, month)", ("run_length", "x", {"axis": "month"})),
        ("cumulative(x, month)", ("cumulative", "x", {"axis": "month"})),
        ("allocate(total, w, party)", ("allocate", "total", "w", {"axis": "party"})),
        ("share(x, party)", ("share", "x", {"axis": "party"})),
        ("previous(x)", ("previous", "x")),
        ("inflow(x)", ("inflow", "x")),
        ("inflow(x, mean)", ("inflow", "x", {"how": "mean"})),
        ("control(x)", ("control", "x")),
        ("at(x, 平林)", ("at", "x", {"label": "平林"})),
        ("without(x, do)", ("without", "x", {"label": ("do",)})),
        ("without(x, do, ph)", ("without", "x", {"label": ("do", "ph")})),
        ("min(a, b)", ("min", "a", "b")),
        ("max(a, b, c, 4)", ("max", "a", "b", "c", 4)),
        ("min(a, month)", ("min", "a", {"axis": "month"})),
        ("max(a, section, where=b)", ("max", "a", {"axis": "section"}, {"where": "b"})),
    ],
)
def test_functions(text, tree):
    """Every function takes its operands, its words and its options."""
    assert tree == shape(parse(text))


def test_every_function_is_tried_above():
    """The list above has every function of the language."""
    marks = [mark for mark in test_functions.pytestmark if mark.name == "parametrize"]
    tried = {text.split("(")[0] for text, _ in marks[0].args[1]}

    assert {*FUNCTIONS, *EXTREMES} == tried


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("a + b", "b", (0, 4)),
        ("单价 * b + 丙", "丙", (0, 9)),
        ("(断面\n  + 污染 * 乙)", "污染", (1, 4)),
        ("(断面\n  + 污染 * 乙)", "乙", (1, 9)),
        ("\n\n  丁", "丁", (2, 2)),
        ("sum(质 * 权重, month)", "权重", (0, 8)),
        ("max(甲, month, where=乙)", "乙", (0, 20)),
    ],
)
def test_place_of_a_name(text, word, place):
    """The place of a node is its line and its column, counted in characters from 0."""
    [found] = [node.at for node in walk(parse(text)) if isinstance(node, Name) and node.id == word]

    assert place == found


@given(
    st.lists(st.sampled_from(["断", "a", "水质", "乙2"]), min_size=1, max_size=8),
    st.lists(st.sampled_from([" ", "\n", "\n  "])),
)
def test_places_point_at_the_names(words, gaps):
    """Wherever a name stands, its place leads back to it in the text."""
    gaps = [*gaps, *[" "] * len(words)]
    text = "".join(
        gap + ("+ " if number else "") + word for number, (gap, word) in enumerate(zip(gaps, words, strict=False))
    )
    lines = text.split("\n")
    found = [node for node in walk(parse(text)) if isinstance(node, Name)]

    assert len(words) == len(found)
    for node in found:
        line, column = node.at
        assert lines[line].startswith(node.id, column)


@given(sketches(("a", "断面", "Q")))
def test_brackets_that_are_not_needed_change_nothing(sketch):
    """A formula with every bracket and the same one with the fewest give the same tree."""
    assert shape(parse(written(sketch))) == shape(parse(sparingly_written(sketch)))


def test_names_read():
    """The names that a formula reads are those that stand for values: no axes, tables, roles, units or modes."""
    text = "sum(bands(a, t) * round(b, n, half_up, unit=万元), section, by=upstream, where=c) + at(d, e) + Ⅲ"

    assert {"a", "b", "n", "c", "d"} == names(parse(text))


def test_trees_travel():
    """A tree can be pickled, for it goes to other processes."""
    tree = parse("mean(C, month, where=C > 0.5) if x else limit(Ⅲ)")

    assert tree == pickle.loads(pickle.dumps(tree))


def test_signature():
    """A function tells how it is written."""
    assert "round(x, places, mode, [unit=])" == FUNCTIONS["round"].signature
    assert "rank(x, axis, [then=], [ties=], [order=])" == FUNCTIONS["rank"].signature
    assert "min(x, x, …)" == EXTREMES["min"][0].signature


@pytest.mark.parametrize("name", [*BUILTINS])
def test_names_that_every_agreement_has(name):
    """No name of the language is read as a grade: Python turns the sign Ⅴ into the letter V."""
    assert Name(name, (0, 0)) == parse(name)
