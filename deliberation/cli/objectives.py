"""What a lottery makes fair, as the command line asks for it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

from deliberation.cli.arguments import positive
from deliberation.cli.columns import columns
from deliberation.errors import InvalidInputError
from deliberation.io.cells import rate
from deliberation.io.invited import read_invited, willingness
from deliberation.sortition import (
    OBJECTIVES,
    Lottery,
    Pool,
    Quotas,
    end_to_end,
    goldilocks,
    journeys,
    journeys_by_value,
)
from deliberation.sortition.solution import Report

Willingness = Mapping[str, Fraction]
END_TO_END = end_to_end.__name__


def add_objective(parser: argparse.ArgumentParser) -> None:
    """What the lottery makes fair, and what it needs to know for that."""
    parser.add_argument(
        "--objective",
        choices=[*OBJECTIVES, END_TO_END],
        default="leximin",
        help="what the lottery makes fair (default: leximin); greedy is for comparison only",
    )
    parser.add_argument(
        "--gamma",
        metavar="G",
        type=_weight,
        help="with goldilocks: how much a small chance weighs against a great one (default: 1)",
    )
    parser.add_argument(
        "--invited",
        metavar="FILE",
        type=Path,
        help="who was written to: feature, value and share; or a row for each of them, or for each "
        "in a sample; end_to_end needs it, and the chances from letter to seat are printed",
    )
    parser.add_argument(
        "--letters", metavar="N", type=positive, help="with --invited: how many were written to"
    )


def require_fitting(arguments: argparse.Namespace) -> None:
    """Refuse options that do not go together, before anything is read.

    Raises:
        InvalidInputError: with every problem found.
    """
    if problems := [*_problems(arguments)]:
        raise InvalidInputError(problems)


def readiness_to_answer(arguments: argparse.Namespace, pool: Pool) -> Willingness | None:
    """How readily people like each in the *pool* answer a letter, where that is asked for.

    Raises:
        InvalidInputError: with every problem found in the file.
        SolverError: it could not be estimated.
        OSError: the file cannot be read.
    """
    if arguments.invited is None:
        return None
    return willingness(read_invited(arguments.invited, pool), pool, letters=arguments.letters)


def lottery_by(
    arguments: argparse.Namespace,
    pool: Pool,
    quotas: Quotas,
    answers: Willingness | None,
    report: Report | None,
) -> Lottery:
    """The lottery by the objective that the command line asks for.

    Raises:
        InvalidInputError: the pool does not fit the quotas, or the objective.
        InfeasibleQuotasError: no panel meets every quota.
        SolverError: the optimiser stopped without an answer.
    """
    tickets = arguments.tickets
    if arguments.objective == END_TO_END:
        return end_to_end(pool, quotas, willingness=answers or {}, tickets=tickets, report=report)
    if arguments.gamma is not None:
        return goldilocks(pool, quotas, gamma=arguments.gamma, tickets=tickets, report=report)
    return OBJECTIVES[arguments.objective](pool, quotas, tickets=tickets, report=report)


def journey_lines(pool: Pool, lottery: Lottery, answers: Willingness) -> Iterator[str]:
    """The chances of those who got a letter, for each value."""
    ways = journeys(lottery, letters=dict.fromkeys(answers, Fraction(1)), willingness=answers)
    rows = [
        [g.feature, g.value, g.people, _small(g.lowest), _small(g.mean), _small(g.highest)]
        for g in journeys_by_value(pool, ways)
    ]
    yield ""
    yield "The chance of somebody like this who got a letter, from letter to seat:"
    yield ""
    yield columns(["feature", "value", "people", "lowest", "mean", "highest"], rows)


def _problems(arguments: argparse.Namespace) -> Iterator[str]:
    if arguments.gamma is not None and arguments.objective != goldilocks.__name__:
        yield "--gamma goes with --objective goldilocks only"
    if arguments.objective == END_TO_END and arguments.invited is None:
        yield (
            "--objective end_to_end needs --invited FILE, which says who was written to, and "
            "--letters N, how many"
        )
    elif arguments.invited is not None and arguments.letters is None:
        yield "--invited needs --letters N, which says how many were written to"
    if arguments.letters is not None and arguments.invited is None:
        yield "--letters goes with --invited only"


def _weight(word: str) -> Fraction:
    """The positive number that *word* writes."""
    number = rate(word.strip())
    if not number or number <= 0:
        raise argparse.ArgumentTypeError(f"{word!r} is no number above 0 such as 1, 0.5 or 2/3")
    return number


def _small(chance: Fraction) -> str:
    """A small chance as everybody reads it."""
    return f"{100 * float(chance):.3f} %"
