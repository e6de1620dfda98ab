"""A settlement as a workbook whose every figure is a live formula, down to the readings and the terms (结算工作簿)."""
