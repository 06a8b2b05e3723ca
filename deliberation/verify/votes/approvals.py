"""Approvals, counted again: the seats, the load or the money that each paper holds; greedy."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from .ties import Ties, by_total

Held = list[tuple[Fraction, int]]  # what a supporting paper holds, and how often it was cast
Worth = Callable[[Held, int], Fraction | None]  # what a candidate is, who costs so much
After = Callable[[Fraction, Fraction, int], Fraction]  # what a paper holds, once one is chosen


def chosen_by_approvals(doc: Any, seen: Any, ties: Ties) -> list[str]:
    """Who is chosen by a rule that looks at whole ballots, or by what is approved most."""
    rule, names, seats, options = (doc[k] for k in ("rule", "candidates", "seats", "options"))
    equal = rule in ("equal_shares", "equal_shares_budget")  # money is a load below nought
    money = options.get("total", seats) if equal else 0
    count = _OneByOne(names, seen.papers, ties, Fraction(-money, seen.valid))
    if rule == "sequential_pav":
        count.choose(seats, _gain, lambda seats, *_: seats + 1)
    if equal:
        count.costs |= options.get("costs", {})
        count.what = "choose project" if options else "fill seat"
        count.choose(len(names) + 1 if options else seats, _price, _paid)
    if "costs" in options:
        return _greedy({c: n for c, (n,) in seen.sums.items()}, options, count.chosen, ties)
    if rule != "sequential_pav":
        count.choose(seats, _load, lambda _, worth, __: -worth)
    return count.chosen


def _greedy(support: Any, options: Any, chosen: list[str], ties: Ties) -> list[str]:
    """What fits into the rest of the budget, the most supported first, beside those *chosen*."""
    costs = options["costs"]
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

    def __init__(self, names: list[str], papers: Any, ties: Ties, held: Fraction) -> None:
        self.names, self.ties, self.what, self.chosen = names, ties, "fill seat", list[str]()
        self.papers = [(held, n, {*ballot}) for ballot, n in papers]
        self.costs = dict.fromkeys(names, 1)

    def choose(self, most: int, worth: Worth, after: After) -> None:
        """Up to so many; where there is a price, only those that are paid."""
        while len(self.chosen) < most:
            standing = [c for c in self.names if c not in self.chosen]
            room, worths = most - len(self.chosen), dict[str, Fraction | None]()
            for c in standing:
                held = [(x, n) for x, n, ids in self.papers if c in ids]
                worths[c] = worth(held, self.costs[c])
            some = [x for x in worths.values() if x is not None]
            if not some and worth is _price:
                return
            tied = [c for c in standing if worths[c] == max(some, default=None)]
            apart = all(len(ids.intersection(tied)) < 2 for *_, ids in self.papers)
            if (apart and len(tied) <= room) or room == len(standing):
                tied = tied[:1]
            one = self.ties.choose(tied, f"{self.what} {len(self.chosen) + 1}")
            best, cost = worths[one] or Fraction(0), self.costs[one]
            for place, (x, n, ids) in enumerate(self.papers):
                self.papers[place] = (after(x, best, cost) if one in ids else x), n, ids
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
