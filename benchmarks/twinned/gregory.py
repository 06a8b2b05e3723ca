"""A transferable vote counted plainly, and with the two faults that were found in peers.

Source: the Scottish Local Government Elections Order 2007, schedule 1, rules 45 to 52. Nothing of
`deliberation` counts here: it tells whether a fault makes all the difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from benchmarks.twinned.votes import Vote

NOBODY = ""
"""Holds the papers that name nobody more."""


@dataclass(frozen=True, slots=True)
class Paper:
    """So many *times* the same paper.

    Args:
        holder: on whose pile it lies.
        later: whom it names after the holder.
        value: of each.
    """

    holder: str
    later: tuple[str, ...]
    times: int
    value: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Parts:
    """How votes are transferred.

    Args:
        places: decimals kept of a value; ``None`` is exact.
        among_elected: whether those who reach the quota at one stage get papers from one another,
            and a paper on the pile of one of them is taken for that of another whom it names.
        nobody_stays: whether the papers that name nobody more are a pile that may stay in the place
            of a candidate's, so that several are excluded at once.
    """

    places: int | None = None
    among_elected: bool = False
    nobody_stays: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a count stands."""

    papers: tuple[Paper, ...]
    standing: tuple[str, ...]
    elected: tuple[str, ...] = ()
    surpluses: tuple[str, ...] = ()


def outcomes(vote: Vote, parts: Parts) -> frozenset[tuple[str, ...]]:
    """Whoever some way to settle the ties elects."""
    papers = tuple(Paper(names[0], tuple(names[1:]), n) for names, n in vote["ballots"])
    quota = sum(paper.times for paper in papers) // (vote["seats"] + 1) + 1
    first = Stage(papers, tuple(vote["candidates"]))
    return frozenset(_ends(first, vote["seats"], quota, parts))


def _ends(stage: Stage, seats: int, quota: int, parts: Parts) -> Iterator[tuple[str, ...]]:
    if len(stage.standing) <= seats - len(stage.elected):
        yield tuple(sorted(stage.elected + stage.standing))
        return
    totals = _totals(stage)
    over = sorted((c for c in stage.standing if totals[c] >= quota), key=lambda c: -totals[c])
    stage = Stage(
        stage.papers,
        tuple(c for c in stage.standing if c not in over),
        (*stage.elected, *over),
        (*stage.surpluses, *over),
    )
    if len(stage.elected) >= seats:
        yield tuple(sorted(stage.elected))
    elif stage.surpluses and parts.among_elected:
        yield from _ends(_among_elected(stage, quota, parts), seats, quota, parts)
    elif stage.surpluses:
        most = max(totals[c] for c in stage.surpluses)
        for source in (c for c in stage.surpluses if totals[c] == most):
            left = tuple(c for c in stage.surpluses if c != source)
            moved = _moved(stage, source, (most - quota) / most, stage.standing, parts)
            yield from _ends(replace(moved, surpluses=left), seats, quota, parts)
    else:
        for out in _lowest(stage, totals, parts):
            left = tuple(c for c in stage.standing if c not in out)
            moved = replace(stage, standing=left)
            for source in out:
                moved = _moved(moved, source, Fraction(1), left, parts)
            yield from _ends(moved, seats, quota, parts)


def _lowest(stage: Stage, totals: dict[str, Fraction], parts: Parts) -> Iterator[tuple[str, ...]]:
    """Who may be excluded next; of equals each."""
    least = min(totals[c] for c in stage.standing)
    if parts.nobody_stays:
        piles = sorted((*stage.standing, NOBODY), key=lambda c: -totals[c])
        yield tuple(c for c in stage.standing if c not in piles[: len(stage.standing) - 1])
    else:
        yield from ((c,) for c in stage.standing if totals[c] == least)


def _among_elected(stage: Stage, quota: int, parts: Parts) -> Stage:
    """All surpluses of a stage, each also to those whose own is still to come."""
    twice = dict.fromkeys(stage.surpluses, Fraction(0))
    waiting = stage.surpluses
    while waiting:
        source, *later = waiting
        waiting = tuple(later)
        total = _totals(stage)[source] + twice[source]
        share = (total - quota) / total
        papers = []
        for paper in stage.papers:
            named = next((c for c in paper.later if c == source or c in stage.standing), NOBODY)
            if paper.holder in waiting and named == source:
                twice[paper.holder] += paper.times * paper.value
                papers.append(replace(paper, value=_cut(paper.value * share, parts)))
            else:
                papers.append(paper)
        stage = replace(stage, papers=tuple(papers))
        stage = _moved(stage, source, share, (*stage.standing, *waiting), parts)
    return replace(stage, surpluses=())


def _totals(stage: Stage) -> dict[str, Fraction]:
    totals = dict.fromkeys((*stage.standing, *stage.elected, NOBODY), Fraction(0))
    for paper in stage.papers:
        if paper.holder in totals:
            totals[paper.holder] += paper.times * paper.value
    return totals


def _moved(stage: Stage, source: str, share: Fraction, to: Sequence[str], parts: Parts) -> Stage:
    """The papers of a pile on those of the next, at a *share* of their value."""
    papers = []
    for paper in stage.papers:
        if paper.holder == source:
            later = paper.later
            while later and later[0] not in to:
                later = later[1:]
            value = _cut(paper.value * share, parts)
            paper = Paper(later[0] if later else NOBODY, later[1:], paper.times, value)
        papers.append(paper)
    return replace(stage, papers=tuple(papers))


def _cut(value: Fraction, parts: Parts) -> Fraction:
    if parts.places is None:
        return value
    return Fraction(floor(value * 10**parts.places), 10**parts.places)
