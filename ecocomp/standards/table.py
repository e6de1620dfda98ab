"""Reading the data files that ship beside this package."""

from __future__ import annotations

import csv
from importlib import resources


def rows(name: str) -> list[dict[str, str]]:
    """The rows of the CSV file ``name`` of this package, each by heading, from an installed wheel too."""
    text = resources.files("ecocomp.standards").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
