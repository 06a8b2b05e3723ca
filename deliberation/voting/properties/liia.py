"""Local independence: without the first or the last of a ranking, the others stay as they were.

Source: Young, "Optimal Voting Rules", Journal of Economic Perspectives 9 (1995).

A rule ranks by the seats it fills: the first is who gets one seat, the first two are who get two,
and the last is who gets none when all but one are filled.
"""

from __future__ import annotations

from typing import Any

from deliberation.voting.profile import Profile
from deliberation.voting.properties.asked import Asked, asked_for_one
from deliberation.voting.properties.counterexample import Case, Counterexample, Option
from deliberation.voting.rules import Rule


def liia(
    rule: Rule, profile: Profile[Any], *, seats: int = 1, **options: Option
) -> Counterexample | None:
    """That the others change places when the first or the last had not stood, however ties fall.

    Raises:
        InvalidInputError: *seats* is not one, the rule does not fill several, ties fall in too many
            ways, or as for the rule.
    """
    asked = asked_for_one(rule, seats, options)
    standing = len(profile.candidates)
    if standing < 3:
        return None
    tops = [asked.case(profile, f"{GIVEN}, {n} seats", n) for n in range(1, standing)]
    for whole, out in ((tops[-1], "last"), (tops[0], "first")):
        if len(whole.outcomes) > 1:
            continue
        chosen = {*whole.outcomes[0]}
        kept = chosen if out == "last" else {*profile.candidates} - chosen
        if found := _changed(asked, profile, kept, tops, out):
            return found
    return None


def _changed(
    asked: Asked, profile: Profile[Any], kept: set[str], tops: list[Case], out: str
) -> Counterexample | None:
    """That those *kept* are ranked otherwise when the first or last has not stood."""
    (gone,) = {*profile.candidates} - kept
    others = profile.restricted(kept)
    for seats in range(1, len(kept)):
        before = tops[seats - 1 + (out == "first")]
        after = asked.case(others, f"without {gone}, {seats} seats", seats)
        expected = {tuple(c for c in outcome if c != gone) for outcome in before.outcomes}
        if not expected & {*after.outcomes}:
            happened = (
                f"{gone} is {out}; without {gone} the first {seats} of the others are"
                f" {_either(after.outcomes)}, no longer {_either(expected)}."
            )
            source = "Young, Journal of Economic Perspectives 9 (1995)"
            return asked.broken("liia", DEMAND, happened, source, before, after)
    return None


def _either(groups: set[tuple[str, ...]] | tuple[tuple[str, ...], ...]) -> str:
    return " or ".join(sorted(" and ".join(group) for group in groups))


GIVEN = "as they voted"
DEMAND = "Without the first or the last of its ranking, a rule ranks the others as before."
