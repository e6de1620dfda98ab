"""What is said of differences between settlements (差异) and of restatements (更正结算)."""

SENTENCES: dict[str, tuple[str, str]] = {
    "other_agreement": (
        "两份结算不是同一协议同一年度的：{before} 与 {after}",
        "the two settlements are not of the same agreement and year: {before} and {after}",
    ),
    "not_verified": (
        "被更正的存证核验不符，不能在它之上更正",
        "the record that is restated does not verify; nothing can be restated upon it",
    ),
    "restates_other": (
        "所给的更正（restatement）不是这份结算的更正；请用 ec.restated(此结算, 被更正的存证) 得出",
        "the restatement given is none of this settlement; make it by ec.restated(settlement, earlier record)",
    ),
    "earlier_not_verified": (
        "被更正的存证本身核验不符，因此没有与它比较",
        "the record that is restated does not verify itself, so this one was not compared with it",
    ),
    "nothing_to_restate": (
        "结算与这份存证没有差异，没有要更正的；若它已是这些数据的更正结算，请给出它所更正的存证（record-摘要.json）",
        "the settlement does not differ from this record, so there is nothing to restate; if it is the restatement by these data "
        "already, give the record that it restates (record-DIGEST.json)",
    ),
    "other_figure": (
        "{what}：存证所载为 {recorded}，重新计算为 {recomputed}",
        "{what}: recorded is {recorded}, recomputed {recomputed}",
    ),
    "no_restatement": (
        "此存证不是更正结算，没有被更正的存证",
        "this record is no restatement; it takes the place of no other",
    ),
    "other_chain": (
        "此存证更正的不是所给的存证 {file}：所载为 {found}，所给为 {earlier}",
        "this record does not restate {file}: it names {found}, given is {earlier}",
    ),
    "not_compared": (
        "存证本身不符，因此没有与被更正的存证比较",
        "the record itself is not equal, so it was not compared with the one that it restates",
    ),
    "other_part": (
        "更正所载的{part}与重新比较两份存证的结果不同",
        "of the restatement, {part} differ from what comes out when the two records are compared anew",
    ),
    "part_chain": ("存证链", "the records before it"),
    "part_before": ("原金额", "the amounts before"),
    "part_causes": ("原因", "the causes"),
    "part_differences": ("差额", "the differences"),
    "standard": ("地方标准", "the local standard"),
    "order": ("{group} 的先后次序", "the order of {group}"),
    "period": ("结算期", "the period"),
    "gaps": ("缺数的处理", "how gaps are treated"),
    "gaps_agreement": ("按协议", "by the agreement"),
    "gaps_skip": ("略去", "left out"),
    "readings": (
        "{sections} {times} 的 {count} 个监测值",
        "{count} readings of {sections}, {times}",
    ),
    "of_method": ("{reading}（{method}）", "{reading} ({method})"),
    "computation": (
        "{file} 由 ecocomp {made} 计算，本版本算得不同",
        "{file} was computed by ecocomp {made}, and this version computes otherwise",
    ),
    "kind_computation": ("计算", "computation"),
    "kind_agreement": ("协议", "agreement"),
    "kind_standard": ("地方标准", "local standard"),
    "kind_input": ("申报事项", "declared input"),
    "kind_period": ("结算期", "period"),
    "kind_reading": ("监测值", "reading"),
    "heading": ("{title} {year} 年度：两份结算的差异", "{title}, {year}: what differs"),
    "records": ("前 {before}  后 {after}", "before {before}, after {after}"),
    "none": ("没有差异", "nothing differs"),
    "causes": ("原因及其影响（按所列次序逐项代入）", "Causes and what each adds, put in place in this order"),
    "number": ("序号", "No."),
    "kind": ("类别", "Kind"),
    "what": ("差异", "What differs"),
    "before": ("原为", "Before"),
    "after": ("现为", "After"),
    "effect": ("影响（支付方 → 收取方 元）", "Effect (payer → payee, yuan)"),
    "no_effect": ("不影响金额", "no effect"),
    "in_all": (
        "差异过多，第 {number} 项 {count} 处未逐项结算，合计：{effect}",
        "too many differences: the {count} under No. {number} were not settled one by one; in all: {effect}",
    ),
    "more_together": (
        "第 {number} 项另有 {count} 处，见 --out 输出或 --all",
        "{count} more under No. {number}: see --out or --all",
    ),
    "more_idle": (
        "另有 {count} 项差异不影响金额，见 --out 输出或 --all",
        "{count} more that change no amount: see --out or --all",
    ),
    "pairs": ("合计差额", "Difference in all"),
    "lines": ("逐笔差额", "Difference of each payment"),
    "owed": ("更正后应补付", "Owed in addition"),
    "by_causes": ("其中", "of which"),
    "restates": (
        "更正 {digest} 的结算（第 {number} 次更正）",
        "restates the settlement {digest} (restatement {number})",
    ),
    "working": ("正在逐项比较……", "comparing …"),
}
