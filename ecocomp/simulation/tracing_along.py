"""What the tracing arithmetic makes of the elements along an axis: reductions, sums so far, ranks and shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ecocomp.formula.absent import Absent, combined
from ecocomp.formula.evaluator import Words
from ecocomp.money import FEN_PER_YUAN
from ecocomp.simulation.graph import Graph, Step, Untraced

if TYPE_CHECKING:
    from ecocomp.simulation.tracing import Tracing

#: Each is compared with each: of more than so many that takes too long.
MOST_COMPARED = 64


@dataclass(frozen=True, slots=True)
class Part:
    """An element of a reduction: its step, and on which condition it is taken; None: always."""

    step: Step
    taken: Step | None


def folded(tracing: Tracing, function: str, elements: Sequence[Any], where: Sequence[Any] | None, at_least: Any) -> Any:
    """The elements along an axis made one, as :meth:`ecocomp.formula.exact.Exact.folded` does for one year."""
    from ecocomp.simulation.tracing import Traced, is_left_out

    graph = tracing.graph
    if function not in FOLDS or isinstance(at_least, Traced):
        raise Untraced(function)
    if isinstance(at_least, Absent):
        return at_least
    parts: list[Part] = []
    out: list[Step] = []
    gone: list[Step] = []
    lacking: list[Absent] = []
    weak = False  # whether something takes no part that gives way to what is missing beside it
    yes = graph.constant(True)
    for place, given in enumerate(elements):
        element: Any = given
        condition: Any = True if where is None else where[place]
        if condition is False or (isinstance(condition, Absent) and condition.kind == "excluded"):
            continue
        if isinstance(condition, Absent):
            element, condition = condition, True
        taken = None
        if isinstance(condition, Traced):
            taken = graph.unless(condition.step, graph.any_of(condition.out, condition.gone)) or graph.constant(False)
            if condition.gone is not None:
                gone.append(condition.gone)
        if isinstance(element, Absent):
            if element.kind == "excluded":
                weak = weak or not is_left_out(element)
                out.append(yes if taken is None else taken)
            elif taken is None:
                lacking.append(element)
            else:
                tracing.look_at(taken)
            continue
        if not isinstance(element, Traced):
            parts.append(Part(graph.constant(element), taken))
            continue
        if element.gone is not None:
            gone.append(element.gone if taken is None else graph("and", element.gone, taken))
        if element.out is not None:
            out.append(element.out if taken is None else graph("and", element.out, taken))
            taken = graph("not", element.out) if taken is None else graph("and", taken, graph("not", element.out))
        parts.append(Part(element.step, taken))
    if lacking or (gone and (function in ("any", "all") or at_least is not None)):
        return with_lacking(tracing, function, elements, where, at_least, lacking, graph.any_of(*gone), parts, out)
    found = result_of(tracing, function, parts, graph.any_of(*out), graph.any_of(*gone), at_least)
    if weak and not parts:
        raise Untraced(function)
    if weak and isinstance(found, Traced) and found.out is not None:
        raise Untraced(function)
    return found


def with_lacking(
    tracing: Tracing,
    function: str,
    elements: Sequence[Any],
    where: Sequence[Any] | None,
    at_least: Any,
    lacking: Sequence[Absent],
    gone: Step | None,
    parts: Sequence[Part],
    out: Sequence[Step],
) -> Any:
    """Where something has no value in every year, or may have none where that does not stop the reduction."""
    if lacking and at_least is None and function not in ("any", "all"):
        if gone is None and not out:
            from ecocomp.formula.absent import merged

            found = merged(lacking)
            assert found is not None
            return found
        raise Untraced(function)
    if lacking:
        raise Untraced(function)
    tracing.look_at(gone)
    return result_of(tracing, function, parts, tracing.graph.any_of(*out), None, at_least)


def result_of(
    tracing: Tracing, function: str, parts: Sequence[Part], out: Step | None, gone: Step | None, at_least: Any
) -> Any:
    """The reduction of those taken; absent where all take no part, or where nothing is left of a mean or an extreme."""
    graph = tracing.graph
    taken = [graph("number", each.taken) if each.taken is not None else graph.constant(1) for each in parts]
    count = graph("sum", *taken) if taken else graph.constant(0)
    none = graph("eq", count, graph.constant(0))
    if at_least is not None:
        tracing.look_at(graph.any_of(graph("lt", count, graph.constant(at_least))))
    value, lost = FOLDS[function](graph, parts, count, none)
    # what is left out altogether takes no part; what was not asked for at all adds up to nothing
    absent = graph.any_of(graph("and", none, out)) if out is not None else None
    gone = graph.any_of(gone, graph.unless(graph.any_of(lost), absent))
    return tracing.made(value, graph.unless(absent, gone), gone)


Folded = tuple[Step, Step | None]


def fold_sum(graph: Graph, parts: Sequence[Part], count: Step, none: Step) -> Folded:
    nothing = graph.constant(0)
    steps = [each.step if each.taken is None else graph("select", each.taken, each.step, nothing) for each in parts]
    return graph("sum", nothing, *steps), None


def fold_mean(graph: Graph, parts: Sequence[Part], count: Step, none: Step) -> Folded:
    total, _ = fold_sum(graph, parts, count, none)
    divisor = graph("select", none, graph.constant(1), count)
    return graph("divided", total, divisor), none


def fold_mean_ph(graph: Graph, parts: Sequence[Part], count: Step, none: Step) -> Folded:
    yes = graph.constant(True)
    pairs = [(each.step, yes if each.taken is None else each.taken) for each in parts]
    return graph("mean_ph", *(one for pair in pairs for one in pair)), none


def fold_count(graph: Graph, parts: Sequence[Part], count: Step, none: Step) -> Folded:
    return fold_sum(graph, [Part(graph("number", each.step), each.taken) for each in parts], count, none)


def fold_any(graph: Graph, parts: Sequence[Part], count: Step, none: Step) -> Folded:
    steps = [each.step if each.taken is None else graph("and", each.step, each.taken) for each in parts]
    return graph("or", graph.constant(False), *steps), None


def fold_all(graph: Graph, parts: Sequence[Part], count: Step, none: Step) -> Folded:
    steps = [each.step if each.taken is None else graph("or", each.step, graph("not", each.taken)) for each in parts]
    return graph("and", graph.constant(True), *steps), None


def fold_extreme(word: str) -> Callable[..., Folded]:
    def fold(graph: Graph, parts: Sequence[Part], count: Step, none: Step) -> Folded:
        if all(each.taken is None for each in parts) and parts:
            return graph(word, *(each.step for each in parts)), None
        best, have = graph.constant(0), graph.constant(False)
        for each in parts:
            taken = each.taken if each.taken is not None else graph.constant(True)
            better = graph("select", have, graph(word, best, each.step), each.step)
            best = graph("select", taken, better, best)
            have = graph("or", have, taken)
        return best, none

    return fold


def fold_streak(graph: Graph, parts: Sequence[Part], count: Step, none: Step) -> Folded:
    nothing, one = graph.constant(0), graph.constant(1)
    run = longest = nothing
    for each in parts:
        longer = graph("select", each.step, graph("sum", run, one), nothing)
        run = longer if each.taken is None else graph("select", each.taken, longer, run)
        longest = graph("max", longest, run)
    return longest, None


FOLDS: dict[str, Callable[..., Folded]] = {
    "sum": fold_sum,
    "mean": fold_mean,
    "average": fold_mean,
    "average_ph": fold_mean_ph,
    "count": fold_count,
    "any": fold_any,
    "all": fold_all,
    "min": fold_extreme("min"),
    "best": fold_extreme("min"),
    "max": fold_extreme("max"),
    "worst": fold_extreme("max"),
    "streak": fold_streak,
}


def scanned(tracing: Tracing, function: str, operands: list[list[Any]], words: Words) -> list[Any]:
    """As many elements as came; where some may be absent the years are settled one by one."""
    from ecocomp.simulation.tracing import Traced

    if function not in SCANS:
        raise Untraced(function)
    absents = [
        combined(each for each in elements if isinstance(each, Absent)) for elements in zip(*operands, strict=True)
    ]
    if any(each is not None and each.kind != "excluded" for each in absents):
        raise Untraced(function)
    kept = [place for place, each in enumerate(absents) if each is None]
    if len(kept) < len(absents) and function not in ("rank", "allocate"):
        raise Untraced(function)
    rest = [[along[place] for place in kept] for along in operands]
    for each in (one for along in rest for one in along):
        if isinstance(each, Traced):
            tracing.look_at(tracing.graph.any_of(each.out, each.gone))
    steps = [[tracing.step(each) for each in along] for along in rest]
    if not kept:
        return list(absents)
    made, gone = SCANS[function](tracing, steps, words)
    found = iter(made)
    return [Traced(next(found), gone=gone) if each is None else each for each in absents]


#: The steps along the axis, and the condition on which none of them has a value.
Scanned = tuple[list[Step], Step | None]


def scan_cumulative(tracing: Tracing, operands: list[list[Step]], words: Words) -> Scanned:
    return [tracing.graph("sum", *operands[0][: place + 1]) for place in range(len(operands[0]))], None


def scan_run_length(tracing: Tracing, operands: list[list[Step]], words: Words) -> Scanned:
    graph = tracing.graph
    nothing, one = graph.constant(0), graph.constant(1)

    def runs(along: Sequence[Step]) -> list[Step]:
        found = [nothing]
        for each in along:
            found.append(graph("select", each, graph("sum", found[-1], one), nothing))
        return found[1:]

    up, down = runs(operands[0]), runs(operands[0][::-1])[::-1]
    less = graph.constant(-1)
    found = [
        graph("select", each, graph("sum", one_way, other_way, less), nothing)
        for each, one_way, other_way in zip(operands[0], up, down, strict=True)
    ]
    return found, None


def scan_rank(tracing: Tracing, operands: list[list[Step]], words: Words) -> Scanned:
    graph = tracing.graph
    if len(operands[0]) > MOST_COMPARED:
        raise Untraced("rank")
    keys = [list(each) for each in operands]
    if words.get("order") == "descending":
        keys[0] = [graph.negative(each) for each in keys[0]]
    places = range(len(keys[0]))
    lower = {(at, than): before(graph, keys, at, than) for at in places for than in places if at != than}
    ties = words.get("ties")
    found = []
    for at in places:
        others = [other for other in places if other != at]
        below = [graph("number", lower[other, at]) for other in others]
        above = [graph("number", lower[at, other]) for other in others]
        first = graph("sum", graph.constant(1), *below)
        last = graph.minus(graph.constant(len(places)), graph("sum", graph.constant(0), *above))
        if ties is None:
            tracing.look_at(graph.any_of(graph("not", graph("eq", first, last))))
        half = graph("times", graph.constant(Fraction(1, 2)), graph("sum", first, last))
        found.append({"mean": half, "max": last}.get(str(ties), first))
    return found, None


def before(graph: Graph, keys: Sequence[Sequence[Step]], at: int, than: int) -> Step:
    """Whether one comes before another by the first key in which they differ."""
    found = graph.constant(False)
    for along in reversed(keys):
        less, same = graph("lt", along[at], along[than]), graph("eq", along[at], along[than])
        found = graph("or", less, graph("and", same, found))
    return found


def scan_allocate(tracing: Tracing, operands: list[list[Step]], words: Words) -> Scanned:
    """Shares of a total, which is in whole fen, by largest remainder."""
    graph = tracing.graph
    total, weights = operands[0][0], operands[1]
    fen = graph("times", graph.constant(FEN_PER_YUAN), total)
    whole = graph("round", fen, data=(Fraction(1), "down"))
    nothing = graph.constant(0)
    # no sum that can be paid out: the settlement says what is wrong
    tracing.look_at(graph.any_of(graph("not", graph("eq", whole, fen))))
    below = graph.any_of(*(graph("lt", each, nothing) for each in weights))
    none = graph("le", graph("sum", nothing, *weights), nothing)
    nobody = graph("and", none, graph("not", graph("eq", whole, nothing)))
    shares = graph("allocate", whole, *weights)
    cent = graph.constant(Fraction(1, FEN_PER_YUAN))
    found = [graph("times", cent, graph("pick", shares, data=place)) for place in range(len(weights))]
    return found, graph.any_of(below, nobody)


SCANS: dict[str, Callable[[Tracing, list[list[Step]], Words], Scanned]] = {
    "cumulative": scan_cumulative,
    "run_length": scan_run_length,
    "rank": scan_rank,
    "allocate": scan_allocate,
}
