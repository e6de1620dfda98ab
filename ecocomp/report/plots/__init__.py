"""Plots of a settlement (matplotlib, extra ``plot``): months against limits, contributions, flows, net amounts.

Each function takes a settlement and gives a figure; :func:`save_plot` writes one, the same bytes for the same
settlement. No state is kept: neither pyplot nor the settings of matplotlib know of the figures. Chinese is set in the
font of ``ecocomp/fonts``, so that the machine needs none.
"""

from ecocomp.report.plots.contributions import plot_contributions
from ecocomp.report.plots.flows import plot_flows
from ecocomp.report.plots.months import plot_months
from ecocomp.report.plots.save import save_plot, save_plots
from ecocomp.report.plots.waterfall import plot_waterfall

__all__ = ["plot_contributions", "plot_flows", "plot_months", "plot_waterfall", "save_plot", "save_plots"]
