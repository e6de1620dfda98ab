"""Monitoring files (监测数据) as readings, every value exact and with its origin.

The stages, each in its own module: a file is a grid of cells with origins (``sources``, ``csv_file``,
``excel_file``), the grid has a heading (``headings``), the rows below it give readings (``layout`` with ``row_times``
and ``measures``), and readings given more than once are kept once (``repeats``). Problems are gathered on the way
(``findings``) and raised together.
"""

from ecocomp.readings.read import read_monitoring
from ecocomp.readings.reading import BELOW, GRADE, MISSING, Reading
from ecocomp.readings.readings import FRAME_COLUMNS, Readings

__all__ = ["BELOW", "FRAME_COLUMNS", "GRADE", "MISSING", "Reading", "Readings", "read_monitoring"]
