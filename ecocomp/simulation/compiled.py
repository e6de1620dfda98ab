"""The same lines, compiled: one loop over the years and the sets of terms (numba, extra ``fast``).

Every line is the one that works on columns; here it works on single numbers. What is uncertain is marked as there, and
done once more in numbers of any length, so that the result is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from ecocomp.simulation.known import Column, Fact, Known
from ecocomp.simulation.operations import ROUNDING

if TYPE_CHECKING:
    from ecocomp.simulation.stage import Program

Array = Any
HELPERS = """\
def where(condition, then, other):
    return then if condition else other


def minimum(one, other):
    return min(one, other)


def maximum(one, other):
    return max(one, other)


def invert(truth):
    return not truth


def quotient(above, below):
    return above / below


def ln(number):
    return np.log(number)


def log10(number):
    return np.log10(number)


def ions(ph):
    return 10.0**-ph


def f8(number):
    return float64(number)


def i4(number):
    return int64(number)


def place(number, last):
    return int64(min(max(number, 0), last))


def floor(number):
    return np.floor(number)


def rint(number):
    return np.rint(number)


def trunc(number):
    return np.trunc(number)


def copysign(number, sign):
    return np.copysign(number, sign)


"""
#: The loop over so many parts of the years, by as many threads.
SHARED_OUT = """\
def together({arrays}, parts):
    beyond = np.zeros(parts, dtype=np.bool_)
    years = doubtful.shape[-1]
    for part in prange(parts):
        beyond[part] = loop({arrays}, years * part // parts, years * (part + 1) // parts)
    return beyond
"""
TOGETHER = Lock()
#: A thread has so many years at least.
FEWEST_EACH = 1 << 13
#: Compiling takes seconds: it is done for so many outcomes at least, and so many lines at most.
WORTHWHILE, MOST_LINES = 20_000_000, 1_500

Kernel = Callable[..., bool]
#: Loops that were compiled, by their text and tables: another simulation by the same terms need not wait.
MADE: dict[Any, Kernel] = {}
MOST_MADE = 32


def has_numba() -> bool:
    try:
        import numba as _  # noqa: F401
    except ImportError:
        return False
    return True


def kernel_of(
    programs: Sequence[Program],
    given: Sequence[int],
    terms: Sequence[int],
    targets: Sequence[int],
    unsure: int | None,
    sizes: Sequence[int],
) -> Kernel | None:
    """A loop over years and sets; None where it cannot be written.

    It takes the columns of the ``given`` steps, a column over the sets for each of the ``terms`` steps, and writes the
    ``targets`` into an array of shape (sets, targets, years), in fen or with ``sizes`` as digits of one number, and
    what is uncertain into one of shape (sets, years). Where no terms are varied both are without the sets. It gives
    whether something was not within what is known of the columns: then nothing of it counts. The last argument says
    whether all processors work on it at once.
    """
    lines = [line for program in programs for line in program.lines.values()]
    if len(lines) > MOST_LINES or any("shared(" in line.text for line in lines):
        return None
    import numba

    facts: dict[int, Fact] = {number: fact for program in programs for number, fact in program.facts.items()}
    columns = [f"c{number}" for number in given] + [f"t{number}" for number in terms]
    arrays = ", ".join([*columns, "out", "doubtful"])
    parts = [f"def loop({arrays}, first, last):", "    beyond = False"]
    # places without a sign are never counted from the end, so that several years can be worked on at once
    parts.append("    for year in range(uint64(first), uint64(last)):")
    for number in given:
        parts.append(f"        v{number} = c{number}[year]")
        most = whole_bound(facts[number])
        if most is not None:
            parts.append(f"        beyond |= (v{number} < 0) | (v{number} >= {most})")
    parts.append("        doubt = before = False")
    parts += worked(programs[0], "        ", "before")
    inner, which = "        ", ""
    if terms:
        parts.append("        for number in range(out.shape[0]):")
        inner, which = "            ", "number, "
        parts += [f"{inner}v{number} = t{number}[number]" for number in terms]
    parts.append(f"{inner}doubt = before")
    parts += worked(programs[1], inner, "doubt")
    if sizes:
        parts.append(f"{inner}out[{which}0, year] = {kind_text(targets, sizes, facts)}")
    else:
        for place, target in enumerate(targets):
            parts.append(f"{inner}out[{which}{place}, year] = {in_fen(target, facts[target])}")
    if unsure is not None:
        fact = facts[unsure]
        parts.append(f"{inner}doubt |= {bool(fact.value) if isinstance(fact, Known) else f'v{unsure}'}")
    parts += [f"{inner}doubtful[{which}year] = doubt", "    return beyond"]
    tables = {
        name: value for program in programs for name, value in program.names.items() if isinstance(value, np.ndarray)
    }
    text = "\n".join(parts)
    key = text, tuple((name, str(table.dtype), table.tobytes()) for name, table in tables.items())
    made = MADE.get(key)
    if made is None:
        if len(MADE) >= MOST_MADE:
            MADE.clear()
        names = helpers(numba) | tables
        exec(text, names)
        names["loop"] = numba.njit(error_model="numpy", nogil=True)(names["loop"])
        exec(SHARED_OUT.format(arrays=arrays), names)
        together = numba.njit(parallel=True)(names["together"])
        made = MADE[key] = partial(by_one_or_all, names["loop"], together, numba.get_num_threads())
    return made


def by_one_or_all(
    loop: Callable[..., bool], together: Callable[..., Array], parts: int, *arrays: Array, all_: bool
) -> bool:
    """The loop by one processor, or each by its part."""
    if not all_ or arrays[-1].shape[-1] < parts * FEWEST_EACH:
        return loop(*arrays, 0, arrays[-1].shape[-1])
    with TOGETHER:  # threads of numba may not be asked for twice at once
        return bool(together(*arrays, parts).any())


def whole_bound(fact: Fact) -> int | None:
    """What the whole numbers of a column are below, where they are kept in 32 bits and never below nothing."""
    if not isinstance(fact, Column) or not fact.narrow or fact.truth or fact.low < 0:
        return None
    assert fact.scale is not None
    return round(fact.high / float(fact.scale)) + 1


def worked(program: Program, indent: str, doubt: str) -> list[str]:
    """The lines of a programme for a single year."""
    parts = []
    for number, line in program.lines.items():
        parts += [indent + each for each in line.written(f"v{number}", doubt)]
    return parts


def in_fen(number: int, fact: Fact) -> str:
    """An output in whole fen."""
    if isinstance(fact, Known):
        return str(int(fact.value))
    assert isinstance(fact, Column)
    assert fact.scale is not None
    return f"int64(v{number}) * {int(fact.scale)}"


def kind_text(targets: Sequence[int], sizes: Sequence[int], facts: Mapping[int, Fact]) -> str:
    """The results of all targets as the digits of one number."""
    whole = "0"
    for number, size in zip(targets, sizes, strict=True):
        fact = facts[number]
        whole = f"({whole}) * {size} + {int(fact.value) if isinstance(fact, Known) else f'int64(v{number})'}"
    return whole


def helpers(numba: Any) -> dict[str, Any]:
    """What lines call, for single numbers."""
    names: dict[str, Any] = {
        "np": np,
        "prange": numba.prange,
        "float64": numba.float64,
        "int64": numba.int64,
        "uint64": numba.uint64,
    }
    for text in (HELPERS, ROUNDING):
        before = set(names)
        exec(text, names)
        for name in set(names) - before:
            if callable(names[name]):
                names[name] = numba.njit(inline="always", error_model="numpy")(names[name])
    return names
