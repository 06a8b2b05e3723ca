"""What a majority agrees on at the top of its ballots is what comes out.

Sources: Condorcet (1785) for a single candidate; for several, Woodall, "Properties of preferential
election rules", Voting matters 3 (1994), "majority"; the name mutual majority is younger.

A majority is more than half of the valid ballots.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from deliberation.voting.profile import Profile
from deliberation.voting.properties.asked import asked_for_one, either
from deliberation.voting.properties.counterexample import Counterexample, Option
from deliberation.voting.properties.solid import solid
from deliberation.voting.rules import Rule


def majority(
    rule: Rule, profile: Profile[Any], *, seats: int = 1, **options: Option
) -> Counterexample | None:
    """That whom more than half put first, alone, cannot be elected, however ties fall.

    Raises:
        InvalidInputError: *seats* is not one, ties fall in too many ways, or as for the rule.
    """
    asked = asked_for_one(rule, seats, options)
    for group, times in _majorities(profile):
        if len(group) > 1:
            continue
        case = asked.case(profile)
        if not group & case.winners:
            happened = (
                f"{times} of {profile.size - profile.blank} voters put {min(group)} first, and"
                f" {either(case.winners)} is elected."
            )
            return asked.broken("majority", ONE, happened, "Condorcet, Essai (1785)", case)
    return None


def mutual_majority(
    rule: Rule, profile: Profile[Any], *, seats: int = 1, **options: Option
) -> Counterexample | None:
    """That nobody can be elected of a group whom more than half prefer to all others.

    Raises:
        InvalidInputError: *seats* is not one, ties fall in too many ways, or as for the rule.
    """
    asked = asked_for_one(rule, seats, options)
    for group, times in _majorities(profile):
        case = asked.case(profile)
        if not group & case.winners:
            happened = (
                f"{times} of {profile.size - profile.blank} voters prefer each of"
                f" {', '.join(sorted(group))} to everybody else, and"
                f" {either(case.winners)} is elected."
            )
            source = "Woodall, Voting matters 3 (1994)"
            return asked.broken("mutual_majority", SEVERAL, happened, source, case)
    return None


def _majorities(profile: Profile[Any]) -> Iterator[tuple[frozenset[str], int]]:
    """The groups to which a majority is solidly committed, the smallest first."""
    valid = profile.size - profile.blank
    found = {group: times for group, times in solid(profile).items() if 2 * times > valid}
    for group in sorted(found, key=lambda group: (len(group), sorted(group))):
        yield group, found[group]


ONE = "A candidate whom more than half of the voters put first is elected."
SEVERAL = (
    "Where more than half of the voters prefer each of a group to everybody outside it, one of the"
    " group is elected."
)
