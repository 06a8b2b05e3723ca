"""``deliberation apportion``: seats for parties, or for regions, in proportion."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from pathlib import Path

from deliberation.cli.answering import add_answering, end_lines, print_json, settling
from deliberation.cli.arguments import Subparsers, add_command, positive, text, within
from deliberation.cli.columns import columns
from deliberation.errors import InvalidInputError
from deliberation.io.cells import rate, tidy
from deliberation.io.party_votes import read_party_votes
from deliberation.voting import parse_tie_break, result_to_json
from deliberation.voting.apportionment import (
    DIVISORS,
    QUOTAS,
    Apportionment,
    Threshold,
    highest_averages,
    largest_remainder,
    quota_method,
)

SEATS = 100_000
"""More are shared out by no statute, and would take long."""


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "apportion",
        "Share seats out in proportion to votes, or to people, and show who would get one more.",
        "deliberation apportion votes.csv --seats 19 --method dhondt --threshold 5%",
    )
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="a table with party and votes, CSV or .xlsx"
    )
    parser.add_argument(
        "--seats", metavar="N", type=within(1, SEATS), required=True, help="how many there are"
    )
    parser.add_argument(
        "--method",
        metavar="METHOD",
        choices=[*DIVISORS, "largest_remainder", "quota_method"],
        default="sainte_lague",
        help="%(choices)s (default: %(default)s)",
    )
    parser.add_argument(
        "--quota", choices=[*QUOTAS], help="with largest_remainder: what a whole seat costs (hare)"
    )
    parser.add_argument(
        "--first", metavar="D", type=_number, help="with highest averages: another first divisor"
    )
    _add_threshold(parser)
    add_answering(parser)


def _add_threshold(parser: argparse.ArgumentParser) -> None:
    """Who has too few votes to take part."""
    parser.add_argument(
        "--threshold", metavar="P", type=_share, help="the share of votes that a party must reach"
    )
    parser.add_argument(
        "--exceed", action="store_true", help="the share itself is too little: more is needed"
    )
    parser.add_argument(
        "--valid", metavar="N", type=positive, help="all valid votes, if there are others too"
    )
    parser.add_argument(
        "--own",
        metavar="PARTY=P",
        type=_own,
        action="append",
        default=[],
        help="another share for a party, such as an alliance; may be given several times",
    )
    parser.add_argument(
        "--exempt",
        metavar="PARTY",
        type=text,
        action="append",
        default=[],
        help="a party that needs no share; may be given several times",
    )


def run(arguments: argparse.Namespace) -> int:
    """Share the seats out and print who has how many."""
    if problems := [*_problems(arguments)]:
        raise InvalidInputError(problems)
    break_tie = parse_tie_break(arguments.break_tie)
    votes = read_party_votes(arguments.file)
    with settling():
        answer = _method(arguments)(
            votes, seats=arguments.seats, threshold=_threshold(arguments), break_tie=break_tie
        )
    if arguments.json:
        print_json(result_to_json(answer))
    else:
        print("\n".join(_lines(votes, answer, explain=arguments.explain)))
    return 0


def _problems(arguments: argparse.Namespace) -> Iterator[str]:
    """Options that do not belong to the method, or to no threshold."""
    method = arguments.method
    if arguments.quota is not None and method != "largest_remainder":
        yield f"the method {method} takes no --quota; leave it out"
    if arguments.first is not None and method not in DIVISORS:
        yield f"the method {method} takes no --first; leave it out"
    if arguments.threshold is None:
        for name in ("exceed", "valid", "own", "exempt"):
            if getattr(arguments, name):
                yield f"--{name} says something of a threshold; add --threshold, or leave it out"
    if len(dict(arguments.own)) < len(arguments.own):
        yield "a party has two shares of its own; keep one (--own)"


def _method(arguments: argparse.Namespace) -> Callable[..., Apportionment]:
    """The method with its own options."""
    match arguments.method:
        case "largest_remainder":
            return partial(largest_remainder, quota=arguments.quota or "hare")
        case "quota_method":
            return quota_method
        case method:
            return partial(highest_averages, method=method, first=arguments.first)


def _threshold(arguments: argparse.Namespace) -> Threshold | None:
    if arguments.threshold is None:
        return None
    return Threshold(
        arguments.threshold,
        valid=arguments.valid,
        own=dict(arguments.own),
        exempt=frozenset(map(tidy, arguments.exempt)),
        exceed=arguments.exceed,
    )


def _lines(votes: Mapping[str, int], answer: Apportionment, *, explain: bool) -> Iterator[str]:
    """Who has how many seats."""
    cast = sum(votes.values())
    seats = len(answer.elected)
    yield f"{answer.rule}: {cast} votes, {len(votes)} parties, {seats} seats"
    yield ""
    rows = [
        [party, votes[party], held, "below the threshold" if party in answer.below else ""]
        for party, held in answer.seats.items()
    ]
    yield columns(["party", "votes", "seats", ""], rows)
    yield from end_lines(answer, explain=explain)


def _number(word: str) -> Fraction:
    """The number above 0 that *word* writes, exactly."""
    number = rate(tidy(word))
    if not number:
        raise argparse.ArgumentTypeError(f"{word!r} is not a number above 0 such as 0.6 or 3/5")
    return number


def _share(word: str) -> Fraction:
    """The share that *word* writes, exactly."""
    share = rate(tidy(word))
    if share is None or share > 1:
        raise argparse.ArgumentTypeError(f"{word!r} is not a share such as 2%, 0.02 or 1/50")
    return share


def _own(word: str) -> tuple[str, Fraction]:
    """The party and the share in ``PARTY=P``."""
    party, _, share = word.rpartition("=")
    if not party.strip():
        raise argparse.ArgumentTypeError(f"{word!r} is not written like 'Rose and Oak=8%'")
    return tidy(party), _share(share)
