"""What commands that draw people read from the command line: who, how many, how many tickets."""

from __future__ import annotations

from pathlib import Path

from deliberation.cli.arguments import Parser, positive, whole, within
from deliberation.sortition.apportionment import APPORTIONMENTS


def add_people_and_quotas(parser: Parser) -> None:
    """The files and options that say who may be chosen, and whom a panel needs."""
    parser.add_argument("people", metavar="PEOPLE", type=Path, help="people, a CSV or .xlsx file")
    parser.add_argument("quotas", metavar="QUOTAS", type=Path, help="quotas, a CSV or .xlsx file")
    parser.add_argument(
        "--size", metavar="K", type=positive, required=True, help="how many seats the panel has"
    )
    parser.add_argument(
        "--id", metavar="COLUMN", help="the column of ids; they are published, so no names"
    )
    add_household_and_standing(parser)
    parser.add_argument(
        "--shares",
        choices=[*APPORTIONMENTS],
        default="around",
        help="the seats of a share of the population: rounded down to rounded up (around, the "
        "default), or exactly, by largest remainders (hamilton)",
    )
    parser.add_argument(
        "--slack",
        metavar="N",
        type=whole,
        default=0,
        help="widen these by N seats below and above (default: 0)",
    )


def add_household_and_standing(parser: Parser) -> None:
    """Who shares a home, and who must be in or out."""
    parser.add_argument(
        "--household",
        metavar="COLUMN",
        action="append",
        default=[],
        help="a column that is equal for people of one home; may be given several times",
    )
    parser.add_argument(
        "--per-household",
        metavar="M",
        type=positive,
        default=1,
        help="how many people of one home may be on a panel (default: 1)",
    )
    parser.add_argument(
        "--status",
        metavar="COLUMN",
        help="the column that says who is in, confirmed or out; empty for everybody else",
    )
    for option, words in (("include", "on every panel"), ("exclude", "on no panel")):
        parser.add_argument(
            f"--must-{option}",
            metavar="ID",
            action="append",
            default=[],
            help=f"somebody who must be {words}; may be given several times",
        )


def add_tickets(parser: Parser) -> None:
    """How many tickets a lottery has."""
    parser.add_argument(
        "--tickets",
        metavar="N",
        type=within(1, 1_000_000),
        default=1000,
        help="how many tickets there are (default: 1000)",
    )


def add_alternates(parser: Parser) -> None:
    """How many alternates a draw also brings."""
    parser.add_argument(
        "--alternates", metavar="N", type=whole, default=10, help="how many reserves (default: 10)"
    )
