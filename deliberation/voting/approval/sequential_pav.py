"""Proportional approval voting, one seat after the other.

Source: Thiele, "Om Flerfoldsvalg" (1895); Lackner & Skowron, "Multi-Winner Voting with Approval
Preferences" (2023), rule 6.
"""

from __future__ import annotations

from deliberation.voting.approval.approvals import approvals_of
from deliberation.voting.approval.committee import Committee
from deliberation.voting.approval.one_by_one import Log, elect
from deliberation.voting.approval.thiele import Gains, harmonic
from deliberation.voting.ballots import Approval
from deliberation.voting.profile import Profile
from deliberation.voting.ties import TieBreak, refuse


def sequential_pav(
    profile: Profile[Approval], *, seats: int = 1, break_tie: TieBreak = refuse
) -> Committee:
    """A ballot with j of its candidates elected counts 1/(j + 1) for each of the others.

    >>> from deliberation.voting.ties import by_order
    >>> votes = Profile(("a", "b", "c"), {Approval("ab"): 5, Approval("c"): 3})
    >>> sequential_pav(votes, seats=2, break_tie=by_order("abc")).elected
    ('a', 'c')

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when equal candidates add most.
    """
    approvals = approvals_of(profile, seats)
    log = Log(approvals, break_tie)
    elect(log, Gains(approvals, harmonic, seats), seats, has="which adds {}")
    return log.committee("sequential_pav", seats, log.chosen)
