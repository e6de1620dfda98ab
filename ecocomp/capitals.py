"""Amounts in Chinese capital figures (中文大写金额), as 《正确填写票据和结算凭证的基本规定》 has them.

The rule leaves three things open, decided here once for all amounts:

* Where the 元 place is nought and 角 or 分 follow, 零 stands after 元 (壹仟陆佰捌拾元零叁角贰分): it may be left out,
  but reads more safely. Where 万 or 亿 ends in a nought and the place after it is none, nothing stands there
  (壹拾万柒仟元). Both are the first of the two forms that the rule itself gives of 1,680.32 and 107,000.53.
* Whole groups of four noughts leave one 零 (壹亿零伍仟元整): nobody reads them as 壹亿伍仟万.
* 整 stands after 元 only; an amount that ends in 角 has none (壹仟肆佰零玖元伍角), as in the rule's own example.
"""

from __future__ import annotations

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
#: What a group of four digits counts, from the right. 万亿 is 万 of 亿, so the last two share the 亿.
GROUPS = ("", "万", "亿", "万")
GROUP = 10_000
FEN_PER_YUAN = 100
#: Amounts from here on (in yuan) have no usual name.
TOO_MANY_YUAN = GROUP ** len(GROUPS)


def capitals(fen: int) -> str:
    """An amount of whole fen in capital figures, with 人民币 in front. ValueError where it is negative or too large.

    >>> capitals(580_000_000), capitals(0), capitals(140_950)
    ('人民币伍佰捌拾万元整', '人民币零元整', '人民币壹仟肆佰零玖元伍角')
    >>> capitals(168_032), capitals(10_700_053), capitals(32_504)
    ('人民币壹仟陆佰捌拾元零叁角贰分', '人民币壹拾万柒仟元零伍角叁分', '人民币叁佰贰拾伍元零肆分')
    """
    yuan, rest = divmod(fen, FEN_PER_YUAN)
    if fen < 0 or yuan >= TOO_MANY_YUAN:
        raise ValueError(f"no amount in capital figures: {fen} fen")
    whole = f"{whole_yuan(yuan)}元" if yuan or not rest else ""
    return f"人民币{whole}{parts_of_a_yuan(yuan, rest)}"


def parts_of_a_yuan(yuan: int, rest: int) -> str:
    """角 and 分 after so many yuan; 整 where there are none."""
    if not rest:
        return "整"
    jiao, fen = divmod(rest, 10)
    gap = DIGITS[0] if yuan and (not jiao or yuan % 10 == 0) else ""
    return gap + (f"{DIGITS[jiao]}角" if jiao else "") + (f"{DIGITS[fen]}分" if fen else "")


def whole_yuan(yuan: int) -> str:
    """A whole number in capital figures, group by group of four digits from the left."""
    if not yuan:
        return DIGITS[0]
    groups = [yuan // GROUP**at % GROUP for at in range(len(GROUPS))]
    text, empty = "", False
    for at in range(len(GROUPS) - 1, -1, -1):
        if groups[at]:
            if text and (empty or groups[at] < GROUP // 10):
                text += DIGITS[0]
            text += four_digits(groups[at]) + GROUPS[at]
        elif at == 2 and groups[3]:  # noqa: PLR2004 - whole 万亿: the 亿 is still to be said
            text += GROUPS[2]
        empty = not groups[at]
    return text


def four_digits(number: int) -> str:
    """A number from 1 to 9999 without noughts in front; noughts inside as one 零."""
    text, gap = "", False
    for at in range(len(PLACES) - 1, -1, -1):
        digit = number // 10**at % 10
        if digit:
            text += (DIGITS[0] if gap and text else "") + DIGITS[digit] + PLACES[at]
        gap = not digit
    return text
