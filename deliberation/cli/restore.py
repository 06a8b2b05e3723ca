"""``deliberation restore``: a backup, into an empty database."""

from __future__ import annotations

import argparse
from pathlib import Path

from deliberation.backup import ledgers
from deliberation.cli.arguments import Subparsers, add_command
from deliberation.cli.kept import add_database, lines_about, url_of, urn_lines
from deliberation.cli.verify import digits
from deliberation.errors import InvalidInputError
from deliberation.io.backups import read_backup, read_key
from deliberation.procedures.backups import restore_backup


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "restore",
        "Put a backup into a new database, of either kind. It is checked before anything is "
        "written, and what is there already is never overwritten.",
        "deliberation restore monday.backup --key /media/stick/backup.key",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="the file that `backup` wrote")
    add_database(parser, "where to put it")
    parser.add_argument(
        "--key", metavar="FILE", type=Path, help="the file of the key that locked the urns in it"
    )
    parser.add_argument(
        "--without-urns",
        action="store_true",
        help="restore everything but the urns, which are lost; after a purge that is right",
    )
    parser.add_argument(
        "--noted",
        metavar="HEX",
        type=digits,
        action="append",
        default=[],
        help="a digest of a ledger that was published or noted: an older backup is refused; may be "
        "given several times",
    )


def run(arguments: argparse.Namespace) -> int:
    """Restore the backup, and say what to compare with what was published."""
    backup, key = read_backup(arguments.file), None
    if arguments.key is not None:
        if arguments.without_urns:
            raise InvalidInputError(["urns that are left out need no key; give one of the options"])
        key = read_key(arguments.key)
    restore_backup(
        url_of(arguments),
        backup,
        key=key,
        without_urns=arguments.without_urns,
        noted=arguments.noted,
    )
    print("\n".join(lines_about(backup)))
    print("\n".join(urn_lines(backup, "lost" if arguments.without_urns else "restored")))
    for assembly_id, entries in ledgers(backup.clear).items():
        print(f"ledger      {assembly_id} ends with {entries[-1].digest}")
    print(
        "\nWhat was done after the backup was taken is not in it. Where a later entry of a ledger\n"
        "was published, take a later backup: two continuations of one ledger cannot both be true."
    )
    return 0
