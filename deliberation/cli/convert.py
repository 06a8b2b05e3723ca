"""``deliberation convert``: a file of ballots in another format, read again before it is told."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from deliberation.cli.arguments import Subparsers, add_command
from deliberation.cli.reading import add_reading, read_any
from deliberation.errors import InvalidInputError
from deliberation.io.ballots import read_ballots
from deliberation.io.elections.election import Election
from deliberation.io.elections.record_tables import write_dominion_table, write_ess_table
from deliberation.io.elections.record_writing import write_dominion_folder
from deliberation.io.elections.writing import write_ballots, write_rctab
from deliberation.voting import Policy, Profile
from deliberation.voting.ballots import KINDS, WeakRanking

TIES = Policy(overvotes="tie")  # as a table of Dominion's means those who share a rank
TABLES: Mapping[str, Callable[[Path, Election], Path]] = {
    "dominion": write_dominion_table,
    "ess": write_ess_table,
}
FOLDERS: Mapping[str, Callable[[Path, Election], Path]] = {
    "dominion-folder": write_dominion_folder,
    "rctab": write_rctab,
}


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "convert",
        "Write a file of ballots in another format, read it again, and say what the format could "
        "not hold.",
        "deliberation convert proposals.blt proposals.abif",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="ballots, in any known format")
    parser.add_argument(
        "into",
        metavar="INTO",
        type=Path,
        help="where they go; the ending says the format: .blt, .abif, .csv, .json (the common data "
        "format), .soc, .soi, .toc, .toi or .cat",
    )
    parser.add_argument(
        "--as",
        dest="form",
        choices=[*TABLES, *FOLDERS],
        help="cast vote records: a table of Dominion or ES&S; a folder of Dominion's, or of "
        "RCTab's records with its configuration",
    )
    parser.add_argument(
        "--kind",
        choices=[*KINDS.values()],
        help="what the ballots are, where the file could mean several",
    )
    add_reading(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the ballots, read them again, and say how many there are."""
    into: Path = arguments.into
    if into.exists() and arguments.file.exists() and into.samefile(arguments.file):
        raise InvalidInputError([f"{into} is the file that is read; name another to write"])
    election = read_any(arguments, kind=arguments.kind)
    written = _written(into, election, arguments.form)
    profile = election.profile
    again = read_ballots(
        written,
        kind=_kind(profile),
        policy=TIES if arguments.form in ("dominion", "dominion-folder") else None,
    )
    print(f"{profile.size} ballots on {len(profile.candidates)} candidates are in {written}")
    lost = [*_lost(election, again)]
    if arguments.file.suffix.lower() == ".pb":
        lost.append("the costs and the budget")
    print("\n".join(f"not in it: {what}" for what in lost) or "read again, it says the same")
    return 0


def _written(into: Path, election: Election, form: str | None) -> Path:
    """Write the *election*; what is to be read is the answer."""
    if form is None:
        write_ballots(into, election)
        return into
    if form in TABLES:
        return TABLES[form](into, election)
    into.mkdir(exist_ok=True)
    return FOLDERS[form](into, election)


def _kind(profile: Profile[Any]) -> str | None:
    """What its ballots are, so that ranks are not taken for scores; nothing where all are blank."""
    if WeakRanking in profile.kinds:
        return KINDS[WeakRanking]
    return next((KINDS[kind] for kind in profile.kinds), None)


def _lost(before: Election, after: Election) -> Iterator[str]:
    """What the format could not hold.

    Raises:
        InvalidInputError: the ballots are not the same.
    """
    ours, theirs = before.profile, after.profile
    if dict(ours.counts) != dict(theirs.counts):
        raise InvalidInputError(["read again, the ballots are not the same; take another format"])
    if before.title != after.title:
        yield f"the title, {before.title!r}"
    if before.seats is not None and before.seats != after.seats:
        yield f"that {before.seats} are elected"
    if gone := sorted({*ours.candidates} - {*theirs.candidates}):
        yield f"that {', '.join(gone)} stood, whom no ballot names"
    elif ours.candidates != theirs.candidates:
        yield "the order of the candidates"
    for reason, times in ours.spoiled.items():
        yield f"{times} spoiled: {reason}"
