"""The clock: what is published says when it happened, and a draw waits for a moment to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from deliberation.cli.checkup.finding import Finding, look, ok, wrong

NEAR: Final = timedelta(seconds=5)  # an answer takes a moment, and is dated in whole seconds
FAR: Final = timedelta(seconds=60)
SET_IT: Final = "let it be set from the network (timedatectl set-ntp true), or set it by hand"


def beside(now: datetime, other: datetime, whose: str) -> Finding:
    """The clock of this computer beside *other*, which is that of *whose*."""
    apart = abs(now - other)
    if apart <= NEAR:
        return ok("clock", f"as that of {whose}")
    said = f"{apart.total_seconds():.0f} s {'before' if now > other else 'behind'} that of {whose}"
    return (wrong if apart > FAR else look)("clock", said, SET_IT)


def of_this_computer(now: datetime, written: Path | None) -> Iterator[Finding]:
    """What the clock shows, and whether something was *written* after that.

    Args:
        now: with the time zone of this computer.
        written: a file that was written at some time, such as the database.
    """
    zone = f"{now.tzname()}, UTC{now:%z}"
    yield ok("clock", f"{now:%Y-%m-%d %H:%M:%S} here ({zone}); the pages tell the time in UTC")
    if written is not None and written.exists():
        last = datetime.fromtimestamp(written.stat().st_mtime, now.tzinfo)
        if last > now + NEAR:
            said = f"the database was written at {last:%Y-%m-%d %H:%M:%S}, which is still to come"
            yield wrong("clock", said, SET_IT)
