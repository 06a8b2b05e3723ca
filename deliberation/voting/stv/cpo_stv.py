"""CPO-STV: every outcome against every other, and the one that no other beats.

Source: Tideman, "The Single Transferable Vote", Journal of Economic Perspectives 9 (1995); Tideman
& Richardson, "Better voting methods through technology", Public Choice 103 (2000).

Two outcomes are compared so: whoever is in neither is eliminated; the surpluses of those in both
are passed on, the largest first; then the votes of each outcome's candidates are added up. A win is
as strong as its margin, because what two outcomes share counts for both.

Where no outcome beats all others, accounts of the sources name no completion. Programs that count
by this rule take Schulze's (Condorcet, in PHP, which took ranked pairs before) or minimax
(pref_voting), by the margins as well; ranked pairs is Tideman's own for one seat.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import comb
from typing import get_args

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.quota import exact_droop
from deliberation.voting.seats import require_countable
from deliberation.voting.stv.completion import COMPLETIONS, Completion
from deliberation.voting.stv.transfer import NOTHING, Piles
from deliberation.voting.stv.why import listed, settled, written
from deliberation.voting.ties import Tie, TieBreak, refuse

LARGEST = 120
"""More outcomes than these are not compared; ten candidates for three seats have so many."""

Outcome = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """Outcomes compared in pairs.

    Args:
        outcomes: every set of candidates that could fill the seats.
        votes: ``votes[i][j]`` is what supports outcome *i* against outcome *j*.
    """

    rule: str
    seats: int
    outcomes: tuple[Outcome, ...]
    votes: tuple[tuple[Fraction, ...], ...]
    elected: Outcome
    ties: tuple[Tie, ...] = ()
    because: tuple[str, ...] = ()


def cpo_stv(
    profile: Profile[Ranking],
    *,
    seats: int = 1,
    completion: Completion = "schulze",
    break_tie: TieBreak = refuse,
) -> OutcomeCount:
    """The outcome that wins its comparisons.

    >>> cpo_stv(Profile.ranked({("a", "b"): 6, ("c",): 4}), seats=2).elected
    ('a', 'c')

    Args:
        completion: which outcome is best where none beats all others: whichever is beaten by none
            on the strongest chains of wins, whichever no win is locked against, or whichever has
            the least greatest loss.

    Raises:
        InvalidInputError: there is no valid ballot, the seats cannot be filled, there are more than
            120 outcomes, or *completion* is none of the three.
        UnresolvedTieError: by the default *break_tie*, when several outcomes are best, or wins of
            one margin cannot all be locked; the tied are the outcomes, their candidates joined by
            ``+``.
    """
    require_countable(profile, Ranking, seats)
    if completion not in get_args(Completion):
        known = " or ".join(map(repr, get_args(Completion)))
        raise InvalidInputError([f"completion is {known}, not {completion!r}"])
    outcomes = all_sets(profile.candidates, seats, LARGEST)
    quota = exact_droop(profile.size - profile.blank, seats)
    votes = [[NOTHING] * len(outcomes) for _ in outcomes]
    for i, j in combinations(range(len(outcomes)), 2):
        votes[i][j], votes[j][i] = _compared(profile, outcomes[i], outcomes[j], quota)
    wins = [
        [max(one - other, NOTHING) for one, other in zip(row, column, strict=True)]
        for row, column in zip(votes, zip(*votes, strict=True), strict=True)
    ]
    return best_outcome("cpo_stv", seats, outcomes, votes, wins, completion, break_tie)


def all_sets(candidates: Sequence[str], seats: int, largest: int) -> tuple[Outcome, ...]:
    """Every outcome, in candidate order; refused where there are too many."""
    number = comb(len(candidates), seats)
    if number > largest:
        raise InvalidInputError(
            [
                f"{len(candidates)} candidates for {seats} seats have {number} outcomes, more than"
                f" the {largest} that are compared here; take another rule, such as meek"
            ]
        )
    return tuple(combinations(candidates, seats))


def best_outcome(
    rule: str,
    seats: int,
    outcomes: Sequence[Outcome],
    votes: Sequence[Sequence[Fraction]],
    wins: Sequence[Sequence[Fraction]],
    completion: Completion,
    break_tie: TieBreak,
) -> OutcomeCount:
    """The outcome that beats all others, or is best by the *completion*.

    Args:
        wins: how strongly each outcome beats each other; 0 where it does not.
    """
    best_by, lost = COMPLETIONS[completion]
    names = {"+".join(outcome): i for i, outcome in enumerate(outcomes)}
    best, before = best_by(wins, [*names], break_tie)
    ties = tuple(before)
    chosen = best[0]
    if len(best) > 1:
        ties += (break_tie.settle(["+".join(outcomes[i]) for i in best], "elect the outcome"),)
        chosen = names[ties[-1].chosen]
    because = [settled(tie) for tie in ties]
    if losses := [j for j in range(len(outcomes)) if votes[j][chosen] > votes[chosen][j]]:
        because.append(f"{listed(outcomes[chosen])} lose to {len(losses)} outcomes, {lost}.")
    elif runner := [j for j in range(len(outcomes)) if j != chosen]:
        near = min(runner, key=lambda j: votes[chosen][j] - votes[j][chosen])
        because.append(
            f"{listed(outcomes[chosen])} lose to no outcome; {listed(outcomes[near])} come nearest,"
            f" with {written(votes[near][chosen])} to {written(votes[chosen][near])} votes."
        )
    told = tuple(tuple(row) for row in votes)
    return OutcomeCount(rule, seats, tuple(outcomes), told, outcomes[chosen], ties, tuple(because))


def _compared(
    profile: Profile[Ranking], one: Outcome, other: Outcome, quota: Fraction
) -> tuple[Fraction, Fraction]:
    """The votes of two outcomes against each other."""
    piles = Piles(profile)
    neither = [c for c in profile.candidates if c not in one and c not in other]
    piles.withdraw(neither)
    for source in neither:
        piles.move(source)
    both = [c for c in one if c in other]
    while over := [c for c in both if piles.totals[c] > quota]:
        source = piles.highest(over)[0]
        share = (piles.totals[source] - quota) / piles.totals[source]
        piles.withdraw([source])
        piles.move(source, keep=quota, share=share)
        both.remove(source)
    return (
        sum((piles.totals[c] for c in one), NOTHING),
        sum((piles.totals[c] for c in other), NOTHING),
    )
