"""Whenever the machine dies while a settlement is written, the old record stands there or the new one, whole."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ecocomp as ec
from ecocomp.report import files as report_files
from ecocomp.report.files import write_all
from tests.record.support import small

OLD, NEW = ec.record_of(small()).content, ec.record_of(small(["0.30"] * 12)).content


DIED = 77

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be killed in the middle")


def dying_at(number: int, links: bool) -> Callable[[], None]:
    """Patches that end the process without any farewell at the call of that number; how often they were called else."""
    calls = 0

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls == number:
                os._exit(DIED)
            if function is os.link and not links:
                raise OSError(95, "not supported")
            return function(*args, **options)

        return call

    def patch() -> None:
        # the child alone sees this: it never comes back
        report_files.os.fsync = counted(os.fsync)
        report_files.os.replace = counted(os.replace)
        report_files.os.link = counted(os.link)
        report_files.open = counted(open)
        Path.unlink = counted(Path.unlink)

    return patch


def killed_at(folder: Path, number: int, links: bool) -> bool:
    """Write the new files in a process that dies at a call; whether it died."""
    child = os.fork()
    if not child:
        try:
            dying_at(number, links)()
            write_all(folder, {"a.csv": b"new", "record.json": NEW, "z.csv": b"new"}, gone=["stale.csv"])
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == DIED


@pytest.mark.parametrize("links", [True, False])
def test_a_process_killed_at_any_call_leaves_the_old_or_the_new_record(tmp_path: Path, links: bool) -> None:
    seen = set()
    for number in range(1, 100):
        folder = tmp_path / str(number)
        write_all(folder, {"a.csv": b"old", "record.json": OLD, "stale.csv": b"old", "z.csv": b"old"})
        died = killed_at(folder, number, links)
        content = (folder / "record.json").read_bytes()
        assert content in (OLD, NEW)
        assert ec.verify(folder / "record.json").equal
        assert {(folder / name).read_bytes() for name in ("a.csv", "z.csv")} <= {b"old", b"new"}
        assert not (content == NEW and (folder / "stale.csv").exists())
        seen.add(content == NEW)
        if not died:
            break
        # what was left lying about is in the way of nothing
        write_all(folder, {"a.csv": b"new", "record.json": NEW, "z.csv": b"new"})
        assert (folder / "record.json").read_bytes() == NEW
    assert number > 12
    assert seen == {True, False}
