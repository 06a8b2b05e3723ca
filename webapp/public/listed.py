"""Ballots that are public, in words: beside cards or phrases, where the mode of a vote says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from deliberation.assembly import Vote
from deliberation.store import Store
from webapp.words import apart, grade, row


@dataclass(frozen=True, slots=True)
class Listed:
    """Every counted ballot of a vote.

    Args:
        by: "card" or "phrase".
        rows: for each ballot the number of its card, or its phrase, and what it says.
    """

    by: str
    rows: tuple[tuple[str, str], ...]


def listed(store: Store, vote: Vote) -> Listed | None:
    """The ballots of *vote* that are public; ``None`` where there are none."""
    document = store.ballot_list(vote.id)
    if document is None:
        return None
    rows = ((str(name), _told(ballot, vote)) for name, ballot in document["ballots"])
    return Listed(document["by"], tuple(rows))


def _told(ballot: list[str] | Mapping[str, Any], vote: Vote) -> str:
    """What a ballot says, as the record writes it, in words."""
    return row(_parts(ballot, vote)) or _("blank")


def _parts(ballot: list[str] | Mapping[str, Any], vote: Vote) -> Iterator[str]:
    if isinstance(ballot, list):
        for place, name in enumerate(ballot, start=1):
            yield f"{place}. {apart(name)}" if vote.kind == "ranking" else apart(name)
        return
    for name, said in ballot.items():
        value = grade(vote.options["scale"][said]) if vote.kind == "grades" else str(said)
        yield f"{apart(name)}: {value}"
