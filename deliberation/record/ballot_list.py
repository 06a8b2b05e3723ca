"""Every counted ballot beside what its voter knows it by: a card's number, or a phrase.

Two modes of a vote publish this, and say so before anybody casts: an open roll call, and a sealed
vote with phrases. Of no other vote is there such a list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from deliberation.assembly import Mode
from deliberation.record.canonical import canonical
from deliberation.record.evidence import ballot_to_json
from deliberation.voting.ballots import CastBallot

LIST_FORMAT: Final = "deliberation ballot list 1"
BY: Final[Mapping[Mode, str]] = {Mode.ROLL_CALL: "card", Mode.PHRASES: "phrase"}
"""What stands beside a ballot, by the mode of the vote."""


def encode_list(
    vote_id: str,
    mode: Mode,
    ballots: Iterable[tuple[int | str, CastBallot]],
    options: Mapping[str, Any],
) -> dict[str, Any]:
    """The document ``votes/ID.list.json``, in an order that says nothing of who cast when.

    Args:
        ballots: each with the number of its card, or with its phrase (the empty text where its
            voter chose none). Of equal phrases each stands there.
        options: those of the vote, as the record writes them.
    """
    listed = [[name, ballot_to_json(ballot, options)] for name, ballot in ballots]
    return {
        "format": LIST_FORMAT,
        "vote": vote_id,
        "by": BY[mode],
        "ballots": sorted(listed, key=lambda pair: (pair[0], canonical(pair[1]))),
    }
