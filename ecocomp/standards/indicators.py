"""The indicators (指标、监测因子): their names, units, decimals, and which way is better.

The data stand in ``indicators.csv``. ``decimals`` are those of the evaluation value by 环办监测函〔2020〕82号 and
总站水字〔2020〕90号, empty where none are established; ``code`` is the item code of national data transfer. An ``id``
is also a name in the formula language, hence ``arsenic``: ``as`` is a word of Python.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from ecocomp.standards import table

LONGEST_NAME = 60
#: What may stand in a name without changing it: hyphens of all kinds, underscores, middle dots and the commas of
#: 总氮(湖、库,以N计).
DROPPED = dict.fromkeys(map(ord, "-‐‑–—−_·・、,."), None)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator.

    ``unit`` is the canonical unit of its values (empty for pH); ``decimals`` those of the evaluation value or
    None; ``better`` is ``"low"``, ``"high"`` (溶解氧, 透明度), ``"range"`` (pH) or ``"none"`` (水温, 流量 …: judged
    by nobody); ``names`` are all headings it is known by.
    """

    id: str
    chinese: str
    english: str
    symbol: str
    unit: str
    decimals: int | None
    better: str
    code: str
    names: tuple[str, ...]


@cache
def indicators() -> Mapping[str, Indicator]:
    """All indicators by id, in the order of the data file."""
    return MappingProxyType({row["id"]: _indicator(row) for row in table.rows("indicators.csv")})


def _indicator(row: dict[str, str]) -> Indicator:
    names = [row["chinese"], row["english"], row["symbol"], row["id"], row["code"], *row["aliases"].split("|")]
    return Indicator(
        id=row["id"],
        chinese=row["chinese"],
        english=row["english"],
        symbol=row["symbol"],
        unit=row["unit"],
        decimals=int(row["decimals"]) if row["decimals"] else None,
        better=row["better"],
        code=row["code"],
        names=tuple(dict.fromkeys(name for name in names if name)),
    )


class _Indicators(Mapping[str, Indicator]):
    """The indicators by id; the data file is read at first use, not at import."""

    def __getitem__(self, key: str) -> Indicator:
        return indicators()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(indicators())

    def __len__(self) -> int:
        return len(indicators())


INDICATORS: Mapping[str, Indicator] = _Indicators()


def plain_name(text: str) -> str:
    """A name without what may differ between files: case, width, spaces, hyphens, subscripts, the Greek α."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("α", "a")
    return "".join(folded.split()).translate(DROPPED)


@cache
def names() -> Mapping[str, str]:
    """The id of every plain name."""
    known: dict[str, str] = {}
    for indicator in indicators().values():
        for name in indicator.names:
            if known.setdefault(plain_name(name), indicator.id) != indicator.id:
                raise AssertionError(f"{name} names two indicators")
    return MappingProxyType(known)


@lru_cache(maxsize=4096)
def find_indicator(text: str) -> Indicator | None:
    """The indicator that ``text`` names, or None.

    >>> find_indicator("NH₃-N").id, find_indicator("化学需氧量（COD）").id, find_indicator("氨氮上年")
    ('nh3n', 'cod', None)
    """
    if len(text) > LONGEST_NAME:
        return None
    found = names().get(plain_name(text))
    return indicators()[found] if found else None
