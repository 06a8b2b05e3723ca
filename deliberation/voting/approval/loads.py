"""Phragmén's loads: electing somebody costs one, shared by the supporters.

Source: Phragmén, "Till frågan om en proportionell valmetod", Statsvetenskaplig Tidskrift 2 (1899);
Brill, Freeman, Janson & Lackner, "Phragmén's voting methods and justified representation",
Mathematical Programming 203 (2024), section 3.

After an election all supporters carry the same load, so that voters fall into few classes, and
sums over classes of whole numbers replace sums over voters of fractions.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

import numpy as np
import numpy.typing as npt

from deliberation.voting.approval.approvals import Approvals, Index

Objects = npt.NDArray[np.object_]


class Loads:
    """What each voter carries, while candidates are elected one by one.

    Args:
        classes: for each ballot the class that it is in at first; one class unless given.
        carried: what a voter of each class carries at first; below zero is money in hand.
    """

    def __init__(
        self,
        approvals: Approvals,
        classes: Index | None = None,
        carried: Sequence[Fraction] = (Fraction(0),),
    ) -> None:
        self._approvals = approvals
        ballots = len(approvals.weights)
        self._classes = np.zeros(ballots, dtype=np.intp) if classes is None else classes
        self._unit = lcm(*(load.denominator for load in carried))
        self._carried = [int(load * self._unit) for load in carried]
        # What all supporters of each candidate carry together.
        self._sums = self._total(np.arange(ballots), self._carried)

    def totals(self, standing: Sequence[int]) -> dict[int, Fraction]:
        """What each supporter would carry if one of *standing* were elected."""
        support = self._approvals.support
        return {
            c: Fraction(self._unit + int(self._sums[c]), self._unit * support[c])
            for c in standing
            if support[c]
        }

    def take(self, candidate: int) -> None:
        """Elect *candidate*: all the supporters carry the same now."""
        if not self._approvals.support[candidate]:
            return
        load = self.totals([candidate])[candidate]
        scale = lcm(self._unit, load.denominator) // self._unit
        self._unit *= scale
        self._sums = self._sums * scale
        self._carried = [carried * scale for carried in self._carried]
        now = int(load * self._unit)
        supporters = self._approvals.supporters[candidate]
        self._sums = self._sums + self._total(supporters, [now - c for c in self._carried])
        self._classes[supporters] = len(self._carried)
        self._carried.append(now)

    def _total(self, ballots: Index, amounts: Sequence[int]) -> Objects:
        """The sum of *amounts*, one for each class, over the supporters among *ballots*."""
        voters = self._approvals.sums(ballots, self._classes[ballots], len(amounts))
        some = np.flatnonzero(voters.any(axis=1))
        sums: Objects = np.array(amounts, dtype=object)[some] @ voters[some].astype(object)
        return sums
