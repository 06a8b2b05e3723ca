"""STAR voting, and proportional rules from scores."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.errors import UnresolvedTieError
from deliberation.voting import Profile, Scores, by_order
from deliberation.voting.rated import allocated_score, reweighted_range, star

CANDIDATES = "abcd"
ballots = st.fixed_dictionaries({c: st.integers(0, 5) for c in CANDIDATES}).map(Scores)
profiles = st.dictionaries(ballots, st.integers(1, 4), min_size=1, max_size=6).map(
    lambda counts: Profile(CANDIDATES, counts)
)


def voters_of(profile: Profile) -> list[dict[str, int]]:
    return [dict(b.scores) for b, n in profile.counts.items() for _ in range(n)]


def test_the_runoff_can_turn_the_scores_over() -> None:
    """a has 21 points, b 17 and c 10; four of seven prefer b to a."""
    votes = Profile(
        "abc",
        {
            Scores({"a": 5, "b": 0}): 3,
            Scores({"a": 1, "b": 4, "c": 2}): 3,
            Scores({"a": 3, "b": 5, "c": 4}): 1,
        },
    )
    result = star(votes)
    (runoff,) = result.runoffs
    assert runoff.totals == {"a": 21, "b": 17, "c": 10}
    assert (runoff.finalists, runoff.votes, runoff.elected) == (("a", "b"), (3, 4), "b")
    assert result.because == (
        "Seat 1: b. a and b have the most points (21 and 17); 3 ballots prefer a, and 4 b.",
    )


def test_a_runoff_that_is_tied_goes_to_the_points_and_then_to_the_highest_scores() -> None:
    """a and b are each preferred once; 6 points to 5. Then with 7 to 7, b has the only five."""
    by_points = star(Profile("ab", {Scores({"a": 5, "b": 3}): 1, Scores({"a": 1, "b": 2}): 1}))
    assert by_points.elected == ("a",)
    assert [(tie.decision, tie.how) for tie in by_points.ties] == [("fill seat 1", "points")]
    votes = Profile("ab", {Scores({"a": 4, "b": 2}): 1, Scores({"a": 3, "b": 5}): 1})
    by_fives = star(votes)
    assert by_fives.elected == ("b",)
    assert [(tie.decision, tie.how) for tie in by_fives.ties] == [("fill seat 1", "highest scores")]
    with pytest.raises(UnresolvedTieError) as caught:
        star(votes, ties="none")
    assert caught.value.decision == "fill seat 1"


def test_another_word_for_ties_is_refused() -> None:
    with pytest.raises(ValueError, match="ties are 'official' or 'none', not 'lot'"):
        star(Profile("ab", {Scores({"a": 5}): 1}), ties="lot")


def test_reweighted_range_as_its_author_prints_it() -> None:
    """rangevoting.org/RRVr.html: 60 voters of party A, 40 of B, scores to 10: A1, B1, A2.

    After A1 the 60 ballots weigh 10/20; B1 has 400 + 30, A2 270. After B1 they weigh 10/21 and the
    40 weigh 10/20: A2 has 60 x 9 x 10/21, B2 40 x 10 x 10/20.
    """
    votes = Profile(
        ["A1", "A2", "A3", "B1", "B2"],
        {
            Scores({"A1": 10, "A2": 9, "A3": 8, "B1": 1, "B2": 0}): 60,
            Scores({"A1": 0, "A2": 0, "A3": 0, "B1": 10, "B2": 10}): 40,
        },
    )
    result = reweighted_range(votes, seats=3, most=10)
    assert result.elected == ("A1", "B1", "A2")
    assert [step.totals[c] for step, c in zip(result.steps, result.elected, strict=True)] == [
        600,
        430,
        Fraction(60 * 9 * 10, 21),
    ]


def naive_allocated(voters: list[dict[str, int]], seats: int, order: str) -> set[str]:
    weights = [Fraction(1)] * len(voters)
    elected: list[str] = []
    for _ in range(seats):
        totals = {
            c: sum(w * v[c] for w, v in zip(weights, voters, strict=True))
            for c in order
            if c not in elected
        }
        chosen = max(totals, key=totals.__getitem__)  # the first of the order, if equal
        elected.append(chosen)
        left = Fraction(len(voters), seats)
        while left > 0:
            top = max(w * v[chosen] for w, v in zip(weights, voters, strict=True))
            group = [i for i, v in enumerate(voters) if weights[i] * v[chosen] == top]
            if not top:
                break
            kept = max(Fraction(0), 1 - left / len(group))
            left -= len(group)
            for i in group:
                weights[i] *= kept
            if kept:
                break
    return {*elected}


@given(profiles, st.integers(1, 4), st.permutations(CANDIDATES))
def test_allocated_score_elects_as_its_twin_does(profile: Profile, seats: int, order: str) -> None:
    result = allocated_score(profile, seats=seats, break_tie=by_order(order))
    assert {*result.elected} == naive_allocated(voters_of(profile), seats, order)
