"""Runs the notebooks in ``examples/`` and writes pages of what comes out: ``python docs/render_examples.py [NAME …]``.

A notebook is a script in jupytext's percent format, which Jupyter opens as it is. It is run in a fresh kernel, in the
folder of its data, and becomes ``docs/examples/NAME.md`` with its pictures beside it. With names only these notebooks
are run; with ``--out`` the pages go elsewhere. ``tests/docs/test_examples_pages.py`` fails where the text of a page is
not what comes out.
"""

from __future__ import annotations

import argparse
import os
import re
from pathlib import Path

import jupytext
from nbconvert import MarkdownExporter
from nbconvert.preprocessors import ExecutePreprocessor

DOCS = Path(__file__).resolve().parent
EXAMPLES = DOCS.parent / "examples"
PAGES = DOCS / "examples"
BEGINS = "# %% [markdown]\n"
MOST_SECONDS = 100
#: What code forges would show as text, and what they would ignore.
STYLE = re.compile(r"<style scoped>.*?</style>\n?", re.DOTALL)
LOOKS = re.compile(r' (border="1"|class="[^"]*"|data-label="[^"]*"|style="[^"]*"|scope="[^"]*")')
CODE = re.compile(r"(^```python$.*?^```$)", re.DOTALL | re.MULTILINE)
TAG = re.compile(r"<\w[^>]*>")


def notebooks() -> dict[str, Path]:
    """The notebooks by the name of their page."""
    scripts = sorted(EXAMPLES.glob("*.py"))
    return {
        each.stem.replace("_", "-"): each for each in scripts if each.read_text(encoding="utf-8").startswith(BEGINS)
    }


def rendered(name: str) -> tuple[str, dict[str, bytes]]:
    """The page of a notebook run now, and its pictures by file name."""
    notebook = jupytext.read(notebooks()[name])
    run = ExecutePreprocessor(kernel_name="python3", timeout=MOST_SECONDS)
    run.preprocess(notebook, {"metadata": {"path": str(EXAMPLES)}})
    for cell in notebook.cells:  # what libraries say there is another thing on every machine
        cell["outputs"] = [each for each in cell.get("outputs", ()) if each.get("name") != "stderr"]
    page, resources = MarkdownExporter().from_notebook_node(notebook, {"unique_key": name})
    return tidied(page), resources["outputs"]


def tidied(page: str) -> str:
    """A page without looks, and without the blank lines that nbconvert leaves around what comes out."""
    page = TAG.sub(lambda tag: LOOKS.sub("", tag[0]), STYLE.sub("", page)).replace("![png]", "![图 figure]")
    page = "\n".join(line.rstrip() for line in page.splitlines())
    parts = [part if part.startswith("```") else re.sub(r"\n{3,}", "\n\n", part) for part in CODE.split(page)]
    return "".join(parts).strip() + "\n"


def write(name: str, folder: Path) -> None:
    """Writes the page of a notebook with its pictures, in place of those that stood there."""
    page, pictures = rendered(name)
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{name}_*.png"):
        old.unlink()
    for file, content in pictures.items():
        (folder / file).write_bytes(content)
    (folder / f"{name}.md").write_text(page, encoding="utf-8", newline="\n")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Run the notebooks in examples/ and write their pages.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(notebooks()))
    parser.add_argument("--out", type=Path, default=PAGES)
    chosen = parser.parse_args()
    os.environ |= {"ECOCOMP_LANG": "zh", "MPLBACKEND": "module://matplotlib_inline.backend_inline"}
    for name in chosen.names or notebooks():
        write(name, chosen.out)


if __name__ == "__main__":
    main()
