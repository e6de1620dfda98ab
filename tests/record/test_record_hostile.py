"""Records from someone else, whose digests may all fit: refused or told of, never a traceback."""

from __future__ import annotations

import pytest

import ecocomp as ec
from ecocomp.errors import RecordError
from tests.record.support import TEXTS, forged, small
from tests.settlement.support import STEPS, monthly, settled


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"[NaN]",
        b"\xef\xbb\xbf{}",
        b"\xff",
        b'["\\ud800"]',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"[" * 190 + b"]" * 190,
        b"9" * 5000,
        b"[" + b",".join([b"9" * 4000] * 1000) + b"]",
    ],
    ids=lambda content: f"{content[:8]!r} {len(content)}",
)
def test_what_is_no_record_is_refused(tmp_path, content):
    """Deep nesting, huge numbers, halves of characters and other kinds of data are told of as no record."""
    path = tmp_path / "record.json"
    path.write_bytes(content)
    with pytest.raises(RecordError):
        ec.verify(path)


def test_a_key_given_twice_is_refused(tmp_path):
    """Of two values for one key nobody would know which one counts."""
    content = ec.record_of(small()).content
    path = tmp_path / "record.json"
    path.write_bytes(content.replace(b'"kind":', b'"kind":"ecocomp-record","kind":', 1))
    with pytest.raises(RecordError):
        ec.verify(path)


def put(data, *path_and_value):
    """Put a value at a path."""
    *path, last, value = path_and_value
    for each in path:
        data = data[each]
    data[last] = value


@pytest.mark.parametrize(
    "change",
    [
        ("period", "year", 1900),
        ("period", "months", ["0000-01"]),
        ("period", "months", ["2024-01"] * 12),
        ("period", "months", [f"2024-{month:02d}" for month in range(12, 0, -1)]),
        ("period", "months", ["2024-01", "2029-07"]),
        ("period", "complete", False),
        ("origins", "cells", 0, 1, 2**53 - 1),
        ("origins", "cells", 0, 2, 2**31),
        ("origins", "cells", 0, 0, 7),
        ("readings", 0, "when", "0000-02"),
        ("readings", 0, "doubt", {"checks": ["jump"], "value": "9" * 5000}),
        ("agreement", "texts", 0, "text", "a: ["),
        ("agreement", "texts", 0, "text", "ecocomp: 1\nid: x\nextends: fuli-river\n"),
        ("inputs", {"nobody": {"axes": [], "elements": ["1"], "sources": [], "source": [0]}}),
    ],
    ids=lambda change: " ".join(map(str, change))[:40],
)
def test_parts_that_do_not_fit_are_told_of(change):
    """Months of another year, places beyond any file, texts that are none: not settled anew, with the reason."""
    found = ec.verify(forged(ec.record_of(small()), lambda data: put(data, *change)))

    assert not found
    assert found.problems[0].code == "record.not_settled"


@pytest.mark.parametrize("count", [0, 1, 3])
def test_an_input_with_more_or_fewer_elements_than_labels_is_told_of(count):
    """Of two parties."""
    body = STEPS.replace("parameters:", "inputs:\n  bonus: {title: 奖励, unit: 元, per: [party]}\nparameters:").replace(
        "transfers:",
        "transfers:\n  - {name: bonus_paid, title: 奖励, per: [party], payer: xia, payee: shang, amount: bonus}",
    )
    record = ec.record_of(settled(body, monthly({"甲": TEXTS}), inputs={"bonus": {"shang": 5, "xia": 7}}))
    assert ec.verify(record)

    def resize(data):
        part = data["inputs"]["bonus"]
        part |= {key: (part[key] * 2)[:count] for key in ("elements", "source")}

    found = ec.verify(forged(record, resize))
    assert [each.code for each in found.problems] == ["record.not_settled", "record.parts"]


@pytest.mark.parametrize(
    "change",
    [
        {"state": "holiday"},
        {"method": "guessed"},
        {"when": "2024-02-31"},
        {"when": "2024-01-05 25:00"},
        {"when": "2024-01junk"},
        {"qualifier": "missing"},
        {"qualifier": "below"},
        {"detection_limit": "0.05"},
    ],
    ids=str,
)
def test_a_reading_that_no_file_can_give_is_told_of(change):
    """0.40 mg/L of January: days there are not, unknown words, a value that is missing."""
    found = ec.verify(forged(ec.record_of(small()), lambda data: data["readings"][0].update(change)))
    assert [each.code for each in found.problems] == ["record.not_settled", "record.parts"]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (("agreement", "title", "另一协议"), "agreement title"),
        (("agreement", "id", "other"), "agreement id"),
        (("agreement", "official", False), "agreement official"),
        (("readings", 0, "value", "0.4000"), "readings 0.value"),
        (("readings", 0, "state", ""), "readings 0.state"),
    ],
    ids=str,
)
def test_what_is_written_otherwise_than_ecocomp_writes_it_is_not_equal(change, what):
    """The title above a verification is that of the texts."""
    found = ec.verify(forged(ec.record_of(small()), lambda data: put(data, *change)))
    assert not found.problems
    assert found.difference.what[1] == what
    assert not found
