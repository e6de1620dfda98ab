"""A browser without a window, where the machine has one: it takes pictures of pages and measures them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PATIENCE = 50

#: A page of the tests' own that shows others in frames, unfolds those it is to, and says how wide they are inside.
FRAME = '<iframe width="{width}" height="800" style="border:0" data-unfolded="{unfolded}" srcdoc="{page}"></iframe>\n'
MEASURING = """<!DOCTYPE html><meta charset="utf-8">
{frames}
<ol id="found"></ol>
<script>
onload = () => {{
  for (const frame of document.querySelectorAll("iframe")) {{
    const page = frame.contentDocument;
    if (frame.dataset.unfolded === "True") for (const each of page.querySelectorAll("details")) each.open = true;
    const beyond = [...page.body.querySelectorAll("*")].filter(
      each => each.getBoundingClientRect().right > Number(frame.width) + 0.5);
    const item = document.createElement("li");
    item.textContent = page.documentElement.scrollWidth + "|" +
      beyond.map(each => each.tagName + "." + each.className).slice(0, 5).join(" ");
    found.append(item);
  }}
}};
</script>
"""


@cache
def browser() -> str:
    """The browser of this machine; the test is skipped where there is none, or where it does not start."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"no browser on this machine (looked for {', '.join(NAMES)})")
    try:
        ran = run(found, "--dump-dom", "data:text/html,<p>here</p>")
    except subprocess.TimeoutExpired:
        pytest.skip(f"{found} does not start within {PATIENCE} seconds")
    if "<p>here</p>" not in ran.stdout:
        pytest.skip(f"{found} does not start: {ran.stderr[-300:]}")
    return found


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The browser, without its sandbox where it runs as root, which it refuses otherwise."""
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return subprocess.run(
        [program, "--headless", "--disable-gpu", "--hide-scrollbars", *as_root, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=PATIENCE,
        check=False,
    )


def screenshot(page: Path, width: int, height: int) -> bytes:
    """A picture of a page in a window of this size, as PNG."""
    picture = page.with_suffix(f".{width}.png")
    ran = run(browser(), f"--screenshot={picture}", f"--window-size={width},{height}", page.as_uri())
    assert picture.exists(), ran.stderr
    return picture.read_bytes()


def measured(pages: Sequence[tuple[str, int, bool]], folder: Path) -> list[tuple[int, str]]:
    """How wide each page is in a window of a width, unfolded or not, and what stands beyond its right edge."""
    frames = (FRAME.format(width=width, unfolded=unfolded, page=escape(text)) for text, width, unfolded in pages)
    page = folder / "measuring.html"
    page.write_text(MEASURING.format(frames="".join(frames)), encoding="utf-8")
    ran = run(browser(), "--dump-dom", "--window-size=1600,1000", page.as_uri())
    found = re.findall(r"<li>(\d+)\|([^<]*)</li>", ran.stdout.split('<ol id="found">')[-1])
    assert len(found) == len(pages), ran.stderr
    return [(int(number), beyond) for number, beyond in found]
