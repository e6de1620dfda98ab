"""Links between pages lead somewhere, and every page can be reached from docs/README.md."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest

from tests.docs.support import DOCS, FENCE, page, pages

LINK = re.compile(r"\]\(([^)]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def links(name: str) -> list[tuple[str, str]]:
    """The files (relative to docs/) and anchors that a page links to."""
    found = []
    for target in LINK.findall(FENCE.sub("", page(name))):
        file, _, anchor = target.partition("#")
        path = str(PurePosixPath(name).parent / file) if file else name
        found.append((path, anchor))
    return found


def anchors(name: str) -> set[str]:
    """The anchors of a page's headings, as code forges make them."""
    headings = HEADING.findall(FENCE.sub("", page(name)))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", pages())
def test_links_lead_somewhere(name: str):
    for file, anchor in links(name):
        assert (DOCS / file).is_file(), file
        if anchor:
            assert anchor in anchors(file), f"{file}#{anchor}"


@pytest.mark.parametrize("name", pages())
def test_no_page_has_web_addresses(name: str):
    assert "://" not in page(name)


def test_every_page_can_be_reached():
    """Decisions may be added without a line in the index; all else may not."""
    reached = {file for file, _ in links("README.md")}

    assert {name for name in pages() if not name.startswith("decisions/")} - {"README.md"} <= reached
