"""The list of ballots that two modes of a vote publish: made once, kept, and sealed on the ledger.

Nothing of it is there before the close, or before the urn is opened.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from deliberation.assembly import Mode, Vote
from deliberation.procedures import noting
from deliberation.record.ballot_list import encode_list
from deliberation.record.disclosure import DISCLOSURE
from deliberation.store import Store
from deliberation.urn import Opened
from deliberation.voting.ballots import CastBallot


def call_the_roll(store: Store, vote: Vote) -> None:
    """Publish each ballot of a roll call beside the number of its card, however few there are."""
    ballots = store.ballots_by_slot(vote.id)
    _keep(store, vote, ((int(number), ballot) for number, ballot in ballots.items()))


def print_phrases(store: Store, vote: Vote, opened: Opened) -> None:
    """Publish each counted ballot of an opened urn beside its phrase, if there are enough.

    All of them, also those whose voters chose no phrase: were only some shown, the rest would
    follow by subtraction from the totals.
    """
    if not DISCLOSURE.shows_figures(opened.profile.size):
        return
    others = Counter[Any](opened.profile.counts)
    others.subtract(ballot for _, ballot in opened.phrases)
    ballots: list[tuple[int | str, Any]] = [*opened.phrases]
    ballots += [("", ballot) for ballot in others.elements()]
    _keep(store, vote, ballots)


def _keep(store: Store, vote: Vote, ballots: Iterable[tuple[int | str, CastBallot]]) -> None:
    mode = vote.mode
    assert mode in (Mode.ROLL_CALL, Mode.PHRASES), "no other mode publishes ballots"
    document = encode_list(vote.id, mode, ballots, vote.options)
    store.add_list(vote.id, document)
    noting.listed(store, vote, document)
