"""The parts of a transferable vote by name: worked out by hand, and beside a count by papers."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction as F
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.voting import (
    Count,
    Profile,
    by_earlier_rounds,
    by_order,
    result_from_json,
    result_to_json,
)
from deliberation.voting.quota import droop_to
from deliberation.voting.stv import (
    countback,
    ers97,
    prf_stv,
    scottish_stv,
    senate_stv,
    stv,
)

CANDIDATES = "abcde"
orders = st.lists(st.sampled_from(CANDIDATES), min_size=1, unique=True).map(tuple)
counts = st.dictionaries(orders, st.integers(1, 30), min_size=1)
TIES = st.permutations(CANDIDATES).map("".join)
PARTS = st.fixed_dictionaries(
    {
        "transfer": st.sampled_from(["weighted", "unweighted", "last"]),
        "among": st.sampled_from(["all", "transferable"]),
        "order": st.sampled_from(["largest", "elected", "together"]),
        "stages": st.sampled_from(["once", "values"]),
    }
)

GAINING = {
    ("a", "b", "c"): 11,
    ("b", "d"): 5,
    ("e", "b", "d"): 3,
    ("f", "b"): 5,
    ("c",): 6,
    ("d",): 6,
}
"""36 votes for 3 seats, quota 10. a passes on 1, by 11 papers at 1/11, so b has 6; e's 3 papers
make it 9, and f's 5 papers 14, of which 4 are too many. Of b's 24 papers 11 name c further (worth 1
together), 8 name d (worth 8) and 5, those received last, name nobody (worth 5)."""


def after_b(**parts: Any) -> Count:
    count = stv(Profile.ranked(GAINING, candidates="abcdef"), seats=3, **parts)
    assert count.rounds[3].totals == {"a": 10, "b": 14, "c": 6, "d": 6, "e": 0, "f": 0}
    return count


def test_weighted_papers_keep_a_part_of_their_value() -> None:
    """4/14 of it: c gets 2/7 for papers worth 1, d 16/7 for papers worth 8; d is elected."""
    count = after_b()
    assert (count.rounds[4].totals["c"], count.rounds[4].totals["d"]) == (6 + F(2, 7), 6 + F(16, 7))
    assert count.rounds[4].exhausted == F(10, 7)
    assert count.elected == ("a", "b", "d")


def test_unweighted_papers_can_gain_value_and_win_a_seat_by_it() -> None:
    """4/24 each: the 11 papers that were worth 1/11 are worth 1/6 now, 11/6 together; c, not d."""
    count = after_b(transfer="unweighted")
    assert (count.rounds[4].totals["c"], count.rounds[4].totals["d"]) == (6 + F(11, 6), 6 + F(8, 6))
    assert count.rounds[4].exhausted == F(5, 6)
    assert count.elected == ("a", "b", "c")


def test_the_last_batch_speaks_for_the_whole_pile() -> None:
    """f's 5 papers, at 4/5 each, name nobody further: the surplus is lost, c and d stay equal."""
    for among in ("all", "transferable"):
        count = after_b(transfer="last", among=among, break_tie=by_order("cd"))
        (lost,) = count.rounds[3].transfers
        assert (lost.target, lost.papers, lost.value) == (None, 5, 4)
        assert count.rounds[4].totals["c"] == count.rounds[4].totals["d"] == 6


def test_transferable_papers_alone_share_the_surplus() -> None:
    """19 of b's papers name somebody; they are worth 9. Nothing is lost."""
    weighted = after_b(among="transferable").rounds
    assert (weighted[4].totals["c"], weighted[4].totals["d"]) == (6 + F(4, 9), 6 + F(32, 9))
    same = after_b(transfer="unweighted", among="transferable").rounds
    assert (same[4].totals["c"], same[4].totals["d"]) == (6 + F(44, 19), 6 + F(32, 19))
    assert weighted[4].exhausted == same[4].exhausted == 0
    assert {moved.target for moved in weighted[3].transfers} == {"c", "d"}


def test_transferable_papers_gain_nothing_where_they_are_worth_no_more_than_the_surplus() -> None:
    """16 votes, 3 seats, quota 5: a has 3 too many, and one paper, worth 1, names somebody."""
    votes = {("a",): 7, ("a", "b"): 1, ("b",): 1, ("c",): 3, ("d",): 4}
    for transfer in ("weighted", "unweighted", "last"):
        count = stv(Profile.ranked(votes), seats=3, transfer=transfer, among="transferable")
        assert count.rounds[1].totals["b"] == 2
        assert count.rounds[1].exhausted == 2
        told = [(moved.target, moved.papers, moved.value) for moved in count.rounds[0].transfers]
        assert told == [("b", 1, 1), (None, 7, 2)]


def test_places_cut_what_a_paper_is_worth_however_it_goes() -> None:
    """1/11 is 0.09, so b has 13.99; 3.99/24 is 0.16 to two decimals, and what is cut is lost."""
    profile = Profile.ranked(GAINING, candidates="abcdef")
    step = stv(profile, seats=3, transfer="unweighted", places=2).rounds[4]
    assert (step.totals["c"], step.totals["d"]) == (F(776, 100), F(728, 100))
    assert step.exhausted == 36 - 20 - F(776 + 728, 100)


def test_papers_of_the_excluded_can_move_one_value_after_the_other() -> None:
    """36 votes, 3 seats, quota 10. x holds 3 papers of its own and 12 of a's, at 1/6 each.

    At once they all go to c, who gets 5 and passes on 2. By values the 3 come first and elect c, so
    that the 12 skip c and go to d.
    """
    votes = {("a", "x", "c", "d"): 12, ("x", "c", "d"): 3, ("c", "d"): 7, ("d",): 6, ("e",): 8}
    profile = Profile.ranked(votes)
    once = stv(profile, seats=3, break_tie=by_order("de"))
    assert (once.rounds[1].eliminated, once.rounds[2].totals["c"]) == (("x",), 12)
    values = stv(profile, seats=3, stages="values", break_tie=by_order("de"))
    assert [step.totals["c"] for step in values.rounds[1:4]] == [7, 10, 10]
    assert [step.totals["x"] for step in values.rounds[1:4]] == [5, 2, 0]
    assert [step.totals["d"] for step in values.rounds[1:4]] == [6, 6, 8]
    assert [step.elected for step in values.rounds[:3]] == [("a",), (), ("c",)]
    assert values.rounds[2].eliminated == ()


def test_a_surplus_waits_for_a_larger_one_or_for_those_elected_before_or_for_none() -> None:
    """46 votes, 4 seats, quota 10: a has 4 too many, b 2; a's lift c from 9 to 13."""
    votes = {("a", "c"): 14, ("b", "d"): 12, ("c",): 9, ("d",): 6, ("e",): 5}
    profile = Profile.ranked(votes)

    def sources(**parts: Any) -> list[set[str]]:
        count = stv(profile, seats=4, **parts)
        return [{moved.source for moved in step.transfers} for step in count.rounds[:3]]

    assert sources() == [{"a"}, {"c"}, {"b"}]
    assert sources(order="elected") == [{"a"}, {"b"}, {"c"}]
    assert sources(order="together")[:2] == [{"a", "b"}, {"c"}]


def test_all_that_came_in_one_round_is_one_batch_and_keeps_its_proportions() -> None:
    """36 votes, 3 seats, quota 10. a passes 2 on to x by 12 papers at 1/6; x, with 2 papers of its
    own, is the last, and lifts b from 8 to 12. Each kind of papers brought 2, and carries on half
    of it: 12 at 1/12 and 2 at 1/2.
    """
    votes = {("a", "x", "b", "c"): 12, ("x", "b", "d"): 2, ("b",): 8, ("c",): 7, ("d",): 7}
    count = stv(Profile.ranked(votes), seats=3, transfer="last", break_tie=by_order("cd"))
    assert count.rounds[2].totals["b"] == 12
    told = [(moved.target, moved.papers, moved.value) for moved in count.rounds[2].transfers]
    assert told == [("c", 12, 1), ("d", 2, 1)]


def test_what_was_chosen_is_named_in_the_sentences_and_in_the_record() -> None:
    votes = Profile.ranked({("a", "b"): 6, ("c",): 3})
    count = stv(votes, seats=2, transfer="last", among="transferable", places=2, quota=droop_to(2))
    assert count.because[0] == (
        "Counted with quota=droop_to(2), transfer=last, among=transferable and places=2."
    )
    document = result_to_json(count)
    assert document["parts"] == {
        "quota": "droop_to(2)",
        "transfer": "last",
        "among": "transferable",
        "places": "2",
    }
    assert result_from_json(document, candidates=votes.candidates, places=2) == count


def test_where_nothing_was_chosen_but_decimals_nothing_is_named() -> None:
    count = stv(Profile.ranked({("a", "b"): 6, ("c",): 3}), seats=2, places=5)
    assert "parts" not in result_to_json(count)
    assert count.because[0].startswith("Round 1")


def test_everything_wrong_with_the_parts_is_said_at_once() -> None:
    wrong: dict[str, Any] = {"transfer": "lot", "among": "some", "places": -1}
    with pytest.raises(InvalidInputError) as caught:
        stv(Profile.ranked({("a",): 1}), **wrong)
    assert [str(problem) for problem in caught.value.problems] == [
        "transfer is one of weighted, unweighted, last, not 'lot'",
        "among is one of all, transferable, not 'some'",
        "places is a number of decimals, not -1",
    ]


def test_a_vacancy_needs_papers_of_which_a_weighed_part_stayed() -> None:
    votes = Profile.ranked({("a", "b"): 4, ("a", "c"): 2, ("d",): 3})
    with pytest.raises(InvalidInputError, match="transfer=last does not tell which votes stayed"):
        countback(votes, stv(votes, seats=2, transfer="last"), "a")


@dataclass
class Paper:
    """One paper: what it says, on whose pile it lies, what it is worth, and since which round."""

    says: tuple[str, ...]
    lies: str | None
    worth: F = F(1)
    since: int = 0

    def next(self, left: list[str]) -> str | None:
        further = self.says[self.says.index(str(self.lies)) + 1 :]
        return next((c for c in further if c in left), None)


def going_on(
    held: list[Paper], left: list[str], surplus: F, places: int | None, transfer: str, among: str
) -> list[Paper]:
    """Of the papers of an elected candidate those that go, at the value that they have then."""
    going = held
    if transfer == "last":
        going = [p for p in going if p.since == max(q.since for q in held)]
    if among == "transferable":
        going = [p for p in going if p.next(left)]
    worth, papers = sum((p.worth for p in going), F(0)), len(going)
    if worth <= surplus:
        return going
    for paper in going:
        paper.worth = (
            surplus / papers if transfer == "unweighted" else paper.worth * surplus / worth
        )
        if places is not None:
            paper.worth = F(int(paper.worth * 10**places), 10**places)
    return going


def by_papers(
    papers: list[Paper],
    seats: int,
    places: int | None,
    tied: str,
    *,
    transfer: str,
    among: str,
    order: str,
    stages: str,
) -> Iterator[dict[str, F]]:
    """The totals of each round, every paper handled for itself; one exclusion at a time."""
    quota = F(len(papers) // (seats + 1) + 1)
    left, elected, kept, out = list(CANDIDATES), dict[str, int](), dict[str, F](), ""
    for number in range(1, 1000):
        held = {c: [p for p in papers if p.lies == c] for c in CANDIDATES}
        totals = {c: kept.get(c, sum((p.worth for p in held[c]), F(0))) for c in CANDIDATES}
        yield totals
        elected |= {c: number for c in left if totals[c] >= quota}
        left = [c for c in left if c not in elected]
        if len(elected) == seats or len(left) <= seats - len(elected):
            return
        over = [c for c in elected if totals[c] > quota]
        if not (out and held[out]) and over:
            ranks = {c: (elected[c] if order == "elected" else 0, -totals[c]) for c in over}
            first = min(over, key=lambda c: (ranks[c], tied.index(c)))
            moving = []
            for source in over if order == "together" else [first]:
                surplus, kept[source] = totals[source] - quota, quota
                moving += going_on(held[source], left, surplus, places, transfer, among)
        else:
            if not (out and held[out]):
                out = min(left, key=lambda c: (totals[c], tied.index(c)))
                left.remove(out)
            highest = max((p.worth for p in held[out]), default=F(0))
            moving = [p for p in held[out] if stages == "once" or p.worth == highest]
        for paper, target in [(p, p.next(left)) for p in moving]:
            paper.lies, paper.since = target, number


@settings(max_examples=150, deadline=None)
@given(counts, st.integers(1, 4), st.sampled_from([None, 0, 2]), TIES, PARTS)
def test_every_round_is_that_of_a_count_paper_by_paper(
    counts: dict, seats: int, places: int | None, tied: str, parts: dict
) -> None:
    papers = [Paper(ranking, ranking[0]) for ranking, n in counts.items() for _ in range(n)]
    profile = Profile.ranked(counts, candidates=CANDIDATES)
    count = stv(
        profile, seats=seats, places=places, exclusion="one", break_tie=by_order(tied), **parts
    )
    expected = list(by_papers(papers, seats, places, tied, **parts))
    assert [dict(step.totals) for step in count.rounds] == expected


@settings(max_examples=100, deadline=None)
@given(counts, st.integers(1, 4), PARTS, st.sampled_from(["empty", "one", "batch"]))
def test_what_a_pile_loses_is_what_its_papers_carry_away(
    counts: dict, seats: int, parts: dict, exclusion: Any
) -> None:
    profile = Profile.ranked(counts, candidates=CANDIDATES)
    order = by_order(CANDIDATES)
    count = stv(profile, seats=seats, exclusion=exclusion, break_tie=order, **parts)
    for step, after in pairwise(count.rounds):
        assert sum(after.totals.values()) + after.exhausted == profile.size
        for source in {moved.source for moved in step.transfers}:
            carried = sum(moved.value for moved in step.transfers if moved.source == source)
            assert step.totals[source] - after.totals[source] == carried


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
