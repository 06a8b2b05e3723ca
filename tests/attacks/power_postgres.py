"""The power is cut under PostgreSQL: of its log only that is left which it has waited for.

`strace` notes what each of its processes writes to the log, each wait for the disk, and each
answer. At an answer that says a transaction is kept, the cluster is built anew from its files as
they stood before anybody cast (none of the pages written since has reached the disk: the worst
case, as long as no checkpoint ends meanwhile) and from the log without what no wait has covered.
PostgreSQL mends itself from these, and the ballots are counted.
"""

import os
import re
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from sqlalchemy import create_engine, text

from benchmarks.casts.hall import CANDIDATES, VOTE, Hall, fill
from benchmarks.casts.postgres import USER, Postgres
from deliberation.procedures.sealed import seal_and_cast
from deliberation.store import Begin, open_store
from deliberation.voting import Ranking
from tests.attacks.attempt import Attempt, attempt
from tests.attacks.power import COUNT, Disk
from tests.attacks.trace import STRACE, Event, events

KEPT = b"COMMIT\x00"  # what PostgreSQL answers once a transaction is kept
FOUND = re.compile(r'count = "(\d+)"')
CARELESS = "?options=-c%20synchronous_commit%3Doff"
"""What makes PostgreSQL answer before it has waited for the disk: the planted fault."""


def power_cut(cluster: Postgres, *, voters: int, cuts: int, options: str = "") -> Attempt:
    """Each voter casts once, one after the other; at some of the answers the power is cut."""
    url = cluster.database(f"cut_{secrets.token_hex(4)}")
    hall = fill(url, voters=voters)
    with TemporaryDirectory() as name:
        before, noted = Path(name) / "before", Path(name) / "trace"
        checkpoint(url)
        shutil.copytree(cluster.folder / "data", before)
        with open_store(url + options) as begin, traced(cluster, noted):
            cast(hall, begin)
        with noted.open(encoding="ascii") as lines:
            seen = [*events(lines)]
        found = [*outcomes(cluster, before, seen, urlsplit(url).path[1:], voters, cuts)]
    return attempt("a cut of the power loses a ballot (PostgreSQL, traced)", found)


def checkpoint(url: str) -> None:
    """Let everything so far be on the disk, and what follows begin a new file of the log."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SELECT pg_switch_wal()"))
        connection.execute(text("CHECKPOINT"))
    engine.dispose()


@contextmanager
def traced(cluster: Postgres, noted: Path) -> Iterator[None]:
    """Note what every process of the cluster does, those that begin meanwhile included."""
    first = int((cluster.folder / "data" / "postmaster.pid").read_text().split()[0])
    children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    pids = [str(first), *children]
    asked = [word for pid in pids for word in ("-p", pid)]
    with subprocess.Popen([*STRACE, "-o", noted, *asked], stderr=subprocess.DEVNULL) as strace:
        while not all(watched(pid) for pid in pids):
            assert strace.poll() is None, "strace cannot look at PostgreSQL"
            time.sleep(0.05)
        try:
            yield
        finally:
            strace.send_signal(signal.SIGINT)


def watched(pid: str) -> bool:
    """Whether somebody traces a process."""
    return "TracerPid:\t0\n" not in Path(f"/proc/{pid}/status").read_text()


def cast(hall: Hall, begin: Begin) -> None:
    """One ballot for each voter; each in a transaction, and nothing else."""
    for token in hall.tokens:
        with begin() as store:
            once, ballot = secrets.token_bytes(16), Ranking(CANDIDATES[:2])
            seal_and_cast(store, VOTE, ballot, token=token, once=once)


def outcomes(
    cluster: Postgres, before: Path, seen: list[Event], database: str, voters: int, cuts: int
) -> Iterator[bool]:
    """At the last of the answers, and at others before it: whether a cut loses a ballot."""
    wal = {str(path): path for path in (cluster.folder / "data" / "pg_wal").iterdir()}
    old = {name: before / "pg_wal" / path.name for name, path in wal.items()}
    there = {name: path for name, path in old.items() if path.is_file()}
    disk = Disk({name: bytearray(path.read_bytes()) for name, path in there.items()}, {*there})
    answers = [n for n, event in enumerate(seen) if event.what == "send" and KEPT in event.data]
    assert len(answers) == voters, "the notes show every answer"
    steps = [len(answers) * k // cuts for k in range(1, cuts + 1)]
    cut_at = {answers[answered - 1]: answered for answered in steps}
    for n, event in enumerate(seen):
        if event.what != "send" and event.file in wal:
            disk.see(event)
        if n in cut_at:
            left = disk.after_a_cut(lambda: False)
            yield counted(cluster, before, left, database) < cut_at[n]


def counted(cluster: Postgres, before: Path, log: dict[str, bytes], database: str) -> int:
    """How many ballots PostgreSQL finds, once it has mended itself from these files and this log.

    Less than none where it cannot.
    """
    with TemporaryDirectory() as name:
        data = Path(name) / "data"
        shutil.copytree(before, data)
        (data / "postmaster.pid").unlink()
        for file, content in log.items():
            (data / "pg_wal" / Path(file).name).write_bytes(content)
        become: list[str] = []
        if os.geteuid() == 0:  # it refuses to run as root
            become = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--init-groups"]
            for path in (Path(name), data, *data.rglob("*")):
                shutil.chown(path, USER)
        mended = [*become, cluster.programs / "postgres", "--single", "-D", str(data), database]
        done = subprocess.run(mended, input=COUNT, capture_output=True, check=False, text=True)
    found = FOUND.search(done.stdout)
    return int(found[1]) if found else -1
