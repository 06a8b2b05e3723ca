"""Rules for budgets: worked examples, and naive twins that keep every purse in fractions."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError, UnresolvedTieError
from deliberation.voting import Approval, Profile, Scores, by_order
from deliberation.voting.budget import (
    Budget,
    equal_shares_budget,
    greedy_budget,
    phragmen_budget,
)
from deliberation.voting.encode import answer_from_json, result_to_json

PROJECTS = "abcde"
Ballots = Sequence[Mapping[str, int]]

costs = st.lists(st.integers(1, 12), min_size=5, max_size=5)
budgets = st.builds(
    lambda total, c: Budget(total, dict(zip(PROJECTS, c, strict=True))), st.integers(5, 30), costs
)
points = st.dictionaries(st.sampled_from(PROJECTS), st.integers(1, 4), min_size=1)
elections = st.lists(points, min_size=1, max_size=6)
orders = st.permutations(PROJECTS)


def approved(ballots: Ballots) -> Profile[Approval]:
    return Profile.of(map(Approval, ballots), candidates=PROJECTS)


def scored(ballots: Ballots) -> Profile[Scores]:
    return Profile.of(map(Scores, ballots), candidates=PROJECTS)


def utilities(ballots: Ballots, budget: Budget, utility: str) -> list[dict[str, int]]:
    per = budget.costs if utility == "cost" else dict.fromkeys(PROJECTS, 1)
    return [{c: n * per[c] for c, n in ballot.items()} for ballot in ballots]


def rho(c: str, cost: Fraction, u: Ballots, purses: list[Fraction]) -> Fraction | None:
    """The smallest rho at which the supporters pay, tried at each purse that could be emptied."""
    who = [i for i, ballot in enumerate(u) if ballot.get(c)]
    if sum(purses[i] for i in who) < cost:
        return None
    for k in sorted(who, key=lambda i: purses[i] / u[i][c]):
        poor = [i for i in who if purses[i] / u[i][c] < purses[k] / u[k][c]]
        rest = sum(u[i][c] for i in who if i not in poor)
        price = Fraction(cost - sum(purses[i] for i in poor)) / rest
        if price <= purses[k] / u[k][c]:
            return price
    raise AssertionError


def naive_shares(
    ballots: Ballots, budget: Budget, utility: str, order: Sequence[str], share: Fraction
) -> tuple[set[str], list[Fraction]]:
    u = utilities(ballots, budget, utility)
    purses = [share] * len(ballots)
    chosen: set[str] = set()
    while True:
        found = {
            c: price
            for c in PROJECTS
            if c not in chosen and (price := rho(c, budget.costs[c], u, purses)) is not None
        }
        if not found:
            return chosen, purses
        best = min(found, key=lambda c: (found[c], order.index(c)))
        for i, ballot in enumerate(u):
            purses[i] -= min(purses[i], found[best] * ballot.get(best, 0))
        chosen.add(best)


@pytest.mark.parametrize("utility", ["cost", "cardinality"])
@settings(max_examples=120)
@given(elections, budgets, orders)
def test_equal_shares_as_voters_would_do_it_by_hand(
    utility: str, ballots: Ballots, budget: Budget, order: list[str]
) -> None:
    for profile, spoken in ((approved(ballots), [dict.fromkeys(b, 1) for b in ballots]),
                            (scored(ballots), ballots)):  # fmt: skip
        share = Fraction(budget.total, len(ballots))
        chosen, purses = naive_shares(spoken, budget, utility, order, share)
        answer = equal_shares_budget(
            profile, budget=budget, utility=utility, completion="none", break_tie=by_order(order)
        )
        assert set(answer.elected) == chosen
        for c in set(PROJECTS) - chosen:
            held = sum(p for p, ballot in zip(purses, spoken, strict=True) if c in ballot)
            if held or answer.verdicts[c].supporters:
                assert answer.verdicts[c].lacked == budget.costs[c] - held


increments = st.sampled_from([1, Fraction(1, 3), Fraction(1, 20)])


@pytest.mark.parametrize("utility", ["cost", "cardinality"])
@settings(max_examples=60)
@given(elections, budgets, orders, increments)
def test_add1_is_the_last_round_that_the_budget_pays(
    utility: str, ballots: Ballots, budget: Budget, order: list[str], increment: Fraction
) -> None:
    known = {c for ballot in ballots for c in ballot}
    share = Fraction(budget.total, len(ballots))
    last, _ = naive_shares(ballots, budget, utility, order, share)
    while any(budget.costs[c] <= budget.left(last) for c in known - last):
        following, _ = naive_shares(ballots, budget, utility, order, share + increment)
        if budget.left(following) < 0:
            break
        last, share = following, share + increment
    answer = equal_shares_budget(
        scored(ballots),
        budget=budget,
        utility=utility,
        completion="add1",
        increment=increment,
        break_tie=by_order(order),
    )
    assert set(answer.elected) == last
    _, purses = naive_shares(ballots, budget, utility, order, share)
    for c in known - last:
        held = sum(p for p, ballot in zip(purses, ballots, strict=True) if c in ballot)
        assert answer.verdicts[c].lacked == max(0, budget.costs[c] - held)


nearly = st.lists(st.integers(10**17, 10**17 + 3), min_size=5, max_size=5)


@settings(max_examples=100)
@given(elections, nearly, st.integers(0, 3), orders)
def test_what_floats_cannot_tell_apart_is_settled_by_fractions(
    ballots: Ballots, costs: list[int], more: int, order: list[str]
) -> None:
    """Costs that are one float and several whole numbers."""
    budget = Budget(3 * 10**17 + more, dict(zip(PROJECTS, costs, strict=True)))
    share = Fraction(budget.total, len(ballots))
    for utility in ("cost", "cardinality"):
        chosen, _ = naive_shares(ballots, budget, utility, order, share)
        answer = equal_shares_budget(
            scored(ballots),
            budget=budget,
            utility=utility,
            completion="none",
            break_tie=by_order(order),
        )
        assert set(answer.elected) == chosen


def test_projects_without_a_common_supporter_are_bought_in_order_of_price() -> None:
    """7 pay 1/7 each, 3 pay 1/3 + 10**-30 each, 3 others 1/3 each; floats see two equal prices."""
    profile = Profile(
        ("dear", "cheap", "first"),
        {Approval({"first"}): 7, Approval({"dear"}): 3, Approval({"cheap"}): 3},
    )
    costs = {"first": 1, "dear": 1 + Fraction(3, 10**30), "cheap": 1}
    answer = equal_shares_budget(
        profile, budget=Budget(13, costs), utility="cardinality", completion="none"
    )
    assert answer.elected == ("first", "cheap", "dear")
    assert answer.ties == ()


@settings(max_examples=100)
@given(elections, budgets, orders)
def test_phragmen_as_a_clock_would_do_it(
    ballots: Ballots, budget: Budget, order: list[str]
) -> None:
    """Loads in fractions, one voter after the other."""
    loads = [Fraction(0)] * len(ballots)
    chosen: set[str] = set()
    can = {c for c in PROJECTS if budget.costs[c] <= budget.total and any(c in b for b in ballots)}
    while True:
        times = {}
        for c in can - chosen:
            who = [i for i, ballot in enumerate(ballots) if c in ballot]
            times[c] = Fraction(budget.costs[c] + sum(loads[i] for i in who)) / len(who)
        first = min(times.values(), default=None)
        tied = [c for c in order if c in times and times[c] == first]
        if not tied or any(budget.costs[c] > budget.left(chosen) for c in tied):
            break
        for i, ballot in enumerate(ballots):
            if tied[0] in ballot:
                loads[i] = times[tied[0]]
        chosen.add(tied[0])
    answer = phragmen_budget(approved(ballots), budget=budget, break_tie=by_order(order))
    assert set(answer.elected) == chosen


@pytest.mark.parametrize("utility", ["cost", "cardinality"])
@settings(max_examples=60)
@given(elections, budgets, orders)
def test_greedy_takes_what_fits_from_the_top(
    utility: str, ballots: Ballots, budget: Budget, order: list[str]
) -> None:
    total = {c: Fraction(sum(ballot.get(c, 0) for ballot in ballots)) for c in PROJECTS}
    if utility == "cardinality":
        total = {c: n / budget.costs[c] for c, n in total.items()}
    for too_dear in ("skip", "stop"):
        chosen: list[str] = []
        for c in sorted(order, key=lambda c: (-total[c], order.index(c))):
            if total[c] and budget.costs[c] <= budget.left(chosen):
                chosen.append(c)
            elif total[c] and too_dear == "stop":
                break
        answer = greedy_budget(
            scored(ballots),
            budget=budget,
            utility=utility,
            too_dear=too_dear,
            break_tie=by_order(order),
        )
        if too_dear == "skip":
            assert set(answer.elected) == set(chosen)
        assert budget.left(answer.elected) >= 0


@pytest.mark.parametrize("completion", ["greedy", "add1_greedy", "exhaustive", "phragmen"])
@settings(max_examples=60)
@given(elections, budgets, orders)
def test_a_completion_leaves_nothing_that_fits(
    completion: str, ballots: Ballots, budget: Budget, order: list[str]
) -> None:
    answer = equal_shares_budget(
        scored(ballots), budget=budget, completion=completion, break_tie=by_order(order)
    )
    known = {c for ballot in ballots for c in ballot}
    left = budget.left(answer.elected)
    assert left == budget.total - answer.spent >= 0
    assert all(budget.costs[c] > left for c in known - set(answer.elected))
    assert answer_from_json(result_to_json(answer), candidates=tuple(PROJECTS)) == answer


@pytest.mark.parametrize("rule", [greedy_budget, equal_shares_budget, phragmen_budget])
@settings(max_examples=40)
@given(ballots=elections, budget=budgets, order=orders, times=st.integers(2, 10**6))
def test_more_voters_or_another_currency_change_nothing(
    rule: object, ballots: Ballots, budget: Budget, order: list[str], times: int
) -> None:
    profile = approved(ballots)
    options = {"completion": "none"} if rule is equal_shares_budget else {}
    first = rule(profile, budget=budget, break_tie=by_order(order), **options)
    many = Profile(PROJECTS, {ballot: n * times for ballot, n in profile.counts.items()})
    assert rule(many, budget=budget, break_tie=by_order(order), **options).elected == first.elected
    dear = Budget(Fraction(budget.total, 7), {c: Fraction(n, 7) for c, n in budget.costs.items()})
    assert rule(profile, budget=dear, break_tie=by_order(order), **options).elected == first.elected


def test_a_third_of_the_voters_decides_on_a_third_of_the_money() -> None:
    """Greedy gives all to the majority; by equal shares each of 3 voters has 100 to spend."""
    profile = Profile.of(
        [Approval("ab"), Approval("ab"), Approval("c")], candidates=("a", "b", "c")
    )
    budget = Budget(300, {"a": 150, "b": 150, "c": 90})
    assert greedy_budget(profile, budget=budget).elected == ("a", "b")
    answer = equal_shares_budget(
        profile, budget=budget, completion="none", break_tie=by_order("ab")
    )
    assert answer.elected == ("a", "c")
    assert answer.verdicts["a"].price == 75
    assert answer.verdicts["c"].reason == "paid for by its 1 supporters, with 90 each"
    assert answer.verdicts["b"].lacked == 100
    assert answer.verdicts["b"].reason == "its 2 supporters had 50 left of the 150 that it costs"
    assert answer.because[0] == "Each of 3 voters has 100 to spend."


def test_whoever_has_too_little_pays_all_they_have() -> None:
    """After a (9 from each of two), the first of b's supporters has 1: b costs 1 + 9."""
    profile = Profile.of([Approval("ab"), Approval("a"), Approval("b")], candidates=("a", "b"))
    answer = equal_shares_budget(
        profile, budget=Budget(30, {"a": 18, "b": 10}), utility="cardinality", completion="none"
    )
    # b is cheaper (5 each), and leaves 5 to the first: a costs 5 and 13, which is more than 10
    assert answer.elected == ("b",)
    assert answer.verdicts["a"].lacked == 3
    answer = equal_shares_budget(
        profile, budget=Budget(30, {"a": 14, "b": 10}), utility="cardinality", completion="none"
    )
    assert answer.elected == ("b", "a")
    assert answer.verdicts["a"].price == 9
    assert answer.verdicts["a"].reason.endswith("; 1 of them had less and paid all they had")


def test_purses_that_are_just_enough_are_enough() -> None:
    """Three voters have a third of 10 each; two of them can pay exactly two thirds."""
    profile = Profile.of([Approval("a"), Approval("a"), Approval("b")], candidates=("a", "b"))
    budget = Budget(10, {"a": Fraction(20, 3), "b": Fraction(10, 3) + Fraction(1, 10**30)})
    answer = equal_shares_budget(profile, budget=budget, completion="none")
    assert answer.elected == ("a",)
    assert answer.verdicts["b"].lacked == Fraction(1, 10**30)


def test_what_costs_nothing_is_taken() -> None:
    profile = Profile.of([Approval("ab"), Approval("b")], candidates=("a", "b", "c"))
    budget = Budget(10, {"a": 0, "b": 10, "c": 0})
    for rule in (greedy_budget, equal_shares_budget, phragmen_budget):
        assert set(rule(profile, budget=budget).elected) == {"a", "b"}
    by_cost = greedy_budget(profile, budget=budget, utility="cardinality")
    assert by_cost.elected == ("a", "b")
    assert by_cost.verdicts["c"].reason == "nobody supports it"


def test_a_ranking_gives_points_by_place() -> None:
    """Of two places: two points and one."""
    profile = Profile.ranked({("a", "b"): 2, ("b",): 1, ("c", "a"): 1}, candidates="abc")
    answer = greedy_budget(
        profile, budget=Budget(3, {"a": 1, "b": 1, "c": 1}), break_tie=by_order("abc")
    )
    assert {c: v.points for c, v in answer.verdicts.items()} == {"a": 5, "b": 4, "c": 2}


def test_ties_are_refused_where_they_matter_and_only_there() -> None:
    both = Profile.of([Approval("a"), Approval("b")], candidates=("a", "b"))
    budget = Budget(20, {"a": 10, "b": 10})
    for rule in (greedy_budget, equal_shares_budget, phragmen_budget):
        assert set(rule(both, budget=budget).elected) == {"a", "b"}
    small = Budget(10, {"a": 10, "b": 10})
    for rule in (greedy_budget, phragmen_budget):
        with pytest.raises(UnresolvedTieError, match="choose project 1"):
            rule(both, budget=small)


def test_every_problem_is_named() -> None:
    with pytest.raises(InvalidInputError) as caught:
        Budget(0, {"a": -1, "b": 0.5})
    assert [problem.text for problem in caught.value.problems] == [
        "the cost of 'a' is -1; write a whole number or a fraction from 0",
        "the cost of 'b' is 0.5; write a whole number or a fraction from 0",
        "the budget is 0; write a whole number or a fraction of more than 0",
    ]
    with pytest.raises(InvalidInputError, match="project 'b' has no cost"):
        greedy_budget(approved([{"a": 1}]).restricted("ab"), budget=Budget(1, {"a": 1}))
    with pytest.raises(InvalidInputError, match="gives 'a' -1 points"):
        greedy_budget(Profile.of([Scores({"a": -1})], candidates="a"), budget=Budget(1, {"a": 1}))
    with pytest.raises(InvalidInputError, match="too_dear is 'pass'; write one of skip, stop"):
        greedy_budget(approved([{"a": 1}]), budget=Budget(1, {"a": 1}), too_dear="pass")
    with pytest.raises(InvalidInputError, match="increment must be more than 0"):
        equal_shares_budget(approved([{"a": 1}]), budget=Budget(1, {"a": 1}), increment=0)
    huge = Profile("a", {Scores({"a": 2**60}): 1})
    with pytest.raises(InvalidInputError, match="cannot be counted here"):
        greedy_budget(huge, budget=Budget(1, {"a": 1}))
