"""The policy on what may be shown: no small cell, none that is everybody, none by subtraction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.errors import ProcedureError
from deliberation.record.disclosure import DISCLOSURE
from deliberation.voting import Profile

cells = st.lists(st.integers(0, 12), min_size=2, max_size=4)
tables = st.integers(2, 4).flatmap(
    lambda width: st.dictionaries(
        st.sampled_from("abcdef"),
        st.lists(st.integers(0, 12), min_size=width, max_size=width),
        min_size=1,
    )
)


def tells(parts: list[int]) -> bool:
    """Whether a group in these parts says of somebody what is not to be said: the naive twin."""
    return any(0 < n < 5 for n in parts) or any(n == sum(parts) for n in parts)


@given(cells)
def test_a_group_is_shown_where_no_cell_is_small_and_none_is_everybody(parts: list[int]) -> None:
    assert DISCLOSURE.shows_cells(parts) == (not tells(parts))


@given(tables)
def test_who_subtracts_what_is_shown_from_the_outcome_finds_no_small_cell(
    rows: dict[str, list[int]],
) -> None:
    """All that follows from the totals of the columns and the rows shown are these rows and what
    the others add up to: any rows with that sum may be the hidden ones."""
    shown = {name: row for name, row in DISCLOSURE.table(rows).items() if row is not None}
    assert not any(tells([*row]) for row in shown.values())
    totals = [sum(column) for column in zip(*rows.values(), strict=True)]
    rest = [n - sum(row[i] for row in shown.values()) for i, n in enumerate(totals)]
    assert not shown or len(shown) == len(rows) or not tells(rest)


def test_a_single_hidden_row_takes_the_smallest_of_the_others_with_it() -> None:
    """By hand: 30 - 20 - 8 = 2 would tell what the islands said; with the south they are 10."""
    rows = {"north": (20, 30), "south": (8, 6), "islands": (2, 9)}
    assert DISCLOSURE.table(rows) == {"north": (20, 30), "south": None, "islands": None}


def test_a_table_of_which_nothing_tells_too_much_is_shown_whole() -> None:
    rows = {"north": (20, 30), "south": (8, 6)}
    assert DISCLOSURE.table(rows) == rows


def test_a_table_of_one_group_that_tells_too_much_is_not_shown() -> None:
    assert DISCLOSURE.table({"north": (20, 1)}) == {"north": None}


def test_nothing_is_shown_before_the_close() -> None:
    DISCLOSURE.require_closed(True)
    with pytest.raises(ProcedureError, match="nothing is counted before the close"):
        DISCLOSURE.require_closed(False)


def test_of_fewer_than_five_only_the_outcome_is_shown() -> None:
    assert [DISCLOSURE.shows_figures(cast) for cast in (0, 4, 5, 36)] == [False, False, True, True]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [({"a": 5, "b": 6}, True), ({"a": 5, "b": 4}, False), ({"a": 36}, False)],
)
def test_ballots_are_shown_where_enough_cast_each_and_not_all_the_same(
    counts: dict[str, int], shown: bool
) -> None:
    profile = Profile.ranked({(name,): n for name, n in counts.items()}, candidates="ab")
    assert DISCLOSURE.shows_ballots(profile) == shown


def test_those_who_gave_a_candidate_nothing_are_a_cell_too() -> None:
    assert DISCLOSURE.shows_tallies({"park": {9: 6, -2: 5}, "road": {1: 6}}, valid=11)
    assert not DISCLOSURE.shows_tallies({"park": {9: 6, -2: 5}, "road": {1: 7}}, valid=11)
    assert not DISCLOSURE.shows_tallies({"park": {9: 6, -2: 5}, "road": {}}, valid=11)
