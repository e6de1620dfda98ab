"""A record is recomputed from itself alone, and what was changed in it is found and named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ecocomp as ec
from ecocomp.record.canonical import digest_of
from tests.properties.worlds import World, worlds
from tests.record.support import TEXTS, forged, small
from tests.settlement.support import STEPS, agreement_text, monthly, read, settled
from tests.workbook.support import random_settlement


@given(worlds())
def test_any_settlement_comes_out_again_from_its_record(world: World) -> None:
    settlement = world.settle()
    record = ec.record_of(settlement)
    assert ec.verify(record).equal
    assert record.settlement == settlement
    assert ec.record_of(record.settlement).data["results"] == record.data["results"]


@pytest.mark.parametrize("name", ec.corpus_names())
def test_every_agreement_of_the_corpus_comes_out_again(name: str) -> None:
    record = ec.record_of(random_settlement(name, 1)[0])
    again = ec.verify(record)
    assert again.equal, again.text("en")


def test_the_record_is_canonical_json_and_its_digests_can_be_worked_out_by_hand() -> None:
    record = ec.record_of(small())
    data = json.loads(record.content)
    assert record.content == json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert data["digests"]["results"] == digest_of(data["results"])
    assert data["digest"] == digest_of({key: data[key] for key in ("kind", "format", "digests")})
    assert data["results"]["positions"][0] == {
        "party": "shang", "paid": "100.00", "received": "1100.00", "net": "1000.00",
    }  # fmt: skip


def test_an_extended_agreement_and_its_declared_inputs_are_in_the_record(tmp_path: Path) -> None:
    """The base has the name of the file that extends it; the input was given in a file."""
    from ecocomp.settlement.input_file import inputs_given

    base = agreement_text(STEPS.replace("parameters:", "inputs:\n  off: {title: 免除, kind: truth}\nparameters:"))
    (tmp_path / "trial.yaml").write_text(base, encoding="utf-8")
    (tmp_path / "own").mkdir()
    declared = tmp_path / "inputs.yaml"
    declared.write_text("off: false\n", encoding="utf-8")
    own = ec.read_agreement(
        "ecocomp: 1\nid: own\nextends: trial\nparameters:\n  price: {value: 200}\n",
        file=str(tmp_path / "own" / "trial.yaml"), folder=tmp_path,
    )  # fmt: skip
    settlement = ec.settle(own, read(monthly({"甲": TEXTS})), 2024, inputs=inputs_given([], declared))
    record = ec.record_of(settlement)

    assert [each.file for each in record.said.agreement.texts] == ["trial.yaml", "trial.yaml#2"]
    (source,) = record.said.inputs["off"].sources
    assert (source.kind, source.file, source.line) == ("file", "inputs.yaml", 1)
    assert str(tmp_path).encode() not in record.content
    (tmp_path / "trial.yaml").unlink()
    assert ec.verify(record).equal
    assert record.settlement == settlement


def test_no_file_is_looked_for_when_a_base_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that extends what is not in the record is refused, though the corpus has one of that name."""
    monkeypatch.chdir(tmp_path)

    def extends(data: dict[str, Any]) -> None:
        data["agreement"]["texts"][0]["text"] = "ecocomp: 1\nid: trial\nextends: fuli-river\n"

    found = ec.verify(forged(ec.record_of(small()), extends))
    assert not found.equal
    assert [each.code for each in found.problems] == ["record.not_settled", "agreement.extends_not_given"]


def test_the_first_difference_is_told_with_both_derivations() -> None:
    def dearer(data: dict[str, Any]) -> None:
        data["results"]["values"]["steps"]["data"][2] = "2"

    found = ec.verify(forged(ec.record_of(small()), dearer), language="en")
    assert not found.problems
    assert found.difference is not None
    assert (found.difference.recorded, found.difference.recomputed) == ("2", "-1")
    assert found.difference.recorded_from[0] == "formula: target - worst(grade(C), indicator)"
    assert found.difference.recorded_from[1].endswith("[甲 NH3-N 2024-03] = 6/5")
    assert any("1.20" in line for line in found.difference.recomputed_from)
    assert found.text("en").endswith("not equal (不符)")


def test_what_rests_on_a_changed_figure_is_not_told_first() -> None:
    """A changed payment and a changed reading: the reading's month comes first, as the payment rests on it."""

    def both(data: dict[str, Any]) -> None:
        data["readings"][2]["value"] = "0.3"
        data["results"]["transfers"][2]["amount"] = "900.00"

    found = ec.verify(forged(ec.record_of(small()), both), language="en")
    assert found.difference is not None
    assert (found.difference.recorded, found.difference.recomputed) == ("6/5", "3/10")


def test_a_row_and_its_recomputation_are_told_in_the_same_words() -> None:
    """The net amount of 上游市 is changed; all else reads alike, in the same order."""

    def richer(data: dict[str, Any]) -> None:
        data["results"]["positions"][0]["net"] = "1.00"

    found = ec.verify(forged(ec.record_of(small()), richer)).difference
    assert found is not None
    assert found.recorded == "net=1.00 paid=100.00 party=shang received=1100.00"
    assert found.recomputed == "net=1000.00 paid=100.00 party=shang received=1100.00"


def test_a_payment_under_another_clause_is_told_with_its_clause() -> None:
    """Who pays whom how much is the same, so all else is told."""

    def other_clause(data: dict[str, Any]) -> None:
        data["results"]["transfers"][0]["clause"] = "第九条"

    found = ec.verify(forged(ec.record_of(small()), other_clause)).difference
    assert found is not None
    assert "clause=第九条" in found.recorded
    assert "clause=第六条" in found.recomputed


def test_a_changed_part_is_named_by_its_digest() -> None:
    record = ec.record_of(small())
    changed = ec.Record(record.content.replace(b'"amount":"100.00"', b'"amount":"900.00"', 1))
    assert changed.broken == ("results",)
    assert not ec.verify(changed)


@settings(max_examples=200)
@given(st.data())
def test_a_byte_flipped_anywhere_is_found(data: st.DataObject) -> None:
    content = bytearray(RECORD.content)
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    try:
        found = ec.verify(ec.Record(bytes(content)))
    except ec.RecordError:
        return
    assert not found.equal


RECORD = ec.record_of(small())


def test_rows_in_another_order_change_where_readings_stand_and_nothing_else() -> None:
    rows = [("甲", f"2024-{month:02d}", "0.40") for month in range(1, 13)]
    agreement = small().agreement

    def of(rows: list[tuple[str, str, str]]) -> ec.Record:
        frame = pandas.DataFrame(rows, columns=["断面", "时间", "氨氮(mg/L)"])
        return ec.record_of(ec.settle(agreement, ec.read_monitoring(frame), 2024))

    one, other = of(rows), of(rows[::-1])
    parts = {name for name, digest in one.said.digests.items() if other.said.digests[name] != digest}
    assert parts == {"origins"}


def test_readings_of_other_sections_are_not_in_the_record() -> None:
    texts = {"甲": "0.40", "乙": "1.20"}
    record = ec.record_of(settled(STEPS, monthly(texts)))
    assert {each.section for each in record.said.readings} == {"甲"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "record.no_json"),
        (b"{", "record.no_json"),
        (b"[" * 100_000, "record.no_json"),
        (b'{"a":1}', "record.no_record"),
        (b"[]", "record.no_record"),
        (b'{"a":1,"a":1}', "record.not_canonical"),
        (b'{"a": 1}', "record.not_canonical"),
        (b'{"a":1.50}', "record.not_canonical"),
        (b'{"a":123456789012345678901234567890}', "record.not_canonical"),
        (b'{"format":2,"kind":"ecocomp-record"}', "record.format"),
        (b'{"format":1,"kind":"ecocomp-record"}', "record.form"),
        (b'\xff\xfe{"a":1}', "record.no_json"),
    ],
)
def test_what_is_no_record_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "record.json"
    path.write_bytes(content)
    with pytest.raises(ec.RecordError) as caught:
        ec.read_record(path)
    assert {each.code for each in caught.value.problems} <= {code, "record.more"}
    assert all(each.place.file == str(path) for each in caught.value.problems)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["origins"]["cells"].pop(),
        lambda data: data["origins"]["cells"].__setitem__(0, [7, 1, 1]),
        lambda data: data["inputs"].__setitem__("unknown", {"axes": [], "elements": [], "sources": [], "source": []}),
        lambda data: data["readings"][0].__setitem__("indicator", "no such"),
        lambda data: data["readings"][0].__setitem__("when", "2024-02-99"),
        lambda data: data["readings"][0].__setitem__("value", "1/7"),
        lambda data: data["results"]["labels"].__setitem__("section", []),
        lambda data: data["results"]["values"].pop("steps"),
        lambda data: data["results"]["values"]["steps"]["data"].pop(),
        lambda data: data["parameters"].__setitem__("other", {"axes": ["month"], "data": []}),
        lambda data: data["period"].__setitem__("months", ["2024-01"]),
        lambda data: data["agreement"].__setitem__("digest", "0" * 64),
        lambda data: data["exclusions"]["unpaid"].append(
            {"transfer": "monthly", "at": {}, "absent": {"absent": "missing", "reasons": []}}
        ),
    ],
)  # fmt: skip
def test_parts_that_do_not_belong_together_are_told_without_a_traceback(change: Any) -> None:
    found = ec.verify(forged(ec.record_of(small()), change))
    assert not found.equal
    assert found.text("zh").endswith("不符")


def test_what_is_declared_of_some_months_only_is_in_the_record_of_these_months() -> None:
    """1 + 2 元 for January and February; nothing is said, or need be, of the others."""
    body = STEPS.replace("parameters:", "inputs:\n  bonus: {title: 奖励, unit: 元, per: [month]}\nparameters:").replace(
        "transfers:",
        "transfers:\n  - {name: bonus_paid, title: 奖励, per: [month], payer: xia, payee: shang, amount: bonus}",
    )
    settlement = settled(body, monthly({"甲": TEXTS}), through=2, inputs={"bonus": {1: 1, 2: 2}})
    record = ec.record_of(settlement)
    assert record.said.inputs["bonus"].elements == ["1", "2", *[None] * 10]
    assert ec.verify(record).equal
    assert record.settlement == settlement


def test_a_record_that_could_not_be_read_again_is_not_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settlement = small()
    monkeypatch.setattr("ecocomp.record.record.MOST_BYTES", 1024)
    with pytest.raises(ec.RecordError) as caught:
        settlement.save(tmp_path / "out")
    assert [each.code for each in caught.value.problems] == ["record.too_large_to_make"]
    assert not (tmp_path / "out").exists()
