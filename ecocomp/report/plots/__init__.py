"""Plots of settlements and of simulated years (matplotlib, extra ``plot``).

Each function takes a result and gives a figure; :func:`save_plot` writes one, the same bytes for the same
result. No state is kept: neither pyplot nor the settings of matplotlib know of the figures. Chinese is set in the
font of ``ecocomp/fonts``, so that the machine needs none.
"""

from ecocomp.report.plots.answers import plot_comparison, plot_sensitivity
from ecocomp.report.plots.budget import plot_budget
from ecocomp.report.plots.contributions import plot_contributions
from ecocomp.report.plots.distribution import plot_distribution
from ecocomp.report.plots.flows import plot_flows
from ecocomp.report.plots.months import plot_months
from ecocomp.report.plots.save import save_plot, save_plots
from ecocomp.report.plots.terms import plot_terms
from ecocomp.report.plots.waterfall import plot_waterfall

__all__ = [
    "plot_budget",
    "plot_comparison",
    "plot_contributions",
    "plot_distribution",
    "plot_flows",
    "plot_months",
    "plot_sensitivity",
    "plot_terms",
    "plot_waterfall",
    "save_plot",
    "save_plots",
]
