"""``deliberation announce``: how the draw will be done, said before any public value exists."""

from __future__ import annotations

import argparse
from pathlib import Path

from deliberation.cli.arguments import Subparsers, add_command, text
from deliberation.errors import InvalidInputError
from deliberation.io.documents import read_document, write_new_document
from deliberation.io.draws import read_before
from deliberation.record.announcement import Announcement, encode_announcement
from deliberation.record.canonical import digest
from deliberation.record.lottery import decode_lottery
from deliberation.sortition.draw import HAND, LOTS


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "announce",
        "Say where the public values of a draw will come from, and print a digest to publish.",
        "deliberation announce draw/lottery.json --numbering 'three dice, thrown three times' "
        "--draw 'three dice' --by-hand",
    )
    parser.add_argument("lottery", metavar="LOTTERY", type=Path, help="the file lottery.json")
    parser.add_argument(
        "--draw",
        metavar="SOURCE",
        type=text,
        required=True,
        help="what will draw the ticket, such as 'drand quicknet round 12345678'",
    )
    parser.add_argument(
        "--numbering",
        metavar="SOURCE",
        type=text,
        help="what will number the tickets before (without it they are not numbered)",
    )
    parser.add_argument(
        "--by-hand",
        action="store_const",
        const=HAND,
        default=LOTS,
        dest="method",
        help="the dice will show the number of the ticket itself",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write ``announcement.json`` beside the lottery and print its digest."""
    document = read_document(arguments.lottery)
    decode_lottery(document)
    before = read_before(arguments.lottery, document)
    if before.numbering or before.drawn:
        raise InvalidInputError(["the draw has begun; it can only be announced beforehand"])
    announcement = Announcement(
        document["commitment"], arguments.draw, arguments.numbering, arguments.method
    )
    announced = encode_announcement(announcement)
    path = arguments.lottery.parent / "announcement.json"
    write_new_document(path, announced)
    print(f"commitment    {announcement.commitment}")
    print(f"announcement  {digest(announced)}")
    print(f"\nPublish both before the draw. Written: {path}")
    return 0
