"""A door for work that takes a processor long: few are let through at once, and few wait.

A server has a dozen threads. If each were busy with a password or a code, those who vote would
wait; so who comes to a full door is sent away at once, and may come again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore


class FullError(Exception):
    """As many as may wait are waiting."""


class Door:
    """One door of one process.

    Args:
        places: how many may be there at once, with those who are let through; each keeps a thread.
        at_once: how many of them are let through at once; each keeps a processor.
    """

    def __init__(self, *, places: int, at_once: int) -> None:
        self._places = BoundedSemaphore(places)
        self._at_once = BoundedSemaphore(at_once)

    @contextmanager
    def place(self) -> Iterator[None]:
        """Be at the door.

        Raises:
            FullError: every place is taken.
        """
        if not self._places.acquire(blocking=False):
            raise FullError
        try:
            yield
        finally:
            self._places.release()

    @contextmanager
    def through(self) -> Iterator[None]:
        """Wait until there is room for the work, and do it."""
        with self._at_once:
            yield
