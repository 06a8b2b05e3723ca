"""Phragmén's rule, one seat after the other.

Source: Phragmén, "Till frågan om en proportionell valmetod", Statsvetenskaplig Tidskrift 2 (1899);
Brill, Freeman, Janson & Lackner, "Phragmén's voting methods and justified representation",
Mathematical Programming 203 (2024), 3.1 (seq-Phragmén).

Where the source leaves a choice: candidates whom nobody approves come last, and are equal.
"""

from __future__ import annotations

from deliberation.voting.approval.approvals import approvals_of
from deliberation.voting.approval.committee import Committee
from deliberation.voting.approval.loads import Loads
from deliberation.voting.approval.one_by_one import Log, elect
from deliberation.voting.ballots import Approval
from deliberation.voting.profile import Profile
from deliberation.voting.ties import TieBreak, refuse

HAS = "whose supporters then carry {} each"


def sequential_phragmen(
    profile: Profile[Approval], *, seats: int = 1, break_tie: TieBreak = refuse
) -> Committee:
    """Elected is, seat after seat, whose supporters carry least once they have shared the cost.

    >>> votes = Profile(("a", "b", "c"), {Approval("a"): 5, Approval("bc"): 6})
    >>> sequential_phragmen(votes, seats=3).steps[1].totals
    {'a': Fraction(1, 5), 'c': Fraction(1, 3)}

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when equal candidates cost least.
    """
    approvals = approvals_of(profile, seats)
    log = Log(approvals, break_tie)
    elect(log, Loads(approvals), seats, has=HAS, least=True)
    return log.committee("sequential_phragmen", seats, log.chosen)
