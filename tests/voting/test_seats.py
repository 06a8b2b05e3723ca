"""Filling seats."""

import pytest

from deliberation.errors import InvalidInputError, UnresolvedTieError
from deliberation.voting import (
    PUBLISHED,
    RULE_KINDS,
    Approval,
    Credits,
    Grades,
    Profile,
    Ranking,
    Scores,
    by_order,
    refuse,
)
from deliberation.voting.seats import fill


def test_a_group_that_fits_is_elected_without_a_tie() -> None:
    assert fill([["c", "a"], ["b"]], 2, refuse) == (("c", "a"), ())


def test_a_tie_is_asked_for_each_seat_of_the_group_that_does_not_fit() -> None:
    elected, ties = fill([["a"], ["b", "c", "d"]], 3, by_order("dcb"))
    assert elected == ("a", "d", "c")
    assert [(tie.decision, tie.tied) for tie in ties] == [
        ("fill seat 2", ("b", "c", "d")),
        ("fill seat 3", ("b", "c")),
    ]


def test_the_default_refuses_at_the_boundary() -> None:
    with pytest.raises(UnresolvedTieError, match="fill seat 2"):
        fill([["a"], ["b", "c"]], 2, refuse)


ONE = {
    "ranking": (Ranking(("a",)), Ranking(())),
    "credits": (Credits({"a": 1}), Credits({})),
    "approval": (Approval("a"), Approval("")),
    "scores": (Scores({"a": 1}), Scores({})),
    "grades": (Grades({"a": "good"}), Grades({})),
}
SEATED = [name for name in PUBLISHED if name != "support" and not name.endswith("budget")]
BALLOTS = {name: ONE[RULE_KINDS[name]][0] for name in SEATED}
BLANK = {name: ONE[RULE_KINDS[name]][1] for name in SEATED}


@pytest.mark.parametrize("name", SEATED)
def test_every_rule_refuses_what_cannot_be_counted(name: str) -> None:
    rule = PUBLISHED[name]
    one = Profile.of([BALLOTS[name]], candidates="ab")
    with pytest.raises(InvalidInputError, match="at least one seat"):
        rule(one, seats=0)
    with pytest.raises(InvalidInputError, match="3 seats cannot be filled from 2"):
        rule(one, seats=3)
    with pytest.raises(InvalidInputError, match="no valid ballot"):
        rule(Profile.of([], candidates="ab"))
    with pytest.raises(InvalidInputError, match="no valid ballot"):
        rule(Profile.of([BLANK[name]], candidates="ab"))


@pytest.mark.parametrize("name", SEATED)
def test_every_rule_refuses_ballots_of_another_kind(name: str) -> None:
    other = Credits({"a": 1}) if isinstance(BALLOTS[name], Ranking) else Ranking(("a",))
    with pytest.raises(InvalidInputError, match="of the kind"):
        PUBLISHED[name](Profile.of([other], candidates="ab"))


@pytest.mark.parametrize("name", SEATED)
def test_a_blank_ballot_changes_nothing(name: str) -> None:
    ballots = [BALLOTS[name], BALLOTS[name]]
    without = PUBLISHED[name](Profile.of(ballots, candidates="ab"))
    assert PUBLISHED[name](Profile.of([*ballots, BLANK[name]], candidates="ab")) == without
