"""Sentences and headings of payments and of the balance after them."""

SENTENCES: dict[str, tuple[str, str]] = {
    # -- columns and kinds ---------------------------------------------------------------------------------------------
    "role_date": ("日期", "date"),
    "role_payer": ("付款方", "payer"),
    "role_payee": ("收款方", "payee"),
    "role_amount": ("金额（元或万元）", "amount (yuan or 10,000 yuan)"),
    "kind_advance": ("预拨", "advance"),
    "kind_instalment": ("分期", "instalment"),
    "kind_deposit": ("保证金", "deposit"),
    "kind_payment": ("清算款", "payment"),
    "kind_refund": ("退回", "refund"),
    # -- tables --------------------------------------------------------------------------------------------------------
    "heading": ("{title} {years} 年度收付对账（截至 {on}）", "{title}: balance of payments for {years} on {on}"),
    "table_pairs": ("双方往来（元）", "Between each two (yuan)"),
    "table_parties": ("各方（元）", "Parties (yuan)"),
    "table_debts": ("各年度款项（元）", "Debts by year (yuan)"),
    "table_offsets": ("跨年度抵扣（元）", "Set off between years (yuan)"),
    "table_prepaid": ("预付（元）", "Paid ahead (yuan)"),
    "table_lines": ("结算明细（元）", "Lines of the settlements (yuan)"),
    "table_payments": ("收付款（元）", "Payments (yuan)"),
    "column_payer": ("付款方", "payer"),
    "column_payee": ("收款方", "payee"),
    "column_holder": ("缔约方、资金", "party or fund"),
    "column_year": ("年度", "year"),
    "column_deadline": ("支付期限", "deadline"),
    "column_owed": ("应付", "owed"),
    "column_paid": ("已付", "paid"),
    "column_prepaid_part": ("其中预付", "of it ahead"),
    "column_left": ("未付", "left to pay"),
    "column_overdue": ("逾期", "overdue"),
    "column_left_signed": ("未付（负数为多付）", "left to pay (negative: to be returned)"),
    "column_since": ("最早的逾期期限", "first deadline passed"),
    "column_late": ("逾期天数", "days late"),
    "column_owes": ("应付", "owes"),
    "column_is_owed": ("应收", "is owed"),
    "column_paid_out": ("已付", "paid"),
    "column_received": ("已收", "received"),
    "column_prepaid_net": ("预付净额", "net ahead"),
    "column_to_pay": ("未付", "left to pay"),
    "column_to_receive": ("未收", "left to receive"),
    "column_excess": ("多付应退", "to be returned"),
    "column_offset": ("跨年抵扣", "set off"),
    "column_unassigned": ("未注明年度的付款", "paid, no year"),
    "column_amount": ("金额", "amount"),
    "column_against": ("抵自年度", "against year"),
    "column_because": ("原因", "because"),
    "column_transfer": ("划拨", "transfer"),
    "column_where": ("项目", "where"),
    "column_clause": ("条款", "clause"),
    "column_source": ("存证", "record"),
    "column_date": ("日期", "date"),
    "column_kind": ("性质", "kind"),
    "column_voucher": ("凭证号", "voucher"),
    "column_note": ("备注", "note"),
    "column_place": ("位置", "place"),
    "column_counted": ("是否计入", "counted"),
    "because_overpaid": ("该年度多付", "too much was paid"),
    "because_owed": ("该年度对方应付", "owed the other way"),
    "no_year": ("未注明", "none"),
    "counted_yes": ("是", "yes"),
    "counted_no": ("否，在对账日之后", "no, after the day"),
    # -- the balance ---------------------------------------------------------------------------------------------------
    "on_unknown": (
        "“{found}”不是日期；对账日应为年月日，如 2025-06-30。",
        "'{found}' is no day; the day of the balance is written like 2025-06-30.",
    ),
    "no_settlements": ("没有给出结算。", "No settlement was given."),
    "agreements": (
        "结算不属于同一协议：“{found}”与“{expected}”；一次只对一项协议的账。",
        "The settlements are of different agreements, '{found}' and '{expected}'; a balance is of one.",
    ),
    "other_agreement": (
        "收付款是按协议“{found}”读取的，而结算属于“{expected}”。",
        "The payments were read for the agreement '{found}', but the settlements are of '{expected}'.",
    ),
    "settled_twice": (
        "{year} 年度给出了两份互不相干的结算（{found}）；请只给一份，更正结算会取代它所更正的那一份。",
        "There are two unrelated settlements of {year} ({found}); give one of them. A restatement takes the place of what "
        "it restates.",
    ),
    "record_broken": (
        "存证的内容与其摘要不符，可能被改动过；请用 ecocomp verify 核验。",
        "The record does not hold what its digests say and may have been changed; see ecocomp verify.",
    ),
    "record_transfer": (
        "存证的划拨“{found}”不在其协议中；请用 ecocomp verify 核验。",
        "The record pays '{found}', which its agreement does not have; see ecocomp verify.",
    ),
    "replaced": (
        "{year} 年度的这份结算已被更正结算取代，没有计入。",
        "This settlement of {year} was restated and is not counted.",
    ),
    "provisional": (
        "{year} 年度是预核算，不是清算，所欠金额还会变动。",
        "The settlement of {year} is provisional; what is owed for it may change.",
    ),
    "unconfirmed": (
        "{year} 年度的结算含未经签署文本或公开文件确认的条款，不是正式结算，所欠金额不是付款依据。",
        "The settlement of {year} rests on terms that no signed or published text confirms; what is owed by it is no basis "
        "for payment.",
    ),
    "unsettled": (
        "没有给出 {year} 年度的结算：该年度的 {count} 笔收付款列为预付，没有抵扣其他年度。",
        "No settlement of {year} was given: {count:payment|payments} for that year stand as prepaid and cover no other year.",
    ),
    "nothing_owed": (
        "{year} 年度这两方之间没有应付款，这笔款列为多付；请核对付款方、收款方和考核年度。",
        "These two owe each other nothing for {year}, so this payment stands as paid too much; check payer, payee and year.",
    ),
    "later": (
        "对账日 {on} 之后的 {count} 笔收付款没有计入，最早的在 {first}。",
        "{count:payment|payments} after the day of the balance, {on}, are left out, the first of {first}.",
    ),
    "deadline_unconfirmed": (
        "“{title}”的支付期限（{status}）没有签署或公开的文件确认，逾期据此计算。",
        "The deadline of '{title}' ({status}) is confirmed by no signed or published document; what is overdue rests on it.",
    ),
    "no_deadline": (
        "没有写明支付期限（deadline）的，不计逾期：{titles}。",
        "Without a deadline, and so never overdue: {titles}.",
    ),
    # -- reading -------------------------------------------------------------------------------------------------------
    "empty_file": (
        "文件为空；应有表头（日期、付款方、收款方、金额）及收付款。",
        "The file is empty; expected a heading (date, payer, payee, amount) and payments below it.",
    ),
    "no_heading": (
        "没有找到表头：最接近的一行是“{found}”，缺少 {lacking}。",
        "No heading was found: the nearest row is '{found}', which lacks {lacking}.",
    ),
    "sheet_ignored": (
        "这张工作表没有收付款的表头（日期、付款方、收款方、金额），没有读取。",
        "This sheet has no heading of payments (date, payer, payee, amount) and was not read.",
    ),
    "column_twice": (
        "有两列都是“{found}”一类，不知道用哪一列；请删去一列或改列名。",
        "Two columns are of the kind of '{found}', and it is not known which to use; delete one or head it otherwise.",
    ),
    "columns_ignored": ("没有用到的列：{found}。", "Columns that were not used: {found}."),
    "too_many": (
        "行数超过 {most} 行；这里应为一项协议的收付款台账。",
        "There are more than {most} rows; expected the ledger of payments of one agreement.",
    ),
    "total_row": ("合计行，没有作为收付款读取：{found}。", "A row of totals, not read as a payment: {found}."),
    "row_ignored": (
        "这一行只有一个单元格有内容，没有作为收付款读取：“{found}”。",
        "This row has one filled cell and was not read as a payment: '{found}'.",
    ),
    "hidden_row": ("这一行是隐藏的，已读取。", "This row is hidden; it was read."),
    "struck": (
        "“{found}”有删除线，不知道这笔款是否作数；请删去这一行，或去掉删除线。",
        "'{found}' is struck out, and it is not known whether this payment counts; delete the row or remove the strike.",
    ),
    "cell_empty": ("这一笔没有填{lacking}。", "This payment lacks its {lacking}."),
    "date_unknown": (
        "“{found}”不是完整的日期；应为年月日，如 2025-03-31。",
        "'{found}' is no whole date; expected year, month and day, such as 2025-03-31.",
    ),
    "date_impossible": (
        "没有“{found}”这一天；应为年月日，如 2025-03-31。",
        "There is no day '{found}'; expected year, month and day, such as 2025-03-31.",
    ),
    "unknown_holder_close": (
        "协议中没有“{found}”；是否为“{close}”？",
        "The agreement has no '{found}'; is '{close}' meant?",
    ),
    "unknown_holder": (
        "协议中没有“{found}”；应为下列之一：{choices}。",
        "The agreement has no '{found}'; expected one of: {choices}.",
    ),
    "fund_needs_account": (
        "“{found}”按缔约方分户，须写明是哪一方的，如“{example}”。",
        "Every party has an account of its own in '{found}'; say whose is meant, such as '{example}'.",
    ),
    "pays_itself": ("付款方与收款方相同：“{found}”。", "Payer and payee are the same: '{found}'."),
    "amount_unknown": (
        "“{found}”不是金额；应为数字，如 1234.50 或 1,234.50。",
        "'{found}' is no amount; expected a number such as 1234.50 or 1,234.50.",
    ),
    "amount_zero": ("金额为零；没有收付的不要列入。", "The amount is zero; leave out what was not paid."),
    "amount_negative": (
        "金额“{found}”为负；请写正数，退回的款项把付款方与收款方对调。",
        "The amount '{found}' is negative; write it positive, and of a refund payer and payee the other way round.",
    ),
    "amount_finer": (
        "金额“{found}”（{unit}）小于一分；请写到分为止，这里不代为修约。",
        "The amount '{found}' ({unit}) is finer than a fen; write it to the fen, it is not rounded here.",
    ),
    "amount_no_unit": (
        "金额“{found}”没有写明单位；请在表头写“金额（元）”或“金额（万元）”。",
        "The amount '{found}' has no unit; head the column 'amount (yuan)' or 'amount (10,000 yuan)'.",
    ),
    "amount_units": (
        "金额“{found}”写明的单位是{own}，而表头是{unit}；请改为一致。",
        "The amount '{found}' says that it is in {own}, but the heading says {unit}; make them agree.",
    ),
    "amount_shown": (
        "单元格中是“{found}”，显示的却是“{shown}”，不知道以何者为准；请改单元格格式。",
        "The cell holds '{found}' but shows '{shown}', and it is not known which counts; change the format of the cell.",
    ),
    "kind_unknown": (
        "“{found}”不是款项性质；应为下列之一，或不填：{choices}。",
        "'{found}' is no kind of payment; expected one of these or nothing: {choices}.",
    ),
    "deposit_nowhere": (
        "“{found}”的付款方和收款方都不是资金；保证金应缴入或转出协议的资金（{funds}），双方之间付的请写预拨或清算款。",
        "Neither side of this '{found}' is a fund; deposits go into or out of a fund of the agreement ({funds}), and what "
        "two parties pay each other is an advance or a payment.",
    ),
    "year_unknown": (
        "“{found}”不是考核年度；应为年份，如 2024。",
        "'{found}' is no assessment year; expected a year such as 2024.",
    ),
    "voucher_twice": (
        "凭证号“{found}”在 {before} 已有；一张凭证只记一笔。",
        "The voucher '{found}' stands at {before} already; one voucher is one payment.",
    ),
    "row_twice": (
        "与 {before} 的日期、双方、金额、性质、年度都相同，两笔都已计入；如为重复请删去一行。",
        "The same day, sides, amount, kind and year as at {before}; both count. Delete one if it stands there twice.",
    ),
}
