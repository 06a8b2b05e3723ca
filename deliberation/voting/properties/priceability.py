"""The committee can be paid for: everybody has the same influence, and nobody had more to spend.

Source: Peters & Skowron, "Proportionality and the Limits of Welfarism", EC (2020), section 4.

Where everybody whom somebody approves is a member, there is nothing left to ask for, and seats that
are filled beyond that cost nobody anything.
"""

from __future__ import annotations

from deliberation.voting.ballots import Approval
from deliberation.voting.profile import Profile
from deliberation.voting.properties.asked import Asked
from deliberation.voting.properties.counterexample import Counterexample, Option
from deliberation.voting.properties.prices import NoPrices, prices
from deliberation.voting.rules import Rule


def priceability(
    rule: Rule, profile: Profile[Approval], *, seats: int = 1, **options: Option
) -> Counterexample | None:
    """That at no prices voters can pay for what the rule elects, however ties fall.

    What happened tells the proof for the first outcome: ``prices`` gives it as numbers.

    Raises:
        InvalidInputError: ties fall in too many ways, or as for the rule.
    """
    asked = Asked(rule, seats, options)
    case = asked.case(profile)
    approved = frozenset(c for ballot in profile.counts for c in ballot.candidates)
    reasons: list[str] = []
    for committee in case.outcomes:
        if approved <= {*committee}:
            return None
        found = prices(profile, committee)
        if not isinstance(found, NoPrices):
            return None
        reasons.append(_reason(committee, found))
    source = "Peters and Skowron, EC (2020)"
    return asked.broken("priceability", DEMAND, reasons[0], source, case)


def _reason(committee: tuple[str, ...], found: NoPrices) -> str:
    """Which conditions contradict each other, and how often each is taken."""
    taken = [f"{times} x paid {c}" for c, times in found.members.items() if times]
    taken += [f"{times} x left for {c}" for c, times in found.others.items() if times]
    taken += [
        f"{times} x budget of {', '.join(ballot.approved)}"
        for ballot, times in found.ballots.items()
        if times
    ]
    return f"No prices pay for {' and '.join(committee)}: {', '.join(taken)} is impossible."


DEMAND = (
    "Voters with equal budgets can pay for the members whom they approve, who all cost the same, so"
    " that no supporters of anybody else have more than that left."
)
