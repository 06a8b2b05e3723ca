"""Maximum utility and maximin support beside every selection there is."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import UnresolvedTieError
from deliberation.voting import Approval, Profile, Scores, by_order
from deliberation.voting.budget import (
    Budget,
    greedy_budget,
    maximin_support_budget,
    maximum_utility_budget,
)
from deliberation.voting.budget.knapsack import packed
from deliberation.voting.encode import answer_from_json, result_to_json

PROJECTS = "abcde"
costs = st.lists(st.integers(1, 12), min_size=5, max_size=5)
budgets = st.builds(
    lambda total, c: Budget(total, dict(zip(PROJECTS, c, strict=True))), st.integers(5, 30), costs
)
points = st.dictionaries(st.sampled_from(PROJECTS), st.integers(1, 4), min_size=1)
elections = st.lists(points, min_size=1, max_size=6)
orders = st.permutations(PROJECTS)


def subsets(things: Sequence[str] | Sequence[int]) -> list[tuple]:
    return list(chain.from_iterable(combinations(things, n) for n in range(len(things) + 1)))


@settings(max_examples=100)
@given(
    st.lists(st.tuples(st.integers(1, 40), st.integers(1, 15)), min_size=1, max_size=9),
    st.integers(0, 50),
    st.sampled_from([1, 10**12]),
)
def test_nothing_else_that_fits_is_worth_more(
    things: list[tuple[int, int]], capacity: int, scale: int
) -> None:
    """The same with numbers beyond 64 bits."""
    values, prices = [v * scale for v, _ in things], [c * scale for _, c in things]
    best = max(
        sum(values[i] for i in taken)
        for taken in subsets(range(len(things)))
        if sum(prices[i] for i in taken) <= capacity * scale
    )
    found = packed(values, prices, capacity * scale)
    assert found is not None
    assert found.value == best == sum(values[i] for i in found.taken)
    assert sum(prices[i] for i in found.taken) <= capacity * scale
    assert packed(values, prices, capacity * scale, at_least=best + 1) is None


@pytest.mark.parametrize("utility", ["cost", "cardinality"])
@settings(max_examples=60)
@given(ballots=elections, budget=budgets, order=orders)
def test_the_best_selection_is_chosen_and_ties_are_asked_just_where_there_are_several(
    utility: str, ballots: list[Mapping[str, int]], budget: Budget, order: list[str]
) -> None:
    total = {c: sum(ballot.get(c, 0) for ballot in ballots) for c in PROJECTS}
    known = [c for c in PROJECTS if total[c]]

    def worth(chosen: Sequence[str]) -> int:
        return sum(total[c] * (budget.costs[c] if utility == "cost" else 1) for c in chosen)

    possible = [set(s) for s in subsets(known) if budget.left(s) >= 0]
    best = max(map(worth, possible))
    bests = [s for s in possible if worth(s) == best]
    profile = Profile.of(map(Scores, ballots), candidates=PROJECTS)
    answer = maximum_utility_budget(
        profile, budget=budget, utility=utility, break_tie=by_order(order)
    )
    assert set(answer.elected) in bests
    assert bool(answer.ties) == (len(bests) > 1)
    assert answer_from_json(result_to_json(answer), candidates=tuple(PROJECTS)) == answer


def test_greedy_is_not_the_best() -> None:
    """9 votes for the park (60), 5 and 5 for what fits together into 100."""
    ballots = [Approval("p")] * 4 + [Approval("pab")] * 5
    profile = Profile.of(ballots, candidates=("p", "a", "b"))
    budget = Budget(100, {"p": 60, "a": 50, "b": 50})
    assert greedy_budget(profile, budget=budget).elected == ("p",)
    answer = maximum_utility_budget(profile, budget=budget, utility="cardinality")
    assert answer.elected == ("a", "b")
    assert answer.verdicts["p"].reason == (
        "with it and its 9 supporters the utility is 9 at most, not 10"
    )
    assert answer.because[0] == "No selection that fits has more utility than 10."


def load(chosen: Sequence[str], ballots: Sequence[Mapping[str, int]], budget: Budget) -> Fraction:
    """The hardest set of projects: their costs for each who supports one of them."""
    return max(
        Fraction(sum(budget.costs[c] for c in s), sum(any(c in b for c in s) for b in ballots))
        for s in subsets(chosen)
        if s
    )


@settings(max_examples=100)
@given(elections, budgets, orders)
def test_maximin_support_takes_what_is_borne_most_lightly(
    ballots: list[Mapping[str, int]], budget: Budget, order: list[str]
) -> None:
    chosen: list[str] = []
    while True:
        fits = [
            c
            for c in order
            if c not in chosen
            and budget.costs[c] <= budget.left(chosen)
            and any(c in b for b in ballots)
        ]
        if not fits:
            break
        chosen.append(
            min(fits, key=lambda c: (load([*chosen, c], ballots, budget), order.index(c)))
        )
    profile = Profile.of(map(Approval, ballots), candidates=PROJECTS)
    answer = maximin_support_budget(profile, budget=budget, break_tie=by_order(order))
    assert set(answer.elected) == set(chosen)


def test_loads_are_shared_out_anew() -> None:
    """c (6 of all three) first, 2 each; then a (3 of the first) makes 9/3 = 3, not 2 + 3.

    Phragmen's method leaves the first with 2 of c, so that a takes until 2 + 3 = 5.
    """
    profile = Profile.of([Approval("ac"), Approval("c"), Approval("c")], candidates=("a", "c"))
    answer = maximin_support_budget(profile, budget=Budget(9, {"a": 3, "c": 6}))
    assert answer.elected == ("c", "a")
    assert answer.verdicts["a"].reason == (
        "with it, nobody has to bear more than 3 of what was chosen"
    )


def test_a_tie_that_matters_is_refused() -> None:
    profile = Profile.of([Approval("a"), Approval("b")], candidates=("a", "b"))
    for rule in (maximin_support_budget, maximum_utility_budget):
        with pytest.raises(UnresolvedTieError, match="choose project 1"):
            rule(profile, budget=Budget(3, {"a": 2, "b": 2}))
        assert set(rule(profile, budget=Budget(4, {"a": 2, "b": 2})).elected) == {"a", "b"}
