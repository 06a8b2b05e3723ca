"""What may be shown of a vote: the one policy that page, report, figures, export and bundle ask.

An *outcome* is what a rule adds up to find who is elected: totals, the numbers of each pair, the
rounds of a count. It is shown even where it says that all agreed. A *cell* is a number of voters
who are alike in something that the rule does not need to tell apart: who cast the same ballot, gave
the same number, belong to the same group. Cells are shown where none is small, and none is
everybody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from deliberation.errors import ProcedureError
from deliberation.voting.profile import Profile

Cells = Sequence[int]
"""How many voters of a group are in each cell: every one of them in exactly one."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What may be shown.

    Args:
        at_least: voters who must have cast before more than the outcome is shown, and who must
            share a ballot or a cell before that is.
    """

    at_least: int

    def require_closed(self, closed: bool) -> None:
        """Pass on once a vote is *closed*.

        Raises:
            ProcedureError: it is not; turnout is all that is known of it.
        """
        if not closed:
            raise ProcedureError("this vote is not closed; nothing is counted before the close")

    def shows_figures(self, cast: int) -> bool:
        """Whether more than the outcome is shown of a vote in which so many cast."""
        return cast >= self.at_least

    def names_tied(self, cast: int, *, listed: bool) -> bool:
        """Whether it is said who was equal, where a tie decides a vote in which so many cast.

        Of few voters a tie tells all totals; where every ballot is *listed* anyway, nothing.
        """
        return listed or self.shows_figures(cast)

    def shows_cells(self, cells: Iterable[int]) -> bool:
        """Whether a group may be shown in these parts: none is small, and none is everybody.

        >>> DISCLOSURE.shows_cells([7, 5, 0]), DISCLOSURE.shows_cells([8, 4])
        (True, False)
        >>> DISCLOSURE.shows_cells([12, 0])
        False
        """
        parts = [voters for voters in cells if voters]
        return len(parts) > 1 and min(parts) >= self.at_least

    def shows_ballots(self, profile: Profile[Any]) -> bool:
        """Whether whole ballots, or parts of them, may be shown as they are."""
        return self.shows_cells(profile.counts.values())

    def shows_tallies(self, tallies: Mapping[str, Mapping[Any, int]], valid: int) -> bool:
        """Whether it may be shown how many of the *valid* ballots gave each candidate which number.

        Those that gave a candidate none are a cell too.
        """
        return all(
            self.shows_cells([*given.values(), valid - sum(given.values())])
            for given in tallies.values()
        )

    def table(self, rows: Mapping[str, Cells]) -> dict[str, Cells | None]:
        """A table of groups by cells, of which those rows are hidden (``None``) that say too much.

        Whoever knows the whole of each column, which is the outcome, can subtract the rows shown,
        and learns what the hidden ones add up to. So rows are hidden until that sum may be shown
        too, the smallest first; or none are left.

        >>> DISCLOSURE.table({"north": (20, 9), "south": (6, 8), "islands": (3, 4)})
        {'north': (20, 9), 'south': None, 'islands': None}

        Args:
            rows: for each group how many of its voters are in each cell; all have the same cells.
        """
        shown = {name: cells for name, cells in rows.items() if self.shows_cells(cells)}
        while shown and len(shown) < len(rows):
            hidden = (cells for name, cells in rows.items() if name not in shown)
            if self.shows_cells(sum(column) for column in zip(*hidden, strict=True)):
                break
            del shown[min(shown, key=lambda name: (sum(shown[name]), name))]
        return {name: shown.get(name) for name in rows}


DISCLOSURE = Disclosure(at_least=5)
"""The policy of every vote."""
