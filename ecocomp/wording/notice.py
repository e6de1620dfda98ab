"""Sentences of the settlement notice (结算通知书), of its template, and of the command that writes it."""

SENTENCES: dict[str, tuple[str, str]] = {
    # -- the letter -------------------------------------------------------------------------------------------------
    "title_final": ("{period}补偿资金结算通知书", "Settlement notice: compensation for {period}"),
    "title_provisional": (
        "{period}补偿资金预核算通知书",
        "Notice of a provisional settlement: compensation for {period}",
    ),
    "number_blank": ("＿＿＿＿〔＿＿＿＿〕＿＿号", "No. ____________"),
    "year_of_months": ("{year}年度（{months}）", "{year} ({months})"),
    "addressee": ("{party}：", "To: {party}"),
    "document": ("《{title}》", "“{title}”"),
    "opening": (
        "依据{document}，对{period}补偿资金进行了{kind}。现将结果通知如下。",
        "Under {document}, the {kind} of the compensation for {period} was made. The result is as follows.",
    ),
    "opening_clauses": (
        "依据{document}{clauses}，对{period}补偿资金进行了{kind}。现将结果通知如下。",
        "Under {document} ({clauses}), the {kind} of the compensation for {period} was made. The result is as follows.",
    ),
    "no_basis": ("本件不是正式结算，不得作为拨付依据。", "This is no official settlement and no basis for payment."),
    "unconfirmed": (
        "所依据的条款中有 {count} 项未经签署文本或公开文件确认，逐项列于附件。",
        "{count:term that it rests on is|terms that it rests on are} not confirmed by a signed or published text; the annex lists them.",
    ),
    "mark_unconfirmed": (
        "非正式结算：含 {count} 项未经确认的条款",
        "Not official: {count:term is|terms are} not confirmed",
    ),
    "mark_provisional": ("预核算，非全年清算", "Provisional, not the whole year"),
    # -- money ------------------------------------------------------------------------------------------------------
    "nothing": (
        "{party}本期没有应支付或应收取的补偿资金。",
        "{party} has nothing to pay and nothing to receive for this period.",
    ),
    "result_even": (
        "{party}应支付与应收取的补偿资金相等，相抵后无须划拨。",
        "What {party} pays and receives is the same; nothing remains to be transferred.",
    ),
    "result_receives": (
        "{party}应支付与应收取相抵后，净收取补偿资金{capitals}（¥{amount}）。",
        "After what it pays is set off, {party} receives ¥{amount} ({capitals}).",
    ),
    "result_pays": (
        "{party}应支付与应收取相抵后，净支付补偿资金{capitals}（¥{amount}）。",
        "After what it receives is set off, {party} pays ¥{amount} ({capitals}).",
    ),
    "result_only_receives": (
        "{party}应收取补偿资金{capitals}（¥{amount}）。",
        "{party} receives ¥{amount} ({capitals}).",
    ),
    "result_only_pays": ("{party}应支付补偿资金{capitals}（¥{amount}）。", "{party} pays ¥{amount} ({capitals})."),
    "result_even_each": (
        "{party}应支付与应收取的补偿资金合计相等。",
        "What {party} pays and receives is the same in all.",
    ),
    "sentence": ("{text}。", "{text}."),
    "two_sentences": ("{first}{second}", "{first} {second}"),
    "each_apart": (
        "与各方往来分别相抵，按下表净额逐方划拨。",
        "What it owes each counterparty is set off with that counterparty alone and transferred as the table says.",
    ),
    "even": ("相抵为零", "even"),
    "to_receive": ("收取", "receives"),
    "to_pay": ("支付", "pays"),
    "total": ("合计", "total"),
    "payments": ("与各方往来", "By counterparty"),
    "column_counterparty": ("对方", "counterparty"),
    "column_pays": ("应支付（元）", "to pay (yuan)"),
    "column_receives": ("应收取（元）", "to receive (yuan)"),
    "column_direction": ("相抵后", "set off"),
    "column_amount": ("净额（元）", "net (yuan)"),
    "column_capitals": ("净额大写", "net in capital figures"),
    "accounts": ("分户资金", "Accounts in funds"),
    "due": ("{title}：{due}（{basis}）。", "{title}: {due} ({basis})."),
    "due_nothing": ("本期没有须支付的款项。", "There is nothing to pay for this period."),
    "due_unsaid": (
        "协议文本未载明支付期限，由发文单位填写：＿＿＿＿年＿＿月＿＿日前。",
        "The agreement states no date; the issuing office fills it in: by ____________.",
    ),
    "due_unsaid_of": (
        "{titles}：协议文本未载明支付期限，由发文单位填写：＿＿＿＿年＿＿月＿＿日前。",
        "{titles}: the agreement states no date; the issuing office fills it in: by ____________.",
    ),
    "budget_pay": ("支出列“{account}”。", "What is paid is booked under “{account}”."),
    "budget_receive": ("收入列“{account}”。", "What is received is booked under “{account}”."),
    "budget_funds": (
        "经资金、分户（保证金等）收付的，科目由财政部门核定。",
        "The accounts of what goes through funds and deposits are for the finance bureau to decide.",
    ),
    "budget_both": (
        "与同一方互有收付的，按净额还是按收付分别列示，由财政部门核定。",
        "Where there are payments both ways, the finance bureau decides whether the net or each way is booked.",
    ),
    "budget_unconfirmed": (
        "上述代码据公开资料所引政府收支分类科目（政府之间的横向补偿），未与当年科目原文核对，列支前请由财政部门核定。",
        "These codes (compensation between governments) are from public material that cites the chart of accounts and were not checked against the chart of "
        "the year; the finance bureau confirms them before booking.",
    ),
    "objection": ("{text}（{basis}）。", "{text} ({basis})."),
    "objection_unsaid": (
        "对本通知书有异议的，请于收到之日起＿＿日内书面向发文单位提出（协议文本未载明异议期，由发文单位填写）。",
        "Objections are made to the issuing office in writing within ____ days of receipt (the agreement states no period; the issuing office fills it in).",
    ),
    # -- water and workings -----------------------------------------------------------------------------------------
    "sections": ("考核断面", "Sections"),
    "values_by": ("按{axes}列示", "By {axes}"),
    "continued": ("{title}（续 {number}）", "{title} (continued {number})"),
    "absent_missing": ("缺", "missing"),
    "absent_excluded": ("不参加", "takes no part"),
    "absent_undefined": ("无值", "no value"),
    "empty_columns": ("没有任何数据、未列出：{names}", "without any data, not shown: {names}"),
    "not_listed": ("未列出的值", "Values that are not listed"),
    "daily": (
        "逐日的值：{names}，见结算输出的 values.csv",
        "values of each day: {names}; see values.csv of the settlement",
    ),
    "more_tables": (
        "其余各表：{names}，见结算输出的 values.csv",
        "further tables: {names}; see values.csv of the settlement",
    ),
    "formulas": ("计算公式", "Formulas"),
    "column_formula_of": ("项目", "what"),
    "column_formula": ("公式", "formula"),
    "column_basis": ("依据", "basis"),
    "more_rows": ("其余 {count} 项从略，见结算输出的文件", "{count} more: see the files of the settlement"),
    "told_before": ("其余所依据的值见前面各笔", "what else it rests on is told with the payments before"),
    "more_steps": ("其余 {count} 步从略", "{count:more step|more steps}"),
    "more_workings": (
        "其余 {count} 笔的计算过程从略，可用 ecocomp explain 逐笔查看。",
        "{count:more payment is|more payments are} not explained here; ecocomp explain tells each.",
    ),
    # -- where it is from -------------------------------------------------------------------------------------------
    "source_files": ("监测数据：{files}。", "Monitoring data: {files}."),
    "source_agreement": (
        "协议文件：{id}，内容校验码 SHA-256 {digest}。",
        "Agreement file: {id}, SHA-256 of its content {digest}.",
    ),
    "source_record": (
        "存证摘要：SHA-256 {digest}；凭载有此摘要的存证文件（record.json），可用 ecocomp verify 重新计算核对。",
        "Digest of the record: SHA-256 {digest}; from the file that has it (record.json), ecocomp verify computes all anew.",
    ),
    "source_version": ("计算程序：ecocomp {version}。", "Computed by ecocomp {version}."),
    "annex_values": ("监测值与评价结果", "Measured values and grades"),
    "annex_workings": ("划拨明细与计算过程", "Payments and how they were worked out"),
    "annex_terms": ("未经确认的条款与说明", "Unconfirmed terms and notes"),
    "issuer_blank": ("＿＿＿＿＿＿＿＿（盖章）", "____________________ (seal)"),
    "date_blank": ("＿＿＿＿年＿＿月＿＿日", "Date: ____________"),
    # -- headings of the template -----------------------------------------------------------------------------------
    "head_result": ("一、结算金额", "1. Amounts"),
    "head_due": ("二、支付期限", "2. When to pay"),
    "head_sections": ("三、考核断面", "3. Sections"),
    "head_budget": ("四、预算科目", "4. Budget accounts"),
    "head_objection": ("五、异议", "5. Objections"),
    "head_warnings": ("六、注意事项", "6. What to note"),
    "head_sources": ("七、数据来源与版本", "7. Data and version"),
    "head_attachments": ("附件", "Annexes"),
    "head_annex": ("附件 {number}", "Annex {number}"),
    "head_workings": ("逐笔计算", "Payment by payment"),
    "head_inputs": ("申报事项", "Declared inputs"),
    "head_terms": ("未经确认的条款", "Unconfirmed terms"),
    "head_notes": ("说明", "Notes"),
    "none": ("（无）", "(none)"),
    "no_sections": ("本协议不按断面结算。", "This agreement does not settle by section."),
    "no_warnings": (
        "没有其他需要注意的事项。数据处理情况见附件 3 的说明。",
        "Nothing else is to be noted. How the data were handled is told in the notes of annex 3.",
    ),
    "page": ("第 {page} 页 共 {pages} 页", "Page {page} of {pages}"),
    # -- files ------------------------------------------------------------------------------------------------------
    "file_name": ("结算通知书-{party}.docx", "settlement-notice-{party}.docx"),
    "template_written": (
        "已写出模板 {path}，可用 Word 或 WPS 修改",
        "written the template {path}, to be edited in Word or WPS",
    ),
    "no_party": ("没有指定缔约方。", "No party was named."),
    "needs_docx": (
        "写出 Word 文件需要附加组件 docxtpl（带有 python-docx 和 Jinja2），请安装：{python} -m pip install docxtpl",
        "Writing Word files needs docxtpl (which brings python-docx and Jinja2); install it: {python} -m pip install docxtpl",
    ),
    "too_large": (
        "金额 {amount} 元超出中文大写金额的通常写法，不能写入通知书；请检查协议的参数和公式。",
        "The amount of {amount} yuan is beyond what capital figures can say, so that no notice can be written; check the parameters and formulas of the agreement.",
    ),
    # -- the template -----------------------------------------------------------------------------------------------
    "template_missing": (
        "没有这个通知书模板，或者它不是文件。",
        "There is no such template of the notice, or it is no file.",
    ),
    "template_unreadable": ("无法读取通知书模板：{reason}。", "The template of the notice cannot be read: {reason}."),
    "template_large": (
        "通知书模板过大（{found} 字节，最多 {most} 字节）。",
        "The template of the notice is too large ({found} bytes, at most {most}).",
    ),
    "template_broken": (
        "通知书模板不是可用的 Word 文件（.docx）：文件损坏，或是其他格式。请用 Word 或 WPS 打开后另存为 .docx。",
        "The template of the notice is no Word file (.docx) that can be used: it is damaged or of another format. Open it in Word or WPS and save it as .docx.",
    ),
    "template_unknown": (
        "通知书模板中的字段 {name} 不存在；可用的字段：{names}。",
        "The template of the notice has a field {name}, which there is not; there are: {names}.",
    ),
    "template_unknown_close": (
        "通知书模板中的字段 {name} 不存在；是否应为 {close}？",
        "The template of the notice has a field {name}, which there is not; was {close} meant?",
    ),
    "template_syntax": (
        "通知书模板的写法有误，在“{near}”附近：{reason}。",
        "The template of the notice is not written correctly near “{near}”: {reason}.",
    ),
    "template_unsafe": (
        "通知书模板要做模板不允许做的事：{reason}。",
        "The template of the notice asks for something that a template may not do: {reason}.",
    ),
    "template_failed": (
        "通知书模板无法填写：{reason}。",
        "The template of the notice cannot be filled in: {reason}.",
    ),
    "template_silent": (
        "通知书模板既没有字段 standing 也没有 mark，读者看不出：{reasons}请在模板中加入其中一个。",
        "The template of the notice has neither the field standing nor mark, so that nobody would see: {reasons} Put one of them into the template.",
    ),
    "template_structure": (
        "通知书模板填写后不是完整的 Word 文件：循环、条件的开始和结束应各占一段（{{%p … %}}）或同在一段，表格字段应单独一段、写成 {{{{p 字段 }}}}。",
        "The template of the notice, filled in, is no whole Word file: loops and conditions begin and end in paragraphs of their own ({{%p … %}}) or within one, and a "
        "field that is a table has a paragraph of its own, {{{{p field }}}}.",
    ),
}
