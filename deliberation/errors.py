"""Every error that this package raises on purpose.

::

    DeliberationError
    |- InvalidInputError (ValueError)   .problems: every one found, with row and column
    |- NotFoundError (LookupError)      .kind .id
    |- InfeasibleQuotasError            .relaxations: the smallest widenings that help
    |- UnresolvedTieError               .tied .decision
    |- ProcedureError                   wrong stage, already closed, ...
    |  `- NotAMemberError               the person has no part in this
    |- BrokenLedgerError                .index
    `- SolverError (RuntimeError)       the optimiser stopped without an answer

Each error carries its data as attributes; its message is one plain sentence that says what is
wrong and, where it can, what to try.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


class DeliberationError(Exception):
    """Base of every error that is raised on purpose."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with an input, and where.

    Args:
        text: one sentence that says what is wrong and what to do.
        row: the row of the file as a spreadsheet numbers it (the header is row 1).
        column: the column's name.
        file: the file's name, where several files are read together.
    """

    text: str
    row: int | None = None
    column: str | None = None
    file: str | None = None

    def __str__(self) -> str:
        where = ", ".join(
            part
            for part in (
                self.file or "",
                f"row {self.row}" if self.row is not None else "",
                f"column {self.column!r}" if self.column is not None else "",
            )
            if part
        )
        return f"{where}: {self.text}" if where else self.text


class InvalidInputError(DeliberationError, ValueError):
    """Input that breaks a stated rule; ``problems`` lists every one found, not the first."""

    def __init__(self, problems: Iterable[Problem | str]) -> None:
        self.problems: tuple[Problem, ...] = tuple(
            p if isinstance(p, Problem) else Problem(p) for p in problems
        )
        super().__init__("; ".join(map(str, self.problems)))


class NotFoundError(DeliberationError, LookupError):
    """Nothing of this ``kind`` has this ``id``."""

    def __init__(self, kind: str, id: str) -> None:
        self.kind, self.id = kind, id
        super().__init__(f"there is no {kind} {id!r}")


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A quota widened to *lower*..*upper*, so that a panel becomes possible.

    Args:
        also: the further answers of a joint quota.
    """

    feature: str
    value: str
    lower: int
    upper: int
    also: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """What the quota counts, such as ``age = 16-29 and gender = woman``."""
        answers = ((self.feature, self.value), *self.also)
        return " and ".join(f"{feature} = {value}" for feature, value in answers)

    def __str__(self) -> str:
        return f"{self.name}: allow {self.lower} to {self.upper}"


class InfeasibleQuotasError(DeliberationError):
    """No panel from this pool meets every quota.

    ``relaxations`` are the fewest widenings, taken together, that make a panel possible; empty
    where none was found. ``confirmed`` counts the members who have seats already.
    """

    def __init__(self, relaxations: Iterable[Relaxation] = (), *, confirmed: int = 0) -> None:
        self.relaxations: tuple[Relaxation, ...] = tuple(relaxations)
        self.confirmed = confirmed
        given = f"with {confirmed} confirmed, " if confirmed else ""
        advice = (
            "; the smallest change that helps is "
            + ", and ".join(str(relaxation) for relaxation in self.relaxations)
            if self.relaxations
            else "; widen a quota or invite more people"
        )
        super().__init__(f"{given}no panel from this pool meets every quota{advice}")


class UnresolvedTieError(DeliberationError):
    """The rule leaves the ``tied`` candidates equal and was given no way to choose.

    ``decision`` says what had to be decided, for example ``"eliminate in round 3"``.
    """

    def __init__(self, tied: Iterable[str], decision: str) -> None:
        self.tied: tuple[str, ...] = tuple(sorted(tied))
        self.decision = decision
        super().__init__(
            f"{', '.join(self.tied)} are tied (to {decision}); say how ties are broken: "
            "by a published order or by lot from a public seed"
        )


class ProcedureError(DeliberationError):
    """The request is well formed, but not allowed at this moment."""


class NotAMemberError(ProcedureError):
    """The person who asks has no part in this assembly."""


class BrokenLedgerError(DeliberationError):
    """Entry ``index`` of a ledger does not follow from the one before it."""

    def __init__(self, index: int) -> None:
        self.index = index
        super().__init__(f"the ledger is broken at entry {index}")


class SolverError(DeliberationError, RuntimeError):
    """The optimiser stopped without an answer; nothing was decided."""
