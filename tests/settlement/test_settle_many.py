"""Many agreements settled at once: each as it is alone, in the order of the files, and no failure stops another."""

from __future__ import annotations

import os
import pickle
from functools import partial
from pathlib import Path

import pytest

import ecocomp as ec
from ecocomp.processes import packed
from ecocomp.settlement import Settlement
from ecocomp.settlement.many.one import Question
from ecocomp.settlement.many.settling import each_settled, tasks
from tests.settlement.support import STEPS, agreement_text, codes, monthly, read

ASKING = """\
inputs: {extra: {title: 另付, unit: 元}}
transfers:
  - {name: more, title: 另付, clause: 第七条, payer: xia, payee: shang, amount: extra}
"""
NO_WATER = """\
parameters: {sum: {title: 定额, unit: 元, value: 500}}
transfers:
  - {name: fixed, title: 定额补偿, clause: 第一条, payer: xia, payee: shang, amount: sum}
"""
CSV = monthly({"甲": ["0.5"] * 11 + ["2.0"], "丙": "0.1"})


def text_of(body: str, name: str) -> str:
    return agreement_text(body).replace("id: trial", f"id: {name}")


@pytest.fixture
def province(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of agreements: good ones, a broken one, one without readings, one that extends another."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "协议"
    (folder / "北").mkdir(parents=True)
    files = {
        "a-good.yaml": text_of(STEPS, "good"),
        "b-broken.yaml": text_of(STEPS, "broken").replace("amount: amount", "amount: nothing"),
        "c-lacking.yaml": text_of(STEPS, "lacking").replace("name: 甲", "name: 乙"),
        "北/d-extends.yaml": "extends: e-base\nid: extending\nparameters: {price: {title: 单价, unit: 元, value: 200}}\n",
        "北/e-base.yaml": text_of(STEPS, "base"),
        "f-dry.yaml": text_of(NO_WATER, "dry"),
        "省.standard.yaml": "nonsense: [",
        ".hidden.yaml": "nonsense: [",
        "readme.txt": "no agreement",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


NAMES = ["a-good", "b-broken", "c-lacking", "f-dry", "d-extends", "e-base"]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_province_gives_one_outcome_for_each_agreement(province: Path, workers: int):
    seen: list[int] = []
    found = ec.settle_all(province, read(CSV), 2024, workers=workers, progress=seen.append)

    assert [each.name for each in found] == NAMES
    assert seen == [1, 2, 3, 4, 5, 6]
    assert [each.name for each in found.failed] == ["b-broken", "c-lacking"]
    assert found[1].id == ""
    assert [str(each.place).split("/")[-1].split(":")[0] for each in found[1].problems] == ["b-broken.yaml"]
    assert (found[2].id, codes(found[2].problems)[0]) == ("lacking", "section_absent")
    # 11 months a class better than Ⅲ, one two classes worse: 11 × 100 − 2 × 100 元; the one that extends pays twice that
    amounts = [each.settlement.net_yuan("shang") for each in found if each.settlement is not None]
    assert [str(each) for each in amounts] == ["900.00", "500.00", "1800.00", "900.00"]


def test_each_settlement_is_the_one_that_is_made_alone(province: Path):
    """Also what is shown: the files that are written are the same to the byte."""
    readings = read(CSV)
    for each in ec.settle_all(province, readings, 2024, workers=2):
        if each.settlement is None:
            continue
        alone = ec.settle(ec.load_agreement(each.file), readings, 2024)
        assert each.settlement == alone
        assert each.settlement.readings is readings
        paths = zip(each.settlement.save("many", overwrite=True), alone.save("alone", overwrite=True), strict=True)
        assert [one.name for one, other in paths if one.read_bytes() != other.read_bytes()] == []


def test_the_problems_of_a_failure_are_those_of_settling_it_alone(province: Path):
    readings = read(CSV)
    found = ec.settle_all(province, readings, 2024, workers=2)
    with pytest.raises(ec.SettlementError) as alone:
        ec.settle(ec.load_agreement(found[2].file), readings, 2024)
    assert found[2].problems == alone.value.problems
    with pytest.raises(ec.AgreementError) as broken:
        ec.load_agreement(found[1].file)
    assert found[1].problems == broken.value.problems


def test_the_number_of_workers_changes_no_byte(province: Path, tmp_path: Path):
    written = []
    for workers in (1, 2, 3):
        folder = tmp_path / f"out{workers}"
        paths = ec.settle_all(province, read(CSV), 2024, workers=workers).save(folder)
        written.append({str(path.relative_to(folder)): path.read_bytes() for path in paths})
    assert written[0] == written[1] == written[2]
    assert {"overview.csv", "parties.csv", "failures.txt", "a-good/settlement.json"} <= written[0].keys()
    assert not any(name.startswith("b-broken") for name in written[0])


def test_agreements_may_be_given_by_themselves_by_name_and_by_file(province: Path):
    own = ec.read_agreement(text_of(STEPS, "own"), file="own.yaml")
    found = ec.settle_all([own, province / "f-dry.yaml", "fuli-river"], read(CSV), 2024)

    assert [(each.name, each.settlement is None) for each in found] == [
        ("own", False),
        ("f-dry", False),
        ("fuli-river", True),
    ]


def test_inputs_go_to_the_agreement_of_their_name(province: Path):
    (province / "g-asks.yaml").write_text(text_of(ASKING, "asks"), encoding="utf-8")
    (province / "h-asks.yaml").write_text(text_of(ASKING, "asks"), encoding="utf-8")
    found = ec.settle_all(province, read(CSV), 2024, inputs={"g-asks": {"extra": 7}})
    by_name = {each.name: each for each in found}

    assert str(by_name["g-asks"].settlement.net_yuan("shang")) == "7.00"
    assert codes(by_name["h-asks"].problems) == ["input_missing"]

    # a folder of files inside the folder of agreements holds no agreements
    inputs = province / "申报"
    inputs.mkdir()
    (inputs / "h-asks.yaml").write_text("extra: 8\n", encoding="utf-8")
    found = ec.settle_all(province, read(CSV), 2024, inputs=inputs, workers=2)
    by_name = {each.name: each for each in found}
    assert str(by_name["h-asks"].settlement.net_yuan("shang")) == "8.00"
    assert codes(by_name["g-asks"].problems) == ["input_missing"]
    assert len(found) == len(NAMES) + 2


def test_the_overview_tells_what_came_of_each(province: Path):
    (province / "z-again.yaml").write_text(text_of(NO_WATER, "dry"), encoding="utf-8")
    frame = ec.settle_all(province, read(CSV), 2024).overview("en")

    assert list(frame.name) == ["a-good", "b-broken", "c-lacking", "f-dry", "z-again", "d-extends", "e-base"]
    assert list(frame.status) == ["settled", "failed", "failed", "settled", "settled", "settled", "settled"]
    assert [None if each is None else str(each) for each in frame.amount] == [
        "900.00", None, None, "500.00", "500.00", "1800.00", "900.00",
    ]  # fmt: skip
    assert frame.pairs[0] == "下游市 → 上游市 900.00"
    assert frame.note[3] == "the id dry is also that of z-again"
    assert frame.note[1].startswith("协议/b-broken.yaml:")
    assert list(frame.errors)[:2] == [0, 1]


def ending(settlement: Settlement, name: str) -> str:
    """What is made of a settlement: for the agreement ``name`` the end of the process."""
    if settlement.agreement.id == name:
        os._exit(9)
    return settlement.agreement.id


def failing(settlement: Settlement, name: str) -> str:
    """What is made of a settlement: for the agreement ``name`` a failure that nobody expects."""
    assert settlement.agreement.id != name
    return settlement.agreement.id


@pytest.mark.parametrize(("make", "code"), [(ending, "worker_died"), (failing, "worker_stumbled")])
def test_a_process_that_ends_or_stumbles_is_the_failure_of_its_agreement(province: Path, make, code: str):
    question = Question(2024, None, None, "agreement", partial(make, name="dry"))
    found = dict(each_settled(tasks(province, None), question, read(CSV), 2))

    assert {found[at].made for at in found} == {None, "good", "extending", "base"}
    assert codes(found[3].problems) == [code]


def test_a_result_of_many_does_not_travel_with_the_readings(province: Path):
    """What a process sends back is small against the readings, which it has from the start."""
    rows = "".join(f"远方{at},2024-{month:02d},0.{at:03d}\n" for at in range(300) for month in range(1, 13))
    readings = read(CSV + rows)
    assert len(pickle.dumps(ec.settle(ec.load_agreement(province / "f-dry.yaml"), readings, 2024))) > len(readings) * 4

    assert len(packed(ec.settle(ec.load_agreement(province / "f-dry.yaml"), readings, 2024), readings)) < 20_000


def test_sections_of_others_in_the_files_change_nothing(province: Path):
    """A province's file gives what the agreement's own rows give, each reading at its place, aliases too."""
    text = text_of(STEPS.replace("{name: 甲,", "{name: 甲, aliases: [甲断面],"), "aliases")
    (province / "i-aliases.yaml").write_text(text, encoding="utf-8")
    own = CSV.replace("甲,2024-12", "甲断面,2024-12")
    others = "".join(f"远方{at},2024-{month:02d},0.{at:03d}\n" for at in range(30) for month in range(1, 13))
    for file in ("a-good.yaml", "i-aliases.yaml"):
        agreement = ec.load_agreement(province / file)
        texts = CSV if file == "a-good.yaml" else own
        alone, among = (ec.settle(agreement, read(each), 2024) for each in (texts, texts + others))
        assert among == alone
        assert [among.explain(line).text() for line in among.lines] == [
            alone.explain(line).text() for line in alone.lines
        ]


def test_what_cannot_be_asked_is_refused_before_anything_is_settled(province: Path, tmp_path: Path):
    empty = tmp_path / "空"
    empty.mkdir()
    readings = read(CSV)
    (province / "北" / "A-Good.yaml").write_text(text_of(NO_WATER, "dry"), encoding="utf-8")
    wrong = {
        "many_same_name": lambda: ec.settle_all(province, readings, 2024),
        "many_no_file": lambda: ec.settle_all(empty, readings, 2024),
        "many_no_folder": lambda: ec.settle_all(tmp_path / "没有", readings, 2024),
        "many_type": lambda: ec.settle_all([3], readings, 2024),
        "many_inputs_unknown": lambda: ec.settle_all(["fuli-river"], readings, 2024, inputs={"fuli": {}}),
        "many_inputs_type": lambda: ec.settle_all(["fuli-river"], readings, 2024, inputs=3),
        "many_inputs_folder": lambda: ec.settle_all(["fuli-river"], readings, 2024, inputs=tmp_path / "没有"),
        "workers": lambda: ec.settle_all(["fuli-river"], readings, 2024, workers=0),
        "year": lambda: ec.settle_all(["fuli-river"], readings, 1),
        "gaps_option": lambda: ec.settle_all(["fuli-river"], readings, 2024, gaps="no"),
        "readings_type": lambda: ec.settle_all(["fuli-river"], "readings.csv", 2024),
    }
    for code, call in wrong.items():
        with pytest.raises(ec.RequestError) as refused:
            call()
        assert codes(refused.value.problems) == [code]
        assert all(str(each.line(language)) for each in refused.value.problems for language in ("zh", "en"))


def test_a_link_out_of_the_folder_is_not_read(province: Path, tmp_path: Path):
    """As a folder of readings, a folder of agreements gives the files in it only."""
    (tmp_path / "outside.yaml").write_text("secret: 1\n", encoding="utf-8")
    (province / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    with pytest.raises(ec.RequestError) as refused:
        ec.settle_all(province, read(CSV), 2024)
    assert codes(refused.value.problems) == ["leads_outside"]


def test_a_folder_of_the_name_of_a_corpus_agreement_is_not_it(province: Path):
    """As in ``load_agreement`` the corpus goes first."""
    (province.parent / "fuli-river").mkdir()
    with pytest.raises(ec.RequestError) as refused:
        ec.settle_all("fuli-river", read(CSV), 2024)
    assert codes(refused.value.problems) == ["many_no_folder"]
