"""Sets of terms drawn from distributions: spread evenly, within their ranges, told with their seed."""

from __future__ import annotations

import pickle
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from statistics import NormalDist

import pytest

import ecocomp as ec
from tests.simulation.questions import simulated

#: Distributions, and the part of them that is not above a value, by the textbook.
PARTS = {
    "uniform": (ec.Uniform(500, 1000), lambda x: (x - 500) / 500),
    "triangular": (ec.Triangular(0, "0.5", 2), lambda x: x * x if x < 0.5 else 1 - (2 - x) ** 2 / 3),
    "normal": (
        ec.Normal(10, 2, 8, 14),
        lambda x: (
            (NormalDist(10, 2).cdf(x) - NormalDist(10, 2).cdf(8))
            / (NormalDist(10, 2).cdf(14) - NormalDist(10, 2).cdf(8))
        ),
    ),
}


def values(distribution: object, sets: int, seed: int = 1) -> list:
    return [each["price"] for each in ec.drawn_terms({"price": distribution}, sets=sets, seed=seed)]


@pytest.mark.parametrize("name", PARTS)
def test_each_of_so_many_equally_likely_parts_has_one_value(name):
    """A Latin hypercube: in order, value k of 100 lies between the k-th and the next hundredth of the distribution."""
    distribution, part_up_to = PARTS[name]
    drawn = values(distribution, 100)

    assert drawn != sorted(drawn)
    for place, value in enumerate(sorted(drawn)):
        assert place / 100 - 0.001 <= part_up_to(float(value)) <= (place + 1) / 100 + 0.001


def test_weighted_values_are_as_many_as_their_weights_say():
    assert Counter(values(ec.Weighted({"II": 1, "III": 3, "IV": 0}), 40)) == {"II": 10, "III": 30}


def test_values_are_decimals_or_fractions_and_the_same_for_a_seed():
    drawn = values(ec.Uniform("0.1", "0.2"), 50)

    assert all(isinstance(each, Decimal) and each * 10**6 % 10 == 0 for each in drawn)
    assert drawn == values(ec.Uniform("0.1", "0.2"), 50) != values(ec.Uniform("0.1", "0.2"), 50, seed=2)
    assert all(isinstance(each, Decimal | Fraction) for each in values(ec.Uniform(Fraction(1, 3), 1), 5))


def test_another_term_leaves_those_before_it_as_they_are():
    one, two = ec.Uniform(1, 2), ec.Weighted({"II": 1, "III": 1})
    both = ec.drawn_terms({"price": one, "target": two}, sets=20)

    assert [each["price"] for each in both] == values(one, 20)


def test_drawn_sets_are_simulated_and_told_with_their_seed():
    """0.10 mg/L is two classes better than Ⅲ: 上游 has twice the price."""
    drawn = ec.drawn_terms({"price": ec.Uniform(100, 200)}, sets=8, seed=3)
    made = simulated(["0.10"], pickle.loads(pickle.dumps(drawn)))

    assert made.nets[:, 0, 0].tolist() == [round(each["price"] * 200) for each in drawn]
    assert made.notes("en")[-1] == (
        "8 sets of terms drawn by a Latin hypercube (seed 3), independently of one another: price uniform from 100 to 200."
    )
    assert "随机种子 3" in made.notes("zh")[-1]
    assert simulated(["0.10"], [{"price": 1}]).notes("en")[-1].startswith("0 of 1 years")


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        (None, "expected {name: distribution}, not empty, found NoneType"),
        ({}, "not empty, found dict"),
        ({"price": [1, 2]}, "price: expected Uniform, Triangular, Normal or Weighted, found list"),
        ({"price": ec.Uniform(2, 1)}, "Uniform must be (low, high)"),
        ({"price": ec.Uniform("low", 1)}, "Uniform: 'low' is no number"),
        ({"price": ec.Triangular(1, 3, 2)}, "the mode '3' is not between low and high"),
        ({"price": ec.Normal(1, 0, 0, 2)}, "the standard deviation must be above 0, found '0'"),
        ({"price": ec.Normal(0, 1, 100, 200)}, "so far from the mean 0"),
        ({"price": ec.Weighted({})}, "expected {value: weight}"),
        ({"price": ec.Weighted({1: -1, 2: 2})}, "expected {value: weight}"),
        ({"price": ec.Weighted({1: 0})}, "expected {value: weight}"),
    ],
)
def test_what_is_no_distribution_is_refused(terms, told):
    with pytest.raises(ec.RequestError) as caught:
        ec.drawn_terms(terms)

    assert told in caught.value.text("en")


def test_counts_and_all_that_is_wrong_at_once():
    with pytest.raises(ec.RequestError) as caught:
        ec.drawn_terms({"price": ec.Uniform(2, 1), "target": "II"}, sets=5)
    assert len(caught.value.problems) == 2
    with pytest.raises(ec.RequestError, match="sets"):
        ec.drawn_terms({"price": ec.Uniform(1, 2)}, sets=0)
