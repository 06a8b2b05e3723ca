"""Monroe's rule, one seat after the other: each member stands for a part of those still left.

Source: Skowron, Faliszewski & Slinko, "Achieving Fully Proportional Representation: Approximability
Results", Artificial Intelligence 222 (2015), algorithm A; Lackner & Skowron, "Multi-Winner Voting
with Approval Preferences" (2023), rule 10, for approvals.

n voters fill k seats. Elected is whom most voters approve for whom nobody stands yet; of these the
member stands for n/k, where need be one more for the first and one less for the last.

Where the source leaves a choice: of supporters who are more than that, all give the same part of
what is left of their ballot, so that it does not matter who they are.
"""

from __future__ import annotations

from fractions import Fraction

from deliberation.voting.approval.approvals import Approvals, Voters, approvals_of
from deliberation.voting.approval.committee import Committee, sentence_number
from deliberation.voting.approval.one_by_one import Log, sentence
from deliberation.voting.ballots import Approval
from deliberation.voting.profile import Profile
from deliberation.voting.ties import TieBreak, refuse


def greedy_monroe(
    profile: Profile[Approval],
    *,
    seats: int = 1,
    voters: Voters = "valid",
    break_tie: TieBreak = refuse,
) -> Committee:
    """Elected is, seat after seat, whom most voters approve for whom no member stands.

    >>> votes = Profile("abc", {Approval("a"): 5, Approval("ab"): 1, Approval("c"): 2})
    >>> for sentence in greedy_monroe(votes, seats=2).because: print(sentence)
    Seat 1: a, approved by 6 for whom nobody stands; next comes c with 2. a stands for 4 of them.
    Seat 2: c, approved by 2 for whom nobody stands; next comes b with 1/3. c stands for 2 of them.

    Args:
        voters: for whom members stand: those whose ballot names somebody (``"valid"``), or
            everybody who cast one (``"cast"``).

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled; *voters* is
            another word.
        UnresolvedTieError: by the default *break_tie*, when equal candidates have most voters.
    """
    approvals = approvals_of(profile, seats, voters)
    log = Log(approvals, break_tie)
    left = [Fraction(int(times)) for times in approvals.weights]
    each, larger = divmod(approvals.voters, seats)
    for seat in range(1, seats + 1):
        totals = {c: _left(approvals, left, c) for c in log.standing}
        most = max(totals.values())
        tied = [c for c, total in totals.items() if total == most]
        free, more = seats - seat + 1, max(0, larger - seat + 1)
        if free >= len(log.standing):
            tied = tied[:1]
        # Those tied can come in any order only where all of them stand for equally many.
        alike = more == 0 or more >= len(tied) or most <= each
        winner = log.choose(tied, free if alike else 0, f"fill seat {seat}")
        part = min(most, Fraction(each + (more > 0)))
        for ballot in approvals.supporters[winner]:
            left[ballot] -= left[ballot] * part / most if most else 0
        names = approvals.candidates
        said = sentence(names, winner, totals, "approved by {} for whom nobody stands", least=False)
        stands = f"{names[winner]} stands for {sentence_number(part)} of them."
        log.note(winner, totals, f"Seat {seat}: {said} {stands}")
    return log.committee("greedy_monroe", seats, log.chosen)


def _left(approvals: Approvals, left: list[Fraction], candidate: int) -> Fraction:
    """How many voters who approve a candidate are left."""
    return sum((left[ballot] for ballot in approvals.supporters[candidate]), Fraction(0))
