"""The options that a vote fixes in advance: as the record writes them, and as its rule takes them.

A rule has more options than these; a vote fixes only those that the record keeps and the checker
knows. What is written is JSON: the share four fifths is ``[4, 5]``.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from deliberation.voting.budget import Budget
from deliberation.voting.rated.majority_judgment import SCALE as GRADES
from deliberation.voting.rated.support import SCALE as ANSWERS

BUDGET: Mapping[str, Any] = MappingProxyType(
    {"total": None, "costs": None, "within": False, "currency": None}
)

SAID = frozenset({"texts", "revises", "currency"})
"""What a vote says beside its rule: it is fixed in advance as well, and counts nothing."""

FIXED_NUMBER = frozenset({"present", "members"})
"""A share of these is one of so many people as the vote says, who cast a ballot or not."""

OPTIONS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "stv": {"places": None},
        "score": {"most": 5},
        "star": {"most": 5},
        "majority_judgment": {"scale": [*GRADES]},
        "support": {
            "scale": [*ANSWERS],
            "supporting": 2,
            "share": [4, 5],
            "of": "answers",
            **dict.fromkeys(("above", "members", "near", "texts", "revises")),
        },
        "quadratic": {"credits": 100},
        "greedy_budget": BUDGET,
        "equal_shares_budget": {**BUDGET, "completion": "greedy"},
    }
)
"""By rule: what a vote by it may fix, with what holds where it does not; ``None`` is not written.
A rule that is not here has no options."""


def options_of(rule: str) -> Mapping[str, Any]:
    """What a vote by this *rule* may fix, with what holds where it does not."""
    return OPTIONS.get(rule, {})


def arguments(rule: str, options: Mapping[str, Any], *, seats: int) -> dict[str, Any]:
    """What the function of the *rule* takes beside ballots and a tie-break.

    >>> arguments("support", {"share": [9, 10]}, seats=2)
    {'share': Fraction(9, 10), 'seats': 2}

    Args:
        options: as the record writes them.
    """
    taken = {name: n for name, n in options.items() if name not in BUDGET and name not in SAID}
    if "share" in taken:
        taken["share"] = Fraction(*taken["share"])
    if "scale" in taken:
        taken["scale"] = tuple(taken["scale"])
    if "total" in options:
        return taken | {"budget": Budget(options["total"], options["costs"])}
    return taken | {"seats": seats}
