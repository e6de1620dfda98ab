"""The papers of one settlement say the same: page, workbook, tables and notices, also of a provisional one with gaps."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

import pytest

import ecocomp as ec
from ecocomp.money import yuan_text
from ecocomp.report.settlement_files import book_of
from ecocomp.settlement.wheres import holder_text
from tests.notices.support import texts
from tests.record.support import small
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
    first = next(iter(book_of(settlement, "zh", "").sheets.values()))
    assert any(count in str(entry.value) for entry in first.cells.values() if entry.look == "warning")
    assert f"{count} 项未经签署文本" in settlement.to_html(language="zh")


def digests_named(folder: Path) -> set[str]:
    """The digest that each paper of a folder names: the page, the workbook and the notices."""
    page = (folder / "settlement.html").read_text(encoding="utf-8")
    first = [str(row[0]) for row in cells_of((folder / "settlement.xlsx").read_bytes())["结算汇总"]]
    found = {NAMED.search(page)[1], *(each[1] for each in map(NAMED.search, first) if each)}
    notices = ["\n".join(texts(path)) for path in folder.glob("*.docx")]
    assert len(notices) == 2
    return found | {re.search(r"存证摘要：SHA-256 ([0-9a-f]{64})；", each)[1] for each in notices}


NAMED = re.compile(r"存证摘要（SHA-256）：([0-9a-f]{64})")


def test_all_papers_name_the_record_that_stands_beside_them(tmp_path: Path) -> None:
    """Also those of a restatement, whose record is another one."""
    first = small()
    first.save(tmp_path)
    first.notices(tmp_path)
    plain = ec.read_record(tmp_path / "record.json")
    assert digests_named(tmp_path) == {plain.digest}

    found = ec.restated(small(["0.40"] * 12), plain)
    found.settlement.save(tmp_path, restatement=found)
    found.settlement.notices(tmp_path, restatement=found, overwrite=True)
    restated = ec.read_record(tmp_path / "record.json")
    assert restated.said.restatement is not None
    assert digests_named(tmp_path) == {restated.digest}
    assert restated.digest in found.settlement.to_html(language="en", restatement=found)
    assert restated.digest != found.settlement.record.digest


def test_a_settlement_is_not_written_as_the_restatement_of_another(tmp_path: Path) -> None:
    found = ec.restated(small(["0.40"] * 12), ec.record_of(small()))
    other = small(["0.30"] * 12)
    for write in (
        lambda: other.save(tmp_path, restatement=found),
        lambda: other.notices(tmp_path, restatement=found),
        lambda: other.to_html(restatement=found),
        lambda: other.to_excel(tmp_path / "a.xlsx", restatement=found),
    ):
        with pytest.raises(ec.RequestError) as caught:
            write()
        assert [each.code for each in caught.value.problems] == ["differences.restates_other"]
    assert list(tmp_path.iterdir()) == []
