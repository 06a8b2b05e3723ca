"""What several commands read from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path
from textwrap import fill
from typing import NoReturn, TypeAlias

from deliberation.errors import InvalidInputError


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


def add_out(parser: Parser) -> None:
    """The folder that takes the files written."""
    parser.add_argument(
        "--out", metavar="DIR", type=Path, required=True, help="the folder to write into"
    )


def add_language(parser: Parser, languages: Iterable[str]) -> None:
    """In which of the *languages* something is written."""
    parser.add_argument(
        "--language",
        choices=[*languages],
        default="en",
        help="what it is written in (default: en)",
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
