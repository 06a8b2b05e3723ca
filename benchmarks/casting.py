"""Many members casting at once, at the pages as `deliberation serve` runs them.

    python benchmarks/casting.py
    python benchmarks/casting.py --page
    python benchmarks/casting.py --only sqlite --only bare

Servers and phones share this machine. The bare endpoint is a Flask application that does nothing,
behind the same server. PostgreSQL is a cluster of the benchmark's own, which writes through to the
disk. Two workers are two processes that share a port.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # this checkout, wherever it stands

from benchmarks.casts.costs import costs
from benchmarks.casts.crowds import CROWDS, Crowd, run
from benchmarks.casts.hall import VOTE, Hall, fill
from benchmarks.casts.postgres import Postgres, programs
from benchmarks.casts.served import Served, pages
from benchmarks.casts.table import Came, table
from benchmarks.page import between, machine
from deliberation.store import open_store

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "explanation" / "speed-of-casting.md"
BARE: Final = (str(ROOT / "benchmarks" / "casts" / "bare.py"),)
SERVERS: Final = ("bare", "sqlite", "server-seals", "unsealed", "sqlite-workers", "postgres")


def main(argv: Sequence[str] | None = None) -> None:
    """Run what is asked for, and print the tables."""
    asked = _arguments().parse_args(argv)
    print(where := machine(), flush=True)
    found: list[Came] = []
    for name in asked.only or SERVERS:
        for each in _crowds(name):
            found.append(each)
            print(table(found[-1:]).splitlines()[-1], flush=True)
    printed = f"{table(found)}\n\n{_costs()}\n\nMeasured on {where}."
    print(f"\n{printed}")
    if asked.page:
        between(PAGE, "casting", printed)


def _crowds(name: str) -> Iterator[Came]:
    """Every crowd at one server, each with an assembly of its own."""
    if name == "postgres":
        with Postgres(programs()) as cluster:
            for number, crowd in enumerate(CROWDS):
                url = cluster.database(f"town{number}")
                yield _at_pages("PostgreSQL, 2 workers", crowd, url, workers=2)
        return
    for crowd in CROWDS:
        with TemporaryDirectory() as folder:
            url = f"sqlite:///{folder}/town.db"
            match name:
                case "bare":
                    yield _at_nothing(crowd, Path(folder))
                case "sqlite":
                    yield _at_pages("SQLite, 1 process", crowd, url)
                case "server-seals":
                    yield _at_pages("the same, server seals", crowd, url, phone_seals=False)
                case "unsealed":
                    yield _at_pages("the same, unsealed", crowd, url, seal=False)
                case _:
                    yield _at_pages("SQLite, 2 workers", crowd, url, workers=2)


def _at_pages(
    name: str,
    crowd: Crowd,
    url: str,
    *,
    workers: int = 1,
    seal: bool = True,
    phone_seals: bool = True,
) -> Came:
    """The pages, and what is in the urn afterwards."""
    hall = fill(url, voters=crowd.members, seal=seal)
    with TemporaryDirectory() as folder, pages(url, Path(folder), workers=workers) as served:
        before = served.cpu
        waits = run(crowd, hall, served.ports, phone_seals=seal and phone_seals)
        cpu = served.cpu - before
    with open_store(url) as begin, begin.reading() as store:
        return Came(name, crowd, waits, cpu, store.turnout(VOTE))


def _at_nothing(crowd: Crowd, folder: Path) -> Came:
    """The endpoint that does nothing."""
    hall = Hall("", ["0"] * crowd.members, ())
    with Served(BARE, folder) as served:
        before = served.cpu
        waits = run(crowd, hall, served.ports, phone_seals=False)
        return Came("a bare endpoint", crowd, waits, served.cpu - before, None)


def _costs() -> str:
    """A cast by itself, in words."""
    found = dict(costs())
    plain = found["unsealed"]
    return "A cast by itself, in CPU milliseconds: " + "; ".join(
        f"{name} {ms:.2f}" + (f" ({ms / plain:.2f} times)" if ms is not plain else "")
        for name, ms in found.items()
    ) + "."  # fmt: skip


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", action="append", choices=SERVERS, help="this server alone")
    parser.add_argument("--page", action="store_true", help=f"write {PAGE.name} anew")
    return parser


if __name__ == "__main__":
    main()
