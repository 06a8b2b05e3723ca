"""Majority judgment: the best median grade, and five published ways to part equal medians.

Source: Balinski & Laraki, "Majority Judgment", MIT Press (2011), chapters 1, 13 and 14 (removal of
medians, and the majority gauge); Fabre, "Tie-breaking the highest median: alternatives to the
majority judgment", Social Choice and Welfare 56 (2021), sections 2 and 3 (typical, usual, central).

In the letters of the sources: alpha is the median grade (the lower one of two in the middle), p the
share of voters with a better grade, q of those with a worse one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, get_args

from deliberation.errors import InvalidInputError
from deliberation.voting.approval.committee import sentence_number
from deliberation.voting.ballots import Grades
from deliberation.voting.profile import Profile
from deliberation.voting.rated.graded import Ungraded, with_worst
from deliberation.voting.seats import fill, require_countable
from deliberation.voting.ties import Tie, TieBreak, refuse

Equal = Literal["removal", "gauge", "typical", "usual", "central"]
SCALE = ("excellent", "very good", "good", "acceptable", "poor", "to reject")
"""The scale of Balinski and Laraki."""


@dataclass(frozen=True, slots=True)
class Judgment:
    """Who has the best median, and what was known of each candidate.

    Args:
        rule: the rule's name, a key of ``RULES``.
        scale: the grades, from the best to the worst.
        grades: how many voters gave each candidate each of these.
        medians: the median grade of each candidate.
        shares: p and q of each candidate.
    """

    rule: str
    elected: tuple[str, ...]
    scale: tuple[str, ...]
    grades: Mapping[str, tuple[int, ...]] = field(hash=False)
    medians: Mapping[str, str] = field(hash=False)
    shares: Mapping[str, tuple[Fraction, Fraction]] = field(hash=False)
    ties: tuple[Tie, ...] = ()
    because: tuple[str, ...] = ()


def majority_judgment(
    profile: Profile[Grades],
    *,
    seats: int = 1,
    scale: tuple[str, ...] = SCALE,
    equal: Equal = "removal",
    ungraded: Ungraded = "worst",
    break_tie: TieBreak = refuse,
) -> Judgment:
    """The candidates with the best median grades.

    >>> votes = Profile("ab", {Grades({"a": "good", "b": "poor"}): 2, Grades({"b": "good"}): 1})
    >>> majority_judgment(votes).medians
    {'a': 'good', 'b': 'poor'}

    Args:
        scale: the grades, from the best to the worst.
        equal: how equal medians are parted. ``"removal"``: one median grade after the other is
            taken away until the medians differ; ``"gauge"``: p where it is greater than q, or else
            minus q; ``"typical"``: p - q; ``"usual"``: (p - q)/(1 - p - q); ``"central"``:
            (p - q)/(p + q).
        ungraded: what a ballot says of a candidate whom it leaves out: the ``"worst"`` grade, or
            nothing that could be counted (``"refused"``).

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled; a grade is not
            on the scale; *equal* or *ungraded* is another word.
        UnresolvedTieError: by the default *break_tie*, when candidates are equal by all of this.
    """
    require_countable(profile, Grades, seats)
    if equal not in get_args(Equal):
        known = ", ".join(map(repr, get_args(Equal)))
        raise InvalidInputError([f"equal medians are parted by one of {known}, not {equal!r}"])
    counts = with_worst(profile, scale, ungraded)
    medians = {c: median(of) for c, of in counts.items()}
    shares = {c: _shares(of, medians[c]) for c, of in counts.items()}
    keys: Mapping[str, object]
    if equal == "removal":
        keys = _removals(counts)
    else:
        keys = {c: (medians[c], MEASURES[equal](*shares[c])) for c in counts}
    groups = [
        [c for c in counts if keys[c] == level]
        for level in sorted({*keys.values()}, reverse=True)  # type: ignore[type-var]
    ]
    elected, ties = fill(groups, seats, break_tie)
    worst_first = scale[::-1]
    named = {c: worst_first[of] for c, of in medians.items()}
    return Judgment(
        "majority_judgment",
        elected,
        tuple(scale),
        {c: of[::-1] for c, of in counts.items()},
        named,
        shares,
        ties,
        tuple(_said(groups, named, shares, elected)),
    )


def median(counts: Sequence[int]) -> int:
    """The place of the median in *counts* of grades, the worst first; the lower one of two.

    >>> median([2, 0, 2]), median([2, 0, 3])
    (0, 2)
    """
    half = (sum(counts) + 1) // 2
    return next(grade for grade in range(len(counts)) if sum(counts[: grade + 1]) >= half)


def _shares(counts: Sequence[int], alpha: int) -> tuple[Fraction, Fraction]:
    """P and q."""
    voters = sum(counts)
    return Fraction(sum(counts[alpha + 1 :]), voters), Fraction(sum(counts[:alpha]), voters)


MEASURES: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "gauge": lambda p, q: p if p > q else -q,
    "typical": lambda p, q: p - q,
    "usual": lambda p, q: (p - q) / (1 - p - q),
    "central": lambda p, q: (p - q) / (p + q) if p + q else Fraction(0),
}
"""What parts equal medians, from p and q; the greater is the better."""


def _removals(counts: Mapping[str, Sequence[int]]) -> dict[str, tuple[int, ...]]:
    """The medians that are left as one after the other is taken away, as far as they differ.

    Taking away medians goes outwards from the middle, below and above in turn. Grades stay the same
    over long stretches of that way, and one look at each stretch is enough.
    """
    (voters,) = {sum(of) for of in counts.values()}
    middle = (voters + 1) // 2  # the place of the median, from 1
    begins = {0}
    for of in counts.values():
        for grade in range(len(of)):
            upto = sum(of[: grade + 1])
            begins |= {middle - upto, upto + 1 - middle}
    steps = sorted(step for step in begins if 0 <= step < voters)
    return {
        c: tuple(
            _at(of, place)
            for step in steps
            for place in _looked_at(middle, step, voters)
            if 1 <= place <= voters
        )
        for c, of in counts.items()
    }


def _looked_at(middle: int, step: int, voters: int) -> tuple[int, int]:
    """The places *step* away from the *middle*, in the order in which they become the median."""
    below, above = middle - step, middle + step
    return (below, above) if voters % 2 else (above, below)


def _at(counts: Sequence[int], place: int) -> int:
    """The grade at a *place* among all, the worst at place 1."""
    return next(grade for grade in range(len(counts)) if sum(counts[: grade + 1]) >= place)


def _said(
    groups: Sequence[Sequence[str]],
    medians: Mapping[str, str],
    shares: Mapping[str, tuple[Fraction, Fraction]],
    elected: Sequence[str],
) -> list[str]:
    """A sentence for each of the elected, and one for the next."""

    def known(c: str) -> str:
        p, q = map(sentence_number, shares[c])
        return f"the median {medians[c]}, {p} of the voters above it and {q} below"

    said = [f"Seat {seat}: {c}, with {known(c)}." for seat, c in enumerate(elected, start=1)]
    others = [c for group in groups for c in group if c not in elected]
    return said + [f"Not elected: {c}, with {known(c)}." for c in others[:1]]
