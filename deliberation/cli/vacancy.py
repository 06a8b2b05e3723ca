"""A seat that falls vacant: who takes it, by the ballots that elected the member."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from deliberation.cli.arguments import text
from deliberation.cli.columns import listed
from deliberation.cli.counts import body_lines
from deliberation.cli.reached import reached
from deliberation.errors import InvalidInputError
from deliberation.voting import Answer, Count, Profile, TieBreak, result_to_json
from deliberation.voting.stv import countback


@dataclass(frozen=True, slots=True)
class Vacancy:
    """The seat of *vacating*, who stands for it, and how it was filled.

    Args:
        other_ways: what else the ties of *filled* could have led to; empty where none were settled.
    """

    vacating: str
    standing: tuple[str, ...]
    filled: Count
    other_ways: str

    def told(self) -> str:
        """Who stands, and the rounds that fill the seat."""
        count = len(self.standing)
        head = (
            f"{self.filled.rule}: {count} candidate{'s' * (count > 1)} for the seat of "
            f"{listed([self.vacating])}, {len(self.filled.elected)} elected"
        )
        what, *_ = self.filled.because
        return "\n".join([head, what, *body_lines(self.filled, self.other_ways)])

    def as_json(self, result: Answer) -> Mapping[str, Any]:
        """The count with this *result*, and the one that filled the seat, as plain data."""
        return {"count": result_to_json(result), "countback": result_to_json(self.filled)}


def add_vacancy(parser: argparse.ArgumentParser) -> None:
    """The options that say whose seat is filled again, and who stands for it."""
    parser.add_argument(
        "--vacancy",
        metavar="NAME",
        type=text,
        help="an elected member who leaves: who takes the seat, by the ballots that stayed there",
    )
    parser.add_argument(
        "--standing",
        metavar="NAME",
        action="append",
        type=text,
        default=[],
        help="who stands for the vacant seat (default: everybody not elected); may be given "
        "several times",
    )


def refuse_unfit(arguments: argparse.Namespace, rules: Sequence[str], every_way: bool) -> None:
    """A vacancy follows one count whose ties are settled, and is told in words or as JSON.

    Raises:
        InvalidInputError: it follows several counts or outcomes, or a picture is asked for; or
            somebody stands where no seat is vacant.
    """
    if arguments.standing and arguments.vacancy is None:
        raise InvalidInputError(["nobody stands without a vacant seat; say --vacancy NAME"])
    if arguments.vacancy is not None and (len(rules) > 1 or every_way or arguments.figure):
        raise InvalidInputError(
            ["a vacancy follows one result; take one rule, settle its ties and draw no picture"]
        )


def filled(
    arguments: argparse.Namespace, profile: Profile[Any], result: Answer, break_tie: TieBreak
) -> Vacancy | None:
    """The seat of the member who leaves, filled by those who stand; nothing where nobody leaves.

    Raises:
        InvalidInputError: the rule does not tell which votes stayed with whom, the member was not
            elected, or somebody cannot stand.
        UnresolvedTieError: by the default *break_tie*, when a tie matters.
    """
    if arguments.vacancy is None:
        return None
    if not isinstance(result, Count):
        raise InvalidInputError(
            [f"a count by {result.rule} does not tell which votes stayed with whom"]
        )
    left = [name for name in profile.candidates if name not in result.elected]
    standing = tuple(dict.fromkeys(arguments.standing)) or tuple(left)
    options = {"count": result, "vacating": arguments.vacancy, "standing": standing}
    again = countback(profile, break_tie=break_tie, **options)
    other_ways = reached(again, countback, profile, break_tie, options)
    return Vacancy(arguments.vacancy, standing, again, other_ways)
