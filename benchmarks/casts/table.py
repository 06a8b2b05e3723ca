"""What came of every crowd, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.casts.crowds import Crowd, Waits
from benchmarks.markdown import markdown

HEAD: Final = [
    *(("served by", ""), ("crowd", ""), ("get ms, 50 %", ">"), ("99 %", ">"), ("cast 50 %", ">")),
    *(("99 %", ">"), ("receipt 99 %", ">"), ("last after s", ">"), ("failed", ">")),
    *(("lost", ">"), ("double", ">"), ("CPU ms", ">"), ("times bare", ">")),
    ("phones", ">"),
]


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a crowd at a server.

    Args:
        cpu: the CPU seconds of the server.
        kept: how many ballots are in the urn afterwards; ``None`` where there is none.
    """

    served: str
    crowd: Crowd
    waits: Waits
    cpu: float
    kept: int | None


def table(came: Iterable[Came]) -> str:
    """A line for each, with its CPU time beside that of the bare endpoint on the same crowd."""
    found = [*came]
    bare = {each.crowd: each.cpu for each in found if each.kept is None}
    return "\n".join(markdown(HEAD, [_line(each, bare.get(each.crowd)) for each in found]))


def _line(came: Came, bare: float | None) -> list[str]:
    """One line."""
    waits, members = came.waits, came.crowd.members
    lost = double = "-"
    if came.kept is not None:
        lost = str(max(0, members - waits.failed - came.kept))
        double = str(max(0, came.kept - members))
    return [
        *(came.served, str(came.crowd), _ms(waits.get, 0.5), _ms(waits.get, 0.99)),
        *(_ms(waits.post, 0.5), _ms(waits.post, 0.99), _ms(waits.receipt, 0.99)),
        *(f"{waits.last:.1f}", str(waits.failed), lost, double),
        f"{came.cpu / members * 1000:.1f}",
        f"{came.cpu / bare:.1f}" if bare and came.kept is not None else "-",
        f"{waits.cpu / members * 1000:.1f}",
    ]


def _ms(waits: Sequence[float], share: float) -> str:
    """The wait that so large a *share* of them did not exceed."""
    return f"{waits[min(len(waits) - 1, int(len(waits) * share))] * 1000:.0f}" if waits else "-"
