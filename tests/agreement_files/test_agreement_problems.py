"""What is wrong inside an agreement: fields, names, references, units, axes, dates, values, bands."""

from __future__ import annotations

import pytest

import ecocomp as ec
from tests.agreement_files.support import VALID, changed, errors, faults, line_of


def test_the_small_file_is_good():
    """The file that the other tests break is itself in order."""
    agreement = ec.read_agreement(VALID)

    assert agreement.checked.rules["steps"].axes == ("section", "month")
    assert {each.path for each in agreement.unconfirmed} == set()


@pytest.mark.parametrize(
    ("old", "new", "at", "code"),
    [
        # unknown names in every kind of reference, each with a near one
        ("jia: {name: 甲, upstream: shang,", "jia: {name: 甲, upstream: shan,", "shan,", "unknown_party_close"),
        ("jia: {name: 甲, upstream: shang, downstream: xia,", "jia: {name: 甲, upstream: shang, downstream: zhengzhou,", "zhengzhou", "unknown_party"),
        ("inflow: [jia]", "inflow: [jja]", "jja", "unknown_section_close"),
        ("inflow: [jia]", "control: yi", "yi}", "own_inflow"),
        ("inflow: [jia]", "inflow: [jia, jia]", "jia]", "listed_twice"),
        ("per: [section, month]\n    payer", "per: [section, month, month]\n    payer", "month]\n    payer", "listed_twice"),
        ("of: [monthly]", "of: [monthly, monthly]", "monthly]\n", "listed_twice"),
        ("starts: 1", "starts: 1, months: [1, 2, 1]", "1]}", "listed_twice"),
        ("jia: {name: 甲, upstream: shang,", "jia: {name: 甲, inflow: [yi], upstream: shang,", "[yi]", "inflow_circle"),
        ("inflow: [jia]", "roles: {payee: nobody}", "nobody", "unknown_party"),
        ("inflow: [jia]", "roles: {upstream: xia}", "upstream: xia", "reserved"),
        ("inflow: [jia]", "roles: {xia: shang}", "xia: shang", "role_named"),
        ("[codmn, nh3n]", "[codmn, nh3]", "nh3]", "unknown_indicator_close"),
        ("below_detection: half", "below_detection: half\n  standard: GB 3838-2003", "GB 3838-2003", "unknown_standard_close"),
        ("payer: downstream", "payer: downstrem", "downstrem", "unknown_side_close"),
        ("payer: downstream", "payer: {fund: pool, account: xia}", "pool", "unknown_fund"),
        ("of: [monthly]", "of: [montly]", "montly", "unknown_transfer_close"),
        ("worst(grade(C), indicator)", "worst(grade(E), indicator)", "E)", "formula.unknown_name"),
        ("worst(grade(C), indicator)", "wrst(grade(C), indicator)", "wrst", "formula.unknown_function_close"),
        ("amount: price * steps", "amount: price * step", "step\n", "formula.unknown_name_close"),
        ("at_most: price * 100", "at_most: prize * 100", "prize", "formula.unknown_name_close"),
        ("bands(sum(weight * 1, indicator), scale)", "bands(sum(weight * 1, indicator), scales)", "bands(", "formula.unknown_table"),
        ("worst(grade(C), indicator)", "worst(grade(C), sections)", "sections)", "formula.choice"),
        ("worst(grade(C), indicator)", "at(worst(grade(C), indicator), bing)", "at(worst", "formula.unknown_label"),
        # names
        ("- name: steps", "- name: grade_of", "name: grade_of\n    title: 级差", "name_twice"),
        ("- name: steps", "- name: price", "name: price", "name_twice"),
        # a limit called as a payment or a rule is: its cuts are told by its title
        ("title: 封顶", "title: monthly", "title: monthly\n", "name_twice"),
        ("title: 封顶", "title: steps", "title: steps\n", "name_twice"),
        ("- name: steps", "- name: C", "name: C", "reserved"),
        ("- name: steps", "- name: month", "name: month", "reserved"),
        ("- name: steps", "- name: class", "name: class", "reserved"),
        ("- name: monthly", "- name: C", "name: C", "reserved"),
        ("- name: steps", "- name: 2nd", "2nd", "field_pattern"),
        ("  xia: {name: 下游市}", "  xia: {name: 下游市}\n  upstream: {name: 第三市}", "upstream: {name", "reserved"),
        ("starts: 1", "starts: true", "true}", "field_whole"),
        ("starts: 1", 'starts: "1"', '"1"}', "field_whole"),
        ("from: 2020-01-01", "from: 86400", "86400", "field_date"),
        ("  xia: {name: 下游市}", "  xia: {name: 上游市}", "上游市}\nsections", "name_twice"),
        ("  xia: {name: 下游市}", "  xia: {name: 下游市}\n  jia: {name: 第三市}", "jia: {name: 甲", "name_twice"),
        ("yi: {name: 乙,", "yi: {name: 甲,", "{name: 甲, upstream: shang, downstream: xia, target: II,", "section_name_twice"),
        ("transfers:\n", "funds:\n  pool: {name: 上游市}\ntransfers:\n", "上游市}\ntransfers", "name_twice"),
        # fields
        ("id: trial", "id: Trial", "Trial", "field_pattern"),
        ("status: signed", "status: singed", "singed", "field_choice"),
        ("decimals: standard", "decimals: {codmn: 1}", "{codmn: 1}", "labels_missing"),
        ("decimals: standard", "decimals: {codmn: 1, nh3n: 13}", "13}", "field_range"),
        ("decimals: standard", "decimals: {codmn: 1, nh3n: -1}", "-1}", "field_range"),
        ("from: 2020-01-01", "from: 2020", "2020, to", "field_date"),
        ("to: 2029-12-31", "to: 2019-12-31", "2019-12-31", "term_order"),
        ("title: 单价", "title: 12", "12, unit", "field_text"),
        ("per: [indicator]", "per: indicator", "indicator\n", "field_list"),
        ("parties:\n  shang: {name: 上游市}\n  xia: {name: 下游市}", "parties: {}", "{}", "field_empty"),
        ("unit: 元, decimals: 2", "unit: 元, decimals: 3", "3, rounding", "finer_than_fen"),
        ("unit: 元, decimals: 2", "unit: 元, decimals: 1.5", "1.5, rounding", "field_whole"),
        ("ecocomp: 1", "ecocomp: 2", "2\nid", "field_range"),
        # units and kinds
        ("unit: 万元, value: 10", "unit: 万圆, value: 10", "万圆", "unit"),
        ("unit: 级\n", "unit: 元\n", "元\ntransfers", "unit_differs"),
        ("amount: price * steps", "amount: steps", "steps\nlimits", "not_money"),
        ("at_most: price * 100", "at_most: 100 + 1", "100 + 1", "not_money"),
        ("amount: price * steps", "amount: price * (steps + price)", "steps + price", "formula.kinds_differ"),
        ("value: 10}", "value: true}", "true}", "value_kind"),
        ("target: III", "target: VI", "VI", "grade"),
        ("target: III", "target: 3", "3}", "field_grade"),
        # axes
        ("per: [section, month]\n    payer", "per: [section]\n    payer", "price * steps", "amount_axes"),
        ("per: [section, month]\n    payer", "per: [section, month, quarter]\n    payer", "[section, month, quarter]", "per_times"),
        ("payer: downstream", "payer: party", "party\n    payee", "role_axis"),
        ("payee: upstream", "payee: downstream", "downstream\n    amount", "pays_itself"),
        ("of: [monthly]\n    per: [section, year]", "of: [monthly]\n    per: [party]", "monthly]", "limit_axes"),
        # values by label
        ("value: {codmn: 0.4, nh3n: 0.6}", "value: {codmn: 0.4}", "{codmn: 0.4}", "labels_missing"),
        ("value: {codmn: 0.4, nh3n: 0.6}", "value: {codmn: 0.4, nh3n: 0.6, tp: 1}", "1}\n  factor", "label"),
        ("value: {codmn: 0.4, nh3n: 0.6}", "value: 0.5", "0.5\n", "per_values"),
        ("per: [indicator]", "per: [indicator, section, party]", "[indicator, section, party]", "per_axes"),
        ("unit: 万元, value: 10", "unit: 万元, value: {jia: 10}", "{jia: 10}", "per_missing"),
        ("unit: 万元, value: 10}", "unit: 万元}", "{title: 单价", "value_or_dated"),
        ("dated: {2020-01-01: 1, 2024-07-01: 1.5}", "dated: {2020-01-01: 1}\n    value: 1", "title: 系数", "value_or_dated"),
        # dates
        ("2024-07-01: 1.5", "2024-07-15: 1.5", "1.5}", "date_in_month"),
        ("2024-07-01: 1.5", "2024-07-32: 1.5", "1.5}", "date"),
        ("2024-07-01: 1.5", "20240701: 1.5", "1.5}", "date"),
        ("2024-07-01: 1.5", "2024-W27-1: 1.5", "1.5}", "date"),
        # bands
        ('"[0, inf)"', '"(0, inf)"', '- {range: "(-inf, 0)"', "bands_gap"),
        ('"[0, inf)"', '"[1, inf)"', '- {range: "(-inf, 0)"', "bands_gap"),
        ('"(-inf, 0)"', '"(-inf, 0]"', '- {range: "(-inf, 0]"', "bands_overlap"),
        ('"(-inf, 0)"', '"(-inf, 5)"', '- {range: "(-inf, 5)"', "bands_overlap"),
        ('"[0, inf)"', '"[0, inf]"', '"[0, inf]"', "infinite_closed"),
        ('"(-inf, 0)"', '"(3, 0)"', '"(3, 0)"', "interval_empty"),
        ('"(-inf, 0)"', '"-inf..0"', '"-inf..0"', "interval"),
        ('"(-inf, 0)"', '"(-inf, 1e3)"', '"(-inf, 1e3)"', "interval"),
        ("    bands:\n", "    of: 万圆\n    bands:\n", "万圆", "unit"),
    ],
)  # fmt: skip
def test_one_fault(old, new, at, code):
    """A fault is told by its own sentence at the line and column where it stands."""
    text = changed(old, new)
    line, column = line_of(at, text), text.index(at) - text.rfind("\n", 0, text.index(at))

    found = faults(text)

    assert found == [f"{line}:{column} {code}"]


@pytest.mark.parametrize(
    ("more", "decimals", "code"), [("ss", "standard", "no_decimals"), ("ph", "unrounded", "ph_decimals")]
)
def test_an_indicator_that_has_no_decimals(more, decimals, code):
    """An indicator whose decimals no rule settles is told, together with the values that lack for it."""
    text = changed("[codmn, nh3n]", f"[codmn, nh3n, {more}]").replace("decimals: standard", f"decimals: {decimals}")

    assert [each.split()[1] for each in faults(text)] == [code, "labels_missing"]


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (("title: 单价, unit: 万元, value: 10", "title: 单价, unit: 万元, valeu: [1]"), "field_unknown_close"),
        (("title: 单价, unit: 万元, value: 10", "title: 单价, unit: 万元, value: [1]"), "field_number"),
        (("price: {title: 单价, unit: 万元, value: 10}", "price: 10"), "field_mapping"),
        (("formula: worst(grade(C), indicator)", "formula: 3"), "field_formula"),
        (("- name: grade_of\n", "- nam: grade_of\n"), "field_unknown_close"),
        (("below_detection: half", "below_detection: halv"), "field_choice"),
        (("  indicators: [codmn, nh3n]\n", "  indicators: codmn\n"), "field_list"),
        (("target: III", "target: [III]"), "field_grade"),
        (("upstream: shang, downstream: xia, target: III", "upstream: 3, downstream: xia, target: III"), "field_text"),
        (("  xia: {name: 下游市}", "  xia: 下游市"), "field_mapping"),
        (("  shang: {name: 上游市}", "  上 游: {name: 上游市}"), "field_pattern"),
        (("assessment: {starts: 1}", "assessment: {starts: 13}"), "field_range"),
        (("payer: downstream", "payer: 3"), "field_text"),
        (("per: [section, year]", "per: section"), "field_list"),
        (("money: {unit: 元,", "money: {unit: 角,"), "field_choice"),
        (("status: signed", "status: singed"), "field_choice"),
        (("parties:\n  shang: {name: 上游市}\n  xia: {name: 下游市}", "parties: [shang]"), "field_mapping"),
        (("parameters:\n", "parameters: [a]\nold:\n"), "field_mapping"),
    ],
)  # fmt: skip
def test_a_term_that_is_no_term_does_not_hide_the_others(broken, code):
    """What is wrong with the structure of one term is told together with what is wrong in others."""
    text = changed(*broken).replace("inflow: [jia]", "inflow: [jja]").replace("price * steps", "price + (steps")
    codes = {each.split()[1] for each in faults(text)}

    assert code in codes
    assert "formula.syntax" in codes
    assert "unknown_section_close" in codes


@pytest.mark.parametrize(
    "broken",
    [
        ("title: 单价, unit: 万元, value: 10", "title: 单价, unit: 万元, value: [1]"),
        ("price: {title: 单价, unit: 万元, value: 10}", "price: 10"),
        ("formula: worst(grade(C), indicator)", "formula: 3"),
        ("below_detection: half", "below_detection: halv"),
        ("  indicators: [codmn, nh3n]\n", "  indicators: codmn\n"),
        ("target: III", "target: [III]"),
        ("upstream: shang, downstream: xia, target: III", "upstream: 3, downstream: xia, target: III"),
        ("  xia: {name: 下游市}", "  xia: 下游市"),
        ("  - name: monthly\n", "  - name: 3\n"),
        ("  scale:\n    title: 分档\n", "  scale:\n    title: 分档\n    gives: 3\n"),
        ("    amount: price * steps\n", "    amount: [price]\n"),
        ("      - {range: \"(-inf, 0)\", value: -1}\n", "      - {range: 3, value: -1}\n"),
        ("parties:\n  shang: {name: 上游市}\n  xia: {name: 下游市}", "parties: [shang]"),
        ("per: [section, year]", "per: section"),
    ],
)  # fmt: skip
def test_a_term_that_is_no_term_brings_no_others_with_it(broken):
    """What depends on a broken term is not told of as well."""
    found = faults(changed(*broken))

    assert len(found) == 1
    assert found[0].split()[1].startswith("field_")


def test_a_section_without_its_party_does_not_make_transfers_wrong():
    """Where the only section that has a role says it wrongly, the transfer that the role is paid by is not blamed."""
    one = changed("  yi: {name: 乙, upstream: shang, downstream: xia, target: II, inflow: [jia]}\n", "")

    for broken in ("upstream: 3", "upstream: {a: 1}", "upstream: shan"):
        assert (
            len(
                faults(
                    changed(
                        "upstream: shang, downstream: xia, target: III", f"{broken}, downstream: xia, target: III", one
                    )
                )
            )
            == 1
        )


def test_all_misspelt_words_of_one_formula():
    """Unknown names, functions, axes and tables of one formula are told together."""
    text = changed(
        "(target - grade_of) * factor * bands(sum(weight * 1, indicator), scale)",
        "(taget - grade_of) * factr * bands(sumn(weight * 1, indicater), scales)",
    )

    assert [each.split()[1] for each in faults(text)] == [
        "formula.unknown_name_close",
        "formula.unknown_name_close",
        "formula.unknown_table",
        "formula.unknown_function_close",
        "formula.choice",
    ]


def test_both_sides_of_a_formula_are_checked():
    """Two additions of unlike things in one formula are told together."""
    text = changed("amount: price * steps", "amount: (price + 1) * (2 + price)")

    assert [each.split()[1] for each in faults(text)] == ["formula.kinds_differ", "formula.kinds_differ"]


def test_what_is_measured_must_be_said():
    """An agreement without indicators cannot read concentrations, and must measure something at all."""
    flow_only = changed("  indicators: [codmn, nh3n]\n", "  quantities: [flow]\n")
    flow_only = changed(
        "  weight:\n    title: 权重\n    per: [indicator]\n    value: {codmn: 0.4, nh3n: 0.6}\n", "", flow_only
    )
    flow_only = changed("sum(weight * 1, indicator)", "factor", flow_only)

    assert [each.split()[1] for each in faults(flow_only)] == ["formula.no_indicators"]
    nothing = changed("  quantities: [flow]\n", "", flow_only)
    assert [each.split()[1] for each in faults(nothing)] == ["nothing_measured"]


def test_a_formula_in_a_block_is_told_at_its_line():
    """In a block scalar the line is that of the wrong word; in a folded one that of the scalar."""
    for sign, down in (("|", 2), (">-", 0)):
        text = changed("amount: price * steps", f"amount: {sign}\n      price\n      * (steps + price)")
        (found,) = errors(text)

        assert found.code == "formula.kinds_differ"
        assert found.place.line == line_of(f"amount: {sign}", text) + down


def test_a_quoted_formula_is_told_at_its_column():
    """Quotes around a formula are counted."""
    text = changed("amount: price * steps", 'amount: "price * stes"')

    assert faults(text) == [f"{line_of('amount:', text)}:22 formula.unknown_name_close"]


def test_circle_of_rules():
    """Rules that read each other are told by name, at the first of them; a rule that reads itself too."""
    text = changed("worst(grade(C), indicator)", "worst(grade(C), indicator) if steps > 0 else I")
    (found,) = errors(text)
    assert found.code == "formula.circle"
    assert found.details["names"] == "grade_of → steps"
    assert found.place.line == line_of("formula: worst", text)

    (found,) = errors(changed("(target - grade_of)", "(target - grade_of + steps)"))
    assert (found.code, found.details["names"]) == ("formula.circle", "steps")


def test_a_rule_beside_a_circle_is_not_blamed():
    """Only the rules of the circle are named, not those that merely read one of them."""
    circle = (
        "- name: one\n    title: 一\n    formula: two\n  - name: two\n    title: 二\n    formula: one\n  - name: steps"
    )
    text = changed("- name: steps", circle).replace("amount: price * steps", "amount: price * one")
    text = text.replace("(target - grade_of) * factor", "(target - grade_of) * factor * one")

    assert [each.details["names"] for each in errors(text) if each.code == "formula.circle"] == ["one → two"]


def test_all_problems_of_one_file_at_once():
    """References, names and formulas that are wrong are told together, in the order of the file."""
    text = changed("inflow: [jia]", "inflow: [jja]").replace(
        "upstream: shang, downstream: xia, target: III", "upstream: sheng, downstream: xia, target: III"
    )
    text = text.replace("price * steps", "price * (steps").replace("- name: steps", "- name: price")

    assert [each.split()[1] for each in faults(text)] == [
        "unknown_party_close",
        "unknown_section_close",
        "name_twice",
        "formula.syntax",
    ]


def test_every_problem_reads_well_in_both_languages():
    """Each sentence fills its blanks in Chinese and in English."""
    text = changed("inflow: [jia]", "inflow: [jja]").replace("value: 10}", "value: {jia: 1}}")
    for each in errors(text):
        assert each.message("zh") != each.message("en")
        assert "{" not in each.message("en").replace("{jia", "")


def test_a_wrong_formula_of_a_fund_is_told_with_the_rest():
    """The opening balance of a fund is a formula like any other, told together with other faults."""
    text = changed("rules:\n", 'funds: {pool: {name: 资金, opening: "price *"}}\nrules:\n').replace(
        "unit: 万元, value: 10", "unit: 万圆, value: 10"
    )

    assert [each.split()[1] for each in faults(text)] == ["unit", "formula.syntax"]


def test_a_target_is_checked_though_another_section_has_none():
    """A wrong grade is told also where not every section has a target."""
    text = (
        changed("target: II, inflow", "inflow")
        .replace("target: III", "target: VI")
        .replace("target - grade_of", "II - grade_of")
    )

    assert [each.split()[1] for each in faults(text)] == ["grade"]


def test_a_name_that_no_formula_reads_is_told():
    """A parameter nobody reads changes nothing, and is an error with the name it resembles."""
    text = changed("parameters:", "parameters:\n  prise: {title: 单价, unit: 万元, value: 20}")

    assert faults(text) == [f"{line_of('prise', text)}:3 unused_close"]


def test_limits_are_told_apart_by_their_titles():
    """Two limits with one title are refused, since a cut is told by the title of its limit."""
    text = changed("money: {", "  - {title: 封顶, of: [monthly], per: [section, year], at_most: price}\nmoney: {")

    assert [each.split()[1] for each in faults(text)] == ["name_twice"]


def test_the_finer_limit_comes_first():
    """A limit by months after one by years is refused: what the year cut belongs to no month."""
    text = changed("money: {", "  - {title: 月封顶, of: [monthly], per: [section, month], at_most: price}\nmoney: {")
    assert faults(text) == [f"{line_of('月封顶', text)}:38 limit_order"]

    limits = "limits:\n  - {title: 月封顶, of: [monthly], per: [section, month], at_most: price}\n"
    assert ec.read_agreement(changed("limits:\n", limits)).checked.caps


def test_three_hundred_rules_and_no_more():
    """An agreement of 300 rules is read; one more is too many."""
    rules = "".join(f"  - {{name: r{at}, title: 规则, formula: 'r{at - 1} + 1'}}\n" for at in range(1, 299))
    chain = changed(
        "transfers:",
        "  - {name: r0, title: 规则, formula: steps}\n" + rules[: rules.index("  - {name: r298")] + "transfers:",
    )
    text = chain.replace("amount: price * steps", "amount: price * r297")

    assert len(ec.read_agreement(text).checked.rules) == 300
    more = text.replace("transfers:", "  - {name: more, title: 规则, formula: steps}\ntransfers:")
    assert [each.split()[1] for each in faults(more)] == ["too_many_rules"]


def test_five_hundred_sections():
    """An agreement of hundreds of sections is read, and a wrong reference in each is told."""
    names = "".join(
        f"  s{at}: {{name: 断面{at}, upstream: shang, downstream: xia, target: III}}\n" for at in range(500)
    )
    text = changed("readings:\n", names + "readings:\n")
    assert len(ec.read_agreement(text).sections) == 502

    assert (
        len(
            errors(
                text.replace(
                    "upstream: shang, downstream: xia, target: III}", "upstream: shan, downstream: xia, target: III}"
                )
            )
        )
        == 501
    )


def test_a_declared_input_has_no_previous():
    """An input is declared for one year; last year's value would silently be this year's."""
    text = VALID.replace("rules:\n", "inputs:\n  score: {title: 得分, default: 1}\nrules:\n", 1)
    text = text.replace("(target - grade_of) * factor", "(target - grade_of) * factor * previous(score)")
    with pytest.raises(ec.AgreementError) as caught:
        ec.read_agreement(text)

    assert [each.code for each in caught.value.problems] == ["formula.previous_input"]


def test_previous_of_a_rule_that_rests_on_an_input():
    """What is declared of this year would be taken for what was declared of the last one."""
    rules = (
        "  - {name: wet, title: 汛, formula: flood}\n  - {name: paid, title: 付, formula: price if wet else price}\n"
    )
    text = changed("amount: price * steps", "amount: previous(paid) * steps").replace("rules:\n", f"rules:\n{rules}", 1)
    text = text.replace("transfers:\n", "inputs: {flood: {title: 汛情, kind: truth, default: false}}\ntransfers:\n", 1)
    with pytest.raises(ec.AgreementError) as caught:
        ec.read_agreement(text)

    assert [each.code for each in caught.value.problems] == ["formula.previous_declared"]
    assert "flood" in caught.value.text("zh")
