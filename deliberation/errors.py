"""Every error that this package raises on purpose.

::

    DeliberationError
    |- InvalidInputError (ValueError)   .problems: every one found, with row and column
    |- NotFoundError (LookupError)      .kind .id
    |- InfeasibleQuotasError            .conflict .repairs .relaxations: the first of the repairs
    |- UnresolvedTieError               .tied .decision
    |- ProcedureError                   wrong stage, already closed, ...
    |  |- NotAMemberError               the person has no part in this
    |  `- NotAllowedError               their role in the assembly is for other things
    |- BrokenLedgerError                .index
    |- BrokenUrnError                   .added .missing: leaves, beside those of the board
    |- UnavailableError                 .cause: why the database cannot be used at this moment
    |- CancelledError                   whoever wanted the work called it off
    `- SolverError (RuntimeError)       the optimiser stopped without an answer

Each error carries its data as attributes; its message is one plain sentence that says what is
wrong and, where it can, what to try.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from deliberation.sentences import Sentence, all_of


class DeliberationError(Exception):
    """Base of every error that is raised on purpose."""

    @property
    def sentence(self) -> str:
        """What went wrong; where it is a ``Sentence``, it can be said in another language."""
        first = self.args[0] if self.args else ""
        return first if isinstance(first, str) else str(self)


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
        return all_of([f"{feature} = {value}" for feature, value in answers])

    @property
    def sentence(self) -> Sentence:
        """The widening, in words."""
        return Sentence(
            "{quota}: allow {lower} to {upper}",
            quota=self.name,
            lower=self.lower,
            upper=self.upper,
        )

    def __str__(self) -> str:
        return str(self.sentence)


@dataclass(frozen=True, slots=True)
class Bound:
    """One side of a quota: *at* "least" or "most" *number* panel members are what *quota* counts.

    Args:
        quota: its name, such as ``age = 16-29``.
        people: how many there are of them in the pool.
    """

    quota: str
    at: Literal["least", "most"]
    number: int
    people: int

    def __str__(self) -> str:
        return f"at {self.at} {self.number} with {self.quota}"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Bounds that no panel from the pool meets together.

    Args:
        bounds: none where the size, the homes and those who must be in or out are enough.
        reach: of those whom the first bound counts, the number nearest to it that a panel has
            which meets the others; ``None`` where there is no bound, or it was not found out.
        proven: how small it is. "smallest": no conflict has fewer bounds; "irreducible": without
            any one of these the others can be met, but another conflict may have fewer;
            "conflicting": neither was found out in time.
    """

    bounds: tuple[Bound, ...]
    reach: int | None
    proven: Literal["smallest", "irreducible", "conflicting"]

    def __str__(self) -> str:
        if not self.bounds:
            return "whatever the quotas are, the pool and the other rules allow no panel"
        listed = ", ".join(map(str, self.bounds[:-1]))
        listed += f" and {self.bounds[-1]}" if listed else str(self.bounds[-1])
        if self.reach is None:
            return f"{listed} cannot all hold"
        first = self.bounds[0]
        found = f"at {'most' if first.at == 'least' else 'least'} {self.reach} with {first.quota}"
        if len(self.bounds) > 1:
            return f"{listed} cannot all hold: where the others hold, a panel has {found}"
        if first.at == "least" and self.reach == first.people:
            have = f"only {first.people}" if first.people else "none"
            return f"{first} cannot hold: the pool has {have}"
        return f"{first} cannot hold: every panel has {found}"


class InfeasibleQuotasError(DeliberationError):
    """No panel from this pool meets every quota.

    ``conflict`` says which quotas cannot be met together. ``repairs`` are ways to widen quotas that
    make a panel possible, the smallest first, each of which leaves alone, or at least widens less,
    something that each one before it widens; none where quotas are not what stands in the way.
    ``relaxations`` is the first of them. ``confirmed`` counts the members who have seats already.
    """

    def __init__(
        self,
        conflict: Conflict,
        repairs: Iterable[tuple[Relaxation, ...]] = (),
        *,
        confirmed: int = 0,
    ) -> None:
        self.conflict, self.confirmed = conflict, confirmed
        self.repairs: tuple[tuple[Relaxation, ...], ...] = tuple(repairs)
        self.relaxations: tuple[Relaxation, ...] = self.repairs[0] if self.repairs else ()
        advice = Sentence("widen a quota or invite more people")
        if self.relaxations:
            changes = _and_then(self.relaxations)
            advice = Sentence("the smallest change that helps is {changes}", changes=changes)
        super().__init__(
            Sentence(
                "with {n} confirmed, no panel from this pool meets every quota; {advice}",
                n=confirmed,
                advice=advice,
            )
            if confirmed
            else Sentence("no panel from this pool meets every quota; {advice}", advice=advice)
        )


def _and_then(changes: Sequence[Relaxation]) -> Sentence:
    """The *changes* one after another, all of which are needed."""
    last = changes[-1].sentence
    if len(changes) == 1:
        return last
    return Sentence("{first}, and {last}", first=_and_then(changes[:-1]), last=last)


class UnresolvedTieError(DeliberationError):
    """The rule leaves the ``tied`` candidates equal and was given no way to choose.

    ``decision`` says what had to be decided, for example ``"eliminate in round 3"``. Nobody is
    named in ``tied`` where so few have voted that it would tell how.
    """

    def __init__(self, tied: Iterable[str], decision: str) -> None:
        self.tied: tuple[str, ...] = tuple(sorted(tied))
        self.decision = decision
        who = f"{', '.join(self.tied)} are tied (to {decision})"
        few = "there is a tie, and too few voted to say between whom"
        super().__init__(
            f"{who if self.tied else few}; say how ties are broken: "
            "by a published order or by lot from a public seed"
        )


class ProcedureError(DeliberationError):
    """The request is well formed, but not allowed at this moment."""


class NotAMemberError(ProcedureError):
    """The person who asks has no part in this assembly."""


class NotAllowedError(ProcedureError):
    """The person who asks has a part in this assembly, but their role is for other things."""


class BrokenLedgerError(DeliberationError):
    """Entry ``index`` of a ledger does not follow from the one before it."""

    def __init__(self, index: int) -> None:
        self.index = index
        super().__init__(f"the ledger is broken at entry {index}")


class BrokenUrnError(DeliberationError):
    """The ballots in an urn are not those of its board.

    ``added`` are the leaves of ballots that the board does not show, ``missing`` those that it
    shows and the urn has not; a ballot that was altered is both.
    """

    def __init__(self, *, added: Iterable[str], missing: Iterable[str]) -> None:
        self.added: tuple[str, ...] = tuple(sorted(added))
        self.missing: tuple[str, ...] = tuple(sorted(missing))
        super().__init__(
            f"the urn was changed after its close: {len(self.added)} ballots are not on the board, "
            f"and {len(self.missing)} of the board are not in the urn"
        )


Cause = Literal["away", "busy", "full", "read-only", "unsure"]
"""Why a database cannot be used at this moment."""

WHY: Mapping[Cause, Sentence] = {
    "away": Sentence("the database does not answer"),
    "busy": Sentence("too much is asked of the database at once"),
    "full": Sentence("the disk of the database is full"),
    "read-only": Sentence("the database can be read at the moment, and not written"),
    "unsure": Sentence("the database went away at the very end of this"),
}


class UnavailableError(DeliberationError):
    """The database cannot be used at this moment, for no fault of whoever asked.

    Nothing was kept; only where the ``cause`` is ``"unsure"`` does nobody know.
    """

    def __init__(self, cause: Cause) -> None:
        self.cause: Cause = cause
        super().__init__(WHY[cause])


class CancelledError(DeliberationError):
    """The work was called off while it was being done; nothing was decided."""

    def __init__(self) -> None:
        super().__init__(Sentence("the work was called off; nothing was decided"))


class SolverError(DeliberationError, RuntimeError):
    """The optimiser stopped without an answer; nothing was decided."""
