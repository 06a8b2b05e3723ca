"""A Pabulib file from what was read, or from a profile."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from deliberation.errors import InvalidInputError
from deliberation.io.files import write_bytes
from deliberation.io.pabulib.file import PabulibFile, Rows
from deliberation.io.pabulib.votes import KINDS, cells_of, written
from deliberation.voting.ballots import Approval, Ranking, Scores
from deliberation.voting.budget import Budget
from deliberation.voting.profile import Profile


def write_pabulib(path: str | Path, file: PabulibFile) -> None:
    """Write a .pb file, whole or not at all.

    Raises:
        OSError: it cannot be written.
    """
    write_bytes(path, format_pabulib(file).encode("utf-8"))


def format_pabulib(file: PabulibFile) -> str:
    """The text of a .pb file; ``num_projects`` and ``num_votes`` are counted anew."""
    text = StringIO()
    sheet = csv.writer(text, delimiter=";", lineterminator="\n")
    counted = {
        "num_projects": str(len(file.projects.cells)),
        "num_votes": str(len(file.votes.cells)),
    }
    sheet.writerows([["META"], ["key", "value"], *({**file.meta, **counted}).items()])
    sheet.writerows([["PROJECTS"], file.projects.columns, *file.projects.cells])
    sheet.writerows([["VOTES"], file.votes.columns, *file.votes.cells])
    return text.getvalue()


def pabulib_of(
    profile: Profile[Any],
    budget: Budget,
    *,
    meta: Mapping[str, str],
    selected: Collection[str] | None = None,
) -> PabulibFile:
    """The file of a vote; voters are numbered, in the order of the ballots.

    Args:
        meta: what is known of the vote, such as its ``description``; the ``vote_type`` may be left
            out, and is then ``approval``, ``ordinal`` or ``scoring``.
        selected: the projects chosen.

    Raises:
        InvalidInputError: ballots are of several kinds, or an amount is no decimal fraction, or a
            project's id holds what separates ids.
    """
    problems = [
        f"project {project!r} cannot be written: an id has no comma and no space around it"
        for project in profile.candidates
        if "," in project or project != project.strip() or not project
    ]
    try:
        costs = {project: written(budget.costs[project]) for project in profile.candidates}
        total = written(budget.total)
        votes = tuple(_votes(profile))
    except ValueError as error:
        problems.append(f"{error}, and cannot be written")
    if len(profile.kinds) > 1:
        problems.append("the ballots are of several kinds; a file holds one")
    if problems:
        raise InvalidInputError(problems)
    default = {Approval: "approval", Ranking: "ordinal", Scores: "scoring"}
    kind = next((default[k] for k in default if k in profile.kinds), "approval")
    known = {"vote_type": kind, **meta, "budget": total}
    columns = ("project_id", "cost") + (("selected",) if selected is not None else ())
    rows = [
        (project, cost) + ((str(int(project in selected)),) if selected is not None else ())
        for project, cost in costs.items()
    ]
    scored = KINDS[known["vote_type"]] is Scores
    width = 3 if scored else 2
    return PabulibFile(
        known,
        Rows(columns, tuple(rows)),
        Rows(("voter_id", "vote", "points")[:width], tuple(row[:width] for row in votes)),
    )


def _votes(
    profile: Profile[Any],
) -> Iterator[tuple[str, str, str]]:
    """A row for each voter."""
    voter = 0
    for ballot, times in profile.counts.items():
        cells = cells_of(ballot)
        for _ in range(times):
            voter += 1
            yield str(voter), *cells
