"""The commands ``settle`` and ``explain``, and the files that ``--out`` writes."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest

import ecocomp as ec
from ecocomp.readings.guarded import guarded
from ecocomp.report import files as report_files
from tests.commands.support import contents, files, run
from tests.settlement.support import STEPS, monthly

OUTPUTS = [
    "funds.csv",
    "inputs.csv",
    "pairs.csv",
    "positions.csv",
    "problems.csv",
    "record.json",
    "settlement.html",
    "settlement.json",
    "settlement.xlsx",
    "terms.csv",
    "transfers.csv",
    "values.csv",
]


def test_settle(tmp_path):
    """Who pays whom stands on standard output; eleven months of +100 and one of -200 make 900 元."""
    terms, data = files(tmp_path)
    chinese, english = (run("settle", terms, data, "--year", "2024", "--lang", each) for each in ("zh", "en"))

    assert chinese.exit_code == english.exit_code == 0
    for result in (chinese, english):
        assert "900.00" in result.stdout
        assert "-900.00" in result.stdout
        assert "第六条" in result.stdout
    assert "清算" in chinese.stdout
    assert "settlement for 2024" in english.stdout
    assert chinese.stderr == ""


def test_part_of_a_year(tmp_path):
    """``--from`` and ``--through`` make a provisional settlement of those months."""
    terms, data = files(tmp_path)
    result = run("settle", terms, data, "--year", "2024", "--from", "2", "--through", "2024-03", "--lang", "en")

    assert result.exit_code == 0
    assert "provisional settlement for 2024-02 to 2024-03" in result.stdout
    assert "200.00" in result.stdout


def test_gaps(tmp_path):
    """Gaps stop a settlement with every one of them on standard error, or are left out on request."""
    terms, data = files(tmp_path, csv=monthly({"甲": ["0.5", "--", "0.5", ""]}))
    refused = run("settle", terms, data, "--year", "2024", "--lang", "en")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "2024-02" in refused.stderr
    assert "2024-12" in refused.stderr

    skipped = run("settle", terms, data, "--year", "2024", "--gaps", "skip", "--lang", "en")
    assert skipped.exit_code == 0
    assert "not a basis for payment" in skipped.stdout


def test_repeated_readings(tmp_path):
    """Differing values of one month are refused, unless the first or last is asked for."""
    terms, data = files(tmp_path, csv=monthly({"甲": "0.5"}) + "甲,2024-01,2.0\n")
    assert run("settle", terms, data, "--year", "2024").exit_code == 1

    amounts = [run("settle", terms, data, "--year", "2024", "--repeated", each).stdout for each in ("first", "last")]
    assert "1,200.00" in amounts[0]
    assert "900.00" in amounts[1]


def test_times_without_a_year(tmp_path):
    """Times without a year take that of ``--year`` with a word about it, or that of ``--reading-year``."""
    lines = "断面,时间,氨氮(mg/L)\n" + "".join(f"甲,{month:02d}-15 08:00,0.5\n" for month in range(1, 13))
    terms, data = files(tmp_path, csv=lines)
    taken = run("settle", terms, data, "--year", "2024")
    assert taken.exit_code == 0
    assert "--reading-year" in taken.stderr

    given = run("settle", terms, data, "--year", "2024", "--reading-year", "2024")
    assert (given.exit_code, given.stderr) == (0, "")
    assert run("settle", terms, data, "--year", "2024", "--reading-year", "2023").exit_code == 1
    assert run("settle", terms, data, "--year", "2024", "--reading-year", "0").exit_code == 2


def test_times_without_a_year_in_an_assessment_year_over_new_year(tmp_path):
    """Months of an assessment year from October are placed in the right calendar years, with a word about it."""
    lines = "断面,时间,氨氮(mg/L)\n" + "".join(f"甲,{month}月,0.5\n" for month in range(1, 13))
    terms, data = files(tmp_path, STEPS + "assessment: {starts: 10}\n", csv=lines)
    taken = run("settle", terms, data, "--year", "2024", "--lang", "en")

    assert taken.exit_code == 0, taken.stderr
    assert "2023-10..2024-09" in taken.stderr
    given = run("settle", terms, data, "--year", "2024", "--reading-year", "2023-10..2024-09")
    assert (given.exit_code, given.stderr) == (0, "")


INPUTS = (
    STEPS.replace('"price * steps"', '"0 * price if accident else price * (steps + bonus)"')
    + """\
inputs:
  accident: {title: 事故, kind: truth, default: false}
  bonus: {title: 加分, kind: number}
"""
)


def test_inputs(tmp_path):
    """Inputs come from pairs and from a file; without them the settlement says which must be declared."""
    terms, data = files(tmp_path, INPUTS, monthly({"甲": "0.5"}))
    call = ["settle", terms, data, "--year", "2024", "--lang", "en"]
    missing = run(*call)
    assert missing.exit_code == 1
    assert "bonus (加分) must be declared" in missing.stderr
    assert "2,400.00" in run(*call, "--input", "bonus=1").stdout

    path = tmp_path / "inputs.yaml"
    path.write_text("bonus: 1\naccident: true\n", encoding="utf-8")
    assert "nothing to pay" in run(*call, "--inputs", path).stdout
    assert "3,600.00" in run(*call, "--inputs", path, "--input", "accident=false", "--input", "bonus=2").stdout

    for wrong, code in (("bonus", 2), ("bonus=x", 1), ("other=1", 1)):
        assert run(*call, "--input", wrong).exit_code == code
    assert run(*call, "--inputs", tmp_path / "none.yaml").exit_code == 2
    assert run(*call, "--inputs", tmp_path).exit_code == 2
    path.write_text("bonus: yes\n", encoding="utf-8")
    refused = run(*call, "--inputs", path)
    assert refused.exit_code == 1
    assert "inputs.yaml:1:8" in refused.stderr


def test_all_lines_on_request(tmp_path):
    """Long settlements are cut on the terminal, and whole with ``--all``."""
    sections = "".join(
        f"  s{at}: {{name: 断面{at}, upstream: shang, downstream: xia, target: III}}\n" for at in range(3)
    )
    body = STEPS.replace(
        "sections: {jia: {name: 甲, upstream: shang, downstream: xia, target: III}}\n", f"sections:\n{sections}"
    )
    terms, data = files(tmp_path, body, monthly({f"断面{at}": "0.5" for at in range(3)}))
    short = run("settle", terms, data, "--year", "2024", "--lang", "en").stdout
    everything = run("settle", terms, data, "--year", "2024", "--lang", "en", "--all").stdout

    assert "16 more lines" in short
    assert "more lines" not in everything
    assert everything.count("断面2 2024-12") == 1
    assert short.count("断面2 2024-12") == 0


def test_the_files_written(tmp_path):
    """``--out`` writes one JSON and the tables, and names them."""
    terms, data = files(tmp_path)
    out = tmp_path / "结果" / "2024"
    result = run("settle", terms, data, "--year", "2024", "--out", out, "--lang", "en")

    assert result.exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == OUTPUTS
    assert "written to" in result.stdout
    found = json.loads((out / "settlement.json").read_text(encoding="utf-8"))
    assert found["agreement"]["digest"] == ec.load_agreement(terms).digest
    assert [each["net"] for each in found["positions"]] == ["900.00", "-900.00"]
    assert len(found["transfers"]) == 12
    assert found["transfers"][-1] | {"turned": True, "exact": "-200", "amount": "200.00"} == found["transfers"][-1]
    assert found["period"] == {"year": 2024, "months": [f"2024-{month:02d}" for month in range(1, 13)], "final": True}


def test_tables_open_in_a_spreadsheet(tmp_path):
    """Each CSV has a byte-order mark, a heading, and as many cells in every row."""
    terms, data = files(tmp_path)
    run("settle", terms, data, "--year", "2024", "--out", tmp_path / "out")
    for path in (tmp_path / "out").glob("*.csv"):
        text = path.read_bytes()
        assert text.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in text
        rows = list(csv.reader(text.decode("utf-8-sig").splitlines()))
        assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+86 571", "'+86 571"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("-1+cmd|' /C calc'!A0", "'-1+cmd|' /C calc'!A0"),
        ("-2-3", "'-2-3"),
        ("-5*A1", "'-5*A1"),
        ("-1,2", "-1,2"),
        ("-1E1/WEBSERVICE(A2)", "'-1E1/WEBSERVICE(A2)"),
        ("-1m/WEBSERVICE(B3)", "'-1m/WEBSERVICE(B3)"),
        ("-1m/A1", "'-1m/A1"),
        ("-1E1", "'-1E1"),
        ("-1 甲", "'-1 甲"),
        ("-1\n=1", "'-1\n=1"),
        ("-50 万元/(mg/L)", "'-50 万元/(mg/L)"),
        ("-50万元", "-50万元"),
        ("-3 mg/L", "-3 mg/L"),
        ("-0.5‰", "-0.5‰"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        (" =1", "' =1"),
        ("\u3000=1", "'\u3000=1"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠x", "'＠x"),
        ("-", "'-"),
        ("--", "'--"),
        ("-900.00", "-900.00"),
        ("-1,234,567.89", "-1,234,567.89"),
        ("-50 万元", "-50 万元"),
        ("-0.6666666666…", "-0.6666666666…"),
        ("-12.5%", "-12.5%"),
        ("-3 元/t", "-3 元/t"),
        ("-7/3", "-7/3"),
        ("−(50 万元)", "−(50 万元)"),
        ("甲=乙", "甲=乙"),
        ("", ""),
        ("2024-01", "2024-01"),
    ],
)  # fmt: skip
def test_no_cell_runs_as_a_formula(cell, shown):
    """A cell that a spreadsheet would run gets an apostrophe; numbers, also negative ones with a unit, stay as they are."""
    assert guarded(cell) == shown


def test_names_in_an_agreement_cannot_run_in_a_spreadsheet(tmp_path):
    """A title made to run in a spreadsheet is written as text."""
    payload = "=HYPERLINK(1)"
    terms, data = files(
        tmp_path,
        STEPS.replace("title: 月度补偿", f'title: "{payload}"').replace("clause: 第六条", 'clause: "-1+cmd|x!A0"'),
    )
    run("settle", terms, data, "--year", "2024", "--out", tmp_path / "out")
    for path in (tmp_path / "out").glob("*.csv"):
        for row in csv.reader(path.read_text(encoding="utf-8-sig").splitlines()):
            assert not any(cell.startswith(("=", "+", "@", "-1")) for cell in row), (path.name, row)
    assert f"'{payload}" in (tmp_path / "out" / "transfers.csv").read_text(encoding="utf-8-sig")


def test_results_that_cannot_be_written(tmp_path):
    """A file in the way of the folder, or a folder in the way of a file, is told with code 3 and leaves all as it was."""
    terms, data = files(tmp_path)
    call = ["settle", terms, data, "--year", "2024", "--lang", "en", "--out"]
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for out in (tmp_path / "file", tmp_path / "file" / "below"):
        result = run(*call, out)
        assert result.exit_code == 3
        assert "what stood there is untouched" in result.stderr
        assert "900.00" in result.stdout

    out = tmp_path / "out"
    (out / "values.csv").mkdir(parents=True)
    (out / "settlement.json").write_text("old", encoding="utf-8")
    before = contents(out)
    assert run(*call, out).exit_code == 3
    assert contents(out) == before


@pytest.mark.parametrize("failing", range(len(OUTPUTS)))
def test_old_files_stay_when_writing_fails_halfway(tmp_path, monkeypatch, failing):
    """Whichever file cannot be put in place, all old files are as they were and nothing is left lying about."""
    terms, data = files(tmp_path)
    out = tmp_path / "out"
    call = ["settle", terms, data, "--year", "2024", "--overwrite", "--out", out]
    assert run(*call).exit_code == 0
    (out / "terms.csv").unlink()
    before = contents(out)
    data.write_text(monthly({"甲": "0.1"}), encoding="utf-8")
    replaced: list[str] = []

    def replace(source: str, target: Path) -> None:
        replaced.append(Path(target).name)
        if len(replaced) == failing + 1:
            raise OSError(28, os.strerror(28))
        os.rename(source, target)

    monkeypatch.setattr(report_files.os, "replace", replace)
    result = run(*call)
    assert result.exit_code == 3
    assert contents(out) == before

    monkeypatch.undo()
    assert run(*call).exit_code == 0
    assert sorted(contents(out)) == OUTPUTS
    assert contents(out) != before


@pytest.mark.parametrize("full_at", range(1, 10))
def test_a_disk_that_is_full(tmp_path, monkeypatch, full_at):
    """Whichever file there is no room for, the earlier result stays whole, and nothing is left lying about."""
    terms, data = files(tmp_path)
    out = tmp_path / "out"
    call = ["settle", terms, data, "--year", "2024", "--lang", "en", "--overwrite", "--out", out]
    assert run(*call).exit_code == 0
    before = contents(out)
    data.write_text(monthly({"甲": "0.1"}), encoding="utf-8")
    synced: list[int] = []

    def fsync(handle: int) -> None:
        synced.append(handle)
        if len(synced) >= full_at:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(report_files.os, "fsync", fsync)
    result = run(*call)
    assert result.exit_code == 3
    assert "No space left on device; what stood there is untouched" in result.stderr
    assert contents(out) == before

    monkeypatch.undo()
    assert run(*call).exit_code == 0
    assert contents(out) != before
    assert sorted(contents(out)) == OUTPUTS


@pytest.mark.parametrize("links", [True, False])
def test_what_cannot_be_put_back_is_kept(tmp_path, monkeypatch, links):
    """Earlier files are never copied, and the one that is kept stays where it cannot be put back."""
    (tmp_path / "a.csv").write_text("old a", encoding="utf-8")
    (tmp_path / "b.csv").write_text("old b", encoding="utf-8")
    moved: list[str] = []

    def replace(source: Path, target: Path) -> None:
        moved.append(Path(target).name)
        if Path(source).name.endswith(".old") or Path(target).name == "b.csv":
            raise OSError(5, "Input/output error")
        os.rename(source, target)

    def link(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(report_files.os, "replace", replace)
    if not links:
        monkeypatch.setattr(report_files.os, "link", link)
    with pytest.raises(ec.OutputError):
        report_files.write_all(tmp_path, {"a.csv": "new a", "b.csv": "new b"})

    left = [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()]
    assert "old a" in left
    assert "old b" in left
    assert "new b" not in left


@pytest.mark.parametrize("links", [True, False])
def test_what_goes_with_an_earlier_run_comes_back_where_writing_fails(tmp_path, monkeypatch, links):
    (tmp_path / "stale.csv").write_text("stale", encoding="utf-8")

    def replace(source: Path, target: Path) -> None:
        if Path(target).name == "a.csv":
            raise OSError(5, "Input/output error")
        os.rename(source, target)

    def link(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    with monkeypatch.context() as patched:
        patched.setattr(report_files.os, "replace", replace)
        if not links:
            patched.setattr(report_files.os, "link", link)
        with pytest.raises(ec.OutputError):
            report_files.write_all(tmp_path, {"a.csv": "a"}, gone=["stale.csv"])
    assert contents(tmp_path) == {"stale.csv": b"stale"}

    report_files.write_all(tmp_path, {"a.csv": "a"}, gone=["stale.csv"])
    assert contents(tmp_path) == {"a.csv": b"a"}


def test_half_a_copy_never_takes_the_place_of_an_old_file(tmp_path, monkeypatch):
    """A disk without second names that is full while the old file is copied."""
    (tmp_path / "a.csv").write_text("old a", encoding="utf-8")

    def link(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    def copy(_source: Path, target: Path, **__: object) -> None:
        Path(target).write_text("ol", encoding="utf-8")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(report_files.os, "link", link)
    monkeypatch.setattr(report_files.shutil, "copy2", copy)
    with pytest.raises(ec.OutputError):
        report_files.write_all(tmp_path, {"a.csv": "new a"})
    assert contents(tmp_path) == {"a.csv": b"old a"}


@pytest.mark.parametrize("name", ["\ud800.csv", "a\0.csv"])
def test_a_name_that_the_system_has_no_bytes_for(tmp_path, name):
    """Chinese on a system that knows ASCII alone is such a name; nothing is written."""
    with pytest.raises(ec.OutputError) as caught:
        report_files.write_all(tmp_path, {"a.csv": "a", name: "b"})

    assert [each.code for each in caught.value.problems] == ["command.out_name"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask")
def test_who_may_read_results_is_as_for_any_new_file(tmp_path):
    before = os.umask(0o027)
    try:
        report_files.write_all(tmp_path, {"a.csv": "a"})
    finally:
        os.umask(before)

    assert (tmp_path / "a.csv").stat().st_mode & 0o777 == 0o640


def test_folders_are_not_left_behind(tmp_path, monkeypatch):
    """A folder that was made for a result that could not be written goes with it."""

    def fsync(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(report_files.os, "fsync", fsync)
    with pytest.raises(ec.OutputError):
        report_files.write_all(tmp_path / "a" / "b", {"x.csv": "x"})
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_writing_leaves_the_old_files(tmp_path, monkeypatch):
    """Also an interruption from the keyboard puts the old files back."""
    terms, data = files(tmp_path)
    settlement = ec.settle(ec.load_agreement(terms), ec.read_monitoring(data), 2024)
    settlement.save(tmp_path / "out", language="zh")
    before = contents(tmp_path / "out")
    calls: list[object] = []

    def replace(source: str, target: Path) -> None:
        calls.append(target)
        if len(calls) == 3:
            raise KeyboardInterrupt
        os.rename(source, target)

    monkeypatch.setattr(report_files.os, "replace", replace)
    with pytest.raises(KeyboardInterrupt):
        settlement.save(tmp_path / "out", language="en")
    assert contents(tmp_path / "out") == before


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("leer.csv", b"", 1),
        ("binary.csv", bytes(range(256)) * 20, 1),
        ("words.csv", "只有文字".encode(), 1),
        ("none.csv", None, 1),
        ("zip.xlsx", b"PK\x03\x04" + b"x" * 100, 1),
    ],
)
def test_monitoring_files_that_cannot_be_read(tmp_path, name, content, code):
    """A file that is missing, empty or no table is told by name."""
    terms, _ = files(tmp_path)
    if content is not None:
        (tmp_path / name).write_bytes(content)
    result = run("settle", terms, tmp_path / name, "--year", "2024")

    assert (result.exit_code, result.stdout) == (code, "")
    assert name in result.stderr


@pytest.mark.parametrize(
    "options",
    [["--year", "0"], ["--year", "-1"], ["--year", "99999"], ["--year", "x"], ["--year", ""], ["--year", "2024.5"], ["--year", "1" * 50],
     ["--year", "2024", "--from", "13"], ["--year", "2024", "--through", "2024-00"], ["--year", "2024", "--from", "9", "--through", "3"],
     ["--year", "2024", "--from", "0001-01"], ["--year", "2024", "--gaps", "guess"], ["--year", "2024", "--repeated", "mean"], []],
)  # fmt: skip
def test_requests_for_what_does_not_exist(tmp_path, options):
    """Nonsense for a year, month or option is a wrong call."""
    terms, data = files(tmp_path)
    result = run("settle", terms, data, *options)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


def test_explain(tmp_path):
    """A value is explained down to its reading, asked for by ids, names or month numbers, in both languages."""
    terms, data = files(tmp_path)
    call = ["explain", terms, data, "--year", "2024"]
    results = [
        run(*call, "--name", "monthly", "--at", f"section={section}", "--at", f"month={month}", "--lang", language)
        for section, month, language in (("甲", "3", "zh"), ("jia", "2024-03", "zh"), ("甲", "2024-3", "en"))
    ]

    assert [each.exit_code for each in results] == [0, 0, 0]
    assert results[0].stdout == results[1].stdout
    for each in results:
        assert "监测.csv:4:3" in each.stdout
        assert "price * steps" in each.stdout


@pytest.mark.parametrize(
    "more",
    [
        ["--name", "nothing"],
        ["--name", "monthly"],
        ["--name", "monthly", "--at", "section=乙", "--at", "month=1"],
        ["--name", "monthly", "--at", "section=甲", "--at", "month=13"],
        ["--name", "monthly", "--at", "section"],
        ["--name", "monthly", "--at", "river=甲"],
        ["--name", "price", "--at", "section=甲"],
        ["--name", ""],
        [],
    ],
)
def test_explain_what_does_not_exist(tmp_path, more):
    """A name or coordinate that leads nowhere is a wrong call."""
    terms, data = files(tmp_path)
    result = run("explain", terms, data, "--year", "2024", *more)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


def test_an_agreement_without_readings_is_settled_without_files(tmp_path):
    """No monitoring file is asked for where the agreement needs none."""
    body = """\
parameters: {fee: {title: 定额, unit: 万元, value: 500}}
transfers: [{name: fixed, title: 定额补偿, payer: xia, payee: shang, amount: fee}]
"""
    terms, _ = files(tmp_path, body)

    assert "5,000,000.00" in run("settle", terms, "--year", "2024").stdout
    assert run("explain", terms, "--year", "2024", "--name", "fixed").exit_code == 0


def test_readings_that_are_needed(tmp_path):
    """A settlement on water quality without a file is refused."""
    terms, _ = files(tmp_path)
    result = run("settle", terms, "--year", "2024")

    assert result.exit_code in (1, 2)
    assert result.stdout == ""
