"""Ballot papers in arrays: which of the distinct ballots, at which place, and how many of each.

A paper is never copied: a parcel holds row numbers, so a million papers move in a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from deliberation.voting.arrays import Weights, Whole
from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile

Rows = npt.NDArray[np.intp]
NOBODY = -1


@dataclass(frozen=True, slots=True, eq=False)
class Parcel:
    """Papers that came to a pile together, each with the same value.

    Args:
        value: what each paper is worth.
        rows: the distinct ballots among them, by number.
        at: the place on each of these ballots that names the candidate whose pile they lie on.
        times: how many papers there are of each.
    """

    value: Fraction
    rows: Rows
    at: Rows
    times: Weights

    @property
    def papers(self) -> int:
        """How many papers there are."""
        return int(self.times.sum())

    def worth(self, value: Fraction) -> Parcel:
        """The same papers at another *value*."""
        return Parcel(value, self.rows, self.at, self.times)

    def picked(self, which: npt.NDArray[np.bool_] | Rows) -> Parcel:
        """The papers of some rows only."""
        return Parcel(self.value, self.rows[which], self.at[which], self.times[which])


class Papers:
    """The papers of a profile; what a parcel's row numbers stand for."""

    def __init__(self, profile: Profile[Ranking]) -> None:
        places, self._weights = profile.places, profile.weights
        end = np.full((len(places), 1), NOBODY, dtype=places.dtype)
        self._places = np.hstack([places, end])

    def first(self) -> dict[int, Parcel]:
        """The papers that name anybody, by the number of the candidate named first."""
        rows = np.flatnonzero(self._places[:, 0] != NOBODY)
        papers = Parcel(Fraction(1), rows, np.zeros_like(rows), self._weights[rows])
        return dict(_by_target(papers, self._places[rows, 0]))

    def deal(self, parcel: Parcel, continuing: Sequence[int]) -> dict[int, Parcel]:
        """The *parcel* by the next of the *continuing* on each paper; ``NOBODY`` where none is."""
        at, found = self._next(parcel, continuing)
        return dict(_by_target(Parcel(parcel.value, parcel.rows, at, parcel.times), found))

    def separate(self, parcel: Parcel, continuing: Sequence[int]) -> tuple[Parcel, Parcel]:
        """The papers of a *parcel* that name somebody who continues, and those that do not."""
        goes = self._next(parcel, continuing)[1] != NOBODY
        return parcel.picked(goes), parcel.picked(~goes)

    def _next(self, parcel: Parcel, continuing: Sequence[int]) -> tuple[Rows, Whole]:
        """The next place on each paper that names one of the *continuing*, and whom it names."""
        stops = np.zeros(int(self._places.max(initial=0)) + 2, dtype=bool)
        stops[[c for c in continuing if c < len(stops) - 1]] = True
        stops[NOBODY] = True
        at = parcel.at + 1
        found = self._places[parcel.rows, at]
        passed = np.flatnonzero(~stops[found])
        while len(passed):
            at[passed] += 1
            found[passed] = self._places[parcel.rows[passed], at[passed]]
            passed = passed[~stops[found[passed]]]
        return at, found


def joined(parcels: Sequence[Parcel]) -> Parcel:
    """Parcels of one value as one parcel."""
    if len(parcels) == 1:
        return parcels[0]
    return Parcel(
        parcels[0].value,
        np.concatenate([parcel.rows for parcel in parcels]),
        np.concatenate([parcel.at for parcel in parcels]),
        np.concatenate([parcel.times for parcel in parcels]),
    )


def _by_target(parcel: Parcel, target: Whole) -> Iterator[tuple[int, Parcel]]:
    """The parcel in parts, one for each target, in the order of their numbers."""
    order = np.argsort(target, kind="stable")
    cuts = np.flatnonzero(np.diff(target[order])) + 1
    for part in np.split(order, cuts):
        if len(part):
            yield int(target[part[0]]), parcel.picked(part)
