"""The sections of a Pabulib file, line by line: what each says, and what is wrong with it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.pabulib.votes import KINDS, BudgetBallot, ballot_of, number
from deliberation.voting.ballots import Approval

SECTIONS = {
    "META": (),
    "PROJECTS": ("project_id", "cost"),
    "VOTES": ("voter_id", "vote"),
}
"""The sections in their order, and the columns that each must have; META may lack its header."""

Row = tuple[int, list[str]]
Cells = tuple[str, str]
"""The votes and the points of a row."""


class Reading:
    """What the lines of a file have said so far.

    The votes are not held: ``votes`` gives them row by row, and then ``finish`` says what is wrong.
    Different ones are: approvals by the numbers of the projects, and all others as ballots.

    Args:
        lines: of the file, with their ends.
        name: of the file, for problems.

    Raises:
        InvalidInputError: a section is missing, so that the rest cannot be read.
    """

    def __init__(self, lines: Iterable[str], name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.columns: dict[str, tuple[str, ...]] = {}
        self.meta: dict[str, str] = {}
        self._rows: dict[str, int] = {}
        self.projects: dict[str, tuple[str, ...]] = {}
        self.approved: dict[Cells, list[int]] = {}
        self.ballots: dict[Cells, BudgetBallot] = {}
        self._repeated = 0
        self._reader = csv.reader(lines, delimiter=";")
        self._begin("META", self._next())
        self._meta_and_projects()

    def _next(self) -> Row | None:
        """The next row that says something."""
        for cells in self._reader:
            if any(cells):
                return self._reader.line_num, cells
        return None

    def _begin(self, section: str, row: Row | None) -> None:
        """The line that names a *section*, and its header where it has one."""
        if row is None or row[1][0].strip().upper() != section or any(row[1][1:]):
            where = row[0] if row else None
            text = f"a line that says {section} must stand here"
            raise InvalidInputError([*self.problems, Problem(text, where, file=self.name)])
        if section == "META":
            return
        line, header = self._next() or (self._reader.line_num, [])
        columns = tuple(cell.strip() for cell in header)
        problems = [
            f"the header of {section} has no column {needed!r}"
            for needed in SECTIONS[section]
            if needed not in columns
        ]
        problems += [
            f"the header of {section} names {column!r} more than once"
            for column in dict.fromkeys(columns)
            if columns.count(column) > 1
        ]
        if problems:
            broken = (Problem(text, line, file=self.name) for text in problems)
            raise InvalidInputError([*self.problems, *broken])
        self.columns[section] = columns

    def _meta_and_projects(self) -> None:
        """Everything before the votes."""
        while (row := self._next()) and row[1][0].strip().upper() != "PROJECTS":
            self._about(*row)
        self._begin("PROJECTS", row)
        while (row := self._next()) and row[1][0].strip().upper() != "VOTES":
            self._project(*row)
        self._check_meta()
        self._begin("VOTES", row)

    def _about(self, line: int, cells: list[str]) -> None:
        key, value = cells[0].strip(), ";".join(cells[1:]).strip()
        if not self.meta and (key, value) == ("key", "value"):
            return
        if key in self.meta:
            self.wrong(line, f"{key!r} stands twice; keep one")
        self.meta[key] = value
        self._rows[key] = line

    def _project(self, line: int, cells: list[str]) -> None:
        columns = self.columns["PROJECTS"]
        row = self._fitting(line, cells, len(columns))
        name = row[columns.index("project_id")].strip()
        cost = row[columns.index("cost")]
        if not name or "," in name:
            self.wrong(line, f"{name!r} is no name of a project; it must have one, without commas")
        if name in self.projects:
            self.wrong(line, f"project {name!r} stands twice; keep one")
        if number(cost) is None or cost.strip().startswith("-"):
            self.wrong(line, f"the cost {cost!r} is no amount of money")
        self.projects[name] = tuple(row)

    def _fitting(self, line: int, cells: list[str], width: int) -> list[str]:
        """The *cells* of a row, as many as there are columns."""
        while len(cells) > width and not cells[-1]:
            cells.pop()
        if len(cells) != width:
            self.wrong(line, f"this row has {len(cells)} cells, and the header {width}")
        return [*cells[:width], *[""] * (width - len(cells))]

    def _check_meta(self) -> None:
        """What must be known of the vote."""
        budget = self.meta.get("budget", "")
        if not number(budget) or budget.startswith("-"):
            self.wrong(
                self._rows.get("budget"),
                f"the budget {budget!r} is no amount of money of more than 0",
            )
        if (kind := self.meta.get("vote_type", "")) not in KINDS:
            self.wrong(
                self._rows.get("vote_type"),
                f"vote_type is {kind!r}; write one of {', '.join(KINDS)}",
            )
        if not self.projects:
            self.wrong(None, "there is no project")
        self._check_number("num_projects", len(self.projects))

    def _check_number(self, key: str, found: int) -> None:
        said = self.meta.get(key)
        if said is not None and said != str(found):
            self.wrong(self._rows[key], f"{key} is {said!r}, but the file has {found}")

    def votes(self) -> Iterator[tuple[Cells, list[str]]]:
        """The votes and points, and all the cells, of each row."""
        columns = self.columns["VOTES"]
        width, voter, vote = len(columns), columns.index("voter_id"), columns.index("vote")
        points = columns.index("points") if "points" in columns else None
        kind = KINDS.get(self.meta.get("vote_type", ""), Approval)
        numbers = {project: i for i, project in enumerate(self.projects)}
        known = self.approved if kind is Approval else self.ballots
        voters: set[str] = set()
        count = 0
        for row in self._reader:
            if not any(row):
                continue
            if len(row) != width:
                row = self._fitting(self._reader.line_num, row, width)
            count += 1
            key = row[vote], "" if points is None else row[points]
            if key not in known and not (kind is Approval and self._approves(key, numbers)):
                self._ballot(kind, key, numbers)
            voters.add(row[voter])
            if len(voters) != count - self._repeated:
                self._repeated += 1
                self.wrong(self._reader.line_num, f"voter {row[voter]!r} stands twice; keep one")
            yield key, row
        self._check_number("num_votes", count)

    def _approves(self, key: Cells, numbers: Mapping[str, int]) -> bool:
        """Whether a row plainly lists different projects, as nearly all do; then it is kept."""
        try:
            found = [numbers[name] for name in key[0].split(",")] if key[0] else []
        except KeyError:
            return False
        if len({*found}) == len(found):
            self.approved[key] = found
            return True
        return False

    def _ballot(self, kind: type[BudgetBallot], key: Cells, numbers: Mapping[str, int]) -> None:
        """The ballot of a row, kept where nothing is wrong with it."""
        try:
            ballot = ballot_of(kind, *key, numbers)
        except InvalidInputError as error:
            for problem in error.problems:
                self.wrong(self._reader.line_num, problem.text)
            return
        if isinstance(ballot, Approval):
            self.approved[key] = [numbers[project] for project in ballot.approved]
        else:
            self.ballots[key] = ballot

    def wrong(self, line: int | None, text: str) -> None:
        """Remember a problem."""
        self.problems.append(Problem(text, line, file=self.name))

    def finish(self) -> None:
        """Say everything that is wrong.

        Raises:
            InvalidInputError: something is.
        """
        if self.problems:
            raise InvalidInputError(self.problems)
