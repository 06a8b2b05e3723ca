"""Ballots cut down to what a count read."""

from hypothesis import given
from hypothesis import strategies as st

from deliberation.voting import Profile, Ranking, by_order, irv, scottish_stv, stv, used_preferences

CANDIDATES = "abcde"
orders = st.lists(st.sampled_from(CANDIDATES), unique=True).map(tuple)
profiles = (
    st.dictionaries(orders, st.integers(1, 30), min_size=1)
    .filter(lambda counts: any(counts))
    .map(lambda counts: Profile.ranked(counts, candidates=CANDIDATES))
)
order = by_order("cadbe")


@given(profiles, st.integers(1, 4), st.sampled_from([None, 0, 5]))
def test_counting_what_was_read_gives_the_same_rounds(
    profile: Profile, seats: int, places: int | None
) -> None:
    for recount in (
        lambda votes: irv(votes, break_tie=order),
        lambda votes: stv(votes, seats=seats, places=places, break_tie=order),
        lambda votes: scottish_stv(votes, seats=seats, break_tie=order),
    ):
        count = recount(profile)
        used = used_preferences(profile, count)
        assert recount(used) == count
        assert (used.size, used.blank) == (profile.size, profile.blank)
        assert used_preferences(used, count) == used


def test_what_nobody_read_is_left_out() -> None:
    profile = Profile.ranked({("a", "b", "c"): 5, ("b", "a"): 4, ("c", "d", "b"): 2, ("d", "c"): 1})
    used = used_preferences(profile, irv(profile))
    assert used.counts == {
        Ranking(("a",)): 5,
        Ranking(("b",)): 4,
        Ranking(("c", "b")): 2,
        Ranking(("d", "c")): 1,
    }


def test_blank_ballots_stay_blank() -> None:
    profile = Profile.ranked({("a",): 2, (): 3})
    assert used_preferences(profile, irv(profile)).blank == 3
