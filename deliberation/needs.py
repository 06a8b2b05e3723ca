"""What a member needs to take part: asked after the draw, and of no concern to it.

Needs tell of health and belief (Article 9 of Regulation (EU) 2016/679), so they stand apart from
the answers that people are drawn by: nothing here knows of a pool, and no pool of this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Help(StrEnum):
    """A kind of help; the note beside it says what exactly."""

    DIET = "diet"
    ACCESS = "access"
    INTERPRETER = "interpreter"
    CHILDCARE = "childcare"
    HEARING = "hearing"
    SIGHT = "sight"
    TRAVEL = "travel"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Need:
    """That a *member*, by the id of the pool, needs a kind of help."""

    member: str
    kind: Help
    note: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """For how many something is to be made ready."""

    kind: Help
    note: str
    count: int


def wanted(needs: Iterable[Need]) -> tuple[Wanted, ...]:
    """What is to be made ready, without saying for whom; alike notes are one, whatever their case.

    >>> wanted([Need("c1", Help.DIET, "No pork"), Need("c2", Help.DIET, "no pork ")])
    (Wanted(kind=<Help.DIET: 'diet'>, note='no pork', count=2),)
    """
    counted = Counter((need.kind, need.note.strip().casefold()) for need in needs)
    order = [*Help]
    return tuple(
        Wanted(kind, note, counted[kind, note])
        for kind, note in sorted(counted, key=lambda each: (order.index(each[0]), each[1]))
    )
