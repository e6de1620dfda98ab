"""What is said while work takes long: on the standard error of a terminal, and nowhere else."""

from __future__ import annotations

import io
import sys
import time

import pytest

from ecocomp.cli import working as module
from ecocomp.cli.working import progressing, working


class Terminal(io.StringIO):
    """A standard error that is a terminal."""

    def isatty(self) -> bool:
        return True


def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Standard error as a terminal. No fixture: pytest puts its own in place after those."""
    found = Terminal()
    monkeypatch.setattr(sys, "stderr", found)
    monkeypatch.setenv("TERM", "xterm")
    return found


def wait_for(text: str, where: io.StringIO) -> bool:
    """Whether a text appears within some seconds."""
    until = time.monotonic() + 10
    while text not in where.getvalue() and time.monotonic() < until:
        time.sleep(0.01)
    return text in where.getvalue()


def test_long_work_says_what_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    monkeypatch.setattr(module, "DELAY", 0)
    with working("command.working_read", "en"):
        assert wait_for("reading", screen)


def test_short_work_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    monkeypatch.setattr(module, "DELAY", 600)
    with working("command.working_read", "en"):
        pass
    assert "reading" not in screen.getvalue()


def test_progress_is_a_bar_that_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    monkeypatch.setattr(module, "DELAY", 0)
    with progressing("simulation.working", "en", 200) as progress:
        assert wait_for("0%", screen)
        progress(50)
        assert wait_for("25%", screen)


def test_progress_in_a_file_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    found = io.StringIO()
    monkeypatch.setattr(sys, "stderr", found)
    monkeypatch.setattr(module, "DELAY", 0)
    with progressing("simulation.working", "en", 200) as progress:
        progress(50)
        time.sleep(0.05)
    assert found.getvalue() == ""


def test_a_file_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    found = io.StringIO()
    monkeypatch.setattr(sys, "stderr", found)
    monkeypatch.setattr(module, "DELAY", 0)
    with working("command.working_read", "en"):
        time.sleep(0.05)
    assert found.getvalue() == ""


def test_work_that_fails_leaves_the_terminal_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = terminal(monkeypatch)
    monkeypatch.setattr(module, "DELAY", 0)

    def broken() -> None:
        with working("command.working_read", "en"):
            assert wait_for("reading", screen)
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        broken()
    assert screen.getvalue().endswith(("\x1b[?25h", "\x1b[1A\x1b[2K", "\x1b[2K"))
