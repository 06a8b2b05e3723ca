"""Opening a closed urn: every ballot is opened, checked, and counted without its slot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from deliberation.errors import BrokenUrnError, InvalidInputError
from deliberation.urn.board import Board, board_of
from deliberation.urn.encoding import encode
from deliberation.urn.faults import DEAR
from deliberation.urn.sealing import unseal
from deliberation.urn.shares import OpeningKey
from deliberation.urn.urn import Urn
from deliberation.voting.ballots import Ballot
from deliberation.voting.policy import Spoiled
from deliberation.voting.profile import Profile


@dataclass(frozen=True, slots=True)
class Opened:
    """What was in an urn. Nothing in it tells in which slot a ballot lay, or when it was cast.

    Args:
        urn: as it was opened.
        board: as it was shown before.
        profile: the ballots, in the order of their encodings, and the spoiled ones by reason.
        phrases: each phrase with the ballot that it was cast with, sorted; where the terms allow
            phrases.
    """

    urn: Urn
    board: Board
    profile: Profile[Any]
    phrases: tuple[tuple[str, Ballot], ...]

    @property
    def rehearsal(self) -> bool:
        """Whether one person could open the urn alone."""
        return self.urn.rehearsal


def open_urn(
    sealed: Mapping[str, bytes],
    urn: Urn,
    *,
    board: Board,
    key: OpeningKey,
    too_dear: Callable[[Ballot], bool] = lambda ballot: False,
) -> Opened:
    """What is in a closed *urn*; the same whenever it is asked for.

    Args:
        sealed: the sealed ballot in each slot.
        board: as it was shown at the close.
        key: what ``join`` made of the shares.
        too_dear: whether a ballot costs more than the budget of a vote that has one, which the
            terms of the urn do not know.

    Raises:
        BrokenUrnError: the ballots are not those of the board.
        InvalidInputError: the key or the board is another urn's.
    """
    if key.public != urn.key:
        raise InvalidInputError(["this key opens another urn"])
    if board.vote_id != urn.vote_id:
        raise InvalidInputError([f"this is the board of the vote {board.vote_id!r}"])
    require_unchanged(sealed, board)
    found: list[tuple[Ballot, str | None]] = []
    spoiled: list[Spoiled] = []
    for slot, ballot in sealed.items():
        opened = unseal(ballot, urn, slot=slot, key=key)
        if isinstance(opened, Spoiled):
            spoiled.append(opened)
        elif too_dear(opened[0]):
            spoiled.append(Spoiled(DEAR))
        else:
            found.append(opened)
    ballots = sorted((ballot for ballot, _ in found), key=encode)
    phrases = [(phrase, ballot) for ballot, phrase in found if phrase is not None]
    return Opened(
        urn,
        board,
        Profile.of(
            [*ballots, *sorted(spoiled, key=lambda paper: paper.reason)],
            candidates=urn.terms.candidates,
        ),
        tuple(sorted(phrases, key=lambda pair: (pair[0], encode(pair[1])))),
    )


def require_unchanged(sealed: Mapping[str, bytes], board: Board) -> None:
    """Pass on if the ballots are those that the *board* shows.

    Raises:
        BrokenUrnError: some were added, or taken away, or altered, which is both.
    """
    now = {*board_of(board.vote_id, sealed).entries}
    then = {*board.entries}
    if now != then:
        added, missing = now - then, then - now
        raise BrokenUrnError(
            added=[entry.leaf.hex() for entry in added],
            missing=[entry.leaf.hex() for entry in missing],
        )
