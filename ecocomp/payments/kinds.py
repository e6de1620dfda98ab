"""What a payment is (款项性质): a small fixed set, each by its words in Chinese and English."""

from __future__ import annotations

from ecocomp.payments.holders import plain

#: The kinds, and the words for each. The kind of a payment whose row says none is ``payment``.
KINDS = {
    "advance": "advance prepayment 预拨 预拨款 预拨资金 预付 预付款 提前下达",
    "instalment": "instalment installment 分期 分期款 分期付款",
    "deposit": "deposit 保证金 缴纳保证金 缴存保证金",
    "payment": """payment settlement compensation 清算 清算款 结算 结算款 补偿 补偿款 补偿金 补偿资金 生态补偿金
        划拨 缴款""",
    "refund": "refund receipt return 退回 退款 退还 返还 退回款 收回",
}
WORDS = {word: kind for kind, words in KINDS.items() for word in words.split()}


def kind_named(text: str) -> str | None:
    """The kind that a text names; ``payment`` for an empty one, None for a word that is not known.

    >>> kind_named("预拨"), kind_named("Refund"), kind_named(""), kind_named("捐赠")
    ('advance', 'refund', 'payment', None)
    """
    bare = plain(text)
    return WORDS.get(bare) if bare else "payment"
