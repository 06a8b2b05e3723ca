"""``deliberation retention``: what is due to be deleted, and deleting it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from deliberation.assembly import Assembly
from deliberation.cli.arguments import Subparsers, add_command
from deliberation.cli.kept import add_database, url_of
from deliberation.io.files import write_bytes
from deliberation.procedures.erasures import erasures_document
from deliberation.procedures.retaining import clocks, delete_due, leader
from deliberation.record.canonical import to_file
from deliberation.retention import Clock
from deliberation.store import Begin, open_store


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "retention",
        "Say what has been kept of people for as long as each assembly keeps it; with --apply, "
        "delete it, and overwrite what it left in the files of the database.",
        "deliberation retention --apply",
    )
    add_database(parser, "where")
    parser.add_argument("--apply", action="store_true", help="delete what is due")
    parser.add_argument(
        "--erasures",
        metavar="FILE",
        type=Path,
        help="write the list of those who were erased, for `restore`; it names nobody",
    )


def run(arguments: argparse.Namespace) -> int:
    """Say what is due, or delete it; 1 where what was deleted is not overwritten yet."""
    now = datetime.now(UTC)
    with open_store(url_of(arguments)) as begin:
        with begin.reading() as store:
            assemblies = store.assemblies()
            erasures = erasures_document(
                store, [one.id for one in assemblies], deleted=store.deleted()
            )
        if arguments.erasures is not None:
            write_bytes(arguments.erasures, to_file(erasures))
        found = [line for one in assemblies for line in _lines(begin, one, arguments.apply, now)]
        print("\n".join(found or ["Nothing is due."]))
        if not arguments.apply:
            if found:
                print("\nNothing was deleted. With --apply, this is.")
            return 0
        if begin.scrub():  # also where nothing was due: somebody may have been reading before
            print("\nWhat was deleted is overwritten in the files of the database.")
            return 0
    print(
        "\nWhat was deleted is not overwritten yet: somebody was using the database. Run this\n"
        "again in a minute."
    )
    return 1


def _lines(begin: Begin, assembly: Assembly, apply: bool, now: datetime) -> Iterator[str]:
    """What is due of an *assembly*, which is deleted where that was asked for."""
    if apply:
        with begin() as store:
            by = leader(store, assembly.id)
            due: Iterable[Clock] = delete_due(store, assembly.id, by=by, now=now)
    else:
        with begin.reading() as store:
            due = [clock for clock in clocks(store, assembly.id, now=now) if clock.due]
    for clock in due:
        number = sum(batch.count for batch in clock.due)
        yield (
            f"{assembly.id}  {clock.kind:<10}  {number:>6}  due since {clock.until:%Y-%m-%d}"
            f"  ({clock.days} days)  {assembly.title}"
        )
