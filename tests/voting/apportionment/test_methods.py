"""Apportionments: worked examples, and what every way of breaking ties can give, by brute force."""

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from itertools import combinations_with_replacement, pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError, UnresolvedTieError
from deliberation.voting import by_order
from deliberation.voting.apportionment import (
    DIVISORS,
    QUOTAS,
    Apportionment,
    Threshold,
    highest_averages,
    largest_remainder,
    quota_method,
)
from deliberation.voting.plain import from_plain, to_plain

NAMES = "abcd"
electorates = st.lists(st.integers(0, 30), min_size=2, max_size=4).filter(any)


def named(numbers: list[int]) -> dict[str, int]:
    return dict(zip(NAMES, numbers, strict=False))


def everything(count: Callable[..., Apportionment], votes: dict[str, int]) -> set[tuple[int, ...]]:
    """The seats under every published order."""
    orders = permutations(votes)
    return {tuple(count(votes, break_tie=by_order(o)).seats.values()) for o in orders}


def splits(seats: int, votes: list[int]) -> list[tuple[int, ...]]:
    """Every way to share the seats out among those who have votes."""
    found = []
    for bars in combinations_with_replacement(range(seats + 1), len(votes) - 1):
        split = tuple(b - a for a, b in pairwise((0, *bars, seats)))
        if all(n or not s for n, s in zip(votes, split, strict=True)):
            found.append(split)
    return found


# The example of Balinski & Young, "Fair Representation", that each method answers differently.
LARGE = {"A": 9061, "B": 7179, "C": 5259, "D": 3319, "E": 1182}


@pytest.mark.parametrize(
    ("method", "seats"),
    [
        ("adams", (9, 7, 5, 3, 2)),
        ("dean", (9, 7, 5, 4, 1)),
        ("huntington_hill", (9, 7, 6, 3, 1)),
        ("sainte_lague", (9, 8, 5, 3, 1)),
        ("dhondt", (10, 7, 5, 3, 1)),
    ],
)
def test_five_methods_give_five_answers(method: str, seats: tuple[int, ...]) -> None:
    assert tuple(highest_averages(LARGE, seats=26, method=method).seats.values()) == seats


def test_hamilton_gives_the_last_seat_to_a_tie_that_floats_hide() -> None:
    """186 votes, 12 seats, a quota of 15.5: 7 remains to the first and, of 100, to the fourth."""
    votes = dict(zip("abcde", (7, 13, 61, 100, 5), strict=True))
    with pytest.raises(UnresolvedTieError) as caught:
        largest_remainder(votes, seats=12)
    assert caught.value.tied == ("a", "d")
    one = largest_remainder(votes, seats=12, break_tie=by_order("ad"))
    assert tuple(one.seats.values()) == (1, 1, 4, 6, 0)
    other = largest_remainder(votes, seats=12, break_tie=by_order("da"))
    assert tuple(other.seats.values()) == (0, 1, 4, 7, 0)


@pytest.mark.parametrize(
    ("quota", "price", "seats"),
    [
        ("hare", 20, (2, 2, 1)),  # 46 = 2 * 20 + 6, 30 = 20 + 10, 24 = 20 + 4
        ("droop", 17, (2, 2, 1)),  # 46 = 2 * 17 + 12, 30 = 17 + 13, 24 = 17 + 7
        ("hagenbach_bischoff", Fraction(50, 3), (2, 2, 1)),  # 12.7, 13.3 and 7.3 are left
        # 46 = 3 * 14.3 + 3.1, 30 = 2 * 14.3 + 1.4, 24 = 14.3 + 9.7: six, and 1.4 gives one back
        ("imperiali", Fraction(100, 7), (3, 1, 1)),
    ],
)
def test_quotas_by_hand(quota: str, price: Fraction, seats: tuple[int, ...]) -> None:
    votes = {"a": 46, "b": 30, "c": 24}
    assert QUOTAS[quota](100, 5) == price
    assert tuple(largest_remainder(votes, seats=5, quota=quota).seats.values()) == seats


def test_one_party_has_every_seat_under_the_smallest_quota() -> None:
    assert largest_remainder({"a": 7}, seats=3, quota="imperiali").seats == {"a": 3}


def test_too_large_a_quota_is_refused() -> None:
    """Five votes for ten seats: the droop quota is one vote, and five seats would be left."""
    with pytest.raises(InvalidInputError, match="take hare"):
        largest_remainder({"a": 5}, seats=10, quota="droop")


def test_the_alabama_paradox() -> None:
    """Balinski & Young, p. 39, in small: one seat more takes one from the third."""
    votes = {"a": 6, "b": 6, "c": 2}
    assert tuple(largest_remainder(votes, seats=10).seats.values()) == (4, 4, 2)
    assert tuple(largest_remainder(votes, seats=11).seats.values()) == (5, 5, 1)
    assert tuple(quota_method(votes, seats=11).seats.values()) == (5, 5, 1)


@settings(max_examples=60)
@given(electorates, st.integers(1, 7))
def test_hamilton_takes_the_seats_nearest_to_the_shares(numbers: list[int], seats: int) -> None:
    """No other split has a smaller sum of squared distances (Balinski & Young, proposition A.1)."""
    votes = named(numbers)
    shares = [Fraction(n * seats, sum(numbers)) for n in numbers]

    def distance(split: tuple[int, ...]) -> Fraction:
        return sum(((s - share) ** 2 for s, share in zip(split, shares, strict=True)), Fraction(0))

    possible = splits(seats, numbers)
    least = min(map(distance, possible))
    nearest = {split for split in possible if distance(split) == least}
    assert everything(partial(largest_remainder, seats=seats), votes) == nearest


ROOTLESS = {  # the divisors as Balinski & Young write them, and sqrt as its square
    "dhondt": lambda s: Fraction(s + 1),
    "sainte_lague": lambda s: Fraction(2 * s + 1, 2),
    "modified_sainte_lague": lambda s: Fraction(14, 20) if s == 0 else Fraction(2 * s + 1, 2),
    "dean": lambda s: Fraction(2 * s * (s + 1), 2 * s + 1),
    "adams": lambda s: Fraction(s),
    "danish": lambda s: Fraction(3 * s + 1, 3),
    "imperiali": lambda s: Fraction(s + 2, 2),
}


@pytest.mark.parametrize("method", DIVISORS)
@settings(max_examples=25)  # of each method
@given(numbers=electorates, seats=st.integers(1, 7))
def test_highest_averages_are_the_splits_that_no_exchange_betters(
    method: str, numbers: list[int], seats: int
) -> None:
    """The quotient of a next seat is nowhere above that of a last one (min-max inequality)."""

    def stands(votes: int, held: int) -> tuple[bool, Fraction]:
        if method == "huntington_hill":
            square = Fraction(held * (held + 1))
            return (not square, Fraction(votes) if not square else votes**2 / square)
        divisor = ROOTLESS[method](held)
        return (not divisor, votes / divisor if divisor else Fraction(votes))

    def stable(split: tuple[int, ...]) -> bool:
        last = [stands(n, s - 1) for n, s in zip(numbers, split, strict=True) if s]
        following = [stands(n, s) for n, s in zip(numbers, split, strict=True) if n]
        return max(following) <= min(last)

    votes = named(numbers)
    possible = splits(seats, numbers)
    count = partial(highest_averages, seats=seats, method=method)
    assert everything(count, votes) == set(filter(stable, possible))


@settings(max_examples=60)
@given(electorates, st.integers(1, 9))
def test_the_quota_method_stays_within_the_quota(numbers: list[int], seats: int) -> None:
    votes = named(numbers)
    for split in everything(partial(quota_method, seats=seats), votes):
        assert sum(split) == seats
        for n, s in zip(numbers, split, strict=True):
            assert n * seats // sum(numbers) <= s <= -(-n * seats // sum(numbers))


def test_a_tie_that_the_next_seat_makes_up_for_is_not_asked() -> None:
    assert quota_method({"a": 5, "b": 5}, seats=2).seats == {"a": 1, "b": 1}
    with pytest.raises(UnresolvedTieError, match="fill seat 3"):
        quota_method({"a": 5, "b": 5}, seats=3)


def test_a_party_below_the_threshold_has_no_seat() -> None:
    votes = {"a": 60, "b": 35, "c": 5}
    at = highest_averages(votes, seats=20, threshold=Threshold(Fraction(5, 100)))
    assert (at.below, at.seats["c"]) == ((), 1)
    over = highest_averages(votes, seats=20, threshold=Threshold(Fraction(5, 100), exceed=True))
    assert (over.below, over.seats["c"]) == (("c",), 0)
    others = Threshold(Fraction(5, 100), valid=101)
    assert highest_averages(votes, seats=20, threshold=others).below == ("c",)
    alliance = Threshold(Fraction(0), own={"b": Fraction(2, 5)})
    assert largest_remainder(votes, seats=20, threshold=alliance).below == ("b",)
    minority = Threshold(Fraction(1, 10), exempt=frozenset("c"))
    assert quota_method(votes, seats=20, threshold=minority).below == ()


def test_every_problem_is_named() -> None:
    with pytest.raises(InvalidInputError) as caught:
        highest_averages({"a": -1, "b": Fraction(1, 2), "c": 3}, seats=0)
    assert [problem.text for problem in caught.value.problems] == [
        "'a' has -1 votes; write a whole number from 0",
        "'b' has 1/2 votes; write a whole number from 0",
        "there must be at least one seat to give, not 0",
    ]
    with pytest.raises(InvalidInputError, match="no party reaches the threshold"):
        quota_method({"a": 1, "b": 1}, seats=1, threshold=Threshold(Fraction(2, 3)))
    with pytest.raises(InvalidInputError, match="there is no vote"):
        quota_method({"a": 0}, seats=1)
    with pytest.raises(InvalidInputError, match="write one of hare, droop"):
        largest_remainder({"a": 1}, seats=1, quota="hamilton")
    with pytest.raises(InvalidInputError, match="first divisor"):
        highest_averages({"a": 1}, seats=1, first=Fraction(0))
    with pytest.raises(InvalidInputError, match="between 0 and 1"):
        Threshold(Fraction(5))
    with pytest.raises(InvalidInputError, match=r"no line of votes.*cannot be fewer"):
        Threshold(Fraction(0), valid=1, exempt=frozenset("x")).below({"a": 2})


def test_another_first_divisor_makes_the_first_seat_dearer() -> None:
    """50/(1/2) against 30/(1/2): with 7/5 the second seat of 50 (50/(3/2)) comes first."""
    votes = {"a": 50, "b": 30}
    assert highest_averages(votes, seats=2).seats == {"a": 1, "b": 1}
    assert highest_averages(votes, seats=2, first=Fraction(7, 5)).seats == {"a": 2, "b": 0}


def test_an_apportionment_can_be_written_down() -> None:
    votes = {"a": 5, "b": 5, "c": 1}
    answer = largest_remainder(
        votes, seats=3, threshold=Threshold(Fraction(1, 5)), break_tie=by_order("ab")
    )
    assert from_plain(Apportionment, to_plain(answer)) == answer
    assert answer.because == (
        "Below the threshold, and so without a seat: c.",
        "The hare quota is 3.33 votes for a seat.",
        "a: 5 votes make 1 whole quotas and a remainder of 1.67, which brings one more seat.",
        "b: 5 votes make 1 whole quotas and a remainder of 1.67.",
    )
