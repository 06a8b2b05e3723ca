"""One transaction over everything that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from threading import RLock
from types import TracebackType

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from deliberation.errors import InvalidInputError
from deliberation.store.arriving import ArrivingVerbs
from deliberation.store.assemblies import AssemblyVerbs
from deliberation.store.claims import Claims
from deliberation.store.deleting import DeletingVerbs
from deliberation.store.drawing import DrawingVerbs
from deliberation.store.durable import turned_off
from deliberation.store.engine import for_reading, for_writing, in_memory, keep_private, make_engine
from deliberation.store.ledger import LedgerVerbs
from deliberation.store.migrate import migrate, newest
from deliberation.store.naming import NamingVerbs
from deliberation.store.needing import NeedingVerbs
from deliberation.store.papers import PaperVerbs
from deliberation.store.population import PopulationVerbs
from deliberation.store.reasoning import ReasoningVerbs
from deliberation.store.replacing import ReplacingVerbs
from deliberation.store.retaining import RetainingVerbs
from deliberation.store.scrubbing import scrub
from deliberation.store.sealing import SealingVerbs
from deliberation.store.shape import revision_of
from deliberation.store.speaking import SpeakingVerbs
from deliberation.store.suggesting import SuggestingVerbs
from deliberation.store.together import Together
from deliberation.store.trouble import Transaction, telling
from deliberation.store.wording import WordingVerbs


class Store(
    LedgerVerbs,
    AssemblyVerbs,
    RetainingVerbs,
    PopulationVerbs,
    DrawingVerbs,
    ReplacingVerbs,
    SealingVerbs,
    PaperVerbs,
    SpeakingVerbs,
    ArrivingVerbs,
    SuggestingVerbs,
    ReasoningVerbs,
    NamingVerbs,
    NeedingVerbs,
    DeletingVerbs,
    WordingVerbs,
):
    """An open transaction, and the verbs for what is kept. Made by ``open_store``.

    Values go in and come out; rows stay inside. A verb keeps no rule of procedure: who may do
    what, and when, is in ``deliberation.procedures``.
    """


class Begin:
    """A connected database: call it for each transaction. Made by ``open_store``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writing = for_writing(engine)
        self._reading = for_reading(engine)
        shared = in_memory(engine.url)
        grouped = engine.dialect.name == "sqlite" and not shared
        self._together = Together(self._writing) if grouped else None
        self._claims = Claims(engine)
        self._turn: AbstractContextManager[object] = RLock() if shared else nullcontext()

    def __call__(self) -> AbstractContextManager[Store]:
        """A transaction that may write: kept at the end of the block, taken back on an error."""
        return self._transaction(self._writing, Transaction(writes=True))

    def together(self) -> AbstractContextManager[Store]:
        """The same for what many do at one moment, such as casting: in an SQLite file they share a
        commit, which is quicker.

        Past the end of the block it is on the disk, as always. What each does is taken back by
        itself on an error, but if the commit fails, nothing of anybody's is kept.
        """
        return self() if self._together is None else self._shared(self._together)

    def reading(self) -> AbstractContextManager[Store]:
        """A transaction that sees one moment, cannot write, and neither waits nor is waited for."""
        return self._transaction(self._reading, Transaction(writes=False))

    def scrub(self) -> bool:
        """Overwrite what was deleted; whether nothing of it is left in the database's files.

        For after a purge, outside of every transaction. What other places may hold, such as
        backups and PostgreSQL's own log, is beyond its reach.
        """
        with self._turn:
            return scrub(self._engine)

    def turned_off(self) -> tuple[str, ...]:
        """Settings of the database without which a cut of the power loses what was kept."""
        return turned_off(self._engine)

    def is_current(self) -> bool:
        """Whether the database answers and its tables are those that this code knows.

        Raises:
            UnavailableError: it cannot be used at this moment.
        """
        with (
            self._turn,
            telling(Transaction(writes=False)),
            self._reading.connect() as connection,
        ):
            return revision_of(connection) == newest()

    @contextmanager
    def claim(self, job_id: str) -> Iterator[None]:
        """Be at work on a job to the end of the block, which other processes see."""
        with telling(Transaction(writes=False)), self._claims.held(job_id):
            yield

    def is_claimed(self, job_id: str) -> bool:
        """Whether a process that lives is at work on a job, or has it waiting."""
        with telling(Transaction(writes=False)):
            return self._claims.is_held(job_id)

    def close(self) -> None:
        """Disconnect. A database in memory is gone after that."""
        self._engine.dispose()

    def __enter__(self) -> Begin:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def _transaction(self, engine: Engine, transaction: Transaction) -> Iterator[Store]:
        with (
            self._turn,
            telling(transaction),
            Session(engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield Store(session, one_moment=not transaction.writes)
            session.flush()
            transaction.ends = True

    @contextmanager
    def _shared(self, together: Together) -> Iterator[Store]:
        with telling(Transaction(writes=True)), together.join() as session:
            yield Store(session)


def open_store(url: str) -> Begin:
    """A connected database with every table up to date; call the result for each transaction.

    >>> with open_store("sqlite://") as begin:
    ...     with begin() as store:          # kept at the end, taken back on an error
    ...         store.assemblies()
    ()

    Args:
        url: ``sqlite:///FILE``, ``postgresql://...``, or ``sqlite://`` for a database in memory.

    Raises:
        InvalidInputError: *url* names another kind of database, nothing answers there, or a newer
            version of this program has been at work there.
    """
    engine = make_engine(url)
    with ExitStack() as failed:
        failed.callback(engine.dispose)
        _bring_up_to_date(engine)
        failed.pop_all()
    return Begin(engine)


def _bring_up_to_date(engine: Engine) -> None:
    """Make the database ready, or say in one sentence why it cannot be."""
    keep_private(engine.url)
    try:
        migrate(for_writing(engine))
    except DatabaseError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise InvalidInputError([f"the database cannot be opened: {reason}"]) from error
