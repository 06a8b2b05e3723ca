"""What several commands read from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from textwrap import fill
from typing import NoReturn, TypeAlias

from deliberation.errors import InvalidInputError
from deliberation.sortition.apportionment import APPORTIONMENTS


class Parser(argparse.ArgumentParser):
    """A parser that refuses wrong usage in one sentence, like every other wrong input."""

    def error(self, message: str) -> NoReturn:
        """Refuse, and say where the help is.

        Raises:
            InvalidInputError: always.
        """
        raise InvalidInputError([f"{message}; {self.prog} --help shows how to write it"])


Subparsers: TypeAlias = "argparse._SubParsersAction[Parser]"


def add_command(subparsers: Subparsers, name: str, help: str, example: str) -> Parser:
    """A parser for the command *name*, whose help ends with an *example*."""
    parser = subparsers.add_parser(
        name,
        help=help,
        description=fill(help, 80),
        epilog=f"example:\n  {example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(refuse=parser.error)
    return parser


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


def add_tickets(parser: Parser) -> None:
    """How many tickets a lottery has."""
    parser.add_argument(
        "--tickets",
        metavar="N",
        type=within(1, 1_000_000),
        default=1000,
        help="how many tickets there are (default: 1000)",
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


def add_alternates(parser: Parser) -> None:
    """How many alternates a draw also brings."""
    parser.add_argument(
        "--alternates", metavar="N", type=whole, default=10, help="how many reserves (default: 10)"
    )


def add_out(parser: Parser) -> None:
    """The folder that takes the files written."""
    parser.add_argument(
        "--out", metavar="DIR", type=Path, required=True, help="the folder to write into"
    )


def positive(word: str) -> int:
    """The number that *word* writes, which must be at least 1."""
    return _number(word, 1)


def whole(word: str) -> int:
    """The number that *word* writes, which must be at least 0."""
    return _number(word, 0)


def within(least: int, most: int) -> Callable[[str], int]:
    """What reads a number from *least* to *most*."""

    def number(word: str) -> int:
        return _number(word, least, most)

    return number


def text(word: str) -> str:
    """*word*, refused where it holds bytes that are no text."""
    try:
        word.encode()
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError(f"{word!r} holds bytes that are no text") from None
    return word


def _number(word: str, least: int, most: int | None = None) -> int:
    """The number that *word* writes in digits."""
    written = word.isascii() and word.isdigit() and len(word) < 10
    if not written or not least <= int(word) <= (int(word) if most is None else most):
        limit = "" if most is None else f" to {most}"
        raise argparse.ArgumentTypeError(f"{word!r} is not a whole number from {least}{limit}")
    return int(word)
