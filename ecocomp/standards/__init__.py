"""Water-quality standards (水环境质量标准): the indicators, and the limits of GB 3838-2002, as data files."""

from ecocomp.standards.grades import GRADES, WORST_GRADE, grade_text, parse_grade
from ecocomp.standards.indicator_sets import IndicatorSet, indicator_sets
from ecocomp.standards.indicators import INDICATORS, Indicator, find_indicator
from ecocomp.standards.limits import EDITIONS, WATERS, Edition, Ladder, drinking_water_limit, ladder

__all__ = [
    "EDITIONS",
    "GRADES",
    "INDICATORS",
    "WATERS",
    "WORST_GRADE",
    "Edition",
    "Indicator",
    "IndicatorSet",
    "Ladder",
    "drinking_water_limit",
    "find_indicator",
    "grade_text",
    "indicator_sets",
    "ladder",
    "parse_grade",
]
