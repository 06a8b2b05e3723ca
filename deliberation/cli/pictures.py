"""A result as a picture: an SVG file, or a page with every picture and the numbers behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from deliberation.cli.explained import explained
from deliberation.errors import InvalidInputError
from deliberation.figures import (
    ENGLISH,
    STYLE,
    Spent,
    Table,
    budget,
    budget_table,
    flow,
    flow_table,
    grades,
    grades_table,
    pairwise,
    pairwise_table,
    rounds,
    rounds_table,
    spending,
    spending_table,
    totals,
    totals_table,
)
from deliberation.figures.page import figure, heading, items, page
from deliberation.figures.totals import in_order
from deliberation.figures.words import say
from deliberation.io.files import write_bytes
from deliberation.voting import Answer, Count, Credits, Profile, Tally
from deliberation.voting.budget import Allocation
from deliberation.voting.rated import Judgment, StarCount

LANGUAGE = "en"


def write_picture(
    path: Path, result: Answer, profile: Profile[Any], *, title: str, reached: str = ""
) -> None:
    """Write the pictures of a *result*.

    Args:
        profile: the ballots that it was counted from.
        path: ends with ``.svg`` for the first picture alone, or with ``.html`` for a page.
        reached: what else the ties could have led to, where some were settled; a page says it.

    Raises:
        InvalidInputError: it ends with something else, or this result has no picture.
        OSError: the file cannot be written.
    """
    drawn = [*_pictures(result, profile)]
    if path.suffix.lower() not in {".svg", ".html"}:
        raise InvalidInputError([f"{str(path)!r} must end with .svg or .html"])
    if not drawn:
        raise InvalidInputError([f"a result of {result.rule} has no picture; take --explain"])
    if path.suffix.lower() == ".svg":
        svg = drawn[0][0]
        begin = svg.index(">") + 1
        write_bytes(path, f"{svg[:begin]}<style>{STYLE}</style>{svg[begin:]}\n".encode())
        return
    parts = [heading(title or result.rule, level=1), *(figure(svg, table) for svg, table in drawn)]
    told = items(explained(result, reached))
    write_bytes(path, page(*parts, told, title=title or result.rule, language=LANGUAGE).encode())


def _pictures(result: Answer, profile: Profile[Any]) -> Iterator[tuple[str, Table]]:
    """Each picture of a result, and the numbers of it."""
    match result:
        case Count():
            yield flow(result), flow_table(result)
            yield rounds(result), rounds_table(result)
        case Allocation():
            costs = {name: verdict.cost for name, verdict in result.verdicts.items()}
            voters = {name: verdict.supporters for name, verdict in result.verdicts.items()}
            spent = Spent(result.total, costs, result.elected, voters)
            yield budget(spent), budget_table(spent)
        case Judgment():
            given, scale, elected = result.grades, result.scale, result.elected
            svg = grades(given, scale, told=result.medians, elected=elected)
            told = (say(ENGLISH, "middle grade"), result.medians)
            yield svg, grades_table(given, scale, told=told, elected=elected)
        case StarCount():
            points = Tally(result.rule, result.runoffs[0].totals, result.elected)
            yield totals(points), totals_table(points)
    pairs = getattr(result, "pairwise", None)
    if pairs:
        order = [*result.elected]
        order += [name for name, _ in in_order(result)] if isinstance(result, Tally) else []
        yield pairwise(pairs, order=order), pairwise_table(pairs, order=order)
    if isinstance(result, Tally):
        yield totals(result), totals_table(result)
        if profile.kinds <= {Credits}:
            votes, elected = _votes(profile), result.elected
            yield spending(votes, elected=elected), spending_table(votes, elected=elected)


def _votes(profile: Profile[Credits]) -> dict[str, Counter[int | Fraction]]:
    """For each candidate, by number of votes, how many voters gave so many."""
    voters: dict[str, Counter[int | Fraction]] = {name: Counter() for name in profile.candidates}
    for ballot, times in profile.counts.items():
        for candidate, n in ballot.votes:
            voters[candidate][n] += times
    return voters
