"""The method of equal shares, and the ways to spend what it leaves.

Source: Peters, Pierczynski & Skowron, "Proportional participatory budgeting with additive
utilities", NeurIPS 2021; the completions: Faliszewski, Flis, Peters, Pierczynski, Skowron,
Stolicki, Szufa & Talmon, "Participatory budgeting: data, tools, and analysis", IJCAI 2023.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Literal, get_args

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Approval, Ranking, Scores
from deliberation.voting.budget.allocation import Allocation, allocation, money
from deliberation.voting.budget.budget import Budget, Money
from deliberation.voting.budget.completions import by_greed, by_loads, by_others
from deliberation.voting.budget.electorate import Electorate, electorate_of
from deliberation.voting.budget.greedy import Utility
from deliberation.voting.budget.options import require_word
from deliberation.voting.budget.sharing import Basket, Market, Sharing
from deliberation.voting.profile import Profile
from deliberation.voting.ties import TieBreak, refuse

Completion = Literal["none", "add1", "add1_greedy", "greedy", "phragmen", "exhaustive"]
"""What is done with the money that equal shares leave."""

COMPLETE: Mapping[str, Callable[[Electorate, Budget, Utility, Sharing, TieBreak], Sharing]] = {
    "add1_greedy": by_greed,
    "greedy": by_greed,
    "phragmen": by_loads,
    "exhaustive": by_others,
}


def equal_shares_budget(
    profile: Profile[Approval | Scores | Ranking],
    *,
    budget: Budget,
    utility: Utility = "cost",
    completion: Completion = "add1_greedy",
    increment: Money = 1,
    break_tie: TieBreak = refuse,
) -> Allocation:
    """What the voters buy, each with an equal share of the budget.

    >>> votes = Profile(("park", "pool", "path"), {Approval({"park", "pool"}): 6,
    ...                                            Approval({"path"}): 4})
    >>> budget = Budget(100, {"park": 60, "pool": 40, "path": 40})
    >>> equal_shares_budget(votes, budget=budget, utility="cardinality").elected
    ('pool', 'path')

    Args:
        utility: ``"cost"``: a voter has of a project its points times its cost; ``"cardinality"``:
            its points.
        completion: ``"none"``; ``"add1"``: everybody has *increment* more and the method begins
            again, until a next time would spend more than the budget, or nothing else fits;
            ``"greedy"``: what fits, by utility per cost; ``"add1_greedy"``: the one, then the
            other; ``"phragmen"``: everybody earns money on top of what they have left;
            ``"exhaustive"``: those who do not support a project help its supporters.
        increment: of everybody's share, in money.

    Raises:
        InvalidInputError: ballots, costs or options are not valid.
        UnresolvedTieError: by the default *break_tie*, when equal projects share supporters.
    """
    require_word("utility", utility, get_args(Utility))
    require_word("completion", completion, get_args(Completion))
    if increment <= 0:
        raise InvalidInputError([f"the increment must be more than 0, not {increment}"])
    electorate = electorate_of(profile, budget)
    market = Market(electorate, budget, utility)
    share = Fraction(budget.total) / electorate.voters
    basket = Basket(market, share=share, break_tie=break_tie)
    if completion.startswith("add1"):
        share, sharing = _raised(market, budget, basket, share, Fraction(increment), break_tie)
    else:
        sharing = basket.sharing()
    bought = sharing
    if complete := COMPLETE.get(completion):
        sharing = complete(electorate, budget, utility, sharing, break_tie)
    missed = dict(_out_of_reach(electorate, budget, bought))
    return allocation(
        "equal_shares_budget",
        electorate,
        budget,
        sharing.choices,
        missed,
        ties=sharing.ties,
        preface=(f"Each of {electorate.voters} voters has {money(share)} to spend.",),
    )


def _raised(
    market: Market,
    budget: Budget,
    basket: Basket,
    share: Fraction,
    increment: Fraction,
    break_tie: TieBreak,
) -> tuple[Fraction, Sharing]:
    """The last share, and what it buys, before more would be spent than there is."""
    ties = list(basket.ties)
    while not _exhausted(market.electorate, budget, basket.projects):
        note = f" where everybody has {share + increment}"
        more = Basket(market, share=share + increment, break_tie=break_tie, note=note)
        ties += more.ties
        if budget.left(more.projects) < 0:
            break
        share, basket = share + increment, more
    return share, replace(basket.sharing(), ties=tuple(ties))


def _exhausted(electorate: Electorate, budget: Budget, chosen: Collection[str]) -> bool:
    """Whether no project that somebody supports fits beside those chosen."""
    left = budget.left(chosen)
    return all(
        budget.costs[project] > left
        for project, support in zip(electorate.projects, electorate.supports, strict=True)
        if support.voters and project not in chosen
    )


def _out_of_reach(
    electorate: Electorate, budget: Budget, sharing: Sharing
) -> Iterator[tuple[str, tuple[Fraction | None, str]]]:
    """What was missing for each project that the voters did not buy."""
    bought = {choice.project for choice in sharing.choices}
    for project, support in zip(electorate.projects, electorate.supports, strict=True):
        cost = Fraction(budget.costs[project])
        if project in bought:
            continue
        if not support.voters:
            yield project, (None, "nobody supports it")
            continue
        held = sharing.purses.held(support)
        text = f"its {support.voters} supporters had {money(held)} left of the {money(cost)}"
        yield project, (max(cost - held, Fraction(0)), f"{text} that it costs")
