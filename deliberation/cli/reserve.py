"""``deliberation reserve``: the alternates that make up best for members who drop out."""

from __future__ import annotations

import argparse
import re
from fractions import Fraction
from pathlib import Path

from deliberation.cli.arguments import Subparsers, add_command, positive, within
from deliberation.cli.columns import columns, percent
from deliberation.cli.draw import checking, title
from deliberation.cli.stopping import heeding_ctrl_c
from deliberation.io.documents import write_new_document
from deliberation.io.draws import read_drawn
from deliberation.io.files import write_bytes
from deliberation.io.panels import write_alternates
from deliberation.record.bundle import bundle
from deliberation.record.reserve import encode_reserve
from deliberation.sortition import Readiness, Reserve, drop_outs, optimal_alternates, readiness
from deliberation.sortition.reserve.drop_outs import MEASURED, PURPOSE


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "reserve",
        "Choose the alternates that make up best for members who drop out, instead of those that "
        "the draw has put in order.",
        "deliberation reserve draw --dropout 0.15 --alternates 10",
    )
    parser.add_argument(
        "folder", metavar="FOLDER", type=Path, help="where lottery.json and draw.json are"
    )
    parser.add_argument(
        "--dropout",
        metavar="SHARE",
        type=share,
        required=True,
        help="how many of the members are expected to drop out, such as 0.15 or 15%%",
    )
    parser.add_argument(
        "--alternates", metavar="N", type=positive, default=10, help="how many (default: 10)"
    )
    parser.add_argument(
        "--scenarios",
        metavar="N",
        type=within(1, 10_000),
        default=100,
        help="how many scenarios to choose by, and as many again to measure in (default: 100)",
    )


def share(word: str) -> Fraction:
    """The share that *word* writes, as a decimal or in percent."""
    number = re.fullmatch(r"([0-9]{1,3}(?:[.,][0-9]{1,6})?) ?(%?)", word.strip())
    part = Fraction(number[1].replace(",", ".")) / (100 if number[2] else 1) if number else None
    if part is None or not 0 < part < 1:
        raise argparse.ArgumentTypeError(f"{word!r} is no share between 0 and 1, such as 0.15")
    return part


def run(arguments: argparse.Namespace) -> int:
    """Write the list, its measure and the bundle, and print what the list makes up for."""
    drawn = read_drawn(arguments.folder)
    panel, rate = drawn.draw.panel, arguments.dropout
    chosen_by, measured = (
        drop_outs(
            dict.fromkeys(panel, rate), lots=drawn.draw.lots(purpose), times=arguments.scenarios
        )
        for purpose in (PURPOSE, MEASURED)
    )
    with heeding_ctrl_c():
        found = optimal_alternates(
            drawn.pool, drawn.quotas, drawn.draw, count=arguments.alternates, scenarios=chosen_by
        )
        ours, theirs = (
            readiness(drawn.pool, drawn.quotas, panel=panel, alternates=ids, scenarios=measured)
            for ids in (found.alternates, drawn.documents["draw"]["alternates"])
        )
    document = encode_reserve(
        drawn.documents["draw"], found.alternates, rate=rate, ours=ours, theirs=theirs
    )
    write_new_document(arguments.folder / "reserve.json", document)
    write_alternates(arguments.folder / "reserve.csv", drawn.pool, found.alternates)
    published = bundle(
        title(drawn.pool, drawn.quotas),
        lottery=drawn.documents["lottery"],
        certificate=drawn.documents.get("certificate"),
        announcement=drawn.documents.get("announcement"),
        numbering=drawn.documents.get("numbering"),
        draw=drawn.documents["draw"],
        reserve=document,
    )
    write_bytes(arguments.folder / "bundle.zip", published)
    print(_summary(found, rate, ours, theirs))
    print(f"\nWritten: reserve.csv, reserve.json and bundle.zip in {arguments.folder}")
    print(checking(arguments.folder))
    return 0


def _summary(found: Reserve, rate: Fraction, ours: Readiness, theirs: Readiness) -> str:
    """The list, and what it and the draw's own make up for in scenarios that chose neither."""
    rows = [
        [name, _short(ready.mean), percent(ready.met)]
        for name, ready in (("this one", ours), ("the draw's own", theirs))
    ]
    least = "no list misses less" if found.best else f"none misses less than {_short(found.bound)}"
    return "\n".join(
        [
            f"reserves    {' '.join(found.alternates)}",
            f"drop-outs   {percent(rate)} of the members, {len(ours.missed)} scenarios",
            f"chosen by   as many others, where it misses {_short(found.missed)}; {least}",
            "",
            columns(["list", "missed", "all quotas met"], rows),
        ]
    )


def _short(number: Fraction) -> str:
    return f"{float(number):.3f}"
