"""Random agreements with random readings, and what each should give, worked out with fractions and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

import ecocomp as ec
from tests.settlement.support import HEAD, read

SECTION_NAMES = ("甲", "乙", "丙", "丁")
LIMITS = {"nh3n": ("0.15", "0.5", "1.0", "1.5", "2.0"), "codmn": ("2", "4", "6", "10", "15")}
HEADINGS = {"nh3n": "氨氮(mg/L)", "codmn": "高锰酸盐指数(mg/L)"}

#: Texts of readings; those on a limit come up often.
texts = {
    "nh3n": st.one_of(
        st.sampled_from(LIMITS["nh3n"]),
        st.decimals("0.01", "3", places=2).map(str),
        st.decimals("0.01", "3", places=4).map(str),
    ),
    "codmn": st.one_of(
        st.sampled_from(LIMITS["codmn"]),
        st.decimals("0.1", "20", places=1).map(str),
        st.decimals("0.1", "20", places=3).map(str),
    ),
}
prices = st.one_of(st.integers(1, 500).map(str), st.decimals("0.01", "100", places=2).map(str))

Data = Mapping[tuple[str, str, int], str]
Computed = Callable[["World", Data], dict[tuple[str, ...], Fraction]]


@dataclass(frozen=True)
class World:
    """An agreement of some shape, with readings: texts by section id, indicator and month."""

    shape: str
    sections: tuple[str, ...]
    months: int
    price: str
    data: Data
    money: str = "{unit: 元, decimals: 2, rounding: half_up, round: line}"

    @property
    def text(self) -> str:
        names = "".join(
            f"  {each}: {{name: {SECTION_NAMES[at]}, upstream: p{at}, downstream: p{at + 1}, target: III}}\n"
            for at, each in enumerate(self.sections)
        )
        parties = "".join(f"  p{at}: {{name: 第{at}市}}\n" for at in range(len(self.sections) + 1))
        return f"{HEAD}parties:\n{parties}sections:\n{names}{SHAPES[self.shape][0].replace('PRICE', self.price)}money: {self.money}\n"

    @property
    def agreement(self) -> ec.Agreement:
        return ec.read_agreement(self.text, file="world.yaml")

    def csv(
        self, rows: Callable[[list[str]], list[str]] = list, columns: Callable[[list[str]], list[str]] = list
    ) -> str:
        indicators = columns(["nh3n", "codmn"])
        found = [
            ",".join(
                [SECTION_NAMES[at], f"2024-{month:02d}", *(self.data[section, each, month] for each in indicators)]
            )
            for at, section in enumerate(self.sections)
            for month in range(1, self.months + 1)
        ]
        return "\n".join([",".join(["断面", "时间", *(HEADINGS[each] for each in indicators)]), *rows(found)]) + "\n"

    @property
    def readings(self) -> ec.Readings:
        return read(self.csv())

    def settle(self, agreement: ec.Agreement | None = None, readings: ec.Readings | None = None) -> Any:
        return ec.settle(agreement or self.agreement, readings or self.readings, 2024, through=self.months)

    def exact(self) -> dict[tuple[str, ...], Fraction]:
        """The exact amounts by the coordinate of each line, computed here."""
        return {where: amount for where, amount in SHAPES[self.shape][1](self, self.data).items() if amount}


def half_even(value: Fraction, places: int) -> Fraction:
    """By Python's own decimals, which round finite decimals exactly."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return Fraction(exact.quantize(Decimal(1).scaleb(-places), rounding="ROUND_HALF_EVEN"))


def concentration(text: str, indicator: str) -> Fraction:
    value = Fraction(text)
    return half_even(value, 2 if indicator == "nh3n" else 1) or value


def grade(text: str, indicator: str) -> int:
    value = concentration(text, indicator)
    return next((at for at, limit in enumerate(LIMITS[indicator], 1) if value <= Fraction(limit)), 6)


def section_grade(data: Data, section: str, month: int) -> int:
    return max(grade(data[section, each, month], each) for each in ("nh3n", "codmn"))


def months_of(world: World) -> list[tuple[int, str]]:
    return [(month, f"2024-{month:02d}") for month in range(1, world.months + 1)]


def steps(world: World, data: Data) -> dict[tuple[str, ...], Fraction]:
    return {
        (section, label): Fraction(world.price) * (3 - section_grade(data, section, month))
        for section in world.sections
        for month, label in months_of(world)
    }


def index(world: World, data: Data) -> dict[tuple[str, ...], Fraction]:
    found = {}
    for section in world.sections:
        mean = sum(
            Fraction(weight)
            * sum(concentration(data[section, each, month], each) for month, _ in months_of(world))
            / world.months
            / Fraction(base)
            for each, weight, base in (("nh3n", "0.3", "1.0"), ("codmn", "0.7", "6"))
        )
        found[(section,)] = Fraction(world.price) * (
            Fraction(4, 3) if mean <= Fraction("0.95") else 1 if mean <= 1 else -mean
        )
    return found


def thirds(world: World, data: Data) -> dict[tuple[str, ...], Fraction]:
    return {
        (section, label): Fraction(world.price) / 3 * (concentration(data[section, "nh3n", month], "nh3n") - 1)
        for section in world.sections
        for month, label in months_of(world)
    }


READINGS = "readings: {indicators: [nh3n, codmn], below_detection: half, decimals: standard, missing: refuse}\nparameters:\n  price: {title: 单价, unit: 元, value: PRICE}\n"

#: For each shape the body of the agreement, and what its transfers should come to.
SHAPES: dict[str, tuple[str, Computed]] = {
    "steps": (
        READINGS
        + """\
rules:
  - {name: level, title: 类别, formula: "worst(grade(C), indicator)"}
transfers:
  - {name: pay, title: 补偿, per: [section, month], payer: downstream, payee: upstream, amount: price * (target - level)}
""",
        steps,
    ),
    "index": (
        READINGS
        + """\
  weight: {title: 权重, per: [indicator], value: {nh3n: 0.3, codmn: 0.7}}
  base: {title: 基准, unit: mg/L, per: [indicator], value: {nh3n: 1.0, codmn: 6}}
rules:
  - {name: P, title: 指数, formula: "sum(weight * mean(C, month) / base, indicator)"}
transfers:
  - {name: pay, title: 补偿, per: [section], payer: downstream, payee: upstream, amount: price * 4 / 3 if P <= 0.95 else price if P <= 1 else -price * P}
""",
        index,
    ),
    "thirds": (
        READINGS
        + """\
  one: {title: 一, unit: mg/L, value: 1}
transfers:
  - {name: pay, title: 补偿, per: [section, month], payer: upstream, payee: downstream, amount: "price / 3 * (at(C, nh3n) - one) / one"}
""",
        thirds,
    ),
}


@st.composite
def worlds(draw: st.DrawFn, shapes: tuple[str, ...] = tuple(SHAPES)) -> World:
    """Any world of the shapes named."""
    sections = tuple(f"s{at}" for at in range(draw(st.integers(1, 4))))
    months = draw(st.integers(1, 12))
    shape = draw(st.sampled_from(shapes))
    data = {
        (section, indicator, month): draw(texts[indicator])
        for section in sections
        for indicator in ("nh3n", "codmn")
        for month in range(1, months + 1)
    }
    unit, decimals = draw(st.sampled_from([("元", 2), ("元", 0), ("万元", 4), ("万元", 6)]))
    rounding = draw(st.sampled_from(["half_up", "half_even", "up", "down"]))
    together = draw(st.sampled_from(["line", "total"]))
    money = f"{{unit: {unit}, decimals: {decimals}, rounding: {rounding}, round: {together}}}"
    return World(shape, sections, months, draw(prices), data, money)
