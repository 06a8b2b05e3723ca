"""Seat after seat by points, where each ballot weighs what a rule leaves of it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from deliberation.errors import InvalidInputError
from deliberation.voting.approval.committee import Committee, Step, sentence_number
from deliberation.voting.rated.scored import Scored
from deliberation.voting.ties import Tie, TieBreak, pick

LARGEST = 13_000
"""Binary digits of a denominator, which an election can double."""

Reweigh = Callable[[list[Fraction], int], list[Fraction]]
"""What each ballot weighs after the election of a candidate, and what it weighed before."""


def elect_by_points(
    rule: str, ballots: Scored, seats: int, reweigh: Reweigh, break_tie: TieBreak
) -> Committee:
    """The committee that *rule* elects.

    Raises:
        InvalidInputError: the exact weights have grown beyond 13,000 binary digits.
        UnresolvedTieError: by the default tie-break, where equal candidates have the most points.
    """
    weights = [Fraction(1)] * len(ballots.weights)
    standing = list(range(len(ballots.candidates)))
    elected: list[str] = []
    steps: list[Step] = []
    ties: list[Tie] = []
    because: list[str] = []
    for seat in range(1, seats + 1):
        totals = _totals(ballots, weights, standing)
        most = max(totals.values())
        tied = [c for c, total in totals.items() if total == most]
        asked = tied[:1] if len(standing) == seats - len(elected) else tied
        name, settled = pick(asked, f"fill seat {seat}", break_tie)
        ties += settled
        elected.append(name)
        steps.append(Step(seat, totals, (name,)))
        because.append(_said(seat, name, totals))
        chosen = ballots.candidates.index(name)
        standing.remove(chosen)
        if seat < seats:
            weights = reweigh(weights, chosen)
            if any(weight.denominator.bit_length() > LARGEST for weight in weights):
                raise InvalidInputError(
                    ["the exact weights of these ballots grow too large; fill fewer seats at once"]
                )
    return Committee(rule, seats, tuple(elected), tuple(ties), tuple(because), tuple(steps))


def _totals(ballots: Scored, weights: list[Fraction], standing: list[int]) -> dict[str, Fraction]:
    """The points of those *standing*, gathered over ballots of one weight."""
    rows_of: dict[Fraction, list[int]] = {}
    for row, weight in enumerate(weights):
        rows_of.setdefault(weight, []).append(row)
    totals = dict.fromkeys(standing, Fraction(0))
    for weight, rows in rows_of.items():
        if weight:
            sums = (ballots.weights[rows] @ ballots.table[rows]).tolist()
            for c in standing:
                totals[c] += weight * sums[c]
    return {ballots.candidates[c]: total / ballots.unit for c, total in totals.items()}


def _said(seat: int, name: str, totals: dict[str, Fraction]) -> str:
    said = f"Seat {seat}: {name}, with {sentence_number(totals[name])} points"
    others = {c: total for c, total in totals.items() if c != name}
    if not others:
        return f"{said}."
    most = max(others.values())
    after = ", ".join(c for c, total in others.items() if total == most)
    if most == totals[name]:
        return f"{said}, like {after}."
    return f"{said}; next comes {after} with {sentence_number(most)}."
