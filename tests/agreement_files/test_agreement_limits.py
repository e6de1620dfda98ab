"""Limits of an agreement's own and of a local standard: read, checked, and put before the national ones."""

from __future__ import annotations

import tempfile
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ecocomp as ec
from ecocomp.standards.limits import ladder
from tests.agreement_files.support import VALID, changed, errors, faults
from tests.agreement_files.test_agreement_fuzz import SNIPPETS

INDICATORS = "  indicators: [codmn, nh3n]\n"
#: A local standard made up for these tests.
STANDARD = """\
ecocomp_standard: 1
id: made-up
title: 试验流域水环境质量标准
number: DB00/T 1-2020
issuer: 试验省市场监督管理局
in_force: 2020-07-01
status: published
limits:
  nh3n: {values: [0.1, 0.3, 0.8, 1.2, 1.8], clause: 表1}
  codmn: {values: [null, 3, null, null, null]}
  tp: {values: [0.01, 0.05, 0.1, 0.2, 0.3], lake: [null, null, null, null, null]}
"""


def with_limits(written: str, *, indicators: str = "codmn, nh3n", more: str = "") -> str:
    """The small file whose readings state limits."""
    text = f"  indicators: [{indicators}]\n{more}  limits: {{{written}}}\n"
    weights = ", ".join(f"{each.strip()}: 1" for each in indicators.split(","))
    return changed("{codmn: 0.4, nh3n: 0.6}", f"{{{weights}}}", changed(INDICATORS, text))


def limits_of(agreement: ec.Agreement, indicator: str, waters: str = "river") -> list[str]:
    found = agreement.checked.ladders.ladder(indicator, waters)
    return [str(each) for each in found.limits]


def beside(folder: Path, text: str = STANDARD, name: str = "made-up") -> Path:
    path = folder / f"{name}.standard.yaml"
    path.write_text(text, encoding="utf-8")
    return path


NAMED = changed(INDICATORS, f"{INDICATORS}  local_standard: made-up\n")


@pytest.mark.parametrize(
    ("written", "indicators", "name", "expected"),
    [
        ("tn: {values: [0.5, 1.0, 1.5, 2.0, 2.5]}", "codmn, tn", "tn", ["1/2", "1", "3/2", "2", "5/2"]),
        ("codmn: {values: [null, 3, 5, null, null]}", "codmn, nh3n", "codmn", ["2", "3", "5", "10", "15"]),
        ("do: {values: [8, 7, 5, 3, 2]}", "do, nh3n", "do", ["8", "7", "5", "3", "2"]),
        ("ph: {values: [6.5, null]}", "ph, nh3n", "ph", ["13/2", "9"]),
        (
            "codmn: {values: [2000, 4000, 6000, 10000, 15000], unit: μg/L}",
            "codmn",
            "codmn",
            ["2", "4", "6", "10", "15"],
        ),
    ],
)
def test_limits_of_an_agreements_own(written, indicators, name, expected):
    """Stated limits hold in the indicator's unit, exactly; one left open is the national one of its grade."""
    assert limits_of(ec.read_agreement(with_limits(written, indicators=indicators)), name) == expected


def test_limits_of_lakes_apart():
    """With lake sections, values are those of rivers and lake those of lakes."""
    text = with_limits(
        "tp: {values: [0.02, 0.05, 0.1, 0.2, 0.3], lake: [null, 0.02, null, null, null]}", indicators="tp"
    )
    text = changed("jia: {name: 甲,", "jia: {name: 甲, waters: lake,", text)
    agreement = ec.read_agreement(text)

    assert limits_of(agreement, "tp") == ["1/50", "1/20", "1/10", "1/5", "3/10"]
    assert limits_of(agreement, "tp", "lake") == ["1/100", "1/50", "1/20", "1/10", "1/5"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("nh3: {values: [1, 1, 1, 1, 1]}", "unknown_indicator_close"),
        ("water_temp: {values: [1, 1, 1, 1, 1]}", "limits_not_judged"),
        ("nh3n: {clause: 第一条}", "limits_empty"),
        ("nh3n: {values: [1, 2, 3, 4]}", "limits_count"),
        ("ph: {values: [1, 2, 3, 4, 5]}", "limits_range"),
        ("ph: {values: [9, 6]}", "limits_ends"),
        ("nh3n: {values: [0.5, 0.4, 1, 2, 3]}", "limits_rise"),
        ("nh3n: {values: [null, 0.1, null, null, null]}", "limits_rise"),
        ("do: {values: [2, 3, 5, 6, 7.5]}", "limits_fall"),
        ("nh3n: {values: [0, 0.5, 1, 2, 3]}", "limits_positive"),
        ("nh3n: {values: [0.1, 0.5, 1, 2, 3], unit: 元}", "limits_unit"),
        ("nh3n: {values: [0.1, 0.5, 1, 2, 3], unit: mol}", "unit"),
        ("tn: {values: [null, 0.5, 1, 2, 3]}", "limits_no_other"),
        ("nh3n: {values: 0.5}", "field_list"),
        ('nh3n: {values: ["0.5", 1, 1, 1, 1]}', "field_number"),
        ("nh3n: {values: [0.5, 1, 1, 1, 1], lakes: [1, 1, 1, 1, 1]}", "field_unknown_close"),
        ("tp: {values: [1, 1, 1, 1, 1]}", "limits_unmeasured"),
    ],
)
def test_limits_that_cannot_be(written, code):
    """Each fault has its own sentence at its place."""
    found = faults(with_limits(written))

    assert code in {each.split()[1] for each in found}
    assert all(each.startswith("16:") for each in found), found


def test_all_faults_at_once(tmp_path):
    """Faults of the agreement's own limits and of the local standard are told in one go, each in its file."""
    beside(tmp_path, STANDARD.replace("[0.1, 0.3,", "[0.1, 3,").replace("issuer: 试验省市场监督管理局\n", ""))
    text = with_limits("nh3n: {values: [1, 2]}, codmn: {values: [3, 2, 1, 1, 1]}", more="  local_standard: made-up\n")

    first = errors(text, tmp_path)
    assert [each.code for each in first if each.place.file.endswith("standard.yaml")] == ["agreement.field_missing"]
    beside(tmp_path, STANDARD.replace("[0.1, 0.3,", "[0.1, 3,"))
    second = errors(text, tmp_path)
    codes = [(Path(each.place.file).name, each.code.removeprefix("agreement.")) for each in second]
    assert codes.count(("trial.yaml", "limits_count")) == 1
    assert codes.count(("trial.yaml", "limits_rise")) == 2
    assert codes.count(("made-up.standard.yaml", "limits_rise")) == 1


def test_lakes_are_asked_about_where_the_nation_has_limits_of_their_own():
    """The national limits of TP differ for lakes, so one list for both must not be taken silently."""
    text = with_limits("tp: {values: [0.02, 0.05, 0.1, 0.2, 0.3]}", indicators="tp")
    found = faults(changed("jia: {name: 甲,", "jia: {name: 甲, waters: lake,", text))

    assert [each.split()[1] for each in found] == ["limits_lake"]


@pytest.mark.parametrize("more", ["  limits: {nh3n: {values: [0.1, 0.5, 1, 2, 3]}}\n", "  local_standard: made-up\n"])
def test_limits_that_nothing_reads(more, tmp_path):
    """Limits change nothing where no formula grades, and then most likely something was forgotten."""
    beside(tmp_path)
    text = changed("worst(grade(C), indicator)", "target", changed(INDICATORS, INDICATORS + more))

    assert [each.split()[1] for each in faults(text, tmp_path)] == ["limits_unused"]


def test_a_local_standard_beside_the_file(tmp_path):
    """The agreement's own limits go first, then the local standard's, then the national ones."""
    beside(tmp_path)
    text = with_limits(
        "nh3n: {values: [null, 0.2, null, null, null]}",
        indicators="codmn, nh3n, do",
        more="  local_standard: made-up\n",
    )
    agreement = ec.read_agreement(text, folder=tmp_path)

    assert limits_of(agreement, "nh3n") == ["1/10", "1/5", "4/5", "6/5", "9/5"]
    assert limits_of(agreement, "codmn") == ["2", "3", "6", "10", "15"]
    assert agreement.checked.ladders.ladder("do", "river") == ladder("do")
    assert agreement.local_standard.number == "DB00/T 1-2020"
    assert agreement.files[-1].endswith("made-up.standard.yaml")


def test_the_digest_covers_the_local_standard(tmp_path):
    """Another limit in the standard's file is another agreement, though its own file is the same."""
    beside(tmp_path)
    first = ec.read_agreement(NAMED, folder=tmp_path)
    beside(tmp_path, STANDARD.replace("0.8", "0.9"))
    second = ec.read_agreement(NAMED, folder=tmp_path)

    assert first.digest != second.digest
    assert first.data == second.data


def test_a_local_standard_is_found_nowhere_else(tmp_path):
    """A name is no path, and a standard in another folder is not found."""
    beside(tmp_path)
    inner = tmp_path / "inner"
    inner.mkdir()

    assert [each.split()[1] for each in faults(NAMED, inner)] == ["standard_missing"]
    assert [each.split()[1] for each in faults(NAMED)] == ["standard_missing"]
    for name in ("../made-up", "made-up.standard", '"/made-up"', "made-up.standard.yaml"):
        assert "field_pattern" in {each.split()[1] for each in faults(NAMED.replace("made-up", name), tmp_path)}


def test_the_standard_of_an_extended_file_stands_beside_that(tmp_path):
    """What a base file names is looked for beside the base file, and keeps its status."""
    beside(tmp_path)
    (tmp_path / "base.yaml").write_text(NAMED, encoding="utf-8")
    over = (
        "ecocomp: 1\nid: over\nextends: base\nstatus: assumed\nreadings: {limits: {codmn: {values: [1, 2, 3, 4, 5]}}}\n"
    )
    agreement = ec.read_agreement(over, file="over.yaml", folder=tmp_path)

    assert [(each.indicator, each.term.status) for each in agreement.checked.ladders.in_use] == [
        ("codmn", "assumed"),
        ("nh3n", "published"),
    ]


def test_limits_and_standard_can_be_taken_away(tmp_path):
    """An agreement that extends another goes back to the national limits with null."""
    beside(tmp_path)
    base = with_limits("nh3n: {values: [0.1, 0.2, 0.3, 0.4, 0.5]}", more="  local_standard: made-up\n")
    (tmp_path / "base.yaml").write_text(base, encoding="utf-8")
    over = "ecocomp: 1\nid: over\nextends: base\nreadings: {local_standard: null, limits: {nh3n: null}}\n"
    agreement = ec.read_agreement(over, file="over.yaml", folder=tmp_path)

    assert agreement.checked.ladders.stated == {}
    assert agreement.local_standard is None
    assert limits_of(agreement, "nh3n") == ["3/20", "1/2", "1", "3/2", "2"]


def test_a_status_of_inherited_limits_is_not_that_of_the_file_above():
    """Limits that only the base file states keep the base's status."""
    agreement_text = changed("status: signed", "status: reported", with_limits("nh3n: {values: [0.1, 0.5, 1, 2, 3]}"))
    base = ec.read_agreement(agreement_text)

    assert "readings.limits.nh3n" in {each.path for each in base.unconfirmed}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_a_mapping"),
        ("id: made-up\n", "no_standard"),
        (STANDARD.replace("ecocomp_standard: 1", "ecocomp_standard: 2"), "field_range"),
        (STANDARD.replace("2020-07-01", "2020.7.1"), "like_number"),
        (STANDARD + "  xyz: {values: [1, 1, 1, 1, 1]}\n", "unknown_indicator"),
        (STANDARD.replace(", lake: [null, null, null, null, null]", ""), "limits_lake"),
        (STANDARD.replace("issuer:", "isuer:"), "field_unknown_close"),
        (STANDARD + "limits: {}\n", "duplicate_key"),
        (STANDARD.replace("[null, 3, null", "[null, .inf, null"), "like_number"),
    ],
)
def test_a_standard_that_cannot_be(text, code, tmp_path):
    """A standard's file is read as strictly as an agreement, and faults are told in it."""
    beside(tmp_path, text)
    found = errors(NAMED, tmp_path)

    assert f"agreement.{code}" in {each.code for each in found}
    assert all(each.place.file.endswith("made-up.standard.yaml") for each in found)


def test_a_standard_is_no_agreement(tmp_path):
    """Loading a standard as an agreement says what it is, and the corpus does not list standards."""
    path = beside(tmp_path)
    with pytest.raises(ec.AgreementError) as refused:
        ec.load_agreement(path)

    assert [each.code for each in refused.value.problems] == ["agreement.is_standard"]
    assert not any("standard" in name for name in ec.corpus_names())


def test_the_corpus_keeps_standards_apart(tmp_path):
    """In one folder of the corpus agreements and standards do not stand for each other."""
    from ecocomp.agreement import load

    beside(tmp_path)
    (tmp_path / "one.yaml").write_text(VALID, encoding="utf-8")

    assert list(load._corpus(tmp_path)) == ["one"]
    assert list(load._standards(tmp_path)) == ["made-up"]


hundredths = st.integers(1, 500).map(lambda each: Fraction(each, 100))


@given(st.lists(hundredths, min_size=5, max_size=5), st.lists(hundredths, min_size=2, max_size=2))
def test_only_limits_that_ascend_are_taken_and_worse_water_is_never_better(limits, values):
    """Five limits are taken if and only if they do not fall; then a higher value never has a better grade."""
    written = ", ".join(f"{float(each):.2f}" for each in limits)
    text = with_limits(f"nh3n: {{values: [{written}]}}")
    if limits != sorted(limits):
        assert {each.split()[1] for each in faults(text)} == {"limits_rise"}
        return
    found = ec.read_agreement(text).checked.ladders.ladder("nh3n", "river")

    assert list(found.limits) == limits
    assert found.grade(min(values)) <= found.grade(max(values))
    for at, limit in enumerate(limits, 1):
        assert found.grade(limit) <= at < found.grade(limit + Fraction(1, 1000)) or limit in limits[at:]


LIMITS = with_limits(
    "nh3n: {values: [null, 0.2, null, null, null], clause: 第一条}, tn: {lake: [1, 2, 3, 4, 5], values: [1, 1, 1, 1, 1]}",
    indicators="codmn, nh3n, tn",
    more="  local_standard: made-up\n",
)
where = st.floats(0, 1, exclude_max=True)


@given(where, st.integers(0, 12), st.sampled_from(SNIPPETS), st.booleans())
def test_a_file_that_went_wrong_is_refused_with_places(share, cut, put, in_standard):
    """Whatever is cut out of or put into either file: it loads, or is refused with problems at places, never worse."""
    whole = STANDARD if in_standard else LIMITS
    begin = whole.index("in_force") if in_standard else whole.index("readings:")
    end = len(whole) if in_standard else whole.index("parameters:")
    at = begin + int(share * (end - begin))
    spoiled = whole[:at] + put + whole[at + cut :]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made-up.standard.yaml"
        path.write_text(spoiled if in_standard else STANDARD, encoding="utf-8", errors="replace")
        found = loaded(LIMITS if in_standard else spoiled, Path(folder))
    if isinstance(found, ec.AgreementError):
        assert all(each.place.file and each.line("zh") and each.line("en") for each in found.problems)
    else:
        assert found.digest


def loaded(text: str, folder: Path) -> ec.Agreement | ec.AgreementError:
    try:
        return ec.read_agreement(text, file="trial.yaml", folder=folder)
    except ec.AgreementError as refused:
        return refused


def test_the_files_that_are_spoiled_are_sound(tmp_path):
    """Otherwise spoiling them would show nothing."""
    beside(tmp_path)

    assert isinstance(loaded(LIMITS, tmp_path), ec.Agreement)
