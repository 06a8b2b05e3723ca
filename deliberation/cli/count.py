"""``deliberation count``: a file of ballots, by any rule."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from inspect import signature
from pathlib import Path
from typing import Any

from deliberation.cli.arguments import Subparsers, add_command, positive, text, whole
from deliberation.cli.counts import told
from deliberation.errors import InvalidInputError
from deliberation.io.ballots import read_ballots
from deliberation.voting import RULE_KINDS, RULES, parse_tie_break, result_to_json

OPTIONS = ("places", "credits")  # what only some rules take


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "count",
        "Count a file of ballots by a rule, and show how the result comes about.",
        "deliberation count proposals.blt --rule stv --seats 3 --break-tie 'lot:dice 3 3 5'",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="ballots, a BLT, CSV or .xlsx file")
    parser.add_argument("--rule", required=True, choices=[*RULES], help="how they are counted")
    parser.add_argument(
        "--seats",
        metavar="N",
        type=positive,
        help="how many are elected (default: the file's, or 1)",
    )
    parser.add_argument(
        "--places", metavar="P", type=whole, help="decimals kept, where a statute says so"
    )
    parser.add_argument(
        "--credits", metavar="C", type=positive, help="what every voter had to spend (default: 100)"
    )
    parser.add_argument(
        "--break-tie",
        metavar="SPEC",
        type=text,
        default="refuse",
        help="refuse (the default), order:NAME,NAME,... or lot:SEED",
    )
    parser.add_argument("--json", action="store_true", help="print the result as one JSON object")


def run(arguments: argparse.Namespace) -> int:
    """Count and print the result."""
    options = options_of(arguments)
    break_tie = parse_tie_break(arguments.break_tie)
    rule = RULES[arguments.rule]
    taken = signature(rule).parameters
    credits = options.get("credits", taken["credits"].default) if "credits" in taken else None
    election = read_ballots(arguments.file, kind=RULE_KINDS[arguments.rule], credits=credits)
    seats = arguments.seats or election.seats or 1
    result = rule(election.profile, seats=seats, break_tie=break_tie, **options)
    if arguments.json:
        ascii_only = sys.stdout.encoding.lower() not in ("utf-8", "utf8")
        print(json.dumps(result_to_json(result), ensure_ascii=ascii_only, indent=2))
    else:
        print(told(result, election))
    return 0


def options_of(arguments: argparse.Namespace) -> Mapping[str, Any]:
    """The rule's own options that were given.

    Raises:
        InvalidInputError: the rule takes no such option.
    """
    given = {name: getattr(arguments, name) for name in OPTIONS}
    options = {name: value for name, value in given.items() if value is not None}
    taken = signature(RULES[arguments.rule]).parameters
    if foreign := [f"--{name}" for name in options if name not in taken]:
        raise InvalidInputError(
            [f"the rule {arguments.rule} takes no {' and no '.join(foreign)}; leave it out"]
        )
    return options
