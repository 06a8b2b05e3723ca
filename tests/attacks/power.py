"""The power is cut: what was written and not yet on the disk is gone.

The server runs on SQLite under `strace`, which notes each write, each wait for the disk, and each
answer. From these notes a disk is built anew as it stands at the moment at which an answer goes
out, without what no wait has covered by then; and SQLite mends what is left, as after a reboot.
"""

import asyncio
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.casts.hall import fill
from benchmarks.casts.phones import Phone
from benchmarks.casts.served import PAGES, Served
from deliberation.store.tables import SealedRow
from tests.attacks.attempt import Attempt, attempt
from tests.attacks.site import send
from tests.attacks.trace import STRACE, Event, events

DONE = b"HTTP/1.1 302"  # a ballot is in the urn
COUNT = f"SELECT count(*) FROM {SealedRow.__tablename__}"
NORMAL = (
    "from deliberation.store import engine; engine.PRAGMAS['synchronous'] = 'NORMAL'; "
    "from deliberation.cli import main; main()"
)
CARELESS = ("-c", NORMAL, *PAGES[2:])
"""The same server, but that it waits for the disk only now and then: the planted fault."""


@dataclass(slots=True)
class Disk:
    """Files as a reboot finds them, and what was written since the last wait for the disk.

    Args:
        sure: what is on the disk.
        linked: the files that are in their folder: one that is new is there only once somebody has
            waited for the folder.
    """

    sure: dict[str, bytearray]
    linked: set[str]
    pending: defaultdict[str, list[Event]] = field(default_factory=lambda: defaultdict(list))
    covered: dict[str, int] = field(default_factory=dict)

    def see(self, event: Event) -> None:
        """Take note of what the program did."""
        match event.what:
            case "write" | "cut":
                self.pending[event.file].append(event)
            case "sync":  # covers what was written before it, not what others write meanwhile
                self.covered[event.thread] = len(self.pending[event.file])
            case "synced":
                waiting, n = self.pending[event.file], self.covered.pop(event.thread)
                carry_out(self.sure, waiting[:n])
                del waiting[:n]
                self.linked |= {name for name in self.pending if within(name, event.file)}

    def after_a_cut(self, survives: Callable[[], bool]) -> dict[str, bytes]:
        """The files that a reboot finds, where of what no wait has covered some *survives*."""
        files = {name: bytearray(content) for name, content in self.sure.items()}
        for waiting in self.pending.values():
            carry_out(files, [event for event in waiting if survives()])
        return {name: bytes(files[name]) for name in files.keys() & self.linked}


def carry_out(files: dict[str, bytearray], done: Sequence[Event]) -> None:
    """Do what was written, and cut off."""
    for event in done:
        content = files.setdefault(event.file, bytearray())
        if event.what == "cut":
            del content[event.offset :]
        content.extend(bytes(max(0, event.offset - len(content))))
        content[event.offset : event.offset + len(event.data)] = event.data


def within(file: str, folder: str) -> bool:
    """Whether *file* stands in *folder*."""
    return file.rpartition("/")[0] == folder


def power_cut(*, voters: int, words: Sequence[str] = PAGES) -> Attempt:
    """Each voter casts once, a few at a time; at each answer the power is cut, in two ways.

    All that no wait has covered is gone, or chance says of each write of it whether it is.
    """
    with TemporaryDirectory() as folder:
        database = Path(folder).resolve() / "town.db"
        hall = fill(f"sqlite:///{database}", voters=voters)
        disk = Disk({str(database): bytearray(database.read_bytes())}, {str(database)})
        noted = Path(folder) / "trace"
        before = [*STRACE, "-o", str(noted)]
        served = Served([*words, "--database", hall.url], Path(folder), before=before)
        try:
            asyncio.run(crowd([Phone(served.ports[0], hall.cookie(i)) for i in range(voters)]))
        finally:
            served.kill()
        with noted.open(encoding="ascii") as lines:
            found = [*outcomes(disk, events(lines), Random(20))]
    assert len(found) == 2 * voters, "the notes show every answer"
    return attempt("a cut of the power loses a ballot (SQLite, traced)", found)


async def crowd(phones: list[Phone]) -> None:
    """All cast, six at a time."""
    doors = asyncio.Semaphore(6)

    async def vote(phone: Phone) -> None:
        async with doors:
            answer = await send(phone, await phone.ballot(), 1)
            assert answer.status == 302, answer
            phone.hang_up()

    await asyncio.gather(*map(vote, phones))


def outcomes(disk: Disk, seen: Iterable[Event], chance: Random) -> Iterator[bool]:
    """At each answer that says a ballot is in the urn: whether a cut then loses one."""
    answered = 0
    for event in seen:
        if event.what == "send" and event.data.startswith(DONE):
            answered += 1
            for survives in (lambda: False, lambda: chance.random() < 0.5):
                yield not holds(disk.after_a_cut(survives), answered)
        else:
            disk.see(event)


def holds(files: dict[str, bytes], answered: int) -> bool:
    """Whether SQLite finds a sound database in these files, with so many ballots or more."""
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            if not name.endswith("-shm"):  # memory that processes share: none outlives a cut
                (Path(folder) / Path(name).name).write_bytes(content)
        try:
            with closing(sqlite3.connect(Path(folder) / "town.db")) as database:
                sound = database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                return sound and database.execute(COUNT).fetchone()[0] >= answered
        except sqlite3.DatabaseError:  # what is left is no database
            return False
