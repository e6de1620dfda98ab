"""The papers of one settlement say the same: page, workbook, tables and notices, also of a provisional one with gaps."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from ecocomp.money import yuan_text
from ecocomp.report.settlement_files import book_of
from ecocomp.settlement.wheres import holder_text
from tests.workbook.support import cells_of, nets, random_settlement

NAMES = ("fuli-river", "suizhou-counties", "wuhan-interdistrict", "xinan-river-3", "chaobai-river-2", "huan-river")


@pytest.mark.parametrize("name", NAMES)
def test_all_papers_have_the_same_amounts(name: str, tmp_path: Path) -> None:
    settlement, _ = random_settlement(name, 7)
    agreement = settlement.agreement
    settlement.save(tmp_path)
    page = (tmp_path / "settlement.html").read_text(encoding="utf-8")
    found = cells_of((tmp_path / "settlement.xlsx").read_bytes())

    assert nets(settlement, found) == {agreement.name_of(each.party): each.net for each in settlement.positions}
    for each in settlement.positions:
        assert yuan_text(abs(each.net)) in page
    rows = list(csv.DictReader(io.StringIO((tmp_path / "transfers.csv").read_text(encoding="utf-8-sig"))))
    assert Counter(row["金额（元）"] for row in rows) == Counter(
        yuan_text(line.fen, grouping=False) for line in settlement.lines
    )
    pairs = {
        (row[0], row[1], round(row[2] * 100))
        for row in found["结算汇总"]
        if len(row) > 8 and isinstance(row[8], float) and row[2]
    }
    assert pairs == {
        (holder_text(agreement, each.payer), holder_text(agreement, each.payee), each.fen)
        for each in settlement.pairs
        if each.fen
    }


@pytest.mark.parametrize("name", NAMES)
def test_all_papers_say_how_many_terms_are_not_confirmed(name: str) -> None:
    settlement, _ = random_settlement(name, 7)
    count = str(len(settlement.agreement.unconfirmed))
    first = next(iter(book_of(settlement, "zh").sheets.values()))
    assert any(count in str(entry.value) for entry in first.cells.values() if entry.look == "warning")
    assert f"{count} 项未经签署文本" in settlement.to_html(language="zh").replace("<b>", "").replace(
        "</b>", ""
    ).replace("<strong>", "").replace("</strong>", "")
