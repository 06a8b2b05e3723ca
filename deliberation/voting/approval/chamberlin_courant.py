"""The rule of Chamberlin and Courant: the committee that represents most voters.

Source: Chamberlin & Courant, "Representative Deliberations and Representative Decisions", American
Political Science Review 77 (1983); Lackner & Skowron, "Multi-Winner Voting with Approval
Preferences" (2023), rule 5.
"""

from __future__ import annotations

from deliberation.voting.approval.approvals import approvals_of
from deliberation.voting.approval.best_by_thiele import best_by_thiele
from deliberation.voting.approval.committee import Committee
from deliberation.voting.approval.thiele import first_only
from deliberation.voting.ballots import Approval
from deliberation.voting.profile import Profile
from deliberation.voting.ties import TieBreak, refuse


def chamberlin_courant(
    profile: Profile[Approval], *, seats: int = 1, break_tie: TieBreak = refuse
) -> Committee:
    """No committee has a member for more voters.

    Finding it is hard in general; a few hundred voters with a few dozen candidates take seconds.

    >>> from deliberation.voting.ties import by_order
    >>> votes = Profile("abc", {Approval("ab"): 5, Approval("ac"): 2, Approval("c"): 3})
    >>> chamberlin_courant(votes, seats=2, break_tie=by_order("abc")).elected
    ('a', 'c')

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when several committees represent most.
        SolverError: a linear programme was not solved.
    """
    approvals = approvals_of(profile, seats)
    return best_by_thiele(
        "chamberlin_courant", approvals, first_only, seats, break_tie, unit="voters"
    )
