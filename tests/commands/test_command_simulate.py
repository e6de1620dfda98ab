"""The command simulate: what it prints and writes, how it goes on after it was killed, and what it says of mistakes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

import ecocomp as ec
from tests.commands.support import contents, files, process, run
from tests.settlement.support import STEPS, monthly

#: 0.5 mg/L is Ⅱ, one class better than the target Ⅲ; 2.0 is Ⅴ, two worse; 0.8 is Ⅲ.
#: So the years are worth 11 - 2 = 9 and 12 steps of 100 元 to 上游市.
GOOD, BAD = ["0.5"] * 12, ["0.5"] * 11 + ["2.0"]


def history(folder: Path) -> tuple[Path, Path]:
    """The agreement, and readings of two years."""
    terms, data = files(folder)
    first, second = monthly({"甲": BAD}), monthly({"甲": GOOD}).replace("2024", "2023")
    data.write_text(first + second.split("\n", 1)[1], encoding="utf-8")
    return terms, data


def own(folder: Path, *rows: str) -> Path:
    """A table of scenarios."""
    path = folder / "情景.csv"
    path.write_text("\n".join(["情景,断面,指标,月份,数值", *rows]) + "\n", encoding="utf-8")
    return path


def whole_year(scenario: str, value: str) -> list[str]:
    return [f"{scenario},甲,氨氮,{month},{value}" for month in range(1, 13)]


def test_the_table_tells_what_each_party_is_left_with(tmp_path):
    """Three years, one better by a class in every month, one as the target, one worse by two: 1,200, 0, -2,400 元."""
    terms, _ = history(tmp_path)
    table = own(tmp_path, *whole_year("好", "0.5"), *whole_year("平", "0.8"), *whole_year("差", "2.0"))
    result = run("simulate", terms, "--year", "2025", "--scenarios", table)

    assert result.exit_code == 0, result.stderr
    shown = [[cell.strip() for cell in line.split("│")[1:-1]] for line in result.stdout.splitlines() if "│" in line]
    assert shown == [
        ["上游市", "-0.04", "-0.24", "0.00", "0.12", "-0.24", "33.3%"],
        ["下游市", "0.04", "-0.12", "0.00", "0.24", "-0.12", "33.3%"],
    ]
    assert "3 个可能的年份，1 组条款" in result.stdout


def test_the_banner_of_unconfirmed_terms_comes_before_any_amount(tmp_path):
    terms, data = history(tmp_path)
    terms.write_text(terms.read_text(encoding="utf-8").replace("status: signed", "status: assumed"), encoding="utf-8")
    lines = run("simulate", terms, data, "--year", "2025", "--lang", "en").stdout.splitlines()

    assert lines[0] == "Simulation: 试验协议, 2025"
    assert lines[1].startswith("NOTE:")
    assert lines[2].startswith("Scenarios: Resampled history: each scenario is one whole year of 2023, 2024")


def test_a_year_outside_the_term_of_the_agreement_is_told(tmp_path):
    terms, data = history(tmp_path)
    term = "term: {from: 2023-01-01, to: 2024-12-31, clause: 第一条, status: signed}\n"
    terms.write_text(terms.read_text(encoding="utf-8") + term, encoding="utf-8")
    out = tmp_path / "out"

    assert "2025年度不在协议期限内" in run("simulate", terms, data, "--year", "2025", "--out", out).stdout
    assert "2025年度不在协议期限内" in (out / "notes.txt").read_text(encoding="utf-8")
    assert "不在协议期限内" not in run("simulate", terms, data, "--year", "2024").stdout


def test_several_values_of_several_terms_are_taken_all_with_all(tmp_path):
    terms, data = history(tmp_path)
    out = tmp_path / "out"
    run("simulate", terms, data, "--year", "2025", "--vary", "price=100,200", "--vary", "target=II,III", "--out", out)
    told = json.loads((out / "simulation.json").read_text(encoding="utf-8"))

    assert told["sets"] == [{"price": price, "target": target} for price in ("100", "200") for target in ("II", "III")]


def test_of_many_sets_the_first_are_printed_and_the_rest_counted(tmp_path):
    terms, data = history(tmp_path)
    values = ",".join(map(str, range(1, 13)))
    result = run("simulate", terms, data, "--year", "2025", "--vary", f"price={values}", "--lang", "en")

    assert [line.strip() for line in result.stdout.splitlines() if " = " in line] == [
        f"price (元) = {each}" for each in range(1, 11)
    ]
    assert result.stdout.count("上游市") == 10
    assert "2 more sets of terms: see --out" in result.stdout


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("grid.yaml", "price: [100, 200]\n"),
        ("grid.json", '{"price": [100, 200]}'),
        ("list.yaml", "- {price: 100}\n- {price: 200}\n"),
    ],
)
def test_sets_of_terms_from_a_file(tmp_path, name, text):
    terms, data = history(tmp_path)
    (tmp_path / name).write_text(text, encoding="utf-8")
    run("simulate", terms, data, "--year", "2025", "--terms", tmp_path / name, "--out", tmp_path / "out")
    told = json.loads((tmp_path / "out" / "simulation.json").read_text(encoding="utf-8"))

    assert told["sets"] == [{"price": "100"}, {"price": "200"}]


def test_other_texts_are_simulated_beside_the_agreement_by_the_names_of_their_files(tmp_path):
    """Twice the price: 1,800 instead of 900 yuan at least."""
    terms, data = history(tmp_path)
    draft = tmp_path / "draft-b.yaml"
    draft.write_text(terms.read_text(encoding="utf-8").replace("value: 100", "value: 200"), encoding="utf-8")
    out = tmp_path / "out"
    arguments = ("simulate", terms, data, "--year", "2025", "--variant", draft, "--out", out)
    result = run(*arguments)
    told = json.loads((out / "simulation.json").read_text(encoding="utf-8"))
    lines = (out / "summary.csv").read_text(encoding="utf-8-sig").splitlines()

    assert result.exit_code == 0, result.stderr
    assert [line.strip() for line in result.stdout.splitlines() if " = " in line] == ["方案 = trial", "方案 = draft-b"]
    assert told["sets"] == [{"variant": "trial"}, {"variant": "draft-b"}]
    digest = ec.load_agreement(draft).digest
    assert told["variants"] == {"draft-b": {"title": "试验协议", "official": True, "digest": digest}}
    assert [[line.split(",")[0], line.split(",")[9]] for line in (lines[1], lines[3])] == [
        ["trial", "900.00"],
        ["draft-b", "1800.00"],
    ]
    assert "两个方案都叫“draft-b”" in run(*arguments, "--variant", draft).stderr


def test_declared_inputs_go_to_the_texts_that_ask_for_them(tmp_path):
    """A bonus of 7 yuan a year on top of 1,200, which the agreement itself does not know of."""
    terms, _ = history(tmp_path)
    bonus = (
        "ecocomp: 1\nid: bonus\nextends: 协议\ntitle: 有奖励\ninputs: {bonus: {title: 奖励, unit: 元}}\ntransfers:\n"
        "  - {name: yearly, title: 年度奖励, payer: xia, payee: shang, amount: bonus}\n"
    )
    draft = tmp_path / "draft.yaml"
    draft.write_text(bonus.replace("协议", terms.stem, 1), encoding="utf-8")
    table = own(tmp_path, *whole_year("好", "0.5"))
    arguments = ("--year", "2025", "--scenarios", table, "--input", "bonus=7", "--out", tmp_path / "out")
    alone = run("simulate", draft, *arguments)
    beside = run("simulate", terms, *arguments, "--variant", draft, "--overwrite")

    assert alone.exit_code == 0, alone.stderr
    assert beside.exit_code == 0, beside.stderr
    lines = (tmp_path / "out" / "summary.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [lines[1].split(",")[2], lines[3].split(",")[2]] == ["1200.00", "1207.00"]


def test_what_passes_between_two_and_at_sections_is_printed_and_written(tmp_path):
    """Twelve months one class better than the target: 1,200 yuan."""
    terms, _ = history(tmp_path)
    table = own(tmp_path, *whole_year("好", "0.5"), *whole_year("又", "0.5"))
    out = tmp_path / "out"
    result = run("simulate", terms, "--year", "2025", "--scenarios", table, "--detail", "sections", "--out", out)
    pairs, sections = (
        [line.split(",") for line in (out / name).read_text(encoding="utf-8-sig").splitlines()]
        for name in ("pairs.csv", "sections.csv")
    )

    assert result.exit_code == 0, result.stderr
    assert pairs[0][:3] == ["支付方", "收取方", "均值（元）"]
    assert pairs[1][:3] == ["下游市", "上游市", "1200.00"]
    assert sections[1][:6] == ["月度补偿", "", "甲", "下游市", "上游市", "1200.00"]
    assert "1,200.00" in result.stdout
    assert "pairs.csv, sections.csv" in result.stdout
    assert not (run("simulate", terms, "--year", "2025", "--scenarios", table, "--out", tmp_path / "plain").exit_code)
    assert not (tmp_path / "plain" / "pairs.csv").exists()


def test_varied_terms_are_headed_by_their_titles_in_every_table(tmp_path):
    terms, data = history(tmp_path)
    out = tmp_path / "out"
    asked = ("simulate", terms, data, "--year", "2025", "--vary", "price=100", "--detail", "sections", "--out", out)

    assert run(*asked).exit_code == 0
    heads = {
        name: (out / name).read_text(encoding="utf-8-sig").split(",")[0]
        for name in ("summary.csv", "pairs.csv", "sections.csv")
    }
    assert set(heads.values()) == {"单价（元）"}


def test_options_of_drawing_are_those_of_the_library(tmp_path):
    terms, data = history(tmp_path)
    agreement, readings = ec.load_agreement(terms), ec.read_monitoring(data)
    drawn = ("--rows", "300", "--seed", "5")
    kinds = {"wet": (1, "1.4", "0.8"), "normal": (2, 1, 1), "dry": (1, "0.6", "1.3")}
    changes = ["--measure", "氨氮@甲=0.8,2025", "--measure", "NH3-N=0.9", "--trend", "氨氮=0.97,2023"]
    for name, each in kinds.items():
        changes += [f"--{name}", ",".join(map(str, each))]
    given = {
        ("--months", "3"): ec.resampled_scenarios(agreement, readings, rows=300, seed=5, months=3),
        ("--scenarios", "lognormal", *changes): ec.lognormal_scenarios(
            agreement,
            readings,
            rows=300,
            seed=5,
            year=2025,
            measures=[
                ec.Measure("氨氮", "0.8", "甲", 2025),
                ec.Measure("NH3-N", "0.9"),
                ec.Trend("氨氮", "0.97", 2023),
            ],
            flow_years=ec.FlowYears(**{name: ec.FlowYear(*each) for name, each in kinds.items()}),
        ),
    }
    for place, (arguments, scenarios) in enumerate(given.items()):
        out = tmp_path / str(place)
        result = run("simulate", terms, data, "--year", "2025", *drawn, *arguments, "--no-compiled", "--out", out)

        assert result.exit_code == 0, result.stderr
        with np.load(out / "nets.npz") as arrays:
            assert (arrays["nets"] == ec.simulate(agreement, scenarios, year=2025).nets).all()
        assert json.loads((out / "simulation.json").read_text("utf-8"))["assumes"]["en"] == scenarios.assumes[1]


def test_what_is_not_exact_says_so(tmp_path):
    terms, data = history(tmp_path)
    result = run("simulate", terms, data, "--year", "2025", "--quick", "--lang", "en")

    assert "Quick mode" in result.stdout


def test_inputs_from_pairs_and_from_a_file(tmp_path):
    """A step more in each of the twelve months of a year at the target: 12 x 100 yuan; declared nought, nothing."""
    terms, _ = history(tmp_path)
    text = terms.read_text(encoding="utf-8").replace('"price * steps"', '"price * (steps + bonus)"')
    terms.write_text(text + "inputs:\n  bonus: {title: 加分, kind: number}\n", encoding="utf-8")
    call = ("simulate", terms, "--year", "2025", "--scenarios", own(tmp_path, *whole_year("平", "0.8")))
    given = tmp_path / "inputs.yaml"
    given.write_text("bonus: 1\n", encoding="utf-8")

    assert "0.12" in run(*call, "--input", "bonus=1").stdout
    assert "0.12" in run(*call, "--inputs", given).stdout
    assert "0.12" not in run(*call, "--inputs", given, "--input", "bonus=0").stdout
    assert "须申报 bonus" in run(*call).stderr
    assert "没有申报事项“bonsu”" in run(*call, "--input", "bonsu=1").stderr


def test_the_files_hold_what_the_library_gives(tmp_path):
    terms, data = history(tmp_path)
    out = tmp_path / "out"
    arguments = ("--rows", "300", "--seed", "5", "--vary", "price=100,200", "--out", out, "--lang", "en")
    assert run("simulate", terms, data, "--year", "2025", *arguments).exit_code == 0
    agreement, readings = ec.load_agreement(terms), ec.read_monitoring(data)
    scenarios = ec.resampled_scenarios(agreement, readings, rows=300, seed=5)
    simulation = ec.simulate(agreement, scenarios, {"price": [100, 200]}, year=2025)

    with np.load(out / "nets.npz") as arrays:
        assert (arrays["nets"] == simulation.nets).all()
        assert arrays["parties"].tolist() == ["shang", "xia"]
        assert not arrays["unsettled"].any()
    lines = (out / "summary.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("price (元),Party,Mean (yuan),Standard deviation (yuan),5 % quantile (yuan)")
    assert lines[1].split(",")[:2] == ["100", "上游市"]
    assert [line.split(",")[9] for line in lines[1:]] == ["900.00", "-1200.00", "1800.00", "-2400.00"]
    told = json.loads((out / "simulation.json").read_text(encoding="utf-8"))
    assert told["asked"]["seed"] == 5
    assert told["notes"] == {language: simulation.notes(language) for language in ("zh", "en")}
    assert (out / "notes.txt").read_text(encoding="utf-8").splitlines() == simulation.notes("en")
    assert told["asked"]["agreement"]["digest"] == agreement.digest


def test_amounts_that_are_only_counted_make_the_same_summary_and_no_amounts_of_years(tmp_path):
    terms, data = history(tmp_path)
    for folder, options in (("kept", ()), ("counted", ("--counted",))):
        arguments = ("--year", "2025", "--rows", "300", "--out", tmp_path / folder, *options)
        assert run("simulate", terms, data, *arguments).exit_code == 0

    assert (tmp_path / "counted" / "summary.csv").read_bytes() == (tmp_path / "kept" / "summary.csv").read_bytes()
    assert not (tmp_path / "counted" / "nets.npz").exists()


def test_pictures_are_drawn_where_they_are_asked_for(tmp_path):
    terms, data = history(tmp_path)
    out = tmp_path / "out"
    varied = ("simulate", terms, data, "--year", "2025", "--rows", "50", "--vary", "price=100,200")
    assert run(*varied, "--out", out).exit_code == 0
    assert not list(out.glob("*.png"))
    told = run(*varied, "--out", out, "--plots")

    assert told.exit_code == 0, told.stderr
    assert {path.name for path in out.glob("*.png")} == {
        f"{kind}-{party}.png" for kind in ("distribution", "terms") for party in ("shang", "xia")
    }
    assert "terms-xia.png" in told.output


def test_pictures_need_a_folder(tmp_path):
    terms, data = history(tmp_path)
    result = run("simulate", terms, data, "--year", "2025", "--plots")

    assert result.exit_code != 0
    assert "--plots 要有 --out" in result.stderr


def test_years_that_cannot_be_settled_are_counted_and_left_out(tmp_path):
    terms, _ = history(tmp_path)
    table = own(tmp_path, *whole_year("好", "0.5"), *whole_year("缺", "0.5")[:11])
    result = run("simulate", terms, "--year", "2025", "--scenarios", table, "--lang", "en")

    assert "1 year of 2 cannot be settled" in result.stdout
    assert "0.12" in result.stdout


def test_where_no_year_can_be_settled_that_is_an_error_with_the_reason(tmp_path):
    terms, _ = history(tmp_path)
    table = own(tmp_path, *whole_year("缺", "0.5")[:11])
    result = run("simulate", terms, "--year", "2025", "--scenarios", table, "--out", tmp_path / "out")

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "甲 氨氮 2025-12：没有监测值" in result.stderr
    assert not (tmp_path / "out" / "summary.csv").exists()


def test_what_reading_the_history_warns_of_is_told(tmp_path):
    terms, data = history(tmp_path)
    text = data.read_text(encoding="utf-8")
    data.write_text(text.replace("2023-05,0.5", "2023-05,500"), encoding="utf-8")
    result = run("simulate", terms, data, "--year", "2025", "--lang", "en")

    assert result.exit_code == 0
    assert result.stderr.startswith("[warning] 监测.csv: 1 value of ammonia nitrogen")


def test_workers_give_the_same_bytes(tmp_path):
    terms, data = history(tmp_path)
    for workers in ("1", "2"):
        done = process(
            ["simulate", terms, data, "--year", "2025", "--rows", "40000", "--workers", workers, "--out", workers],
            tmp_path,
        )
        assert done.returncode == 0, done.stderr.decode()
        assert done.stderr == b""

    assert contents(tmp_path / "1") == contents(tmp_path / "2")


# -- going on --------------------------------------------------------------------------------------------------------


def test_a_run_that_is_killed_goes_on_to_the_same_bytes(tmp_path):
    """The process is killed while two workers write blocks; what was kept is not worked out again, here by one."""
    terms, data = history(tmp_path)
    arguments = ["simulate", str(terms), str(data), "--year", "2025", "--rows", "4000000", "--out"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2]), "PYTHONUTF8": "1"}
    broken = subprocess.Popen(
        [sys.executable, "-m", "ecocomp", *arguments, "killed", "--workers", "2"],
        cwd=tmp_path,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    blocks = tmp_path / "killed" / "blocks"
    while broken.poll() is None and len(list(blocks.glob("[0-9]*.npz"))) < 5:
        time.sleep(0.005)
    broken.send_signal(signal.SIGKILL)
    broken.wait()
    kept = {path.name: path.stat().st_mtime_ns for path in blocks.glob("[0-9]*.npz")}
    assert 5 <= len(kept) < 4_000_000 / 16384
    assert not (tmp_path / "killed" / "summary.csv").exists()

    for folder in ("killed", "whole"):
        done = process([*arguments, folder], tmp_path)
        assert done.returncode == 0, done.stderr.decode()
    assert contents(tmp_path / "killed") == contents(tmp_path / "whole")
    assert kept.items() <= {path.name: path.stat().st_mtime_ns for path in blocks.glob("*.npz")}.items()


def test_another_simulation_in_the_folder_is_an_error_that_says_what_is_other(tmp_path):
    terms, data = history(tmp_path)
    arguments = ("simulate", terms, data, "--year", "2025", "--out", tmp_path / "out", "--lang", "en")
    run(*arguments)
    before = contents(tmp_path)
    result = run(*arguments, "--seed", "2", "--vary", "price=1,2")

    assert result.exit_code == 3
    assert "blocks of another simulation, with another: scenarios, seed, terms." in result.stderr
    assert contents(tmp_path) == before
    assert run(*arguments, "--seed", "2", "--vary", "price=1,2", "--overwrite").exit_code == 0
    told = json.loads((tmp_path / "out" / "simulation.json").read_text(encoding="utf-8"))
    assert told["asked"]["seed"] == 2


# -- mistakes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--vary", "price"], "--vary is written NAME=VALUE,VALUE, found 'price'"),
        (["--vary", "price=1,,2"], "--vary is written NAME=VALUE,VALUE, found 'price=1,,2'"),
        (["--vary", "price=1", "--vary", "price=2"], "--vary gives values of 'price' twice"),
        (["--vary", "price=cheap"], "price: 'cheap' is no number"),
        (["--vary", "prize=1"], "the agreement has no term 'prize'"),
        (["--vary", "price=1", "--terms", "terms.yaml"], "by --vary, --terms or --draw, by one of them only"),
        (["--terms", "nowhere.yaml"], "nowhere.yaml"),
        (["--scenarios", "resample"], "there is no file 'resample'"),
        (["--rows", "0"], "rows should be a whole number of 1 or more"),
        (["--seed", "-1"], "seed should be a whole number of 0 or more"),
        (["--workers", "0"], "expected a whole number of 1 or more"),
        (["--months", "5"], "1, 2, 3, 4, 6, 12"),
        (["--measure", "氨氮=0.8"], "--measure says nothing of scenarios 'resampled'"),
        (["--scenarios", "lognormal", "--months", "3"], "--months says nothing of scenarios 'lognormal'"),
        (["--scenarios", "lognormal", "--measure", "氨氮"], "found '氨氮'"),
        (["--scenarios", "lognormal", "--measure", "氨氮@=0.8"], "found '氨氮@=0.8'"),
        (["--scenarios", "lognormal", "--measure", "氨氮=0.8,soon"], "found '氨氮=0.8,soon'"),
        (["--scenarios", "lognormal", "--trend", "氨氮=0.8"], "--trend is written NAME=FACTOR,YEAR"),
        (["--scenarios", "lognormal", "--wet", "1,1,1"], "found --wet"),
        (["--scenarios", "lognormal", "--wet", "1,1", "--normal", "1,1,1", "--dry", "1,1,1"], "found --wet 1,1"),
        (["--detail", "all"], "--detail"),
    ],
)
def test_a_wrong_call_says_what_is_wrong(tmp_path, arguments, told):
    terms, data = history(tmp_path)
    out = tmp_path / "out"
    result = run("simulate", terms, data, "--year", "2025", "--lang", "en", "--out", out, *arguments)

    assert result.exit_code == 2
    assert told in result.stderr
    assert not out.exists()


def test_all_that_is_wrong_with_pairs_is_told_at_once(tmp_path):
    terms, data = history(tmp_path)
    result = run("simulate", terms, data, "--year", "2025", "--vary", "price", "--vary", "=2", "--lang", "en")

    assert result.stderr.count("--vary is written") == 2


def test_scenarios_from_history_need_history(tmp_path):
    terms, _ = history(tmp_path)
    result = run("simulate", terms, "--year", "2025", "--scenarios", "lognormal")

    assert result.exit_code == 2
    assert "请给出监测数据文件" in result.stderr


def test_a_table_of_scenarios_is_told_of_by_its_lines(tmp_path):
    """The heading is line 1; rows that repeat others name the line of the other."""
    terms, _ = history(tmp_path)
    table = own(tmp_path, "一,甲,氨氮,1,0.5", "一,甲,氨氮,1,0.6")
    result = run("simulate", terms, "--year", "2025", "--scenarios", table, "--lang", "en")

    assert result.exit_code == 1
    assert result.stderr.startswith("情景.csv:3: ")
    assert "stands in row 2 already" in result.stderr

    own(tmp_path, "一,甲,氨氮,13,0.5", "一,丙,氨氮,1,0.6")
    result = run("simulate", terms, "--year", "2025", "--scenarios", table, "--lang", "en")
    assert [line.split(": ")[0] for line in result.stderr.splitlines()[:2]] == ["情景.csv:2", "情景.csv:3"]


def test_a_table_with_rows_of_unequal_length_is_refused(tmp_path):
    terms, _ = history(tmp_path)
    table = own(tmp_path, "一,甲,氨氮,1", "一,甲,氨氮,2,0.6")
    result = run("simulate", terms, "--year", "2025", "--scenarios", table, "--lang", "en")

    assert result.exit_code == 1
    assert "情景.csv:2: this row has 4 columns, the heading 5" in result.stderr


def test_scenarios_of_ones_own_are_not_drawn(tmp_path):
    terms, _ = history(tmp_path)
    table = own(tmp_path, *whole_year("好", "0.5"))
    result = run("simulate", terms, "--year", "2025", "--scenarios", table, "--rows", "5")

    assert result.exit_code == 2
    assert "不能给 --rows" in result.stderr


def test_what_was_read_is_not_written_over(tmp_path):
    terms, _ = history(tmp_path)
    table = own(tmp_path, *whole_year("好", "0.5"))
    table.rename(tmp_path / "summary.csv")
    result = run("simulate", terms, "--year", "2025", "--scenarios", tmp_path / "summary.csv", "--out", tmp_path)

    assert result.exit_code == 2
    assert not (tmp_path / "blocks").exists()


def test_pairs_and_years_in_a_row_of_sets_of_terms_that_settle_no_year_are_left_blank(tmp_path):
    _, data = history(tmp_path)
    terms, _ = files(tmp_path, CAPPED, data.read_text(encoding="utf-8"))
    asked = ("simulate", terms, data, "--year", "2025", "--rows", "10", "--out", tmp_path / "out")
    result = run(*asked, "--vary", "cap=-5,500", "--detail", "pairs", "--budget", "2")
    written = {
        name: [line.split(",") for line in (tmp_path / "out" / name).read_text(encoding="utf-8-sig").splitlines()]
        for name in ("pairs.csv", "budget.csv")
    }

    assert result.exit_code == 0, result.stderr
    assert written["pairs.csv"][0][:4] == ["封顶额（元）", "支付方", "收取方", "均值（元）"]
    assert written["pairs.csv"][1][3] == ""
    assert written["budget.csv"][1][:3] == ["-5", "上游市", ""]
    assert written["budget.csv"][1][-2:] == ["2", "10000"]
    assert written["budget.csv"][3][2] != ""
    assert "100%" in result.stdout


CAPPED = (
    f"{STEPS}  cap: {{title: 封顶额, unit: 元, value: 500}}\n"
    "limits:\n  - {title: 年度封顶, of: [monthly], at_most: cap}\n"
)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("zh", "封顶额（元） = -5：10 个年份中有 10 个不能结算。如情景 0（从 0 编号）：封顶“年度封顶”的金额为负"),
        (
            "en",
            "cap (元) = -5: 10 of 10 years cannot be settled. Scenario 0 (the first is 0): the limit '年度封顶' is negative",
        ),
    ],
)
def test_why_some_sets_of_terms_settle_no_year_is_told_and_that_none_does_is_an_error(tmp_path, language, told):
    _, data = history(tmp_path)
    terms, _ = files(tmp_path, CAPPED, data.read_text(encoding="utf-8"))
    asked = ("simulate", terms, data, "--year", "2025", "--rows", "10", "--lang", language, "--out", tmp_path / "out")
    some = run(*asked, "--vary", "cap=-5,500")
    notes = (tmp_path / "out" / "notes.txt").read_text(encoding="utf-8")

    assert some.exit_code == 0
    assert "│ 上游市 │    — │" in some.stdout
    assert "-5,上游市,,,,,,,,,,,0,10" in (tmp_path / "out" / "summary.csv").read_text(encoding="utf-8")
    assert told in some.stdout
    assert told in notes

    before = contents(tmp_path / "out")
    none = run(*asked, "--vary", "cap=-5", "--overwrite")

    assert none.exit_code == 2
    assert none.stdout == ""
    assert told in none.stderr
    assert {name: each for name, each in contents(tmp_path / "out").items() if not name.startswith("blocks")} == {
        name: each for name, each in before.items() if not name.startswith("blocks")
    }


def test_terms_are_drawn_from_distributions_as_in_the_library(tmp_path):
    terms, data = history(tmp_path)
    out = tmp_path / "out"
    drawn = {
        "price": (ec.Triangular(50, 100, 200), "triangular,50,100,200"),
        "target": (ec.Weighted({"II": 1, "III": 3}), "weighted,II:1,III:3"),
    }
    written = [part for name, (_, text) in drawn.items() for part in ("--draw", f"{name}={text}")]
    asked = ("simulate", terms, data, "--year", "2025", "--rows", "20", "--out", out)
    result = run(*asked, *written, "--sets", "7", "--draw-seed", "5")
    expected = ec.drawn_terms({name: each for name, (each, _) in drawn.items()}, sets=7, seed=5)

    assert result.exit_code == 0, result.stderr
    told = json.loads((out / "simulation.json").read_text(encoding="utf-8"))
    assert told["sets"] == [{name: str(each) for name, each in terms.items()} for terms in expected]
    assert expected.assumes[0] in result.stdout
    assert expected.assumes[0] in (out / "notes.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--draw", "price"], "found 'price'"),
        (["--draw", "price=flat,1,2"], "found 'price=flat,1,2'"),
        (["--draw", "price=uniform,1"], "found 'price=uniform,1'"),
        (["--draw", "price=normal,1,2,3"], "found 'price=normal,1,2,3'"),
        (["--draw", "price=weighted,1:2,3"], "found 'price=weighted,1:2,3'"),
        (["--draw", "price=weighted,1:2,1:3"], "found 'price=weighted,1:2,1:3'"),
        (["--draw", "price=uniform,1,2", "--draw", "price=uniform,1,2"], "--draw gives 'price' twice"),
        (["--draw", "price=uniform,2,1"], "price: Uniform must be (low, high)"),
        (["--draw", "price=uniform,1,2", "--sets", "0"], "sets must be a whole number from 1"),
        (["--draw", "price=uniform,1,2", "--vary", "target=II"], "by one of them only"),
        (["--sets", "5"], "give --draw as well"),
        (["--draw-seed", "5"], "give --draw as well"),
        (["--budget", "3", "--counted"], "--budget needs the amounts of each year"),
    ],
)
def test_draws_and_budgets_that_are_none_are_told(tmp_path, options, told):
    terms, data = history(tmp_path)
    result = run("simulate", terms, data, "--year", "2025", "--lang", "en", *options)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert told in result.stderr


def test_several_years_in_a_row_are_added_up_and_written(tmp_path):
    """Two years of 900 yuan, which 下游市 pays: it needs 1,800 at the start, whatever happens."""
    terms, _ = history(tmp_path)
    table = own(tmp_path, *whole_year("一", "0.5")[:11], "一,甲,氨氮,12,2.0")
    out = tmp_path / "out"
    asked = ("simulate", terms, "--year", "2025", "--scenarios", table, "--vary", "price=100", "--out", out)
    result = run(*asked, "--budget", "2")
    head, above, below = [line.split(",") for line in (out / "budget.csv").read_text(encoding="utf-8-sig").splitlines()]

    assert result.exit_code == 0, result.stderr
    assert head[:3] == ["单价（元）", "缔约方", "均值（元）"]
    assert above[:3] == ["100", "上游市", "1800.00"]
    assert below[:3] == ["100", "下游市", "-1800.00"]
    assert below[head.index("90%保证的备付金（元）")] == "1800.00"
    assert below[-2:] == ["2", "10000"]
    assert "连续 2 年合计（元）" in result.stdout
    assert "-1,800.00" in result.stdout
    note = "连续 2 年：从能结算的情景中独立抽取 10000 次（随机种子 1）"
    assert note in result.stdout
    assert note in (out / "notes.txt").read_text(encoding="utf-8")
    assert "budget.csv" in result.stdout
