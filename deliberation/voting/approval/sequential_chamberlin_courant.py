"""The rule of Chamberlin and Courant, one seat after the other.

Source: Chamberlin & Courant, "Representative Deliberations and Representative Decisions", American
Political Science Review 77 (1983); Lu & Boutilier, "Budgeted Social Choice", IJCAI (2011), for
electing one after the other; Lackner & Skowron, "Multi-Winner Voting with Approval Preferences"
(2023), rule 6.
"""

from __future__ import annotations

from deliberation.voting.approval.approvals import approvals_of
from deliberation.voting.approval.committee import Committee
from deliberation.voting.approval.one_by_one import Log, elect
from deliberation.voting.approval.thiele import Gains, first_only
from deliberation.voting.ballots import Approval
from deliberation.voting.profile import Profile
from deliberation.voting.ties import TieBreak, refuse


def sequential_chamberlin_courant(
    profile: Profile[Approval], *, seats: int = 1, break_tie: TieBreak = refuse
) -> Committee:
    """Elected is, seat after seat, whom most voters approve who have nobody elected yet.

    >>> votes = Profile("abc", {Approval("ab"): 5, Approval("b"): 1, Approval("ac"): 2})
    >>> sequential_chamberlin_courant(votes, seats=2).elected
    ('a', 'b')

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when equal candidates add most voters.
    """
    approvals = approvals_of(profile, seats)
    log = Log(approvals, break_tie)
    elect(log, Gains(approvals, first_only, seats), seats, has="first for {}")
    return log.committee("sequential_chamberlin_courant", seats, log.chosen)
