"""Voting does not make things worse for those who vote.

Source: Moulin, "Condorcet's principle implies the no show paradox", Journal of Economic Theory 45
(1988); Fishburn and Brams, "Paradoxes of Preferential Voting", Mathematics Magazine 56 (1983).
"""

from __future__ import annotations

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.properties.asked import (
    asked_for_one,
    either,
    exchanged,
    require_rankings,
    voters,
)
from deliberation.voting.properties.counterexample import Counterexample, Option, ballot_text
from deliberation.voting.rules import Rule


def participation(
    rule: Rule, profile: Profile[Ranking], *, seats: int = 1, **options: Option
) -> Counterexample | None:
    """That some voters get somebody better, by their own ballot, if they stay away.

    Looked at is every number of voters who cast the same ballot. However ties fall, with them and
    without them, the outcome without them is better for them.

    Raises:
        InvalidInputError: *seats* is not one, a ballot is no strict ranking, ties fall in too many
            ways, or as for the rule.
    """
    asked = asked_for_one(rule, seats, options)
    require_rankings(profile)
    present = asked.case(profile)
    for ballot, cast in profile.counts.items():
        place = _places(ballot, profile.candidates)
        best_present = min(place[c] for c in present.winners)
        if best_present == 0:
            continue
        for times in range(1, cast + 1):
            if times == profile.size - profile.blank:
                continue
            title = f"{voters(times)} with {ballot_text(ballot)} stay away"
            absent = asked.case(exchanged(profile, ballot, None, times), title)
            if max(place[c] for c in absent.winners) < best_present:
                happened = (
                    f"{either(present.winners)} is elected; had {voters(times)} who rank"
                    f" {ballot_text(ballot)} stayed away, it were {either(absent.winners)}."
                )
                source = "Moulin, Journal of Economic Theory 45 (1988)"
                return asked.broken("participation", DEMAND, happened, source, present, absent)
    return None


def _places(ballot: Ranking, candidates: tuple[str, ...]) -> dict[str, int]:
    """At which place the *ballot* puts everybody; those left out share the last."""
    behind = len(ballot.order)
    return {c: ballot.order.index(c) if c in ballot.candidates else behind for c in candidates}


DEMAND = "No voters do better, by their own ballots, by staying away."
