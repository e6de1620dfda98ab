"""ecocomp settles river-basin eco-compensation agreements (流域横向生态保护补偿): who pays whom, to the fen, and why.

>>> import ecocomp as ec
>>> agreement = ec.load_agreement("fuli-river")
>>> readings = ec.read_monitoring("examples/fuli-river-2024-constructed.csv")
>>> settlement = ec.settle(agreement, readings, 2024)
>>> settlement.net["wuhan"] < 0
True

The public names are imported when first used, so that ``import ecocomp`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

_HOME = {
    "Absent": "ecocomp.formula.absent",
    "Agreement": "ecocomp.agreement",
    "corpus_entries": "ecocomp.agreement",
    "corpus_names": "ecocomp.agreement",
    "load_agreement": "ecocomp.agreement",
    "read_agreement": "ecocomp.agreement",
    "Readings": "ecocomp.readings",
    "read_monitoring": "ecocomp.readings",
    "reading_report": "ecocomp.readings.report",
    "Payments": "ecocomp.payments.payment",
    "read_payments": "ecocomp.payments.read",
    "Balance": "ecocomp.payments.result",
    "balance": "ecocomp.payments.balance",
    "Derivation": "ecocomp.settlement.derivation",
    "Line": "ecocomp.settlement.lines",
    "Settlement": "ecocomp.settlement",
    "settle": "ecocomp.settlement",
    "Settlements": "ecocomp.settlement.many.result",
    "settle_all": "ecocomp.settlement.many.settling",
    "Record": "ecocomp.record",
    "read_record": "ecocomp.record",
    "record_of": "ecocomp.record",
    "Differences": "ecocomp.differences",
    "Restatement": "ecocomp.differences",
    "diff": "ecocomp.differences",
    "restated": "ecocomp.differences",
    "Verification": "ecocomp.record",
    "verify": "ecocomp.differences",
    "Simulation": "ecocomp.simulation.result",
    "simulate": "ecocomp.simulation.simulate",
    "BreakEven": "ecocomp.simulation.results.break_even",
    "break_even": "ecocomp.simulation.results.break_even",
    "compare": "ecocomp.simulation.results.compare",
    "sensitivity": "ecocomp.simulation.results.sensitivity",
    "sobol_indices": "ecocomp.simulation.results.sensitivity",
    "turning_points": "ecocomp.simulation.results.turning",
    "Normal": "ecocomp.simulation.drawn_terms",
    "Triangular": "ecocomp.simulation.drawn_terms",
    "Uniform": "ecocomp.simulation.drawn_terms",
    "Weighted": "ecocomp.simulation.drawn_terms",
    "drawn_terms": "ecocomp.simulation.drawn_terms",
    "FlowYear": "ecocomp.simulation.scenarios",
    "FlowYears": "ecocomp.simulation.scenarios",
    "Measure": "ecocomp.simulation.scenarios",
    "Trend": "ecocomp.simulation.scenarios",
    "lognormal_scenarios": "ecocomp.simulation.scenarios",
    "own_scenarios": "ecocomp.simulation.scenarios",
    "resampled_scenarios": "ecocomp.simulation.scenarios",
    "write_notice_template": "ecocomp.report.notice",
    "write_template": "ecocomp.report.template",
    "plot_budget": "ecocomp.report.plots",
    "plot_comparison": "ecocomp.report.plots",
    "plot_contributions": "ecocomp.report.plots",
    "plot_distribution": "ecocomp.report.plots",
    "plot_flows": "ecocomp.report.plots",
    "plot_months": "ecocomp.report.plots",
    "plot_sensitivity": "ecocomp.report.plots",
    "plot_terms": "ecocomp.report.plots",
    "plot_waterfall": "ecocomp.report.plots",
    "save_plot": "ecocomp.report.plots",
    "save_plots": "ecocomp.report.plots",
    "GradedWater": "ecocomp.assessment.graded",
    "JudgedSection": "ecocomp.assessment.judged",
    "grade_columns": "ecocomp.standards.arrays",
    "grade_water": "ecocomp.assessment.grading",
    "scaled_column": "ecocomp.standards.arrays",
    "pollutants_text": "ecocomp.assessment.judged",
    "AgreementError": "ecocomp.errors",
    "EcocompError": "ecocomp.errors",
    "NoticeError": "ecocomp.errors",
    "OutputError": "ecocomp.errors",
    "PaymentsError": "ecocomp.errors",
    "Problem": "ecocomp.errors",
    "RecordError": "ecocomp.errors",
    "ReadingsError": "ecocomp.errors",
    "RequestError": "ecocomp.errors",
    "SettlementError": "ecocomp.errors",
    "SigningError": "ecocomp.errors",
}

__all__ = [
    "Absent",
    "Agreement",
    "AgreementError",
    "Balance",
    "BreakEven",
    "Derivation",
    "Differences",
    "EcocompError",
    "FlowYear",
    "FlowYears",
    "GradedWater",
    "JudgedSection",
    "Line",
    "Measure",
    "Normal",
    "NoticeError",
    "OutputError",
    "Payments",
    "PaymentsError",
    "Problem",
    "Readings",
    "ReadingsError",
    "Record",
    "RecordError",
    "RequestError",
    "Restatement",
    "Settlement",
    "SettlementError",
    "Settlements",
    "SigningError",
    "Simulation",
    "Trend",
    "Triangular",
    "Uniform",
    "Verification",
    "Weighted",
    "balance",
    "break_even",
    "compare",
    "corpus_entries",
    "corpus_names",
    "diff",
    "drawn_terms",
    "grade_columns",
    "grade_water",
    "load_agreement",
    "lognormal_scenarios",
    "own_scenarios",
    "plot_budget",
    "plot_comparison",
    "plot_contributions",
    "plot_distribution",
    "plot_flows",
    "plot_months",
    "plot_sensitivity",
    "plot_terms",
    "plot_waterfall",
    "pollutants_text",
    "read_agreement",
    "read_monitoring",
    "read_payments",
    "read_record",
    "reading_report",
    "record_of",
    "resampled_scenarios",
    "restated",
    "save_plot",
    "save_plots",
    "scaled_column",
    "sensitivity",
    "settle",
    "settle_all",
    "simulate",
    "sobol_indices",
    "turning_points",
    "verify",
    "write_notice_template",
    "write_template",
]

if TYPE_CHECKING:
    from ecocomp.agreement import Agreement, corpus_entries, corpus_names, load_agreement, read_agreement
    from ecocomp.assessment.graded import GradedWater
    from ecocomp.assessment.grading import grade_water
    from ecocomp.assessment.judged import JudgedSection, pollutants_text
    from ecocomp.differences import Differences, Restatement, diff, restated, verify
    from ecocomp.errors import (
        AgreementError,
        EcocompError,
        NoticeError,
        OutputError,
        PaymentsError,
        Problem,
        ReadingsError,
        RecordError,
        RequestError,
        SettlementError,
        SigningError,
    )
    from ecocomp.formula.absent import Absent
    from ecocomp.payments.balance import balance
    from ecocomp.payments.payment import Payments
    from ecocomp.payments.read import read_payments
    from ecocomp.payments.result import Balance
    from ecocomp.readings import Readings, read_monitoring
    from ecocomp.readings.report import reading_report
    from ecocomp.record import Record, Verification, read_record, record_of
    from ecocomp.report.notice import write_notice_template
    from ecocomp.report.plots import (
        plot_budget,
        plot_comparison,
        plot_contributions,
        plot_distribution,
        plot_flows,
        plot_months,
        plot_sensitivity,
        plot_terms,
        plot_waterfall,
        save_plot,
        save_plots,
    )
    from ecocomp.report.template import write_template
    from ecocomp.settlement import Settlement, settle
    from ecocomp.settlement.derivation import Derivation
    from ecocomp.settlement.lines import Line
    from ecocomp.settlement.many.result import Settlements
    from ecocomp.settlement.many.settling import settle_all
    from ecocomp.simulation.drawn_terms import Normal, Triangular, Uniform, Weighted, drawn_terms
    from ecocomp.simulation.result import Simulation
    from ecocomp.simulation.results.break_even import BreakEven, break_even
    from ecocomp.simulation.results.compare import compare
    from ecocomp.simulation.results.sensitivity import sensitivity, sobol_indices
    from ecocomp.simulation.results.turning import turning_points
    from ecocomp.simulation.scenarios import (
        FlowYear,
        FlowYears,
        Measure,
        Trend,
        lognormal_scenarios,
        own_scenarios,
        resampled_scenarios,
    )
    from ecocomp.simulation.simulate import simulate
    from ecocomp.standards.arrays import grade_columns, scaled_column


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'ecocomp' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOME])
