"""Rules that elect one by one, beside naive twins that go voter by voter in fractions."""

from collections.abc import Callable
from fractions import Fraction
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.errors import UnresolvedTieError
from deliberation.voting import Approval, Profile, by_order
from deliberation.voting.approval import (
    equal_shares,
    greedy_justified,
    greedy_monroe,
    reverse_sequential_pav,
    sequential_chamberlin_courant,
    sequential_pav,
    sequential_phragmen,
)
from tests.voting.approval.conftest import orders, profiles, seats

Voters = list[frozenset[str]]


def voters_of(profile: Profile) -> Voters:
    """One set for each voter who approves somebody."""
    return [b.candidates for b, n in profile.counts.items() for _ in range(n) if b.approved]


def best(totals: dict[str, Fraction], order: str, most: Callable = max) -> str:
    """The first in the *order* of those with the best total."""
    return next(c for c in order if totals.get(c) == most(totals.values()))


def naive_thiele(voters: Voters, seats: int, order: str, worth: Callable) -> set[str]:
    elected: set[str] = set()
    while len(elected) < seats:
        totals = {
            c: sum((worth(len(v & elected) + 1) for v in voters if c in v), Fraction(0))
            for c in order
            if c not in elected
        }
        elected.add(best(totals, order))
    return elected


def naive_reverse_pav(voters: Voters, seats: int, order: str) -> set[str]:
    left = {*order}
    while len(left) > seats:
        misses = {
            c: sum((Fraction(1, len(v & left)) for v in voters if c in v), Fraction(0))
            for c in left
        }
        left.remove(best(misses, order, min))
    return left


def naive_phragmen(
    voters: Voters, seats: int, order: str, elected: set[str], loads: list[Fraction]
) -> set[str]:
    """Completes *elected*, beginning with the *loads*."""
    while len(elected) < seats:
        costs = {}
        for c in order:
            mine = [load for v, load in zip(voters, loads, strict=True) if c in v]
            if c not in elected and mine:
                costs[c] = Fraction(1 + sum(mine), len(mine))
        if not costs:
            return elected | {*[c for c in order if c not in elected][: seats - len(elected)]}
        chosen = best(costs, order, min)
        loads = [costs[chosen] if chosen in v else x for v, x in zip(voters, loads, strict=True)]
        elected.add(chosen)
    return elected


def price(money: list[Fraction]) -> Fraction | None:
    """What each of some voters pays at most for a candidate; ``None`` where it is too much."""
    purses = sorted(money)
    for poor in range(len(purses)):
        share = (1 - sum(purses[:poor])) / Fraction(len(purses) - poor)
        if share <= purses[poor]:
            return share
    return None


def naive_shares(
    voters: Voters, seats: int, order: str, each: Fraction
) -> tuple[set[str], list[Fraction]]:
    """Who is bought, and what every voter has left."""
    elected: set[str] = set()
    money = [each] * len(voters)
    while len(elected) < seats:
        prices = {}
        for c in order:
            mine = [m for v, m in zip(voters, money, strict=True) if c in v]
            if c not in elected and (cost := price(mine)) is not None:
                prices[c] = cost
        if not prices:
            break
        chosen = best(prices, order, min)
        money = [
            max(m - prices[chosen], Fraction(0)) if chosen in v else m
            for v, m in zip(voters, money, strict=True)
        ]
        elected.add(chosen)
    return elected, money


def naive_greedy_justified(voters: Voters, seats: int, order: str) -> set[str]:
    elected: set[str] = set()
    for ell in range(seats, 0, -1):
        while True:
            shared = {
                c: Fraction(sum(c in v and len(v & elected) < ell for v in voters))
                for c in order
                if c not in elected
            }
            shared = {c: n for c, n in shared.items() if n * seats >= ell * len(voters)}
            if not shared:
                break
            elected.add(best(shared, order))
    return elected


def naive_greedy_monroe(voters: Voters, seats: int, order: str) -> set[str]:
    """Each voter has one vote, of which members take equal parts from those who approve them."""
    votes, elected = [Fraction(1)] * len(voters), set[str]()
    sizes = [len(range(i, len(voters), seats)) for i in range(seats)]
    for size in sizes:
        totals = {
            c: sum((x for v, x in zip(voters, votes, strict=True) if c in v), Fraction(0))
            for c in order
            if c not in elected
        }
        chosen = best(totals, order)
        keep = max(Fraction(0), 1 - size / totals[chosen]) if totals[chosen] else Fraction(0)
        votes = [x * keep if chosen in v else x for v, x in zip(voters, votes, strict=True)]
        elected.add(chosen)
    return elected


@given(profiles, seats, orders)
def test_the_rules_of_thiele_elect_as_their_twins_do(
    profile: Profile, seats: int, order: str
) -> None:
    voters, rest = voters_of(profile), {"seats": seats, "break_tie": by_order(order)}
    pav = naive_thiele(voters, seats, order, lambda j: Fraction(1, j))
    cc = naive_thiele(voters, seats, order, lambda j: Fraction(j == 1))
    assert {*sequential_pav(profile, **rest).elected} == pav
    assert {*sequential_chamberlin_courant(profile, **rest).elected} == cc
    reverse = reverse_sequential_pav(profile, **rest)
    assert {*reverse.elected} == naive_reverse_pav(voters, seats, order)


@given(profiles, seats, orders)
def test_phragmens_rule_elects_as_its_twin_does(profile: Profile, seats: int, order: str) -> None:
    voters = voters_of(profile)
    expected = naive_phragmen(voters, seats, order, set(), [Fraction(0)] * len(voters))
    result = sequential_phragmen(profile, seats=seats, break_tie=by_order(order))
    assert {*result.elected} == expected


@given(profiles, seats, orders, st.sampled_from(["phragmen", "approval", "increment", "none"]))
def test_equal_shares_elect_as_their_twin_does(
    profile: Profile, seats: int, order: str, completion: str
) -> None:
    voters = voters_of(profile)
    expected, money = naive_shares(voters, seats, order, Fraction(seats, len(voters)))
    if completion == "phragmen":
        expected = naive_phragmen(voters, seats, order, expected, [-m for m in money])
    wanted = min(seats, len(frozenset().union(*voters)))
    for share in range(seats, 100):
        if completion == "increment" and len(expected) < wanted:
            expected, _ = naive_shares(voters, seats, order, Fraction(share, len(voters)))
    if completion in ("approval", "increment"):
        support = {c: Fraction(sum(c in v for v in voters)) for c in order}
        while len(expected) < seats:
            left = {c: n for c, n in support.items() if c not in expected}
            expected.add(best(left, order))
    result = equal_shares(profile, seats=seats, completion=completion, break_tie=by_order(order))
    assert {*result.elected} == expected


@given(profiles, seats, orders)
def test_greedy_justified_elects_as_its_twin_does(profile: Profile, seats: int, order: str) -> None:
    result = greedy_justified(profile, seats=seats, completion="none", break_tie=by_order(order))
    assert {*result.elected} == naive_greedy_justified(voters_of(profile), seats, order)


@given(profiles, seats, orders)
def test_greedy_monroe_elects_as_its_twin_does(profile: Profile, seats: int, order: str) -> None:
    result = greedy_monroe(profile, seats=seats, break_tie=by_order(order))
    assert {*result.elected} == naive_greedy_monroe(voters_of(profile), seats, order)


def test_the_order_of_equal_members_is_asked_where_the_first_stands_for_more() -> None:
    """Of 4 voters the first member stands for 2, and the others for one each.

    With a first, c has nobody left; b stands for one of two, and d for the other. With b first it
    is the other way round.
    """
    votes = Profile("abcd", {Approval("ac"): 2, Approval("bd"): 2})
    assert greedy_monroe(votes, seats=3, break_tie=by_order("abcd")).elected == ("a", "b", "d")
    assert greedy_monroe(votes, seats=3, break_tie=by_order("bacd")).elected == ("b", "a", "c")


@pytest.mark.parametrize(
    "elect",
    [
        sequential_pav,
        reverse_sequential_pav,
        sequential_chamberlin_courant,
        sequential_phragmen,
        greedy_monroe,
        greedy_justified,
        equal_shares,
        partial(equal_shares, completion="approval"),
        partial(equal_shares, completion="increment"),
    ],
)
def test_no_tie_is_asked_where_there_is_a_seat_for_everybody(elect: Callable) -> None:
    """Ties are refused, and a voter shares a and b; nobody approves c and d."""
    result = elect(Profile("abcd", {Approval("ab"): 5, Approval(""): 5}), seats=4)
    assert ({*result.elected}, result.ties) == ({*"abcd"}, ())


def test_a_tie_is_asked_where_the_seats_that_are_left_stay_empty() -> None:
    # Each has 1; a is bought for 1/2 a voter, so is b: 1/2 is left for each, which buys the other.
    with pytest.raises(UnresolvedTieError, match="fill seat 1"):
        equal_shares(Profile("ab", {Approval("ab"): 2}), seats=2, completion="none")


def test_each_step_says_why() -> None:
    """10 voters: 6 approve a and b, 3 approve c, one d. After a, b adds 6/2, as c adds 3."""
    votes = Profile("abcd", {Approval("ab"): 6, Approval("c"): 3, Approval("d"): 1})
    result = sequential_pav(votes, seats=3, break_tie=by_order("abcd"))
    assert result.because == (
        "Seat 1: a, which adds 6, like b.",
        "Seat 2: b, which adds 3, like c.",
        "Seat 3: c, which adds 3; next comes d with 1.",
    )
    assert [(tie.tied, tie.decision) for tie in result.ties] == [(("a", "b"), "fill seat 1")]


def test_shares_are_rational_prices_to_the_last_digit() -> None:
    """6 voters, 3 seats: each has 1/2. All pay 1/6 for b; 1/3 is left to each.

    Four can pay 1/4 each for a, three 1/3 each for c: a is cheaper. Then the three have 1/12 + 1/3
    + 1/3 = 3/4, so that 1/12 more for everybody is what c waits for.
    """
    votes = Profile("abc", {Approval("ab"): 3, Approval("abc"): 1, Approval("bc"): 2})
    result = equal_shares(votes, seats=3)
    assert result.elected == ("b", "a", "c")
    assert [step.totals[c] for step, c in zip(result.steps, "bac", strict=True)] == [
        Fraction(1, 6),
        Fraction(1, 4),
        Fraction(1, 12),
    ]
    assert result.because[0] == "Seat 1: b, for whom each supporter pays at most 1/6."
    assert result.because[2] == "Seat 3: c, as soon as everybody has got 1/12 more."


def test_blank_ballots_share_out_seats_only_where_that_is_said() -> None:
    """3 of 4 voters can pay for a seat each of theirs; 3 of 8 have 3/4 together, too little."""
    votes = Profile("ab", {Approval("a"): 3, Approval("b"): 1, Approval(""): 4})
    assert equal_shares(votes, seats=1, completion="none").elected == ()
    assert equal_shares(votes, seats=2, completion="none").elected == ("a",)
    assert equal_shares(votes, seats=2, completion="none", voters="cast").elected == ()


@pytest.mark.parametrize("rule", [equal_shares, greedy_justified])
def test_another_word_is_refused(rule) -> None:
    votes = Profile("ab", {Approval("a"): 1})
    with pytest.raises(ValueError, match=r"completion is .*'most'"):
        rule(votes, completion="most")
    with pytest.raises(ValueError, match="voters are 'valid' or 'cast', not 'all'"):
        rule(votes, voters="all")


def test_pav_gives_a_second_seat_before_a_first_to_somebody_alone() -> None:
    """a adds 8. Then b and c add 3/2 + 1; once b is in, c adds 3/2 + 1/2, then f 1/3 + 1, e 1."""
    ballots = {"ab": 3, "ac": 3, "ad": 2, "bcf": 1, "e": 1, "f": 1, "g": 1}
    votes = Profile("abcdefg", {Approval(names): n for names, n in ballots.items()})
    result = sequential_pav(votes, seats=4, break_tie=by_order("abcdefg"))
    assert result.elected == ("a", "b", "c", "f")
    assert result.steps[3].totals["f"] == Fraction(4, 3)
