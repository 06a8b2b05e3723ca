"""Public seeds on the command line: typed once or twice, or a beacon's round that is pasted."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from deliberation.beacon import Round, check_signature, read_round
from deliberation.cli.arguments import Parser, text
from deliberation.errors import InvalidInputError
from deliberation.seeds import Seed, agreed


def add_seeds(parser: Parser) -> None:
    """The public seed, however it came about."""
    seed = parser.add_mutually_exclusive_group(required=True)
    seed.add_argument(
        "--seed", metavar="TEXT", type=text, help="what the dice showed, in quotation marks"
    )
    seed.add_argument(
        "--drand",
        metavar="JSON",
        type=text,
        help="a round of drand quicknet, as it is published: round, randomness, signature",
    )
    parser.add_argument(
        "--seed-again",
        metavar="TEXT",
        type=text,
        help="what a second person wrote down; if it differs, nothing is done",
    )


def read_seed(arguments: argparse.Namespace) -> Seed:
    """The seed that the command line gives.

    Raises:
        InvalidInputError: two people wrote down different seeds, or the round is not drand's.
    """
    if arguments.drand is None:
        seed, again = arguments.seed, arguments.seed_again
        return seed if again is None else agreed(seed, again)
    if arguments.seed_again is not None:
        raise InvalidInputError(["a round of drand is pasted once; leave out --seed-again"])
    return read_round(arguments.drand)


def seed_lines(seed: Seed, name: str = "seed") -> Iterator[str]:
    """The seed, and whether what proves it was checked.

    Raises:
        InvalidInputError: it was checked, and drand did not sign it.
    """
    yield f"{name:<11} {seed}"
    if isinstance(seed, Round):
        if check_signature(seed):
            yield "signature   checked: it is drand's"
        else:
            yield "signature   not checked: that needs py-ecc (pip install deliberation[beacons])"
