"""Scores as an array."""

import pickle
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.voting import Profile, Ranking, Scores

NAMES = "cab"  # not in alphabetical order, in which a ballot names them
VALUES = (5, 0, Fraction(5, 2), -1)
Codes = list[tuple[int, int, int]]

codes = st.lists(st.tuples(*[st.integers(-1, 3)] * 3), max_size=9)


def as_ballots(codes: Codes) -> Profile[Scores]:
    """Each row as a ballot of its own, and equal ballots counted."""
    said = [
        Scores({c: VALUES[code] for c, code in zip(NAMES, row, strict=True) if code >= 0})
        for row in codes
    ]
    return Profile(NAMES, Counter(said))


def as_arrays(codes: Codes) -> Profile[Scores]:
    rows = np.array(codes, dtype=np.int64).reshape(len(codes), 3)
    return Profile.from_scores(NAMES, rows, VALUES, np.ones(len(codes), dtype=np.int64))


@given(codes)
def test_ballots_and_arrays_are_the_same_profile(codes: Codes) -> None:
    ballots, arrays = as_ballots(codes), as_arrays(codes)
    assert (arrays.size, arrays.blank, arrays.distinct) == (
        len(codes),
        codes.count((-1, -1, -1)),
        len({*codes}),
    )
    assert arrays == ballots
    assert hash(arrays) == hash(ballots)
    assert arrays.kinds == ballots.kinds


@given(codes)
def test_what_is_made_of_arrays_is_what_is_made_of_ballots(codes: Codes) -> None:
    ballots, arrays = as_ballots(codes), as_arrays(codes)
    assert arrays.restricted("ab") == ballots.restricted("ab")
    assert arrays.relabelled({"c": "z"}) == ballots.relabelled({"c": "z"})
    assert arrays + ballots == ballots + ballots
    assert pickle.loads(pickle.dumps(arrays)) == ballots


@given(codes)
def test_the_table_says_what_the_ballots_say(codes: Codes) -> None:
    for profile in (as_ballots(codes), as_arrays(codes)):
        table = profile.scores
        assert [*table.ballots(NAMES)] == [*profile.counts]
        assert [*table.values] == sorted(
            {VALUES[code] for row in codes for code in row if code >= 0}
        )
        assert [*table.blank] == [not ballot.scores for ballot in profile.counts]


def test_equal_rows_come_together_whatever_the_order_of_the_scores() -> None:
    one = Profile.from_scores("ab", [[0, 1], [0, 1], [1, -1]], [3, 1], [2, 5, 2**62])
    other = Profile.from_scores("ab", [[0, -1], [1, 0]], [1, 3, 7], [2**62, 7])
    assert one == other
    assert [*one.counts.items()] == [*other.counts.items()]  # in the same order
    assert one.counts[Scores({"a": 3, "b": 1})] == 7


def test_the_table_cannot_be_changed() -> None:
    for profile in (as_arrays([(0, 1, 2)]), as_ballots([(0, 1, 2)])):
        with pytest.raises(ValueError, match="read-only"):
            profile.scores.codes[0] = 1


@pytest.mark.parametrize(
    ("codes", "values", "weights", "text"),
    [
        ([[0, 2]], [1, 2], [1], "no index of 2 scores"),
        ([[0, -2]], [1, 2], [1], "no index of 2 scores"),
        ([[0, 1]], [1, 2], [0], "fewer than one times"),
        ([[0, 1]], [1, 1], [1], "a score has two codes"),
        ([[0, 1]], [1, 0.5], [1], "0.5 is no score"),
        ([[0, 1]], [1, True], [1], "True is no score"),
        ([[0]], [1], [1], "ballots x candidates"),
        ([[0, 0]], [1], [1, 1], "ballots x candidates"),
    ],
)
def test_arrays_that_are_no_scores_are_refused(
    codes: list[list[int]], values: list[int], weights: list[int], text: str
) -> None:
    with pytest.raises(InvalidInputError, match=text):
        Profile.from_scores("ab", codes, values, weights)


def test_rankings_have_no_scores() -> None:
    with pytest.raises(InvalidInputError, match="scores stand in a table of scores"):
        _ = Profile("a", {Ranking(("a",)): 1}).scores
