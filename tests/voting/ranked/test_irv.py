"""Instant runoff, beside a count that moves one paper at a time."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError, UnresolvedTieError
from deliberation.voting import Profile, by_order, irv

CANDIDATES = "abcde"
orders = st.lists(st.sampled_from(CANDIDATES), min_size=1, unique=True).map(tuple)
counts = st.dictionaries(orders, st.integers(1, 30), min_size=1)


def test_papers_move_to_the_next_preference_still_in() -> None:
    count = irv(Profile.ranked({("a",): 5, ("b", "c", "a"): 2, ("c", "b"): 3, ("c",): 1}))
    assert count.quota is None
    assert [(step.number, step.eliminated, step.elected) for step in count.rounds] == [
        (1, ("b",), ()),
        (2, (), ("c",)),
    ]
    (moved,) = count.rounds[0].transfers
    assert (moved.source, moved.target, moved.papers, moved.value) == ("b", "c", 2, 2)
    assert count.rounds[1].totals == {"a": 5, "b": 0, "c": 6}


def test_papers_that_name_nobody_further_are_exhausted() -> None:
    count = irv(Profile.ranked({("a",): 5, ("b",): 2, ("c",): 3}))
    assert count.rounds[1].exhausted == 2
    assert count.rounds[0].transfers[0].target is None


def test_the_rounds_go_on_to_the_last_two_beyond_a_majority() -> None:
    count = irv(Profile.ranked({("a",): 60, ("b",): 25, ("c", "b"): 15}))
    assert count.rounds[-1].totals == {"a": 60, "b": 40, "c": 0}


def test_a_tie_that_cannot_change_the_winner_is_not_asked() -> None:
    count = irv(Profile.ranked({("a",): 6, ("b", "c"): 2, ("c", "b"): 2}))
    assert (count.elected, len(count.rounds), count.ties) == (("a",), 1, ())


def test_those_without_any_vote_are_eliminated_together() -> None:
    count = irv(Profile.ranked({("a", "d"): 3, ("b", "c"): 2}))
    assert [step.eliminated for step in count.rounds] == [("c", "d"), ()]


def test_a_tie_that_could_matter_is_refused_and_recorded_when_settled() -> None:
    profile = Profile.ranked({("a",): 3, ("b", "c"): 2, ("c", "b"): 2})
    with pytest.raises(UnresolvedTieError, match="eliminate in round 1"):
        irv(profile)
    count = irv(profile, break_tie=by_order("cba"))
    assert count.elected == ("b",)
    assert [(tie.tied, tie.chosen, tie.how) for tie in count.ties] == [
        (("b", "c"), "c", "order:c,b,a")
    ]


def test_the_last_two_equal_are_a_tie_about_who_is_elected() -> None:
    with pytest.raises(UnresolvedTieError, match="elect in round 1"):
        irv(Profile.ranked({("a",): 3, ("b",): 3}))


def test_it_fills_one_seat() -> None:
    with pytest.raises(InvalidInputError, match="irv fills one seat, not 2"):
        irv(Profile.ranked({("a", "b"): 1}), seats=2)


def test_a_single_candidate_is_elected() -> None:
    assert irv(Profile.ranked({("a",): 1})).elected == ("a",)


def naive(papers: list[tuple[str, ...]], order: str) -> str:
    """One by one the last goes, until somebody has a majority of the papers still counted."""
    left = set(CANDIDATES)
    while True:
        tops = [next((c for c in paper if c in left), None) for paper in papers]
        votes = Counter(top for top in tops if top)
        leader = max(left, key=lambda c: (votes[c], -order.index(c)))
        if 2 * votes[leader] > votes.total() or len(left) == 2:
            return leader
        fewest = min(votes[c] for c in left)
        left.remove(min((c for c in left if votes[c] == fewest), key=order.index))


@given(counts, st.permutations(CANDIDATES).map("".join))
def test_the_winner_is_that_of_a_count_paper_by_paper(counts: dict, order: str) -> None:
    papers = [ranking for ranking, n in counts.items() for _ in range(n)]
    profile = Profile.ranked(counts, candidates=CANDIDATES)
    assert irv(profile, break_tie=by_order(order)).elected == (naive(papers, order),)
