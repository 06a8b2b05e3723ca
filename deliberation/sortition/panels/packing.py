"""How many each row has counted, in one whole number, with the bounds checked all at once.

Each row that says anything has a few bits. It starts at such a number that to break the maximum
makes it run over into a guard bit; and to add what is still missing to the minimum, less those who
are still to come, makes it run over as long as the minimum can be reached. So one addition and one
comparison look at every row. When no more people of a row are to come, its bits are set to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from deliberation.sortition.panels.polytope import Panels


class Packing:
    """The packed sums for people who come in *turns*: of which type, and how many.

    Attributes:
        start: the state before anybody came.
    """

    def __init__(self, panels: Panels, turns: Sequence[Sequence[tuple[int, int]]]) -> None:
        size = panels.rows[0].upper
        self.start, self._guards, shift = 0, 0, 0
        self._possible = True
        self._of_type = [0] * len(panels.types)
        self._reach = [0] * len(turns)  # is added after each turn to look at the minimums
        self._kept = [0] * len(turns)  # the bits of rows of which more people are to come
        for row in panels.rows:
            counted = set(row.types)
            coming = [sum(n for t, n in turn if t in counted) for turn in turns]
            upper = min(row.upper, size, sum(coming))
            self._possible &= row.lower <= upper
            if row.lower == 0 and upper == min(size, sum(coming)):
                continue  # it says nothing
            bits = (upper + size + 1).bit_length()
            guard = 1 << bits
            begin = guard - 1 - upper
            self.start |= begin << shift
            self._guards |= guard << shift
            for t in counted:
                self._of_type[t] |= 1 << shift
            left = sum(coming)
            for i, came in enumerate(coming):
                if left:
                    left -= came
                    enough = begin + max(row.lower - left, 0)
                    self._reach[i] |= (guard - enough) << shift
                    self._kept[i] |= (guard - 1 if left else 0) << shift
                else:
                    self._reach[i] |= guard << shift
            shift += bits + 1

    def person(self, t: int) -> int:
        """What one person of type *t* adds to a state."""
        return self._of_type[t]

    def after(self, turn: int, state: int) -> int | None:
        """The *state* after that *turn*; ``None`` where a bound is broken or out of reach."""
        if state & self._guards or not self._possible:
            return None
        if (state + self._reach[turn]) & self._guards != self._guards:
            return None
        return state & self._kept[turn]
