"""Every candidate against every other."""

from hypothesis import given
from hypothesis import strategies as st

from deliberation.voting import Profile, pairwise

orders = st.lists(st.sampled_from("abcd"), unique=True).map(tuple)
counts = st.dictionaries(orders, st.integers(1, 50))


def place(order: tuple[str, ...], candidate: str) -> int:
    return order.index(candidate) if candidate in order else len(order)


@given(counts)
def test_each_pair_is_what_reading_every_ballot_gives(counts: dict) -> None:
    pairs = pairwise(Profile.ranked(counts, candidates="abcd"))
    for a, b in pairs:
        better = sum(n for order, n in counts.items() if place(order, a) < place(order, b))
        assert pairs[a, b] == better


def test_those_left_out_stand_below_all_ranked_and_are_not_compared() -> None:
    pairs = pairwise(Profile.ranked({("a",): 3}, candidates="abc"))
    assert (pairs["a", "b"], pairs["b", "a"], pairs["b", "c"]) == (3, 0, 0)


def test_a_candidate_is_not_compared_with_itself() -> None:
    assert ("a", "a") not in pairwise(Profile.ranked({("a", "b"): 1}))
