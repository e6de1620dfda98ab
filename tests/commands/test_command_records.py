"""verify, diff and settle --supersedes, as they are called."""

from __future__ import annotations

from pathlib import Path

import ecocomp as ec
from tests.commands.support import run
from tests.notices.support import texts as texts_of
from tests.settlement.support import STEPS, agreement_text, monthly


def settled(folder: Path, *texts: str, out: str, more: tuple[str, ...] = ()):
    terms, data = folder / "协议.yaml", folder / "监测.csv"
    terms.write_text(agreement_text(STEPS), encoding="utf-8")
    data.write_text(monthly({"甲": texts}), encoding="utf-8")
    return run("settle", terms, data, "--year", "2024", "--lang", "en", "--out", folder / out, *more)


def test_a_year_is_settled_corrected_and_checked(tmp_path):
    """March is corrected from class IV to class II: 200 元 more, and both records verify."""
    old = tmp_path / "out" / "record.json"
    assert settled(tmp_path, *["0.40"] * 2, "1.20", *["0.40"] * 9, out="out").exit_code == 0
    first = ec.read_record(old)
    verified = run("verify", old, "--lang", "en")
    assert (verified.exit_code, verified.stdout.splitlines()[-1][:12]) == (0, "equal (相符): ")

    result = settled(tmp_path, *["0.40"] * 12, out="out", more=("--supersedes", str(old)))
    assert result.exit_code == 0
    assert "甲 2024-03 NH3-N" in result.stdout
    assert "下游市 → 上游市 200.00" in result.stdout

    kept = tmp_path / "out" / f"record-{first.digest[:12]}.json"
    assert ec.read_record(kept) == first
    checked = run("verify", old, "--earlier", kept, "--lang", "en")
    assert (checked.exit_code, checked.stdout.splitlines()[-1][:24]) == (0, "the restatement is equal")
    assert run("verify", kept, "--earlier", old, "--lang", "en").exit_code == 1

    differences = run("diff", kept, old, "--out", tmp_path / "diff", "--lang", "en")
    assert differences.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "diff").iterdir()) == [
        "causes.csv", "changed-lines.csv", "differences.csv",
    ]  # fmt: skip


def test_a_changed_record_is_not_equal(tmp_path):
    settled(tmp_path, *["0.40"] * 12, out="out")
    path = tmp_path / "out" / "record.json"
    path.write_bytes(path.read_bytes().replace(b'"1200.00"', b'"1300.00"'))
    result = run("verify", path)
    assert result.exit_code == 1
    assert "被改动过" in result.stdout
    assert result.stdout.splitlines()[-1] == "不符"


def test_what_is_no_record_has_an_error_and_no_traceback(tmp_path):
    other = tmp_path / "other.json"
    other.write_text("{}", encoding="utf-8")
    for call in (("verify", other), ("diff", other, other), ("verify", tmp_path / "none.json"), ("verify", tmp_path)):
        result = run(*call)
        assert result.exit_code in (1, 2)
        assert result.stderr.startswith(str(call[1]))


def test_the_folder_of_another_settlement_is_left_alone(tmp_path):
    settled(tmp_path, *["0.40"] * 12, out="out")
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    result = settled(tmp_path, *["0.60"] * 12, out="out")
    assert result.exit_code == 3
    assert "--supersedes" in result.stderr
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


def test_sub_folders_of_many_agreements_keep_the_records_of_other_settlements(tmp_path):
    """A folder of one agreement, settled, corrected: refused for that agreement, and written over when asked."""
    folder, out = tmp_path / "协议", tmp_path / "out"
    folder.mkdir()
    terms, data = folder / "trial.yaml", tmp_path / "监测.csv"
    terms.write_text(agreement_text(STEPS), encoding="utf-8")
    data.write_text(monthly({"甲": "0.40"}), encoding="utf-8")
    call = ["settle", folder, data, "--year", "2024", "--out", out, "--lang", "en", "--workers", "1"]
    assert run(*call).exit_code == 0
    first = (out / "trial" / "record.json").read_bytes()

    data.write_text(monthly({"甲": "0.60"}), encoding="utf-8")
    refused = run(*call)
    assert refused.exit_code == 3
    assert "record of another settlement" in refused.stderr
    assert (out / "trial" / "record.json").read_bytes() == first
    assert run(*call, "--overwrite").exit_code == 0
    assert (out / "trial" / "record.json").read_bytes() != first
    assert run(*call, "--supersedes", "x.json").exit_code == 2


def test_a_party_signs_under_its_id_however_it_is_called(tmp_path):
    """By name or by id it is the same signature, in the same file."""
    settled(tmp_path, *["0.40"] * 12, out="out")
    record, key = tmp_path / "out" / "record.json", tmp_path / "shang"
    assert run("make-key", key).exit_code == 0
    for party in ("shang", "上游市"):
        result = run("sign", record, "--party", party, "--key", f"{key}.key.pem", "--lang", "en")
        assert result.exit_code == 0, result.stderr
        assert "the signature of 上游市 is in" in result.stdout
    assert [path.name for path in record.parent.glob("*.sig.json")] == ["record-shang.sig.json"]


def test_two_keys_of_one_party_are_an_error_that_names_both(tmp_path):
    """Told together with a key that is written otherwise, before any file is looked at."""
    result = run(
        "verify", "record.json", "--signature", "s.json",
        "--key", "shang=1.pem", "--key", "2.pem", "--key", "shang=3.pem", "--lang", "en",
    )  # fmt: skip
    assert result.exit_code == 2
    first, second, *_ = result.stderr.splitlines()
    assert "found '2.pem'" in first
    assert "'shang': 1.pem and 3.pem" in second


def test_notices_of_the_same_run_name_the_record_that_settle_writes(tmp_path):
    """Also as a restatement, in either language: the record has no language."""
    old = tmp_path / "out" / "record.json"
    settled(tmp_path, *["0.40"] * 2, "1.20", *["0.40"] * 9, out="out")
    settled(tmp_path, *["0.40"] * 12, out="new", more=("--supersedes", str(old)))
    call = ("notice", tmp_path / "协议.yaml", tmp_path / "监测.csv", "--year", "2024", "--lang", "en", "--overwrite")
    texts = []
    for more in ((), ("--supersedes", old)):
        assert run(*call, "--out", tmp_path / "notices", *more).exit_code == 0
        texts.append("\n".join(texts_of(next((tmp_path / "notices").iterdir()))))
    digest = ec.read_record(tmp_path / "new" / "record.json").digest
    assert f"Digest of the record: SHA-256 {digest};" in texts[1]
    assert digest not in texts[0]
    assert ec.read_record(old).digest not in texts[0]  # the readings are corrected
