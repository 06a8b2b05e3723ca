"""Approvals as arrays."""

import pickle
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.voting import Approval, Profile, Ranking, Scores

NAMES = "cab"  # not in alphabetical order, in which a ballot names them
Rows = list[list[int]]

rows = st.lists(st.lists(st.integers(0, 2), unique=True), max_size=9)


def as_ballots(rows: Rows) -> Profile[Approval]:
    """Each row as a ballot of its own, and equal ballots counted."""
    return Profile(NAMES, Counter(Approval(NAMES[i] for i in row) for row in rows))


def as_arrays(rows: Rows) -> Profile[Approval]:
    flat = [i for row in rows for i in row]
    return Profile.from_approvals(NAMES, flat, [*map(len, rows)], [1] * len(rows))


@given(rows)
def test_ballots_and_arrays_are_the_same_profile(rows: Rows) -> None:
    ballots, arrays = as_ballots(rows), as_arrays(rows)
    assert (arrays.size, arrays.blank, arrays.distinct) == (
        len(rows),
        rows.count([]),
        len({frozenset(row) for row in rows}),
    )
    assert arrays == ballots
    assert hash(arrays) == hash(ballots)
    assert arrays.kinds == ballots.kinds


@given(rows)
def test_what_is_made_of_arrays_is_what_is_made_of_ballots(rows: Rows) -> None:
    ballots, arrays = as_ballots(rows), as_arrays(rows)
    assert arrays.restricted("ab") == ballots.restricted("ab")
    assert arrays.relabelled({"c": "z"}) == ballots.relabelled({"c": "z"})
    assert arrays + ballots == ballots + ballots
    assert pickle.loads(pickle.dumps(arrays)) == ballots


@given(rows)
def test_the_table_says_what_the_ballots_say(rows: Rows) -> None:
    for profile in (as_ballots(rows), as_arrays(rows)):
        table = profile.approvals
        assert [*table.ballots(NAMES)] == [*profile.counts]
        assert [*table.lengths] == [len(ballot.approved) for ballot in profile.counts]
        assert [*table.blank] == [not ballot.approved for ballot in profile.counts]


def test_weights_beyond_a_machine_word_are_exact() -> None:
    profile = Profile.from_approvals("ab", [0, 1, 0], [1, 1, 1], [2**62, 1, 2**62])
    assert profile.counts == {Approval("a"): 2**63, Approval("b"): 1}
    assert profile.size == 2**63 + 1


def test_equal_ballots_of_many_candidates_are_found_by_whole_numbers() -> None:
    """A row of 99 numbers up to 100 does not fit into a word of the machine."""
    names = [f"c{i}" for i in range(100)]
    ballots = [[j for j in range(100) if j != i] for i in (7, 8, 7)]
    flat = [j for ballot in ballots for j in ballot[::-1]]
    profile = Profile.from_approvals(names, flat, [99] * 3, [1, 2, 4])
    assert profile.counts == {
        Approval({*names} - {"c7"}): 5,
        Approval({*names} - {"c8"}): 2,
    }


def test_the_table_cannot_be_changed() -> None:
    for profile in (as_arrays([[0, 1]]), as_ballots([[0, 1]])):
        for array in (profile.approvals.columns, profile.approvals.starts):
            with pytest.raises(ValueError, match="read-only"):
                array[0] = 1


@pytest.mark.parametrize(
    ("columns", "lengths", "weights", "text"),
    [
        ([0, 2], [2], [1], "no index of 2 candidates"),
        ([0, -1], [2], [1], "no index of 2 candidates"),
        ([0, 1], [2], [0], "fewer than one times"),
        ([1, 1], [2], [1], "more than once"),
        ([0, 1], [1], [1], "do not add up"),
        ([0, 1], [3, -1], [1, 1], "do not add up"),
        ([0, 1], [1, 1], [1], "one length and one weight"),
        ([0.5], [1], [1], "must be whole numbers"),
    ],
)
def test_arrays_that_are_no_approvals_are_refused(
    columns: list[int], lengths: list[int], weights: list[int], text: str
) -> None:
    with pytest.raises(InvalidInputError, match=text):
        Profile.from_approvals("ab", columns, lengths, weights)


def test_other_ballots_have_no_approvals() -> None:
    scores = Profile.from_scores("a", [[0]], [5], [1])
    for profile in (
        Profile("a", {Ranking(("a",)): 1}),
        Profile("a", {Scores({"a": 5}): 1}),
        scores,
    ):
        with pytest.raises(InvalidInputError, match="approvals stand in a table of approvals"):
            _ = profile.approvals
    with pytest.raises(InvalidInputError, match="scores stand in a table of scores"):
        _ = as_arrays([[0]]).scores
