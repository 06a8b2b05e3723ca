"""What ``backup`` and ``restore`` read and print alike: a database, and what a backup holds."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

from deliberation.backup import Backup
from deliberation.cli.arguments import Parser, text
from deliberation.cli.serve import database_url

DEFAULT = "deliberation.db"


def add_database(parser: Parser, help: str) -> None:
    """The database that a command is about."""
    parser.add_argument(
        "--database",
        metavar="WHERE",
        type=text,
        help=f"{help}: an SQLite file, or postgresql://... (default: {DEFAULT} in this folder)",
    )


def url_of(arguments: argparse.Namespace) -> str:
    """The URL of the database that was named, as ``serve`` finds it."""
    if arguments.database is None:
        return os.environ.get("DELIBERATION_DATABASE") or database_url(DEFAULT)
    return database_url(arguments.database)


def lines_about(backup: Backup) -> Iterator[str]:
    """When it was taken, and of what."""
    assemblies = [*backup.clear.records("assembly")]
    yield f"taken       {backup.taken:%Y-%m-%dT%H:%M:%SZ}"
    for number, assembly in enumerate(assemblies):
        yield f"{'' if number else 'holds':10}  {assembly['title']} ({assembly['id']})"
    if not assemblies:
        yield "holds       no assembly"


def urn_lines(backup: Backup, become: str) -> Iterator[str]:
    """What *become* of the urns of votes that were not decided."""
    for number, vote in enumerate(_votes(backup)):
        yield f"{'' if number else 'urns':10}  {vote['title']} ({vote['id']}): {become}"
    if not backup.votes:
        yield "urns        none is needed: no sealed vote is undecided"


def _votes(backup: Backup) -> list[dict[str, str]]:
    return [vote for vote in backup.clear.records("vote") if vote["id"] in backup.votes]


def beside(one: Path, other: Path) -> bool:
    """Whether two files lie in one folder."""
    return one.absolute().parent.resolve() == other.absolute().parent.resolve()
