"""A ballot as bytes and back: one way to write each, so that equal ballots are equal bytes."""

from __future__ import annotations

import json
from typing import Any, cast

from deliberation.errors import InvalidInputError
from deliberation.record.canonical import canonical
from deliberation.voting.ballots import (
    Approval,
    Ballot,
    Credits,
    Grades,
    Ranking,
    Scores,
    WeakRanking,
)


def encode(ballot: Ballot, phrase: str | None = None) -> bytes:
    """*ballot* as canonical JSON under the name of its kind, a voter's *phrase* beside it.

    >>> encode(Ranking(("tram", "bus")))
    b'{"ranking":["tram","bus"]}'
    >>> encode(Scores({"tram": 5, "bus": 0}), "blue heron")
    b'{"phrase":"blue heron","scores":{"bus":0,"tram":5}}'

    Raises:
        InvalidInputError: it holds a fraction, or text that UTF-8 cannot write.
    """
    beside = {} if phrase is None else {"phrase": phrase}
    return canonical(_plain(ballot) | beside)


def decode(data: bytes) -> tuple[Ballot, str | None]:
    """The ballot that ``encode`` wrote, and its phrase.

    Raises:
        InvalidInputError: ``encode`` never writes such bytes.
    """
    try:
        ballot, phrase = _read(data)
        same = encode(ballot, phrase) == data
    except (ValueError, RecursionError):
        same = False
    if not same:  # said outside of the handler, so that no error carries a ballot along
        raise InvalidInputError(["these bytes are no ballot in its canonical form"])
    return ballot, phrase


def _plain(ballot: Ballot) -> dict[str, Any]:
    match ballot:
        case Ranking():
            return {"ranking": ballot.order}
        case WeakRanking():
            return {"weak ranking": ballot.tiers}
        case Approval():
            return {"approval": ballot.approved}
        case Scores():
            return {"scores": dict(ballot.scores)}
        case Grades():
            return {"grades": dict(ballot.grades)}
        case Credits():
            return {"credits": dict(ballot.votes)}


def _read(data: bytes) -> tuple[Ballot, str | None]:
    """What *data* says, whether or not it is written canonically."""
    given = json.loads(data)
    if not isinstance(given, dict):
        raise ValueError("no object")
    phrase = given.pop("phrase", None)
    if not isinstance(phrase, str | None):
        raise ValueError("no phrase")
    return _ballot(given), phrase


def _ballot(given: dict[str, Any]) -> Ballot:
    match given:
        case {"ranking": list(order)} if _texts(order):
            return Ranking(tuple(order))
        case {"weak ranking": list(tiers)} if all(isinstance(t, list) and _texts(t) for t in tiers):
            return WeakRanking(cast(list[list[str]], tiers))
        case {"approval": list(approved)} if _texts(approved):
            return Approval(approved)
        case {"scores": dict(scores)}:
            return Scores(scores)
        case {"grades": dict(grades)} if _texts([*grades.values()]):
            return Grades(grades)
        case {"credits": dict(votes)}:
            return Credits(votes)
    raise ValueError("no ballot")


def _texts(values: list[Any]) -> bool:
    return all(isinstance(value, str) for value in values)
