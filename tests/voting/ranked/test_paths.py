"""Ranked pairs, river, split cycle and stable voting: beside their definitions, taken literally."""

from collections.abc import Callable, Iterator
from itertools import groupby, permutations, product

import pytest
from hypothesis import given, settings

from deliberation.errors import InvalidInputError, UnresolvedTieError
from deliberation.voting import Profile, by_order, pairwise
from deliberation.voting.ranked import (
    ranked_pairs,
    river,
    schulze_ranking,
    split_cycle,
    stable_voting,
)
from tests.voting.ranked.strategies import margins, possible, profiles

CYCLE = Profile.ranked({tuple("abc"): 4, tuple("bca"): 3, tuple("cab"): 2})
"""b beats c by 5, a beats b by 3, c beats a by 1."""

Pair = tuple[str, str]


def orders_of_wins(profile: Profile) -> Iterator[tuple[Pair, ...]]:
    """Every order of the wins from the largest margin down."""
    m = margins(profile)
    wins = sorted((pair for pair in m if m[pair] > 0), key=lambda pair: -m[pair])
    levels = [list(level) for _, level in groupby(wins, key=lambda pair: m[pair])]
    for choice in product(*(permutations(level) for level in levels)):
        yield tuple(pair for level in choice for pair in level)


def reaches(locked: set[Pair], start: str, end: str) -> bool:
    """Whether the locked wins lead from one to the other."""
    seen, todo = {start}, [start]
    while todo:
        here = todo.pop()
        new = {b for a, b in locked if a == here} - seen
        seen |= new
        todo += new
    return end in seen


def unbeaten(profile: Profile, may_lock: Callable[[set[Pair], Pair], bool]) -> set[str]:
    """Who loses no locked win, over every order of the wins."""
    found: set[str] = set()
    for order in orders_of_wins(profile):
        locked: set[Pair] = set()
        for a, b in order:
            if not reaches(locked, b, a) and may_lock(locked, (a, b)):
                locked.add((a, b))
        found |= set(profile.candidates) - {b for _, b in locked}
    return found


def few_orders(profile: Profile) -> bool:
    m = margins(profile)
    sizes = [list(m.values()).count(level) for level in {n for n in m.values() if n > 0}]
    return max(sizes, default=0) <= 4


@settings(max_examples=60, deadline=None)
@given(profiles.filter(few_orders))
def test_ranked_pairs_elects_whom_locking_in_every_order_elects(profile: Profile) -> None:
    assert possible(ranked_pairs, profile) == unbeaten(profile, lambda locked, win: True)


@settings(max_examples=60, deadline=None)
@given(profiles.filter(few_orders))
def test_river_elects_whom_locking_one_loss_each_elects(profile: Profile) -> None:
    """Only wins of one strength that all can be locked need no order."""
    every_order = unbeaten(profile, lambda locked, win: win[1] not in {b for _, b in locked})
    assert possible(river, profile) <= every_order
    assert possible(river, profile)


@settings(max_examples=40, deadline=None)
@given(profiles)
def test_split_cycle_keeps_a_win_unless_it_is_the_weakest_of_a_cycle(profile: Profile) -> None:
    m = margins(profile)
    kept = {pair for pair in m if m[pair] > 0}
    for size in range(3, len(profile.candidates) + 1):
        for order in permutations(profile.candidates, size):
            cycle = list(zip(order, (*order[1:], order[0]), strict=True))
            if all(m[pair] > 0 for pair in cycle):
                weakest = min(m[pair] for pair in cycle)
                kept -= {pair for pair in cycle if m[pair] == weakest}
    undefeated = set(profile.candidates) - {b for _, b in kept}
    assert set(split_cycle(profile, break_tie=by_order("abcd")).winners) == undefeated


def stable(profile: Profile, among: tuple[str, ...]) -> set[str]:
    """The definition of stable voting, without memory."""
    if len(among) == 1:
        return set(among)
    part = profile.restricted(among)
    m = margins(part)
    open_to = set(split_cycle(part, break_tie=by_order(among)).winners)
    for level in sorted(set(m.values()), reverse=True):
        found = {
            a
            for a, b in m
            if m[a, b] == level
            and a in open_to
            and a in stable(profile, tuple(c for c in among if c != b))
        }
        if found:
            return found
    raise AssertionError("somebody wins")


@settings(max_examples=50, deadline=None)
@given(profiles)
def test_stable_voting_is_its_own_definition(profile: Profile) -> None:
    result = stable_voting(profile, break_tie=by_order("abcd"))
    assert set(result.winners) == stable(profile, profile.candidates)


def test_a_cycle_is_told_win_by_win() -> None:
    assert ranked_pairs(CYCLE).because[-1] == "c over a is left out: it would close a cycle."
    assert ranked_pairs(CYCLE, seats=3).elected == ("a", "b", "c")
    assert ranked_pairs(CYCLE).totals == {"a": 2, "b": 1, "c": 0}
    assert split_cycle(CYCLE).winners == river(CYCLE).winners == ("a",)


def test_wins_of_one_strength_are_ordered_only_where_they_conflict() -> None:
    """All three wins of a perfect cycle are equal; of three others, none closes a cycle."""
    perfect = Profile.ranked({tuple("abc"): 1, tuple("bca"): 1, tuple("cab"): 1})
    with pytest.raises(UnresolvedTieError, match="take place 1 of the tie-breaking ranking"):
        ranked_pairs(perfect)
    assert possible(ranked_pairs, perfect) == possible(river, perfect) == {"a", "b", "c"}
    assert ranked_pairs(Profile.ranked({tuple("abc"): 2})).ties == ()


def test_a_tie_behind_the_last_seat_is_not_asked() -> None:
    """d beats a perfect cycle of three."""
    votes = Profile.ranked({tuple("dabc"): 1, tuple("dbca"): 1, tuple("dcab"): 1})
    assert ranked_pairs(votes).elected == ("d",)
    with pytest.raises(UnresolvedTieError):
        ranked_pairs(votes, seats=2)


def test_strength_changes_who_wins_only_where_ballots_are_short() -> None:
    """a beats b 5 to 4, b beats c 6 to 3 and c beats a 4 to 2.

    By margins b over c (3) and c over a (2) are locked, and a over b (1) is left out: b is elected.
    By winning votes b over c (6) and a over b (5) are locked, and c over a (4) is left out.
    """
    votes = Profile.ranked({("a", "b"): 2, ("c", "a"): 3, ("b", "c"): 1, ("b",): 3})
    d = pairwise(votes)
    assert [d["a", "b"], d["b", "a"], d["b", "c"], d["c", "b"]] == [5, 4, 6, 3]
    assert [d["c", "a"], d["a", "c"]] == [4, 2]
    for rule in (ranked_pairs, river, split_cycle):
        assert rule(votes).elected == ("b",)
        assert rule(votes, strength="winning").elected == ("a",)


def test_the_ranking_of_the_paper_of_schulze() -> None:
    """Schulze (2011), the example with 45 voters: E > A > C > B > D."""
    ballots = {"acbed": 5, "adecb": 5, "bedac": 8, "cabed": 3, "caebd": 7, "cbade": 2, "dceba": 7}
    votes = Profile.ranked({tuple(o): n for o, n in {**ballots, "ebadc": 8}.items()})
    assert schulze_ranking(votes) == (("e",), ("a",), ("c",), ("b",), ("d",))


def test_one_seat_and_sixteen_candidates_are_the_most() -> None:
    with pytest.raises(InvalidInputError, match="river fills one seat, not 2"):
        river(CYCLE, seats=2)
    many = Profile.ranked({tuple("abcdefghijklmnopq"): 1})
    with pytest.raises(InvalidInputError, match="at most 16 candidates"):
        stable_voting(many)
