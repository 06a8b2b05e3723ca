"""Approval voting: the most approvals.

Source: Brams & Fishburn, "Approval Voting", American Political Science Review 72 (1978); for
several seats Lackner & Skowron, "Multi-Winner Voting with Approval Preferences" (2023), rule 1.
"""

from __future__ import annotations

from fractions import Fraction

from deliberation.voting.approval.approvals import approvals_of
from deliberation.voting.approval.committee import tally_of
from deliberation.voting.ballots import Approval
from deliberation.voting.profile import Profile
from deliberation.voting.tally import Tally
from deliberation.voting.ties import TieBreak, refuse


def approval(profile: Profile[Approval], *, seats: int = 1, break_tie: TieBreak = refuse) -> Tally:
    """The number of voters who approve each candidate.

    >>> votes = Profile("abc", {Approval("ab"): 4, Approval("b"): 3, Approval("c"): 3})
    >>> approval(votes, seats=2).elected
    ('b', 'a')

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when the last seat is tied.
    """
    approvals = approvals_of(profile, seats)
    totals = dict(zip(profile.candidates, map(Fraction, approvals.support), strict=True))
    return tally_of("approval", totals, seats, break_tie, unit="approvals")
