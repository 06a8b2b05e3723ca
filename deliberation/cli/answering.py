"""How an answer is asked for and given, where ties are settled in one way or refused."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from deliberation.cli.arguments import text
from deliberation.cli.columns import listed
from deliberation.cli.failures import how_to_settle
from deliberation.errors import InvalidInputError, UnresolvedTieError
from deliberation.voting import Answer


def add_answering(parser: argparse.ArgumentParser) -> None:
    """How ties are settled, and how much is said."""
    parser.add_argument(
        "--break-tie",
        metavar="SPEC",
        type=text,
        default="refuse",
        help="refuse (the default), order:NAME,NAME,... or lot:SEED",
    )
    parser.add_argument("--explain", action="store_true", help="say in sentences why")
    parser.add_argument("--json", action="store_true", help="print the result as one JSON object")


@contextmanager
def settling() -> Iterator[None]:
    """Say of a tie that is refused how it can be settled.

    Raises:
        InvalidInputError: there was one.
    """
    try:
        yield
    except UnresolvedTieError as error:
        raise InvalidInputError([how_to_settle(error)]) from error


def end_lines(answer: Answer, *, explain: bool) -> Iterator[str]:
    """The ties of an *answer*, and where it is asked for, why it is what it is."""
    for tie in answer.ties:
        chosen = listed([tie.chosen])
        yield f"tie: {listed(tie.tied)} (to {tie.decision}): {chosen}, by {tie.how}"
    if explain:
        yield f"\nwhy, by {answer.rule}:"
        yield from (f"- {sentence}" for sentence in answer.because)


def print_json(document: object) -> None:
    """Print plain data as one JSON object, in letters that the terminal can show."""
    ascii_only = sys.stdout.encoding.lower() not in ("utf-8", "utf8")
    print(json.dumps(document, ensure_ascii=ascii_only, indent=2))
