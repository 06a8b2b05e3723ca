"""Copeland, minimax, Black, Dodgson, Young and the ways to give points, beside plain counts."""

from collections import deque
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings

from deliberation.errors import InvalidInputError
from deliberation.voting import Profile, WeakRanking, borda, by_order, pairwise
from deliberation.voting.ranked import black, condorcet_winner, copeland, dodgson, minimax, young
from tests.voting.ranked.strategies import complete, margins, profiles


@settings(max_examples=40, deadline=None)
@given(profiles)
def test_copeland_counts_wins_and_part_of_each_draw(profile: Profile) -> None:
    m = margins(profile)
    for alpha in (Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(1)):
        totals = copeland(profile, alpha=alpha, break_tie=by_order("abcd")).totals
        for a in profile.candidates:
            rivals = [m[a, b] for b in profile.candidates if b != a]
            wins, draws = sum(n > 0 for n in rivals), rivals.count(0)
            assert totals[a] == wins + alpha * draws


@settings(max_examples=40, deadline=None)
@given(profiles)
def test_minimax_measures_the_worst_loss_in_three_ways(profile: Profile) -> None:
    d, m, tie = pairwise(profile), margins(profile), by_order("abcd")
    for a in profile.candidates:
        rivals = [b for b in profile.candidates if b != a]
        expected = {
            "winning": max(d[b, a] if m[b, a] > 0 else 0 for b in rivals),
            "margins": max(m[b, a] for b in rivals),
            "opposition": max(d[b, a] for b in rivals),
        }
        for strength, loss in expected.items():
            tally = minimax(profile, strength=strength, break_tie=tie)
            assert tally.totals[a] == loss
            assert tally.totals[tally.elected[0]] == min(tally.totals.values())


@settings(max_examples=40, deadline=None)
@given(profiles)
def test_points_are_given_place_by_place(profile: Profile) -> None:
    """m = 4 candidates, k ranked; each ballot's gift written down from the words of the option."""
    for points in ("pessimistic", "optimistic", "average", "modified", "dowdall"):
        expected = dict.fromkeys("abcd", Fraction(0))
        for ballot, times in profile.counts.items():
            k = len(ballot.order)
            first = {"modified": k, "dowdall": 1}.get(points, 3)
            rest = {"optimistic": Fraction(3 - k), "average": Fraction(3 - k, 2)}.get(points, 0)
            for candidate in "abcd":
                if candidate not in ballot.order:
                    expected[candidate] += times * rest
                    continue
                above = ballot.order.index(candidate)
                given = Fraction(1, above + 1) if points == "dowdall" else first - above
                expected[candidate] += times * given
        assert borda(profile, points=points, break_tie=by_order("abcd")).totals == expected


@settings(max_examples=40, deadline=None)
@given(profiles)
def test_black_elects_whoever_beats_everybody_or_else_by_points(profile: Profile) -> None:
    elected = black(profile, break_tie=by_order("abcd")).elected
    first = condorcet_winner(profile)
    by_points = borda(profile, break_tie=by_order("abcd")).elected
    assert elected == ((first,) if first else by_points)


def swaps_needed(papers: tuple[tuple[str, ...], ...], candidate: str) -> int:
    """The fewest swaps of neighbours, looked for breadth first."""
    seen, todo = {papers}, deque([(papers, 0)])
    while todo:
        here, swaps = todo.popleft()
        rivals = set(here[0]) - {candidate}
        ahead = {b: sum(p.index(candidate) < p.index(b) for p in here) for b in rivals}
        if all(2 * n > len(here) for n in ahead.values()):
            return swaps
        for i, paper in enumerate(here):
            for j in range(len(paper) - 1):
                swapped = (*paper[:j], paper[j + 1], paper[j], *paper[j + 2 :])
                after = tuple(sorted((*here[:i], swapped, *here[i + 1 :])))
                if after not in seen:
                    seen.add(after)
                    todo.append((after, swaps + 1))
    raise AssertionError("enough swaps always do")


@pytest.mark.parametrize("papers", ["abc bca cab", "abc abc bca cba", "acb bac cba"])
def test_dodgson_counts_the_fewest_swaps_that_a_search_finds(papers: str) -> None:
    start = tuple(sorted(map(tuple, papers.split())))
    profile = Profile.ranked({p: start.count(p) for p in start})
    totals = dodgson(profile, break_tie=by_order("abc")).totals
    assert totals == {c: swaps_needed(start, c) for c in "abc"}


@settings(max_examples=30, deadline=None)
@given(complete)
def test_dodgson_raises_a_candidate_on_each_paper_as_far_as_it_takes(profile: Profile) -> None:
    """Every way to raise a candidate on each of at most six papers."""
    papers = [ballot.order for ballot in profile.counts]
    profile = Profile.ranked(dict.fromkeys(papers, 1), candidates="abcd")
    totals = dodgson(profile, break_tie=by_order("abcd")).totals
    for candidate in "abcd":
        rivals = [b for b in "abcd" if b != candidate]
        best = 99
        for raised in product(*(range(p.index(candidate) + 1) for p in papers)):
            ahead = dict.fromkeys(rivals, 0)
            for paper, places in zip(papers, raised, strict=True):
                for b in paper[paper.index(candidate) - places :]:
                    ahead[b] = ahead.get(b, 0) + 1
            if all(2 * ahead[b] > len(papers) for b in rivals):
                best = min(best, sum(raised))
        assert totals[candidate] == best


@settings(max_examples=30, deadline=None)
@given(profiles)
def test_young_keeps_the_most_papers_that_any_choice_keeps(profile: Profile) -> None:
    kinds = list(profile.counts.items())[:3]
    profile = Profile(profile.candidates, {b: min(n, 2) for b, n in kinds})
    choices = list(product(*(range(n + 1) for n in profile.counts.values())))
    single = [margins(Profile("abcd", {ballot: 1})) for ballot in profile.counts]
    for win, least in (("weak", 0), ("strict", 1)):
        totals = young(profile, win=win, break_tie=by_order("abcd")).totals
        for candidate in profile.candidates:
            best = 0
            for kept in choices:
                m = dict.fromkeys(set("abcd") - {candidate}, 0)
                for one, n in zip(single, kept, strict=True):
                    for b in m:
                        m[b] += n * one[candidate, b]
                if all(lead >= least for lead in m.values()):
                    best = max(best, sum(kept))
            assert totals[candidate] == best


def test_what_cannot_be_counted_is_refused_in_one_sentence() -> None:
    with pytest.raises(InvalidInputError, match="alpha is a number from 0 to 1, not 2"):
        copeland(Profile.ranked({("a",): 1}), alpha=Fraction(2))
    with pytest.raises(InvalidInputError, match="strength is winning or margins or opposition"):
        minimax(Profile.ranked({("a",): 1}), strength="most")
    with pytest.raises(InvalidInputError, match="every ballot ranks all 2"):
        dodgson(Profile.ranked({("a",): 1, ("b", "a"): 1}))
    many = Profile.ranked({tuple("abcdefghijklm"): 1})
    with pytest.raises(InvalidInputError, match="at most 12 candidates, 500 different ballots and"):
        young(many)


def test_rules_that_compare_pairs_count_tied_ranks() -> None:
    """a and b tied before c on three papers, b before a on one: b beats a 1 to 0, both beat c."""
    votes = Profile("abc", {WeakRanking([["a", "b"], ["c"]]): 3, WeakRanking([["b"], ["a"]]): 1})
    assert copeland(votes).totals == {"a": 1, "b": 2, "c": 0}
    assert minimax(votes, strength="opposition").totals == {"a": 1, "b": 0, "c": 4}
