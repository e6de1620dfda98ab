"""OpenDocument files (ods) for tests, their cells written as XML."""

from __future__ import annotations

import zipfile
from pathlib import Path

NAMES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style", "draw")
)


def number_cell(value: object, shown: str | None, more: str = "", before: str = "", kind: str = "float") -> str:
    """A cell that holds a number and shows a text, or none at all; ``before`` is what stands in it before."""
    text = "" if shown is None else f"<text:p>{shown}</text:p>"
    return (
        f'<table:table-cell office:value-type="{kind}" office:value="{value}"{more}>{before}{text}</table:table-cell>'
    )


def text_cell(text: str, more: str = "") -> str:
    """A cell that holds a text."""
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def table_row(*cells: str, more: str = "") -> str:
    """A row of cells."""
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def style(name: str, strike: str = "", parent: str = "Default") -> str:
    """A style of cells; ``strike`` is how its text is struck out."""
    properties = f'<style:text-properties style:text-line-through-style="{strike}"/>' if strike else ""
    head = f'style:name="{name}" style:family="table-cell" style:parent-style-name="{parent}"'
    return f"<style:style {head}>{properties}</style:style>"


def open_document(path: Path, rows: str, *, styles: str = "", named: str | None = None, before: str = "") -> Path:
    """A file with one sheet S of rows (and columns before them), styles of its own, and those that have names.

    ``before`` stands before the sheet.
    """
    table = f'<table:table table:name="S">{rows}</table:table>'
    content = (
        f'<office:document-content{NAMES} xmlns:calcext="urn:org:documentfoundation:calcext:1.0">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{before}{table}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        if named is not None:
            head = f"<office:document-styles{NAMES}><office:styles>"
            archive.writestr("styles.xml", f"{head}{named}</office:styles></office:document-styles>")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return path
