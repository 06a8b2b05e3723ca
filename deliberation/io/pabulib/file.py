"""A Pabulib file as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rows:
    """A section with a header: cells as texts, as many in each row as there are columns."""

    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> tuple[str, ...]:
        """The cells of a column; none where there is no such column."""
        if name not in self.columns:
            return ()
        place = self.columns.index(name)
        return tuple(row[place] for row in self.cells)


@dataclass(frozen=True, slots=True)
class PabulibFile:
    """Everything that a file says, known or not, in its order.

    It holds what is known of each voter beside the ballot, such as age and sex: keep it as you
    would keep ballots with names on them. A count needs only ``read_budget_vote``.

    Args:
        meta: what the file says of the vote, by key.
        projects: a row for each, with the columns ``project_id`` and ``cost`` at least.
        votes: a row for each voter, with the columns ``voter_id`` and ``vote`` at least.
    """

    meta: Mapping[str, str] = field(hash=False)
    projects: Rows
    votes: Rows
