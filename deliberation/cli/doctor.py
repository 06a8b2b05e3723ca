"""``deliberation doctor``: what could go wrong before the evening, a line for each."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from deliberation.cli.arguments import Subparsers, add_command, text
from deliberation.cli.checkup.clock import beside, of_this_computer
from deliberation.cli.checkup.database import of_database
from deliberation.cli.checkup.disk import MOUNTS, distance, room_in
from deliberation.cli.checkup.finding import Finding
from deliberation.cli.checkup.secrets import files_of, readers_of, session_key
from deliberation.cli.checkup.settings import of_environment
from deliberation.cli.checkup.site import of_site
from deliberation.cli.checkup.software import of_fonts, of_software
from deliberation.cli.kept import add_database, url_of
from deliberation.errors import InvalidInputError
from deliberation.store import Condition, examine


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "doctor",
        "Look at the clock, the disks, the database, the secrets, the site and the software, and "
        "say what to do. Nothing is changed. Ends with 1 where something is wrong.",
        "deliberation doctor --url https://town.example --backups /var/backups/deliberation",
    )
    add_database(parser, "the database to look at")
    parser.add_argument(
        "--url",
        metavar="URL",
        type=text,
        help="the address at which members reach the pages, looked at from here",
    )
    parser.add_argument(
        "--backups", metavar="DIR", type=Path, help="the folder that takes the backups"
    )
    parser.add_argument("--json", action="store_true", help="for programs, as one list")


def run(arguments: argparse.Namespace) -> int:
    """Print the findings; 1 where something is wrong."""
    findings = [
        *_within(url_of(arguments), arguments.backups),
        *of_environment(os.environ, arguments.url),
        *(of_site(arguments.url, now=datetime.now(UTC)) if arguments.url else ()),
        *of_software(),
        *of_fonts(),
    ]
    if arguments.json:
        print(json.dumps([asdict(finding) for finding in findings], indent=1, ensure_ascii=False))
    else:
        print("\n".join(map(str, findings)))
    return int(any(finding.state == "wrong" for finding in findings))


def _within(url: str, backups: Path | None) -> Iterator[Finding]:
    """What is to be said of this computer, and of the database at *url*."""
    now = datetime.now(UTC).astimezone()
    try:
        found = examine(url)
    except InvalidInputError as error:
        yield from of_this_computer(now, None)
        yield Finding("database", "wrong", str(error))
    else:
        yield from of_this_computer(now, found.file)
        yield from of_database(found)
        yield from _beside(found)
        yield session_key(os.environ, found.file)
    if backups is not None:
        yield room_in(backups, "the backups")


def _beside(found: Condition) -> Iterator[Finding]:
    """What lies around the database: its disk and files, or the clock of its server."""
    if found.clock is not None:
        yield beside(datetime.now(UTC), found.clock, "the database")
    if found.file is not None:
        yield room_in(found.file.absolute().parent, "the database")
        yield from distance(found.file, MOUNTS.read_text() if MOUNTS.exists() else "")
        yield from readers_of(files_of(found.file))
