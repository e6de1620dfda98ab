"""The figure of a plot; only here matplotlib is imported at once, by whoever draws."""

from __future__ import annotations

from matplotlib.figure import Figure


class Plot(Figure):
    """A figure of matplotlib that notebooks show without pyplot."""

    def _repr_png_(self) -> bytes:
        from ecocomp.report.plots.save import plot_bytes

        return plot_bytes(self, "png", dots=100)
