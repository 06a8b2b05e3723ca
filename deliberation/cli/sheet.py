"""``deliberation sheet``: a page to print for the room in which the panel is drawn."""

from __future__ import annotations

import argparse
from pathlib import Path

from deliberation.cli.arguments import Subparsers, add_command, add_language
from deliberation.figures import SHEET, draw_sheet
from deliberation.io.documents import read_document
from deliberation.io.draws import read_before
from deliberation.io.files import write_bytes
from deliberation.record.lottery import decode_lottery
from deliberation.sortition import Tickets


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "sheet",
        "Make a page to print: how the draw goes, step by step, and whose every ticket is.",
        "deliberation sheet draw/lottery.json --language da",
    )
    parser.add_argument("lottery", metavar="LOTTERY", type=Path, help="the file lottery.json")
    add_language(parser, SHEET)


def run(arguments: argparse.Namespace) -> int:
    """Write ``sheet.html`` beside the lottery."""
    document = read_document(arguments.lottery)
    _, _, lottery = decode_lottery(document)
    before = read_before(arguments.lottery, document)
    page = draw_sheet(
        Tickets(lottery, before.numbering),
        commitment=document["commitment"],
        announcement=before.announcement,
        language=arguments.language,
    )
    path = arguments.lottery.parent / "sheet.html"
    write_bytes(path, page.encode())
    print(f"commitment  {document['commitment']}")
    if before.numbering is None:
        print("tickets     not numbered yet; make this sheet again when they are")
    print(f"\nWritten: {path}; print it, or show it on a screen")
    return 0
