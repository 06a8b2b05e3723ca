"""Of a Pabulib file, what a count needs: the budget and how many cast each ballot.

The rows of the voters, with whatever is known of them, are passed over as soon as they are read.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from deliberation.io.pabulib.lines import Reading
from deliberation.io.pabulib.reader import reading
from deliberation.io.pabulib.votes import BudgetBallot, number
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
    counts: dict[BudgetBallot, int] = {}
    for key, times in cells.items():
        ballot = lines.ballots[key]
        counts[ballot] = counts.get(ballot, 0) + times
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
        Profile(lines.projects, counts),
        tuple(column("name").items()) if "name" in columns else (),
        None if chosen is None else tuple(p for p, mark in chosen.items() if mark == "1"),
    )
