"""Sections of an agreement in monitoring files: two spellings of one, and very many that are absent."""

from __future__ import annotations

import time

from ecocomp.agreement import model
from ecocomp.assessment.sections import SUGGESTED, SectionReadings
from tests.readings.support import codes, read_text


def section(name: str, *aliases: str) -> model.Section:
    return model.Section.model_validate(
        {"name": name, "aliases": aliases, "upstream": "shang", "downstream": "xia", "target": "III"}
    )


def test_two_spellings_with_a_value_below_detection(tmp_path):
    """Two spellings of one section in one month are refused, also where one of the values is below detection."""
    text = "断面,时间,氨氮(mg/L)\n甲,2024-01,1.2\n甲断面,2024-01,{}\n"
    found = [
        SectionReadings({"jia": section("甲", "甲断面")}, read_text(tmp_path, text.format(value))).problems
        for value in ("0.025L", "1.3", "--")
    ]

    assert [[each.code for each in problems] for problems in found] == [
        ["settlement.section_two_names"],
        ["settlement.section_two_names"],
        [],
    ]


def test_very_many_absent_sections(tmp_path):
    """A name like theirs is looked for the first absent sections only, so that the search ends."""
    rows = "".join(f"青河口断靣第{number:05d}號,2024-01,1\n" for number in range(1000))
    readings = read_text(tmp_path, "断面,时间,氨氮(mg/L)\n" + rows)
    started = time.monotonic()
    problems = SectionReadings(
        {f"s{number}": section(f"清河口断面第{number:05d}号") for number in range(1000)}, readings
    ).problems

    assert time.monotonic() - started < 20
    assert len(problems) == 1000
    assert codes(problems).count("settlement.section_absent_close") == SUGGESTED
