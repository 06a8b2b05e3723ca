"""Which parts of a transferable vote the statutes take, and where they take something else."""

from fractions import Fraction as F
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.voting import Profile, by_earlier_rounds, by_order
from deliberation.voting.quota import droop_to
from deliberation.voting.stv import ers97, prf_stv, scottish_stv, senate_stv, stv

CANDIDATES = "abcde"
orders = st.lists(st.sampled_from(CANDIDATES), min_size=1, unique=True).map(tuple)
counts = st.dictionaries(orders, st.integers(1, 30), min_size=1)
TIES = st.permutations(CANDIDATES).map("".join)


@settings(max_examples=60, deadline=None)
@given(counts, st.integers(1, 4), TIES)
def test_scotland_and_the_reference_rule_are_parts_by_name(
    counts: dict, seats: int, tied: str
) -> None:
    profile, order = Profile.ranked(counts, candidates=CANDIDATES), by_order(tied)
    earlier = by_earlier_rounds(order)
    scotland = scottish_stv(profile, seats=seats, break_tie=order)
    by_parts = stv(profile, seats=seats, places=5, exclusion="one", break_tie=earlier)
    assert scotland.rounds == by_parts.rounds
    reference = prf_stv(profile, seats=seats, break_tie=order)
    parts: dict[str, Any] = {"quota": droop_to(4), "places": 4, "exclusion": "one"}
    assert reference.rounds == stv(profile, seats=seats, break_tie=order, **parts).rounds
    assert reference.parts == {}


SENATE: dict[str, Any] = {
    "transfer": "unweighted",
    "order": "elected",
    "exclusion": "one",
    "stages": "values",
}


@settings(max_examples=60, deadline=None)
@given(counts, st.integers(1, 4), TIES)
def test_the_senate_counts_by_its_parts_until_it_drops_a_fraction_of_a_vote(
    counts: dict, seats: int, tied: str
) -> None:
    """Votes times 60, so that more surpluses come out whole; (17) can end the statute's count."""
    many = {ranking: 60 * n for ranking, n in counts.items()}
    profile, order = Profile.ranked(many, candidates=CANDIDATES), by_order(tied)
    statute = senate_stv(profile, seats=seats, break_tie=order)
    named = stv(profile, seats=seats, break_tie=by_earlier_rounds(order), **SENATE)
    for law, parts in zip(statute.rounds, named.rounds, strict=False):
        if any(total.denominator > 1 for total in parts.totals.values()):
            return
        assert dict(law.totals) == dict(parts.totals)


def test_the_senate_counts_an_election_without_fractions_by_its_parts() -> None:
    """60 votes, 2 seats, quota 21. a passes 9 on by 30 papers at 3/10: 20 to b (6), 10 to c (3).

    d, of the last two with 8, gives them to b, who has 5 + 6 + 8 = 19; c has 9 + 3 = 12. (17): once
    e is out too, b is elected without a quota, and by the parts when c is out.
    """
    votes = {("a", "b"): 20, ("a", "c"): 10, ("b", "c"): 5, ("c",): 9, ("d", "b"): 8, ("e",): 8}
    profile, order = Profile.ranked(votes), by_order("deabc")
    statute = senate_stv(profile, seats=2, break_tie=order)
    assert statute.rounds[2].totals == {"a": 21, "b": 19, "c": 12, "d": 0, "e": 8}
    named = stv(profile, seats=2, break_tie=order, **SENATE)
    assert [step.totals for step in statute.rounds] == [step.totals for step in named.rounds[:4]]
    assert (statute.elected, len(named.rounds)) == (named.elected, 5)


def test_newland_and_britton_count_a_last_batch_by_their_parts() -> None:
    """11 votes, 2 seats, quota 11/3, so 3.67. d's 2 papers lift b from 3 to 5 and name c further.

    1.33 too many over 2 papers is 0.66 each, to two decimals: c has 4.32.
    """
    votes = {("a",): 3, ("b", "a"): 3, ("c",): 3, ("d", "b", "c"): 2}
    rules = ers97(Profile.ranked(votes), seats=2)
    assert rules.rounds[2].totals == {"a": 3, "b": F(367, 100), "c": F(432, 100), "d": 0}
    named = stv(
        Profile.ranked(votes),
        seats=2,
        quota=droop_to(2),
        transfer="last",
        among="transferable",
        places=2,
        exclusion="batch",
        stages="values",
    )
    assert rules.rounds == named.rounds
