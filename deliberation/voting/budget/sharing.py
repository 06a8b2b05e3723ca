"""The method of equal shares, once: who buys what with a share of the budget each.

Source: Peters, Pierczynski & Skowron, "Proportional participatory budgeting with additive
utilities", NeurIPS 2021, section 3. In its letters: a project *c* is rho-affordable if its
supporters can pay its cost with nobody paying more than rho times their utility; the project with
the lowest rho is bought, again and again.

What a project costs for its utility never falls, for money is only spent; so a project is looked at
again only where what it cost last time would be cheap enough now.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf

from deliberation.voting.budget.allocation import Choice, free_of_charge, money
from deliberation.voting.budget.budget import Budget
from deliberation.voting.budget.electorate import Electorate, Support
from deliberation.voting.budget.greedy import Utility
from deliberation.voting.budget.purses import Purses
from deliberation.voting.ties import Tie, TieBreak


@dataclass(frozen=True, slots=True, eq=False)
class Sharing:
    """What was bought, and the money that is left in everybody's purse."""

    choices: tuple[Choice, ...]
    purses: Purses
    ties: tuple[Tie, ...]


def shared(
    electorate: Electorate,
    budget: Budget,
    *,
    utility: Utility,
    share: Fraction,
    break_tie: TieBreak,
    note: str = "",
) -> Sharing:
    """What the voters buy with *share* each.

    Args:
        utility: ``"cost"`` or ``"cardinality"``.
        note: ends the name of each decision about a tie.
    """
    purses = Purses(electorate.weights, share)
    costs = [Fraction(budget.costs[project]) for project in electorate.projects]
    market = _Market(electorate.supports, costs, purses, cost_counts=utility == "cost")
    choices = free_of_charge(electorate, budget)
    ties: list[Tie] = []
    while tied := market.cheapest():
        if len(tied) > 1 and not _apart([electorate.supports[i] for i in tied]):
            names = [electorate.projects[i] for i in tied]
            ties.append(break_tie.settle(names, f"choose project {len(choices) + 1}{note}"))
            tied = [electorate.projects.index(ties[-1].chosen)]
        for i in tied:
            price, poor = market.buy(i)
            reason = bought(electorate.supports[i], electorate.unit, price, poor)
            price_of_point = price * electorate.unit
            choices.append(Choice(electorate.projects[i], reason, price_of_point))
    return Sharing(tuple(choices), purses, tuple(ties))


def bought(support: Support, unit: int, price: Fraction, poor: int) -> str:
    """The sentence about a project that its supporters paid for."""
    each = "each" if support.values == (unit,) else "for each point"
    text = f"paid for by its {support.voters} supporters, with {money(price * unit)} {each}"
    return f"{text}; {poor} of them had less and paid all they had" if poor else text


@dataclass(slots=True)
class _Market:
    """The projects that are still for sale."""

    supports: Sequence[Support]
    costs: Sequence[Fraction]
    purses: Purses
    cost_counts: bool
    lowest: dict[int, float] | None = None  # what a project costs for its utility, at least

    def cheapest(self) -> list[int]:
        """The projects that cost least for their utility; none where nothing can be paid for."""
        if self.lowest is None:
            self.lowest = {i: 0.0 for i, cost in enumerate(self.costs) if cost}
        while self.lowest:
            near = self._screened(self.lowest)
            exact: dict[int, Fraction] = {}
            for i in near:
                price = self.purses.price(self.supports[i], self.costs[i]) if near[1:] else None
                if price is not None:
                    exact[i] = price / self.costs[i] if self.cost_counts else price
                elif near[1:]:
                    del self.lowest[i]
            if not near[1:]:
                return near
            if exact:
                best = min(exact.values())
                return [i for i, cost in exact.items() if cost == best]
        return []

    def _screened(self, lowest: dict[int, float]) -> list[int]:
        """Those that may cost least, as far as floats can tell, in order of projects."""
        best = inf
        seen: dict[int, float] = {}
        for i in sorted(lowest, key=lowest.__getitem__):
            if lowest[i] > best:
                break
            bounds = self.purses.screened(self.supports[i], self.costs[i])
            if bounds is None:
                del lowest[i]
                continue
            per = float(self.costs[i]) if self.cost_counts else 1.0
            seen[i] = lowest[i] = bounds[0] / per
            best = min(best, bounds[1] / per)
        return sorted(i for i, low in seen.items() if low <= best)

    def buy(self, i: int) -> tuple[Fraction, int]:
        """The price per point of a project, which is paid, and how many had less."""
        price = self.purses.price(self.supports[i], self.costs[i])
        if price is None or self.lowest is None:
            raise ValueError("a project was bought that nobody can pay for")
        del self.lowest[i]
        return price, self.purses.pay(self.supports[i], price)


def _apart(supports: Iterable[Support]) -> bool:
    """Whether nobody supports two of the projects, so that their order does not matter."""
    rows = [row for support in supports for row in support.rows.tolist()]
    return len(rows) == len(set(rows))
