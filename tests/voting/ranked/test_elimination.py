"""Counts in stages and rounds, beside counts that move one paper at a time."""

from collections import Counter
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError, UnresolvedTieError
from deliberation.voting import Profile, WeakRanking, by_order, irv
from deliberation.voting.ranked import (
    baldwin,
    bucklin,
    coombs,
    nanson,
    smith_irv,
    smith_set,
    tideman_alternative,
    two_round,
    weak_irv,
)
from tests.voting.ranked.strategies import margins, possible, profiles

TENNESSEE = Profile.ranked(
    {tuple("MNCK"): 42, tuple("NCKM"): 26, tuple("CKNM"): 15, tuple("KCNM"): 17}
)

Scores = dict[str, Fraction]


def tops(profile: Profile, left: set[str]) -> Scores:
    """First preferences among those left."""
    found = dict.fromkeys(sorted(left), Fraction(0))
    for ballot, times in profile.counts.items():
        for candidate in [c for c in ballot.order if c in left][:1]:
            found[candidate] += times
    return found


def bottoms(profile: Profile, left: set[str]) -> Scores:
    """Last places among those left, shared by those who are left out."""
    found = dict.fromkeys(sorted(left), Fraction(0))
    for ballot, times in profile.counts.items():
        ranked = [c for c in ballot.order if c in left]
        last = left - set(ranked) or {ranked[-1]}
        for candidate in last if ranked else ():
            found[candidate] += Fraction(times, len(last))
    return found


def points(profile: Profile, left: set[str]) -> Scores:
    """Borda points, less half of all that could be had: the sum of margins, halved."""
    m = margins(profile.restricted(left))
    return {a: Fraction(sum(n for (c, _), n in m.items() if c == a), 2) for a in sorted(left)}


def worst(scores: Scores, end: Callable) -> list[set[str]]:
    """Each way to eliminate one who is last."""
    level = end(scores.values())
    return [{c} for c, score in scores.items() if score == level]


def all_who_win(
    left: set[str],
    ends: Callable[[set[str]], set[str]],
    out: Callable[[set[str]], list[set[str]]],
) -> set[str]:
    """Who can be left, over every choice of whom to eliminate."""
    if winners := ends(left):
        return winners
    return set().union(*(all_who_win(left - gone, ends, out) for gone in out(left)))


def alone(left: set[str]) -> set[str]:
    return left if len(left) == 1 else set()


def leaders(scores: Scores) -> set[str]:
    return {c for c, score in scores.items() if score == max(scores.values())}


@settings(max_examples=40, deadline=None)
@given(profiles)
def test_instant_runoff_and_its_safe_batches_elect_whom_one_at_a_time_elects(
    profile: Profile,
) -> None:
    def ends(left: set[str]) -> set[str]:
        return leaders(tops(profile, left)) if len(left) <= 2 else set()

    expected = all_who_win(set("abcd"), ends, lambda left: worst(tops(profile, left), min))
    assert possible(irv, profile) == expected
    assert possible(irv, profile, batch="safe") == expected


@settings(max_examples=40, deadline=None)
@given(profiles)
def test_all_tied_for_last_go_at_once_where_that_is_asked_for(profile: Profile) -> None:
    def ends(left: set[str]) -> set[str]:
        scores = tops(profile, left)
        return leaders(scores) if len(set(scores.values())) == 1 or len(left) <= 2 else set()

    def out(left: set[str]) -> list[set[str]]:
        return [set().union(*worst(tops(profile, left), min))]

    assert possible(irv, profile, batch="tied") == all_who_win(set("abcd"), ends, out)


@settings(max_examples=40, deadline=None)
@given(profiles)
def test_coombs_eliminates_whoever_is_last_on_most_papers(profile: Profile) -> None:
    for until in ("majority", "last"):

        def ends(left: set[str], until: str = until) -> set[str]:
            scores = tops(profile, left)
            majority = 2 * max(scores.values()) > sum(scores.values())
            stop = len(left) <= 2 or (until == "majority" and majority)
            return leaders(scores) if stop else set()

        expected = all_who_win(set("abcd"), ends, lambda left: worst(bottoms(profile, left), max))
        assert possible(coombs, profile, until=until) == expected


@settings(max_examples=40, deadline=None)
@given(profiles)
def test_baldwin_eliminates_whoever_has_the_fewest_points(profile: Profile) -> None:
    expected = all_who_win(set("abcd"), alone, lambda left: worst(points(profile, left), min))
    assert possible(baldwin, profile) == expected


@settings(max_examples=40, deadline=None)
@given(profiles)
def test_nanson_eliminates_all_who_are_not_above_the_average(profile: Profile) -> None:
    for average in ("eliminate", "keep"):

        def ends(left: set[str]) -> set[str]:
            return left if not any(points(profile, left).values()) else set()

        def out(left: set[str], average: str = average) -> list[set[str]]:
            scores = points(profile, left)
            below = {c for c, n in scores.items() if n < 0 or (average == "eliminate" and n == 0)}
            return [below]

        assert possible(nanson, profile, average=average) == all_who_win(set("abcd"), ends, out)


@settings(max_examples=40, deadline=None)
@given(profiles)
def test_bucklin_adds_place_after_place_until_there_is_a_majority(profile: Profile) -> None:
    counted: Counter[str] = Counter(dict.fromkeys("abcd", 0))
    longest = max(len(ballot.order) for ballot in profile.counts)
    for place in range(longest):
        for ballot, times in profile.counts.items():
            for candidate in ballot.order[place : place + 1]:
                counted[candidate] += times
        if 2 * max(counted.values()) > profile.size:
            break
    assert possible(bucklin, profile) == leaders({c: Fraction(n) for c, n in counted.items()})


@settings(max_examples=40, deadline=None)
@given(profiles)
def test_the_second_round_is_between_two_who_had_most(profile: Profile) -> None:
    first = tops(profile, set("abcd"))
    expected: set[str] = set()
    if 2 * max(first.values()) > profile.size:
        expected = leaders(first)
    else:
        for a in "abcd":
            for b in "abcd":
                ahead = [
                    c for c in "abcd" if c not in {a, b} and first[c] > min(first[a], first[b])
                ]
                if a != b and not ahead:
                    expected |= leaders(tops(profile, {a, b}))
    assert possible(two_round, profile) == expected


@settings(max_examples=40, deadline=None)
@given(profiles)
def test_smith_irv_and_the_alternative_look_only_at_the_smith_set(profile: Profile) -> None:
    def ends(left: set[str]) -> set[str]:
        return leaders(tops(profile, left)) if len(left) <= 2 else set()

    def out(left: set[str]) -> list[set[str]]:
        return worst(tops(profile, left), min)

    inside = set(smith_set(profile))
    assert possible(smith_irv, profile) == all_who_win(inside, ends, out)

    def again(left: set[str]) -> set[str]:
        smith = set(smith_set(profile.restricted(left)))
        return smith if len(smith) == 1 else set().union(*(again(smith - g) for g in out(smith)))

    assert possible(tideman_alternative, profile) == again(set("abcd"))


def test_the_capital_of_tennessee() -> None:
    """Knoxville by instant runoff (58 to 42), Memphis and Nashville meet in the second round, where
    Nashville has 58; everything that compares pairs or averages elects Nashville.

    Bucklin: after two places Nashville has 42 + 26 = 68, Chattanooga 26 + 15 + 17 = 58.
    """
    assert irv(TENNESSEE).elected == ("K",)
    assert two_round(TENNESSEE).elected == ("N",)
    assert bucklin(TENNESSEE).elected == ("N",)
    assert bucklin(TENNESSEE).stages[1].totals == {"C": 58, "K": 32, "M": 42, "N": 68}
    for rule in (coombs, baldwin, nanson, smith_irv, tideman_alternative):
        assert rule(TENNESSEE).elected == ("N",)


def test_a_safe_batch_takes_one_round_where_one_at_a_time_takes_three() -> None:
    """2 + 1 + 1 votes are fewer than 5, so that c, d and e go together."""
    votes = Profile.ranked({("a",): 7, ("b",): 5, ("c", "d"): 2, ("d", "e"): 1, ("e", "b"): 1})
    assert [step.eliminated for step in irv(votes, batch="safe").rounds] == [("c", "d", "e"), ()]
    one_by_one = irv(votes, break_tie=by_order("edabc"))
    assert [step.eliminated for step in one_by_one.rounds][:2] == [("e",), ("d",)]


def test_the_rounds_are_told_in_words() -> None:
    assert irv(Profile.ranked({("a",): 4, ("b", "a"): 3, ("c", "b"): 2})).because == (
        "Round 1, 9 votes: a 4, b 3, c 2. c is eliminated.",
        "Round 2, 9 votes: b 5, a 4. b is elected.",
    )


def test_a_tie_is_refused_and_unknown_words_are_too() -> None:
    tied = Profile.ranked({tuple("abc"): 1, tuple("bca"): 1, tuple("cab"): 1})
    for rule in (coombs, baldwin, nanson, bucklin, tideman_alternative, smith_irv, two_round):
        with pytest.raises(UnresolvedTieError):
            rule(tied)
        with pytest.raises(InvalidInputError, match="fills one seat, not 2"):
            rule(tied, seats=2)
    with pytest.raises(InvalidInputError, match="batch is zero or safe or tied, not 'all'"):
        irv(tied, batch="all")


@settings(max_examples=40, deadline=None)
@given(profiles, st.permutations("abcd"))
def test_stages_follow_from_each_other(profile: Profile, order: list[str]) -> None:
    for rule in (coombs, baldwin, nanson):
        result = rule(profile, break_tie=by_order(order))
        left = set("abcd")
        for number, stage in enumerate(result.stages, start=1):
            assert stage.number == number
            assert set(stage.totals) == left
            left -= set(stage.eliminated)
        assert set(result.elected) <= left
        assert len(result.because) == len(result.stages)


weak = st.lists(st.sampled_from("abcd"), min_size=1, unique=True).flatmap(
    lambda order: st.lists(st.booleans(), min_size=len(order), max_size=len(order)).map(
        lambda cuts: WeakRanking(tiers_of(order, cuts))
    )
)


def tiers_of(order: list[str], cuts: list[bool]) -> list[list[str]]:
    """The order in tiers: a new one wherever there is a cut."""
    tiers: list[list[str]] = [[]]
    for candidate, cut in zip(order, cuts, strict=True):
        if cut:
            tiers.append([])
        tiers[-1].append(candidate)
    return tiers


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(weak, st.integers(1, 5), min_size=1, max_size=6))
def test_the_tied_on_top_of_a_ballot_get_a_vote_each_or_a_part_of_one(counts: dict) -> None:
    profile = Profile("abcd", counts)
    for equal in ("approval", "split"):

        def votes(left: set[str], equal: str = equal) -> Scores:
            found = dict.fromkeys(sorted(left), Fraction(0))
            for ballot, times in counts.items():
                for top in [t for tier in ballot.tiers if (t := left & set(tier))][:1]:
                    for candidate in top:
                        found[candidate] += Fraction(times, len(top) if equal == "split" else 1)
            return found

        def ends(left: set[str], votes: Callable = votes) -> set[str]:
            return leaders(votes(left)) if len(left) <= 2 else set()

        def out(left: set[str], votes: Callable = votes) -> list[set[str]]:
            scores = votes(left)
            none = {c for c, n in scores.items() if n == 0}
            return [none] if none and len(left - none) >= 2 else worst(scores, min)

        assert possible(weak_irv, profile, equal=equal) == all_who_win(set("abcd"), ends, out)


@settings(max_examples=40, deadline=None)
@given(profiles)
def test_without_ties_on_ballots_it_elects_whom_instant_runoff_elects(profile: Profile) -> None:
    assert possible(weak_irv, profile) == possible(irv, profile)
    assert possible(weak_irv, profile, equal="split") == possible(irv, profile)
