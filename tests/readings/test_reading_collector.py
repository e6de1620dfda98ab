"""The search for circles is put off while a file is read, and is as it was afterwards."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from ecocomp.errors import EcocompError
from ecocomp.readings import read_monitoring
from ecocomp.readings.collector import collector_put_off


@pytest.mark.parametrize("on", [True, False])
def test_it_is_as_it_was(on: bool, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("断面\n平林\n", encoding="utf-8")
    before = gc.isenabled()
    try:
        gc.enable() if on else gc.disable()
        with collector_put_off():
            assert not gc.isenabled()
        assert gc.isenabled() is on
        with pytest.raises(EcocompError):
            read_monitoring(tmp_path / "bad.csv")
        assert gc.isenabled() is on
    finally:
        gc.enable() if before else gc.disable()
