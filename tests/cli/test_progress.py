"""A progress bar for a terminal, and for nothing else."""

import io
import sys

import pytest

from deliberation.cli.progress import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_there_is_a_bar_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress() as report:
        assert report is None


def test_the_bar_shows_the_share_done_and_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress() as report:
        assert report is not None
        report(0.5, "finding panels")
    assert "[###############...............]  50% finding panels" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")
