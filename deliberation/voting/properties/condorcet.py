"""Whoever beats everybody is elected; whoever loses to everybody is not.

Source: Condorcet, "Essai sur l'application de l'analyse à la probabilité des décisions rendues à la
pluralité des voix" (1785). The loser: Borda, "Mémoire sur les élections au scrutin" (1781).

One candidate beats another where more ballots prefer the first than the second.
"""

from __future__ import annotations

from typing import Any

from deliberation.voting.profile import Profile
from deliberation.voting.properties.asked import asked_for_one, either
from deliberation.voting.properties.counterexample import Counterexample, Option
from deliberation.voting.ranked import majority
from deliberation.voting.rules import Rule


def condorcet_winner(
    rule: Rule, profile: Profile[Any], *, seats: int = 1, **options: Option
) -> Counterexample | None:
    """That whoever beats every other cannot be elected, however ties fall.

    Raises:
        InvalidInputError: *seats* is not one, ties fall in too many ways, or as for the rule.
    """
    asked = asked_for_one(rule, seats, options)
    best = majority.condorcet_winner(profile)
    if best is None:
        return None
    case = asked.case(profile)
    if best in case.winners:
        return None
    happened = f"{best} beats every other candidate, and {either(case.winners)} is elected."
    return asked.broken("condorcet_winner", WINNER, happened, "Condorcet, Essai (1785)", case)


def condorcet_loser(
    rule: Rule, profile: Profile[Any], *, seats: int = 1, **options: Option
) -> Counterexample | None:
    """That whoever loses to every other is elected, however ties fall.

    Raises:
        InvalidInputError: *seats* is not one, ties fall in too many ways, or as for the rule.
    """
    asked = asked_for_one(rule, seats, options)
    worst = majority.condorcet_loser(profile)
    if worst is None or len(profile.candidates) == 1:
        return None
    case = asked.case(profile)
    if case.winners != {worst}:
        return None
    happened = f"{worst} loses to every other candidate, and is elected."
    return asked.broken("condorcet_loser", LOSER, happened, "Borda, Mémoire (1781)", case)


WINNER = "A candidate who beats every other candidate is elected."
LOSER = "A candidate who loses to every other candidate is not elected."
