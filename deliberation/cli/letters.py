"""``deliberation letters``: how many letters bring enough volunteers for every quota."""

from __future__ import annotations

import argparse
from fractions import Fraction
from pathlib import Path

from deliberation.cli.arguments import Subparsers, add_command, positive
from deliberation.cli.columns import columns
from deliberation.exact import truncate
from deliberation.io.cells import rate
from deliberation.io.quotas import read_quotas
from deliberation.io.rates import read_groups
from deliberation.sortition import LettersNeeded, groups_of, letters_needed, outlook


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "letters",
        "Say how many letters it takes until there are enough volunteers for every quota.",
        "deliberation letters quotas.csv responses.csv --size 12 --times 3 --chance 95%",
    )
    parser.add_argument("quotas", metavar="QUOTAS", type=Path, help="quotas, a CSV or .xlsx file")
    parser.add_argument(
        "responses",
        metavar="RESPONSES",
        type=Path,
        help="a table with feature, value, share (of those written to) and response",
    )
    parser.add_argument(
        "--size", metavar="K", type=positive, required=True, help="how many seats the panel has"
    )
    parser.add_argument(
        "--times",
        metavar="F",
        type=_number,
        default=Fraction(3),
        help="volunteers wanted for each seat that a quota asks for (default: 3)",
    )
    parser.add_argument(
        "--chance",
        metavar="P",
        type=_number,
        default=Fraction(19, 20),
        help="with which probability every quota has them (default: 95%%)",
    )
    parser.add_argument(
        "--letters", metavar="N", type=positive, help="say what so many letters bring instead"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the letters, and for each quota what they bring."""
    quotas = read_quotas(arguments.quotas, size=arguments.size)
    shares, responses = read_groups(arguments.responses)
    groups = groups_of(quotas, shares, responses, times=arguments.times)
    if arguments.letters is None:
        found = letters_needed(groups, probability=arguments.chance)
    else:
        found = outlook(groups, arguments.letters, risk=1 - arguments.chance)
    print(summary(found))
    return 0


def summary(found: LettersNeeded) -> str:
    """The letters, and what they bring each group."""
    rows = [
        [
            outlook.group.feature,
            outlook.group.value,
            outlook.group.need,
            f"{float(outlook.expected):.1f}",
            _down(outlook.probability),
            outlook.alone,
        ]
        for outlook in found.groups
    ]
    return "\n".join(
        [
            f"letters     {found.letters}",
            f"enough      for every quota with a probability of {_down(found.probability)} or more",
            "",
            columns(["feature", "value", "needed", "expected", "enough", "alone"], rows),
        ]
    )


def _down(probability: Fraction) -> str:
    """A percentage that never promises more than it keeps."""
    return f"{float(100 * truncate(probability, 4)):.2f} %"


def _number(word: str) -> Fraction:
    """The number that *word* writes."""
    number = rate(word.strip())
    if not number:
        raise argparse.ArgumentTypeError(f"{word!r} is no number such as 3, 2.5 or 95%")
    return number
