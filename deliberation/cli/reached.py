"""What else the ties of a count could have led to, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deliberation.cli.columns import listed
from deliberation.voting import Answer, Outcomes, Profile, TieBreak, all_outcomes, by_earlier_rounds
from deliberation.voting.rules import Rule

LIMIT = 50
"""So many counts are made at most, beside the one that was asked for."""
BALLOTS = 2_000_000
"""So many ballots are counted at most in all of them, so that nobody waits long unasked."""
LEAST = 4
"""So many counts are made however many ballots there are."""
SHOWN = 5
"""So many other outcomes are named at most, the likeliest first."""


def reached(
    result: Answer, rule: Rule, profile: Profile[Any], how: TieBreak, options: Mapping[str, Any]
) -> str:
    """What other ways to settle the ties of *result* lead to; nothing where nothing was settled.

    Ties that earlier rounds part, where *how* asks them, are parted so in every way.

    Args:
        result: what *rule* made of *profile* with its *options*, its ties settled by *how*.
    """
    if all(tie.how == "earlier rounds" for tie in result.ties):
        return ""

    def within(every_way: TieBreak) -> TieBreak:
        return by_earlier_rounds(every_way, look=how.looks) if how.looks else every_way

    limit = max(LEAST, min(LIMIT, BALLOTS // max(1, profile.size)))
    found = all_outcomes(rule, profile, limit=limit, within=within, **options)
    return reached_told(result, found)


def reached_told(result: Answer, found: Outcomes) -> str:
    """The sentence: who else could have been elected, and whether every way was tried."""
    others = [o.elected for o in found.outcomes if {*o.elected} != {*result.elected}]
    if found.complete:
        bound = ""
    else:
        tried = sum(outcome.ways for outcome in found.outcomes)
        bound = f"; only {tried} ways were tried, and there are more"
    if not others:
        every = "every way" if found.complete else "every way that was tried"
        return f"{every} to settle the ties elects the same{bound}"
    named = "; or ".join(listed(elected) or "nobody" for elected in others[:SHOWN])
    more = len(others) - SHOWN
    rest = f"; or {more} other outcome{'s' * (more > 1)}" if more > 0 else ""
    return f"settled otherwise, ties could have elected {named}{rest}{bound}"
