"""The strict subset of YAML: what looks like something else is refused at its line and column."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

import ecocomp as ec
from ecocomp.errors import AgreementError
from ecocomp.strict_yaml import LARGEST_FILE, read_yaml
from tests.agreement_files.support import VALID, changed, errors, faults, line_of


def yaml_faults(text: str) -> list[str]:
    found = read_yaml(text, "f.yaml").problems
    return [f"{each.place.line}:{each.place.column} {each.code.removeprefix('agreement.')}" for each in found]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("-0.850", Decimal("-0.850")),
        ("+3", Decimal(3)),
        ("0", Decimal(0)),
        ('"0.5"', "0.5"),
        ("'true'", "true"),
        ("2024-03", "2024-03"),
        ("III", "III"),
        ("环办〔2020〕82号", "环办〔2020〕82号"),
        ("说明：见附件", "说明：见附件"),
    ],
)
def test_plain_scalars(text, value):
    """A scalar is a number, truth, nothing, or the text as it stands; a number keeps its own digits."""
    document = read_yaml(f"a: {text}", "f.yaml")

    assert document.problems == []
    assert document.data == {"a": value}
    assert str(document.data["a"]) == str(value)


@pytest.mark.parametrize("text", ["yes", "No", "on", "OFF", "y", "n", "True", "FALSE", "是", "否", "~", "Null", "none"])
def test_truth_look_alikes(text):
    """Words that some YAML reads as truth or nothing are refused where they stand."""
    assert yaml_faults(f"a:\n  b: {text}") == ["2:6 like_truth"]


@pytest.mark.parametrize(
    "text",
    [
        "1,000",
        "1_000",
        "010",
        "1.",
        ".5",
        "1e5",
        "1.5E-3",
        "50%",
        "50％",
        "３",
        "３．５",
        "12:30",
        ".inf",
        "-.INF",
        ".nan",
        "0x10"[:1] + "7",
        "1.2.3",
        "9" * 41,
        "--1"[1:] + "-2",
    ],
)
def test_number_look_alikes(text):
    """What is nearly a number is refused where it stands, never read as something else."""
    assert yaml_faults(f"a: {text}") == ["1:4 like_number"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: 2024-02-30", "1:4 date"),
        ("a: 2024-13-01", "1:4 date"),
        ("a: 1\na: 2", "2:1 duplicate_key"),
        ("a: {b: 1, b: 2}", "1:11 duplicate_key"),
        ("a: &x 1", "1:4 anchor"),
        ("a: *x", "1:4 anchor"),
        ("a: !!str 1", "1:4 tag"),
        ("a: !python/object:os.system {}", "1:4 tag"),
        ("<<: {a: 1}", "1:1 anchor"),
        ("? [a, b]\n: 1", "1:3 key_not_text"),
        ("a: 1\n---\nb: 2", "2:1 several_documents"),
        ("a: 1\nb：2\n", "2:1 full_width_colon"),
        ("a: “x”", "1:4 full_width_quote"),
        ("a: ‘x’", "1:4 full_width_quote"),
        ("a: 1 ＃说明", "1:4 full_width_comment"),
        ("a: {b：1}", "1:5 full_width_colon"),
        ("a:\n\tb: 1", "2:1 yaml"),
        ('a: "\\e[31m"', "1:4 hidden_character"),
        ('a: "\\0"', "1:4 hidden_character"),
        ("a: x\u202ey", "1:4 hidden_character"),
        (r'a: "x\uFFFEy"', "1:4 hidden_character"),
        ("a: 1\n\u2066b: 2", "2:1 hidden_character"),
        ("a: [1, 2", "2:1 yaml"),
        ("a: 1\nb： 2\nc: 3", "2:1 full_width_colon"),
        ("a:\n  - b： 2\n    c: 3", "2:5 full_width_colon"),
        ("a: {b: 1，c: 2}", "1:9 full_width_comma"),
        ('a: "x', "1:6 yaml"),
        ("a: b: c", "1:5 yaml"),
        ("a: @x", "1:4 yaml"),
        ("a: \x00", "1:4 yaml"),
        ("a: 1\nb: \x07x", "2:4 yaml"),
        ("a: 1\nb: \ud800", "2:4 yaml"),
    ],
)
def test_other_traps(text, fault):
    """Whatever the strict subset leaves out is refused at its line and column."""
    assert fault in yaml_faults(text)


def test_a_full_width_comma_does_not_divide_a_list():
    """A list written with full-width commas is one unknown name, told at its place."""
    text = changed("indicators: [codmn, nh3n]", "indicators: [codmn，nh3n]")

    assert f"{line_of('indicators: [')}:16 field_pattern" in faults(text)


def test_all_traps_of_one_file_are_told_at_once():
    """Faults of the YAML, of fields, and of formulas come together, in the order of the file."""
    text = VALID.replace("value: 10", "value: 1_000").replace("price * steps", "price *")
    text = text.replace("below_detection: half", "below_detection: third").replace("title: 级差", "titel: 级差")

    found = faults(text)

    assert [each.split()[1] for each in found] == [
        "field_choice",
        "like_number",
        "field_missing",
        "field_unknown_close",
        "formula.syntax",
    ]
    lines = [int(each.split(":")[0]) for each in found]
    assert lines == sorted(lines)


def test_depth_is_bounded():
    """Nesting beyond any agreement stops with an error, however deep it goes."""
    assert [each.split()[1] for each in yaml_faults("a: " + "[" * 5000)] == ["too_deep"]
    assert [each.split()[1] for each in yaml_faults("a: " + "{b: " * 5000)] == ["too_deep"]
    assert any(each.endswith("too_deep") for each in yaml_faults("\n".join(" " * level + "a:" for level in range(60))))


def test_size_is_bounded(tmp_path):
    """A file of more than a million characters is refused, as text, and before it is read where it is far larger."""
    assert yaml_faults("a: 1\n" + "#" * LARGEST_FILE) == ["0:0 file_too_large"]
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (4 * LARGEST_FILE + 1))
    with pytest.raises(AgreementError) as caught:
        ec.load_agreement(path)
    assert [each.code for each in caught.value.problems] == ["agreement.file_too_large"]


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "1" * 900_000 + "x",
        "a: " + " ＃ " * 200_000,
        "a: " + "_" * 900_000,
        "'" * 900_000,
        "a: -" + "." * 900_000,
        "a: " + "[" * 900_000,
        "a: " + "[[]" * 300_000,
        "a: " + "'{' " * 200_000,
    ],
    ids=["digits", "signs", "underscores", "quotes", "points", "brackets", "lists", "quoted brackets"],
)
def test_long_scalars_do_not_take_long(text):
    """A scalar as long as a file may be is judged in one go, not in quadratic time."""
    start = time.process_time()
    read_yaml(text, "f.yaml")
    assert time.process_time() - start < 20  # the quadratic pattern took hours


def test_many_unknown_keys_do_not_take_long():
    """A file of nothing but unknown keys is answered, each key named."""
    text = VALID + "".join(f"unknown_{number}: 1\n" for number in range(3000))

    assert len(errors(text)) == 3000


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_a_mapping"),
        (b"\n# only a comment\n", "not_a_mapping"),
        (b"- a\n- b\n", "not_a_mapping"),
        (b"just text", "not_a_mapping"),
        (b"\xff\xfe\x00\x01\x02binary", "not_utf8"),
        ("标题: 协议".encode("gbk"), "not_utf8"),
        (b"PK\x03\x04\x14\x00\x06\x00", "yaml"),
        (bytes(range(1, 128)), "yaml"),
    ],
    ids=["empty", "comment", "list", "text", "binary", "gbk", "zip", "control"],
)
def test_what_is_no_agreement(tmp_path, content, code):
    """A file that is no agreement at all is refused with its name."""
    path = tmp_path / "x.yaml"
    path.write_bytes(content)
    with pytest.raises(AgreementError) as caught:
        ec.load_agreement(path)

    assert [each.code for each in caught.value.problems] == [f"agreement.{code}"]
    assert caught.value.problems[0].place.file.endswith("x.yaml")


def test_a_byte_order_mark_and_windows_line_ends_are_no_matter(tmp_path):
    """A file saved on Windows is the same agreement."""
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + VALID.replace("\n", "\r\n").encode())

    assert ec.load_agreement(path).digest == ec.read_agreement(VALID).digest


def test_a_folder_and_a_missing_file_are_told(tmp_path):
    """A folder, a file that is not there and a name nobody knows are requests for nothing."""
    (tmp_path / "folder.yaml").mkdir()
    for name in (tmp_path / "folder.yaml", tmp_path / "none.yaml", "no-such-agreement", "", "x\0.yaml"):
        with pytest.raises(ec.RequestError):
            ec.load_agreement(name)


def test_a_name_is_suggested():
    """A misspelt name of the corpus is answered with the right one."""
    with pytest.raises(ec.RequestError, match="fuli-river"):
        ec.load_agreement("fuli-rivr")
