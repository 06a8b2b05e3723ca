"""What there is to spend, and what each project costs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from deliberation.errors import InvalidInputError

Money = int | Fraction


@dataclass(frozen=True, slots=True)
class Budget:
    """A total, and the cost of every project; whole numbers or fractions of any currency.

    A project may cost nothing; then every rule takes it, if somebody supports it.

    >>> Budget(100, {"park": 60, "pool": 70}).left(["park"])
    40

    Raises:
        InvalidInputError: the total is not more than 0, a cost is below 0, or one is a float.
    """

    total: Money
    costs: Mapping[str, Money] = field(hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "costs", MappingProxyType(dict(self.costs)))
        problems = [
            f"the cost of {project!r} is {cost!r}; write a whole number or a fraction from 0"
            for project, cost in self.costs.items()
            if not _is_money(cost)
        ]
        if not _is_money(self.total) or not self.total:
            text = "write a whole number or a fraction of more than 0"
            problems.append(f"the budget is {self.total!r}; {text}")
        if problems:
            raise InvalidInputError(problems)

    def left(self, selected: Collection[str]) -> Money:
        """What is left once the *selected* projects are paid; below zero if they cost more."""
        return self.total - sum(self.costs[project] for project in selected)


def _is_money(amount: object) -> bool:
    return isinstance(amount, int | Fraction) and not isinstance(amount, bool) and amount >= 0
