"""``deliberation verify``: a published bundle, by the stranger's checker."""

from __future__ import annotations

import argparse

from deliberation import verify
from deliberation.cli.arguments import Subparsers, add_command


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "verify",
        "Check a published bundle again, with code that shares nothing with what made it.",
        "deliberation verify rehearsal/bundle.zip --commitment 5d41402abc4b2a76...",
    )
    parser.add_argument("bundle", metavar="BUNDLE", help="the file bundle.zip")
    parser.add_argument(
        "--commitment", metavar="HEX", help="the commitment that was published before the draw"
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the checker as ``python -m deliberation.verify`` does."""
    committed = [] if arguments.commitment is None else ["--commitment", arguments.commitment]
    return verify.main([*committed, "--", arguments.bundle])
