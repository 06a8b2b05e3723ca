"""``deliberation backup``: everything in a database, in one file."""

from __future__ import annotations

import argparse
import secrets
from datetime import UTC, datetime
from pathlib import Path

from deliberation.backup import BackupKey, new_key
from deliberation.cli.arguments import Subparsers, add_command
from deliberation.cli.kept import add_database, beside, lines_about, url_of, urn_lines
from deliberation.errors import InvalidInputError
from deliberation.io.backups import read_key, write_backup, write_key
from deliberation.procedures.backups import take_backup


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "backup",
        "Write everything in a database into one file, while it is in use. `restore` puts it into "
        "another, of either kind.",
        "deliberation backup monday.backup --key /media/stick/backup.key",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="the file to write, a new one")
    add_database(parser, "what to back up")
    parser.add_argument(
        "--key",
        metavar="FILE",
        type=Path,
        help="the file of the key that locks the urns of votes which are not decided, in another "
        "folder, on another medium; it is made if it is not there",
    )
    parser.add_argument(
        "--without-urns",
        action="store_true",
        help="leave those urns out; their votes cannot be finished from this file",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the backup, and say which urns are in it and how long to keep it."""
    file, kept = arguments.file, arguments.key
    if kept is not None and arguments.without_urns:
        raise InvalidInputError(["urns that are left out need no key; give one of the two options"])
    if kept is not None and beside(file, kept):
        raise InvalidInputError(
            ["a key beside its backup locks nothing; keep it in another folder, on another medium"]
        )
    key = _key(kept)
    now = datetime.now(UTC).replace(microsecond=0)
    made = take_backup(url_of(arguments), now=now, key=key, without_urns=arguments.without_urns)
    if made.lock is not None and key is not None and not kept.exists():
        write_key(kept, key)
    write_backup(file, made)
    print(f"backup      {file}")
    print("\n".join(lines_about(made)))
    print("\n".join(urn_lines(made, f"locked; {kept} opens it" if made.lock else "left out")))
    print("\n" + _advice(made.lock is not None, kept))
    return 0


def _key(kept: Path | None) -> BackupKey | None:
    """The key in the file that was named, or a new one."""
    if kept is None:
        return None
    return read_key(kept) if kept.exists() else new_key(secrets.token_bytes)


def _advice(locked: bool, kept: Path | None) -> str:
    if locked:
        return (
            f"Keep {kept} and this file apart. When the urns named above are purged, destroy that\n"
            "key, and every copy of it: then nobody opens them, wherever copies of this file are."
        )
    return (
        "No sealed ballot is in this file. It holds what people answered, and the passphrases of\n"
        "facilitators as hashes: keep it as you keep the database."
    )
