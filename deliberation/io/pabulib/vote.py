"""Of a Pabulib file, what a count needs: the budget and how many cast each ballot.

The rows of the voters, with whatever is known of them, are passed over as soon as they are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

from deliberation.io.pabulib.lines import Cells, Reading
from deliberation.io.pabulib.reader import reading
from deliberation.io.pabulib.votes import KINDS, BudgetBallot, number
from deliberation.voting.ballots import Approval, Ranking, Scores
from deliberation.voting.budget import Budget
from deliberation.voting.profile import Profile


@dataclass(frozen=True, slots=True)
class BudgetVote:
    """A vote on a budget.

    Args:
        title: the file's ``description``.
        budget: what there is to spend, and what the projects cost.
        profile: the ballots; the projects stand as candidates, by their ids.
        names: of the projects, by id; empty where the file has none.
        selected: the ids that the file says were chosen; ``None`` where it does not say.
    """

    title: str
    budget: Budget
    profile: Profile[Approval | Scores | Ranking]
    names: tuple[tuple[str, str], ...]
    selected: tuple[str, ...] | None


def read_budget_vote(path: str | Path) -> BudgetVote:
    """The vote in a .pb file, which is read line by line.

    Raises:
        InvalidInputError: with every problem found, by line.
        OSError: the file cannot be opened.
    """
    with Path(path).open("rb") as file, reading(file, Path(path).name) as lines:
        return _vote(lines)


def parse_budget_vote(data: bytes, filename: str) -> BudgetVote:
    """The vote in the bytes of a .pb file.

    Raises:
        InvalidInputError: with every problem found, by line.
    """
    with reading(BytesIO(data), filename) as lines:
        return _vote(lines)


def _vote(lines: Reading) -> BudgetVote:
    cells = Counter(key for key, _ in lines.votes())
    lines.finish()
    columns = lines.columns["PROJECTS"]

    def column(name: str) -> dict[str, str]:
        place = columns.index(name)
        return {project: row[place].strip() for project, row in lines.projects.items()}

    chosen = column("selected") if "selected" in columns else None
    return BudgetVote(
        lines.meta.get("description", ""),
        Budget(
            number(lines.meta["budget"]) or 0,
            {project: number(cost) or 0 for project, cost in column("cost").items()},
        ),
        _profile(lines, cells),
        tuple(column("name").items()) if "name" in columns else (),
        None if chosen is None else tuple(p for p, mark in chosen.items() if mark == "1"),
    )


def _profile(lines: Reading, cells: Mapping[Cells, int]) -> Profile[Any]:
    """The ballots of rows, which have been read, and how often each stands in the file."""
    if KINDS[lines.meta["vote_type"]] is Approval:
        rows = [lines.approved[key] for key in cells]
        columns = [*chain.from_iterable(rows)]
        return Profile.from_approvals(lines.projects, columns, [*map(len, rows)], [*cells.values()])
    counts = Counter[BudgetBallot]()
    for key, times in cells.items():
        counts[lines.ballots[key]] += times
    return Profile(lines.projects, counts)
