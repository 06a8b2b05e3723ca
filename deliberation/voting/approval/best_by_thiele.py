"""The best committee by one of Thiele's rules, and what ties make of it."""

from __future__ import annotations

from fractions import Fraction

from deliberation.voting.approval.among_the_best import choose_among_the_best
from deliberation.voting.approval.approvals import Approvals
from deliberation.voting.approval.committee import Committee, sentence_number
from deliberation.voting.approval.search import Members, best
from deliberation.voting.approval.thiele import Gains, Worth
from deliberation.voting.approval.thiele_bound import ThieleProblem
from deliberation.voting.approval.worth_of_many import WorthOfMany
from deliberation.voting.ties import TieBreak


def best_by_thiele(
    rule: str, approvals: Approvals, f: Worth, seats: int, break_tie: TieBreak, *, unit: str
) -> Committee:
    """The committee that is worth most to the voters.

    Args:
        f: what the j-th representative is worth.
        unit: of what a committee is worth.

    Raises:
        UnresolvedTieError: by the default tie-break, where several committees are worth most.
        SolverError: a linear programme was not solved.
    """
    problem = ThieleProblem(approvals, f, seats)
    many = WorthOfMany(approvals, f, seats)
    start = one_by_one(approvals, f, seats)
    found = best(problem, start, problem.step, at_once=many.reaching)
    most = found.most
    elected, ties = choose_among_the_best(problem, found, approvals.candidates, break_tie)
    names = tuple(approvals.candidates[c] for c in sorted(elected))
    said = f"{sentence_number(most)} {unit}".strip()
    others = "others are worth as much" if ties else "no other is worth as much"
    because = (f"{', '.join(names)} are worth {said} together, the most; {others}.",)
    return Committee(rule, seats, names, ties, because, total=most)


def one_by_one(approvals: Approvals, f: Worth, seats: int) -> Members:
    """A good committee to begin with: whoever adds most, seat after seat."""
    gains = Gains(approvals, f, seats)
    left = list(range(len(approvals.candidates)))
    for _ in range(seats):
        totals = gains.totals(left)
        chosen = max(left, key=lambda c: (totals.get(c, Fraction(0)), -c))
        gains.take(chosen)
        left.remove(chosen)
    return frozenset(range(len(approvals.candidates))) - frozenset(left)
