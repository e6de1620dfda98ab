"""In a real browser the page is never wider than the window, on a phone and on a desktop, folded and unfolded."""

from __future__ import annotations

import struct
import zlib
from itertools import product
from pathlib import Path

import pytest

import ecocomp as ec
from tests.page.browser import browser, measured, run, screenshot
from tests.page.support import settled

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "fuli-river-2024-constructed.csv"
PHONE, DESKTOP = 360, 1200


def fuli() -> ec.Settlement:
    return ec.settle(ec.load_agreement("fuli-river"), ec.read_monitoring(EXAMPLE), 2024)


PAGES = {
    "the example": lambda: fuli().to_html(),
    "in English": lambda: fuli().to_html(language="en"),
    "two parties with long names": lambda: settled(2, name="名" * 120 + "{}", section="Unbroken" * 30 + "{}").to_html(),
    "twenty parties": lambda: settled(20, name="第{}经济技术开发区").to_html(),
    "a list instead of a picture": lambda: settled(25).to_html(),
}


def pixels(png: bytes) -> tuple[int, int, set[bytes]]:
    """Width and height of a picture, and the different rows of it."""
    width, height = struct.unpack(">II", png[16:24])
    data = b""
    at = 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + size]
        at += size + 12
    raw = zlib.decompress(data)
    stride = len(raw) // height
    return width, height, {raw[row * stride : (row + 1) * stride] for row in range(height)}


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_pictures_are_taken_at_two_widths(tmp_path, width, language):
    """The page is drawn down to the bottom of the window: most of its rows differ."""
    browser()
    page = tmp_path / "page.html"
    fuli().to_html(page, language)
    found = pixels(screenshot(page, width, 1500))

    assert found[:2] == (width, 1500)
    assert len(found[2]) > 300


def test_the_page_is_not_wider_than_the_window(tmp_path):
    """Nothing of it stands beyond the right edge, in any state."""
    browser()
    texts = {name: make() for name, make in PAGES.items()}
    cases = list(product(PAGES, (PHONE, DESKTOP), (False, True)))
    found = measured([(texts[name], width, unfolded) for name, width, unfolded in cases], tmp_path)

    assert dict(zip(cases, found, strict=True)) == {case: (case[1], "") for case in cases}


def test_the_measure_sees_what_is_too_wide(tmp_path):
    """A page with something wider than the window is measured as wider, and found also where it is folded."""
    browser()
    wide = "<div class='w' style='width:500px'>x</div>"
    page = "<!DOCTYPE html><body style='margin:0'>{}"
    folded = page.format(f"<details><summary>s</summary>{wide}</details>")
    found = measured([(page.format(wide), PHONE, False), (folded, PHONE, False), (folded, PHONE, True)], tmp_path)

    assert found == [(500, "DIV.w"), (PHONE, "DIV.w"), (500, "DIV.w")]


def test_the_page_can_be_printed(tmp_path):
    """On paper the terms are unfolded and the derivations are not, so that the example takes but a few sheets."""
    browser()
    page, paper = tmp_path / "page.html", tmp_path / "page.pdf"
    fuli().to_html(page)
    ran = run(browser(), "--no-pdf-header-footer", f"--print-to-pdf={paper}", page.as_uri())

    assert paper.exists(), ran.stderr
    sheets = paper.read_bytes().count(b"/Type /Page\n")
    assert 3 <= sheets <= 10
