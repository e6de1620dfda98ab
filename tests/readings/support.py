"""What the tests of reading share: writing small files, and looking at what came of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from ecocomp.errors import Problem, ReadingsError
from ecocomp.readings import Reading, Readings, read_monitoring

SHARED_DATA = Path(__file__).resolve().parents[3] / "shared" / "data"

needs_shared_data = pytest.mark.skipif(
    not (SHARED_DATA / "cnemc_4h_sections").is_dir(),
    reason="the monitoring files in ../shared/data carry no licence and are not part of the project",
)


def written(folder: Path, text: str, name: str = "监测.csv", encoding: str = "utf-8") -> Path:
    """A file with the text."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def read_text(folder: Path, text: str, **options: object) -> Readings:
    """The readings of a CSV file with the text."""
    return read_monitoring(written(folder, text), **options)


def errors(folder: Path, text: str, **options: object) -> tuple[Problem, ...]:
    """The problems for which a CSV file with the text is refused."""
    with pytest.raises(ReadingsError) as caught:
        read_text(folder, text, **options)
    return caught.value.problems


def codes(problems: Sequence[Problem]) -> list[str]:
    """The codes of problems without the name of the catalogue's page, sorted."""
    return sorted(each.code.removeprefix("readings.") for each in problems)


def places(problems: Sequence[Problem]) -> list[str]:
    """The places of problems as printed."""
    return [str(each.place) for each in problems]


def short(reading: Reading) -> tuple[str, str, str, str]:
    """Section, time, indicator and value or qualifier of a reading."""
    value = reading.qualifier if reading.value is None else str(reading.value)
    return reading.section, reading.when, reading.indicator, value
