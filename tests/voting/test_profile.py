"""All the ballots of one vote."""

import pytest

from deliberation.errors import InvalidInputError
from deliberation.voting import Profile, Ranking


def test_equal_ballots_are_gathered_and_blank_ones_are_kept() -> None:
    profile = Profile.of([Ranking(("a",)), Ranking(()), Ranking(("a",))], candidates="ab")
    assert (profile.size, profile.blank, profile.counts[Ranking(("a",))]) == (3, 1, 2)


def test_every_problem_is_reported_at_once() -> None:
    with pytest.raises(InvalidInputError) as caught:
        Profile(("a", "a"), {Ranking(("b",)): 1, Ranking(("c",)): 0})
    assert len(caught.value.problems) == 4


def test_a_profile_cannot_be_changed() -> None:
    profile = Profile.ranked({("a", "b"): 1})
    with pytest.raises(TypeError):
        profile.counts[Ranking(("a",))] = 5  # type: ignore[index]


def test_the_shorthand_can_name_candidates_whom_nobody_ranked() -> None:
    assert Profile.ranked({("a",): 1}, candidates="ab").candidates == ("a", "b")
