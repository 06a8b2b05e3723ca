"""What a file of ballots holds."""

from __future__ import annotations

from dataclasses import dataclass

from deliberation.voting.ballots import Credits, Ranking
from deliberation.voting.profile import Profile


@dataclass(frozen=True, slots=True)
class Election:
    """The ballots of one vote, with what else their file says.

    Args:
        title: empty where the file gives none.
        seats: how many candidates are to be elected; ``None`` where the file does not say.
    """

    title: str
    profile: Profile[Ranking] | Profile[Credits]
    seats: int | None = None
