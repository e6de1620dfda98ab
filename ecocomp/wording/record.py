"""What is said of records (结算存证): reading, verifying and comparing them."""

SENTENCES: dict[str, tuple[str, str]] = {
    "too_large": ("文件超过 {most} MB，不是结算存证", "the file is larger than {most} MB and no record"),
    "too_large_to_make": (
        "存证将有 {found} MB，超过 {most} MB，将无法核验；请分断面、分月份或分协议结算",
        "the record would have {found} MB, more than {most} MB, and could not be verified; settle sections, months or agreements "
        "apart",
    ),
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
    "there_already": (
        "这里已有另一份结算的存证。更正它用 --supersedes（旧存证会以摘要为名留存），另存用别的文件夹，确要覆盖用 --overwrite",
        "there is the record of another settlement here. Restate it with --supersedes (it is kept, named after its digest), "
        "write into another folder, or write over it with --overwrite",
    ),
    "restatement_sum": (
        "更正的金额对不上：{pair} 原金额加差额不等于现金额",
        "the restatement does not add up: for {pair} what was owed and the difference are not what is owed now",
    ),
    "restatement_causes": (
        "更正的原因对不上：{pair} 各原因之和不等于差额",
        "the causes of the restatement do not add up: for {pair} they are not the difference",
    ),
    "sign_broken": (
        "存证的摘要不符，不能签名；请先核验",
        "the digests of the record do not fit, so it cannot be signed; verify it first",
    ),
    "needs_cryptography": (
        '签名需要 cryptography，这里没有安装。请安装 ecocomp 的附加包 sign：pip install "ecocomp[sign]"。',
        "Signatures need cryptography, which is not installed here. Install the extra `sign` of ecocomp: "
        'pip install "ecocomp[sign]".',
    ),
    "no_private_key": (
        "不是私钥文件（PEM），或口令不对、缺少口令",
        "this is no private key (PEM), or the password is wrong or missing",
    ),
    "no_public_key": ("不是公钥文件（PEM）", "this is no public key (PEM)"),
    "other_key": ("密钥不是 Ed25519", "the key is none of Ed25519"),
    "no_signature": ("不是签名文件", "this is no signature"),
    "signature_of_other": (
        "这是另一份存证（SHA-256 {found}）的签名",
        "this is the signature of another record (SHA-256 {found})",
    ),
    "signature_wrong": (
        "签名不对：签名之后内容被改动过，或不是用这把密钥签的",
        "the signature is wrong: something was changed, or another key signed",
    ),
    "signature_party": ("签名者“{found}”不是协议的缔约方", "who signed, '{found}', is no party of the agreement"),
    "signature_key": (
        "签名所用的密钥不是缔约方的公钥 {key}",
        "the signature was made with another key than the party's public key {key}",
    ),
    "signed": ("{party} 已签名（公钥指纹 {fingerprint}）", "signed by {party} (fingerprint of the key {fingerprint})"),
    "signed_unknown": (
        "有以 {party} 名义的签名，签名本身无误，但没有给出该方的公钥来核对是否本人（公钥指纹 {fingerprint}）",
        "signed in the name of {party}; the signature is right, but no public key was given to tell whether it is theirs "
        "(fingerprint of the key {fingerprint})",
    ),
    "signature_written": ("{party} 的签名已写入 {path}", "the signature of {party} is in {path}"),
    "key_written": (
        "私钥 {private}（请妥善保管，不要交给任何人），公钥 {public}（交给其他各方），公钥指纹 {fingerprint}",
        "private key {private} (keep it to yourself), public key {public} (give it to the other parties), fingerprint "
        "{fingerprint}",
    ),
    "key_alone": (
        "给了公钥，没有给签名：没有可核对的签名，请用 --signature 给出（Python：signatures=）",
        "a public key was given and no signature to check with it; give it with --signature (Python: signatures=)",
    ),
    "key_form": ("公钥要写成 缔约方=文件，写的是“{found}”", "a key is written PARTY=FILE; found '{found}'"),
    "key_twice": (
        "“{party}”给了两把公钥：{first} 与 {second}；一方只用一把公钥核对",
        "two public keys were given for '{party}': {first} and {second}; a party is told by one",
    ),
    "key_exists": ("文件已存在，不会覆盖密钥", "the file exists; a key is never written over"),
    "password": ("口令", "Password"),
    "not_settled": ("按存证所载重新结算失败：", "the record cannot be settled anew:"),
    "other_version": (
        "此存证由 ecocomp {made} 生成，由 {now} 核验",
        "made by ecocomp {made}, verified by {now}",
    ),
    "other_standards": (
        "生成以来标准数据文件有变动：{files}；数值以重新计算为准",
        "tables of standards have changed since: {files}; the figures were computed with those of today",
    ),
    "named": ("存证摘要（SHA-256）：{digest}", "Digest of the record (SHA-256): {digest}"),
    "working": ("正在核验……", "verifying …"),
    "of": ("{title} {year} 年度  存证 SHA-256 {digest}", "{title}, {year}, record SHA-256 {digest}"),
    "equal": (
        "相符：各部分摘要无误，全部数值重新计算一致",
        "equal (相符): all digests fit and every figure came out again",
    ),
    "chain_equal": (
        "更正相符：差额及其原因由两份存证重新得出",
        "the restatement is equal: the differences and their causes came out again",
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
    "pairs": ("划拨净额第 {number} 项", "pair {number}"),
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
