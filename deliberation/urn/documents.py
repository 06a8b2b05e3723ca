"""What is published of an urn: one document at its opening, one at its close; and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from types import NoneType
from typing import Any, Final

from deliberation.errors import InvalidInputError
from deliberation.record.canonical import digest
from deliberation.urn.board import Board, Entry
from deliberation.urn.terms import Terms
from deliberation.urn.urn import Split, Urn
from deliberation.urn.words import words_of

URN_FORMAT: Final = "deliberation urn 1"
BOARD_FORMAT: Final = "deliberation board 1"

_TERMS: Final = tuple(field.name for field in fields(Terms) if field.name != "vote_id")
_LISTS: Final = {"candidates": str, "scores": int, "grades": str}
_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    **dict.fromkeys(("vote", "kind", "key", "receipts", "split"), (str,)),
    **dict.fromkeys(("most", "credits"), (int, NoneType)),
    **dict.fromkeys(("scores", "grades"), (list, NoneType)),
    **dict.fromkeys(("against", "phrases"), (bool,)),
    "candidates": (list,),
}


def encode_urn(urn: Urn) -> dict[str, Any]:
    """What is published when *urn* opens; the words of its digest are read out."""
    said = {name: getattr(urn.terms, name) for name in _TERMS}
    return {
        "format": URN_FORMAT,
        "vote": urn.vote_id,
        **{name: [*value] if isinstance(value, tuple) else value for name, value in said.items()},
        "key": urn.key.hex(),
        "receipts": urn.receipts.hex(),
        "split": urn.split.value,
    }


def urn_digest(urn: Urn) -> str:
    """The digest of the urn's document, in HEX: of all that was fixed when it opened."""
    return digest(encode_urn(urn))


def urn_words(urn: Urn) -> tuple[str, ...]:
    """The same as eight words, so that those who seal and those who open mean one urn."""
    return words_of(bytes.fromhex(urn_digest(urn)))


def decode_urn(document: Mapping[str, Any]) -> Urn:
    """The urn that ``encode_urn`` wrote down.

    Raises:
        InvalidInputError: *document* is no urn's.
    """
    urn = _urn(document) if _is_shaped(document) else None
    if urn is None or encode_urn(urn) != document:
        raise InvalidInputError(["this is no document of an urn; take it as it was published"])
    return urn


def encode_board(board: Board) -> dict[str, Any]:
    """What is published when an urn closes, before it is opened; the words are read out."""
    return {
        "format": BOARD_FORMAT,
        "vote": board.vote_id,
        "entries": [[entry.name.hex(), entry.ballot.hex()] for entry in board.entries],
        "root": board.root.hex(),
    }


def decode_board(document: Mapping[str, Any]) -> Board:
    """The board that ``encode_board`` wrote down.

    Raises:
        InvalidInputError: *document* is no board's, its entries are not in order, or the root is
            not theirs.
    """
    board = _board(document)
    if board is None or encode_board(board) != document:
        raise InvalidInputError(["this is no document of a board; take it as it was published"])
    return board


def _is_shaped(document: Mapping[str, Any]) -> bool:
    """Whether everything in an urn's document is of the right type; JSON's true is no number."""
    if not document.keys() >= _TYPES.keys():
        return False
    return all(type(document[name]) in types for name, types in _TYPES.items()) and all(
        type(item) is kind for name, kind in _LISTS.items() for item in document[name] or ()
    )


def _urn(document: Mapping[str, Any]) -> Urn | None:
    """The urn in a document of the right shape, if there can be such an urn."""
    said: dict[str, Any] = {name: document[name] for name in _TERMS}
    said |= {name: tuple(said[name]) for name in _LISTS if said[name] is not None}
    try:
        keys = bytes.fromhex(document["key"]), bytes.fromhex(document["receipts"])
        return Urn(Terms(document["vote"], **said), *keys, Split(document["split"]))
    except ValueError:
        return None


def _board(document: Mapping[str, Any]) -> Board | None:
    """The board with the entries of a document, if there can be such a board."""
    match document:
        case {"vote": str(vote_id), "entries": list(pairs)}:
            try:
                return Board(vote_id, [_entry(pair) for pair in pairs])
            except ValueError:
                return None
    return None


def _entry(pair: object) -> Entry:
    match pair:
        case [str(name), str(ballot)]:
            return Entry(bytes.fromhex(name), bytes.fromhex(ballot))
    raise ValueError("no entry")
