"""``deliberation spend``: what to buy with credits, for somebody who knows what votes are worth."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from deliberation.cli.answering import print_json
from deliberation.cli.arguments import Subparsers, add_command, within
from deliberation.cli.columns import columns, decimal
from deliberation.io.valuations import read_valuations
from deliberation.voting.quadratic import best_spending

MOST = 10_000
"""So many credits are searched in seconds; the work grows faster than they do."""


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "spend",
        "Find the votes that are worth most together for so many credits, where n votes for an "
        "option, or against it, cost n times n.",
        "deliberation spend values.csv --credits 100",
    )
    parser.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help="a table with option and value, CSV or .xlsx: what one vote for each is worth",
    )
    parser.add_argument(
        "--credits",
        metavar="C",
        type=within(1, MOST),
        default=100,
        help="what there is to spend (default: %(default)s)",
    )
    parser.add_argument("--json", action="store_true", help="print the result as one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Find the votes and print what each costs and brings."""
    values = read_valuations(arguments.file)
    bought = dict(best_spending(values, credits=arguments.credits).votes)
    votes = {option: int(bought.get(option, 0)) for option in values}
    spent = sum(n * n for n in votes.values())
    worth = sum((n * values[option] for option, n in votes.items()), Fraction(0))
    if arguments.json:
        print_json(
            {"credits": arguments.credits, "spent": spent, "worth": str(worth), "votes": votes}
        )
    else:
        print(f"{spent} of {arguments.credits} credits buy votes worth {decimal(worth)}")
        print("\n".join(_table(values, votes)))
    return 0


def _table(values: Mapping[str, Fraction], votes: Mapping[str, int]) -> Iterator[str]:
    """A row for each option: its value, the votes, what they cost and what they are worth."""
    rows = [
        [option, decimal(values[option]), n, n * n, decimal(n * values[option])]
        for option, n in votes.items()
    ]
    yield ""
    yield columns(["option", "value", "votes", "credits", "worth"], rows)
