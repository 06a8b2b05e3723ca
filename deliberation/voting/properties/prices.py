"""Prices that a committee can be paid at, or the proof that there are none.

Source: Peters & Skowron, "Proportionality and the Limits of Welfarism", EC (2020), section 4,
"price systems", conditions C1 to C5; Lackner & Skowron, "Multi-Winner Voting with Approval
Preferences" (2023), definition 4.8, for the price of 1 and the budget that is looked for.

Every member costs 1, and every voter has the same budget, which may be any number. Voters pay for
members whom they approve and stay within their budgets, and of nobody who is no member the
supporters have more than 1 left over. Voters with equal ballots are one group here: what they pay
together, each of them can pay an equal part of.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from deliberation.voting.ballots import Approval
from deliberation.voting.profile import Profile
from deliberation.voting.properties.nonnegative import Row, Solved, solve


@dataclass(frozen=True, slots=True)
class Prices:
    """What everybody pays for whom.

    Args:
        budget: what each voter has, where a member costs 1.
        payments: what the voters of each ballot pay together for each member; nothing for those who
            are not named.
    """

    budget: Fraction
    payments: Mapping[Approval, Mapping[str, Fraction]]

    def hold(self, profile: Profile[Approval], committee: Collection[str]) -> bool:
        """Whether they pay for just this *committee*, as the source asks."""
        paid = dict.fromkeys(profile.candidates, Fraction(0))
        left = dict.fromkeys(profile.candidates, Fraction(0))
        for ballot, times in profile.counts.items():
            pays = self.payments.get(ballot, {})
            rest = times * self.budget - sum(pays.values(), Fraction(0))
            if rest < 0 or min(pays.values(), default=0) < 0 or {*pays} - ballot.candidates:
                return False
            for c in ballot.candidates:
                left[c] += rest
            for c, amount in pays.items():
                paid[c] += amount
        return all(
            paid[c] == 1 if c in committee else paid[c] == 0 and left[c] <= 1
            for c in profile.candidates
        )


@dataclass(frozen=True, slots=True)
class NoPrices:
    """That nothing pays for a committee: conditions which, multiplied and added, contradict.

    Add up, each as often as it says here: the member is paid 1, the supporters of the other have at
    most 1 left, what the voters of the ballot pay and have left is their budget. No payment, no
    rest and no budget then stands on the left with a number above 0, and what remains on the right
    is above 0.

    Args:
        members: how often the condition of each member is taken.
        others: how often that of each who is no member, none above 0.
        ballots: how often that of each ballot.
    """

    members: Mapping[str, Fraction]
    others: Mapping[str, Fraction]
    ballots: Mapping[Approval, Fraction]

    def holds(self, profile: Profile[Approval], committee: Collection[str]) -> bool:
        """Whether this proves that nothing pays for the *committee*."""
        standing = {*profile.candidates}
        if {*self.members} != {*committee} or {*self.others} != standing - {*committee}:
            return False
        budget = Fraction(0)
        for ballot, times in profile.counts.items():
            own = self.ballots.get(ballot, Fraction(0))
            budget -= times * own
            rest = own + sum(
                (self.others.get(c, Fraction(0)) for c in ballot.candidates), Fraction()
            )
            pays = [own + self.members[c] for c in ballot.candidates if c in committee]
            if rest > 0 or max(pays, default=Fraction(0)) > 0:
                return False
        right = sum(self.members.values(), Fraction(0)) + sum(self.others.values(), Fraction(0))
        return budget <= 0 and max(self.others.values(), default=0) <= 0 and right > 0


def prices(profile: Profile[Approval], committee: Collection[str]) -> Prices | NoPrices:
    """What voters can pay for the *committee*, or the proof that they cannot.

    >>> votes = Profile("abc", {Approval("a"): 2, Approval("bc"): 1})
    >>> found = prices(votes, "ab")
    >>> found.budget, found.hold(votes, "ab")
    (Fraction(1, 1), True)

    Four voters could pay for c with what they have once one voter has paid for b alone.

    >>> votes = Profile("abc", {Approval("ac"): 4, Approval("b"): 1})
    >>> prices(votes, "ab").holds(votes, "ab")
    True
    """
    ballots = [ballot for ballot in profile.counts if ballot.candidates]
    members = [c for c in profile.candidates if c in committee]
    others = [c for c in profile.candidates if c not in committee]
    pays = [(i, c) for i, ballot in enumerate(ballots) for c in members if c in ballot.candidates]
    # The columns: payments, what each ballot has left, what others could still be paid, the budget.
    rest, spare, budget = (
        len(pays),
        len(pays) + len(ballots),
        len(pays) + len(ballots) + len(others),
    )
    rows: list[Row] = [{j: 1 for j, (_, to) in enumerate(pays) if to == c} for c in members]
    for place, c in enumerate(others):
        left = {rest + i: 1 for i, ballot in enumerate(ballots) if c in ballot.candidates}
        rows.append({**left, spare + place: 1})
    for i, ballot in enumerate(ballots):
        spent = {j: 1 for j, (by, _) in enumerate(pays) if by == i}
        rows.append({**spent, rest + i: 1, budget: -profile.counts[ballot]})
    right = [1] * (len(members) + len(others)) + [0] * len(ballots)
    found = solve(rows, right, budget + 1)
    if isinstance(found, Solved):
        paid: dict[Approval, dict[str, Fraction]] = {}
        for (i, c), amount in zip(pays, found.values, strict=False):
            if amount:
                paid.setdefault(ballots[i], {})[c] = amount
        return Prices(found.values[budget], paid)
    numbers = iter(found.multipliers)
    return NoPrices(
        {c: next(numbers) for c in members},
        {c: next(numbers) for c in others},
        {ballot: next(numbers) for ballot in ballots},
    )
