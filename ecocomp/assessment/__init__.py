"""From readings to the monthly values that an agreement's formulas see."""
