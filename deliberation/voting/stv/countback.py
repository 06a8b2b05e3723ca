"""Filling a vacancy from the ballots that elected the member who leaves.

Source: Massachusetts General Laws, chapter 54A, section 13 (Cambridge): the ballots credited to
that member at the end of the count are counted again for the others, until one has a majority.
Where papers were passed on in part, the part that stayed with the member counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm

from deliberation.errors import InvalidInputError
from deliberation.exact import truncate
from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.stv.stv import stv
from deliberation.voting.tally import Count, Round
from deliberation.voting.ties import TieBreak, refuse

WEIGHTED = ("stv", "prf_stv", "scottish_stv", "minneapolis_stv")
"""The rules whose papers keep a value that the rounds tell."""
UNTOLD = ("transfer", "among", "stages")
"""The parts by which they would not tell it, chosen otherwise than by default."""


def countback(
    profile: Profile[Ranking],
    count: Count,
    vacating: str,
    *,
    standing: Iterable[str] | None = None,
    break_tie: TieBreak = refuse,
) -> Count:
    """Who takes the seat of *vacating*: an instant runoff on the votes that stayed with them.

    A round's totals are in votes times the whole number by which all parts become whole.

    >>> from deliberation.voting.stv.stv import stv
    >>> votes = Profile.ranked({("a", "b"): 4, ("a", "c"): 2, ("d",): 3})
    >>> countback(votes, stv(votes, seats=2), "a").elected
    ('b',)

    Args:
        count: the count of *profile* that elected them.
        standing: who is willing and able to be elected; everybody not elected, by default.

    Raises:
        InvalidInputError: *vacating* was not elected by *count*; it was counted by a rule, or with
            a part, that does not weigh all papers; nobody stands, or somebody who was elected or
            was no candidate; no ballot names anybody who stands.
        UnresolvedTieError: by the default *break_tie*, when a tie matters.
    """
    left = [c for c in profile.candidates if c not in count.elected]
    stand = left if standing is None else list(standing)
    problems = []
    if vacating not in count.elected:
        problems.append(f"{vacating!r} was not elected, so there is no seat to fill")
    if count.rule not in WEIGHTED:
        problems.append(f"a count by {count.rule} does not tell which votes stayed with whom")
    else:
        untold = [f"{part}={count.parts[part]}" for part in UNTOLD if part in count.parts]
        problems += [f"a count with {u} does not tell which votes stayed with whom" for u in untold]
    problems += [f"{c!r} cannot stand for the vacancy" for c in stand if c not in left]
    if not stand:
        problems.append("nobody stands for the vacancy")
    if problems:
        raise InvalidInputError(problems)
    credited = credited_votes(profile, count, vacating)
    whole = lcm(*(value.denominator for value in credited.values()), 1)
    times = Counter[Ranking]()
    for ballot, value in credited.items():
        if order := tuple(c for c in ballot.order if c in stand):
            times[Ranking(order)] += int(value * whole)
    counted = stv(Profile([c for c in left if c in stand], +times), break_tie=break_tie)
    return Count(
        "countback",
        1,
        counted.quota,
        counted.rounds,
        counted.elected,
        counted.ties,
        None,
        (f"The votes that stayed with {vacating} are counted, times {whole}.", *counted.because),
    )


def credited_votes(
    profile: Profile[Ranking], count: Count, candidate: str
) -> Mapping[Ranking, Fraction]:
    """What of all equal ballots was credited to a candidate at the end of a count."""
    return {
        ballot: times * value
        for ballot, times in profile.counts.items()
        if (value := _stayed(ballot.order, count, candidate))
    }


def _stayed(order: Sequence[str], count: Count, candidate: str) -> Fraction:
    """The part of one paper that stayed with *candidate*."""
    gone: set[str] = set()
    rest, value = list(order), Fraction(1)
    kept = Fraction(0)
    for step, after in zip(count.rounds, (*count.rounds[1:], None), strict=True):
        gone |= {*step.elected, *step.eliminated}
        if not rest or after is None or rest[0] not in {t.source for t in step.transfers}:
            continue
        source = rest[0]
        if source not in step.eliminated:
            passed = _part(step, after, source)
            if source == candidate:
                kept = value * (1 - passed)
            value = truncate(value * passed, count.places)
        rest = [c for c in rest[1:] if c not in gone]
    return value if rest and rest[0] == candidate else kept


def _part(step: Round, after: Round, source: str) -> Fraction:
    """What part of a surplus's papers is passed on."""
    return (step.totals[source] - after.totals[source]) / step.totals[source]
