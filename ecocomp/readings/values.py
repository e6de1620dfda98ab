"""One value text (监测值的写法): a number, a value below the detection limit, or a mark that there is none.

The notations below the limit are those of HJ/T 91-2002 (``0.025L``), SL 219 (``<0.025``) and HJ/T 166 (未检出), and
words for it (低于检出限).
A text that is none of these is refused; nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from ecocomp.readings.grid import MARKED_CELLS
from ecocomp.readings.reading import BELOW, MISSING
from ecocomp.readings.units import is_unit

MOST_DIGITS = 30
LARGEST_EXPONENT = 20

#: Full-width signs that stand for plain ones; nothing else is translated, so that ² or ① never becomes a digit.
PLAIN = str.maketrans("０１２３４５６７８９．－−＋＜〈（）Ｌｌ＊／Ｎ\u3000\u00a0", "0123456789.--+<<()Ll*/N  ")

NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
#: A number with the mark of a laboratory that rounded it down (+) or up (-), GB/T 8170-2008 clause 3.3.2.
NUMBER_TEXT = re.compile(rf"(?P<number>{NUMBER})(?:\((?P<lean>[+-])\))?")
BELOW_TEXT = re.compile(
    rf"(?:(?P<suffix>{NUMBER})(?:L|\(L\))|<(?P<prefix>{NUMBER})L?|"
    rf"(?:ND|N\.D\.|N\.D|BDL|未检出|(?:[低小]于|<)(?:方法|最低)?检[出测]限|<M?DL|<LOD)"
    rf"(?:\(<?(?P<inner>{NUMBER})L?\))?)",
    re.IGNORECASE,
)

#: A space between digits: ``1 000`` is a number with a thousands mark, or two numbers; either way not one we read.
GAP = re.compile(r"[0-9.]\s+[0-9.]")

#: What is often written for a value and cannot be read as one, as plain texts, and the wording of what to do.
UNREADABLE = {
    "value_thousands": re.compile(r"[+-]?[0-9]{1,3}(?:[,，'][0-9]{3})+(?:\.[0-9]+)?"),
    "value_above": re.compile(rf"(?:[>＞≥〉]=?|大于|高于|超过){NUMBER}L?"),
    "value_range": re.compile(rf"(?![0-9]{{4}}-[0-9]{{1,2}}(?![0-9.])){NUMBER}(?:[~～∼〜—–−-]+|至|到){NUMBER}"),
}
UNIT_BEHIND = re.compile(rf"(?:{BELOW_TEXT.pattern}|{NUMBER})(?P<unit>[^0-9.L(].*)", re.IGNORECASE)

NO_VALUE = frozenset({"", "-", "--", "---", "—", "——", "–", "/", "N/A", "NA", "NULL", "NONE"})

#: Words that say why there is no value, and the state they stand for.
STATES = {
    "*": "not_measured",
    "**": "not_measured",
    "未监测": "not_measured",
    "未测": "not_measured",
    "未采样": "not_measured",
    "缺测": "not_measured",
    "断流": "no_flow",
    "干涸": "no_flow",
    "无水": "no_flow",
    "断流(无水)": "no_flow",
    "断流(干涸)": "no_flow",
    "结冰": "frozen",
    "冰封": "frozen",
    "冰冻": "frozen",
    "封冻": "frozen",
    "停站": "stopped",
    "停运": "stopped",
    "停测": "stopped",
    "不具备运行条件": "stopped",
    "不具备条件": "not_measured",
    "不具备监测条件": "not_measured",
    "不具备采样条件": "not_measured",
    "维护": "maintenance",
    "检修": "maintenance",
    "施工": "construction",
    "设备故障": "maintenance",
    "仪器故障": "maintenance",
    "故障": "maintenance",
    "停电": "stopped",
    "通讯故障": "stopped",
    "通信故障": "stopped",
    "极值过滤": "filtered",
}
#: A state with words of its own behind it: 断流（上游关闸）.
STATE_EXPLAINED = re.compile(r"(?P<state>[^()*]+)\((?P<words>.*)\)", re.DOTALL)
#: A word that may mean no value or nothing found.
NOTHING_WORD = "无"
NORMAL_STATES = frozenset({"", "正常", "NORMAL", NOTHING_WORD})
STATE_NAMES = frozenset({*STATES.values(), "implausible", "other"})


@dataclass(frozen=True, slots=True)
class Value:
    """What a text says: a number, or a qualifier with what goes with it.

    ``lean`` is that of :class:`~ecocomp.readings.reading.Reading`. ``trouble`` is the wording code of what is wrong
    with a text that cannot be read; all else is then empty.
    """

    number: Fraction | None = None
    qualifier: str = ""
    limit: Fraction | None = None
    state: str = ""
    trouble: str = ""
    lean: int = 0


LEANS = {None: 0, "+": 1, "-": -1}
NOTHING = Value(qualifier=MISSING)


def plain(text: str) -> str:
    """The text with plain signs and without spaces."""
    return "".join(text.translate(PLAIN).split())


@lru_cache(maxsize=1 << 16)
def says_nothing(text: str) -> bool:
    """Whether the text is one of the marks for no value, such as ``--``, ``*`` or nothing at all."""
    bare = plain(text)
    return bare.upper() in NO_VALUE or bare.strip("*") == ""


@lru_cache(maxsize=1 << 16)
def parse_value(text: str) -> Value:
    """What ``text`` says. Never raises: a text that says nothing known has its ``trouble`` named.

    >>> parse_value("0.025L").limit, parse_value("４E-05").number, parse_value("断流").state
    (Fraction(1, 40), Fraction(1, 25000), 'no_flow')
    >>> parse_value("1,000").trouble, parse_value("约3").trouble
    ('value_thousands', 'value_unknown')
    """
    if GAP.search(text.translate(PLAIN)):
        return Value(trouble=_unreadable(text))
    if text in MARKED_CELLS:
        return Value(trouble=MARKED_CELLS[text])
    bare = plain(text)
    written = NUMBER_TEXT.fullmatch(bare)
    if written:
        number = parse_number(written["number"])
        lean = LEANS[written["lean"]]
        return Value(trouble="number_too_long") if number is None else Value(number=number, lean=lean)
    if bare.upper() in NO_VALUE:
        return NOTHING
    state = state_named(bare)
    if state is not None:
        return Value(qualifier=MISSING, state=state)
    if bare == NOTHING_WORD:
        return Value(trouble="value_nothing")
    found = BELOW_TEXT.fullmatch(bare)
    if not found:
        return Value(trouble=_unreadable(text))
    limit_text = found["suffix"] or found["prefix"] or found["inner"]
    if limit_text is None:
        return Value(qualifier=BELOW)
    limit = parse_number(limit_text)
    if limit is None:
        return Value(trouble="number_too_long")
    return Value(qualifier=BELOW, limit=limit) if limit > 0 else Value(trouble="limit_not_positive")


def _unreadable(text: str) -> str:
    """Why a text is no value: as exactly as can be said, so that it is clear what to write."""
    bare = plain(text)
    for trouble, pattern in UNREADABLE.items():
        if pattern.fullmatch(bare):
            return trouble
    with_unit = UNIT_BEHIND.fullmatch(bare)
    return "value_with_unit" if with_unit and is_unit(with_unit["unit"]) else "value_unknown"


def parse_number(bare: str) -> Fraction | None:
    """The exact number of a plain decimal text; None where it has too many digits or too large an exponent."""
    mantissa, _, exponent = bare.lower().partition("e")
    if sum(sign.isdigit() for sign in mantissa) > MOST_DIGITS or len(exponent) > len("-020"):
        return None
    if exponent and abs(int(exponent)) > LARGEST_EXPONENT:
        return None
    return Fraction(bare)


@lru_cache(maxsize=4096)
def parse_state(text: str) -> str | None:
    """The state that a station's or row's state text says: ``""`` for 正常, None for a text that is not known.

    >>> parse_state("正常"), parse_state("维护"), parse_state("搬迁")
    ('', 'maintenance', None)
    """
    bare = plain(text)
    if bare.upper() in NORMAL_STATES or says_nothing(bare):
        return ""
    state = state_named(bare)
    if state is not None:
        return state
    return bare if bare in STATE_NAMES else None


@lru_cache(maxsize=1 << 14)
def state_named(text: str) -> str | None:
    """The state that a word for it names, with whatever explains it in brackets; None for any other text.

    >>> state_named("断流（上游关闸）"), state_named("维护(0.35)"), state_named("正常")
    ('no_flow', None, None)
    """
    bare = plain(text)
    if bare in STATES:
        return STATES[bare]
    found = STATE_EXPLAINED.fullmatch(bare)
    if found is None or NUMBER_TEXT.fullmatch(found["words"]) or BELOW_TEXT.fullmatch(found["words"]):
        return None
    return STATES.get(found["state"])


@lru_cache(maxsize=4096)
def names_state(text: str) -> bool:
    """Whether the text says why there is no value: a state other than 正常, in a column of states or of remarks.

    >>> names_state("断流"), names_state("正常"), names_state("--"), names_state("上游施工一处")
    (True, False, False, False)
    """
    return state_named(text) is not None and not says_nothing(text)


METHODS = {
    "自动": "automatic", "自动监测": "automatic", "自动站": "automatic", "水质自动站": "automatic", "水站": "automatic",
    "在线": "automatic", "在线监测": "automatic", "automatic": "automatic", "auto": "automatic", "手工": "manual",
    "手工监测": "manual", "人工": "manual", "人工监测": "manual", "采测分离": "manual", "手动": "manual",
    "采样": "manual", "例行监测": "manual", "manual": "manual",
}  # fmt: skip


@lru_cache(maxsize=4096)
def parse_method(text: str) -> str | None:
    """How a value was measured (监测方式): ``"automatic"``, ``"manual"``, ``""`` where nothing is said, else None.

    >>> parse_method("自动站"), parse_method("采测分离"), parse_method("--"), parse_method("遥感")
    ('automatic', 'manual', '', None)
    """
    bare = plain(text)
    return "" if says_nothing(bare) else METHODS.get(bare.casefold())
