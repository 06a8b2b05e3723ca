"""Score voting: the greatest sum, or the greatest average, of points.

Source: Smith, "Range voting" (2000); Baujard, Gavrel, Igersheim, Laslier & Lebon, "How voters use
grade scales in evaluative voting", European Journal of Political Economy 55 (2018), for what a
candidate left out is given.

Where the sources leave a choice, *unscored* says it: whoever is left out gets the least score, or
is judged by those ballots only that score him or her; then nobody's silence counts against a
candidate, and a few friends can carry one who is little known.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, get_args

from deliberation.errors import InvalidInputError
from deliberation.voting.approval.committee import tally_of
from deliberation.voting.ballots import Scores
from deliberation.voting.profile import Profile
from deliberation.voting.rated.scored import Scored, Unscored, scored
from deliberation.voting.score_table import Number
from deliberation.voting.tally import Tally
from deliberation.voting.ties import TieBreak, refuse

Measure = Literal["sum", "average"]


def score(
    profile: Profile[Scores],
    *,
    seats: int = 1,
    least: Number = 0,
    most: Number = 5,
    measure: Measure = "sum",
    unscored: Unscored = "least",
    break_tie: TieBreak = refuse,
) -> Tally:
    """The points of each candidate, or their average.

    >>> votes = Profile("ab", {Scores({"a": 5, "b": 3}): 2, Scores({"b": 5}): 1})
    >>> score(votes).totals, score(votes, measure="average", unscored="skipped").totals
    ({'a': Fraction(10, 1), 'b': Fraction(11, 1)}, {'a': Fraction(5, 1), 'b': Fraction(11, 3)})

    Args:
        least: the lowest score that can be given.
        most: the highest.
        measure: what is compared. Where the unscored are skipped the sum treats them as zero, and
            whoever is scored by nobody has the least average.
        unscored: what a ballot says of a candidate whom it leaves out: the ``"least"`` score, or
            nothing (``"skipped"``). A ballot that scores nobody is blank in either case.

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled; a score is not
            from *least* to *most*; *measure* or *unscored* is another word.
        UnresolvedTieError: by the default *break_tie*, when the last seat is tied.
    """
    problems = []
    if measure not in get_args(Measure):
        problems.append(f"the measure is 'sum' or 'average', not {measure!r}")
    if unscored not in get_args(Unscored):
        problems.append(f"the unscored get 'least' or are 'skipped', not {unscored!r}")
    if problems:
        raise InvalidInputError(problems)
    ballots = scored(profile, seats, least=least, most=most)
    totals = ballots.sums() if unscored == "least" else _sums_of_given(ballots)
    if measure == "average":
        totals = _averages(ballots, totals, unscored, least)
    unit = "points" if measure == "sum" else "points on average"
    return tally_of("score", totals, seats, break_tie, unit=unit)


def _sums_of_given(ballots: Scored) -> dict[str, Fraction]:
    """The points that ballots give to those whom they score."""
    totals = (ballots.weights @ (ballots.table * ballots.given)).tolist()
    return {
        c: Fraction(total, ballots.unit)
        for c, total in zip(ballots.candidates, totals, strict=True)
    }


def _averages(
    ballots: Scored, totals: dict[str, Fraction], unscored: Unscored, least: Number
) -> dict[str, Fraction]:
    """The *totals* divided by how many voters they come from."""
    voters = int(ballots.weights.sum())
    scorers = (ballots.weights @ ballots.given.astype(ballots.weights.dtype)).tolist()
    return {
        c: totals[c] / n if (n := voters if unscored == "least" else own) else Fraction(least)
        for c, own in zip(ballots.candidates, scorers, strict=True)
    }
