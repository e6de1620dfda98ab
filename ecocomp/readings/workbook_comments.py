"""The comments (批注) on the cells of a sheet of an xlsx file, those of threads included."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping

from ecocomp.readings.cell_looks import Comment, comment
from ecocomp.readings.sheet_parts import row_and_column
from ecocomp.readings.workbook_bounds import Budget, parse_tags

#: The ends of the types of the two kinds of part, and the tags of a comment and of its text. What a thread says stands
#: in its own part; the comment in its place says no more than that there is one.
KINDS = (("/comments", "comment", "t"), ("/threadedComment", "threadedComment", "text"))


def comments_of(archive: zipfile.ZipFile, parts: Mapping[str, str], sheet: str, budget: Budget) -> tuple[Comment, ...]:
    """The comments on the cells of a sheet, in the order of rows; ``parts`` are the names by those in small letters."""
    folder, name = posixpath.split(sheet)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in parts:
        return ()
    targets: list[tuple[str, str]] = []

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Relationship":
            target = posixpath.normpath(posixpath.join("/", folder, attributes["Target"])).lstrip("/").casefold()
            targets.append((attributes["Type"], target))

    parse_tags(archive, parts[relations], relation, budget)
    found: dict[tuple[int, int], str] = {}
    for end, tag, text_tag in KINDS:
        for kind, target in targets:
            if kind.endswith(end) and target in parts:
                found |= _texts(archive, parts[target], tag, text_tag, budget)
    return tuple(comment(*cell, text) for cell, text in sorted(found.items()))


def _texts(
    archive: zipfile.ZipFile, part: str, comment_tag: str, text_tag: str, budget: Budget
) -> dict[tuple[int, int], str]:
    """The text of the first comment on each cell."""
    texts: dict[tuple[int, int], list[str]] = {}
    taking: list[str] | None = None
    own: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal taking, own
        if tag == comment_tag:
            own = []
            texts.setdefault(row_and_column(attributes["ref"]), own)
        taking = own if tag == text_tag else None

    def text(written: str) -> None:
        if taking is not None:
            taking.append(written)

    parse_tags(archive, part, start, budget, text)
    return {cell: "".join(pieces) for cell, pieces in texts.items()}
