"""Agreement files from someone else: they read no other file than those beside them, and are told of in few words."""

from __future__ import annotations

import os

import pytest

import ecocomp as ec
from ecocomp.agreement import check_formulas
from ecocomp.agreement.check_lists import _circles
from ecocomp.agreement.check_names import MOST_RULES
from ecocomp.errors import LONGEST_DETAIL, MOST_CHOICES, MOST_LISTED, AgreementError, RequestError, SettlementError
from ecocomp.formula.axes import MOST_LABELS
from ecocomp.settlement.inputs import MOST_VALUES
from tests.agreement_files.support import VALID, changed, errors, faults, without_readings

OVER = "ecocomp: 1\nid: own\nextends: base\n"


@pytest.fixture
def inside(tmp_path):
    """A folder given, beside which there are others."""
    folder = tmp_path / "inside"
    folder.mkdir()
    return folder


def test_extends_does_not_leave_the_folder_by_a_link(tmp_path, inside):
    """A base that is a link to another folder is not read; one to a file of the same folder is."""
    (tmp_path / "secret.yaml").write_text(VALID, encoding="utf-8")
    (inside / "base.yaml").symlink_to(tmp_path / "secret.yaml")

    assert faults(OVER, inside) == ["3:10 leads_outside"]

    (inside / "base.yaml").unlink()
    (inside / "real.yaml").write_text(VALID, encoding="utf-8")
    (inside / "base.yaml").symlink_to("real.yaml")

    assert ec.read_agreement(OVER, folder=inside).title == "试验协议"


def test_a_base_of_a_base_does_not_leave_the_folder_either(tmp_path, inside):
    """However long the chain, each file of it stands in the folder."""
    (tmp_path / "secret.yaml").write_text(VALID, encoding="utf-8")
    (inside / "middle.yaml").symlink_to(tmp_path / "secret.yaml")
    (inside / "base.yaml").write_text("ecocomp: 1\nid: base\nextends: middle\n", encoding="utf-8")

    assert faults(OVER, inside) == ["3:10 leads_outside"]


def test_a_folder_that_is_itself_a_link_is_the_folder_it_leads_to(tmp_path, inside):
    """The person named the folder; what stands in it may be read."""
    (inside / "base.yaml").write_text(VALID, encoding="utf-8")
    (tmp_path / "link").symlink_to(inside)

    assert ec.read_agreement(OVER, folder=tmp_path / "link").title == "试验协议"


def test_a_local_standard_does_not_leave_the_folder_by_a_link(tmp_path, inside):
    """The same holds for the local standard that an agreement names."""
    (tmp_path / "secret.yaml").write_text("ecocomp_standard: 1\n", encoding="utf-8")
    (inside / "own.standard.yaml").symlink_to(tmp_path / "secret.yaml")
    text = changed("  decimals: standard\n", "  decimals: standard\n  local_standard: own\n")

    assert [each.code for each in errors(text, inside)] == ["agreement.leads_outside"]


def test_links_in_a_circle_are_told_of(inside):
    """A link to itself is no file."""
    (inside / "base.yaml").symlink_to(inside / "base.yaml")

    assert faults(OVER, inside)[0].startswith("3:10 extends_missing")


def test_a_file_with_more_labels_than_an_axis_has(inside):
    """Too many labels are an error at their list."""
    text = changed("[codmn, nh3n]", f"[{'codmn,' * (MOST_LABELS + 1)}]")

    assert errors(text)[0].code == "agreement.too_many_labels"


def test_thousands_of_problems_are_listed_up_to_a_bound():
    """The text of an error lists the first ones and says how many more there are; all are in its problems."""
    with pytest.raises(AgreementError) as caught:
        ec.read_agreement(VALID + "".join(f"unknown{at}: 1\n" for at in range(MOST_LISTED + 7)))
    lines = caught.value.text("en").splitlines()

    assert len(caught.value.problems) == MOST_LISTED + 7
    assert len(lines) == MOST_LISTED + 1
    assert lines[-1] == "7 more are not listed"


def test_thousands_of_choices_are_listed_up_to_a_bound():
    """Where there is too much to choose from, the first choices are told."""
    many = "".join(f"  p{at}: {{name: 市{at}}}\n" for at in range(MOST_CHOICES))
    (found, *_) = errors(
        changed(
            "upstream: shang, downstream: xia, target: III",
            "upstream: 天, downstream: xia, target: III",
            changed("  xia: {name: 下游市}\n", "  xia: {name: 下游市}\n" + many),
        )
    )

    assert found.code == "agreement.unknown_party"
    assert str(found.details["choices"]).count(",") == MOST_CHOICES
    assert str(found.details["choices"]).endswith(", …")


def test_thousands_of_labels_that_lack_are_listed_up_to_a_bound():
    """Each of many parameters without values tells of the first labels alone: no problem grows with their number."""
    many = ", ".join(f"p{at}: {{name: 市{at}}}" for at in range(MOST_CHOICES))
    due = "value: 1}, due: {title: 应付, unit: 元, per: [party], value: {}}}\n"
    (found,) = errors(changed("parties: {", f"parties: {{{many}, ", changed("value: 1}}\n", due, without_readings())))

    assert found.code == "agreement.labels_missing"
    assert str(found.details["labels"]).count(",") == MOST_CHOICES


def test_unknown_inputs_are_listed_up_to_a_bound():
    """Inputs that an agreement does not have are told of in as few words."""
    with pytest.raises(SettlementError) as caught:
        ec.settle(
            ec.read_agreement(without_readings()), None, 2024, inputs={f"z{at}": 1 for at in range(MOST_LISTED + 1)}
        )

    assert caught.value.text("en").endswith("1 more is not listed")


@pytest.mark.parametrize("group", ["transfers", "limits"])
def test_three_hundred_transfers_and_limits_and_no_more(group):
    """As many of each as of rules; one more is too many, told at the list."""
    pay = "{name: t%d, title: 付, payer: shang, payee: xia, amount: price}"
    cap = "{title: 封顶%d, of: [t0], at_most: price}"

    def text(more: int) -> str:
        transfers, limits = (MOST_RULES + more * (group == each) for each in ("transfers", "limits"))
        capped = ", ".join(cap % at for at in range(limits))
        return without_readings(transfers=", ".join(pay % at for at in range(transfers))) + f"limits: [{capped}]\n"

    assert len(getattr(ec.read_agreement(text(0)).text, group)) == MOST_RULES
    assert [each.code for each in errors(text(1))] == [f"agreement.too_many_{group}"]


def test_a_default_for_more_labels_than_can_be_declared():
    """A default stands for as many values as there are labels: a short file could ask for any number of them."""
    many = 800
    parties = ", ".join(f"p{at}: {{name: 市{at}}}" for at in range(many))
    sections = ", ".join(f"s{at}: {{name: 断面{at}}}" for at in range(many))
    asked = "inputs: {due: {title: 应付, per: [section, party], default: 1}}\n"
    text = without_readings("price * sum(sum(due, section), party)", f"sections: {{{sections}}}\n{asked}")
    text = text.replace("parties: {", f"parties: {{{parties}, ")
    with pytest.raises(SettlementError) as caught:
        ec.settle(ec.read_agreement(text), None, 2024)

    assert many * many > MOST_VALUES
    assert [each.code for each in caught.value.problems] == ["settlement.inputs_too_many"]


def test_what_a_message_shows_of_a_file_is_bounded():
    """A key of a hundred thousand characters is shown by its beginning."""
    (found,) = errors(VALID + f"? {'a' * 100_000}\n: 1\n")

    assert len(found.message("en")) < 2 * LONGEST_DETAIL


@pytest.mark.parametrize(
    ("inflows", "circles"),
    [
        ({"a": ["b"], "b": ["c"], "c": ["a"]}, [["a", "b", "c"]]),
        ({"a": ["b"], "b": ["a", "c"], "c": ["d"], "d": ["c"]}, [["c", "d"], ["a", "b"]]),
        ({"a": ["b", "c"], "b": ["c"], "c": []}, []),
        ({"a": ["a"]}, []),
        ({"a": ["nobody"]}, []),
    ],
)
def test_circles_of_rivers(inflows, circles):
    """Every circle that shares no section with another one is found, and nothing else."""
    assert sorted(_circles(inflows)) == sorted(circles)


def test_a_river_of_twenty_thousand_sections_is_walked_along_once():
    """The walk looks at each section a bounded number of times, however long the river."""
    looked = 0

    class Counted(dict[str, list[str]]):
        def get(self, key, default=()):
            nonlocal looked
            looked += 1
            return super().get(key, default)

    many = 20_000
    inflows = Counted({f"s{at}": [f"s{at + 1}"] for at in range(many)})

    assert list(_circles(inflows)) == []
    assert looked <= many + 1


def test_a_folder_of_readings_does_not_lead_outside(tmp_path, inside):
    """Of a folder of readings that someone else made up, a link to another folder is an error and is not read."""
    heading = "断面,时间,氨氮(mg/L)\n"
    (inside / "a.csv").write_text(f"{heading}甲,2024-01,1\n", encoding="utf-8")
    (tmp_path / "secret.csv").write_text(f"{heading}甲,2024-02,2\n", encoding="utf-8")
    (inside / "b.csv").symlink_to(tmp_path / "secret.csv")
    with pytest.raises(ec.ReadingsError) as caught:
        ec.read_monitoring(inside)

    assert [each.code for each in caught.value.problems if each.severity == "error"] == ["readings.leads_outside"]
    assert len(ec.read_monitoring([inside / "a.csv", inside / "b.csv"])) == 2  # named by the person


def test_a_pipe_as_the_file_to_extend_is_no_file(inside):
    """A pipe beside an agreement is not opened."""
    os.mkfifo(inside / "base.yaml")

    assert faults(OVER, inside)[0].startswith("3:10 extends_missing")
    with pytest.raises(RequestError):
        ec.load_agreement(inside / "base.yaml")


def test_pairs_of_a_limit_in_one_direction_count_as_work(monkeypatch):
    """Whether two pay each other both ways is looked at for each section and party, of which there may be very many."""
    parties = ", ".join(f"p{at}: {{name: 市{at}}}" for at in range(40))
    sections = ", ".join(f"s{at}: {{name: 断面{at}, upstream: shang}}" for at in range(40))
    text = without_readings(
        more=f"sections: {{{sections}}}\n",
        transfers="{name: t, title: 付, payer: party, payee: upstream, per: [section, party], amount: price}",
    ).replace("parties: {", f"parties: {{{parties}, ")
    text += "limits: [{title: 封顶, of: [t], at_most: price, direction: forward}]\n"
    monkeypatch.setattr(check_formulas, "MOST_CHECKED", 1000)

    assert [each.code for each in errors(text)] == ["formula.too_much_work"]
