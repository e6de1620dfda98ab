"""What the tests of notices share: small settlements, templates made on the spot, and looking into Word files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn

import ecocomp as ec
from ecocomp.report.notice import Notice, notice_of
from tests.settlement.support import STEPS, monthly, settled

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "fuli-river-2024-constructed.csv"
#: Eleven months one class better than the target, and one month two classes worse: 1,100 and -200 元.
CSV = monthly({"甲": ["0.5"] * 11 + ["2.0"]})


def fuli(**options: Any) -> ec.Settlement:
    """The example that the README settles."""
    return ec.settle(ec.load_agreement("fuli-river"), ec.read_monitoring(EXAMPLE, year=2024), 2024, **options)


def steps(**options: Any) -> ec.Settlement:
    """One section, confirmed terms alone."""
    return settled(STEPS, CSV, **options)


def notice(settlement: ec.Settlement, party: str, language: str = "zh") -> Notice:
    return notice_of(settlement, party, language, settlement.record.digest)


def template(path: Path, *paragraphs: str, cells: Iterable[str] = (), header: str = "") -> Path:
    """A template as a bureau may write it: paragraphs, and one cell of a table with paragraphs."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if cells:
        cell = document.add_table(1, 1).cell(0, 0)
        for at, text in enumerate(cells):
            (cell.paragraphs[0] if at == 0 else cell.add_paragraph()).text = text
    if header:
        document.sections[0].header.paragraphs[0].text = header
    document.save(str(path))
    return path


def texts(source: Path | bytes) -> list[str]:
    """Every paragraph of the body that has text, those of tables too, in order."""
    document = docx.Document(io.BytesIO(source) if isinstance(source, bytes) else str(source))
    found = ("".join(each.text or "" for each in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p")))
    return [text for text in found if text]


def part(path: Path, name: str) -> str:
    """The text of one part of a Word file."""
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode("utf-8")
