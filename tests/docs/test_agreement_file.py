"""docs/agreement-file.md and its Chinese version: every example loads and settles to the figures of the page."""

from __future__ import annotations

import re
from pathlib import Path
from types import UnionType
from typing import Any, get_args

import pytest
from pydantic import BaseModel

import ecocomp as ec
from ecocomp.agreement import model
from ecocomp.agreement.strict_yaml import read_yaml
from tests.docs.support import FILE, blocks, code, examples, fragments, page, settled, tables, written

PAGES = {"agreement-file.md": "en", "agreement-file.zh.md": "zh"}
REFUSED = {"agreement-file.md": "Refused", "agreement-file.zh.md": "不接受"}
SCORES = {"score": {"jia": 95, "yi": 88}}

#: How each example is settled, once for every result that the page shows.
SETTLED: dict[str, list[dict[str, Any]]] = {
    "example-steps": [{"since": 5, "through": 8}],
    "example-index": [{}, {"inputs": {"accident": True}}],
    "example-pool": [{"since": 1, "through": 2, "inputs": SCORES}],
}
FIRST = "example-steps"

each_page = pytest.mark.parametrize("name", PAGES)


@each_page
def test_the_page_has_the_three_examples(name: str):
    assert [example.id for example in examples(name)] == list(SETTLED)


@pytest.mark.parametrize(
    ("name", "which", "number"),
    [(name, which, number) for name in PAGES for which in SETTLED for number in range(len(SETTLED[which]))],
)
def test_each_example_settles_to_the_figures_of_the_page(name: str, which: str, number: int, tmp_path: Path):
    example = next(each for each in examples(name) if each.id == which)
    settlement = settled(example, tmp_path, **SETTLED[which][number])

    assert len(example.results) == len(SETTLED[which])
    assert example.results[number] == written(settlement, PAGES[name])


def test_both_languages_show_the_same_files():
    english, chinese = ([(each.agreement, each.readings) for each in examples(name)] for name in PAGES)

    assert english == chinese
    assert fragments("agreement-file.md") == fragments("agreement-file.zh.md")


def over_first(fragment: str, folder: Path) -> ec.Agreement:
    """A fragment of the page laid over its first example."""
    first = next(examples("agreement-file.md"))
    (folder / f"{FIRST}.yaml").write_text(first.agreement, encoding="utf-8")
    extends = "" if "extends:" in fragment else f"extends: {FIRST}\n"
    return ec.read_agreement(f"ecocomp: 1\nid: fragment\n{extends}{fragment}", file=FILE, folder=folder)


@pytest.mark.parametrize("fragment", fragments("agreement-file.md"))
def test_each_fragment_loads_over_the_first_example(fragment: str, tmp_path: Path):
    assert over_first(fragment, tmp_path).id == "fragment"


def test_the_file_that_extends_says_what_the_page_says(tmp_path: Path):
    fragment = next(each for each in fragments("agreement-file.md") if each.startswith("extends:"))
    agreement = over_first(fragment, tmp_path)

    assert agreement.text.parameters["step_price"].dated is None
    assert [each.name for each in agreement.text.transfers] == ["monthly", "bonus"]
    assert agreement.text.transfers[0].clause == "第六条"
    assert agreement.text.transfers[0].amount == "step_price * steps"
    assert agreement.text.limits == []
    assert agreement.sections["hekou"].target == "II"
    assert agreement.sections["hekou"].inflow == ["baisha"]


def test_a_new_date_is_added_to_those_that_are_there(tmp_path: Path):
    agreement = over_first("parameters:\n  step_price: {dated: {2025-01-01: 25}}\n", tmp_path)

    assert list(agreement.text.parameters["step_price"].dated) == ["2024-01-01", "2024-07-01", "2025-01-01"]


def test_a_transfer_of_nothing_is_silent(tmp_path: Path):
    agreement = over_first('parameters: {step_price: null}\ntransfers: [{name: monthly, amount: "0"}]\n', tmp_path)
    readings = tmp_path / "readings.csv"
    readings.write_text(next(examples("agreement-file.md")).readings, encoding="utf-8")

    assert ec.settle(agreement, ec.read_monitoring(readings), 2024, since=5, through=6).lines == ()


@each_page
def test_what_is_refused_is_refused_and_what_is_advised_is_not(name: str):
    rows = tables(name, REFUSED[name])

    assert len(rows) > 10
    for refused, advised in rows:
        assert read_yaml(code(refused)[0], FILE).problems, refused
        for text in code(advised):
            assert not read_yaml(text, FILE).problems, advised


@each_page
def test_the_message_on_the_page_is_the_one_that_comes(name: str):
    text = next(examples(name)).agreement.replace("downstream: xiaqing", "downstream: xiaqin")

    with pytest.raises(ec.AgreementError) as caught:
        ec.read_agreement(text, file=FILE)

    assert caught.value.text(PAGES[name]) + "\n" in {each.text for each in blocks(name)}


def models(kind: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """The model of each block of the file."""

    def inner(annotation: Any) -> type[BaseModel] | None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return annotation
        found = (
            [inner(each) for each in get_args(annotation)]
            if get_args(annotation) or isinstance(annotation, UnionType)
            else []
        )
        return next((each for each in found if each is not None), None)

    return {name: found for name, field in kind.model_fields.items() if (found := inner(field.annotation))}


@each_page
def test_every_key_of_the_model_is_on_the_page(name: str):
    words = set(re.findall(r"[A-Za-z_]+", " ".join(code(page(name)))))
    keys = {field.alias or key for key, field in model.AgreementFile.model_fields.items()}
    for found in models(model.AgreementFile).values():
        keys |= {field.alias or key for key, field in found.model_fields.items()}

    assert keys - words == set()
    assert {"extends", "fund", "account", "range", "dated"} <= words


@each_page
def test_every_block_with_keys_of_its_own_has_a_heading(name: str):
    headings = set(re.findall(r"^### (\w+)", page(name), re.MULTILINE))

    assert set(models(model.AgreementFile)) - {"term"} <= headings
