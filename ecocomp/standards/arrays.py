"""Grading whole columns at once (按列批量评价): one numpy array an indicator, the worst grade of each row.

This is for analysts with millions of section-months; settling does not use it. Columns of whole numbers, which hold
the value times a power of ten, are graded exactly. Columns of doubles are graded rightly where each value is the
double nearest to a decimal of at most fifteen digits; what was computed in doubles may miss a limit it stands on.
"""

from __future__ import annotations

import numbers
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from ecocomp.errors import RequestError, problem
from ecocomp.rounding import Rational
from ecocomp.standards.grades import WORST_GRADE
from ecocomp.standards.limits import Ladder, known_edition, ladder

if TYPE_CHECKING:
    import numpy

#: Rows handled at a time: what is in work stays in the processor's cache.
BLOCK = 1 << 19
#: Whole numbers of each width, the narrowest first.
WIDTHS = ("int16", "int32", "int64")
MOST_DECIMALS = 12
#: Fewer than one row in so many are looked at one by one.
FEW = 8
KINDS = (*WIDTHS, "float64")

#: Puts into the second array which elements of the first are beyond a limit.
Beyond = Callable[[Any, Any, Any], None]


def grade_columns(
    columns: Mapping[str, numpy.ndarray[Any, Any]],
    *,
    decimals: Mapping[str, int] | None = None,
    waters: str = "river",
    standard: str = "GB 3838-2002",
    ladders: Mapping[str, Ladder] | None = None,
    block: int = BLOCK,
    threads: int = 1,
    out: numpy.ndarray[Any, Any] | None = None,
) -> numpy.ndarray[Any, Any]:
    """The grade of every row by its worst indicator: 1 (Ⅰ) to 6 (劣Ⅴ), 0 where nothing was measured.

    ``columns`` are one-dimensional arrays of one length by indicator id. A column of doubles holds the values in the
    indicator's canonical unit and ``nan`` where there is none. A column of ``int16``, ``int32`` or ``int64`` holds the
    value times ``10 ** decimals[indicator]``, and the smallest number of its type where there is none; columns may
    differ in type. ``ladders`` are limits of one's own that go before those of ``standard``. ``out`` is an ``int8``
    array to be filled, ``block`` how many rows are handled at a time, ``threads`` by how many threads; neither changes
    the result.

    Raises RequestError for an indicator without limits, for unlike lengths and for types that cannot be graded
    exactly, such as ``float32``, in which 0.2 is more than 0.2.

    >>> import numpy
    >>> grade_columns({"tp": numpy.array([100, 101, -32768], "int16")}, decimals={"tp": 3}).tolist()
    [2, 3, 0]
    """
    import numpy

    if not isinstance(columns, Mapping):
        raise RequestError(problem("assessment.column_shape"))
    known_edition(standard)
    length = _length(columns)
    for name, column in columns.items():
        if isinstance(column, numpy.ma.MaskedArray):
            # what a mask hides would be graded all the same
            raise RequestError(problem("assessment.column_masked", name=name))
    plans = []
    for name, column in columns.items():
        found = (ladders or {}).get(name) or ladder(name, waters=waters, edition=standard)
        if not isinstance(found, Ladder):
            raise RequestError(problem("assessment.no_limits", found=name, waters=waters, standard=standard))
        plans.append((column, _Plan(found, column.dtype, _places(name, column, decimals))))
    if out is None:
        out = numpy.empty(length, dtype="int8")
    elif getattr(out, "shape", None) != (length,) or out.dtype != numpy.dtype("int8"):
        raise RequestError(problem("assessment.out_array", rows=length))
    for name, number in (("block", block), ("threads", threads)):
        if type(number) is not int or number < 1:
            raise RequestError(problem("assessment.positive", name=name, found=number))

    def some(starts: range) -> None:
        room = _Room(min(block, length))
        for start in starts:
            room.grade([(column[start : start + block], plan) for column, plan in plans], out[start : start + block])

    starts = range(0, length, block)
    if threads == 1 or len(starts) <= 1:
        some(starts)
    else:
        with ThreadPoolExecutor(threads) as pool:
            # each thread has every so-manieth block; numpy lets the others work while it compares
            list(pool.map(some, (starts[at::threads] for at in range(min(threads, len(starts))))))
    return out


def scaled_column(values: Iterable[Rational | Decimal | None], *, decimals: int) -> numpy.ndarray[Any, Any]:
    """Exact values as a column of whole numbers for :func:`grade_columns`, in the narrowest type that holds them.

    ``values`` are whole numbers, Decimals or Fractions in the indicator's canonical unit, such as those of
    ``Readings.frame``; None, and the nan that pandas puts where a pivoted frame has nothing, become the mark of a
    missing value. ``decimals`` are 0 to 12. Raises RequestError for binary floats, which are no decimals, for a value
    that has more decimals than ``decimals``, and for one that is too large.

    >>> scaled_column([Fraction("0.1"), None], decimals=3).tolist()
    [100, -32768]
    """
    import numpy

    if type(decimals) is not int or not 0 <= decimals <= MOST_DECIMALS:
        raise RequestError(problem("assessment.scaled_decimals", found=decimals, most=MOST_DECIMALS))
    unit = 10**decimals
    wholes: list[int | None] = []
    if not isinstance(values, Iterable):
        raise RequestError(problem("assessment.not_exact", found=values))
    for value in values:
        scaled = None if value is None or _is_nan(value) else _exact(value) * unit
        if scaled is not None and scaled.denominator != 1:
            raise RequestError(problem("assessment.more_decimals", found=value, decimals=decimals))
        wholes.append(None if scaled is None else int(scaled))
    largest = max((abs(each) for each in wholes if each is not None), default=0)
    for width in WIDTHS:
        bounds = numpy.iinfo(width)
        if largest <= bounds.max:
            return numpy.array([int(bounds.min) if each is None else each for each in wholes], dtype=width)
    raise RequestError(problem("assessment.too_large", found=largest, decimals=decimals))


def _is_nan(value: Any) -> bool:
    """Whether a value is a nan, or pandas.NA."""
    if type(value).__name__ == "NAType":
        return True
    try:
        return bool(value != value)  # noqa: PLR0124 - nan is not itself
    except (ArithmeticError, TypeError, ValueError):  # a signalling nan, or a table: no value that is exact
        return False


def _exact(value: Rational | Decimal) -> Fraction:
    """The value as a fraction. Raises RequestError for what is not exact."""
    if isinstance(value, numbers.Rational) or (isinstance(value, Decimal) and value.is_finite()):
        return Fraction(value)
    raise RequestError(problem("assessment.not_exact", found=value))


def _length(columns: Mapping[str, numpy.ndarray[Any, Any]]) -> int:
    """The common length of the columns."""
    lengths = {name: getattr(column, "shape", None) for name, column in columns.items()}
    if not lengths or any(shape is None or len(shape) != 1 for shape in lengths.values()):
        raise RequestError(problem("assessment.column_shape"))
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{name} {shape[0]}" for name, shape in lengths.items() if shape)
        raise RequestError(problem("assessment.column_lengths", found=told))
    return next(int(shape[0]) for shape in lengths.values() if shape)


def _places(name: str, column: numpy.ndarray[Any, Any], decimals: Mapping[str, int] | None) -> int | None:
    """The decimals of a column of whole numbers; None for one of doubles."""
    kind = column.dtype.name
    if kind not in KINDS or not column.dtype.isnative:
        raise RequestError(
            problem("assessment.column_type", name=name, found=str(column.dtype), allowed=", ".join(KINDS))
        )
    if kind == "float64":
        return None
    places = (decimals or {}).get(name)
    if type(places) is not int or not 0 <= places <= MOST_DECIMALS:
        raise RequestError(problem("assessment.column_decimals", name=name, most=MOST_DECIMALS))
    return places


class _Plan:
    """What one column is compared with.

    ``steps`` are pairs of how many grades a value falls (1 to 5) and how to find the values that do. Limits that are
    equal are one step, as a value beyond the one is beyond the other.
    """

    def __init__(self, found: Ladder, dtype: Any, places: int | None) -> None:
        import numpy

        self.dtype = dtype
        self.whole = places is not None
        unit = 10 ** (places or 0)
        #: The mark of a missing value is the smallest number: less one it is the largest, and below nothing.
        self.lowered = self.whole and found.better != "low"
        least, most = (numpy.iinfo(dtype).min, numpy.iinfo(dtype).max) if self.whole else (0, 0)

        def above(limit: Fraction) -> Beyond | None:
            number: Any = floor(limit * unit) if self.whole else dtype.type(limit)
            if self.whole and number >= most:
                return None  # no value of this type is beyond
            bound = dtype.type(number)
            return lambda column, lowered, to: numpy.greater(column, bound, out=to)

        def below(limit: Fraction) -> Beyond | None:
            number: Any = ceil(limit * unit) if self.whole else dtype.type(limit)
            if not self.whole:
                return lambda column, lowered, to: numpy.less(column, number, out=to)
            # as a value lower by one is compared, so is the bound; the mark of a missing value has become the largest
            bound = dtype.type(min(max(number - 1, least), most))
            return lambda column, lowered, to: numpy.less(lowered, bound, out=to)

        if found.better == "range":
            low, high = found.limits
            pairs = [(WORST_GRADE - 1, below(low)), (WORST_GRADE - 1, above(high))]
        else:
            test = below if found.better == "high" else above
            last = {limit: at for at, limit in enumerate(found.limits, 1)}
            pairs = [(at, test(limit)) for limit, at in last.items()]
        self.missing = dtype.type(least)
        self.steps: list[tuple[int, Beyond]] = [(at, each) for at, each in pairs if each is not None]

    def measured(self, column: Any, out: Any = None) -> Any:
        """Where the column has a value."""
        import numpy

        # nan is not itself
        return numpy.not_equal(column, self.missing, out=out) if self.whole else numpy.equal(column, column, out=out)


class _Room:
    """The arrays in which one block is worked out, used again for the next."""

    def __init__(self, block: int) -> None:
        import numpy

        # truths as bytes: numpy joins these quicker than it does booleans, which it looks at one by one
        self.beyond = numpy.empty((WORST_GRADE, block), dtype=numpy.uint8)
        self.one = numpy.empty(block, dtype=numpy.uint8)
        self.numbers: dict[Any, Any] = {}
        self.block = block

    def grade(self, columns: list[tuple[Any, _Plan]], out: Any) -> None:
        import numpy

        rows = len(out)
        one = self.one[:rows]
        filled = [False] * WORST_GRADE
        for column, plan in columns:
            lowered = self._lowered(column, plan, rows)
            for fall, test in plan.steps:
                row = self.beyond[fall][:rows]
                if filled[fall]:
                    test(column, lowered, one.view(bool))
                    numpy.bitwise_or(row, one, out=row)
                else:
                    test(column, lowered, row.view(bool))
                    filled[fall] = True
        # a value beyond the limit of one grade is beyond those of all better ones
        worst = out.view(numpy.uint8)
        numpy.copyto(worst, self._measured(columns, one))
        reached = None
        for fall in range(WORST_GRADE - 1, 0, -1):
            if filled[fall]:
                row = self.beyond[fall][:rows]
                reached = row if reached is None else numpy.bitwise_or(row, reached, out=row)
            if reached is not None:
                numpy.add(worst, reached, out=worst)

    def _lowered(self, column: Any, plan: _Plan, rows: int) -> Any:
        """The values less one, in which the mark of a missing value has become the largest number."""
        import numpy

        if not plan.lowered:
            return None
        return numpy.subtract(column, plan.dtype.type(1), out=self._array("lowered", plan.dtype, rows))

    def _array(self, name: str, dtype: Any, rows: int) -> Any:
        import numpy

        if (name, dtype) not in self.numbers:
            self.numbers[name, dtype] = numpy.empty(self.block, dtype=dtype)
        return self.numbers[name, dtype][:rows]

    def _measured(self, columns: list[tuple[Any, _Plan]], one: Any) -> Any:
        """Where at least one indicator was measured, as bytes.

        Columns are looked at whole until few rows are left in which nothing was found; then only these are looked at.
        """
        import numpy

        measured = self.beyond[0][: len(one)]
        left = None
        for at, (column, plan) in enumerate(columns):
            if left is None:
                plan.measured(column, (one if at else measured).view(bool))
                if at:
                    numpy.bitwise_or(measured, one, out=measured)
                if (len(one) - numpy.count_nonzero(measured)) * FEW < len(one):
                    left = numpy.flatnonzero(measured == 0)
            elif len(left):
                left = left[~plan.measured(column[left])]
        if left is not None:
            measured[:] = 1
            measured[left] = 0
        return measured
