"""Many committees of few candidates, looked at in one go.

Where there are few candidates, the voters who approve somebody of each set of them fit into one
table; what every committee is worth is then read from it without a bound or a programme.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import comb

import numpy as np

from deliberation.voting.approval.approvals import Approvals
from deliberation.voting.approval.covered import covered
from deliberation.voting.approval.search import Members
from deliberation.voting.arrays import Weights

WIDEST = 18
"""Candidates: the table has two to the power of their number many entries."""

MOST = 2**22
"""Parts of committees that are looked at together, some 30 MB of numbers."""


class Table:
    """The voters who approve somebody of each set of candidates.

    Args:
        size: how many members a committee has.
    """

    def __init__(self, approvals: Approvals, size: int) -> None:
        self._width, self._size = len(approvals.candidates), size
        self._few = self._width <= WIDEST
        self._covered = covered(approvals, range(self._width)) if self._few else None

    def parts(
        self, inside: Members, free: Members, missing: int
    ) -> tuple[Sequence[Members], Weights] | None:
        """The committees with all *inside* and so many of those *free*, and for each the voters
        who approve somebody of each of its parts; nothing where they are too many.

        Bit i of a part's number says whether the i-th member belongs to it, from the smallest.
        """
        if self._covered is None or comb(len(free), missing) << self._size > MOST:
            return None
        committees = [inside | {*some} for some in combinations(sorted(free), missing)]
        members = np.array([sorted(committee) for committee in committees], dtype=np.int64)
        masks = np.zeros((len(committees), 1), dtype=np.int64)
        for member in members.T:
            masks = np.concatenate([masks, masks | (1 << member)[:, None]], axis=1)
        return committees, self._covered[masks]
