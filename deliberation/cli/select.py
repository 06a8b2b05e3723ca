"""``deliberation select``: a lottery and a draw at once, for rehearsals, and their bundle."""

from __future__ import annotations

import argparse

from deliberation.cli.arguments import Subparsers, add_command, add_out, text
from deliberation.cli.draw import checking, title, write_tables
from deliberation.cli.draw import summary as draw_summary
from deliberation.cli.lottery import make_lottery
from deliberation.cli.lottery import summary as lottery_summary
from deliberation.cli.objectives import add_objective, journey_lines
from deliberation.cli.recruiting import add_alternates, add_people_and_quotas, add_tickets
from deliberation.io.documents import write_document, write_new_document
from deliberation.io.files import write_bytes
from deliberation.randomness import Lots
from deliberation.record.bundle import bundle
from deliberation.record.certificate import encode_certificate
from deliberation.record.draw import encode_draw
from deliberation.record.lottery import encode_lottery
from deliberation.sortition import alternates, draw


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "select",
        "Make a lottery and draw from it at once. For rehearsals: nothing is committed to before "
        "the seed is known.",
        "deliberation select people.csv quotas.csv --size 12 --seed 'dice 6 1 4' --out rehearsal",
    )
    add_people_and_quotas(parser)
    add_tickets(parser)
    add_objective(parser)
    parser.add_argument(
        "--seed", metavar="TEXT", type=text, required=True, help="any words, in quotation marks"
    )
    add_alternates(parser)
    add_out(parser)


def run(arguments: argparse.Namespace) -> int:
    """Write the files of a lottery and of its draw, and ``bundle.zip``."""
    Lots(arguments.seed, "panel")  # refuses a seed that is none, before the long work
    pool, quotas, lottery, answers = make_lottery(arguments)
    document = encode_lottery(pool, quotas, lottery)
    drawn = draw(lottery, seed=arguments.seed)
    certificate = encode_certificate(pool, quotas, lottery, commitment=document["commitment"])
    record = encode_draw(
        document, drawn, alternates(pool, quotas, drawn, count=arguments.alternates)
    )
    rehearsed = (arguments.out / "bundle.zip").exists()  # then what is there may be replaced
    write = write_document if rehearsed else write_new_document
    write(arguments.out / "lottery.json", document)
    if certificate is None:
        (arguments.out / "certificate.json").unlink(missing_ok=True)  # of another rehearsal
    else:
        write(arguments.out / "certificate.json", certificate)
    write(arguments.out / "draw.json", record)
    write_tables(arguments.out, pool, record)
    published = bundle(title(pool, quotas), lottery=document, certificate=certificate, draw=record)
    write_bytes(arguments.out / "bundle.zip", published)
    print(lottery_summary(pool, quotas, lottery, document))
    if answers is not None:
        print("\n".join(journey_lines(pool, lottery, answers)))
    print()
    print(draw_summary(pool, quotas, lottery, drawn, record))
    names = "certificate.json, " if certificate else ""
    names = f"lottery.json, {names}draw.json, panel.csv, alternates.csv and bundle.zip"
    print(f"\nWritten: {names} in {arguments.out}")
    print(checking(arguments.out))
    return 0
