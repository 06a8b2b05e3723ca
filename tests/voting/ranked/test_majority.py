"""Who beats whom, and the sets that follow: examples, and every subset looked at."""

from itertools import chain, combinations

from hypothesis import given, settings

from deliberation.voting import Profile
from deliberation.voting.ranked import condorcet_loser, condorcet_winner, schwartz_set, smith_set
from deliberation.voting.ranked.majority import beating, tiers
from tests.voting.ranked.strategies import margins, profiles


def test_the_capital_of_tennessee() -> None:
    """Nashville beats everybody and Memphis loses to everybody."""
    votes = Profile.ranked(
        {tuple("MNCK"): 42, tuple("NCKM"): 26, tuple("CKNM"): 15, tuple("KCNM"): 17}
    )
    assert (condorcet_winner(votes), condorcet_loser(votes)) == ("N", "M")
    assert smith_set(votes) == schwartz_set(votes) == ("N",)


def test_the_schwartz_set_is_smaller_where_pairs_are_equal() -> None:
    """b beats c, and a is equal to both: a and b are beaten by nobody, c is."""
    votes = Profile.ranked({tuple("abc"): 1, tuple("bca"): 1})
    assert smith_set(votes) == ("a", "b", "c")
    assert schwartz_set(votes) == ("a", "b")


@settings(max_examples=40, deadline=None)
@given(profiles)
def test_the_smith_set_is_the_smallest_that_beats_all_others(profile: Profile) -> None:
    m, everybody = margins(profile), profile.candidates
    dominant = [
        group
        for size in range(1, len(everybody) + 1)
        for group in combinations(everybody, size)
        if all(m[a, b] > 0 for a in group for b in everybody if b not in group)
    ]
    assert smith_set(profile) == dominant[0]
    groups = tiers(beating(profile.preferences))
    joined = [sorted(chain(*groups[: i + 1])) for i in range(len(groups))]
    assert joined == [[everybody.index(c) for c in group] for group in dominant]


@settings(max_examples=40, deadline=None)
@given(profiles)
def test_the_schwartz_set_joins_the_smallest_groups_that_nobody_outside_beats(
    profile: Profile,
) -> None:
    m, everybody = margins(profile), profile.candidates
    unbeaten = [
        set(group)
        for size in range(1, len(everybody) + 1)
        for group in combinations(everybody, size)
        if not any(m[b, a] > 0 for a in group for b in everybody if b not in group)
    ]
    smallest = [g for g in unbeaten if not any(other < g for other in unbeaten)]
    assert set(schwartz_set(profile)) == set().union(*smallest)


@settings(max_examples=40, deadline=None)
@given(profiles)
def test_the_winner_and_the_loser_are_those_of_every_pair(profile: Profile) -> None:
    m, everybody = margins(profile), profile.candidates
    rivals = {a: [b for b in everybody if b != a] for a in everybody}
    assert [condorcet_winner(profile)] == (
        [a for a in everybody if all(m[a, b] > 0 for b in rivals[a])] or [None]
    )
    assert [condorcet_loser(profile)] == (
        [a for a in everybody if all(m[a, b] < 0 for b in rivals[a])] or [None]
    )
