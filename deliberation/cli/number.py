"""``deliberation number``: numbers on the tickets, from a public seed after the commitment."""

from __future__ import annotations

import argparse
from pathlib import Path

from deliberation.cli.arguments import Subparsers, add_command
from deliberation.cli.seeds import add_seeds, read_seed, seed_lines
from deliberation.errors import InvalidInputError
from deliberation.io.documents import read_document, write_new_document
from deliberation.io.draws import read_before
from deliberation.io.tickets import write_tickets, write_tickets_by_person
from deliberation.record.lottery import decode_lottery
from deliberation.record.numbering import encode_numbering
from deliberation.sortition import Numbering, Tickets


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "number",
        "Number the tickets of a lottery by a public seed, after the commitment and before the "
        "draw.",
        "deliberation number draw/lottery.json --seed '4 0 7 1 1 3 9 2 6'",
    )
    parser.add_argument("lottery", metavar="LOTTERY", type=Path, help="the file lottery.json")
    add_seeds(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the numbers beside the lottery, and print what they are good for."""
    document = read_document(arguments.lottery)
    _, _, lottery = decode_lottery(document)
    before = read_before(arguments.lottery, document)
    if before.drawn:
        raise InvalidInputError(["the panel is drawn; tickets are numbered before the draw"])
    numbering = Numbering(read_seed(arguments), document["commitment"])
    if before.announcement:
        before.announcement.require_numbering(numbering)
    tickets = Tickets(lottery, numbering)
    said = [*seed_lines(numbering.seed)]
    folder = arguments.lottery.parent
    write_new_document(folder / "numbering.json", encode_numbering(document, numbering))
    write_tickets(folder / "tickets.csv", tickets)
    write_tickets_by_person(folder / "tickets_by_person.csv", tickets)
    print(f"commitment  {document['commitment']}")
    print("\n".join(said))
    print(f"tickets     {tickets.written(0)} to {tickets.written(lottery.total - 1)}")
    print(f"\nWritten: numbering.json, tickets.csv and tickets_by_person.csv in {folder}")
    return 0
