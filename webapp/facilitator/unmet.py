"""Files whose quotas do not add up to the seats: what conflicts and what would help, at once.

Such quotas are not kept, so there is nothing that background work could read. What is said of them
is computed while the page waits, for some seconds at most.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from markupsafe import Markup

from deliberation.errors import CancelledError, InvalidInputError, SolverError
from deliberation.interruption import interruptible
from deliberation.sortition import Demands, Pool, explain
from deliberation.sortition.quotas import Quota
from webapp.facilitator.check import Told, names_of

PATIENCE = 10.0  # seconds that a page keeps its reader waiting
MANY = 5_000  # people, among whom it takes longer than that


@dataclass(frozen=True, slots=True)
class Line:
    """One quota as it was asked for."""

    quota: Quota


@dataclass(frozen=True, slots=True)
class Unmet:
    """What is said of demands that do not add up.

    Args:
        told: ``None`` where it was not found out.
        trouble: why not, as one sentence; empty where there was no time.
    """

    lines: tuple[Line, ...]
    told: Told | None
    trouble: str


def unmet(parsed: Callable[[], tuple[Pool, Demands]]) -> Unmet | None:
    """What is said of the files that *parsed* reads; ``None`` where more is wrong with them."""
    try:
        pool, demands = parsed()
    except InvalidInputError:
        return None
    lines = tuple(Line(quota) for quota in demands)
    if len(pool) > MANY:
        return Unmet(lines, None, "")
    deadline = monotonic() + PATIENCE
    try:
        with interruptible(lambda: monotonic() > deadline):
            found = explain(pool, demands)
    except CancelledError:
        return Unmet(lines, None, "")
    except SolverError as error:
        return Unmet(lines, None, error.sentence)
    return Unmet(lines, Told(found, names_of(demands), (), Markup(), None), "")
