"""The Schulze method: the example of its paper, and paths looked for one by one."""

from itertools import pairwise as links
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.errors import UnresolvedTieError
from deliberation.voting import Profile, by_order, pairwise, schulze
from deliberation.voting.ranked.schulze import strongest_paths

CANDIDATES = "abcde"
orders = st.lists(st.sampled_from(CANDIDATES), min_size=1, unique=True).map(tuple)
profiles = st.dictionaries(orders, st.integers(1, 9), min_size=1, max_size=9).map(
    lambda counts: Profile.ranked(counts, candidates=CANDIDATES)
)

# Schulze (2011), the example with 45 voters.
VOTES = Profile.ranked(
    {
        tuple("acbed"): 5,
        tuple("adecb"): 5,
        tuple("bedac"): 8,
        tuple("cabed"): 3,
        tuple("caebd"): 7,
        tuple("cbade"): 2,
        tuple("dceba"): 7,
        tuple("ebadc"): 8,
    }
)
STRENGTHS = {
    "a": {"b": 28, "c": 28, "d": 30, "e": 24},
    "b": {"a": 25, "c": 28, "d": 33, "e": 24},
    "c": {"a": 25, "b": 29, "d": 29, "e": 24},
    "d": {"a": 25, "b": 28, "c": 28, "e": 24},
    "e": {"a": 25, "b": 28, "c": 28, "d": 31},
}


def test_the_example_of_the_paper_has_its_strengths_and_its_winner() -> None:
    p = strongest_paths(pairwise(VOTES))
    assert p == {(i, j): n for i, row in STRENGTHS.items() for j, n in row.items()}
    assert schulze(VOTES).elected == ("e",)


def test_more_seats_cut_the_same_ranking() -> None:
    """The paper's order is E > A > C > B > D."""
    assert schulze(VOTES, seats=5).elected == tuple("eacbd")
    assert schulze(VOTES).totals == {"e": 4, "a": 3, "c": 2, "b": 1, "d": 0}


@given(profiles)
def test_the_strengths_are_those_of_the_widest_of_all_paths(profile: Profile) -> None:
    d = pairwise(profile)
    p = strongest_paths(d)
    for i, j in permutations(CANDIDATES, 2):
        between = [c for c in CANDIDATES if c not in {i, j}]
        paths = [(i, *via, j) for n in range(4) for via in permutations(between, n)]
        assert p[i, j] == max(width(d, path) for path in paths)


def width(d: dict, path: tuple[str, ...]) -> int:
    """The weakest link; a link that does not win its pair is worth nothing."""
    return min(d[i, j] if d[i, j] > d[j, i] else 0 for i, j in links(path))


@given(profiles)
def test_whoever_beats_everybody_in_pairs_is_elected(profile: Profile) -> None:
    d = pairwise(profile)
    for i in CANDIDATES:
        if all(d[i, j] > d[j, i] for j in CANDIDATES if j != i):
            assert schulze(profile).elected == (i,)


@given(profiles, st.integers(1, 4))
def test_nobody_elected_is_beaten_by_somebody_left_out(profile: Profile, seats: int) -> None:
    p = strongest_paths(pairwise(profile))
    elected = schulze(profile, seats=seats, break_tie=by_order(CANDIDATES)).elected
    left_out = set(CANDIDATES) - set(elected)
    assert not any(p[j, i] > p[i, j] for i in elected for j in left_out)


def test_numbers_beyond_what_a_machine_word_holds_are_exact() -> None:
    cycle = {tuple("abc"): 2**70 + 1, tuple("bca"): 2**70, tuple("cab"): 2**70 - 1}
    tally = schulze(Profile.ranked(cycle))
    assert tally.elected == ("a",)
    assert tally.pairwise["a", "b"] == 2**71


def test_a_pareto_dominated_candidate_is_not_elected() -> None:
    profile = Profile.ranked({tuple("bca"): 2, tuple("cab"): 2})
    with pytest.raises(UnresolvedTieError) as caught:
        schulze(profile)
    assert caught.value.tied == ("b", "c")
