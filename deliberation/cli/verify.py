"""``deliberation verify``: a published bundle, by the stranger's checker."""

from __future__ import annotations

import argparse
import re

from deliberation import verify
from deliberation.cli.arguments import Subparsers, add_command


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "verify",
        "Check a published bundle again, with code that shares nothing with what made it.",
        "deliberation verify rehearsal/bundle.zip",
    )
    parser.add_argument("bundle", metavar="BUNDLE", help="the file bundle.zip")
    parser.add_argument(
        "--commitment",
        metavar="HEX",
        type=digits,
        help="the commitment that was published before the draw, all 64 digits",
    )
    parser.add_argument(
        "--receipt",
        metavar="CODE",
        action="append",
        default=[],
        help="the code of a receipt: is its ballot on the board? (may be given again)",
    )
    parser.add_argument(
        "--noted",
        metavar="HEX",
        type=digits,
        help="a digest of the ledger that you wrote down at the time, all 64 digits",
    )


def digits(word: str) -> str:
    """*word*, refused where it cannot be a commitment or a digest."""
    if not re.fullmatch("[0-9a-fA-F]{64}", word.strip()):
        raise argparse.ArgumentTypeError(f"{word!r} has not 64 digits (0-9, a-f); copy all of it")
    return word.strip()


def run(arguments: argparse.Namespace) -> int:
    """Run the checker as ``python -m deliberation.verify`` does."""
    given = {"--commitment": arguments.commitment, "--noted": arguments.noted}
    options = [f"{name}={value}" for name, value in given.items() if value is not None]
    options += [f"--receipt={code}" for code in arguments.receipt]
    return verify.main([*options, "--", arguments.bundle])
