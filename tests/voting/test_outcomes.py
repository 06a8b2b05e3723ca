"""Every outcome that ties can still lead to."""

from fractions import Fraction

import pytest

from deliberation.errors import InvalidInputError
from deliberation.voting import (
    Outcomes,
    Profile,
    all_outcomes,
    by_earlier_rounds,
    irv,
    plurality,
)


def elected(outcomes: Outcomes) -> list[str]:
    return ["".join(outcome.elected) for outcome in outcomes.outcomes]


def test_without_a_tie_there_is_one_outcome_and_it_is_certain() -> None:
    found = all_outcomes(plurality, Profile.ranked({("a",): 2, ("b",): 1}))
    assert (elected(found), found.complete, found.reached) == (["a"], True, {})
    assert found.outcomes[0].chance == 1


def test_two_of_three_tied_are_elected_in_three_ways_of_equal_chance() -> None:
    """Six orders of filling the two seats, two for each pair."""
    found = all_outcomes(plurality, Profile.ranked({("a",): 1, ("b",): 1, ("c",): 1}), seats=2)
    assert sorted(elected(found)) == ["ab", "ac", "bc"]
    assert [(o.ways, o.chance) for o in found.outcomes] == [(2, Fraction(1, 3))] * 3
    assert {chosen: len(reached) for chosen, reached in found.reached.items()} == dict.fromkeys(
        "abc", 2
    )
    assert (found.certain, set(found.possible)) == ((), set("abc"))


def test_a_tie_among_the_last_decides_who_wins_an_instant_runoff() -> None:
    """Whoever of b and c goes first helps the other to five of nine votes, or a to six."""
    tied = Profile.ranked({("a",): 4, ("b", "c"): 2, ("c", "a"): 2, (): 1})
    found = all_outcomes(irv, tied)
    # without b: a 4, c 4, tied again; without c: a 6, b 2
    assert found.complete
    assert {o.elected: o.chance for o in found.outcomes} == {
        ("a",): Fraction(3, 4),
        ("c",): Fraction(1, 4),
    }
    assert found.reached == {"b": (("a",), ("c",)), "c": (("a",),)}
    settled = next(o for o in found.outcomes if o.elected == ("c",))
    assert [tie.chosen for tie in settled.ties] == ["b", "c"]


def test_a_search_that_was_cut_short_says_so() -> None:
    tied = Profile.ranked(dict.fromkeys([("a",), ("b",), ("c",), ("d",)], 1))
    found = all_outcomes(plurality, tied, limit=2)
    assert (elected(found), found.complete) == (["a", "b"], False)
    assert sum(outcome.chance for outcome in found.outcomes) == Fraction(1, 2)


def test_ties_that_no_earlier_round_parts_are_still_tried_in_every_way() -> None:
    profile = Profile.ranked({("a",): 2, ("b",): 2, ("c", "a"): 1})
    assert elected(all_outcomes(irv, profile, within=by_earlier_rounds)) == ["a"]
    level = Profile.ranked({("a",): 2, ("b",): 2})
    assert elected(all_outcomes(irv, level, within=by_earlier_rounds)) == ["a", "b"]


def test_nothing_is_counted_without_a_count() -> None:
    with pytest.raises(InvalidInputError, match="at least one count"):
        all_outcomes(plurality, Profile.ranked({("a",): 1}), limit=0)
