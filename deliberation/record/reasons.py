"""What is said of recommendations beside their vote: why they were made, and who sees it otherwise.

It stands beside the record and not in it. Nothing follows from it, so that no checker has anything
to count; and it may be written anew, which nothing in the record may.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from deliberation.errors import InvalidInputError

REASONS_FORMAT: Final = "deliberation reasons 1"


@dataclass(frozen=True, slots=True)
class Reasons:
    """What is said of one recommendation, by nobody in particular.

    Args:
        reason: why it was made; empty where nobody has said.
        minority: the statements of those who see it otherwise.
    """

    reason: str = ""
    minority: tuple[str, ...] = ()


Given = Mapping[str, Mapping[str, Reasons]]
"""By the id of a vote and the name of a recommendation."""


def encode_reasons(given: Given) -> dict[str, Any]:
    """The document ``reasons.json``."""
    votes = {
        vote: {
            name: {"reason": said.reason, "minority": [*said.minority]}
            for name, said in named.items()
        }
        for vote, named in given.items()
        if named
    }
    return {"format": REASONS_FORMAT, "votes": votes}


def decode_reasons(document: Mapping[str, Any]) -> Given:
    """What a *document* ``reasons.json`` says.

    Raises:
        InvalidInputError: it is none.
    """
    votes = document.get("votes")
    if document.get("format") != REASONS_FORMAT or not isinstance(votes, dict):
        raise InvalidInputError([f"these are no reasons: their format is not {REASONS_FORMAT!r}"])
    given: dict[str, dict[str, Reasons]] = {}
    for vote, named in votes.items():
        if not isinstance(named, dict):
            raise InvalidInputError([f"the reasons of the vote {vote!r} are not by recommendation"])
        given[vote] = {name: _said(said, name) for name, said in named.items()}
    return given


def _said(said: object, name: str) -> Reasons:
    """What is said of the recommendation called *name*."""
    match said:
        case {"reason": str(reason), "minority": [*minority]} if all(
            isinstance(one, str) for one in minority
        ):
            return Reasons(reason, tuple(minority))
    raise InvalidInputError([f"{name!r} needs a reason and a list of minority statements"])
