"""What a card has in the urn of a vote: an open ballot, or the receipt of a sealed one."""

from __future__ import annotations

from dataclasses import dataclass

from deliberation.assembly import Vote, VoteState
from deliberation.procedures import casting, sealed
from deliberation.store import Store
from deliberation.urn import Receipt
from deliberation.wordings import Reading
from webapp.participant import asking


@dataclass(frozen=True, slots=True)
class InUrn:
    """The ballot of whoever asks, in the vote that is *asked*.

    Args:
        more: whether another vote waits for a ballot of this card.
        blank: whether it supports nothing; never said of a sealed one.
        receipt: of a sealed one.
        on_phone: whether a sealed one was sealed by the voter's phone, and not here.
        given_up: whether a sealed one will never be counted.
    """

    asked: Reading
    more: bool
    blank: bool = False
    receipt: Receipt | None = None
    on_phone: bool = False
    given_up: bool = False


def in_urn(store: Store, vote: Vote) -> InUrn | None:
    """The ballot that this card has cast in *vote*; ``None`` where it has not."""
    token = asking.token()
    if store.urn(vote.id) is None:
        own = casting.own_ballot(store, vote.id, token=token)
        if own is None:
            return None
        return InUrn(
            more=asking.has_more(store),
            asked=asking.asked_of(store, vote),
            blank=not own.candidates,
        )
    receipt = sealed.receipt_of(store, vote.id, token=token)
    if receipt is None:
        return None
    return InUrn(
        more=asking.has_more(store),
        asked=asking.asked_of(store, vote),
        receipt=receipt,
        on_phone=sealed.is_from_phone(store, vote.id, token=token),
        given_up=is_given_up(store, vote),
    )


def is_given_up(store: Store, vote: Vote) -> bool:
    """Whether *vote* will never be counted; one that is open was not given up."""
    return vote.state is VoteState.CLOSED and sealed.why_given_up(store, vote) is not None
