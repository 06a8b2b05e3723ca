"""Approvals, counted again: the seats, the load or the money that each paper holds; greedy."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from .count import Ties, by_total

Held = list[tuple[Fraction, int]]  # what a supporting paper holds, and how often it was cast


def chosen_by_approvals(
    rule: str, names: list[str], papers: Any, seats: int, options: Any, ties: Ties
) -> list[str]:
    """Who is chosen by a rule that looks at whole ballots."""
    count = _OneByOne(names, papers, ties)
    if rule == "sequential_pav":
        count.choose(seats, _gain, lambda seats, *_: seats + 1)
    if rule in ("equal_shares", "equal_shares_budget"):  # money is a load below nought
        voters = sum(n for ballot, n in papers if ballot)
        count.held = [Fraction(-options.get("total", seats), voters)] * len(papers)
        count.costs |= options.get("costs", {})
        no_end = len(names) + 1
        most, what = (no_end, "choose project") if options else (seats, "fill seat")
        count.choose(most, _price, _paid, what=what, all_of_them=False)
    if rule == "equal_shares_budget":
        support = {c: sum(n for ballot, n in papers if c in ballot) for c in names}
        return greedy(support, options, count.chosen, ties)
    if rule != "sequential_pav":
        count.choose(seats, _load, lambda _, worth, __: -worth)
    return count.chosen


def greedy(support: Any, options: Any, chosen: list[str], ties: Ties) -> list[str]:
    """What fits into the rest of the budget, the most supported first, beside those *chosen*."""
    costs, chosen = options["costs"], [*chosen]
    left = options["total"] - sum(costs[c] for c in chosen)
    for group in by_total({c: n for c, n in support.items() if n and c not in chosen}):
        while group := [c for c in group if c not in chosen and costs[c] <= left]:
            all_fit = sum(costs[c] for c in group) <= left
            number = len(chosen) + 1
            one = group[0] if all_fit else ties.choose(group, f"choose project {number}")
            chosen.append(one)
            left -= costs[one]
    return chosen


class _OneByOne:
    """Whoever is worth most is chosen, which changes what their supporters hold."""

    def __init__(self, names: list[str], papers: Any, ties: Ties) -> None:
        self.names, self.ties, self.chosen = names, ties, list[str]()
        self.held, self.costs = [Fraction(0)] * len(papers), dict.fromkeys(names, 1)
        self.ballots, self.times = [{*ballot} for ballot, _ in papers], [n for _, n in papers]

    def choose(
        self,
        most: int,
        worth: Callable[[Held, int], Fraction | None],
        after: Callable[[Fraction, Fraction, int], Fraction],
        *,
        what: str = "fill seat",
        all_of_them: bool = True,
    ) -> None:
        """Up to so many, and those of no worth only where all places are filled."""
        while len(self.chosen) < most:
            standing = [c for c in self.names if c not in self.chosen]
            room, worths = most - len(self.chosen), dict[str, Fraction | None]()
            for c in standing:
                both = zip(self.held, self.times, self.ballots, strict=True)
                worths[c] = worth([(x, n) for x, n, ids in both if c in ids], self.costs[c])
            some = [x for x in worths.values() if x is not None]
            if not some and not all_of_them:
                return
            tied = [c for c in standing if worths[c] == max(some, default=None)]
            apart = all(len(ids.intersection(tied)) < 2 for ids in self.ballots)
            if (apart and len(tied) <= room) or room == len(standing):
                tied = tied[:1]
            one = self.ties.choose(tied, f"{what} {len(self.chosen) + 1}")
            best, cost = worths[one] or Fraction(0), self.costs[one]
            pairs = zip(self.held, self.ballots, strict=True)
            self.held = [after(x, best, cost) if one in ids else x for x, ids in pairs]
            self.chosen.append(one)


def _gain(held: Held, _: int) -> Fraction:
    """What one more seat adds for supporters with so many."""
    return sum((n / (1 + x) for x, n in held), Fraction(0))


def _load(held: Held, _: int) -> Fraction | None:
    """Minus what each supporter carries once they have shared the cost."""
    voters = sum(n for _, n in held)
    return -(1 + sum(n * x for x, n in held)) / Fraction(voters) if voters else None


def _price(held: Held, cost: int) -> Fraction | None:
    """Minus the least that is enough if each pays it or all they have, for each of the cost."""
    missing, paying = Fraction(cost), sum(n for _, n in held)
    for debt, n in sorted(held, reverse=True):  # the poorest first
        if missing <= -debt * paying:
            return -missing / paying / cost
        missing, paying = missing + debt * n, paying - n
    return None


def _paid(debt: Fraction, worth: Fraction, cost: int) -> Fraction:
    return min(debt - worth * cost, Fraction(0))
