"""A sealed vote of the demonstration: its key, the ballots, the board, the opening, the purge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from deliberation.assembly import Mode, Opening, Vote
from deliberation.cli.tellings import Tell
from deliberation.errors import InvalidInputError
from deliberation.procedures import decide, sealed
from deliberation.procedures.copying import create_as
from deliberation.procedures.wording import write_wordings
from deliberation.store import Begin
from deliberation.urn import MARKS, Share, Split
from deliberation.voting.ballots import CastBallot
from deliberation.wordings import Wording

TIE_DICE = "Albertslund, first session, dice 3 6 2"
ONCE = 32  # bytes of chance by which a ballot that is sent again is known


@dataclass(frozen=True, slots=True)
class Sealed:
    """A vote with sealed ballots, and the sheets of its key, which nothing else keeps."""

    vote: Vote
    sheets: tuple[Share, ...]


def open_sealed(
    begin: Begin,
    vote: Vote,
    *,
    wordings: Mapping[str, Wording],
    split: Split,
    by: str,
    random_bytes: Callable[[int], bytes],
) -> Sealed:
    """Make the vote and its key; open it with the words that its holders read off their sheets.

    Args:
        wordings: what it asks in other languages.
    """
    with begin() as store:
        create_as(store, replace(vote, mode=Mode.SEALED), by=by)
        write_wordings(store, vote.id, wordings, by=by)
        sheets = sealed.prepare_urn(
            store, vote.id, split=split, random_bytes=random_bytes, by=by
        )  # fmt: skip
        read = {sheet.holder: [sheet.words[place - 1] for place in MARKS] for sheet in sheets}
        sealed.open_sealed_vote(store, vote.id, read, by=by, now=_now())
    return Sealed(vote, sheets)


def cast_sealed(
    begin: Begin,
    held: Sealed,
    ballots: Iterable[CastBallot],
    tokens: Iterable[str],
    *,
    random_bytes: Callable[[int], bytes],
) -> None:
    """Cast the *ballots*, one for each token; each is sealed before it is kept."""
    for ballot, token in zip(ballots, tokens, strict=True):
        with begin() as store:
            sealed.seal_and_cast(
                store, held.vote.id, ballot, token=token, once=random_bytes(ONCE)
            )  # fmt: skip


def count_sealed(begin: Begin, held: Sealed, *, by: str, tell: Tell) -> Mapping[str, Any]:
    """Close the vote, show the board, open the urn, destroy it; dice settle a tie.

    Returns:
        ``votes/ID.json``, as it is published.
    """
    with begin() as store:
        decide.close_vote(store, held.vote.id, by=by, now=_now())
        board = store.board(held.vote.id)
    assert board is not None, "a sealed vote that is closed has a board"
    tell(f"   {board.size} sealed ballots, shown: {' '.join(board.words)}")
    found = _unseal(begin, held, by=by)
    if found.undecided:
        tell(f"   Tied, to {found.decision}: {', '.join(found.tied)}.")
        tell(f"   A tie is not guessed. More dice: “{TIE_DICE}”.")
        found = _unseal(begin, held, by=by, seed=TIE_DICE)
    with begin() as store:
        sealed.purge_urn(store, held.vote.id, by=by, now=_now())
    if not begin.scrub():
        raise InvalidInputError(["somebody is reading the database of the demonstration"])
    assert found.document is not None, "the dice have settled what was tied"
    return found.document


def _unseal(begin: Begin, held: Sealed, *, by: str, seed: str | None = None) -> Opening:
    """What comes out of the urn when the sheets are brought."""
    with begin() as store:
        return sealed.unseal_vote(
            store, held.vote.id, held.sheets, by=by, now=_now(), seed=seed
        )  # fmt: skip


def _now() -> datetime:
    return datetime.now(UTC)
