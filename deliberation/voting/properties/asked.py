"""A rule that is asked about profiles: what every property shares.

Ties: a property is broken only where it is broken whichever way ties fall. So every case holds all
outcomes, and where a property compares two profiles, every outcome of the one has to clash with
every outcome of the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Ranking
from deliberation.voting.outcomes import all_outcomes
from deliberation.voting.profile import Profile
from deliberation.voting.properties.counterexample import Case, Counterexample, Option
from deliberation.voting.rules import Rule

LIMIT = 20_000
"""So many ways for ties to fall are looked at; where there are more, nothing can be said."""

GIVEN = "as they voted"
"""The title of the profile that was asked about."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A *rule* with the seats it fills and the options it is given.

    Args:
        seats: those of a committee.
    """

    rule: Rule
    seats: int
    options: Mapping[str, Option]

    def case(self, profile: Profile[Any], title: str = GIVEN, seats: int = 0) -> Case:
        """What the rule can answer to the *profile*.

        Args:
            seats: where it is asked for another number than otherwise.

        Raises:
            InvalidInputError: the rule refuses the profile, or its ties can fall in more than
                ``LIMIT`` ways.
        """
        options: dict[str, Any] = dict(self.options)
        found = all_outcomes(self.rule, profile, limit=LIMIT, seats=seats or self.seats, **options)
        if not found.complete:
            raise InvalidInputError(
                [f"ties can fall in more than {LIMIT} ways; ask about a profile with fewer ties"]
            )
        outcomes = sorted(outcome.elected for outcome in found.outcomes)
        return Case(title, profile, tuple(outcomes))

    def broken(
        self, property: str, demand: str, happened: str, source: str, *cases: Case
    ) -> Counterexample:
        """The counterexample that these *cases* make."""
        options = MappingProxyType(dict(self.options))
        name = self.rule.__name__
        return Counterexample(property, name, demand, happened, source, cases, self.seats, options)


def asked_for_one(rule: Rule, seats: int, options: Mapping[str, Option]) -> Asked:
    """The *rule*, asked for one winner.

    Raises:
        InvalidInputError: *seats* is not one.
    """
    if seats != 1:
        raise InvalidInputError([f"this property is about one winner, not {seats}"])
    return Asked(rule, 1, options)


def require_rankings(profile: Profile[Any]) -> None:
    """Refuse ballots that a property does not know how to change.

    Raises:
        InvalidInputError: a ballot is no strict ranking.
    """
    if not profile.kinds <= {Ranking}:
        raise InvalidInputError(["this property changes rankings, and these ballots are others"])


def exchanged(
    profile: Profile[Ranking], old: Ranking, new: Ranking | None, times: int
) -> Profile[Ranking]:
    """The profile where so many voters cast a *new* ballot instead of the *old*, or none."""
    counts = dict(profile.counts)
    counts[old] -= times
    if new is not None:
        counts[new] = counts.get(new, 0) + times
    return Profile(profile.candidates, {ballot: n for ballot, n in counts.items() if n})


def voters(times: int) -> str:
    """So many voters, in words.

    >>> voters(1), voters(3)
    ('1 voter', '3 voters')
    """
    return f"{times} voter" + "s" * (times != 1)


def either(winners: frozenset[str]) -> str:
    """Some candidates of whom one is elected, in words.

    >>> either(frozenset("ba"))
    'a or b'
    """
    return " or ".join(sorted(winners))
