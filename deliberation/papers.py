"""Ballots on paper, and help with voting: what is known of both.

Nothing here knows who filled in which paper, and what stands on one is known in seals only, which
open with the code on the paper itself. Nor does it know who was helped.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PaperState(StrEnum):
    """A paper is printed, and then put into the urn or struck."""

    PRINTED = "printed"
    COUNTED = "counted"
    STRUCK = "struck"


@dataclass(frozen=True, slots=True)
class Typist:
    """Whoever types papers in: the account that is used, and the *name* that was given."""

    account: str
    name: str


@dataclass(frozen=True, slots=True)
class TypedIn:
    """A paper as it was typed in, sealed; ``second`` is there where two typed it differently.

    Args:
        by: who typed each.
    """

    first: bytes
    by: tuple[Typist, ...]
    second: bytes | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """The papers of a vote, in numbers.

    Args:
        printed: how many papers there are.
        handed_out: how many members vote on paper.
        struck: papers that count no more, because they were spoiled or given back.
        once: papers that were typed in once.
        differing: papers that were typed in twice, and not alike.
        counted: papers that are in the urn.
        opened: whether the box is open: papers are typed in, and phones cast no more.
    """

    printed: int = 0
    handed_out: int = 0
    struck: int = 0
    once: int = 0
    differing: int = 0
    counted: int = 0
    opened: bool = False

    @property
    def waiting(self) -> int:
        """How many papers were begun, and are not in the urn."""
        return self.once + self.differing

    @property
    def missing(self) -> int:
        """How many members took a paper that is not in the urn."""
        return self.handed_out - self.counted


@dataclass(frozen=True, slots=True)
class Ways:
    """Which ways the ballots of a closed vote came, in numbers; ``None`` where that is not told.

    Args:
        paper: how many came on paper.
        phones: how many came from phones and shared tablets.
        struck: how many papers were struck, which is told however few they are.
        helped: how many members were helped, as it was noted.
    """

    paper: int | None
    phones: int | None
    helped: int | None
    struck: int


class Helper(StrEnum):
    """In which role somebody helps a member to vote."""

    DESK = "desk"
    INTERPRETER = "interpreter"
    COMPANION = "companion"


@dataclass(frozen=True, slots=True)
class Helping:
    """That somebody has *helped* so many members to vote; whom, nobody knows."""

    name: str
    helper: Helper
    helped: int
