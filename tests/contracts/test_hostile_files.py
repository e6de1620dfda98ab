"""Whatever files are read, ordinary or hostile, nothing of them is run and no other file is opened. See docs/security.md.

Each case is run in a process of its own, in which Python itself tells of every file that is opened, every program that is
started, every connection and every piece of code that is run (sys.addaudithook, PEP 578).
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.agreement_files.support import VALID, changed
from tests.contracts.source import ROOT

WATCHED = """
import json, sys, sysconfig
from pathlib import Path

import ecocomp as ec
from ecocomp.agreement.load import corpus_folder
from ecocomp.settlement.input_file import inputs_given

given, action = Path(sys.argv[1]), sys.argv[2]
INSTALLED = tuple({str(Path(each).resolve()) for each in (
    *sysconfig.get_paths().values(), sys.prefix, sys.base_prefix, Path(ec.__file__).parent, corpus_folder())})
FORBIDDEN = ("os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "os.fork", "subprocess.Popen",
             "socket.connect", "socket.bind", "urllib.Request", "pickle.find_class", "code.__new__", "marshal.loads")
opened, forbidden, run, watching = [], [], [], False

def installed(name):
    return name.startswith(("<frozen", "/proc/", "/dev/null", "/usr/share/zoneinfo")) or str(Path(name).resolve()).startswith(INSTALLED)

def hook(event, arguments):
    if not watching:
        return
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        name = arguments[0] if isinstance(arguments[0], str) else arguments[0].decode()
        if not installed(name):
            opened.append(str(Path(name).absolute()))
    elif event.startswith(FORBIDDEN) and event not in ("marshal.loads", "code.__new__"):
        forbidden.append(event)
    elif event == "exec" and not installed(arguments[0].co_filename):
        run.append(arguments[0].co_filename)

def work():
    try:
        if action == "agreement":
            ec.load_agreement(given / "own.yaml")
        elif action == "settle":
            agreement = ec.load_agreement(given / "own.yaml")
            readings = ec.read_monitoring([given / "r.csv"], mapping=given / "m.yaml")
            ec.settle(agreement, readings, 2024, inputs=inputs_given([], given / "i.yaml"))
        elif action == "workbook":
            ec.read_monitoring(given / "r.xlsx")
        elif action == "verify":
            ec.verify(given / "record.json")
        elif action == "records":
            record = ec.read_record(given / "record.json")
            ec.verify(record, signatures=[given / "s.json"], keys={"suizhou": given / "k.pem"})
            ec.diff(given / "record.json", given / "record.json")
            ec.balance(record, ec.read_payments(given / "p.csv", record.settlement.agreement), on="2025-06-30")
        return ""
    except ec.EcocompError as trouble:
        return ",".join(sorted({each.code for each in trouble.problems}))

said = work()  # what is imported late is imported now
sys.addaudithook(hook)
watching = True
again = work()
watching = False
print(json.dumps({"opened": sorted(set(opened)), "forbidden": forbidden, "run": run, "said": said, "same": said == again}))
"""


def watched(folder: Path, action: str, *named: str) -> str:
    """The codes of what reading says; fails unless just the files named were opened, and nothing was run."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    found = subprocess.run(
        [sys.executable, "-c", WATCHED, str(folder), action],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    told = json.loads(found.stdout.splitlines()[-1])

    assert told["opened"] == sorted(str(folder / each) for each in named), told["said"]
    assert told["forbidden"] == []
    assert told["run"] == []
    assert told["same"]
    return str(told["said"])


@pytest.fixture
def given(tmp_path):
    """A folder from someone else, with files beside and outside it that nobody named."""
    folder = tmp_path / "given"
    folder.mkdir()
    for other in (tmp_path / "outside.yaml", folder / "other.yaml", folder / "other.standard.yaml"):
        other.write_text("nobody: named this", encoding="utf-8")
    return folder


OVER = "ecocomp: 1\nid: own\nextends: base\n"
DECLARED = changed("tables:\n", "inputs: {score: {title: 得分}}\ntables:\n").replace(
    "price * 100", "price * 100 * score"
)
READINGS = "名,月,高锰酸盐指数(mg/L),氨氮(mg/L)\n" + "".join(
    f"{section},2024-{month:02d},3,0.4\n" for section in "甲乙" for month in range(1, 13)
)


def test_settling_opens_the_files_named_and_what_they_extend(given):
    """Agreement, base, readings, mapping and inputs are opened, no other file, and nothing is run."""
    (given / "own.yaml").write_text(OVER, encoding="utf-8")
    (given / "base.yaml").write_text(DECLARED, encoding="utf-8")
    (given / "i.yaml").write_text("score: 1\n", encoding="utf-8")
    (given / "r.csv").write_text(READINGS, encoding="utf-8")
    mapping = "heading: 1\ncolumns: {名: section, 月: time, 高锰酸盐指数(mg/L): codmn, 氨氮(mg/L): nh3n}\n"
    (given / "m.yaml").write_text(mapping, encoding="utf-8")

    said = watched(given, "settle", "own.yaml", "base.yaml", "i.yaml", "r.csv", "m.yaml")

    assert said == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (VALID.replace("price * steps", "__import__('os').system('touch ran')"), "formula."),
        (VALID.replace("price * steps", "price.__class__.__mro__"), "formula."),
        (VALID.replace("price * steps", "open(other)"), "formula."),
        ("ecocomp: !!python/object/apply:os.system ['touch ran']\n", "agreement.tag"),
        ("ecocomp: &a 1\nid: *a\n", "agreement.anchor"),
        ("<<: {ecocomp: 1}\n", "agreement.anchor"),
        ("ecocomp: 1\nid: own\nextends: ../outside\n", "agreement.extends_name"),
        ("ecocomp: 1\nid: own\nextends: /etc/passwd\n", "agreement.extends_name"),
        (VALID.replace("decimals: standard", "decimals: standard\n  local_standard: ../other"), "agreement.field_pattern"),
    ],
)  # fmt: skip
def test_a_hostile_agreement_opens_nothing_but_itself(given, text, code):
    """Formulas that call Python, YAML that makes objects, and paths in place of names are refused, unread and unrun."""
    (given / "own.yaml").write_text(text, encoding="utf-8")

    assert code in watched(given, "agreement", "own.yaml")


def test_a_workbook_with_links_and_formulas_opens_nothing_but_itself(given):
    """Links to other workbooks, and formulas that call programs, are texts in a file."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.append(["断面", "时间", "氨氮(mg/L)", "备注"])
    sheet.append(["甲", "2024-01", "0.4", "=cmd|' /C calc'!A0"])
    sheet.append(["甲", "2024-02", "=[other.xlsx]Sheet1!A1", '=WEBSERVICE("http://127.0.0.1/")'])
    sheet["A2"].hyperlink = "file:///etc/passwd"
    book.save(given / "r.xlsx")

    assert "readings.uncalculated_cell" in watched(given, "workbook", "r.xlsx")


def test_verifying_a_record_opens_the_record_alone(given):
    """Not even the agreement of the corpus that its text extends, or a local standard, is looked at."""
    import ecocomp as ec

    agreement = ec.load_agreement("fuli-river")
    readings = ec.read_monitoring(ROOT / "examples" / "fuli-river-2024-constructed.csv")
    content = ec.record_of(ec.settle(agreement, readings, 2024)).content
    (given / "record.json").write_bytes(content)

    assert watched(given, "verify", "record.json") == ""


def test_comparing_signing_and_balancing_open_the_files_named_alone(given):
    """A record, a signature of it and the party's key, a ledger of payments: these four and nothing else."""
    import ecocomp as ec
    from ecocomp.record.signing import new_key, sign

    readings = ec.read_monitoring(ROOT / "examples" / "fuli-river-2024-constructed.csv")
    record = ec.record_of(ec.settle(ec.load_agreement("fuli-river"), readings, 2024))
    private, public = new_key()
    (given / "private.pem").write_bytes(private)
    (given / "k.pem").write_bytes(public)
    (given / "s.json").write_bytes(sign(record, "suizhou", given / "private.pem"))
    (given / "record.json").write_bytes(record.content)
    (given / "p.csv").write_text("日期,付款方,收款方,金额（元）\n2025-03-01,wuhan,suizhou,1.00\n", encoding="utf-8")

    assert watched(given, "records", "record.json", "s.json", "k.pem", "p.csv") == ""


def named_tests(text: str) -> list[tuple[str, str]]:
    """The tests that a page names."""
    return re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", text)


@pytest.mark.parametrize("page", ["security.md", "security.zh.md"])
def test_every_promise_names_a_test_that_exists(page):
    """A promise without a test that keeps it is none; both languages name the same ones."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    other = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    promises = [
        line
        for line in text.split("<!-- promises -->")[1].split("<!-- limits -->")[0].splitlines()
        if line.startswith("| ") and "---" not in line
    ][1:]

    assert promises
    assert all(named_tests(line) for line in promises)
    assert named_tests(text) == named_tests(other)
    for file, test in named_tests(text):
        assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), test


@pytest.mark.parametrize("page", ["security.md", "security.zh.md"])
def test_the_limits_told_are_those_of_the_code(page):
    """The table of limits has the value of each constant that it names."""
    from importlib import import_module

    text = (ROOT / "docs" / page).read_text(encoding="utf-8").split("<!-- limits -->")[1]
    rows = re.findall(r"\| ([\d,]+) \| `([\w.]+)\.(\w+)` \|", text)

    assert len(rows) == text.count("`ecocomp.")
    for told, module, name in rows:
        assert int(told.replace(",", "")) == getattr(import_module(module), name), name
