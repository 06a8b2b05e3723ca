"""``deliberation facilitator``: one more who may sign in."""

from __future__ import annotations

import argparse

from deliberation.cli.arguments import Subparsers, add_command, text
from deliberation.cli.kept import add_database, url_of
from deliberation.cli.passphrases import let_in, told
from deliberation.store import open_store


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "facilitator",
        "Make a facilitator of this name, and print the passphrase, which is shown once. It may be "
        "done while the pages are served.",
        "deliberation facilitator Anna",
    )
    parser.add_argument("name", metavar="NAME", type=text, help="the name to sign in under")
    add_database(parser, "where")


def run(arguments: argparse.Namespace) -> int:
    """Make one, and say how to sign in."""
    with open_store(url_of(arguments)) as begin, begin() as store:
        name, secret = let_in(store, arguments.name)
    print(f"A new facilitator signs in with\n{told(name, secret)}")
    return 0
