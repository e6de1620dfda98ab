"""What the amounts of a year hang on, by hand."""

from __future__ import annotations

from fractions import Fraction

from ecocomp.simulation.deciding import deciding_steps, kinds_of
from ecocomp.simulation.graph import Graph, Step
from ecocomp.simulation.stage import needed_by


def decided(*targets: Step) -> list[Step] | None:
    return deciding_steps(needed_by(targets, ()), targets)


def attained(graph: Graph, month: int) -> Step:
    return graph("le", graph.water("C nh3n", month, "first"), graph.constant(1))


def paid(graph: Graph, month: int, amount: int = 100) -> Step:
    return graph("select", attained(graph, month), graph.constant(amount), graph.constant(-50))


def test_a_year_of_like_months_hangs_on_how_many_attain() -> None:
    graph = Graph()
    total = graph("sum", *(paid(graph, month) for month in range(12)))
    (count,) = decided(total, graph.negative(total)) or []

    assert count.operator == "sum"
    assert kinds_of([count]) == 13


def test_months_of_other_amounts_count_by_themselves() -> None:
    graph = Graph()
    found = decided(graph("sum", paid(graph, 0), paid(graph, 1, 200))) or []

    assert found == [attained(graph, 0), attained(graph, 1)]


def test_what_is_known_from_others_is_not_asked_for() -> None:
    graph = Graph()
    both = graph("and", attained(graph, 0), attained(graph, 1))
    bonus = graph("select", both, graph.constant(7), graph.constant(0))

    assert decided(bonus) == [both]
    assert decided(graph("sum", paid(graph, 0), paid(graph, 1, 200), bonus)) == [attained(graph, 0), attained(graph, 1)]


def test_money_that_goes_with_the_water_hangs_on_all_of_it() -> None:
    graph = Graph()
    load = graph("times", graph.water("C nh3n", 0, "first"), graph.constant(Fraction(1, 2)))

    assert decided(graph("sum", paid(graph, 0), load)) is None


def test_what_is_done_with_a_choice_is_done_before_it() -> None:
    graph = Graph()
    rounded = graph(
        "round", graph("times", graph.constant(Fraction(1, 3)), paid(graph, 0)), data=(Fraction(1), "half_up")
    )

    assert rounded is graph("select", attained(graph, 0), graph.constant(33), graph.constant(-17))
