"""A point for each candidate ranked below, or left out."""

from hypothesis import given
from hypothesis import strategies as st

from deliberation.voting import Profile, borda, by_order, pairwise

orders = st.lists(st.sampled_from("abcde"), unique=True).map(tuple)
profiles = st.dictionaries(orders.filter(bool), st.integers(1, 50), min_size=1).map(
    lambda counts: Profile.ranked(counts, candidates="abcde")
)


def test_the_first_of_three_gets_two_points_and_those_left_out_none() -> None:
    assert borda(Profile.ranked({("a",): 1, ("b", "c"): 10}), seats=1).totals == {
        "a": 2, "b": 20, "c": 10,
    }  # fmt: skip


@given(profiles)
def test_the_points_are_the_row_sums_of_the_pairs(profile: Profile) -> None:
    pairs = pairwise(profile)
    sums = {a: sum(n for (c, _), n in pairs.items() if c == a) for a in profile.candidates}
    assert borda(profile, break_tie=by_order("abcde")).totals == sums
