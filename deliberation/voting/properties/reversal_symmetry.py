"""Who wins does not also win when every ballot is turned round.

Source: Saari, "Geometry of Voting" (1994); Schulze (2011), section 4.4.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Ranking, WeakRanking, ranking
from deliberation.voting.profile import Profile
from deliberation.voting.properties.asked import asked_for_one
from deliberation.voting.properties.counterexample import Counterexample, Option
from deliberation.voting.rules import Rule


def reversal_symmetry(
    rule: Rule, profile: Profile[Any], *, seats: int = 1, **options: Option
) -> Counterexample | None:
    """That one candidate is elected, however ties fall, as voted and with all ballots turned round.

    Raises:
        InvalidInputError: *seats* is not one, a ballot leaves somebody out, ties fall in too many
            ways, or as for the rule.
    """
    asked = asked_for_one(rule, seats, options)
    turned = _reversed(profile)
    before = asked.case(profile)
    if len(before.winners) > 1 or len(profile.candidates) == 1:
        return None
    after = asked.case(turned, "every ballot turned round")
    if before.winners != after.winners:
        return None
    (winner,) = before.winners
    happened = f"{winner} is elected, and is elected again by the ballots turned round."
    return asked.broken("reversal_symmetry", DEMAND, happened, "Saari (1994)", before, after)


def _reversed(profile: Profile[Any]) -> Profile[Any]:
    """Every ballot from its last to its first."""
    counts = Counter[Ranking | WeakRanking]()
    for ballot, times in profile.counts.items():
        if len(ballot.candidates) < len(profile.candidates):
            raise InvalidInputError(
                ["a ballot that leaves somebody out cannot be turned round; complete it"]
            )
        counts[ranking(reversed(ballot.tiers))] += times
    return Profile(profile.candidates, counts)


DEMAND = "Whoever alone is elected is not elected when every ballot is turned round."
