"""Files that went wrong by accident: whatever is done to a file, it loads or is refused with places, never worse."""

from __future__ import annotations

import random
from contextlib import suppress

from hypothesis import example, given
from hypothesis import strategies as st

import ecocomp as ec
from ecocomp.errors import AgreementError
from tests.agreement_files.support import VALID

SNIPPETS = (
    *"{}[]:,-|>&*!%@`'\"#?~\t\n ：，“”（）　０１Ⅲ\x00\x07\ufeff\ud800é𠀀",
    "null", "true", "yes", "1e5", "<<: ", "*a", "&a ", "!!int ", "---\n", "...\n", "extends: fuli-river\n", "extends: x\n",
    "  - ", "inf", "nan", "0x1F", "2024-01-01", "2024-02-30", "III", "劣V", "per: [section]", "dated: {}", "value: null",
    "previous(", "at(C, ", "** 9", "((((((", "year", "month", "万元", "9" * 60, "x" * 3000,
)  # fmt: skip
LINES = VALID.split("\n")

edits = st.one_of(
    st.tuples(st.just("cut"), st.integers(0, len(VALID) - 1), st.integers(1, 40)),
    st.tuples(st.just("put"), st.integers(0, len(VALID)), st.sampled_from(SNIPPETS)),
    st.tuples(st.just("text"), st.integers(0, len(VALID)), st.text(max_size=5)),
    st.tuples(st.just("twice"), st.integers(0, len(LINES) - 1), st.integers(0, len(LINES) - 1)),
    st.tuples(st.just("drop"), st.integers(0, len(LINES) - 1), st.just(0)),
    st.tuples(st.just("copy"), st.integers(0, len(VALID) - 1), st.integers(0, len(VALID) - 1)),
)


def edited(text: str, edit: tuple) -> str:
    kind, at, what = edit
    lines = text.split("\n")
    match kind:
        case "cut":
            return text[:at] + text[at + what :]
        case "put" | "text":
            return text[:at] + what + text[at:]
        case "twice":
            return "\n".join([*lines[: what + 1], lines[at % len(lines)], *lines[what + 1 :]])
        case "drop":
            return "\n".join(lines[:at] + lines[at + 1 :])
    return text[:at] + text[what : what + 30] + text[at:]


def loaded(text: str) -> ec.Agreement | AgreementError:
    try:
        return ec.read_agreement(text, file="trial.yaml")
    except AgreementError as refusal:
        return refusal


def loads_or_is_refused(text: str) -> None:
    """An agreement that loads can be settled or says why not; one that does not has problems with places."""
    found = loaded(text)
    if isinstance(found, ec.Agreement):
        with suppress(ec.EcocompError):
            assert ec.settle(found, ec.Readings(()), 2024, gaps="skip").problems
        return
    assert found.problems
    for each in found.problems:
        assert each.place.file
        assert each.severity == "error"
        assert each.line("zh")
        assert each.line("en")
        assert each.place.line <= text.count("\n") + 2 or each.place.file != "trial.yaml"
    places = [each.place for each in found.problems]
    assert places == sorted(places)


@given(st.lists(edits, min_size=1, max_size=4))
@example([("put", VALID.index("[codmn"), "*a")])
@example([("put", 0, "\ud800")])
@example([("put", 0, "extends: *a\n")])
@example([("put", 0, "extends: fuli-river\n")])
def test_edited_files(changes):
    """A valid file after a few random edits loads, or is refused with located problems that read in both languages."""
    text = VALID
    for each in changes:
        text = edited(text, each)
    loads_or_is_refused(text)


@given(st.text(max_size=200))
def test_any_text(text):
    """Any text at all loads or is refused."""
    loads_or_is_refused(text)


@given(st.lists(st.sampled_from(SNIPPETS), max_size=30))
def test_any_signs(parts):
    """The signs that mean something to YAML, in any order, load or are refused."""
    loads_or_is_refused("".join(parts))


@given(st.lists(edits, min_size=1, max_size=3))
def test_an_extending_file_after_edits(changes):
    """A file that extends a shipped one and is then damaged loads or is refused."""
    text = "ecocomp: 1\nid: own\nextends: fuli-river\n" + VALID.split("\n", 2)[2]
    for each in changes:
        text = edited(text, each)
    loads_or_is_refused(text)


@given(st.data())
def test_any_value_in_any_field(data):
    """A field that holds something of another kind is refused at its place or taken, never worse."""
    import yaml

    document = yaml.load(VALID, yaml.BaseLoader)
    randomness = random.Random(data.draw(st.integers(0, 10**6)))
    parts = [document]
    while parts and randomness.random() < 0.85:
        part = randomness.choice(parts)
        keys = list(part) if isinstance(part, dict) else list(range(len(part)))
        if not keys:
            break
        key = randomness.choice(keys)
        if isinstance(part[key], dict | list) and part[key] and randomness.random() < 0.8:
            parts = [part[key]]
            continue
        odd = [
            None,
            [],
            {},
            "",
            "x",
            "1",
            [1],
            {"a": {"b": {"c": {"d": None}}}},
            "III",
            "true",
            "-1",
            "9" * 45,
            {"": ""},
            {"dated": {}},
        ]
        part[key] = randomness.choice(odd)
        break
    text = yaml.safe_dump(document, allow_unicode=True, sort_keys=False).replace("'", "")
    loads_or_is_refused(text)
