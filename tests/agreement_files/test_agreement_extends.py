"""``extends``: a file built on another, what it may override, and what it may not reach."""

from __future__ import annotations

from pathlib import Path

import pytest

import ecocomp as ec
from ecocomp.agreement import load
from ecocomp.errors import AgreementError
from tests.agreement_files.support import VALID, errors, faults

OVER = "ecocomp: 1\nid: own\nextends: base\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that holds the small file as ``base.yaml``."""
    (tmp_path / "base.yaml").write_text(VALID, encoding="utf-8")
    return tmp_path


def own(folder: Path, lines: str, name: str = "own") -> ec.Agreement:
    path = folder / f"{name}.yaml"
    path.write_text(OVER + lines, encoding="utf-8")
    return ec.load_agreement(path)


def test_nothing_changed(folder):
    """A file that only extends says what its base says, under its own id and with both files named."""
    agreement = own(folder, "")

    assert agreement.id == "own"
    base = ec.read_agreement(VALID)
    assert [(path, title) for path, title, _ in agreement.terms] == [(path, title) for path, title, _ in base.terms]
    assert [agreement.status(term) for *_, term in agreement.terms] == [base.status(term) for *_, term in base.terms]
    assert agreement.checked.rules == base.checked.rules
    assert [Path(each).name for each in agreement.files] == ["own.yaml", "base.yaml"]


def test_override_by_key_name_and_title(folder):
    """Mappings are merged by key, rules and transfers by name, limits by title; the rest stays, in its order."""
    agreement = own(
        folder,
        """\
parameters: {price: {value: 20, status: assumed}}
rules: [{name: steps, title: 级差二}, {name: more, title: 其他, formula: steps}]
transfers: [{name: monthly, amount: price * more, clause: 第三条}]
limits: [{title: 封顶, at_most: price * 7}]
""",
    )

    assert str(agreement.text.parameters["price"].value) == "20"
    assert agreement.text.parameters["price"].title == "单价"
    assert [each.name for each in agreement.text.rules] == ["grade_of", "steps", "more"]
    assert (agreement.text.rules[1].title, agreement.text.rules[1].unit) == ("级差二", "级")
    assert (agreement.text.transfers[0].amount, agreement.text.transfers[0].payer) == ("price * more", "downstream")
    assert agreement.text.limits[0].at_most == "price * 7"
    assert [each.path for each in agreement.unconfirmed] == ["parameters.price"]


def test_null_takes_away(folder):
    """``null`` removes a key of the base, so that its default holds."""
    agreement = own(folder, "term: null\nlimits: null\nsections: {yi: {inflow: null}}\n")

    assert agreement.text.term is None
    assert agreement.text.limits == []
    assert agreement.text.sections["yi"].inflow == []


def test_null_at_a_label_means_takes_no_part(folder):
    """``null`` as the value of a label says that the label takes no part; also of a label that the base removed."""
    agreement = own(folder, "parameters: {weight: {value: {codmn: null}}}\n")
    settlement = ec.settle(agreement, ec.Readings(()), 2024, gaps="skip")

    assert settlement.value("weight", indicator="codmn").kind == "excluded"
    assert settlement.value("weight", indicator="nh3n") == ec.settle(
        agreement, ec.Readings(()), 2024, gaps="skip"
    ).value("weight", indicator="nh3n")

    fewer = own(folder, "readings: {indicators: [nh3n]}\nparameters: {weight: {value: {codmn: null}}}\n")
    assert fewer.text.readings.indicators == ["nh3n"]


def test_value_and_dated_replace_each_other(folder):
    """One value takes the place of dated ones, dated ones that of a value or of bands."""
    agreement = own(
        folder,
        """\
parameters:
  price: {dated: {2020-01-01: 5, 2025-01-01: 6}, on: start}
  factor: {value: 3}
tables:
  scale: {dated: {2020-01-01: [{range: "(-inf, inf)", value: 1}]}}
""",
    )

    assert agreement.text.parameters["price"].value is None
    assert agreement.text.parameters["factor"].dated is None
    assert agreement.text.tables["scale"].bands is None


def test_problems_stand_where_they_were_written(folder):
    """A fault of the base is told in the base, one of the own file in the own file."""
    (folder / "base.yaml").write_text(VALID.replace("price * steps", "price * stes"), encoding="utf-8")
    with pytest.raises(AgreementError) as caught:
        own(
            folder,
            "parameters: {price: {unit: 万圆, value: 10}}\nrules: [{name: grade_of, formula: 'worst(grade(E), indicator)'}]\n",
        )
    places = sorted((Path(each.place.file).name, each.code) for each in caught.value.problems)

    assert places == [
        ("base.yaml", "formula.unknown_name_close"),
        ("own.yaml", "agreement.unit"),
        ("own.yaml", "formula.unknown_name"),
    ]

    with pytest.raises(AgreementError) as caught:
        own(folder, "rules: [{name: grade_of, formula: 'worst(grade(E), indicator)'}]\n")
    places = sorted((Path(each.place.file).name, each.place.line, each.code) for each in caught.value.problems)
    assert places == [("base.yaml", 48, "formula.unknown_name_close"), ("own.yaml", 4, "formula.unknown_name")]


@pytest.mark.parametrize(
    ("lines", "accepted"),
    [
        ("parameters: {price: {unit: 元}}", False),
        ("parameters: {price: {unit: 元, value: 100000}}", True),
        ("parameters: {price: {unit: 元, dated: {2024-01-01: 100000}}}", True),
        ("parameters: {weight: {unit: '%', value: {codmn: 40}}}", False),
        ("parameters: {weight: {unit: '%', value: {codmn: 40, nh3n: 60}}}", True),
        ("parameters: {price: {unit: 万元, title: 新单价}}", True),
        ("tables: {scale: {gives: 百分点}}", False),
        ("money: {unit: 万元}", False),
        ("money: {unit: 万元, decimals: 2}", True),
    ],
)
def test_figures_are_not_taken_over_in_another_unit(folder, lines, accepted):
    """10 万元 do not become 10 元 by a line that says nothing but the unit; with all figures written anew it may."""
    if accepted:
        own(folder, f"{lines}\n")
        return
    with pytest.raises(AgreementError) as caught:
        own(folder, f"{lines}\n")
    assert "agreement.unit_alone" in {each.code for each in caught.value.problems}


def test_a_chain(folder):
    """A file may extend a file that extends a file; the nearest wins."""
    own(folder, "title: 第二层\nparameters: {price: {value: 20}}\n", "middle")
    path = folder / "top.yaml"
    path.write_text("ecocomp: 1\nid: top\nextends: middle\nparameters: {price: {title: 新单价}}\n", encoding="utf-8")
    agreement = ec.load_agreement(path)

    assert agreement.title == "第二层"
    assert str(agreement.text.parameters["price"].value) == "20"
    assert agreement.text.parameters["price"].title == "新单价"
    assert [Path(each).name for each in agreement.files] == ["top.yaml", "middle.yaml", "base.yaml"]


def test_a_circle_is_told(folder):
    """Files that extend each other are refused at the line that closes the circle."""
    (folder / "one.yaml").write_text("ecocomp: 1\nid: one\nextends: two\n", encoding="utf-8")
    (folder / "two.yaml").write_text("ecocomp: 1\nid: two\nextends: one\n", encoding="utf-8")
    with pytest.raises(AgreementError) as caught:
        ec.load_agreement(folder / "one.yaml")
    (found,) = caught.value.problems

    assert found.code == "agreement.extends_circle"
    assert (Path(found.place.file).name, found.place.line) == ("two.yaml", 3)


def test_a_chain_without_end_is_told(folder):
    """A chain of more files than anybody can follow is refused."""
    for number in range(12):
        (folder / f"f{number}.yaml").write_text(
            f"ecocomp: 1\nid: f{number}\nextends: f{number + 1}\n", encoding="utf-8"
        )
    with pytest.raises(AgreementError, match="f8"):
        ec.load_agreement(folder / "f0.yaml")


@pytest.mark.parametrize(
    "name",
    [
        "../base",
        "/etc/passwd",
        "sub/base",
        "base.yaml",
        "..",
        ".",
        '"a\\\\b"',
        '"c:base"',
        "''",
        "null",
        "12",
        "[a]",
        "*a",
        '"a\\u0000"',
        "x" * 200,
    ],
)
def test_only_names_beside_the_file_or_of_the_corpus(folder, name):
    """Paths, drives, lists and the like are refused at their place, before any file is looked for."""
    found = faults(f"ecocomp: 1\nid: own\nextends: {name}\n", folder)

    assert found[0].split()[0] == "3:10"
    assert found[0].split()[1] in ("extends_name", "extends_missing")


def test_a_base_that_does_not_exist(folder):
    """A missing base is told where it is named, with the file that was looked for and the nearest name there is."""
    assert faults("ecocomp: 1\nid: own\nextends: nothing\n", folder) == ["3:10 extends_missing"]

    (found,) = errors("ecocomp: 1\nid: own\nextends: bsae\n", folder)
    assert (found.code, found.details["close"]) == ("agreement.extends_missing_close", "base")
    assert Path(str(found.details["beside"])).name == "bsae.yaml"


@pytest.mark.parametrize(
    ("lines", "code", "column"),
    [
        ("parameters: {price: null}", "formula.unknown_name", 21),
        ("sections: {jia: null}", "agreement.unknown_section", 17),
        ("parties: {shang: null}", "agreement.unknown_party", 18),
        ("rules: [{name: steps, remove: true}]", "formula.unknown_name", 9),
        ("transfers: [{name: monthly, per: [section]}]", "agreement.amount_axes", 34),
        ("parameters: {price: {unit: 元/t, value: 3}}", "agreement.not_money", 28),
        ("term: {from: 2030-01-01}", "agreement.term_order", 14),
        ("readings: {indicators: [codmn, nh3n, tp]}", "agreement.labels_missing", 25),
    ],
)
def test_a_problem_of_the_base_names_the_line_that_makes_it(folder, lines, code, column):
    """What the own file changes or takes away is named where a line of the base is no longer right."""
    found = [each for each in errors(OVER + lines + "\n", folder) if each.code == code]

    assert found
    for each in found:
        assert Path(each.place.file).name == "base.yaml"
        assert (each.because.file, each.because.line, each.because.column) == ("trial.yaml", 4, column)
        assert "trial.yaml:4" in each.line("zh")
        assert "trial.yaml:4" in each.line("en")


def test_a_problem_that_the_base_has_by_itself_names_no_other_line(folder):
    """A fault of the base that nothing in the own file brings about stands alone."""
    (folder / "base.yaml").write_text(VALID.replace("inflow: [jia]", "inflow: [jja]"), encoding="utf-8")
    (found,) = errors(OVER + "parameters: {price: {value: 3}}\n", folder)

    assert found.because is None


def test_a_base_that_cannot_be_read(folder):
    """A base that is no YAML or no UTF-8 is told in the base."""
    (folder / "bad.yaml").write_text("a: [", encoding="utf-8")
    (found,) = errors("ecocomp: 1\nid: own\nextends: bad\n", folder)
    assert (Path(found.place.file).name, found.code) == ("bad.yaml", "agreement.yaml")

    (folder / "gbk.yaml").write_bytes("标题: 协议".encode("gbk"))
    (found,) = errors("ecocomp: 1\nid: own\nextends: gbk\n", folder)
    assert (Path(found.place.file).name, found.code) == ("gbk.yaml", "agreement.not_utf8")

    (folder / "list.yaml").write_text("- a\n", encoding="utf-8")
    (found,) = errors("ecocomp: 1\nid: own\nextends: list\n", folder)
    assert (Path(found.place.file).name, found.code) == ("list.yaml", "agreement.not_a_mapping")


@pytest.mark.parametrize(
    "lines",
    [
        "rules: [*a]\n",
        "rules: [&a {name: steps, title: x}]\n",
        "parameters: *a\n",
        "parameters: {price: *a}\n",
        "sections: {jia: {inflow: [*a]}}\n",
    ],
)
def test_anchors_in_an_extending_file(folder, lines):
    """An anchor in a file that extends another is refused like anywhere."""
    assert "agreement.anchor" in {each.code for each in errors(OVER + lines, folder)}


def test_faults_of_the_own_file_and_of_the_base_together(folder):
    """Traps of both files come in one go."""
    (folder / "base.yaml").write_text(VALID.replace("value: 10}", "value: 1_0}"), encoding="utf-8")
    found = errors(OVER + "title: yes\n", folder)

    assert {(Path(each.place.file).name, each.code) for each in found} == {
        ("trial.yaml", "agreement.like_truth"),
        ("base.yaml", "agreement.like_number"),
    }


def test_a_base_of_the_corpus_is_not_taken_from_the_own_folder(tmp_path, monkeypatch):
    """What a shipped agreement extends stands beside it, whatever lies in the user's folder under the same name."""
    corpus, user = tmp_path / "corpus", tmp_path / "user"
    corpus.mkdir()
    user.mkdir()
    (corpus / "form.yaml").write_text(VALID, encoding="utf-8")
    (corpus / "shipped.yaml").write_text("ecocomp: 1\nid: shipped\nextends: form\n", encoding="utf-8")
    (user / "form.yaml").write_text(VALID.replace("value: 10}", "value: 999}"), encoding="utf-8")
    monkeypatch.setattr(load, "corpus_folder", lambda: corpus)
    (user / "own.yaml").write_text("ecocomp: 1\nid: own\nextends: shipped\n", encoding="utf-8")

    assert str(ec.load_agreement(user / "own.yaml").text.parameters["price"].value) == "10"


def test_a_file_may_extend_the_shipped_one_of_its_own_name(tmp_path):
    """``fuli-river.yaml`` in one's own folder that extends ``fuli-river`` means the shipped one."""
    path = tmp_path / "fuli-river.yaml"
    path.write_text("ecocomp: 1\nid: fuli-river\nextends: fuli-river\ntitle: 我的\n", encoding="utf-8")

    assert ec.load_agreement(path).title == "我的"
    assert set(ec.load_agreement(path).parties) == {"suizhou", "xiaogan", "wuhan"}


def test_signed_terms_over_the_shipped_file(tmp_path):
    """Signed parameters over the shipped agreement change the money and are no longer listed as assumed."""
    shipped = ec.load_agreement("fuli-river")
    path = tmp_path / "own.yaml"
    path.write_text(
        "ecocomp: 1\nid: own\nextends: fuli-river\nparameters: {attained_amount: {value: 60, status: signed, clause: 第五条, note: null}}\n",
        encoding="utf-8",
    )
    own_agreement = ec.load_agreement(path)
    csv = "断面,时间,高锰酸盐指数(mg/L),氨氮(mg/L),总磷(mg/L)\n" + "".join(
        f"{name},2024-{month:02d},5.0,0.8,0.15\n" for name in ("平林", "太平沙") for month in range(1, 13)
    )
    data = tmp_path / "r.csv"
    data.write_text(csv, encoding="utf-8")
    readings = ec.read_monitoring(data)

    # Ⅲ everywhere: 50 万元 a month and section, then 60
    assert str(ec.settle(shipped, readings, 2024).net["wuhan"]) == "-12000000.00"
    assert str(ec.settle(own_agreement, readings, 2024).net["wuhan"]) == "-14400000.00"
    assert {each.path for each in shipped.unconfirmed} - {each.path for each in own_agreement.unconfirmed} == {
        "parameters.attained_amount"
    }
    assert own_agreement.text.parameters["attained_amount"].clause == "第五条"


def status_of(agreement: ec.Agreement, path: str) -> str:
    return next(agreement.status(term) for each, _, term in agreement.terms if each == path)


ASSUMED = VALID.replace("status: signed", "status: assumed")


def test_a_status_at_the_top_speaks_for_its_own_file_only(folder):
    """A signed copy makes the terms it writes signed, and leaves those it inherits as its base has them."""
    (folder / "base.yaml").write_text(ASSUMED, encoding="utf-8")
    agreement = own(folder, "status: signed\nparameters: {price: {value: 20}}\n")

    assert status_of(agreement, "parameters.price") == "signed"
    assert status_of(agreement, "rules.steps") == "assumed"
    assert "rules.steps" in {each.path for each in agreement.unconfirmed}


def test_a_changed_term_without_a_status_stays_as_unconfirmed_as_it_was(folder):
    """A new value alone confirms nothing."""
    (folder / "base.yaml").write_text(ASSUMED, encoding="utf-8")

    assert status_of(own(folder, "parameters: {price: {value: 20}}\n"), "parameters.price") == "assumed"


def test_a_changed_term_does_not_keep_the_note_and_source_of_what_it_was(folder):
    """What was said of the old value is not said of the new one; the clause stays."""
    base = VALID.replace("price: {title: 单价", "price: {note: 旧说明, source: 旧出处, clause: 第六条, title: 单价")
    (folder / "base.yaml").write_text(base, encoding="utf-8")
    price = own(folder, "parameters: {price: {value: 20}}\n").text.parameters["price"]

    assert (price.note, price.source, price.clause) == (None, None, "第六条")


def test_the_source_document_is_replaced_whole(folder):
    """A new source does not keep the remarks on the old one."""
    (folder / "base.yaml").write_text(VALID.replace("source: {", "source: {note: 未公开, "), encoding="utf-8")
    source = own(folder, "source: {document: 签署文本}\n").text.source

    assert (source.document, source.note) == ("签署文本", None)


@pytest.mark.parametrize("group", ["rules", "transfers"])
def test_remove_takes_an_item_of_a_list_away(folder, group):
    """An item that says only its name and ``remove: true`` is gone; what then lacks is told as usual."""
    name = {"rules": "steps", "transfers": "monthly"}[group]
    with pytest.raises(AgreementError) as caught:
        own(folder, f"{group}: [{{name: {name}, remove: true}}]\n")

    codes = {each.code for each in caught.value.problems}
    assert codes & {"formula.unknown_name", "formula.unknown_name_close", "agreement.field_empty"}


@pytest.mark.parametrize(
    "lines",
    [
        "parameters: {prise: null}\n",
        "parameters: {price: {value: 45, vaule: null}}\n",
        "rules: [{name: stepps, remove: true}]\n",
    ],
)
def test_taking_away_what_is_not_there_is_an_error(folder, lines):
    """``null`` or ``remove`` for something that the base does not have is told, with what was most likely meant."""
    with pytest.raises(AgreementError) as caught:
        own(folder, lines)

    assert "agreement.nothing_to_remove_close" in {each.code for each in caught.value.problems}


@pytest.mark.parametrize(
    "flow", ["{value: 1,000, clause: 第七条}", "{value:45, clause: 第七条}", "{value: 45, 第七条}"]
)
def test_a_key_without_a_value_never_passes(folder, flow):
    """A comma too many or a blank too few makes a key without a value, which is an error and no removal."""
    with pytest.raises(AgreementError) as caught:
        own(folder, f"parameters: {{price: {flow}}}\n")

    assert "agreement.no_value" in {each.code for each in caught.value.problems}


def test_two_entries_of_one_name_in_one_file(folder):
    """The second does not silently win."""
    with pytest.raises(AgreementError) as caught:
        own(folder, "rules: [{name: steps, formula: target - grade_of}, {name: steps, title: 另一个}]\n")

    assert [each.code for each in caught.value.problems] == ["agreement.name_twice"]


def test_a_new_title_does_not_keep_the_english_one_of_the_old(folder):
    """What the old title was in English is not said of the new one; another change leaves both."""
    base = VALID.replace("price: {title: 单价", "price: {title_en: unit price, title: 单价")
    (folder / "base.yaml").write_text(base, encoding="utf-8")

    assert own(folder, "parameters: {price: {title: 新单价}}\n").called("price", "en") == "price"
    assert own(folder, "parameters: {price: {value: 3}}\n").called("price", "en") == "unit price"
    assert own(folder, "parameters: {price: {title: 新, title_en: new}}\n").called("price", "en") == "new"
