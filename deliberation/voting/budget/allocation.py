"""What a rule for budgets answers: which projects are paid, and why each is or is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from deliberation.voting.budget.budget import Budget, Money
from deliberation.voting.budget.electorate import Electorate
from deliberation.voting.ties import Tie


@dataclass(frozen=True, slots=True)
class Verdict:
    """One project, and why it is or is not chosen.

    Args:
        supporters: how many voters give it points, and how many *points* they give together.
        step: in which it was chosen, from 1; ``None`` where it was not.
        price: the most that a supporter pays for each point (for approvals: pays); ``None`` where
            the rule has no prices or the project was not chosen.
        lacked: by how much it missed being chosen, in money; ``None`` where that has no meaning.
        reason: a plain sentence.
    """

    project: str
    cost: Fraction
    supporters: int
    points: Fraction
    step: int | None
    price: Fraction | None
    lacked: Fraction | None
    reason: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A project chosen by a rule, on the way to a verdict."""

    project: str
    reason: str
    price: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Allocation:
    """The projects that are paid.

    Args:
        rule: the rule's name, a key of ``RULES``.
        total: the budget.
        spent: what the chosen projects cost together; never more than the total.
        elected: the chosen projects, in order of choice.
        verdicts: one for each project, in the profile's order.
    """

    rule: str
    total: Fraction
    spent: Fraction
    elected: tuple[str, ...]
    verdicts: Mapping[str, Verdict] = field(hash=False)
    ties: tuple[Tie, ...] = ()
    because: tuple[str, ...] = ()


def allocation(
    rule: str,
    electorate: Electorate,
    budget: Budget,
    choices: Sequence[Choice],
    missed: Mapping[str, tuple[Fraction | None, str]],
    *,
    ties: Iterable[Tie] = (),
    preface: Iterable[str] = (),
) -> Allocation:
    """The answer of a rule that made these *choices*, in order, and says why others *missed*."""
    steps = {choice.project: (step, choice) for step, choice in enumerate(choices, start=1)}
    verdicts = {}
    for project, support in zip(electorate.projects, electorate.supports, strict=True):
        step, choice = steps.get(project, (None, None))
        lacked, reason = missed[project] if choice is None else (None, choice.reason)
        verdicts[project] = Verdict(
            project,
            Fraction(budget.costs[project]),
            support.voters,
            Fraction(support.points, electorate.unit),
            step,
            None if choice is None else choice.price,
            lacked,
            reason,
        )
    elected = tuple(choice.project for choice in choices)
    told = (f"{choice.project}: {choice.reason}." for choice in choices)
    untold = (f"{p}: not chosen; {v.reason}." for p, v in verdicts.items() if v.step is None)
    return Allocation(
        rule,
        Fraction(budget.total),
        Fraction(budget.total) - Fraction(budget.left(elected)),
        elected,
        verdicts,
        tuple(ties),
        (*preface, *told, *untold),
    )


def free_of_charge(electorate: Electorate, budget: Budget) -> list[Choice]:
    """The projects that cost nothing and that somebody supports: they stand in nobody's way."""
    return [
        Choice(project, f"it costs nothing, and {support.voters} support it", Fraction(0))
        for project, support in zip(electorate.projects, electorate.supports, strict=True)
        if support.voters and not budget.costs[project]
    ]


def money(amount: Money) -> str:
    """An *amount* for sentences: two decimals, or none where it is whole.

    >>> money(1250), money(Fraction(10, 3)), money(Fraction(1, 1000))
    ('1,250', '3.33', 'less than 0.01')
    """
    if Fraction(amount).denominator == 1:
        return f"{int(amount):,}"
    cents = int(amount * 100)
    return f"{cents // 100:,}.{cents % 100:02}" if cents > 0 else "less than 0.01"
