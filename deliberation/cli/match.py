"""``deliberation match``: a pot of money that matches what people gave."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import get_args

from deliberation.cli.answering import add_answering, print_json, settling
from deliberation.cli.arguments import Subparsers, add_command
from deliberation.cli.matched import funding_lines, influence_lines
from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import cents, tidy
from deliberation.io.gifts import read_gift_groups, read_gifts
from deliberation.voting import TieBreak, parse_tie_break, result_to_json
from deliberation.voting.plain import to_plain
from deliberation.voting.quadratic import (
    Contributions,
    Funding,
    Influence,
    collusion_report,
    quadratic_funding,
)
from deliberation.voting.quadratic.funding import Formula

Groups = Mapping[str, Sequence[str]]


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "match",
        "Match what people gave out of a pot, many small gifts with more than one large one, and "
        "show how much groups move.",
        "deliberation match gifts.csv --pot 1000 --cap 250 --break-tie 'lot:dice 6 1 4'",
    )
    parser.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help="a table with contributor, project and amount, CSV or .xlsx",
    )
    parser.add_argument(
        "--pot", metavar="AMOUNT", type=_amount, required=True, help="what there is to match with"
    )
    parser.add_argument(
        "--formula", choices=get_args(Formula), default="plain", help="(default: %(default)s)"
    )
    parser.add_argument(
        "--bound",
        metavar="AMOUNT",
        type=_amount,
        help="with pairwise: a pair that has as much in common is matched half",
    )
    parser.add_argument(
        "--groups",
        metavar="FILE",
        type=Path,
        help="with clusters or --collusion: a table with group and contributor",
    )
    parser.add_argument(
        "--cap", metavar="AMOUNT", type=_amount, help="the most that one project is matched with"
    )
    parser.add_argument(
        "--raised", action="store_true", help="raise matches that come to less than the pot to it"
    )
    parser.add_argument(
        "--collusion", action="store_true", help="show how much each of the groups moves"
    )
    add_answering(parser)


def run(arguments: argparse.Namespace) -> int:
    """Match the gifts and print what every project gets."""
    if problems := [*_problems(arguments)]:
        raise InvalidInputError(problems)
    break_tie = parse_tie_break(arguments.break_tie)
    given, groups = _read(arguments)
    with settling():
        answer = _matched(arguments, break_tie, given, groups)
        report = _report(arguments, break_tie, given, groups) if arguments.collusion else ()
    if arguments.json:
        plain = result_to_json(answer)
        print_json({**plain, "collusion": to_plain(report)} if arguments.collusion else plain)
        return 0
    print("\n".join(funding_lines(given, answer, explain=arguments.explain)))
    if report:
        print("\n".join(influence_lines(given, groups, report)))
    return 0


def _problems(arguments: argparse.Namespace) -> Iterator[str]:
    """Options that are missing, or do not belong to the formula."""
    formula = arguments.formula
    if formula == "pairwise" and arguments.bound is None:
        yield "the formula pairwise needs a --bound"
    if formula != "pairwise" and arguments.bound is not None:
        yield f"the formula {formula} takes no --bound; leave it out"
    if arguments.groups is None:
        if formula == "clusters":
            yield "the formula clusters needs --groups"
        if arguments.collusion:
            yield "--collusion needs --groups: it shows how much each of them moves"
    elif formula != "clusters" and not arguments.collusion:
        yield f"the formula {formula} takes no --groups; leave them out, or add --collusion"


def _read(arguments: argparse.Namespace) -> tuple[Contributions, Groups]:
    """The gifts and the groups.

    Raises:
        InvalidInputError: with every problem of both files.
    """
    given: Contributions | None = None
    groups: Groups = {}
    problems: list[Problem] = []
    try:
        given = read_gifts(arguments.file)
    except InvalidInputError as error:
        problems += error.problems
    if arguments.groups is not None:
        try:
            groups = read_gift_groups(arguments.groups)
        except InvalidInputError as error:
            problems += error.problems
    if given is None or problems:
        raise InvalidInputError(problems)
    return given, groups


def _matched(
    arguments: argparse.Namespace, break_tie: TieBreak, given: Contributions, groups: Groups
) -> Funding:
    """What the formula says with the options."""
    return quadratic_funding(
        given,
        pool=arguments.pot,
        formula=arguments.formula,
        bound=None if arguments.bound is None else Fraction(arguments.bound, 100),
        groups=groups if arguments.formula == "clusters" else None,
        cap=arguments.cap,
        raised=arguments.raised,
        break_tie=break_tie,
    )


def _report(
    arguments: argparse.Namespace, break_tie: TieBreak, given: Contributions, groups: Groups
) -> tuple[Influence, ...]:
    """How much each group moves; without it, the other groups are those who are left of them."""

    def fund(left: Contributions) -> Funding:
        here = {*left.contributors}
        inside = {name: [who for who in people if who in here] for name, people in groups.items()}
        some = {name: people for name, people in inside.items() if people}
        return _matched(arguments, break_tie, left, some)

    return collusion_report(given, groups, fund=fund)


def _amount(word: str) -> int:
    """The cents above 0 that *word* writes in currency."""
    amount = cents(tidy(word))
    if not amount:
        raise argparse.ArgumentTypeError(f"{word!r} is not an amount above 0 such as 500 or 12.50")
    return amount
