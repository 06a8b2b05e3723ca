"""Whom two parts of the electorate elect, both together elect.

Source: Young, "Social Choice Scoring Functions", SIAM Journal on Applied Mathematics 28 (1975);
Smith, Econometrica 41 (1973), "separability".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from deliberation.voting.profile import Profile
from deliberation.voting.properties.asked import asked_for_one, either
from deliberation.voting.properties.counterexample import Counterexample, Option
from deliberation.voting.rules import Rule


def consistency(
    rule: Rule, profile: Profile[Any], *, seats: int = 1, **options: Option
) -> Counterexample | None:
    """That two parts of the electorate elect the same, and together elect another.

    Looked at are the parts into which voters fall when those with equal ballots stay together. In
    each part the same one is elected however ties fall, and in the whole cannot be.

    Raises:
        InvalidInputError: *seats* is not one, ties fall in too many ways, or as for the rule.
    """
    asked = asked_for_one(rule, seats, options)
    whole = asked.case(profile)
    for one, other in _halves(profile):
        first = asked.case(one, "one part")
        if len(first.winners) > 1 or first.winners <= whole.winners:
            continue
        second = asked.case(other, "the other part")
        if first.winners == second.winners:
            happened = (
                f"{either(first.winners)} is elected by each part, and"
                f" {either(whole.winners)} by both together."
            )
            source = "Young, SIAM Journal on Applied Mathematics 28 (1975)"
            return asked.broken("consistency", DEMAND, happened, source, whole, first, second)
    return None


def _halves(profile: Profile[Any]) -> Iterator[tuple[Profile[Any], Profile[Any]]]:
    """The *profile* in two parts with valid ballots in each, every such pair once."""
    counts = {ballot: n for ballot, n in profile.counts.items() if ballot.candidates}
    first, *others = counts or [None]
    for size in range(len(others)):
        for more in combinations(others, size):
            part = {first, *more}
            yield (
                Profile(profile.candidates, {b: n for b, n in counts.items() if b in part}),
                Profile(profile.candidates, {b: n for b, n in counts.items() if b not in part}),
            )


DEMAND = "Where two parts of the electorate elect the same candidate, both together do."
