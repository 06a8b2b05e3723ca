"""``deliberation restore``: a backup, into an empty database."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from deliberation.backup import ledgers
from deliberation.cli.arguments import Subparsers, add_command
from deliberation.cli.kept import add_database, lines_about, url_of, urn_lines
from deliberation.cli.verify import digits
from deliberation.errors import InvalidInputError
from deliberation.io.backups import read_backup, read_key
from deliberation.io.documents import read_document
from deliberation.procedures.backups import restore_backup
from deliberation.procedures.erasures import erase_again, erasures_in
from deliberation.retention import Erased
from deliberation.store import open_store


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
        "--erasures",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="a list that `retention --erasures` wrote: whoever is on it is erased again; may be "
        "given several times",
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
    listed, deleted = _listed(arguments.erasures)
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
    again, left = _erase(url_of(arguments), listed, deleted)
    print("\n".join(lines_about(backup)))
    print("\n".join(urn_lines(backup, "lost" if arguments.without_urns else "restored")))
    for assembly_id, entries in ledgers(backup.clear).items():
        print(f"ledger      {assembly_id} ends with {entries[-1].digest}")
    if arguments.erasures:
        print(f"erased      {again} again" + (f", {left} left until the draw" if left else ""))
    else:
        print("erased      nobody again; give --erasures with the list of those who were")
    print(
        "\nWhat was done after the backup was taken is not in it. Where a later entry of a ledger\n"
        "was published, take a later backup: two continuations of one ledger cannot both be true."
    )
    return 0


def _listed(paths: list[Path]) -> tuple[dict[str, list[Erased]], set[str]]:
    """Who was erased by all lists, and which assemblies were deleted."""
    everybody: dict[str, list[Erased]] = {}
    every: set[str] = set()
    for path in paths:
        erased, deleted = erasures_in(read_document(path))
        for assembly_id, people in erased.items():
            everybody.setdefault(assembly_id, []).extend(people)
        every |= {*deleted}
    return everybody, every


def _erase(url: str, listed: dict[str, list[Erased]], deleted: set[str]) -> tuple[int, int]:
    """Erase again who is on the list, and overwrite it, before anybody uses the database."""
    if not (listed or deleted):
        return 0, 0
    with open_store(url) as begin:
        with begin() as store:
            counted = erase_again(store, listed, deleted, now=datetime.now(UTC))
        begin.scrub()
    return counted
