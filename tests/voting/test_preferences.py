"""How many prefer each candidate to each other."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from deliberation.voting import Profile, Ranking, WeakRanking
from deliberation.voting.preferences import preferences_of_places, preferences_of_ranks

NAMES = "abcdefg"
tiers = st.fixed_dictionaries({name: st.integers(0, 4) for name in NAMES}).map(
    lambda levels: WeakRanking([n for n in NAMES if levels[n] == k] for k in range(4))
)
rankings = st.lists(st.sampled_from(NAMES), unique=True).map(lambda order: Ranking(tuple(order)))
ballots = st.dictionaries(tiers | rankings, st.integers(1, 2**66), max_size=6)


def naive(profile: Profile) -> list[list[int]]:
    """Ballot by ballot and pair by pair, in Python's own numbers."""

    def prefers(ballot: Ranking | WeakRanking, a: str, b: str) -> bool:
        where = {c: i for i, tier in enumerate(ballot.tiers) for c in tier}
        return where.get(a, 99) < where.get(b, 99)

    return [
        [sum(n for ballot, n in profile.counts.items() if prefers(ballot, a, b)) for b in NAMES]
        for a in NAMES
    ]


@given(ballots)
def test_every_pair_is_counted_exactly(counts: dict[Ranking | WeakRanking, int]) -> None:
    profile = Profile(NAMES, counts)
    assert profile.preferences.tolist() == naive(profile)


@given(st.dictionaries(rankings, st.integers(1, 2**66), min_size=1, max_size=6))
def test_pairs_of_places_and_pairs_of_candidates_agree(counts: dict[Ranking, int]) -> None:
    profile = Profile(NAMES, counts)
    by_places = preferences_of_places(profile.places, profile.weights, len(NAMES))
    assert by_places.tolist() == naive(profile)
    assert preferences_of_ranks(profile.ranks, profile.weights).tolist() == naive(profile)


def test_many_ballots_are_compared_in_several_blocks() -> None:
    """70,000 ballots of 40 candidates are more than one block; weights have several digits."""
    rng = np.random.default_rng(5)
    ranks = rng.integers(0, 5, (70_000, 40), dtype=np.int8)
    weights = rng.integers(1, 9, 70_000)
    matrix = preferences_of_ranks(ranks, weights)
    for i, j in [(0, 1), (39, 0), (17, 23)]:
        assert matrix[i, j] == weights[ranks[:, i] < ranks[:, j]].sum()
    assert not matrix.diagonal().any()
