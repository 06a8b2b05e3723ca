"""What is published, as tables with fields whose names stay: one row a thing, one fact a cell.

Everything comes from documents that are published, so that no table says more than a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from deliberation.record.counted import count_of, tallies_of, tally_of
from deliberation.record.reasons import Given
from deliberation.record.supported import supported

Document = Mapping[str, Any]
Cell = str | int | bool | Fraction | None
Row = tuple[Cell, ...]

OPEN_FORMAT: Final = "deliberation open data 1"


def _fields(line: str) -> Mapping[str, str]:
    """The fields of a table and what each holds: a text, unless it says otherwise."""
    words = (word.partition(":") for word in line.split())
    return {name: held or "text" for name, _, held in words}


FIELDS: Final[Mapping[str, Mapping[str, str]]] = {
    "votes": _fields("vote title question state ballot rule seats:whole cast:whole? shown:text?"),
    "results": _fields(
        "vote number:whole candidate elected:truth place:whole? total:number? "
        "supporters:whole? of:whole? needed:whole? near:truth? cost:number? text:text?"
    ),
    "rounds": _fields("vote round:whole candidate total:number elected:truth eliminated:truth"),
    "transfers": _fields("vote round:whole source target:text? papers:whole value:number"),
    "answers": _fields("vote candidate answer:said voters:whole"),
    "pairs": _fields("vote candidate over ballots:whole"),
    "ballots": _fields("vote ballot:whole by name candidate:text? said:said?"),
    "reasons": _fields("vote candidate reason"),
    "statements": _fields("vote candidate number:whole statement"),
    "sessions": _fields(
        "session title starts:moment place checked_in:whole? turns:whole? minutes:number?"
    ),
    "agenda": _fields(
        "session number:whole title minutes:whole planned_begin:moment planned_end:moment "
        "began:moment? ended:moment? vote:text?"
    ),
    "members": _fields("name"),
    "seats": _fields("feature value lower:whole upper:whole pool:whole panel:whole"),
    "population": _fields("feature value share:number"),
    "chances": _fields("feature value people:whole lowest:number mean:number highest:number"),
}
"""The tables, their fields, and what each holds: a question mark where it may hold nothing.

docs/reference/open-data.md tells of them.
"""

OF_VOTES: Final = ("results", "rounds", "transfers", "answers", "pairs", "ballots")
"""The tables that one vote has by itself."""


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table: a key of ``FIELDS``, and a cell for each field in each row."""

    name: str
    rows: tuple[Row, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """What the columns are called."""
        return tuple(FIELDS[self.name])


def tables_of_vote(document: Document, listed: Document | None = None) -> tuple[OpenTable, ...]:
    """The tables of one decided vote that hold something.

    Args:
        document: ``votes/ID.json``.
        listed: ``votes/ID.list.json``, where the mode of the vote publishes its ballots.
    """
    rows = (
        *(_results(document), _rounds(document), _transfers(document)),
        *(_answers(document), _pairs(document), _ballots(document, listed)),
    )
    return filled(zip(OF_VOTES, rows, strict=True))


def filled(tables: Iterable[tuple[str, Iterable[Row]]]) -> tuple[OpenTable, ...]:
    """Those of the named *tables* that have a row."""
    made = (OpenTable(name, tuple(rows)) for name, rows in tables)
    return tuple(table for table in made if table.rows)


def reason_rows(given: Given) -> Iterator[Row]:
    """Why recommendations were made."""
    for vote, named in given.items():
        yield from ((vote, name, said.reason) for name, said in named.items() if said.reason)


def statement_rows(given: Given) -> Iterator[Row]:
    """How minorities see them."""
    for vote, named in given.items():
        for name, said in named.items():
            yield from ((vote, name, n, one) for n, one in enumerate(said.minority, start=1))


def agenda_rows(session: Document) -> Iterator[Row]:
    """The items of a session, as ``record.meeting`` encodes it."""
    for n, item in enumerate(session["agenda"], start=1):
        times = (*item["planned"], item["began"], item["ended"])
        yield (session["id"], n, item["title"], item["minutes"], *times, item["vote"])


def session_row(session: Document) -> Row:
    """A session in one row."""
    spoken = session["speaking"] or {"turns": None, "minutes": None}
    said = (session[name] for name in ("id", "title", "starts", "place", "checked_in"))
    return (*said, spoken["turns"], spoken["minutes"])


def _results(document: Document) -> Iterator[Row]:
    """What each candidate came to."""
    elected, options = document["result"]["elected"], document["options"]
    tally = None if document["kind"] == "grades" else tally_of(document)
    support = {one.name: one for one in supported(document)}
    costs, texts = options.get("costs", {}), options.get("texts", {})
    for number, name in enumerate(document["candidates"], start=1):
        one = support.get(name)
        figures = (one.supporters, one.of, one.needed, one.near) if one else (None,) * 4
        yield (
            document["id"],
            number,
            name,
            name in elected,
            elected.index(name) + 1 if name in elected else None,
            tally.totals[name] if tally else None,
            *figures,
            costs.get(name),
            texts.get(name),
        )


def _rounds(document: Document) -> Iterator[Row]:
    """What each candidate held in each round."""
    if "rounds" in document["result"]:
        for step in count_of(document).rounds:
            for name, total in step.totals.items():
                decided = (name in step.elected, name in step.eliminated)
                yield (document["id"], step.number, name, total, *decided)


def _transfers(document: Document) -> Iterator[Row]:
    """What moved at the end of each round."""
    if "rounds" in document["result"]:
        for step in count_of(document).rounds:
            for one in step.transfers:
                yield (
                    *(document["id"], step.number),
                    *(one.source, one.target, one.papers, one.value),
                )


def _answers(document: Document) -> Iterator[Row]:
    """How many voters gave each candidate each score, grade, tick or number of votes."""
    for name, given in tallies_of(document).items():
        for value, voters in sorted(given.items()):
            yield document["id"], name, _said(value, document), voters


def _pairs(document: Document) -> Iterator[Row]:
    """How many ballots put one candidate before another."""
    tally = None if document["kind"] == "grades" else tally_of(document)
    for (name, other), ballots in ((tally.pairwise if tally else None) or {}).items():
        yield document["id"], name, other, ballots


def _ballots(document: Document, listed: Document | None) -> Iterator[Row]:
    """Every ballot that is public, a row for each candidate on it; a blank one has one row.

    A rank is said of a ranking, 1 of an approval, else what the ballot gives the candidate.
    """
    if listed is None:
        return
    for n, (name, ballot) in enumerate(listed["ballots"], start=1):
        said = ballot if isinstance(ballot, dict) else _places(ballot, document["kind"])
        rows = said or {None: None}
        for candidate, value in rows.items():
            shown = _said(value, document)
            yield document["id"], n, listed["by"], str(name), candidate, shown


def _places(ballot: list[str], kind: str) -> dict[str, int]:
    """What a ballot that is a list says of each candidate on it."""
    ranks = range(1, len(ballot) + 1) if kind == "ranking" else [1] * len(ballot)
    return dict(zip(ballot, ranks, strict=True))


def _said(value: int | Fraction | None, document: Document) -> Cell:
    """A value as the voter saw it: a grade in the words of its scale."""
    if value is None or document["kind"] != "grades":
        return value
    return str(document["options"]["scale"][int(value)])
