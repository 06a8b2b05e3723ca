"""The rules of Scotland's councils, where they differ from stv; golden/ recounts real wards."""

import pytest

from deliberation.errors import UnresolvedTieError
from deliberation.voting import Profile, Tie, by_order, scottish_stv, stv


def test_the_transfer_value_keeps_five_decimals() -> None:
    count = scottish_stv(Profile.ranked({("a", "b"): 6, ("c",): 2, ("b",): 1}), seats=2)
    exact = stv(Profile.ranked({("a", "b"): 6, ("c",): 2, ("b",): 1}), seats=2, places=5)
    assert (count.quota, count.places) == (4, 5)
    assert count.rounds == exact.rounds
    assert str(count.rounds[1].totals["b"]) == "149999/50000"


def test_those_without_votes_are_excluded_one_by_one_and_by_lot() -> None:
    profile = Profile.ranked({("a",): 3, ("b",): 2, ("c", "b"): 2}, candidates="abcxy")
    with pytest.raises(UnresolvedTieError, match="eliminate in round 1"):
        scottish_stv(profile)
    count = scottish_stv(profile, break_tie=by_order("yxcb"))
    assert [step.eliminated for step in count.rounds] == [("y",), ("x",), ("c",), ()]
    assert count.elected == ("b",)


def test_a_tie_is_settled_at_the_latest_stage_that_differed() -> None:
    """B was behind C in the first round, ahead in the third, and is equal in the fourth."""
    votes = {("a",): 20, ("b",): 9, ("c",): 10, ("d", "c"): 1, ("d",): 2, ("e", "b"): 2, ("f",): 4}
    count = scottish_stv(Profile.ranked(votes), seats=2)
    totals = [(step.totals["b"], step.totals["c"]) for step in count.rounds]
    assert totals[:4] == [(9, 10), (9, 10), (11, 10), (11, 11)]
    assert count.ties == (Tie(("b", "c"), "eliminate in round 5", "c", "earlier rounds"),)


def test_a_lot_is_asked_about_those_whom_no_stage_tells_apart() -> None:
    """B, C and D end equal; an earlier stage sets D apart, and nothing parts B and C."""
    votes = {("a",): 20, ("b",): 6, ("c",): 6, ("d",): 5, ("e", "d"): 1}
    profile = Profile.ranked(votes)
    count = scottish_stv(profile, break_tie=by_order("cb"))
    assert count.elected == ("a",)
    two = scottish_stv(profile, seats=2, break_tie=by_order("cb"))
    assert [(tie.tied, tie.chosen, tie.how) for tie in two.ties] == [
        (("b", "c", "d"), "d", "earlier rounds"),
        (("b", "c"), "c", "order:c,b"),
    ]
