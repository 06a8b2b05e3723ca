"""More support for the winner does not make them lose.

Source: Smith, "Aggregation of Preferences with Variable Electorate", Econometrica 41 (1973);
Woodall, "Monotonicity of single-seat preferential election rules", Discrete Applied Mathematics 77
(1997), "mono-raise".
"""

from __future__ import annotations

from collections.abc import Iterator

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


def monotonicity(
    rule: Rule, profile: Profile[Ranking], *, seats: int = 1, **options: Option
) -> Counterexample | None:
    """That the winner loses because some voters raise them on their ballots.

    Looked at is every number of voters who cast the same ballot and raise the winner to the same
    place. The winner must be elected before however ties fall, and cannot be after.

    Raises:
        InvalidInputError: *seats* is not one, a ballot is no strict ranking, ties fall in too many
            ways, or as for the rule.
    """
    asked = asked_for_one(rule, seats, options)
    require_rankings(profile)
    before = asked.case(profile)
    if len(before.winners) > 1:
        return None
    (winner,) = before.winners
    for old, cast in profile.counts.items():
        for new in _raised(old, winner):
            for times in range(1, cast + 1):
                title = f"{voters(times)} with {ballot_text(old)} raise {winner}"
                after = asked.case(exchanged(profile, old, new, times), title)
                if winner not in after.winners:
                    happened = (
                        f"{winner} is elected; once {voters(times)} rank {ballot_text(new)}"
                        f" instead of {ballot_text(old)}, {either(after.winners)} is."
                    )
                    source = "Smith, Econometrica 41 (1973)"
                    return asked.broken("monotonicity", DEMAND, happened, source, before, after)
    return None


def _raised(ballot: Ranking, winner: str) -> Iterator[Ranking]:
    """The *ballot* with the *winner* higher, the others in the same order.

    A winner who was left out is ranked behind the last at the lowest.
    """
    others = tuple(c for c in ballot.order if c != winner)
    now = ballot.order.index(winner) if winner in ballot.candidates else len(others) + 1
    for place in reversed(range(now)):
        yield Ranking((*others[:place], winner, *others[place:]))


DEMAND = "A winner whom some voters raise, changing nothing else, still wins."
