"""Satisfaction approval voting: each voter shares one vote equally among those approved.

Source: Brams & Kilgour, "Satisfaction Approval Voting", in: Voting Power and Procedures (2014), 2.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from deliberation.voting.approval.approvals import approvals_of
from deliberation.voting.approval.committee import tally_of
from deliberation.voting.ballots import Approval
from deliberation.voting.profile import Profile
from deliberation.voting.tally import Tally
from deliberation.voting.ties import TieBreak, refuse


def satisfaction_approval(
    profile: Profile[Approval], *, seats: int = 1, break_tie: TieBreak = refuse
) -> Tally:
    """A ballot that approves n candidates gives each of them 1/n.

    >>> votes = Profile("abc", {Approval("ab"): 4, Approval("b"): 1, Approval("c"): 3})
    >>> satisfaction_approval(votes, seats=2).totals
    {'a': Fraction(2, 1), 'b': Fraction(3, 1), 'c': Fraction(3, 1)}

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when the last seat is tied.
    """
    approvals = approvals_of(profile, seats)
    named = np.diff(approvals.starts)
    voters = approvals.sums(np.arange(len(named)), named, int(named.max()) + 1)
    totals = {
        candidate: sum(
            (Fraction(int(voters[n, c]), int(n)) for n in np.flatnonzero(voters[:, c])), Fraction(0)
        )
        for c, candidate in enumerate(profile.candidates)
    }
    return tally_of("satisfaction_approval", totals, seats, break_tie, unit="votes")
