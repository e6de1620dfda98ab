"""What people read in Chinese holds no value of an enumeration in English: states, separators, waters, policies."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

import ecocomp as ec
from ecocomp.agreement import model
from ecocomp.formula.functions import FUNCTIONS, ROUNDING_WORDS
from ecocomp.readings.plausibility import CHECKS, TREATMENTS
from ecocomp.readings.reading import BELOW, MISSING
from ecocomp.readings.values import METHODS, STATE_NAMES
from tests.commands.support import run
from tests.page.support import Page
from tests.settlement.support import agreement_text

#: A section of each kind of waters, every state in some rule, inputs of every kind, dated and banded values.
WORLD = """\
sections:
  jia: {name: 甲, upstream: shang, downstream: xia, target: III}
  yi: {name: 乙, upstream: shang, downstream: xia, target: III, waters: lake}
readings:
  indicators: [nh3n, tp]
  quantities: [flow]
  below_detection: {means: half, loads: zero}
  load: paired days
  decimals: standard
  missing: skip
  excluded: [no_flow, frozen, implausible]
  unused: [maintenance, stopped, construction, filtered, not_measured, other]
  precedence: automatic first
  substitute: true
parameters:
  price: {title: 单价, unit: 元, value: 100}
inputs:
  accident: {title: 事故, kind: truth, default: false}
  share: {title: 比例, kind: number, default: 1}
rules:
  - {name: steps, title: 级差, formula: "target - worst(grade(C), indicator)"}
  - {name: loads, title: 通量, formula: "sum(at(L, nh3n), month)"}
  - {name: sampled, title: 有数月数, formula: "count(present(steps), month)"}
  - {name: rounded, title: 修约, formula: "round(mean(at(C, nh3n), month), 2, half_even)"}
  - {name: place, title: 名次, formula: "rank(rounded, section, ties=mean, order=descending)"}
transfers:
  - {name: pay, title: 补偿, clause: 第六条, per: [section, month], payer: downstream, payee: upstream, amount: "0 * price if accident else price * steps * share"}
limits:
  - {title: 封顶, of: [pay], per: [], by: payer, at_most: 2 * price}
"""
CELLS = (
    ("0.1", "正常"), ("0.102", ""), ("1.004", ""), ("0.1", "维护"), ("500", ""), ("断流", ""), ("--", "结冰"),
    ("--", "停站"), ("--", "施工"), ("--", "极值过滤"), ("*", ""), ("--", "搬迁"), ("0.025L", ""), ("ND", ""), ("-1", ""),
)  # fmt: skip


def monitoring(separator: str) -> str:
    """Every state, method and qualifier, a row that is there twice, at times a day."""
    lines = [["断面", "监测时间", "氨氮", "总磷(mg/L)", "流量(m³/s)", "站点情况", "监测方式", "水质类别"]]
    for section in ("甲", "乙"):
        for number, (text, state) in enumerate(CELLS):
            month, day = number // 5 + 1, number % 5 * 3 + 1
            method = "自动" if number % 3 else "手工"
            lines.append([section, f"2024-{month:02d}-{day:02d}", text, "0.0402", "3", state, method, "Ⅱ"])
        lines.append([section, "2024-01-01", "0.1", "0.0402", "3", "维护", "手工", "Ⅱ"])
    return "\n".join(separator.join(line) for line in lines) + "\n"


def values_of(annotation: Any) -> Iterator[str]:
    """The texts of all literal types inside an annotation."""
    if get_origin(annotation) is Literal:
        yield from (each for each in get_args(annotation) if isinstance(each, str))
    else:
        for inner in get_args(annotation):
            yield from values_of(inner)


def enumerations() -> frozenset[str]:
    """Every value of an enumeration of the library; formulas, which are shown as written, may use some themselves."""
    found = {*STATE_NAMES, "normal", BELOW, MISSING, *METHODS.values(), *CHECKS, *TREATMENTS, *ROUNDING_WORDS}
    found |= {"comma", "semicolon", "tab"}
    for each in vars(model).values():
        if isinstance(each, type) and issubclass(each, model.Model):
            for field in each.model_fields.values():
                found |= {*values_of(field.annotation)}
        elif not isinstance(each, (types.ModuleType, types.FunctionType)):
            found |= {*values_of(each)}
    words = {word for value in found for word in re.findall(r"[a-z_]{2,}", value)}
    return frozenset(words - {*FUNCTIONS, "section", "indicator", "month", "by", "of"})


def english(output: str) -> list[str]:
    """Values of enumerations in a text, without formulas as they are written and options as they are typed."""
    formulas = {line.split('formula: "')[1].split('"}')[0] for line in WORLD.splitlines() if 'formula: "' in line}
    # 公式 and 代入 keep the formula's own words, so that a reader can lay the two side by side
    shown = (line for line in output.splitlines() if line.strip() not in formulas)
    text = "\n".join(line for line in shown if not re.match(r"\s*(公式|代入)", line))
    text = re.sub(r"--gaps skip|gaps=\S+", "", text)
    return sorted(enumerations() & set(re.findall(r"[a-z_]+", text)))


@pytest.fixture
def world(tmp_path: Path) -> Path:
    (tmp_path / "协议.yaml").write_text(agreement_text(WORLD), encoding="utf-8")
    for name, separator in (("逗号", ","), ("分号", ";"), ("制表符", "\t")):
        (tmp_path / f"{name}.csv").write_text(monitoring(separator), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["逗号", "分号", "制表符"])
@pytest.mark.parametrize("treatment", ["flag", "exclude"])
def test_reading_and_grading(world, name, treatment):
    """Whatever the separator and the treatment of implausible values, ``read`` and ``grade`` speak Chinese alone."""
    data = world / f"{name}.csv"
    for arguments in (("read", data, "--all"), ("grade", data, "--all", "--lake", "乙")):
        result = run(*arguments, "--implausible", treatment, "--lang", "zh")

        assert result.exit_code == 0, result.output
        assert english(result.output) == []


@pytest.mark.parametrize("treatment", ["flag", "exclude"])
def test_settling_explaining_and_showing(world, treatment):
    """So do the settlement with all its notices, the explanation of a value, and the agreement in words."""
    terms, data = world / "协议.yaml", world / "分号.csv"
    how = ("--year", "2024", "--implausible", treatment, "--lang", "zh")
    explained = ("explain", terms, data, *how, "--all", "--name")
    for arguments in (
        ("show", terms, "--lang", "zh"),
        ("settle", terms, data, *how, "--all"),
        (*explained, "rounded", "--at", "section=jia"),
        (*explained, "loads", "--at", "section=jia"),
        (*explained, "steps", "--at", "section=jia", "--at", "month=1"),
        (*explained, "steps", "--at", "section=yi", "--at", "month=2"),
    ):
        result = run(*arguments)

        assert result.exit_code == 0, result.output
        assert english(result.output) == []


@pytest.mark.parametrize("treatment", ["flag", "exclude"])
def test_the_page_and_views_for_notebooks(world, treatment):
    """So do the page of a settlement with everything unfolded, and what notebooks show."""
    readings = ec.read_monitoring(world / "分号.csv", implausible=treatment)
    settlement = ec.settle(ec.load_agreement(str(world / "协议.yaml")), readings, 2024)
    for text in (settlement.to_html(), settlement._repr_html_(), readings._repr_html_()):
        assert english(Page(text).text) == []
    for table in (settlement.transfers_table(), readings.table()):
        assert (
            english(
                "\n".join(
                    str(each) for each in (*table.columns, *table.drop(columns="名称", errors="ignore").to_numpy().flat)
                )
            )
            == []
        )


def test_the_check_sees_english_words():
    """What is looked for would be found: a state, a separator, waters, a way of rounding."""
    assert english("站点情况为 maintenance；semicolon；(river)；half_even；no_flow") == [
        "half_even", "maintenance", "no_flow", "river", "semicolon",
    ]  # fmt: skip
