"""Proportional approval voting: the committee that is worth most to the voters.

Source: Thiele, "Om Flerfoldsvalg" (1895); Lackner & Skowron, "Multi-Winner Voting with Approval
Preferences" (2023), rule 4.
"""

from __future__ import annotations

from deliberation.voting.approval.approvals import approvals_of
from deliberation.voting.approval.best_by_thiele import best_by_thiele
from deliberation.voting.approval.committee import Committee
from deliberation.voting.approval.thiele import harmonic
from deliberation.voting.ballots import Approval
from deliberation.voting.profile import Profile
from deliberation.voting.ties import TieBreak, refuse


def pav(profile: Profile[Approval], *, seats: int = 1, break_tie: TieBreak = refuse) -> Committee:
    """A voter with j representatives is worth 1 + 1/2 + ... + 1/j: no committee is worth more.

    Finding it is hard in general; a few hundred voters with a few dozen candidates take seconds.

    >>> votes = Profile("abcd", {Approval("ab"): 6, Approval("c"): 4, Approval("d"): 1})
    >>> pav(votes, seats=3).total
    Fraction(13, 1)

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when several committees are worth most.
        SolverError: a linear programme was not solved.
    """
    approvals = approvals_of(profile, seats)
    return best_by_thiele("pav", approvals, harmonic, seats, break_tie, unit="")
