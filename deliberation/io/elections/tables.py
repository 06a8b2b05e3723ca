"""Ballots as a table, in one of two shapes.

Either a row is a ballot and a column is a *place*: ``rank1``, ``rank2``, ... (also ``1``, ``1st``,
``first choice``, ``choice 1``, ``1. prioritet``), and a cell names a candidate. Or a column is a
*candidate*, and a cell holds that candidate's rank, or the votes bought for (or, below zero,
against) the candidate with credits, a score, a grade, or a mark of approval. A column ``count``
says how many such ballots there are; columns such as ``id`` and ``precinct`` are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import folded, tidy
from deliberation.io.elections.columns import Columns, by_candidate
from deliberation.io.elections.contests import chosen
from deliberation.io.elections.election import Election
from deliberation.io.elections.names import Names
from deliberation.io.elections.places import by_place
from deliberation.io.elections.rows import Rows
from deliberation.io.spreadsheets import unescaped
from deliberation.voting.ballots import KINDS
from deliberation.voting.policy import Policy

COUNT = ("count", "times", "ballots", "number", "antal", "#", "n")
PASSED_OVER = {
    *("id", "ballot", "ballotid", "ballot_id", "ballotnumber", "stemmeseddel"),
    *("castvoterecord", "precinct", "precinctid", "precinct_id", "batch", "batchid", "batch_id"),
    *("ballotstyle", "ballottype", "tabulator", "ward", "district", "valgsted"),
}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
            "tenth")  # fmt: skip
WORD = r"(?:rank|ranking|choice|preference|pref|place|prioritet|valg)"
PLACE = re.compile(
    rf"{WORD}?[_.-]?(?P<number>[1-9]\d?)(?:st|nd|rd|th|\.)?[_-]?{WORD}?"
    rf"|(?P<ordinal>{'|'.join(ORDINALS)})[_-]?{WORD}?"
)
WITHIN = re.compile(
    r"\b(?:(?P<before>\d{1,2})(?:st|nd|rd|th) choice|choice (?P<behind>\d{1,2})(?: of \d{1,2})?)\b",
    re.IGNORECASE,
)  # as election offices write it, beside the name of the contest
UNDERVOTE, OVERVOTE = "undervote", "overvote"
"""How election offices write a place that was left empty, and one with several marks."""


def ballots_in(
    rows: Rows,
    *,
    kind: str | None = None,
    credits: int | None = None,
    policy: Policy | None = None,
    contest: str | None = None,
) -> Election:
    """The ballots in the *rows* of a table.

    Args:
        kind: a value of ``KINDS``: what the cells below candidates mean. By default ranks, if every
            row ranks from 1 without a gap; votes bought with credits, if some number could not be a
            rank; and otherwise nothing is guessed.
        credits: what every voter had to spend; by default that is not looked at.
        policy: how papers are read that name somebody twice, or several at one place; where there
            is none, such papers are problems, and a place without a name is passed over.
        contest: which contest is meant, or a part of its name, where the columns of several have
            the places of each: ``Mayor Choice 1 of 3``, ``Mayor Choice 2 of 3``, ...

    Raises:
        InvalidInputError: with every problem found, by row and column.
    """
    head = rows.head
    if kind not in {None, *KINDS.values()}:
        kinds = ", ".join(KINDS.values())
        raise InvalidInputError([f"{kind!r} is no kind of ballot; write one of {kinds}"])
    count = _count_column(head.columns)
    wanted = [i for i, c in enumerate(head.columns) if i != count and folded(c) not in PASSED_OVER]
    problems = [*head.problems, *head.repeated(head.columns)]
    if not wanted:
        problems.append(head.problem("there is no column of places or candidates"))
    if not any(True for _ in rows.numbered([])):
        problems.append(head.problem("there is no ballot; write a row for each"))
    if problems:
        raise InvalidInputError(problems)
    contests = _contests([head.columns[i] for i in wanted], head.columns)
    if contests and not any(place_of(head.columns[i]) for i in wanted):
        title = [*contests][chosen([*contests], contest, head.name)]
        return _contest(rows, title, contests[title], count, kind=kind, policy=policy)
    if any(place_of(head.columns[i]) for i in wanted):
        places = sorted((p, i) for i in wanted if (p := place_of(head.columns[i])))
        problems = _wrong_places(rows, wanted, kind)
        names = Names(rows.text, blank=[UNDERVOTE], overvote=[OVERVOTE])
        columns = [i for _, i in places]
        return by_place(rows, columns, count, names, problems=problems, policy=policy)
    read = by_candidate(Columns(rows, wanted, count), kind, credits=credits, policy=policy)
    meant = {name: unescaped(name) for name in read.profile.candidates if unescaped(name) != name}
    return Election("", read.profile.relabelled(meant)) if meant else read


def _count_column(columns: Sequence[str]) -> int | None:
    """The column that says how many such ballots there are: one only, by the plainest name."""
    named = [
        (COUNT.index(folded(name)), i) for i, name in enumerate(columns) if folded(name) in COUNT
    ]
    return min(named)[1] if named else None


def _wrong_places(rows: Rows, wanted: Sequence[int], kind: str | None) -> list[Problem]:
    """Columns that are no places, places that are missing, and another kind of ballot."""
    head = rows.head
    named = [(place_of(head.columns[i]), head.columns[i]) for i in wanted]
    problems = [
        head.problem("this is neither a place, such as rank1, nor a count", None, name)
        for place, name in named
        if place is None
    ]
    places = sorted((place, name) for place, name in named if place is not None)
    return problems + _wrong_numbers(rows, places, kind)


def _wrong_numbers(
    rows: Rows, places: Sequence[tuple[int, str]], kind: str | None
) -> list[Problem]:
    """Places that are missing, and another kind of ballot."""
    head = rows.head
    problems = []
    if [place for place, _ in places] != list(range(1, len(places) + 1)):
        found = ", ".join(name for _, name in places)
        problems.append(head.problem(f"the places must run from 1 without a gap, not {found}"))
    if kind not in {None, "ranking", "weak ranking"}:
        problems.append(head.problem(f"columns of places hold rankings, not {kind}"))
    return problems


def _contests(names: Sequence[str], columns: Sequence[str]) -> dict[str, list[tuple[int, int]]]:
    """The contests whose places stand in columns: their places, and where these stand."""
    contests: dict[str, list[tuple[int, int]]] = {}
    for name in names:
        if found := WITHIN.search(name):
            title = tidy(name[: found.start()] + " " + name[found.end() :])
            place = int(found["before"] or found["behind"])
            contests.setdefault(title, []).append((place, columns.index(name)))
    return contests


def _contest(
    rows: Rows,
    title: str,
    places: list[tuple[int, int]],
    count: int | None,
    *,
    kind: str | None,
    policy: Policy | None,
) -> Election:
    """The ballots of one contest; the columns of others are passed over."""
    columns = [i for _, i in sorted(places)]
    problems = _wrong_numbers(rows, sorted((p, rows.head.columns[i]) for p, i in places), kind)
    names = Names(rows.text, blank=[UNDERVOTE], overvote=[OVERVOTE])
    read = by_place(rows, columns, count, names, problems=problems, policy=policy)
    return Election(title, read.profile)


def place_of(name: str) -> int | None:
    """The place that a column's *name* stands for, if it does."""
    match = PLACE.fullmatch(folded(name))
    if match is None:
        return None
    return int(match["number"] or 0) or ORDINALS.index(match["ordinal"]) + 1
