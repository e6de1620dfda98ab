"""A party signs the digest of a record: its own key, this record, this party, and nothing else will do."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest

import ecocomp as ec
from ecocomp.record import signing
from ecocomp.record.canonical import canonical
from ecocomp.record.signing import fingerprint, new_key, sign
from ecocomp.report.key_files import write_keys
from tests.record.support import TEXTS, small

RECORD = ec.record_of(small())


@pytest.fixture
def keys(tmp_path: Path) -> dict[str, tuple[Path, Path]]:
    return {party: write_keys(str(tmp_path / party), *new_key()) for party in ("shang", "xia")}


def signed(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_both_parties_sign_on_their_own_and_verify_names_them(keys: Any, tmp_path: Path) -> None:
    """One is named by id, the other by name; the record is the same file as before."""
    files = [
        signed(tmp_path / "1.json", sign(RECORD, "shang", keys["shang"][0])),
        signed(tmp_path / "2.json", sign(RECORD, "下游市", keys["xia"][0])),
    ]
    public = {"shang": keys["shang"][1], "下游市": keys["xia"][1]}
    found = ec.verify(RECORD, signatures=files, keys=public)
    assert found.equal
    assert [(each.party, each.known) for each in found.signatures] == [("shang", True), ("xia", True)]
    assert "上游市 已签名" in found.text("zh")


def test_a_key_that_nobody_vouches_for_is_told_as_such(keys: Any, tmp_path: Path) -> None:
    file = signed(tmp_path / "1.json", sign(RECORD, "shang", keys["shang"][0]))
    found = ec.verify(RECORD, signatures=[file])
    assert [(each.known, each.problem) for each in found.signatures] == [(False, None)]
    assert "没有给出该方的公钥" in found.text("zh")


def test_the_same_record_and_key_give_the_same_signature(keys: Any) -> None:
    assert sign(RECORD, "shang", keys["shang"][0]) == sign(RECORD, "shang", keys["shang"][0])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda data: data.update(record="0" * 64), "record.signature_of_other"),
        (lambda data: data.update(party="xia"), "record.signature_wrong"),
        (lambda data: data.update(signature="00" * 64), "record.signature_wrong"),
        (lambda data: data.update(public_key="ff" * 32), "record.signature_wrong"),
    ],
)
def test_a_changed_signature_is_wrong(keys: Any, tmp_path: Path, change: Any, code: str) -> None:
    data = json.loads(sign(RECORD, "shang", keys["shang"][0]))
    change(data)
    found = ec.verify(RECORD, signatures=[signed(tmp_path / "1.json", canonical(data))])
    assert [each.code for each in found.problems] == [code]
    assert not found.equal


def test_the_key_of_another_is_not_taken_for_the_partys(keys: Any, tmp_path: Path) -> None:
    """下游市 signs in the name of 上游市."""
    file = signed(tmp_path / "1.json", sign(RECORD, "shang", keys["xia"][0]))
    found = ec.verify(RECORD, signatures=[file], keys={"shang": keys["shang"][1]})
    assert [each.code for each in found.problems] == ["record.signature_key"]


def test_a_party_has_one_key_whether_by_id_or_by_name(keys: Any, tmp_path: Path) -> None:
    file = signed(tmp_path / "1.json", sign(RECORD, "shang", keys["shang"][0]))
    with pytest.raises(ec.RequestError) as caught:
        ec.verify(RECORD, signatures=[file], keys={"shang": keys["shang"][1], "上游市": keys["xia"][1]})
    (told,) = caught.value.problems
    assert (told.code, told.details["first"], told.details["second"]) == (
        "record.key_twice", str(keys["shang"][1]), str(keys["xia"][1]),
    )  # fmt: skip
    same = {"shang": keys["shang"][1], "上游市": keys["shang"][1]}
    assert ec.verify(RECORD, signatures=[file], keys=same).equal


def test_a_signature_does_not_outlive_a_correction(keys: Any, tmp_path: Path) -> None:
    file = signed(tmp_path / "1.json", sign(RECORD, "shang", keys["shang"][0]))
    other = ec.record_of(small(["0.50", *TEXTS[1:]]))
    assert [each.code for each in ec.verify(other, signatures=[file]).problems] == ["record.signature_of_other"]


def test_what_is_no_signature_and_no_key_is_refused(keys: Any, tmp_path: Path) -> None:
    with pytest.raises(ec.RecordError):
        ec.verify(RECORD, signatures=[signed(tmp_path / "1.json", b"{}")])
    with pytest.raises(ec.SigningError):
        sign(RECORD, "shang", keys["shang"][1])
    with pytest.raises(ec.RequestError):
        sign(RECORD, "nobody", keys["shang"][0])
    broken = ec.Record(RECORD.content.replace(b'"amount":"100.00"', b'"amount":"900.00"', 1))
    with pytest.raises(ec.SigningError):
        sign(broken, "shang", keys["shang"][0])


def test_a_private_key_may_have_a_password(tmp_path: Path) -> None:
    private, public = write_keys(str(tmp_path / "shang"), *new_key("口令"))
    assert b"ENCRYPTED" in private.read_bytes()
    assert sign(RECORD, "shang", private, password="口令")
    for wrong in (None, "", "other"):
        with pytest.raises(ec.SigningError):
            sign(RECORD, "shang", private, password=wrong)
    assert fingerprint(signing.raw(signing.public_key(public))).count(" ") == 7


def test_a_private_key_is_the_owners_alone_and_is_never_written_over(tmp_path: Path) -> None:
    private, public = write_keys(str(tmp_path / "shang"), *new_key())
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    before = private.read_bytes(), public.read_bytes()
    with pytest.raises(ec.OutputError):
        write_keys(str(tmp_path / "shang"), *new_key())
    assert (private.read_bytes(), public.read_bytes()) == before


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch, keys: Any) -> None:
    monkeypatch.setattr(signing, "find_spec", lambda name: None)
    with pytest.raises(ec.SigningError, match="ecocomp\\[sign\\]"):
        sign(RECORD, "shang", keys["shang"][0])


def test_a_key_without_a_signature_is_not_passed_over(keys: Any) -> None:
    """Who forgets the signature would take the record for signed."""
    with pytest.raises(ec.RequestError) as caught:
        ec.verify(RECORD, keys={"shang": keys["shang"][1]})
    assert [each.code for each in caught.value.problems] == ["record.key_alone"]
