"""docs/reading-mappings.md and its Chinese version: the example reads as it stands there."""

from fractions import Fraction
from pathlib import Path

import pytest

import ecocomp as ec
from ecocomp.readings.mapping.model import MappingFile
from tests.docs.support import blocks, code, tables
from tests.readings.test_reading_shapes import workbook

PAGES = {"reading-mappings.md": "Key", "reading-mappings.zh.md": "项"}


@pytest.mark.parametrize("name", PAGES)
def test_the_example_reads(name: str, tmp_path: Path):
    """A number marked nowhere stands as it is; a negative one is below its limit; names and words are as mapped."""
    texts = {each.info: each.text for each in blocks(name)}
    (tmp_path / "表.csv").write_text(texts["csv mapped"], encoding="utf-8")
    (tmp_path / "映射.yaml").write_text(texts["yaml mapping"], encoding="utf-8")
    readings = ec.read_monitoring(tmp_path / "表.csv", mapping=tmp_path / "映射.yaml")

    assert [(each.when, each.indicator, each.value, each.qualifier, each.state) for each in readings] == [
        ("2024-03", "nh3n", Fraction(1, 40), "", ""),
        ("2024-03", "tp", None, "missing", ""),
        ("2024-04", "nh3n", None, "below", ""),
        ("2024-04", "tp", None, "missing", "no_flow"),
    ]
    assert {each.section for each in readings} == {"隔蒲桥"}
    assert [each.detection_limit for each in readings if each.qualifier == "below"] == [Fraction(1, 40)]


@pytest.mark.parametrize("name", PAGES)
def test_the_example_of_many_sheets_reads(name: str, tmp_path: Path):
    """Each sheet that the pattern means is a section by its name, of the year in the name of the file."""
    texts = {each.info: each.text for each in blocks(name)}
    (tmp_path / "映射.yaml").write_text(texts["yaml by name"], encoding="utf-8")
    sheets = {
        sheet: ([["月份", "氨氮"], ["3月", value]], []) for sheet, value in (("平林站", "0.1"), ("隔蒲桥站", "0.2"))
    }
    path = workbook(tmp_path / "2024年.xlsx", sheets | {"说明": ([["填表说明"]], [])})
    readings = ec.read_monitoring(path, mapping=tmp_path / "映射.yaml")

    assert [(each.section, each.when, each.value) for each in readings] == [
        ("平林", "2024-03", Fraction(1, 10)),
        ("隔蒲桥", "2024-03", Fraction(1, 5)),
    ]


@pytest.mark.parametrize(("name", "heading"), PAGES.items())
def test_every_key_is_on_the_page(name: str, heading: str):
    """The table names the keys of a mapping file, each once."""
    named = [key for row in tables(name, heading) for key in code(row[0])]

    assert sorted(named) == sorted(MappingFile.model_fields)
