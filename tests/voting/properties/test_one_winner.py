"""Each property on a published or hand-made profile, and what a counterexample is."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation import testing
from deliberation.errors import InvalidInputError
from deliberation.voting import Profile, WeakRanking, borda, irv, pairwise, plurality, schulze
from deliberation.voting.properties import (
    ONE_WINNER,
    PROPERTIES,
    THEOREMS,
    clone_sets,
    clones,
    condorcet_loser,
    condorcet_winner,
    consistency,
    every_profile,
    from_json,
    isda,
    later_no_harm,
    later_no_help,
    liia,
    made_up_profiles,
    majority,
    monotonicity,
    mutual_majority,
    participation,
    profiles_of_margins,
    reversal_symmetry,
    search,
    smaller,
    smith,
    solid,
    to_json,
    varied,
    with_clones,
)
from deliberation.voting.properties.literature import PUBLISHED_PROFILES
from deliberation.voting.ranked import (
    RULES,
    baldwin,
    bucklin,
    coombs,
    kemeny_young,
    minimax,
    ranked_pairs,
    river,
    split_cycle,
)

BY_NAME = {rule.__name__: rule for rule in RULES}
PROVEN = sorted(cell for cell in THEOREMS if cell[0] in BY_NAME)
SHORT = testing.profiles(testing.rankings("abc"), candidates="abc", distinct=4)
COMPLETE = testing.profiles(testing.rankings("abcd", complete=True), candidates="abcd")


def votes(text: str) -> Profile:
    """Lines such as ``3 abc``."""
    lines = (part.split() for part in text.split(","))
    return Profile.ranked({tuple(order): int(n) for n, order in lines})


def test_plurality_elected_whom_borda_showed_to_lose_to_everybody() -> None:
    found = condorcet_loser(plurality, PUBLISHED_PROFILES["Borda, Mémoire (1781)"])
    assert found is not None
    assert found.cases[0].outcomes == (("a",),)
    # 8 of 21 put a first, but 13 prefer b to a, and 13 prefer c.
    assert condorcet_loser(borda, found.profile) is None


def test_points_passed_over_condorcets_winner() -> None:
    """41 of 81 prefer a to b and 60 a to c; Borda gives a 101 points and b 109."""
    found = condorcet_winner(borda, PUBLISHED_PROFILES["Condorcet, Essai (1785), 81 voters"])
    assert found is not None
    assert found.happened == "a beats every other candidate, and b is elected."


def test_points_can_pass_over_a_majority() -> None:
    """Three of five put a first: 6 points, and b has 3 + 4."""
    found = majority(borda, votes("3 abc, 2 bca"))
    assert found is not None
    assert found.happened == "3 of 5 voters put a first, and b is elected."
    assert mutual_majority(borda, found.profile) is not None


def test_a_majority_that_is_divided_loses_by_first_preferences() -> None:
    found = mutual_majority(plurality, votes("3 abc, 3 bac, 4 cab"))
    assert found is not None
    assert (
        found.happened == "6 of 10 voters prefer each of a, b to everybody else, and c is elected."
    )
    assert mutual_majority(irv, found.profile) is None
    # Each of a and b beats c, so both are in the Smith set, and neither beats the other.
    assert smith(plurality, found.profile) is not None


def test_whoever_loses_to_the_smith_set_changes_the_first_preferences() -> None:
    """b beats both others; without c, who loses to both, those who voted c elect b."""
    found = isda(plurality, votes("4 abc, 3 bac, 2 cba"))
    assert found is not None
    assert [case.winners for case in found.cases] == [{"a"}, {"b"}]


def test_whoever_loses_to_the_smith_set_changes_whom_baldwin_eliminates() -> None:
    """Each of a, b, c beats d; a beats b beats c beats a.

    Points with d: a 64, b 49, c 48, d 49, so that c is out first, and then b; a beats d 18 to 17.
    Without d: a 46, b 29, c 30, so that b is out first, and c beats a 18 to 17.
    """
    found = isda(baldwin, votes("2 abdc, 4 adbc, 6 bcda, 12 cabd, 11 dabc"))
    assert found is not None
    assert [case.winners for case in found.cases] == [{"a"}, {"c"}]
    assert isda(schulze, found.profile) is None


def test_a_tie_that_can_fall_well_breaks_nothing() -> None:
    """b beats a and c; a and b have two first preferences each."""
    assert condorcet_winner(plurality, votes("2 abc, 2 bac, 1 cba")) is None


def test_clones_divide_first_preferences_and_multiply_points() -> None:
    split = clones(plurality, votes("3 abc, 3 bac, 4 cab"))
    assert split is not None
    # With b, a has 3 * 2 + 2 * 1 = 8 points and b 2 * 2 + 3 * 1 = 7; with c below b on every
    # ballot, a has 9 + 2 = 11 and b 6 + 2 * 3 = 12.
    team = clones(borda, Profile.ranked({tuple("abc"): 3, tuple("bca"): 2}))
    assert team is not None
    assert [case.winners for case in team.cases] == [{"b"}, {"a"}]
    assert clones(irv, split.profile) is None


def test_clone_sets_of_short_ballots_hold_together_among_those_left_out() -> None:
    profile = Profile.ranked({("a", "b", "c"): 1, ("c",): 1}, candidates="abc")
    assert list(clone_sets(profile)) == [("a", "b")]


def test_more_support_can_cost_an_instant_runoff() -> None:
    """With ten more for a, b is out before c, whose voters' second choice was a."""
    found = monotonicity(irv, votes("39 abc, 35 bca, 26 cab"))
    assert found is not None
    assert [case.winners for case in found.cases] == [{"a"}, {"c"}]


def test_voters_of_an_instant_runoff_do_better_at_home() -> None:
    # 6 abc, 5 bca, 4 cba: c is out, and b wins by 9 to 6. Without some of abc it is b again, and
    # without cba it is a, whom they like least.
    assert participation(irv, votes("6 abc, 5 bca, 4 cba")) is None
    # 5 abc, 4 bca, 6 cab: b is out, its 4 go to c, who wins 10 to 5. Were two of abc away, a (3) is
    # out before b (4), and b wins by 7 to 6, whom they prefer to c.
    found = participation(irv, votes("5 abc, 4 bca, 6 cab"))
    assert found is not None
    assert found.happened.endswith("2 voters who rank a > b > c stayed away, it were b.")


def test_whoever_wins_can_win_again_when_all_ballots_are_turned_round() -> None:
    """a has most first and most last places."""
    assert reversal_symmetry(plurality, votes("4 abc, 3 bca, 2 cba")) is not None


def test_a_ballot_that_leaves_somebody_out_is_not_turned_round() -> None:
    with pytest.raises(InvalidInputError, match="cannot be turned round"):
        reversal_symmetry(borda, votes("2 abc, 1 b"))


def test_without_the_last_the_points_of_the_others_change() -> None:
    """b has 7 points, a 6, c 2; without c, a is before b on three ballots of five."""
    found = liia(borda, votes("3 abc, 2 bca"))
    assert found is not None
    assert found.happened.startswith("c is last; without c the first 1 of the others are a")


def test_who_lost_least_to_the_first_stands_behind_who_lost_to_nobody_else() -> None:
    """a beats both, b by 3 to 0 and c by 2 to 1, so that c is second; but b beats c 2 to 1."""
    found = liia(minimax, votes("2 abc, 1 cab"))
    assert found is not None
    assert found.happened == ("a is first; without a the first 1 of the others are b, no longer c.")
    assert liia(kemeny_young, found.profile) is None
    assert liia(ranked_pairs, found.profile) is None


def test_two_parts_elect_c_and_the_whole_elects_d() -> None:
    """Of 3 b, 2 d and 3 c, d is out, for c, who wins 5 to 3. Of 8 c and 7 d, c wins.

    Of 3 b, 9 d and 11 c, b is out, for d, who wins 12 to 11.
    """
    parts = "3 bdca, 2 dacb, 3 cabd, 8 cadb, 7 dcab"
    found = consistency(irv, votes(parts))
    assert found is not None
    assert [case.winners for case in found.cases] == [{"d"}, {"c"}, {"c"}]
    assert consistency(plurality, found.profile) is None
    assert consistency(borda, found.profile) is None


def test_parts_are_those_of_equal_ballots() -> None:
    """The same election twice over is the same part twice, not two parts."""
    assert consistency(irv, votes("10 abc")) is None


def test_a_second_preference_can_help_the_first() -> None:
    """b beats a 6 to 5 and c 6 to 3. Once a's voters add c, c beats b 8 to 6, and a beats c.

    b loses by 2 then, c by 11 to 3, and a by 1.
    """
    ballots = votes("3 c, 6 ba, 5 a")
    for rule in (split_cycle, ranked_pairs, river):
        found = later_no_help(rule, ballots)
        assert found is not None
        assert found.happened == "b is elected; when 5 voters with a add c, a is."
    for rule in (irv, bucklin, borda, plurality):
        assert later_no_help(rule, ballots) is None


def test_a_second_preference_can_harm_the_first() -> None:
    # Bucklin: nobody has 5 of 9, so that a is elected with 4; once two of them add b, b has 5.
    harm = later_no_harm(bucklin, votes("4 a, 3 b, 2 c"))
    assert harm is not None
    assert harm.happened == "a is elected; when 2 voters with a add b, b is."
    assert later_no_harm(irv, harm.profile) is None
    assert later_no_help(plurality, harm.profile) is None


@settings(max_examples=25, deadline=None)
@given(COMPLETE)
def test_borda_never_elects_whom_everybody_beats_and_schulze_keeps_its_proofs(profile) -> None:
    """Proven in the sources of both."""
    assert condorcet_loser(borda, profile) is None
    for property in (condorcet_winner, condorcet_loser, mutual_majority, smith, isda, clones):
        assert property(schulze, profile) is None


@settings(max_examples=150, deadline=None)  # ties are followed to every end
@given(st.sampled_from(PROVEN), st.data())
def test_what_is_proven_is_not_broken(cell: tuple[str, str], data: st.DataObject) -> None:
    rule, name = cell
    profile = data.draw(SHORT if name.startswith("later") else COMPLETE)
    assert PROPERTIES[name](BY_NAME[rule], profile) is None


@settings(max_examples=50)
@given(COMPLETE)
def test_a_winner_of_all_pairs_is_found_as_a_twin_finds_it(profile) -> None:
    pairs = pairwise(profile)
    best = [c for c in "abcd" if all(pairs[c, d] > pairs[d, c] for d in "abcd" if d != c)]
    broken = condorcet_winner(coombs, profile)
    if broken is not None:
        assert broken.happened.startswith(f"{best[0]} beats")
        assert best[0] not in broken.cases[0].winners


@settings(max_examples=50)
@given(testing.profiles(testing.weak_rankings("abcd"), candidates="abcd"))
def test_a_solid_coalition_is_counted_as_a_twin_counts_it(profile) -> None:
    def prefer(ballot: WeakRanking, group: frozenset[str]) -> bool:
        place = {c: i for i, tier in enumerate(ballot.tiers) for c in tier}
        inside = [place.get(c, 9) for c in group]
        return max(inside) < min(place.get(c, 9) for c in {*"abcd"} - group)

    for group, times in solid(profile).items():
        assert times == sum(n for ballot, n in profile.counts.items() if prefer(ballot, group))


@settings(max_examples=20)
@given(st.integers(0, 9))
def test_the_same_seed_makes_the_same_profiles(seed: int) -> None:
    def first() -> list[Profile]:
        rng = np.random.default_rng(seed)
        plain = made_up_profiles(rng=rng, candidates=3, ballots=4, most=5, short=True)
        cloned = with_clones(plain, rng=rng, clones=2)
        return [next(cloned) for _ in range(3)]

    assert first() == first()


@settings(max_examples=20)
@given(st.integers(0, 99))
def test_made_up_clones_are_clones(seed: int) -> None:
    rng = np.random.default_rng(seed)
    plain = made_up_profiles(rng=rng, candidates=3, ballots=4, most=5)
    profile = next(with_clones(plain, rng=rng, clones=2))
    alike = tuple(c for c in profile.candidates if len(c) == 2)
    assert alike in {*clone_sets(profile)}


@settings(max_examples=20)
@given(st.integers(0, 99))
def test_profiles_of_margins_have_margins_of_one_ballot_or_the_other(seed: int) -> None:
    """Both ballots of a pair agree about x and y, and about nobody else."""
    made_up = profiles_of_margins(rng=np.random.default_rng(seed), candidates=4, most=3)
    pairs = pairwise(next(made_up))
    margins = [abs(pairs[x, y] - pairs[y, x]) for x in "abcd" for y in "abcd" if x < y]
    assert {*margins} <= {0, 2, 4, 6}


@settings(max_examples=20)
@given(st.integers(0, 99), COMPLETE)
def test_neighbours_have_the_same_candidates_and_the_same_seed_makes_the_same(
    seed: int, profile
) -> None:
    first, again = (varied([profile], rng=np.random.default_rng(seed)) for _ in range(2))
    near = [next(first) for _ in range(5)]
    assert near == [next(again) for _ in range(5)]
    assert {one.candidates for one in near} == {profile.candidates}
    assert all(len(ballot.order) == 4 for one in near for ballot in one.counts)


def test_nothing_more_can_be_taken_from_a_smaller_counterexample() -> None:
    """Three for a and two each for the others, who beat a 4 to 3: with fewer there is a tie."""
    found = condorcet_loser(plurality, votes("40 abcd, 30 bcda, 30 cbda"))
    assert found is not None
    assert smaller(condorcet_loser, plurality, found).profile == votes("3 abc, 2 bca, 2 cba")


def test_every_tiny_profile_is_looked_at() -> None:
    """Two voters with six orders: 6 equal pairs and 15 unequal ones."""
    assert len(set(every_profile(candidates=3, voters=2))) == 21
    assert len(set(every_profile(candidates=2, voters=1, short=True))) == 4


def test_no_tiny_profile_makes_minimax_pass_over_a_winner() -> None:
    assert search(condorcet_winner, minimax, every_profile(candidates=3, voters=4)) is None


def test_a_counterexample_prints_itself() -> None:
    found = majority(borda, votes("3 abc, 2 bca"))
    assert str(found) == (
        "borda breaks majority: A candidate whom more than half of the voters put first is"
        " elected.\n3 of 5 voters put a first, and b is elected.\n\n"
        "As they voted:\n  3  a > b > c\n  2  b > c > a\n  elected: b\n\n"
        "Source: Condorcet, Essai (1785)"
    )


def test_a_counterexample_survives_the_way_through_json_with_its_options() -> None:
    found = condorcet_winner(
        borda, PUBLISHED_PROFILES["Condorcet, Essai (1785), 81 voters"], points="average"
    )
    assert found is not None
    assert dict(found.options) == {"points": "average"}
    assert from_json(json.loads(json.dumps(to_json(found)))) == found


@pytest.mark.parametrize("property", ONE_WINNER, ids=lambda one: one.__name__)
def test_a_property_of_one_winner_is_not_asked_about_two(property) -> None:
    with pytest.raises(InvalidInputError):
        property(plurality, votes("3 abc, 2 bca"), seats=2)
