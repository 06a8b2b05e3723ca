"""Every choice of parts, beside a count that handles every paper for itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction as F
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.voting import Profile, by_order
from deliberation.voting.stv import stv

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
