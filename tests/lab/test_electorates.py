from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.lab import mallows, plackett_luce, shorten, spatial, spendings
from deliberation.voting.ballots import Credits, Ranking

NAMES = ("bench", "library", "playground", "tram")


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def test_every_model_ranks_every_candidate_once(rng: np.random.Generator) -> None:
    for rankings in (
        mallows(NAMES, voters=50, phi=0.7, rng=rng),
        plackett_luce(dict.fromkeys(NAMES, 1.0), voters=50, rng=rng),
        spatial(NAMES, voters=50, rng=rng),
    ):
        assert len(rankings) == 50
        assert all(sorted(ranking.order) == sorted(NAMES) for ranking in rankings)


def test_mallows_follows_its_own_law(rng: np.random.Generator) -> None:
    seen = Counter(r.order for r in mallows(("a", "b", "c"), voters=40_000, phi=0.5, rng=rng))
    swaps = {"abc": 0, "acb": 1, "bac": 1, "bca": 2, "cab": 2, "cba": 3}
    whole = sum(0.5**n for n in swaps.values())
    for order, n in swaps.items():
        assert seen[tuple(order)] / 40_000 == pytest.approx(0.5**n / whole, abs=0.012)


def test_mallows_at_one_has_no_centre(rng: np.random.Generator) -> None:
    seen = Counter(r.order[0] for r in mallows(NAMES, voters=20_000, phi=1, rng=rng))
    assert all(abs(n - 5_000) < 300 for n in seen.values())


@pytest.mark.parametrize("phi", [0, -0.1, 1.1])
def test_mallows_refuses_what_is_no_dispersion(phi: float, rng: np.random.Generator) -> None:
    with pytest.raises(ValueError, match="phi"):
        mallows(NAMES, voters=1, phi=phi, rng=rng)


def test_plackett_luce_puts_first_in_proportion_to_weight(rng: np.random.Generator) -> None:
    weights = {"a": 1.0, "b": 3.0}
    firsts = Counter(r.order[0] for r in plackett_luce(weights, voters=20_000, rng=rng))
    assert firsts["b"] / 20_000 == pytest.approx(0.75, abs=0.015)
    with pytest.raises(ValueError, match="weight"):
        plackett_luce({"a": 0.0}, voters=1, rng=rng)


def test_on_a_line_nobody_prefers_both_ends_to_the_middle(rng: np.random.Generator) -> None:
    rankings = spatial(("a", "b", "c"), voters=2_000, dimensions=1, rng=rng)
    assert len({ranking.order[-1] for ranking in rankings}) == 2


def test_hurried_voters_keep_the_beginning_of_their_ranking(rng: np.random.Generator) -> None:
    whole = mallows(NAMES, voters=200, phi=0.8, rng=rng)
    short = shorten(whole, go_on=0.6, rng=rng)
    assert all(
        w.order[: len(s.order)] == s.order and s.order for w, s in zip(whole, short, strict=True)
    )
    assert 1 < np.mean([len(s.order) for s in short]) < 3
    assert shorten(whole, go_on=1, rng=rng) == whole


@given(
    st.lists(st.lists(st.floats(-5, 5), min_size=4, max_size=4), min_size=1, max_size=5),
    st.integers(1, 100),
)
def test_spendings_stay_within_the_credits_and_use_them(
    valuations: list[list[float]], credits: int
) -> None:
    for row, ballot in zip(valuations, spendings(NAMES, valuations, credits=credits), strict=True):
        votes = dict(ballot.votes)
        assert ballot.cost <= credits
        assert all(np.sign(row[NAMES.index(c)]) == np.sign(n) for c, n in votes.items())
        wanted = [c for c, value in zip(NAMES, row, strict=True) if value]
        assert all(ballot.cost + 2 * abs(votes.get(c, 0)) + 1 > credits for c in wanted)


def test_spendings_follow_the_valuations() -> None:
    assert spendings(NAMES, [[3, -1, 0, 0]], credits=10) == (Credits({"bench": 3, "library": -1}),)
    assert spendings(NAMES, [[0, 0, 0, 0]]) == (Credits({}),)


def test_valuations_of_the_wrong_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="column for each candidate"):
        spendings(NAMES, [[1, 2]])


def test_the_same_state_gives_the_same_ballots() -> None:
    def ballots() -> tuple[Ranking, ...]:
        return mallows(NAMES, voters=9, phi=0.6, rng=np.random.default_rng(1))

    assert ballots() == ballots()
