"""Filling seats: what every rule asks of its input, and how a ranking is cut at the seats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import KINDS, Ballot
from deliberation.voting.profile import Profile
from deliberation.voting.ties import Tie, TieBreak
from deliberation.voting.views import B

Kinds = type[Ballot] | tuple[type[Ballot], ...]
"""A class of ballots, or several."""


def require_countable(profile: Profile[B], kind: Kinds, seats: int) -> None:
    """Refuse to count where there is nothing to count, or seats that cannot be filled.

    Args:
        kind: the kind of ballot that the rule counts, or several.

    Raises:
        InvalidInputError: a ballot is of another kind, no ballot names anybody, there is less than
            one seat, or there are more seats than candidates.
    """
    problems = []
    if seats < 1:
        problems.append(f"there must be at least one seat to fill, not {seats}")
    if seats > (standing := len(profile.candidates)):
        problems.append(f"{seats} seats cannot be filled from {standing} candidates")
    if profile.size == profile.blank:
        problems.append("there is no valid ballot to count")
    kinds = kind if isinstance(kind, tuple) else (kind,)
    if not profile.kinds <= {*kinds}:
        known = " or ".join(repr(KINDS[one]) for one in kinds)
        problems.append(f"this rule counts ballots of the kind {known}, not others")
    if problems:
        raise InvalidInputError(problems)


def by_total(totals: Mapping[str, Fraction]) -> list[list[str]]:
    """The candidates in groups of equal totals, highest first."""
    return [
        [candidate for candidate, total in totals.items() if total == level]
        for level in sorted(set(totals.values()), reverse=True)
    ]


def fill(
    groups: Iterable[list[str]],
    seats: int,
    break_tie: TieBreak,
    *,
    decision: str = "fill seat {}",
) -> tuple[tuple[str, ...], tuple[Tie, ...]]:
    """Who is elected from *groups*, best first, and the ties that decided it.

    A group that fits into the free seats is elected whole; a tie is asked only at the boundary.

    Args:
        decision: what a tie is about, with ``{}`` for the number of the seat; other things than
            seats are given to the first of groups as well.

    Raises:
        UnresolvedTieError: by the default tie-break, when the last group does not fit.
    """
    elected: list[str] = []
    ties: list[Tie] = []
    for group in groups:
        left = list(group)
        while 0 < seats - len(elected) < len(left):
            ties.append(break_tie.settle(left, decision.format(len(elected) + 1)))
            elected.append(ties[-1].chosen)
            left.remove(ties[-1].chosen)
        if len(elected) == seats:
            break
        elected += left
    return tuple(elected), tuple(ties)
