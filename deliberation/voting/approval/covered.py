"""How many voters approve somebody of each part of a committee."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from deliberation.errors import InvalidInputError
from deliberation.voting.approval.approvals import Approvals, totalled
from deliberation.voting.arrays import Weights

LARGEST = 16
"""Members: a committee has two to the power of its size many parts."""


def require_few(rule: str, seats: int) -> None:
    """Refuse more seats than whose every part can be looked at.

    Raises:
        InvalidInputError: there are more than 16 seats.
    """
    if seats > LARGEST:
        raise InvalidInputError(
            [f"{rule} fills at most {LARGEST} seats, not {seats}; take a rule that goes in steps"]
        )


def covered(approvals: Approvals, committee: Sequence[int]) -> Weights:
    """For each part of *committee*, the voters who approve one of its members or more.

    A part is a number whose bit i says whether the i-th member belongs to it.
    """
    masks = np.zeros(len(approvals.weights), dtype=np.intp)
    for bit, member in enumerate(committee):
        masks[approvals.supporters[member]] |= 1 << bit
    within: Weights = totalled(masks, approvals.weights, 1 << len(committee))
    for bit in range(len(committee)):  # count those who approve nobody outside of each part
        halves = within.reshape(-1, 2, 1 << bit)
        halves[:, 1] += halves[:, 0]
    result: Weights = within[-1] - within[::-1]
    return result


def sizes(seats: int) -> Weights:
    """How many members each part of a committee has."""
    count: Weights = np.zeros(1, dtype=np.int64)
    for _ in range(seats):
        count = np.concatenate([count, count + 1])
    return count
