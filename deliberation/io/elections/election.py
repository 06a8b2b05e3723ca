"""What a file of ballots holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from deliberation.voting.profile import Profile


@dataclass(frozen=True, slots=True)
class Election:
    """The ballots of one vote, with what else their file says.

    Args:
        profile: its ballots are of the kind that was asked for, or that the file holds.
        title: empty where the file gives none.
        seats: how many candidates are to be elected; ``None`` where the file does not say.
    """

    title: str
    profile: Profile[Any]
    seats: int | None = None
