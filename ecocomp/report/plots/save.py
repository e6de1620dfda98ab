"""Plots as files: PNG for documents, SVG that needs no font, PDF; the same bytes for the same plot."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

from ecocomp.errors import RequestError, problem
from ecocomp.report.files import write_all
from ecocomp.report.plots.canvas import need_matplotlib, plain_settings

if TYPE_CHECKING:
    from matplotlib.figure import Figure

#: What is left out of each kind of file, so that neither the day nor the version shows.
UNTOLD: dict[str, dict[str, None]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
DOTS = 150


def save_plot(figure: Figure, path: str | os.PathLike[str]) -> Path:
    """Write a plot as ``.png``, ``.svg`` or ``.pdf``; its path. The same plot gives the same bytes.

    Raises RequestError for another ending and OutputError where writing fails, what stood there being untouched.
    """
    target = Path(path)
    kind = target.suffix.lower().removeprefix(".")
    if kind not in UNTOLD or "\0" in os.fspath(path):
        raise RequestError(problem("plots.ending", path=os.fspath(path)))
    return write_all(target.parent, {target.name: plot_bytes(figure, kind)})[0]


def plot_bytes(figure: Figure, kind: str, dots: int = DOTS) -> bytes:
    """A plot as the bytes of a file of a kind."""
    need_matplotlib()
    written = io.BytesIO()
    with plain_settings():
        figure.savefig(written, format=kind, dpi=dots, metadata=dict(UNTOLD[kind]))
    return written.getvalue()
