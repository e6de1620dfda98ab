"""Cells of an older workbook (xls) that hold an error, and formulas that were written without their result.

A program that only writes workbooks leaves the result empty, as it is where a formula gives an empty text. One that
ends in arithmetic, or in a function of numbers, cannot give a text: it was never calculated.
Source: [MS-XLS], sections 2.5.133 (results) and 2.5.198 (formulas).
"""

from __future__ import annotations

import struct

from ecocomp.readings.grid import ERROR_CELL, UNCALCULATED_CELL

FORMULA, TRUTH_OR_ERROR = 0x06, 0x205
#: The result of a formula that is no number ends with two bytes 255; an error and an empty text are kinds of them.
NO_NUMBER = b"\xff\xff"
ERROR_RESULT, EMPTY_RESULT = 2, 3
#: Plus, minus, times, divided by, to the power of; the signs before and the percent sign behind a number.
ARITHMETIC = frozenset({0x03, 0x04, 0x05, 0x06, 0x07, 0x12, 0x13, 0x14})
#: How a function stands in a formula, with any and with a fixed number of arguments; a sum of one argument.
ANY_ARGUMENTS, FIXED_ARGUMENTS, ONE_SUM = frozenset({0x22, 0x42, 0x62}), frozenset({0x21, 0x41, 0x61}), b"\x19\x10"
#: COUNT, SUM, AVERAGE, MIN, MAX, STDEV, SQRT, ABS, INT, ROUND, PRODUCT, ROUNDUP, ROUNDDOWN, MEDIAN, SUMPRODUCT, SUMIF.
OF_NUMBERS = frozenset({0, 4, 5, 6, 7, 12, 20, 24, 25, 27, 183, 212, 213, 227, 228, 345})


def marked(kind: int, data: bytes) -> str:
    """The text that stands for a cell with an error or without its result; empty for any other."""
    if kind == TRUTH_OR_ERROR:
        return ERROR_CELL if data[7] else ""
    if kind != FORMULA or data[12:14] != NO_NUMBER:
        return ""
    if data[6] == ERROR_RESULT:
        return ERROR_CELL
    return UNCALCULATED_CELL if data[6] == EMPTY_RESULT and _gives_a_number(data) else ""


def _gives_a_number(data: bytes) -> bool:
    """Whether the last step of a formula can give nothing but a number; an operand that ends with such bytes is one."""
    formula = data[22 : 22 + struct.unpack_from("<H", data, 20)[0]]
    if formula[-1:] and formula[-1] in ARITHMETIC:
        return True
    if formula[-4:-2] == ONE_SUM:
        return True
    number = int.from_bytes(formula[-2:], "little")
    is_function = (formula[-4:-3] and formula[-4] in ANY_ARGUMENTS) or (
        formula[-3:-2] and formula[-3] in FIXED_ARGUMENTS
    )
    return bool(is_function) and number in OF_NUMBERS
