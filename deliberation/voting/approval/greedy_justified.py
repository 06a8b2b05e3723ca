"""The greedy justified candidate rule: whoever a large enough, poorly represented group shares.

Source: Brill & Peters, "Robust and Verifiable Proportionality Axioms for Multiwinner Voting", EC
(2023), section 4. Those elected by it meet EJR+, and so does any committee that holds them.

Where the source leaves a choice: of several candidates who could be elected, the one whom most
voters of such a group share.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, get_args

import numpy as np

from deliberation.errors import InvalidInputError
from deliberation.voting.approval.approvals import Approvals, Voters, approvals_of
from deliberation.voting.approval.committee import Committee
from deliberation.voting.approval.one_by_one import (
    Log,
    Support,
    elect,
    elect_those_with_totals,
)
from deliberation.voting.ballots import Approval
from deliberation.voting.profile import Profile
from deliberation.voting.ties import TieBreak, refuse

Completion = Literal["approval", "none"]


def greedy_justified(
    profile: Profile[Approval],
    *,
    seats: int = 1,
    completion: Completion = "approval",
    voters: Voters = "valid",
    break_tie: TieBreak = refuse,
) -> Committee:
    """Elected is whom l times as many voters share as one seat stands for, each with fewer than l.

    First with l as the number of seats, then with one less, down to one.

    >>> from deliberation.voting.ties import by_order
    >>> votes = Profile("abcd", {Approval("ab"): 4, Approval("c"): 3, Approval("d"): 1})
    >>> greedy_justified(votes, seats=3, break_tie=by_order("abcd")).elected
    ('a', 'c', 'b')

    Args:
        completion: how seats are filled that this leaves: ``"approval"``, by most approvals;
            ``"none"``: they stay empty.
        voters: who shares out the seats: those whose ballot names somebody (``"valid"``), or
            everybody who cast one (``"cast"``).

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled; *completion* or
            *voters* is another word.
        UnresolvedTieError: by the default *break_tie*, when equally many voters share candidates.
    """
    if completion not in get_args(Completion):
        raise InvalidInputError([f"completion is 'approval' or 'none', not {completion!r}"])
    approvals = approvals_of(profile, seats, voters)
    log = Log(approvals, break_tie)
    groups = _Groups(approvals, seats)
    filled = completion == "approval"
    for groups.l in range(seats, 0, -1):
        has = f"shared by {{}} voters with fewer than {groups.l} elected"
        left = seats - len(log.chosen)
        elect_those_with_totals(log, groups, left, has=has, filled=filled)
    if filled:
        left = seats - len(log.chosen)
        elect(log, Support(approvals), left, has="with {} approvals, to fill a seat left over")
    return log.committee("greedy_justified", seats, log.chosen)


class _Groups:
    """How many supporters of each candidate have fewer than *l* of theirs elected."""

    def __init__(self, approvals: Approvals, seats: int) -> None:
        self.l = seats
        self._approvals, self._seats = approvals, seats
        self._held = np.zeros(len(approvals.weights), dtype=np.intp)
        self._voters = approvals.sums(np.arange(len(self._held)), self._held, seats + 1)

    def totals(self, standing: Sequence[int]) -> dict[int, Fraction]:
        """The number of these voters, for those of *standing* with l times a seat's voters."""
        below = self._voters[: self.l].sum(axis=0)
        needed = self.l * self._approvals.voters
        return {
            c: Fraction(int(below[c])) for c in standing if int(below[c]) * self._seats >= needed
        }

    def take(self, candidate: int) -> None:
        """Elect *candidate*."""
        supporters = self._approvals.supporters[candidate]
        moved = self._approvals.sums(supporters, self._held[supporters], self._seats + 1)
        self._voters = self._voters + np.roll(moved, 1, axis=0) - moved
        self._held[supporters] += 1
