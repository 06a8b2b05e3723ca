"""Phragmén's rule for whole committees: nobody carries more than need be, and then nobody else.

Source: Phragmén, "Sur la théorie des élections multiples", Öfversigt af Kongliga Vetenskaps-
Akademiens Förhandlingar 53 (1896); Brill, Freeman, Janson & Lackner, "Phragmén's voting methods and
justified representation", Mathematical Programming 203 (2024), 3.2 (leximax-Phragmén); Megiddo,
"Optimal flows in networks with multiple sources and sinks", Mathematical Programming 7 (1974), for
the loads of one committee.

Each member costs one, shared among the supporters in any way. Committees are compared by the
greatest load of a voter, then by the next, and so on.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from deliberation.solver import FREE, Column, Programme
from deliberation.voting.approval.among_the_best import choose_by_searching
from deliberation.voting.approval.approvals import Approvals, approvals_of
from deliberation.voting.approval.at_once import Table
from deliberation.voting.approval.best_by_thiele import one_by_one
from deliberation.voting.approval.committee import Committee, sentence_number
from deliberation.voting.approval.covered import covered, require_few, sizes
from deliberation.voting.approval.fixing import Relaxed
from deliberation.voting.approval.search import Bound, Members, search
from deliberation.voting.approval.thiele import first_only
from deliberation.voting.ballots import Approval
from deliberation.voting.profile import Profile
from deliberation.voting.seats import fill
from deliberation.voting.ties import TieBreak, refuse

FINE = 2**40
"""Parts of one in which multipliers are rounded."""

SLACK = 1e-12
"""Far more than the error of dividing two numbers of voters, relative to the quotient."""

Loads = tuple[tuple[Fraction, int], ...]
"""What voters carry, the greatest first, and how many carry so much."""


def leximax_phragmen(
    profile: Profile[Approval], *, seats: int = 1, break_tie: TieBreak = refuse
) -> Committee:
    """The committee whose cost can be shared most evenly among those who approve the members.

    Candidates whom nobody approves are elected only where there are too few others. ``total`` is
    the greatest load of a voter.

    >>> from deliberation.voting.ties import by_order
    >>> votes = Profile("abc", {Approval("ab"): 4, Approval("c"): 2})
    >>> leximax_phragmen(votes, seats=2, break_tie=by_order("abc")).total
    Fraction(1, 2)

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled; there are more
            than 16.
        UnresolvedTieError: by the default *break_tie*, when several committees are equally good.
        SolverError: a linear programme was not solved.
    """
    approvals = approvals_of(profile, seats)
    require_few("leximax_phragmen", seats)
    names = approvals.candidates
    supported = frozenset(c for c, n in enumerate(approvals.support) if n)
    if len(supported) <= seats:
        groups = [[names[c] for c in sorted(supported)]]
        groups.append([names[c] for c in range(len(names)) if c not in supported])
        everybody, ties = fill(groups, seats, break_tie)
        loads = _Carried(approvals, len(supported), supported).loads(supported)
        said = "Everybody whom a voter approves is elected."
        total = loads[0][0]
        return Committee("leximax_phragmen", seats, everybody, ties, (said,), total=total)
    problem = _Carried(approvals, seats, supported)
    lighter = _Lighter(problem, problem.start())
    search(problem, lighter, at_once=problem.at_once)
    goal = _AsLight(problem, lighter.loads)
    elected, ties = choose_by_searching(
        problem, goal, [lighter.best], names, break_tie, at_once=problem.at_once
    )
    chosen = tuple(names[c] for c in sorted(elected))
    (most, many), *_ = lighter.loads
    others = "others are as good" if ties else "no other is as good"
    because = (
        f"{', '.join(chosen)} cost no voter more than {sentence_number(most)}, which {many} carry;"
        f" {others}.",
    )
    return Committee("leximax_phragmen", seats, chosen, ties, because, total=most)


class _Carried:
    """Committees of candidates with supporters, worth less the more somebody carries."""

    def __init__(self, approvals: Approvals, seats: int, supported: Members) -> None:
        self.size, self.standing = seats, supported
        self._approvals = approvals
        self.voters = sum(map(int, approvals.weights))
        self._sizes = sizes(seats)
        self._table = Table(approvals, seats)

    @cached_property
    def _relaxed(self) -> Relaxed:
        return Relaxed(self._programme(), len(self._approvals.candidates), first=1)

    def at_once(
        self, least: Fraction, inside: Members, free: Members, missing: int
    ) -> list[Members] | None:
        """The committees in which whoever carries most carries least, and no more than *least*.

        Nobody carries more than the densest part of a committee costs each of its supporters.
        Floats screen: whoever takes what is found works out the worth of each again.
        """
        if (found := self._table.parts(inside, free, missing)) is None:
            return None
        committees, cover = found
        carried = (self._sizes[1:] / cover[:, 1:].astype(np.float64)).max(axis=1)
        most = min(float(carried.min()), float(-least)) * (1 + SLACK)
        return [committees[i] for i in np.flatnonzero(carried <= most).tolist()]

    def start(self) -> Members:
        """A committee to begin with."""
        first = sorted(one_by_one(self._approvals, first_only, self.size) & self.standing)
        others = sorted(self.standing - {*first})
        return frozenset([*first, *others][: self.size])

    def worth(self, committee: Members) -> Fraction:
        """What the voter carries who carries most, below zero."""
        return -self.loads(committee)[0][0]

    def loads(self, committee: Members) -> Loads:
        """What voters carry where the cost is shared as evenly as can be.

        The members who are densest, many for few supporters, are shared by these alone; then the
        densest of the others, by the supporters that are left.
        """
        cover = covered(self._approvals, sorted(committee))
        parts = self._sizes.astype(cover.dtype)
        done, whole = 0, len(parts) - 1
        found: list[tuple[Fraction, int]] = []
        masks = np.arange(len(parts))
        while done < whole:
            more = np.flatnonzero((masks & done) == done)
            members, voters = parts[more] - parts[done], cover[more] - cover[done]
            p, q = int(members[-1]), int(voters[-1])
            while (best := members * q - voters * p).max() > 0:
                i = int(best.argmax())
                p, q = int(members[i]), int(voters[i])
            done = int(np.bitwise_or.reduce(more[best == 0]))
            voters_now = int(cover[done]) - sum(n for _, n in found)
            found.append((Fraction(p, q), voters_now))
        return tuple(found)

    def bound(self, inside: Members, outside: Members) -> Bound:
        """What a committee is worth at most that has all *inside*, and nobody *outside*.

        With a multiplier for each ballot, whoever carries most carries at least the sum over
        members of the least multiplier among their supporters, divided by the sum over voters.
        """
        guess, prices = self._relaxed.solve(inside, outside)
        rough = prices[len(self._approvals.candidates) + 1 :]
        greatest = float(rough.max()) or 1.0
        whole = [max(int(x), 0) for x in np.rint(rough / greatest * FINE).tolist()]
        y = np.array(whole, dtype=object)
        unit = int((y * self._approvals.weights.astype(object)).sum())
        least = [int(y[of].min()) if len(of) else 0 for of in self._approvals.supporters]
        free = sorted(least[c] for c in self.standing - inside - outside)
        total = sum(least[c] for c in inside) + sum(free[: self.size - len(inside)])
        return Bound(Fraction(-total, unit), [-x for x in least], unit, guess)

    def _programme(self) -> Programme:
        """Columns: the greatest load, who is a member, and who carries how much of whom."""
        width, ballots = len(self._approvals.candidates), len(self._approvals.weights)
        scale = float(max(self._approvals.weights))
        most: Column = [
            (1 + width + row, -float(n) / scale) for row, n in enumerate(self._approvals.weights)
        ]
        members: list[Column] = [[(0, 1.0), (1 + c, -1.0)] for c in range(width)]
        pairs: list[Column] = [
            [(1 + c, 1.0), (1 + width + row, 1.0)]
            for c, of in enumerate(self._approvals.supporters)
            for row in of.tolist()
        ]
        return Programme(
            costs=[-1.0, *[0.0] * (width + len(pairs))],
            lower=[0.0] * (1 + width + len(pairs)),
            upper=[FREE, *[float(bool(n)) for n in self._approvals.support], *[1.0] * len(pairs)],
            columns=[most, *members, *pairs],
            row_lower=[float(self.size), *[0.0] * width, *[-FREE] * ballots],
            row_upper=[float(self.size), *[0.0] * (width + ballots)],
        )


class _Lighter:
    """Look for the committee with the least loads, compared one after the other."""

    def __init__(self, problem: _Carried, start: Members) -> None:
        self._problem = problem
        self.best, self.loads = start, problem.loads(start)

    @property
    def least(self) -> Fraction:
        """As good as the best so far by its greatest load, or better."""
        return -self.loads[0][0]

    def reached(self, committee: Members) -> bool:
        """Where everybody carries the same, nothing is better."""
        loads = self._problem.loads(committee)
        if loads < self.loads:
            self.best, self.loads = committee, loads
        return len(self.loads) == 1 and self.loads[0][1] == self._problem.voters


@dataclass(frozen=True, slots=True)
class _AsLight:
    """Look for any committee with just these loads."""

    problem: _Carried
    loads: Loads

    @property
    def least(self) -> Fraction:
        """What such a committee is worth."""
        return -self.loads[0][0]

    def reached(self, committee: Members) -> bool:
        """Whether it has these loads."""
        return self.problem.loads(committee) == self.loads
