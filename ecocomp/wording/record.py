"""What is said of records (结算存证): reading, verifying and comparing them."""

SENTENCES: dict[str, tuple[str, str]] = {
    "too_large": ("文件超过 {most} MB，不是结算存证", "the file is larger than {most} MB and no record"),
    "no_json": (
        "不是 JSON 文件，无法作为结算存证读取（{reason}）",
        "this is no JSON and cannot be read as a record ({reason})",
    ),
    "not_canonical": (
        "第 {found} 个字节起与规范写法（RFC 8785）不同：文件在生成之后被改动或重新排版过；请向出具方索取原文件",
        "from byte {found} on this is not written canonically (RFC 8785): the file was changed or formatted anew after it "
        "was made; ask for the file as it was made",
    ),
    "no_record": (
        '不是结算存证（缺少 "kind": "ecocomp-record"）',
        'this is no record ("kind": "ecocomp-record" is missing)',
    ),
    "format": (
        "存证格式“{found}”未知，本版本可核验格式 {known}；请使用更新的版本",
        "the record has the format {found}, which this version does not know (it knows {known}); use a later version",
    ),
    "form": (
        "{path}：写的是“{found}”，不符合存证格式（{expected}）",
        "{path}: found '{found}', which does not belong into a record ({expected})",
    ),
    "more": ("另有 {count} 处不符合存证格式", "and {count} more"),
    "parts": ("存证各部分彼此对不上（{reason}）", "the parts of the record do not fit one another ({reason})"),
    "broken_part": (
        "“{name}”（{part}）的 SHA-256 与存证所载不同：这一部分被改动过",
        "the SHA-256 of the {name} ({part}) is not the one that the record gives: this part was changed",
    ),
    "broken_whole": (
        "存证总 SHA-256（{part}）与各部分的对不上：存证被改动过",
        "the SHA-256 of the whole ({part}) does not fit those of its parts: the record was changed",
    ),
    "not_settled": ("按存证所载重新结算失败：", "the record cannot be settled anew:"),
    "other_version": (
        "此存证由 ecocomp {made} 生成，由 {now} 核验",
        "made by ecocomp {made}, verified by {now}",
    ),
    "other_standards": (
        "生成以来标准数据文件有变动：{files}；数值以重新计算为准",
        "tables of standards have changed since: {files}; the figures were computed with those of today",
    ),
    "working": ("正在核验……", "verifying …"),
    "of": ("{title} {year} 年度  存证 SHA-256 {digest}", "{title}, {year}, record SHA-256 {digest}"),
    "equal": (
        "相符：各部分摘要无误，全部数值重新计算一致",
        "equal (相符): all digests fit and every figure came out again",
    ),
    "unequal": ("不符", "not equal (不符)"),
    "first_difference": ("第一处差异：{what}", "the first difference: {what}"),
    "recorded": ("存证所载：{value}", "recorded: {value}"),
    "recomputed": ("重新计算：{value}", "recomputed: {value}"),
    "agreement_digest": ("协议文本的摘要", "the digest of the agreement"),
    "labels": ("断面、缔约方、指标或时间", "sections, parties, indicators or times"),
    "transfers": ("划拨明细第 {number} 笔", "transfer line {number}"),
    "limits": ("封顶第 {number} 项", "limit {number}"),
    "funds": ("资金第 {number} 项", "fund {number}"),
    "positions": ("各方收支第 {number} 项", "position {number}"),
    "pairs": ("双方轧差第 {number} 项", "pair {number}"),
    "readings": ("剔除的监测值第 {number} 项", "excluded reading {number}"),
    "left_out": ("略去的缺数第 {number} 项", "absent value left out {number}"),
    "unpaid": ("没有金额的划拨第 {number} 项", "transfer without an amount {number}"),
    "part_agreement": ("协议文本", "agreement"),
    "part_period": ("考核期", "period"),
    "part_inputs": ("申报事项", "declared inputs"),
    "part_readings": ("监测值", "readings"),
    "part_origins": ("监测值出处", "origins of the readings"),
    "part_parameters": ("参数", "parameters"),
    "part_exclusions": ("未参与计算的", "exclusions"),
    "part_results": ("结算结果", "results"),
    "part_notices": ("须知", "notices"),
    "part_versions": ("版本", "versions"),
    "part_restatement": ("更正", "restatement"),
    "part_digest": ("总摘要", "digest of the whole"),
    "part_other": ("未知部分", "unknown part"),
}
