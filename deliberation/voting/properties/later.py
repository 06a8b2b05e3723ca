"""Later preferences neither harm nor help those who stand above them on the ballot.

Source: Woodall, "Properties of preferential election rules", Voting matters 3 (1994), "later-
no-harm" and "later-no-help".
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.properties.asked import (
    Asked,
    asked_for_one,
    either,
    exchanged,
    require_rankings,
    voters,
)
from deliberation.voting.properties.counterexample import Case, Counterexample, Option, ballot_text
from deliberation.voting.rules import Rule


def later_no_harm(
    rule: Rule, profile: Profile[Ranking], *, seats: int = 1, **options: Option
) -> Counterexample | None:
    """That somebody on a ballot is elected only as long as those voters rank nobody further.

    Looked at is every number of voters who cast the same ballot and add the same candidates at its
    end. The candidate is elected before however ties fall, and cannot be after.

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
    for old, after, title in _extended(asked, profile):
        if winner in old.candidates and winner not in after.winners:
            happened = f"{winner} is elected; when {title}, {either(after.winners)} is."
            return asked.broken("later_no_harm", HARM, happened, SOURCE, before, after)
    return None


def later_no_help(
    rule: Rule, profile: Profile[Ranking], *, seats: int = 1, **options: Option
) -> Counterexample | None:
    """That somebody on a ballot is elected only because those voters rank others further down.

    Looked at are the same changes as for ``later_no_harm``. The candidate cannot be elected before,
    and is elected after however ties fall.

    Raises:
        InvalidInputError: *seats* is not one, a ballot is no strict ranking, ties fall in too many
            ways, or as for the rule.
    """
    asked = asked_for_one(rule, seats, options)
    require_rankings(profile)
    before = asked.case(profile)
    for old, after, title in _extended(asked, profile):
        if len(after.winners) == 1 and after.winners <= old.candidates - before.winners:
            happened = (
                f"{either(before.winners)} is elected; when {title}, {either(after.winners)} is."
            )
            return asked.broken("later_no_help", HELP, happened, SOURCE, before, after)
    return None


def _extended(asked: Asked, profile: Profile[Ranking]) -> Iterator[tuple[Ranking, Case, str]]:
    """Each ballot that can be longer, what comes of it where voters make it so, and how."""
    for old, cast in profile.counts.items():
        out = [c for c in profile.candidates if c not in old.candidates]
        if not old.order:
            continue
        for length in range(1, len(out) + 1):
            for more in permutations(out, length):
                new = Ranking(old.order + more)
                for times in range(1, cast + 1):
                    title = f"{voters(times)} with {ballot_text(old)} add {', then '.join(more)}"
                    yield old, asked.case(exchanged(profile, old, new, times), title), title


SOURCE = "Woodall, Voting matters 3 (1994)"
HARM = "Ranking somebody further down a ballot does not harm those above."
HELP = "Ranking somebody further down a ballot does not help those above."
