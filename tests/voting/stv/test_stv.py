"""Single transferable vote, beside a count that moves one paper at a time."""

from collections.abc import Iterator
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError, UnresolvedTieError
from deliberation.randomness import Lots
from deliberation.voting import Profile, Ranking, by_order, hare, stv
from deliberation.voting.quota import exact_droop

CANDIDATES = "abcde"
orders = st.lists(st.sampled_from(CANDIDATES), min_size=1, unique=True).map(tuple)
counts = st.dictionaries(orders, st.integers(1, 30), min_size=1)


def test_a_surplus_is_passed_on_at_reduced_value() -> None:
    count = stv(Profile.ranked({("a", "b"): 6, ("a",): 3, ("c",): 6}), seats=2)
    assert count.quota == 6
    assert count.rounds[0].elected == ("a", "c")
    three = stv(Profile.ranked({("a", "b"): 6, ("a",): 3, ("c",): 2, ("b",): 1}), seats=2)
    assert three.quota == 5
    (to_b, to_nobody) = three.rounds[0].transfers
    assert (to_b.target, to_b.papers, to_b.value) == ("b", 6, Fraction(6 * 4, 9))
    assert (to_nobody.target, to_nobody.value) == (None, Fraction(3 * 4, 9))
    assert three.rounds[1].totals == {"a": 5, "b": 1 + Fraction(8, 3), "c": 2}
    assert three.rounds[1].exhausted == Fraction(4, 3)


def test_every_round_is_said_in_sentences() -> None:
    count = stv(Profile.ranked({("a", "b"): 6, ("a",): 3, ("c",): 2, ("b",): 1}), seats=2)
    assert count.because == (
        "Round 1: a has 9 votes, which reach the quota of 5, and is elected.",
        "Round 1: the surplus of a: 6 papers worth 8/3 votes (about 2.667) to b and 3 papers"
        " to nobody.",
        "Round 2: c has 2 votes and is eliminated.",
        "Round 2: the papers of c: 2 papers to nobody.",
        "Round 3: b has 11/3 votes (about 3.667) and is elected.",
    )


def test_places_cut_the_value_of_a_paper_and_what_is_cut_off_is_exhausted() -> None:
    count = stv(Profile.ranked({("a", "b"): 9, ("c",): 2, ("b",): 1}), seats=2, places=2)
    assert count.rounds[1].totals["b"] == 1 + 9 * Fraction(44, 100)
    assert count.rounds[1].exhausted == 4 - 9 * Fraction(44, 100)
    assert count.places == 2


def test_the_last_seats_go_to_those_left_over() -> None:
    count = stv(Profile.ranked({("a",): 10, ("b",): 3, ("c",): 2, ("d",): 1}), seats=3)
    assert count.elected == ("a", "b", "c")
    assert count.rounds[-1].elected == ("b", "c")
    assert count.rounds[-1].transfers == ()


def test_as_many_candidates_as_seats_are_elected_at_once() -> None:
    count = stv(Profile.ranked({("a", "b"): 1}), seats=2)
    assert (count.elected, len(count.rounds)) == (("a", "b"), 1)


def test_those_who_hold_nothing_go_together_only_while_seats_can_be_filled() -> None:
    votes = {("a",): 5, ("b", "c"): 3, ("c", "b"): 2}
    together = stv(Profile.ranked(votes, candidates="abcxy"), seats=2)
    assert together.rounds[1].eliminated == ("x", "y")
    with pytest.raises(UnresolvedTieError) as caught:
        stv(Profile.ranked({("a",): 5}, candidates="axy"), seats=2)
    assert caught.value.decision == "eliminate in round 2"


def test_two_equal_surpluses_are_a_tie_about_the_order() -> None:
    votes = {("a", "c"): 5, ("b", "d"): 5, ("c",): 1, ("d",): 1}
    with pytest.raises(UnresolvedTieError, match="transfer first in round 1"):
        stv(Profile.ranked(votes), seats=3)
    count = stv(Profile.ranked(votes), seats=3, break_tie=by_order("bacd"))
    assert count.rounds[0].transfers[0].source == "b"


def test_another_quota_is_taken_and_one_that_elects_too_many_is_refused() -> None:
    profile = Profile.ranked({("a",): 6, ("b",): 3, ("c",): 2})
    assert stv(profile, seats=2, quota=hare).quota == Fraction(11, 2)
    with pytest.raises(InvalidInputError, match="more than 2"):
        stv(profile, seats=2, quota=lambda ballots, seats: Fraction(ballots, seats + 2))


def test_a_quota_that_one_too_many_can_reach_has_to_be_passed() -> None:
    """12 votes, 2 seats, an exact quota of 4: b has just as many and is not yet elected."""
    count = stv(Profile.ranked({("a",): 5, ("b",): 4, ("c",): 3}), seats=2, quota=exact_droop)
    assert [step.elected for step in count.rounds] == [("a",), (), ("b",)]


def test_those_who_cannot_reach_the_next_go_together() -> None:
    """c and d have 3 together, fewer than b's 4; with b they have as many as a."""
    votes = {("a",): 7, ("b",): 4, ("c", "b"): 2, ("d", "b"): 1}
    order = by_order("abcd")
    count = stv(Profile.ranked(votes), exclusion="batch", break_tie=order)
    assert count.rounds[0].eliminated == ("c", "d")


def test_an_exclusion_that_is_not_known_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="empty, one, batch"):
        stv(Profile.ranked({("a",): 1}), exclusion="two")


def test_places_are_not_below_zero() -> None:
    with pytest.raises(InvalidInputError, match="not -1"):
        stv(Profile.ranked({("a",): 1}), places=-1)


def test_fractions_too_long_to_be_written_are_refused_and_places_help() -> None:
    """Each surplus can double the digits; here over twenty follow one another."""
    lots = Lots("a large council", "ballots")
    names = [f"c{n:02}" for n in range(36)]
    orders = [
        sorted(names, key=lambda n: lots.below(40 + 40 * names.index(n))) for _ in range(2000)
    ]
    profile = Profile.of([Ranking(tuple(order)) for order in orders], candidates=names)
    with pytest.raises(InvalidInputError, match="give places, such as 9"):
        stv(profile, seats=26, break_tie=by_order(names))
    assert len(stv(profile, seats=26, places=9, break_tie=by_order(names)).elected) == 26


Paper = tuple[tuple[str, ...], Fraction]


def naive(
    papers: list[tuple[str, ...]], seats: int, places: int | None, order: str
) -> Iterator[dict[str, Fraction]]:
    """The totals of each round, every paper handled for itself."""
    quota = Fraction(len(papers) // (seats + 1) + 1)
    left, elected, kept = list(CANDIDATES), [], {}
    piles: dict[str, list[Paper]] = {c: [] for c in CANDIDATES}
    for paper in papers:
        piles[paper[0]].append((paper, Fraction(1)))
    while True:
        totals = {c: kept.get(c, sum((v for _, v in piles[c]), Fraction(0))) for c in CANDIDATES}
        yield totals
        found = [c for c in left if totals[c] >= quota]
        left = [c for c in left if c not in found]
        elected += found
        if len(elected) == seats or len(left) == seats - len(elected):
            return
        if over := [c for c in elected if totals[c] > quota]:
            largest = max(totals[c] for c in over)
            leaving = [min((c for c in over if totals[c] == largest), key=order.index)]
            kept[leaving[0]] = quota
        else:
            least = min(totals[c] for c in left)
            last = [c for c in left if totals[c] == least]
            together = least == 0 and len(left) - len(last) >= seats - len(elected)
            leaving = last if together else [min(last, key=order.index)]
            left = [c for c in left if c not in leaving]
        for source in leaving:
            for paper, value in piles.pop(source):
                if source in elected:
                    value *= (totals[source] - quota) / totals[source]
                    if places is not None:
                        value = Fraction(floor(value * 10**places), 10**places)
                further = paper[paper.index(source) + 1 :]
                if target := next((c for c in further if c in left), None):
                    piles[target].append((paper, value))
            piles[source] = []


@given(
    counts,
    st.integers(1, 4),
    st.sampled_from([None, 0, 2, 5]),
    st.permutations(CANDIDATES).map("".join),
)
def test_every_round_is_that_of_a_count_paper_by_paper(
    counts: dict, seats: int, places: int | None, order: str
) -> None:
    papers = [ranking for ranking, n in counts.items() for _ in range(n)]
    profile = Profile.ranked(counts, candidates=CANDIDATES)
    count = stv(profile, seats=seats, places=places, break_tie=by_order(order))
    assert [dict(step.totals) for step in count.rounds] == list(naive(papers, seats, places, order))
