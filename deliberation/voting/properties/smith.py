"""The winner is of the Smith set, and whoever is not of it does not matter.

Sources: Smith, "Aggregation of Preferences with Variable Electorate", Econometrica 41 (1973);
independence: Schulze, "A new monotonic, clone-independent, reversal symmetric, and
Condorcet-consistent single-winner election method", Social Choice and Welfare 36 (2011), 4.7.

The Smith set is the smallest group each of whom beats everybody outside it.
"""

from __future__ import annotations

from typing import Any

from deliberation.voting.profile import Profile
from deliberation.voting.properties.asked import asked_for_one, either
from deliberation.voting.properties.counterexample import Counterexample, Option
from deliberation.voting.ranked.majority import smith_set
from deliberation.voting.rules import Rule


def smith(
    rule: Rule, profile: Profile[Any], *, seats: int = 1, **options: Option
) -> Counterexample | None:
    """That nobody of the Smith set can be elected, however ties fall.

    Raises:
        InvalidInputError: *seats* is not one, ties fall in too many ways, or as for the rule.
    """
    asked = asked_for_one(rule, seats, options)
    top = smith_set(profile)
    if len(top) == len(profile.candidates):
        return None
    case = asked.case(profile)
    if case.winners & {*top}:
        return None
    happened = (
        f"Each of {', '.join(top)} beats everybody else, and {either(case.winners)} is elected."
    )
    return asked.broken("smith", WITHIN, happened, "Smith, Econometrica 41 (1973)", case)


def isda(
    rule: Rule, profile: Profile[Any], *, seats: int = 1, **options: Option
) -> Counterexample | None:
    """That another is elected when somebody outside the Smith set, or all of them, had not stood.

    Independence of Smith-dominated alternatives.

    Raises:
        InvalidInputError: *seats* is not one, ties fall in too many ways, or as for the rule.
    """
    asked = asked_for_one(rule, seats, options)
    top = smith_set(profile)
    outside = [c for c in profile.candidates if c not in top]
    if not outside:
        return None
    before = asked.case(profile)
    for gone in [[c] for c in outside] + [outside] * (len(outside) > 1):
        kept = [c for c in profile.candidates if c not in gone]
        after = asked.case(profile.restricted(kept), f"without {', '.join(gone)}")
        if not before.winners & after.winners:
            happened = (
                f"The Smith set is {', '.join(top)}. {either(before.winners)} is elected, and"
                f" without {', '.join(gone)} it is {either(after.winners)}."
            )
            source = "Schulze, Social Choice and Welfare 36 (2011)"
            return asked.broken("isda", WITHOUT, happened, source, before, after)
    return None


WITHIN = "Whoever is elected is of the smallest group each of whom beats everybody outside it."
WITHOUT = "Whether somebody outside the Smith set stands does not change who is elected."
