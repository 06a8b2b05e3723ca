"""Proportionality for solid coalitions: who agree on a group get their share of it.

Source: Dummett, "Voting Procedures" (1984), chapter 16; Woodall, Voting matters 3 (1994); Aziz and
Lee, "The Expanding Approvals Rule", Social Choice and Welfare 54 (2020), for both quotas.

n valid ballots fill k seats. By Droop's quota more than l * n / (k + 1) voters deserve l seats, by
Hare's l * n / k voters.
"""

from __future__ import annotations

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.properties.asked import Asked, require_rankings
from deliberation.voting.properties.counterexample import Counterexample, Option
from deliberation.voting.properties.solid import solid
from deliberation.voting.rules import Rule


def psc_droop(
    rule: Rule, profile: Profile[Ranking], *, seats: int = 1, **options: Option
) -> Counterexample | None:
    """That in every outcome some solid coalition lacks a seat that it deserves by Droop's quota.

    Raises:
        InvalidInputError: a ballot is no strict ranking, ties fall in too many ways, or as for the
            rule.
    """
    return _broken("psc_droop", rule, profile, seats, options)


def psc_hare(
    rule: Rule, profile: Profile[Ranking], *, seats: int = 1, **options: Option
) -> Counterexample | None:
    """That in every outcome some solid coalition lacks a seat that it deserves by Hare's quota.

    Raises:
        InvalidInputError: a ballot is no strict ranking, ties fall in too many ways, or as for the
            rule.
    """
    return _broken("psc_hare", rule, profile, seats, options)


def _broken(
    name: str, rule: Rule, profile: Profile[Ranking], seats: int, options: dict[str, Option]
) -> Counterexample | None:
    require_rankings(profile)
    asked = Asked(rule, seats, options)
    case = asked.case(profile)
    lacks = [_lack(name, profile, seats, {*outcome}) for outcome in case.outcomes]
    if not all(lacks):
        return None
    source = "Dummett, Voting Procedures (1984)"
    return asked.broken(name, DEMANDS[name], lacks[0], source, case)


def _lack(name: str, profile: Profile[Ranking], seats: int, elected: set[str]) -> str:
    """Which coalition has fewer seats than it deserves, in words; nothing where there is none."""
    valid = profile.size - profile.blank
    for group, times in sorted(solid(profile).items(), key=lambda pair: sorted(pair[0])):
        if name == "psc_droop":
            deserved = -(-times * (seats + 1) // valid) - 1  # the greatest l < times (k + 1) / n
        else:
            deserved = times * seats // valid
        due, got = min(deserved, len(group)), len(group & elected)
        if got < due:
            return (
                f"{times} of {valid} voters prefer each of {', '.join(sorted(group))} to everybody"
                f" else and deserve {due} of {seats} seats, and have {got}."
            )
    return ""


DEMANDS = {
    "psc_droop": "More than l of k + 1 parts of the voters who prefer a group of at least l to"
    " everybody else have l of k seats.",
    "psc_hare": "l of k parts of the voters who prefer a group of at least l to everybody else have"
    " l of k seats.",
}
