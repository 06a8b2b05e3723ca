"""Ctrl-C while the solver is at work."""

import os
import signal
from collections.abc import Callable
from threading import Timer

import pytest

from deliberation.cli.progress import progress
from deliberation.cli.stopping import heeding_ctrl_c
from deliberation.errors import CancelledError
from deliberation.solver import Programme


def press() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def test_ctrl_c_ends_an_integer_programme(endless: Callable[..., Programme]) -> None:
    """Python itself would wait for hours until the solver answers."""
    timer = Timer(0.3, press)
    timer.start()
    with pytest.raises(CancelledError), progress():
        endless().run()
    timer.join()


def test_ctrl_c_at_the_very_end_is_not_lost() -> None:
    """Nothing asks any more, and yet nothing must be written."""
    with pytest.raises(KeyboardInterrupt), heeding_ctrl_c():
        press()


def test_afterwards_ctrl_c_is_what_it_was() -> None:
    before = signal.getsignal(signal.SIGINT)
    with heeding_ctrl_c():
        assert signal.getsignal(signal.SIGINT) is not before
    assert signal.getsignal(signal.SIGINT) is before


def test_a_second_ctrl_c_ends_the_program_on_the_spot() -> None:
    left = []

    def twice() -> None:
        with heeding_ctrl_c():
            press()
            left.append(signal.getsignal(signal.SIGINT))

    with pytest.raises(KeyboardInterrupt):
        twice()
    assert left == [signal.SIG_DFL]
