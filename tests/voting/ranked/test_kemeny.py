"""Kemeny-Young, beside all permutations."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import UnresolvedTieError
from deliberation.voting import Profile, by_order
from deliberation.voting.ranked import kemeny_young
from deliberation.voting.ranked.kemeny_search import Search
from deliberation.voting.ranked.kemeny_subsets import best_orders
from tests.voting.ranked.strategies import profiles


def agreement(profile: Profile, order: tuple[str, ...]) -> int:
    """Pairs about which a ballot and the order say the same, counted one by one."""
    total = 0
    for ballot, times in profile.counts.items():
        for i, a in enumerate(order):
            for b in order[i + 1 :]:
                first = a in ballot.order and (
                    b not in ballot.order or ballot.order.index(a) < ballot.order.index(b)
                )
                total += times * first
    return total


@settings(max_examples=60, deadline=None)
@given(profiles)
def test_no_permutation_agrees_better_and_all_that_agree_as_well_are_listed(
    profile: Profile,
) -> None:
    every = {order: agreement(profile, order) for order in permutations("abcd")}
    best = [order for order, value in every.items() if value == max(every.values())]
    result = kemeny_young(profile, break_tie=by_order("abcd"))
    assert result.agreement == max(every.values())
    assert list(result.rankings) == best
    assert result.number == len(best)
    assert set(result.firsts) == {order[0] for order in best}


def test_the_example_of_condorcet_is_settled_by_all_pairs() -> None:
    """Condorcet's 60 voters: 23 abc, 17 bca, 2 bac, 10 cab, 8 cba. b over c 42 to 18, c over a 35
    to 25, a over b 33 to 27: bca agrees 42 + 35 + 27 = 104 times, abc 33 + 25 + 42 = 100 times.
    """
    votes = Profile.ranked(
        {tuple("abc"): 23, tuple("bca"): 17, tuple("bac"): 2, tuple("cab"): 10, tuple("cba"): 8}
    )
    result = kemeny_young(votes, seats=3)
    assert result.rankings == (("b", "c", "a"),)
    assert (result.agreement, result.elected) == (104, ("b", "c", "a"))


def test_rankings_that_agree_equally_well_are_a_tie() -> None:
    perfect = Profile.ranked({tuple("abc"): 1, tuple("bca"): 1, tuple("cab"): 1})
    with pytest.raises(UnresolvedTieError, match="fill seat 1"):
        kemeny_young(perfect)
    result = kemeny_young(perfect, seats=2, break_tie=by_order("cab"))
    assert result.rankings == (tuple("abc"), tuple("bca"), tuple("cab"))
    assert result.elected == ("c", "a")
    assert [tie.decision for tie in result.ties] == ["fill seat 1"]


@settings(max_examples=40, deadline=None)
@given(
    st.integers(3, 7).flatmap(lambda n: st.lists(st.integers(0, 9), min_size=n * n, max_size=n * n))
)
def test_the_search_proves_what_all_subsets_say(numbers: list[int]) -> None:
    n = int(len(numbers) ** 0.5)
    d = np.array(numbers, dtype=np.int64).reshape(n, n)
    np.fill_diagonal(d, 0)
    assert Search(d).agreement() == int(best_orders(d)[-1])


def test_more_candidates_than_subsets_can_hold_are_searched() -> None:
    """Twenty in a circle: each beats the next ten, or nine and one equally; so a ranking in circle
    order loses only the wins around its end.

    Of the 20 * 19 / 2 pairs, 10 are equal (1 to 1); of the 180 others, each 2 to 0, the ranking
    0, 1, ..., 19 breaks those from i to j < i: 9 + 8 + ... + 1 = 45 times 2. It agrees with
    10 + 2 * (180 - 45) = 280; the programme proves that none agrees more, and each of the twenty
    can stand first.
    """
    n = 20
    order = range(n)
    d = np.zeros((n, n), dtype=np.int64)
    for i in order:
        for step in range(1, n // 2):
            d[i, (i + step) % n] = 2
        d[i, (i + n // 2) % n] = 1
    assert Search(d).agreement() == 280
