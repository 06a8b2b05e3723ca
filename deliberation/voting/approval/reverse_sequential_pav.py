"""Proportional approval voting backwards: everybody is elected, and one after the other removed.

Source: Thiele, "Om Flerfoldsvalg" (1895), in whose text it is the third method; Lackner & Skowron,
"Multi-Winner Voting with Approval Preferences" (2023), rule 7.
"""

from __future__ import annotations

from deliberation.voting.approval.approvals import approvals_of
from deliberation.voting.approval.committee import Committee
from deliberation.voting.approval.one_by_one import Log, remove
from deliberation.voting.approval.thiele import Losses, harmonic
from deliberation.voting.ballots import Approval
from deliberation.voting.profile import Profile
from deliberation.voting.ties import TieBreak, refuse


def reverse_sequential_pav(
    profile: Profile[Approval], *, seats: int = 1, break_tie: TieBreak = refuse
) -> Committee:
    """Removed is whom the voters miss least, until as many are left as there are seats.

    A voter with j of his or her candidates left misses 1/j of any of them.

    >>> from deliberation.voting.ties import by_order
    >>> votes = Profile(("a", "b", "c"), {Approval("ab"): 5, Approval("c"): 3})
    >>> reverse_sequential_pav(votes, seats=2, break_tie=by_order("abc")).elected
    ('b', 'c')

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when equal candidates are missed least.
    """
    approvals = approvals_of(profile, seats)
    log = Log(approvals, break_tie)
    remove(log, Losses(approvals, harmonic), len(profile.candidates) - seats, has="missed by {}")
    if not log.because:
        log.because.append("There is a seat for everybody, so nobody is removed.")
    return log.committee("reverse_sequential_pav", seats, log.standing)
