"""How far long work has come, for somebody who is watching, and perhaps has waited enough."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from deliberation.cli.stopping import heeding_ctrl_c

WIDTH = 30


@contextmanager
def progress() -> Iterator[Callable[[float, str], None] | None]:
    """A bar on the standard error, or nothing where that is not a terminal.

    Raises:
        CancelledError: Ctrl-C was pressed.
        KeyboardInterrupt: it was pressed at the very end.
    """
    with heeding_ctrl_c():
        if not sys.stderr.isatty():
            yield None
            return
        try:
            yield _show
        finally:
            sys.stderr.write("\r\x1b[K")  # back to the start of the line, and empty it
            sys.stderr.flush()


def _show(done: float, words: str) -> None:
    bar = ("#" * round(WIDTH * done)).ljust(WIDTH, ".")
    sys.stderr.write(f"\r\x1b[K[{bar}] {done:4.0%} {words}")
    sys.stderr.flush()
