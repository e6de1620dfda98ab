"""The states of a station or reading (站点情况): one vocabulary, for reports, forms, settlements and explanations.

Each state has a name under its own key, and under ``meaning_…`` what it stands for, as the forms explain it.
"""

SENTENCES: dict[str, tuple[str, str]] = {
    "normal": ("正常", "normal"),
    "not_measured": ("未监测", "not measured"),
    "no_flow": ("断流", "no flow"),
    "frozen": ("结冰", "frozen"),
    "stopped": ("停站", "station stopped"),
    "maintenance": ("维护", "maintenance"),
    "construction": ("施工", "construction"),
    "filtered": ("极值过滤", "filtered as extreme"),
    "implausible": ("可疑值（已剔除）", "implausible (excluded)"),
    "other": ("其他情况", "another state"),
    "meaning_normal": ("正常", "normal"),
    "meaning_not_measured": ("未监测、缺测", "not measured"),
    "meaning_no_flow": ("断流、干涸，河道无水", "no water in the river"),
    "meaning_frozen": ("结冰、封冻，无法采样", "frozen over, no sample possible"),
    "meaning_stopped": ("停站、停测，不具备运行条件", "the station does not run"),
    "meaning_maintenance": ("维护、检修", "maintenance of the station"),
    "meaning_construction": ("施工影响", "works at the section"),
    "meaning_filtered": ("极值过滤，数值被剔除", "the value was filtered out as extreme"),
    "meaning_implausible": ("可疑值，读取时按要求剔除", "an implausible value, excluded on reading as asked"),
    "meaning_other": ("不在上列的其他情况", "a state that is none of these"),
}
