"""CPO-STV and Schulze STV on small elections."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError, UnresolvedTieError
from deliberation.voting import (
    Profile,
    answer_from_json,
    by_lot,
    by_order,
    result_to_json,
    schulze,
)
from deliberation.voting.stv import cpo_stv, schulze_stv

orders = st.lists(st.sampled_from("abcd"), min_size=1, unique=True).map(tuple)
counts = st.dictionaries(orders, st.integers(1, 9), min_size=1)

TIDEMAN = {
    ("Andrea", "Carter", "Brad"): 25,
    ("Carter", "Andrea", "Delilah"): 34,
    ("Brad", "Delilah"): 7,
    ("Delilah", "Brad"): 8,
    ("Delilah", "Scott"): 5,
    ("Scott", "Delilah"): 21,
}


def test_outcomes_are_compared_by_the_votes_of_their_candidates() -> None:
    """100 votes, 3 seats, a quota of 25, worked out by hand.

    Carter, Scott and Andrea against Carter, Scott and Delilah: Brad is out, his 7 go to Delilah;
    Carter's surplus of 9 goes to Andrea. 25 + 21 + (25 + 9) = 80 against 25 + 21 + (13 + 7) = 66.
    """
    count = cpo_stv(Profile.ranked(TIDEMAN), seats=3)
    place = {frozenset(outcome): i for i, outcome in enumerate(count.outcomes)}
    one = place[frozenset({"Carter", "Scott", "Andrea"})]
    other = place[frozenset({"Carter", "Scott", "Delilah"})]
    assert (count.votes[one][other], count.votes[other][one]) == (80, 66)


def test_the_outcome_that_beats_all_others_is_elected() -> None:
    """The example known from the literature on CPO-STV: Andrea, Carter and Delilah."""
    assert set(cpo_stv(Profile.ranked(TIDEMAN), seats=3).elected) == {"Andrea", "Carter", "Delilah"}


def test_surpluses_go_on_only_from_those_in_both_outcomes() -> None:
    """The example of the election methods list (Green-Armytage, 26 July 2003), with our quota.

    There the quota is Hare's 100, and Escher, Andre and Gore beat Escher, Nader and Gore by 282 to
    190. With 300 / 4 = 75 the 25 above it of Escher, whose voters rank nobody else, are lost; Bush
    is out and leaves Gore 27 + 45 = 72. Andre's 110 and Nader's 18 are in one outcome only.
    """
    votes = {
        ("Escher",): 100,
        ("Andre", "Nader", "Gore"): 110,
        ("Nader", "Gore"): 18,
        ("Gore", "Nader"): 21,
        ("Gore", "Bush"): 6,
        ("Bush", "Gore"): 45,
    }
    count = cpo_stv(Profile.ranked(votes), seats=3)
    place = {frozenset(outcome): i for i, outcome in enumerate(count.outcomes)}
    one = place[frozenset({"Escher", "Andre", "Gore"})]
    other = place[frozenset({"Escher", "Nader", "Gore"})]
    assert count.votes[one][other] == 75 + 110 + 72
    assert count.votes[other][one] == 75 + 18 + 72
    assert set(count.elected) == {"Escher", "Andre", "Gore"}


def test_a_circle_of_outcomes_is_opened_at_the_smallest_margin() -> None:
    """175 votes, quota 58 1/3, by hand: a+d beats a+b by 15.1, a+c beats a+d by 27.9, and a+b beats
    a+c by 3.9, the smallest of them. So a+c is elected.
    """
    votes = {"c": 43, "dca": 7, "db": 15, "a": 35, "dbc": 16, "bcad": 27, "adc": 32}
    profile = Profile.ranked({tuple(order): n for order, n in votes.items()})
    count = cpo_stv(profile, seats=2)
    place = {"".join(outcome): i for i, outcome in enumerate(count.outcomes)}
    ab, ac, ad = place["ab"], place["ac"], place["ad"]
    assert count.votes[ab][ac] - count.votes[ac][ab] == 8 - Fraction(32 * 26, 3 * 67)
    assert count.votes[ad][ab] > count.votes[ab][ad]
    assert count.votes[ac][ad] > count.votes[ad][ac]
    assert count.elected == ("a", "c")
    for completion in ("ranked_pairs", "minimax"):
        assert cpo_stv(profile, seats=2, completion=completion).elected == ("a", "c")


def ranked_pairs_of(margins: dict) -> set:
    """Whom no win is locked against: one is locked unless locked ones lead back from the loser."""
    locked: set = set()
    for winner, loser in sorted(margins, key=lambda pair: -margins[pair]):
        reached, before = {loser}, set()
        while reached != before:
            before = set(reached)
            reached |= {j for i, j in locked if i in reached}
        if winner not in reached:
            locked.add((winner, loser))
    return {i for pair in margins for i in pair} - {j for _, j in locked}


def minimax_of(margins: dict) -> set:
    """Whose greatest loss is least."""
    everybody = {i for pair in margins for i in pair}
    losses = {j: max([m for (_, b), m in margins.items() if b == j], default=0) for j in everybody}
    return {j for j in everybody if losses[j] == min(losses.values())}


TWINS = {"ranked_pairs": ranked_pairs_of, "minimax": minimax_of}
CIRCLE = {"febcd": 3, "fbced": 1, "dfecb": 2, "edbfc": 2, "ebdcf": 6, "cdbfe": 5}
"""A circle of outcomes for three seats, with a quota of 4.75."""


@pytest.mark.parametrize("completion", TWINS)
@settings(max_examples=40, deadline=None)
@given(counts=st.dictionaries(st.permutations("abcd").map(tuple), st.integers(1, 9), min_size=3))
def test_other_completions_elect_as_their_twins_do(completion: str, counts: dict) -> None:
    profile = Profile.ranked(counts)
    count = cpo_stv(profile, seats=2, completion=completion, break_tie=by_lot("twins"))
    v, n = count.votes, range(len(count.votes))
    margins = {(i, j): v[i][j] - v[j][i] for i in n for j in n if v[i][j] > v[j][i]}
    if len({*margins.values()}) == len(n) * (len(n) - 1) // 2:
        assert count.outcomes.index(count.elected) in TWINS[completion](margins)


def test_which_completion_is_taken_can_decide_about_a_quota_of_first_choices() -> None:
    """c has 5, more than the quota of 4.75, and Schulze's and minimax leave c out."""
    profile = Profile.ranked({tuple(order): n for order, n in CIRCLE.items()})
    elected = {c: set(cpo_stv(profile, seats=3, completion=c).elected) for c in ("schulze", *TWINS)}
    assert elected == {"schulze": {*"def"}, "minimax": {*"def"}, "ranked_pairs": {*"cef"}}


def test_ranked_pairs_can_leave_out_a_quota_of_first_choices_too() -> None:
    """c has 7 of 26, more than a quarter."""
    cast = {"febcd": 5, "fbced": 1, "dcefb": 4, "edbfc": 2, "ebdcf": 7, "cdbfe": 7}
    profile = Profile.ranked({tuple(order): n for order, n in cast.items()})
    count = cpo_stv(profile, seats=3, completion="ranked_pairs")
    v, n = count.votes, range(len(count.votes))
    margins = {(i, j): v[i][j] - v[j][i] for i in n for j in n if v[i][j] > v[j][i]}
    assert {count.outcomes[i] for i in ranked_pairs_of(margins)} == {count.elected}
    assert set(count.elected) == {*"def"}


def test_another_completion_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="completion is 'schulze' or 'ranked_pairs'"):
        cpo_stv(Profile.ranked(TIDEMAN), seats=3, completion="borda")


def test_too_many_outcomes_are_refused() -> None:
    profile = Profile.ranked({("a",): 1}, candidates="abcdefghijkl")
    for rule in (cpo_stv, schulze_stv):
        with pytest.raises(InvalidInputError, match="924 outcomes"):
            rule(profile, seats=6)


def test_equal_outcomes_are_not_guessed() -> None:
    with pytest.raises(UnresolvedTieError, match="elect the outcome"):
        cpo_stv(Profile.ranked({("a",): 1, ("b",): 1}))


def test_a_result_goes_through_plain_data() -> None:
    count = cpo_stv(Profile.ranked(TIDEMAN), seats=3)
    assert answer_from_json(result_to_json(count), candidates=()) == count


@settings(max_examples=60, deadline=None)
@given(counts, st.permutations("abcd").map("".join))
def test_for_one_seat_schulze_stv_beats_like_schulze(counts: dict, order: str) -> None:
    """Whoever it elects is beaten by nobody on Schulze's paths."""
    profile = Profile.ranked(counts, candidates="abcd")
    (winner,) = schulze_stv(profile, break_tie=by_order(order)).elected
    assert schulze(profile, break_tie=by_order((winner, *"abcd"))).elected == (winner,)


def shared_out(counts: dict, members: str, outsider: str) -> Fraction:
    """The same strength, by trying every way to give half ballots to members."""
    papers = [order for order, n in counts.items() for _ in range(2 * n)]
    willing = []
    for order in papers:
        ranked = [*order, *("?" for _ in "abcd")]
        place = {c: ranked.index(c) if c in order else 9 for c in (*members, outsider)}
        willing.append([m for m in members if place[m] < place[outsider]])
    willing = [w for w in willing if w]
    best = 0
    for given_to in product(*willing):
        best = max(best, min(given_to.count(m) for m in members))
    return Fraction(best, 2)


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(orders, st.just(1), min_size=1, max_size=4))
def test_the_strength_is_that_of_the_best_sharing_out(counts: dict) -> None:
    """With two members, half ballots are fine enough."""
    profile = Profile.ranked(counts, candidates="abcd")
    count = schulze_stv(
        profile, seats=2, break_tie=by_order(["a+b", "a+c", "a+d", "b+c", "b+d", "c+d"])
    )
    ab, ac = count.outcomes.index(("a", "b")), count.outcomes.index(("a", "c"))
    assert count.votes[ab][ac] == shared_out(counts, "ab", "c")
