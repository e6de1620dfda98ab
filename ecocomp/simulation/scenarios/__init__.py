"""Scenarios (情景): possible assessment years of water, as they would be reported, block by block."""

from ecocomp.simulation.scenarios.block import MISSING, Block, Scenarios
from ecocomp.simulation.scenarios.flow_years import FlowYear, FlowYears
from ecocomp.simulation.scenarios.lognormal import lognormal_scenarios
from ecocomp.simulation.scenarios.measures import Measure, Trend
from ecocomp.simulation.scenarios.own import own_scenarios
from ecocomp.simulation.scenarios.resampled import resampled_scenarios

__all__ = [
    "MISSING",
    "Block",
    "FlowYear",
    "FlowYears",
    "Measure",
    "Scenarios",
    "Trend",
    "lognormal_scenarios",
    "own_scenarios",
    "resampled_scenarios",
]
