"""All the ballots of one vote."""

import pickle
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.voting import (
    Approval,
    Credits,
    Grades,
    Profile,
    Ranking,
    Scores,
    Spoiled,
    WeakRanking,
)

NAMES = "abcde"
orders = st.lists(st.sampled_from(NAMES), unique=True).map(tuple)
counts = st.dictionaries(orders, st.integers(1, 30), max_size=9)


def as_arrays(counts: dict[tuple[str, ...], int]) -> Profile[Ranking]:
    """The same ballots from rows of numbers."""
    rows = [[NAMES.index(c) for c in order] + [-1] * (6 - len(order)) for order in counts]
    places = np.array(rows, dtype=np.int64).reshape(len(counts), 6)
    return Profile.from_places(NAMES, places, [*counts.values()])


def test_equal_ballots_are_gathered_and_blank_ones_are_kept() -> None:
    profile = Profile.of([Ranking(("a",)), Ranking(()), Ranking(("a",))], candidates="ab")
    assert (profile.size, profile.blank, profile.counts[Ranking(("a",))]) == (3, 1, 2)


def test_spoiled_ballots_are_kept_by_their_reason_and_not_counted() -> None:
    profile = Profile.of([Ranking(("a",)), Spoiled("torn"), Spoiled("torn")], candidates="a")
    assert (profile.size, profile.spoiled) == (1, {"torn": 2})


def test_every_problem_is_reported_at_once() -> None:
    with pytest.raises(InvalidInputError) as caught:
        Profile(("a", "a"), {Ranking(("b",)): 1, Ranking(("c",)): 0}, spoiled={"torn": 0})
    assert len(caught.value.problems) == 5


def test_a_profile_cannot_be_changed() -> None:
    profile = Profile.ranked({("a", "b"): 1})
    with pytest.raises(TypeError):
        profile.counts[Ranking(("a",))] = 5  # type: ignore[index]
    with pytest.raises(AttributeError):
        profile.candidates = ("a",)  # type: ignore[misc]
    for array in (profile.places, profile.ranks, profile.weights, profile.preferences):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_the_shorthand_can_name_candidates_whom_nobody_ranked() -> None:
    assert Profile.ranked({("a",): 1}, candidates="ab").candidates == ("a", "b")


@given(counts)
def test_ballots_and_arrays_are_the_same_profile(given: dict[tuple[str, ...], int]) -> None:
    named, numbered = Profile.ranked(given, candidates=NAMES), as_arrays(given)
    assert numbered == named == numbered
    assert hash(numbered) == hash(named)
    assert numbered.counts == named.counts
    assert (numbered.size, numbered.blank) == (named.size, named.blank)
    assert pickle.loads(pickle.dumps(numbered)) == named


@given(counts, counts)
def test_equal_arrays_are_equal_whatever_their_order_and_padding(
    one: dict[tuple[str, ...], int], other: dict[tuple[str, ...], int]
) -> None:
    backwards = dict(reversed(one.items()))
    assert as_arrays(one) == as_arrays(backwards)
    assert (as_arrays(one) == as_arrays(other)) == (one == other)


def test_places_and_ranks_say_who_stands_where() -> None:
    profile = Profile.ranked({("c", "a"): 2, (): 1}, candidates="abc")
    assert profile.places.tolist() == [[2, 0], [-1, -1]]
    assert profile.ranks.tolist() == [[1, 3, 0], [3, 3, 3]]
    assert profile.weights.tolist() == [2, 1]


def test_the_tied_have_equal_ranks_and_no_places() -> None:
    profile = Profile.of([WeakRanking([["a", "c"], ["b"]])], candidates="abcd")
    assert profile.ranks.tolist() == [[0, 1, 0, 4]]
    with pytest.raises(InvalidInputError, match="only rankings have places"):
        _ = profile.places


def test_equal_rows_of_many_candidates_are_found_by_whole_numbers() -> None:
    """A hundred places of a hundred candidates need 660 bits, more than one number holds."""
    rng = np.random.default_rng(1)
    rows = np.array([rng.permutation(100) for _ in range(7)])
    twice = Profile.from_places(map(str, range(100)), np.tile(rows, (2, 1)), range(1, 15))
    ours = dict(zip(map(tuple, twice.places.tolist()), twice.weights.tolist(), strict=True))
    assert ours == {tuple(row.tolist()): i + 1 + i + 8 for i, row in enumerate(rows)}
    assert [*ours] == sorted(ours)


def test_weights_beyond_a_machine_word_are_exact() -> None:
    profile = Profile.from_places("ab", [[0], [1], [0]], [2**62, 1, 2**62])
    assert profile.size == 2**63 + 1
    assert profile.preferences.tolist() == [[0, 2**63], [1, 0]]
    assert (profile + profile).size == 2**64 + 2


@pytest.mark.parametrize(
    ("places", "weights", "problem"),
    [
        ([[0, 0]], [1], "more than once"),
        ([[-1, 0]], [1], "behind the end"),
        ([[2, -1]], [1], "no index of 2"),
        ([[-2, -1]], [1], "no index of 2"),
        ([[0, 1]], [0], "fewer than one"),
        ([[0, 1]], [1, 1], "one weight for each"),
    ],
)
def test_arrays_that_are_no_ballots_are_refused(
    places: list[list[int]], weights: list[int], problem: str
) -> None:
    with pytest.raises(InvalidInputError, match=problem):
        Profile.from_places("ab", places, weights)


def cut(order: tuple[str, ...], to: str) -> tuple[str, ...]:
    return tuple(candidate for candidate in order if candidate in to)


@given(counts, st.sets(st.sampled_from(NAMES), min_size=1))
def test_a_restricted_profile_says_the_same_of_those_who_stay(
    given: dict[tuple[str, ...], int], to: set[str]
) -> None:
    kept = cut(tuple(NAMES), "".join(to))
    left: Counter[tuple[str, ...]] = Counter()
    for order, times in given.items():
        left[cut(order, "".join(kept))] += times
    expected = Profile.ranked(left, candidates=kept)
    assert as_arrays(given).restricted(to) == expected
    assert Profile.ranked(given, candidates=NAMES).restricted(to) == expected


@given(counts, counts)
def test_merged_profiles_have_the_ballots_of_both(
    one: dict[tuple[str, ...], int], other: dict[tuple[str, ...], int]
) -> None:
    expected = Profile.ranked(Counter(one) + Counter(other), candidates=NAMES)
    assert as_arrays(one) + as_arrays(other) == expected
    assert as_arrays(one) + Profile.ranked(other, candidates=NAMES) == expected


def test_those_who_stand_in_the_second_profile_only_come_last() -> None:
    both = Profile.ranked({("b",): 1}) + Profile.ranked({("a", "b"): 2}, candidates="ab")
    assert both == Profile.ranked({("b",): 1, ("a", "b"): 2}, candidates="ba")
    arrays = Profile.from_places("b", [[0]], [1]) + Profile.from_places("ab", [[0, 1]], [2])
    assert arrays == both


def test_every_kind_of_ballot_is_restricted_and_relabelled() -> None:
    names = {"a": "z"}
    for ballot, few, other in [
        (Ranking(("b", "a")), Ranking(("b",)), Ranking(("b", "z"))),
        (WeakRanking(["ab"]), Ranking(("b",)), WeakRanking(["bz"])),
        (Approval("ab"), Approval("b"), Approval("bz")),
        (Scores({"a": 1, "b": 0}), Scores({"b": 0}), Scores({"z": 1, "b": 0})),
        (Grades({"a": "x", "b": "y"}), Grades({"b": "y"}), Grades({"z": "x", "b": "y"})),
        (Credits({"a": 1, "b": 2}), Credits({"b": 2}), Credits({"z": 1, "b": 2})),
    ]:
        profile = Profile("ab", {ballot: 2}, spoiled={"torn": 1})
        assert profile.restricted("b") == Profile("b", {few: 2}, spoiled={"torn": 1})
        assert profile.relabelled(names) == Profile("zb", {other: 2}, spoiled={"torn": 1})


def test_arrays_are_relabelled_too_but_two_may_not_get_one_name() -> None:
    profile = as_arrays({("a", "b"): 3})
    assert profile.relabelled({"b": "x"}).counts == {Ranking(("a", "x")): 3}
    with pytest.raises(InvalidInputError, match="stands 2 times"):
        profile.relabelled({"b": "c"})


def test_only_candidates_can_be_kept() -> None:
    with pytest.raises(InvalidInputError, match="'x' is not a candidate"):
        Profile.ranked({("a",): 1}).restricted("ax")


def test_a_fraction_may_be_a_score_but_a_float_may_not() -> None:
    assert Scores({"a": Fraction(1, 2)}).candidates == {"a"}
    with pytest.raises(InvalidInputError, match="whole number or a fraction"):
        Scores({"a": 0.5})  # type: ignore[dict-item]
