"""The workbook that environment bureaus fill in with monitoring data (监测数据填报表), one for an agreement and a year.

What stands in it is decided without a spreadsheet in mind (``form``, ``guide``, ``example``); ``checks`` has the
formulas by which cells are checked while they are filled in, ``workbook`` draws it all.
"""

from ecocomp.report.template.write import default_year, file_name, form_of, write_template

__all__ = ["default_year", "file_name", "form_of", "write_template"]
