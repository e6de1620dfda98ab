"""docs/examples/: every notebook runs from beginning to end, and its page says what comes out now.

If not, run ``python docs/render_examples.py`` and look at what changed. The pictures are only looked at for being there.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.support import DOCS, page, pages

EXAMPLES = DOCS.parent / "examples"
NOTEBOOKS = {
    path.stem.replace("_", "-"): path
    for path in sorted(EXAMPLES.glob("*.py"))
    if path.read_text(encoding="utf-8").startswith("# %%")
}
PICTURE = re.compile(r"!\[[^]]*\]\(([^)]+)\)")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"^# \*[A-Z]", re.MULTILINE)

each_notebook = pytest.mark.parametrize("name", NOTEBOOKS)


def test_every_notebook_has_its_page_and_every_page_its_notebook():
    assert sorted(NOTEBOOKS) == [Path(name).stem for name in pages() if name.startswith("examples/")] != []


@each_notebook
def test_the_notebook_runs_and_the_page_is_what_comes_out(name: str, tmp_path: Path):
    command = [sys.executable, str(DOCS / "render_examples.py"), name, "--out", str(tmp_path / "pages")]
    folders = {each: str(tmp_path / each) for each in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR")}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **folders})

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "pages" / f"{name}.md").read_text(encoding="utf-8") == page(f"examples/{name}.md")


@each_notebook
def test_the_pictures_of_the_page_are_there_and_small(name: str):
    shown = PICTURE.findall(page(f"examples/{name}.md"))

    assert sorted(shown) == sorted(path.name for path in (DOCS / "examples").glob(f"{name}_*.png"))
    assert [each for each in shown if not 2_000 < (DOCS / "examples" / each).stat().st_size < 200_000] == []


@each_notebook
def test_every_text_is_in_both_languages(name: str):
    cells = NOTEBOOKS[name].read_text(encoding="utf-8").split("# %%")
    texts = [cell for cell in cells if cell.startswith(" [markdown]")]

    assert len(texts) > 5
    assert [text for text in texts if not (CHINESE.search(text) and ENGLISH.search(text))] == []


@each_notebook
def test_the_conclusions_are_asserted_and_what_is_constructed_is_said(name: str):
    text = NOTEBOOKS[name].read_text(encoding="utf-8")

    assert text.count("\nassert ") > 5
    assert "构造" in text
    assert "constructed" in text
