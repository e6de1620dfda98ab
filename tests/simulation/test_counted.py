"""With ``counted`` only how often each amount comes about is kept: as much is said of all years, nothing of single ones."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pandas.testing import assert_frame_equal

import ecocomp as ec
from tests.simulation.questions import simulated
from tests.simulation.test_simulated_odd import CASES, LINE, MONTHS, odd_agreement, scenarios, table
from tests.simulation.ways import WAYS


def odd(formula: str, per: str, block_rows: int, **options: Any) -> ec.Simulation:
    """Some years, a part of which must be settled one by one, in blocks of so many."""
    agreement = odd_agreement(formula, per, LINE)
    years = scenarios(agreement, [table(seed % 20, gaps=0.1) for seed in range(60)])
    years = replace(years, block_rows=block_rows)
    return ec.simulate(agreement, years, year=2024, through=MONTHS, detail="sections", **options)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("name", "formula", "per"), CASES, ids=[name for name, *_ in CASES])
def test_blocks_make_the_same_whole_kept_or_counted(name: str, formula: str, per: str, way: Any) -> None:
    with way():
        whole, parts = odd(formula, per, 60), odd(formula, per, 7)
        counted = odd(formula, per, 7, counted=True)

    assert (whole.nets == parts.nets).all()
    assert (whole.unsettled == parts.unsettled).all()
    assert counted.again[1] == parts.again[1]
    for frame in ("summary", "pairs", "sections"):
        assert_frame_equal(getattr(parts, frame)(), getattr(whole, frame)())
        assert_frame_equal(getattr(counted, frame)(), getattr(whole, frame)())


@pytest.mark.parametrize("way", WAYS)
def test_of_single_years_nothing_is_said(way: Any) -> None:
    with way():
        made = simulated(counted=True)

    assert made.summary()["years"].tolist() == [6, 6]
    for ask in (made.draws, made.to_xarray, lambda: made.net("xia"), lambda: made.budget(3), lambda: made.nets):
        with pytest.raises(ec.RequestError, match="counted"):
            ask()


def test_too_many_different_amounts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ecocomp.simulation.gathering.MOST_BYTES", 50)

    with pytest.raises(ec.RequestError, match="不同的金额太多"):
        simulated(counted=True)
    with pytest.raises(ec.RequestError, match="counted"):
        simulated()
