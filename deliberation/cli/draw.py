"""``deliberation draw``: a panel from a lottery, by a public seed."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deliberation.cli.arguments import Subparsers, add_command, add_out, add_seed
from deliberation.cli.columns import columns
from deliberation.io.documents import read_document, write_new_document
from deliberation.io.panels import write_alternates, write_panel
from deliberation.record.draw import encode_draw
from deliberation.record.lottery import decode_lottery
from deliberation.sortition import Draw, Lottery, Pool, Quotas, alternates, draw


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "draw",
        "Draw a panel from a lottery by a public seed, with alternates in order of calling.",
        "deliberation draw draw/lottery.json --seed 'dice 6 1 4 4 2 5' --alternates 10 --out draw",
    )
    parser.add_argument("lottery", metavar="LOTTERY", type=Path, help="the file lottery.json")
    add_seed(parser)
    add_out(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write ``panel.csv``, ``alternates.csv`` and ``draw.json``, and print the ticket."""
    document = read_document(arguments.lottery)
    pool, quotas, lottery = decode_lottery(document)
    drawn = draw(lottery, seed=arguments.seed)
    reserves = alternates(pool, quotas, drawn, count=arguments.alternates)
    record = encode_draw(document, drawn, reserves)
    arguments.out.mkdir(parents=True, exist_ok=True)
    write_new_document(arguments.out / "draw.json", record)
    write_tables(arguments.out, pool, record)
    print(f"commitment  {document['commitment']}")
    print(summary(pool, quotas, lottery, drawn, record))
    print(f"\nWritten: panel.csv, alternates.csv and draw.json in {arguments.out}")
    return 0


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
    """The ticket, the panel, and how it meets each quota."""
    digits = len(str(lottery.total - 1))
    panel = Pool(tuple(person for person in pool if person.id in set(drawn.panel)))
    rows = [
        [q.feature, q.value, panel.count(q.feature, q.value), f"{q.lower}-{q.upper}"]
        for q in quotas
    ]
    return "\n".join(
        [
            f"seed        {drawn.seed}",
            f"ticket      {drawn.ticket:0{digits}} of {0:0{digits}} to {lottery.total - 1}",
            f"panel       {' '.join(drawn.panel)}",
            f"alternates  {' '.join(record['alternates']) or 'none'}",
            "",
            columns(["feature", "value", "panel", "seats"], rows),
        ]
    )
