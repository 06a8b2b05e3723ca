"""Monroe's rule: members stand for equally many voters each, as many as can be by choice.

Source: Monroe, "Fully Proportional Representation", American Political Science Review 89 (1995);
Lackner & Skowron, "Multi-Winner Voting with Approval Preferences" (2023), rule 9.

With multipliers b between 0 and 1 for the candidates, no committee has more voters who are
represented by choice than the sum over voters of the greatest 1 - b among those approved, and over
members of b times the voters that each stands for.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

import numpy as np

from deliberation.solver import FREE, Column, Programme
from deliberation.voting.approval.among_the_best import choose_among_the_best
from deliberation.voting.approval.approvals import Approvals, Voters, approvals_of
from deliberation.voting.approval.at_once import Table
from deliberation.voting.approval.best_by_thiele import one_by_one
from deliberation.voting.approval.committee import Committee
from deliberation.voting.approval.covered import covered, require_few, sizes
from deliberation.voting.approval.fixing import Relaxed
from deliberation.voting.approval.search import Bound, Members, best
from deliberation.voting.approval.thiele import first_only
from deliberation.voting.ballots import Approval
from deliberation.voting.profile import Profile
from deliberation.voting.ties import TieBreak, refuse

FINE = 2**30
"""Parts of one in which multipliers are rounded."""


def monroe(
    profile: Profile[Approval],
    *,
    seats: int = 1,
    voters: Voters = "valid",
    break_tie: TieBreak = refuse,
) -> Committee:
    """No committee can stand for more voters who approve the member that stands for them.

    Every voter is given to one member, and all members stand for equally many, or one more.

    >>> votes = Profile("abc", {Approval("a"): 5, Approval("ab"): 1, Approval("c"): 2})
    >>> monroe(votes, seats=2).elected, monroe(votes, seats=2).total
    (('a', 'c'), Fraction(6, 1))

    Args:
        voters: who is given to a member: those whose ballot names somebody (``"valid"``), or
            everybody who cast one (``"cast"``).

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled; there are more
            than 16; *voters* is another word.
        UnresolvedTieError: by the default *break_tie*, when several committees are equally good.
        SolverError: a linear programme was not solved.
    """
    approvals = approvals_of(profile, seats, voters)
    require_few("monroe", seats)
    problem = _Assigned(approvals, seats)
    start = one_by_one(approvals, first_only, seats)
    found = best(problem, start, Fraction(1), at_once=problem.at_once)
    most = found.most
    elected, ties = choose_among_the_best(problem, found, approvals.candidates, break_tie)
    names = tuple(approvals.candidates[c] for c in sorted(elected))
    others = "others reach as many" if ties else "no other reaches as many"
    because = (
        f"{', '.join(names)} stand for {most} of {approvals.voters} voters by their choice;"
        f" {others}.",
    )
    return Committee("monroe", seats, names, ties, because, total=most)


class _Assigned:
    """Committees, worth the voters who can be given to members whom they approve."""

    def __init__(self, approvals: Approvals, seats: int) -> None:
        self.size = seats
        self.standing: Members = frozenset(range(len(approvals.candidates)))
        self._approvals = approvals
        self._each, self._more = divmod(approvals.voters, seats)  # so many stand for one more
        parts = sizes(seats)
        self._room = parts * self._each + np.minimum(parts, self._more)  # that each part has
        self._table = Table(approvals, seats)

    @cached_property
    def _relaxed(self) -> Relaxed:
        return Relaxed(self._programme(), len(self._approvals.candidates))

    @cached_property
    def _columns(self) -> list[list[int]]:
        """The candidates of each ballot."""
        parts = np.split(self._approvals.columns, self._approvals.starts[1:-1])
        return [part.tolist() for part in parts]

    def at_once(
        self, least: Fraction, inside: Members, free: Members, missing: int
    ) -> list[Members] | None:
        """See ``search.AtOnce``."""
        if (found := self._table.parts(inside, free, missing)) is None:
            return None
        committees, cover = found
        worth = (self._room.astype(cover.dtype) + cover[:, ::-1]).min(axis=1)
        return [committees[i] for i in np.flatnonzero(worth >= least).tolist()]

    def worth(self, committee: Members) -> Fraction:
        """The least of: for all parts, what they stand for, and who approves of the rest."""
        cover = covered(self._approvals, sorted(committee))
        return Fraction(int((self._room.astype(cover.dtype) + cover[::-1]).min()))

    def bound(self, inside: Members, outside: Members) -> Bound:
        """What a committee is worth at most that has all *inside*, and nobody *outside*."""
        guess, prices = self._relaxed.solve(inside, outside)
        width = len(self._approvals.candidates)
        b = [min(max(int(x), 0), FINE) for x in np.rint(prices[1 : width + 1] * FINE).tolist()]
        allowed = self.standing - outside
        total = sum(
            int(n) * max((FINE - b[c] for c in of if c in allowed), default=0)
            for n, of in zip(self._approvals.weights, self._columns, strict=True)
        )
        free = sorted((b[c] for c in allowed - inside), reverse=True)
        members = sum(b[c] for c in inside) + sum(free[: self.size - len(inside)])
        one_more = sum(sorted((b[c] for c in allowed), reverse=True)[: self._more])
        total += self._each * members + one_more
        return Bound(Fraction(total // FINE), [self._each * x for x in b], FINE, guess)

    def _programme(self) -> Programme:
        """Columns: who is a member, who stands for one more, and who is given to whom."""
        width, ballots = len(self._approvals.candidates), len(self._approvals.weights)
        scale = float(max(self._approvals.weights))
        given, more, voter = 1, width + 1, 2 * width + 2  # where these rows begin
        members: list[Column] = [
            [(0, 1.0), (given + c, -self._each / scale), (more + c, -1.0)] for c in range(width)
        ]
        others: list[Column] = [
            [(given + c, -1 / scale), (more + c, 1.0), (2 * width + 1, 1.0)] for c in range(width)
        ]
        pairs: list[Column] = [
            [(given + c, 1.0), (voter + row, 1.0)]
            for row, of in enumerate(self._columns)
            for c in of
        ]
        weights = [float(n) / scale for n in self._approvals.weights]
        return Programme(
            costs=[0.0] * 2 * width + [1.0] * len(pairs),
            lower=[0.0] * (2 * width + len(pairs)),
            upper=[1.0] * 2 * width + [FREE] * len(pairs),
            columns=[*members, *others, *pairs],
            row_lower=[float(self.size), *[-FREE] * (2 * width + 1 + ballots)],
            row_upper=[float(self.size), *[0.0] * 2 * width, float(self._more), *weights],
        )
