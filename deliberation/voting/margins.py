"""How narrowly a result was decided: what parted the last one elected from the first one not.

A margin is in the unit in which the rule decides: votes in a round, points, or ballots in a pair.
It is no proof of how many ballots would change the outcome.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from deliberation.voting.tally import Answer, Count, Tally


@dataclass(frozen=True, slots=True)
class Margin:
    """By how much somebody was ahead.

    Args:
        ahead: who was elected, or survived.
        behind: who was not.
        value: by how much.
        where: in what: ``"round 3"``, ``"total"`` or ``"pair"``.
    """

    ahead: str
    behind: str
    value: Fraction
    where: str


def margin(result: Answer) -> Margin | None:
    """The margin of a *result*, or nothing where its rule compares in another way.

    >>> from deliberation.voting.profile import Profile
    >>> from deliberation.voting.ranked import plurality
    >>> margin(plurality(Profile.ranked({("tram",): 4, ("bus",): 3})))
    Margin(ahead='tram', behind='bus', value=Fraction(1, 1), where='total')
    """
    if isinstance(result, Count):
        return _of_rounds(result)
    pairwise: Mapping[tuple[str, str], int] | None = getattr(result, "pairwise", None)
    if pairwise and len(result.elected) == 1:
        return _of_pairs(result.elected[0], pairwise)
    return _of_totals(result.totals, result.elected) if isinstance(result, Tally) else None


def _of_rounds(count: Count) -> Margin | None:
    """The last round that parted somebody who went on from somebody who went out."""
    for step in reversed(count.rounds):
        before = count.rounds[: step.number - 1]
        gone = {name for earlier in before for name in (*earlier.elected, *earlier.eliminated)}
        left = {name: total for name, total in step.totals.items() if name not in gone}
        ahead = {name: total for name, total in left.items() if name in count.elected}
        behind = {name: total for name, total in left.items() if name not in count.elected}
        if ahead and behind:
            return _between(ahead, behind, f"round {step.number}")
    return None


def _of_pairs(winner: str, pairwise: Mapping[tuple[str, str], int]) -> Margin:
    """The winner's narrowest pair: below zero where it is lost."""
    wins = {
        loser: Fraction(votes - pairwise[loser, winner])
        for (first, loser), votes in pairwise.items()
        if first == winner
    }
    narrowest = min(wins, key=lambda name: wins[name])
    return Margin(winner, narrowest, wins[narrowest], "pair")


def _of_totals(totals: Mapping[str, Fraction], elected: tuple[str, ...]) -> Margin | None:
    """The lowest total that was elected, and the highest that was not."""
    ahead = {name: total for name, total in totals.items() if name in elected}
    behind = {name: total for name, total in totals.items() if name not in elected}
    return _between(ahead, behind, "total") if ahead and behind else None


def _between(ahead: Mapping[str, Fraction], behind: Mapping[str, Fraction], where: str) -> Margin:
    last = min(ahead, key=lambda name: ahead[name])
    first = max(behind, key=lambda name: behind[name])
    return Margin(last, first, ahead[last] - behind[first], where)
