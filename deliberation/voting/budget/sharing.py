"""The method of equal shares, once: who buys what with a share of the budget each.

Source: Peters, Pierczynski & Skowron, "Proportional participatory budgeting with additive
utilities", NeurIPS 2021, section 3. In its letters: a project *c* is rho-affordable if its
supporters can pay its cost with nobody paying more than rho times their utility; the project with
the lowest rho is bought, again and again.

What a project costs for its utility never falls, for money is only spent; so a project is looked at
again only where what it cost last time would be cheap enough now. Floats with bounds say which
project is next wherever they can; fractions settle where they cannot, and keep the accounts: those
are written up when they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import inf

from deliberation.voting.budget.allocation import Choice, free_of_charge, money
from deliberation.voting.budget.budget import Budget
from deliberation.voting.budget.electorate import Electorate, Support
from deliberation.voting.budget.greedy import Utility
from deliberation.voting.budget.purses import Purses
from deliberation.voting.budget.screen import ULP, Buyers, Screen
from deliberation.voting.ties import Tie, TieBreak


@dataclass(frozen=True, slots=True, eq=False)
class Sharing:
    """What was bought, and the money that is left in everybody's purse."""

    choices: tuple[Choice, ...]
    purses: Purses
    ties: tuple[Tie, ...]


class Market:
    """The projects that somebody supports and that cost something, with their supporters.

    Args:
        utility: ``"cost"`` or ``"cardinality"``.
    """

    def __init__(self, electorate: Electorate, budget: Budget, utility: Utility) -> None:
        self.electorate = electorate
        self.free = tuple(free_of_charge(electorate, budget))
        costs = (Fraction(budget.costs[project]) for project in electorate.projects)
        self.costs = {
            i: cost
            for i, (cost, support) in enumerate(zip(costs, electorate.supports, strict=True))
            if cost and support.voters
        }
        self.least = {i: cost / electorate.supports[i].voters for i, cost in self.costs.items()}
        self.prices = {i: float(cost) for i, cost in self.costs.items()}
        self.utility = {i: cost if utility == "cost" else 1 for i, cost in self.costs.items()}
        self.per = {i: float(of_a_point) for i, of_a_point in self.utility.items()}
        self.buyers = {i: Buyers.of(electorate.supports[i]) for i in self.costs}

    def within_reach(self, share: Fraction) -> dict[int, float]:
        """What a point costs at least, of each project that *share* of its supporters can pay."""
        supports = self.electorate.supports
        return {
            i: self.prices[i] / supports[i].points * (1 - 8 * ULP)
            for i, least in self.least.items()
            if share >= least
        }

    def names(self, projects: Iterable[int]) -> list[str]:
        """The names of *projects*."""
        return [self.electorate.projects[i] for i in projects]

    def apart(self, projects: Iterable[int]) -> bool:
        """Whether nobody supports two of the *projects*, so that their order does not matter."""
        supports = [self.electorate.supports[i] for i in projects]
        rows = [row for support in supports for row in support.rows.tolist()]
        return len(rows) == len(set(rows))


class Basket:
    """What the voters buy with *share* each.

    Args:
        note: ends the name of each decision about a tie.
    """

    def __init__(
        self, market: Market, *, share: Fraction, break_tie: TieBreak, note: str = ""
    ) -> None:
        self.market = market
        self.ties: list[Tie] = []
        self._bought: list[list[int]] = []  # in order; those bought together have nobody in common
        self._lowest = market.within_reach(share)
        self._screen = Screen(len(market.electorate.weights), share)
        self._purses = Purses(market.electorate.weights, share)
        self._choices = list(market.free)  # those of the bought that are paid from the purses
        self._unpaid = 0  # the first of the bought that is not
        while near := self._near():
            sure = self._sure(near)
            group = near if sure else self._settled(near, break_tie, note)
            for i, (low, high) in group.items():
                self._screen.pay(market.buyers[i], low, high)
                del self._lowest[i]
            if group:
                self._bought.append(sorted(group))

    @property
    def projects(self) -> list[str]:
        """Those that are bought, and those that cost nothing."""
        bought = self.market.names(i for group in self._bought for i in group)
        return [choice.project for choice in self.market.free] + bought

    def sharing(self) -> Sharing:
        """The exact accounts."""
        self._pay()
        return Sharing(tuple(self._choices), self._purses, tuple(self.ties))

    def _near(self) -> dict[int, tuple[float, float]]:
        """Those that may cost least for their utility, and between which prices a point does."""
        market, best = self.market, inf
        rho = {i: price / market.per[i] for i, price in self._lowest.items()}
        seen: dict[int, tuple[float, float]] = {}
        for i in sorted(rho, key=rho.__getitem__):
            if rho[i] > best:
                break
            price, per = market.prices[i], market.per[i]
            bounds = self._screen.bounds(market.buyers[i], price, self._lowest[i], best * per)
            if bounds is None:
                del self._lowest[i]
                continue
            seen[i] = bounds
            self._lowest[i] = bounds[0]
            best = min(best, bounds[1] / per)
        return {i: bounds for i, bounds in seen.items() if bounds[0] / market.per[i] <= best}

    def _sure(self, near: dict[int, tuple[float, float]]) -> bool:
        """Whether these are surely bought next, in whatever order."""
        highest = max(high / self.market.per[i] for i, (_, high) in near.items())
        if highest == inf:
            return False
        if len(near) == 1:
            return True
        others = (self._lowest[i] / self.market.per[i] for i in self._lowest if i not in near)
        return min(others, default=inf) > highest and self.market.apart(near)

    def _settled(
        self, near: Iterable[int], break_tie: TieBreak, note: str
    ) -> dict[int, tuple[float, float]]:
        """The one of these that costs least, or several that have nobody in common, by fractions.

        None where all turn out to be out of reach.
        """
        market = self.market
        self._pay()
        self._screen.set(self._purses.floats())
        prices = {i: self._price(i) for i in near}
        for i, price in prices.items():
            if price is None:
                del self._lowest[i]
            else:
                self._lowest[i] = max(self._lowest[i], float(price) * (1 - 8 * ULP))
        rho = {i: price / market.utility[i] for i, price in prices.items() if price is not None}
        tied = [i for i in sorted(rho) if rho[i] == min(rho.values())]
        if len(tied) > 1 and not market.apart(tied):
            decision = f"choose project {len(self._choices) + 1}{note}"
            self.ties.append(break_tie.settle(market.names(tied), decision))
            tied = [market.electorate.projects.index(self.ties[-1].chosen)]
        return {i: (float(price),) * 2 for i in tied if (price := prices[i]) is not None}

    def _price(self, i: int) -> Fraction | None:
        return self._purses.price(self.market.electorate.supports[i], self.market.costs[i])

    def _pay(self) -> None:
        """Pay from the purses what is bought and not paid, the cheaper of those together first."""
        market = self.market
        for group in self._bought[self._unpaid :]:
            prices = {i: price for i in group if (price := self._price(i)) is not None}
            for i in sorted(group, key=lambda i: (prices[i] / market.utility[i], i)):
                support = market.electorate.supports[i]
                poor = self._purses.pay(support, prices[i])
                unit = market.electorate.unit
                reason = bought(support, unit, prices[i], poor)
                name = market.electorate.projects[i]
                self._choices.append(Choice(name, reason, prices[i] * unit))
        self._unpaid = len(self._bought)


def bought(support: Support, unit: int, price: Fraction, poor: int) -> str:
    """The sentence about a project that its supporters paid for."""
    each = "each" if support.values == (unit,) else "for each point"
    text = f"paid for by its {support.voters} supporters, with {money(price * unit)} {each}"
    return f"{text}; {poor} of them had less and paid all they had" if poor else text
