"""A corrected settlement is a restatement: its differences are transfers of their own, and nothing is written over."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import ecocomp as ec
from tests.record.support import TEXTS, forged, small
from tests.settlement.support import STEPS, monthly, settled

CORRECTED = [*TEXTS[:2], "0.50", *TEXTS[3:]]


def restatement() -> ec.Restatement:
    return ec.restated(small(CORRECTED), ec.record_of(small()))


def test_what_is_owed_in_addition_and_the_reading_that_caused_it() -> None:
    found = restatement()
    (owed,) = found.owed
    assert (str(owed.pair.payer), str(owed.pair.payee), owed.pair.fen) == ("xia", "shang", 20000)
    part = json.loads(found.record.content)["restatement"]
    assert part == {
        "chain": [ec.record_of(small()).digest],
        "before": [{"payer": "xia", "payee": "shang", "amount": "1000.00"}],
        "causes": [
            [
                {
                    "kind": "reading",
                    "what": "甲 2024-03 氨氮",
                    "before": "1.20 (监测.csv:4:3)",
                    "after": "0.50 (监测.csv:4:3)",
                }
            ]
        ],
        "differences": [
            {"payer": "xia", "payee": "shang", "amount": "200.00", "causes": [{"cause": 0, "amount": "200.00"}]}
        ],
    }
    assert ec.verify(found.record).equal


def test_a_restated_record_is_that_of_its_settlement_with_one_part_more() -> None:
    """Part by part the same as without the restatement, and each digest as it stands in the file."""
    found = restatement()
    plain, whole = ec.record_of(found.settlement), found.record
    assert {name: digest for name, digest in whole.said.digests.items() if name != "restatement"} == plain.said.digests
    assert not whole.broken
    assert (plain.digest, whole.digest) == tuple(json.loads(each.content)["digest"] for each in (plain, whole))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda part: part["before"][0].__setitem__("amount", "900.00"), "record.restatement_sum"),
        (lambda part: part["differences"][0].__setitem__("amount", "300.00"), "record.restatement_sum"),
        (lambda part: part["differences"][0]["causes"][0].__setitem__("amount", "1.00"), "record.restatement_causes"),
        (lambda part: part["differences"][0]["causes"][0].__setitem__("cause", 5), "record.restatement_causes"),
    ],
)
def test_a_restatement_that_does_not_add_up_is_not_equal(change: Any, code: str) -> None:
    record = forged(restatement().record, lambda data: change(data["restatement"]))
    found = ec.verify(record)
    assert code in [each.code for each in found.problems]
    assert not found.equal


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["results"]["transfers"][0].__setitem__("amount", "900.00"),
        lambda data: data["agreement"]["texts"][0].__setitem__("text", "a: ["),
    ],
    ids=["another amount", "no agreement"],
)
def test_nothing_is_restated_upon_a_record_that_does_not_verify(change: Any) -> None:
    with pytest.raises(ec.RecordError) as caught:
        ec.restated(small(CORRECTED), forged(ec.record_of(small()), change))
    assert caught.value.problems[0].code == "differences.not_verified"


def test_the_same_restatement_asked_for_again_changes_nothing(tmp_path: Path) -> None:
    """The command given twice, and the record that is the restatement already in the place of the one it restates."""
    small().save(tmp_path)
    first = ec.restated(small(CORRECTED), ec.read_record(tmp_path / "record.json"))
    first.settlement.save(tmp_path, restatement=first)
    with pytest.raises(ec.RequestError) as caught:
        ec.restated(small(CORRECTED), ec.read_record(tmp_path / "record.json"))
    assert [each.code for each in caught.value.problems] == ["differences.nothing_to_restate"]


def test_another_settlement_is_never_written_over_in_silence(tmp_path: Path) -> None:
    small().save(tmp_path)
    small().save(tmp_path)  # the same once more
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(ec.OutputError) as caught:
        small(CORRECTED).save(tmp_path)
    assert [each.code for each in caught.value.problems] == ["record.there_already"]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before

    small(CORRECTED).save(tmp_path, overwrite=True)
    assert ec.read_record(tmp_path / "record.json") == ec.record_of(small(CORRECTED))


def test_a_restated_record_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    small().save(tmp_path)
    found = restatement()
    found.settlement.save(tmp_path, restatement=found)
    old = ec.record_of(small())
    assert ec.read_record(tmp_path / f"record-{old.digest[:12]}.json") == old
    assert ec.read_record(tmp_path / "record.json").said.restatement.chain == [old.digest]
    assert "1,000" not in (tmp_path / "restatement.csv").read_text(encoding="utf-8-sig")
    assert "200.00" in (tmp_path / "restatement.csv").read_text(encoding="utf-8-sig")


def test_a_restated_record_is_kept_also_where_another_may_be_written_over(tmp_path: Path) -> None:
    small().save(tmp_path)
    found = restatement()
    found.settlement.save(tmp_path, restatement=found, overwrite=True)
    old = ec.record_of(small())
    assert ec.read_record(tmp_path / f"record-{old.digest[:12]}.json") == old


def test_a_restatement_of_another_record_does_not_write_over_the_one_there(tmp_path: Path) -> None:
    small(["0.30"] * 12).save(tmp_path)
    found = restatement()
    with pytest.raises(ec.OutputError):
        found.settlement.save(tmp_path, restatement=found)


def test_the_tables_of_a_restatement_go_when_another_settlement_is_written_over_it(tmp_path: Path) -> None:
    """The record before it stays under its digest: somebody may have signed it."""
    small().save(tmp_path)
    found = restatement()
    found.settlement.save(tmp_path, restatement=found, language="en")
    small(["0.30"] * 12).save(tmp_path, overwrite=True)
    names = {path.name for path in tmp_path.iterdir()}
    assert not {name for name in names if name.startswith("restatement")}
    assert f"record-{ec.record_of(small()).digest[:12]}.json" in names


def test_what_no_restatement_wrote_stays(tmp_path: Path) -> None:
    """A table of the bureau's own in a folder with a restatement, and one of a restatement beside a plain record."""
    small().save(tmp_path / "a")
    found = restatement()
    found.settlement.save(tmp_path / "a", restatement=found)
    (tmp_path / "a" / "restatement.csv").write_text("我们的表\n", encoding="utf-8-sig")
    small(["0.30"] * 12).save(tmp_path / "a", overwrite=True)
    assert [path.name for path in (tmp_path / "a").glob("restatement*")] == ["restatement.csv"]

    small().save(tmp_path / "b")
    found.settlement.save(tmp_path / "c", restatement=found)
    (tmp_path / "c" / "restatement.csv").rename(tmp_path / "b" / "restatement.csv")
    small(["0.30"] * 12).save(tmp_path / "b", overwrite=True)
    assert (tmp_path / "b" / "restatement.csv").exists()


def test_a_restatement_of_the_restatement_has_tables_of_its_own(tmp_path: Path) -> None:
    small().save(tmp_path)
    first = restatement()
    first.settlement.save(tmp_path, restatement=first)
    second = ec.restated(small(["0.30"] * 12), first.record)
    second.settlement.save(tmp_path, restatement=second)
    assert ec.read_record(tmp_path / f"record-{first.record.digest[:12]}.json") == first.record
    assert "甲 2024-01 氨氮" in (tmp_path / "restatement-causes.csv").read_text(encoding="utf-8-sig")


def problems_of(record: ec.Record, earlier: ec.Record) -> list[str]:
    """The codes of what verifying a restatement with the record before it finds."""
    found = ec.verify(record, earlier=earlier, language="en")
    assert found.equal == (not found.problems and found.difference is None)
    assert found.text("en").splitlines()[-1] == (CHAIN_EQUAL if found.equal else "not equal (不符)")
    return [each.code for each in found.problems]


CHAIN_EQUAL = "the restatement is equal: the differences and their causes came out again"


def test_a_restatement_is_checked_against_the_record_before_it(tmp_path: Path) -> None:
    found = restatement()
    assert problems_of(found.record, ec.record_of(small())) == []
    assert problems_of(found.record, ec.record_of(small(["0.30"] * 12))) == ["differences.other_chain"]
    assert problems_of(ec.record_of(small(CORRECTED)), ec.record_of(small())) == ["differences.no_restatement"]

    path = tmp_path / "old.json"
    path.write_bytes(ec.record_of(small()).content)
    assert ec.verify(found.record, earlier=path).equal
    assert CHAIN_EQUAL not in ec.verify(found.record).text("en")


def test_a_cause_that_somebody_else_is_blamed_with_is_found_with_the_record_before_it() -> None:
    def blame(data: dict[str, Any]) -> None:
        data["restatement"]["causes"][0][0]["what"] = "甲 2024-04 氨氮"

    other = forged(restatement().record, blame)
    assert ec.verify(other).equal  # from itself alone nobody can see it
    found = ec.verify(other, earlier=ec.record_of(small()))
    assert [(each.code, each.details["part"]) for each in found.problems] == [
        ("differences.other_part", ("原因", "the causes"))
    ]


def test_a_record_before_it_that_does_not_verify_is_told_with_its_figure() -> None:
    """Of March it says seven classes where one comes out, and the restatement names it by its digest."""
    old = forged(ec.record_of(small()), lambda data: data["results"]["values"]["steps"]["data"].__setitem__(2, "7"))
    new = forged(restatement().record, lambda data: data["restatement"].__setitem__("chain", [old.digest]))
    found = ec.verify(new, earlier=old, language="en")
    assert [each.code for each in found.problems] == ["differences.earlier_not_verified", "differences.other_figure"]
    assert "forged.json: steps [甲 2024-03]: recorded is 7, recomputed -1\n" in found.text("en")


def test_a_record_before_it_of_another_year_is_no_record_before_it() -> None:
    """A restatement that names the digest of another year's record."""
    old = ec.record_of(settled(STEPS, monthly({"甲": TEXTS}, 2023), 2023))
    new = forged(restatement().record, lambda data: data["restatement"].__setitem__("chain", [old.digest]))
    assert problems_of(new, old) == ["differences.other_agreement"]


def test_a_record_that_is_not_equal_itself_is_not_compared_and_says_so() -> None:
    new = forged(restatement().record, lambda data: data["results"]["values"]["steps"]["data"].__setitem__(2, "7"))
    found = ec.verify(new, earlier=ec.record_of(small()))
    assert not found.equal
    assert found.earlier is None
    assert "differences.not_compared" in [each.code for each in found.notes]
