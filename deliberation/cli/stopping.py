"""Ctrl-C while the solver is at work, where Python itself would wait for its answer."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType

from deliberation.interruption import interruptible


@contextmanager
def heeding_ctrl_c() -> Iterator[None]:
    """Let Ctrl-C call off what is done inside; a second one ends the program on the spot.

    Raises:
        CancelledError: it was pressed while something was computed.
        KeyboardInterrupt: it was pressed at the very end.
    """
    pressed = Event()

    def press(number: int, frame: FrameType | None) -> None:
        pressed.set()
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    before = signal.signal(signal.SIGINT, press)
    try:
        with interruptible(pressed.is_set):
            yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed.is_set():
        raise KeyboardInterrupt
