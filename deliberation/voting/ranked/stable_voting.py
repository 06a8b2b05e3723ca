"""Stable Voting: whoever wins without the one they beat most clearly.

Source: Holliday & Pacuit, "Stable Voting", Constitutional Political Economy 34 (2023), section 2.

The matches of two candidates are looked at from the largest margin down; the first in which the one
who comes first is undefeated (as ``split_cycle`` says) and would win without the other decides.
Where several first decide with one margin, all of them win.
"""

from __future__ import annotations

from itertools import groupby

import numpy as np

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Ranking, WeakRanking
from deliberation.voting.pairwise import pairwise
from deliberation.voting.preferences import Matrix
from deliberation.voting.profile import Profile
from deliberation.voting.ranked.majority import RANKINGS
from deliberation.voting.ranked.paths import strongest
from deliberation.voting.ranked.results import Choice
from deliberation.voting.ranked.single import require_one_seat
from deliberation.voting.ranked.split_cycle import defeating
from deliberation.voting.ranked.strength import strengths
from deliberation.voting.ranked.words import are, names
from deliberation.voting.seats import fill
from deliberation.voting.ties import TieBreak, refuse

MOST = 16
"""With more candidates too many of their subsets might have to be looked at."""


def stable_voting(
    profile: Profile[Ranking | WeakRanking], *, seats: int = 1, break_tie: TieBreak = refuse
) -> Choice:
    """All who win by the rule, and one of them.

    >>> cycle = Profile.ranked({("a", "b", "c"): 4, ("b", "c", "a"): 3, ("c", "a", "b"): 2})
    >>> print(*stable_voting(cycle).because)
    Without c (a's margin over c is -1), a would win. a is elected by the first such match.

    Raises:
        InvalidInputError: there is no valid ballot, *seats* is not one, or there are more than 16
            candidates.
        UnresolvedTieError: by the default *break_tie*, when several win.
    """
    require_one_seat("stable_voting", profile, RANKINGS, seats)
    if len(profile.candidates) > MOST:
        raise InvalidInputError(
            [f"stable voting is counted with at most {MOST} candidates; take split_cycle"]
        )
    d = profile.preferences
    matches = _Matches(d - d.T)
    everybody = tuple(range(len(d)))
    c = profile.candidates
    winners = tuple(c[i] for i in matches.winners(everybody))
    elected, ties = fill([list(winners)], seats, break_tie)
    because = [
        f"Without {c[j]} ({c[i]}'s margin over {c[j]} is {matches.margins[i, j]}), {c[i]} would"
        f" win."
        for i, j in matches.deciding(everybody)
    ]
    told = (*because, f"{are(winners)} elected by the first such match.")
    if len(winners) > 1:
        told = (*because, f"{names(winners)} are equally good by the first such matches.")
    return Choice("stable_voting", winners, elected, ties, pairwise(profile), told)


class _Matches:
    """The matches of a profile, and who wins among which candidates, each asked once."""

    def __init__(self, margins: Matrix) -> None:
        self.margins = margins
        self._winners: dict[tuple[int, ...], tuple[int, ...]] = {}

    def winners(self, among: tuple[int, ...]) -> tuple[int, ...]:
        """Who wins where only these stand."""
        if len(among) == 1:
            return among
        if among not in self._winners:
            self._winners[among] = tuple(sorted({i for i, _ in self.deciding(among)}))
        return self._winners[among]

    def deciding(self, among: tuple[int, ...]) -> list[tuple[int, int]]:
        """The matches of largest margin whose first is undefeated and wins without the second."""
        m = self.margins[among, :][:, among]
        links = strengths(m, "winning")
        losers = np.nonzero(defeating(links, strongest(links).T))[1].tolist()
        pairs = [
            (-int(m[a, b]), i, j)
            for a, i in enumerate(among)
            if a not in losers
            for b, j in enumerate(among)
            if i != j
        ]
        for _, level in groupby(sorted(pairs), key=lambda pair: pair[0]):
            found = [
                (i, j) for _, i, j in level if i in self.winners(tuple(k for k in among if k != j))
            ]
            if found:
                return found
        return []
