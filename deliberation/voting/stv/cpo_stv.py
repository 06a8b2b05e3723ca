"""CPO-STV: every outcome against every other, and the one that no other beats.

Source: Tideman, "The Single Transferable Vote", Journal of Economic Perspectives 9 (1995); Tideman
& Richardson, "Better voting methods through technology", Public Choice 103 (2000).

Two outcomes are compared so: whoever is in neither is eliminated; the surpluses of those in both
are passed on, the largest first; then the votes of each outcome's candidates are added up. Where no
outcome beats all others, the sources leave open which completion is taken: here Schulze's, by the
margins, because what two outcomes share counts for both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import comb

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.quota import exact_droop
from deliberation.voting.seats import require_countable
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
    profile: Profile[Ranking], *, seats: int = 1, break_tie: TieBreak = refuse
) -> OutcomeCount:
    """The outcome that wins its comparisons.

    >>> cpo_stv(Profile.ranked({("a", "b"): 6, ("c",): 4}), seats=2).elected
    ('a', 'c')

    Raises:
        InvalidInputError: there is no valid ballot, the seats cannot be filled, or there are more
            than 120 outcomes.
        UnresolvedTieError: by the default *break_tie*, when several outcomes are best; the tied are
            the outcomes, their candidates joined by ``+``.
    """
    require_countable(profile, Ranking, seats)
    outcomes = all_sets(profile.candidates, seats, LARGEST)
    quota = exact_droop(profile.size - profile.blank, seats)
    votes = [[NOTHING] * len(outcomes) for _ in outcomes]
    for i, j in combinations(range(len(outcomes)), 2):
        votes[i][j], votes[j][i] = _compared(profile, outcomes[i], outcomes[j], quota)
    return best_outcome("cpo_stv", seats, outcomes, votes, break_tie, margins=True)


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
    break_tie: TieBreak,
    *,
    margins: bool = False,
) -> OutcomeCount:
    """Whoever is beaten by nobody on the strongest paths of wins.

    Args:
        margins: whether a win is as strong as its margin, or as the votes of the winning side.
    """
    size = range(len(outcomes))
    strength = [
        [
            votes[i][j] - margins * votes[j][i] if votes[i][j] > votes[j][i] else NOTHING
            for j in size
        ]
        for i in size
    ]
    for k in size:
        for i in size:
            for j in size:
                if i != j and k not in (i, j):
                    strength[i][j] = max(strength[i][j], min(strength[i][k], strength[k][j]))
    best = [i for i in size if all(strength[i][j] >= strength[j][i] for j in size)]
    names = {"+".join(outcomes[i]): i for i in best}
    ties: tuple[Tie, ...] = ()
    chosen = best[0]
    if len(best) > 1:
        ties = (break_tie.settle(list(names), "elect the outcome"),)
        chosen = names[ties[0].chosen]
    because = [settled(tie) for tie in ties]
    if losses := [j for j in size if votes[j][chosen] > votes[chosen][j]]:
        because.append(
            f"{listed(outcomes[chosen])} lose to {len(losses)} outcomes, but on a chain of wins"
            " that is no stronger than the chain back."
        )
    elif runner := [j for j in size if j != chosen]:
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
