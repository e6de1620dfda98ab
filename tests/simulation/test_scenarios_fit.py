"""The fit finds the distributions that histories were drawn from, also where some values were below a limit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecocomp.simulation.scenarios.fit import fitted, loadings, neighbours

MONTHS = 12
NONE_BELOW = np.zeros((2, MONTHS), bool)


def drawn(years: int, mean: np.ndarray, spread: np.ndarray | float, seed: int = 7) -> np.ndarray:
    return mean + spread * np.random.default_rng(seed).standard_normal((years, MONTHS))


def test_the_mean_of_a_month_is_that_of_its_values_and_the_spread_is_shared_in_a_short_history():
    values = np.array([[1.0] * MONTHS, [3.0] * MONTHS])
    fit = fitted(values, NONE_BELOW)

    # each month: mean 2, squares 1 + 1; twelve months have 24 squares and 24 - 12 degrees of freedom
    assert fit.mean.tolist() == [2.0] * MONTHS
    assert fit.spread == pytest.approx([np.sqrt(24 / 12)] * MONTHS)
    assert not fit.by_month
    assert fit.residuals[:, 0] == pytest.approx([-1 / np.sqrt(2), 1 / np.sqrt(2)])


def test_a_long_history_gives_each_month_a_spread_of_its_own():
    values = np.repeat([[1.0], [3.0]], 5, axis=0) * np.arange(1, 13)
    fit = fitted(values, np.zeros(values.shape, bool))

    # ten values around 2 m, each m away from it: m * sqrt(10 / 9)
    assert fit.by_month
    assert fit.mean == pytest.approx(2 * np.arange(1, 13))
    assert fit.spread == pytest.approx(np.arange(1, 13) * np.sqrt(10 / 9))


def test_values_below_a_limit_are_fitted_by_greatest_likelihood():
    # half of a symmetric distribution is below its middle: what is seen above tells the rest
    mean, spread, limit = 2.0, 0.5, 2.0
    values = drawn(2000, np.full(MONTHS, mean), spread)
    below = values < limit
    fit = fitted(np.where(below, limit, values), below)

    assert 0.49 < below.mean() < 0.51
    # at a limit that would be taken for the value the mean would be 2.2 and the spread 0.29
    assert fit.mean == pytest.approx([mean] * MONTHS, abs=0.06)
    assert fit.spread == pytest.approx([spread] * MONTHS, abs=0.04)


def test_a_fit_finds_what_the_history_was_drawn_from():
    mean, spread = np.linspace(-3, -1, MONTHS), np.linspace(0.2, 0.8, MONTHS)
    values = drawn(400, mean, spread)
    below = values < -3
    fit = fitted(np.where(below, -3, values), below)

    # a mean of 400 values is off by spread / 20, a spread by 1 / 28; three times that, and more where half are below
    assert (np.abs(fit.mean - mean) < 0.15 * spread).all()
    assert np.abs(fit.spread / spread - 1).max() < 0.2


def test_a_month_never_found_stays_below_and_one_never_measured_stays_missing():
    values = np.array([[1.0] * MONTHS, [3.0] * MONTHS])
    below = NONE_BELOW.copy()
    below[:, 4] = True
    values[:, 5] = np.nan
    fit = fitted(values, below)

    assert fit.mean[4] == -np.inf
    assert np.isnan(fit.mean[5])
    assert fit.spread[4:6].tolist() == [0, 0]
    assert fit.mean[6] == 2


def test_one_year_is_too_short_for_a_spread():
    assert fitted(np.ones((1, MONTHS)), NONE_BELOW[:1]) is None


def test_values_that_never_change_have_no_spread():
    fit = fitted(np.full((2, MONTHS), 0.3), NONE_BELOW)

    assert fit.mean.tolist() == [0.3] * MONTHS
    assert fit.spread.tolist() == [0] * MONTHS


@given(st.integers(2, 12), st.integers(0, 2**32 - 1), st.floats(-2, 2))
def test_a_limit_below_all_values_changes_nothing_and_one_among_them_stays_finite(years: int, seed: int, limit: float):
    values = drawn(years, np.zeros(MONTHS), 1.0, seed)
    below = values < limit
    fit = fitted(np.where(below, limit, values), below)
    if fit is None:
        # all is below, or no month has two values: there is nothing to fit
        assert (~below).any(axis=0).sum() * years - (~below).any(axis=0).sum() < 1
        return
    some = np.isfinite(fit.mean)
    assert (some == (~below).any(axis=0)).all()
    assert np.isfinite(fit.spread).all()
    # a limit stands for less than it says: no mean is above that of the limits themselves
    assert (fit.mean[some] <= np.where(below, limit, values).mean(axis=0)[some] + 1e-9).all()
    if not below.any():
        assert fit.mean == pytest.approx(values.mean(axis=0))


def test_correlations_are_those_of_the_history():
    random = np.random.default_rng(5)
    true = np.array([[1.0, 0.8, -0.3], [0.8, 1.0, 0.0], [-0.3, 0.0, 1.0]])
    rows = np.linalg.cholesky(true) @ random.standard_normal((3, 200 * MONTHS))
    made = loadings([each.reshape(200, MONTHS) for each in rows])

    # of 2,400 months a correlation is off by 0.02; three times that
    assert np.abs(made @ made.T - true).max() < 0.06


def test_what_goes_wholly_together_needs_one_number_and_what_has_nothing_in_common_two():
    row = np.random.default_rng(2).standard_normal((2, MONTHS))
    apart = row.copy()
    apart[:, 3:] = np.nan

    assert loadings([row, 2 * row]).shape == (2, 1)
    made = loadings([row, apart])
    assert made @ made.T == pytest.approx(np.eye(2))


@given(st.integers(1, 6), st.integers(1, 30), st.integers(0, 2**32 - 1))
def test_every_series_has_a_variance_of_one_also_where_values_lack(years: int, series: int, seed: int):
    random = np.random.default_rng(seed)
    rows = random.standard_normal((series, years, MONTHS))
    rows[random.random(rows.shape) < 0.4] = np.nan
    made = loadings(list(rows))

    assert (made**2).sum(axis=1) == pytest.approx(np.ones(series))


def test_neighbouring_months_are_correlated_where_the_history_is_long_enough():
    random = np.random.default_rng(9)
    row = np.empty(100 * MONTHS)
    row[0] = random.standard_normal()
    for month in range(1, len(row)):
        row[month] = 0.6 * row[month - 1] + 0.8 * random.standard_normal()
    years = row.reshape(100, MONTHS)

    # of 1,200 months the correlation is off by 0.023; three times that
    assert neighbours([years]) == pytest.approx(0.6, abs=0.07)
    assert neighbours([years[:4]]) == 0
    # what swings from month to month is taken for independent
    assert neighbours([years * (-1) ** np.arange(MONTHS)]) == 0
