"""``deliberation draw``: a panel from a lottery, by a public seed or by hand."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deliberation.cli.arguments import Subparsers, add_command, add_out
from deliberation.cli.columns import columns
from deliberation.cli.recruiting import add_alternates
from deliberation.cli.seeds import add_seeds, read_seed, seed_lines
from deliberation.errors import InvalidInputError
from deliberation.io.documents import read_document, write_new_document
from deliberation.io.draws import read_before
from deliberation.io.files import write_bytes
from deliberation.io.panels import write_alternates, write_panel
from deliberation.record.announcement import encode_announcement
from deliberation.record.bundle import bundle
from deliberation.record.draw import encode_draw
from deliberation.record.lottery import decode_lottery
from deliberation.record.numbering import encode_numbering
from deliberation.seeds import agreed_digits
from deliberation.sortition import (
    Draw,
    Lottery,
    Numbering,
    Pool,
    Quotas,
    Tickets,
    alternates,
    draw,
    draw_by_hand,
)
from deliberation.sortition.draw import LOTS


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "draw",
        "Draw a panel from a lottery by a public seed, with alternates in order of calling.",
        "deliberation draw draw/lottery.json --seed 'dice 6 1 4 4 2 5' --alternates 10 --out draw",
    )
    parser.add_argument("lottery", metavar="LOTTERY", type=Path, help="the file lottery.json")
    add_seeds(parser)
    parser.add_argument(
        "--by-hand",
        action="store_true",
        help="the seed is the number of the ticket, as dice or balls showed it",
    )
    add_alternates(parser)
    add_out(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the panel, its alternates, the draw and the bundle, and print the ticket."""
    document = read_document(arguments.lottery)
    pool, quotas, lottery = decode_lottery(document)
    before = read_before(arguments.lottery, document)
    drawn = _drawn(lottery, before.numbering, arguments)
    reserves = alternates(pool, quotas, drawn, count=arguments.alternates)
    record = encode_draw(document, drawn, reserves, announcement=before.announcement)
    said = summary(pool, quotas, lottery, drawn, record)  # refuses a round that drand did not sign
    arguments.out.mkdir(parents=True, exist_ok=True)
    write_new_document(arguments.out / "draw.json", record)
    write_tables(arguments.out, pool, record)
    announcement, numbering = before.announcement, drawn.numbering
    published = bundle(
        title(pool, quotas),
        lottery=document,
        certificate=before.certificate,
        announcement=encode_announcement(announcement) if announcement else None,
        numbering=encode_numbering(document, numbering) if numbering else None,
        draw=record,
        replacement=before.replacement,
    )
    write_bytes(arguments.out / "bundle.zip", published)
    print(f"commitment  {document['commitment']}")
    print(said)
    print(f"\nWritten: panel.csv, alternates.csv, draw.json and bundle.zip in {arguments.out}")
    print(checking(arguments.out))
    return 0


def _drawn(lottery: Lottery, numbering: Numbering | None, arguments: argparse.Namespace) -> Draw:
    """The draw that the command line asks for.

    Raises:
        InvalidInputError: the seed is none, two people wrote down different ones, no ticket has
            the number shown, or a draw by hand is asked for without numbered tickets.
    """
    if not arguments.by_hand:
        return draw(lottery, seed=read_seed(arguments), numbering=numbering)
    if arguments.drand is not None:
        raise InvalidInputError(["a round of drand is no draw by hand; leave out --by-hand"])
    if numbering is None:
        raise InvalidInputError(
            ["for a draw by hand the tickets are numbered first, with deliberation number"]
        )
    again = arguments.seed if arguments.seed_again is None else arguments.seed_again
    shown = agreed_digits(arguments.seed, again)
    return draw_by_hand(lottery, shown=shown, numbering=numbering)


def title(pool: Pool, quotas: Quotas) -> str:
    """What a bundle is called that was made on the command line."""
    return f"A panel of {quotas.size} from {len(pool)} people"


def checking(folder: Path) -> str:
    """How to check the bundle in *folder*."""
    return f"Check it: deliberation verify {shlex.quote(str(folder / 'bundle.zip'))}"


def write_tables(folder: Path, pool: Pool, record: Mapping[str, Any]) -> None:
    """Write the panel and the alternates of the document ``draw.json`` for a spreadsheet.

    Raises:
        OSError: a file cannot be written.
    """
    write_panel(folder / "panel.csv", pool, record["panel"])
    write_alternates(folder / "alternates.csv", pool, record["alternates"])


def summary(
    pool: Pool, quotas: Quotas, lottery: Lottery, drawn: Draw, record: Mapping[str, Any]
) -> str:
    """The ticket, the panel, and how it meets each quota.

    Raises:
        InvalidInputError: a seed is said to be a round of drand, and drand did not sign it.
    """
    written = Tickets(lottery).written
    panel = [person for person in pool if person.id in set(drawn.panel)]
    rows = [
        [*quota.labels, n, f"{quota.lower}-{quota.upper}"]
        for quota, n in zip(quotas, quotas.counted(panel), strict=True)
    ]
    return "\n".join(
        [
            *(seed_lines(drawn.numbering.seed, "numbered by") if drawn.numbering else []),
            *seed_lines(drawn.seed, "seed" if drawn.method == LOTS else "shown"),
            f"ticket      {written(drawn.ticket)} of {written(0)} to {lottery.total - 1}",
            f"panel       {' '.join(drawn.panel)}",
            f"alternates  {' '.join(record['alternates']) or 'none'}",
            "",
            columns(["feature", "value", "panel", "seats"], rows),
        ]
    )
