"""Votes with sealed ballots: the keys, a ballot for its receipt, the opening, and the purge.

How it is done to the byte is on the page ``docs/reference/urn.md``. No ballot is ever kept in the
clear. Between the opening and the result they are in the memory of this one call: what may be
published of them is kept, and nothing else. So a tie, which needs them again, needs the shares
again too.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from deliberation.assembly import Mode, Opening, Vote, VoteState
from deliberation.errors import InvalidInputError, Problem, ProcedureError, UnresolvedTieError
from deliberation.procedures import listing, noting
from deliberation.procedures.accounts import change_assembly, lock_own
from deliberation.procedures.admitting import require_card
from deliberation.procedures.cards import slot_of
from deliberation.procedures.casting import vote_to_cast_in
from deliberation.procedures.counting import document_from
from deliberation.procedures.decide import lock_vote, open_vote, own_vote
from deliberation.procedures.terms import excess_of, line_problems, require_valid_ballot
from deliberation.procedures.two_people import agree
from deliberation.randomness import Lots
from deliberation.roles import Act
from deliberation.sentences import Sentence
from deliberation.store import Store
from deliberation.urn import (
    Receipt,
    Share,
    SigningKey,
    Split,
    Terms,
    Urn,
    join,
    marks_of,
    new_urn,
    open_urn,
    plaintext,
    seal_bytes,
    sign_receipt,
    whole_word,
)
from deliberation.voting.ballots import CastBallot
from deliberation.voting.profile import Profile


def terms_of(vote: Vote) -> Terms:
    """What a ballot in *vote* may say, as the urn knows it."""
    options, kind = vote.options, vote.kind
    return Terms(
        vote.id,
        kind,
        vote.candidates,
        scores=(0, options["most"]) if kind == "scores" else None,
        grades=tuple(options["scale"]) if kind == "grades" else None,
        credits=options["credits"] if kind == "credits" else None,
        phrases=vote.mode is Mode.PHRASES,
    )


def prepare_urn(
    store: Store, vote_id: str, *, split: Split, random_bytes: Callable[[int], bytes], by: str
) -> tuple[Share, ...]:
    """The shares of a new key for a vote in draft: print each, and forget it.

    They are given here, and are kept nowhere. Asked again before the vote is opened, this makes
    another key, and the shares printed before are worthless.

    Args:
        split: among whom; ``Split.REHEARSAL`` where one person holds the key.

    Raises:
        NotFoundError: the facilitator has no such vote.
        ProcedureError: the vote has been opened, or it is an open roll call.
    """
    lock_vote(store, vote_id, by=by)
    vote = store.vote_to_change(vote_id)
    if vote.mode is Mode.ROLL_CALL:
        raise ProcedureError("this vote is an open roll call; its ballots are not sealed")
    if vote.state is not VoteState.DRAFT:
        raise ProcedureError("this vote has been opened before; its key is made once")
    new = new_urn(terms_of(vote), split=split, random_bytes=random_bytes)
    store.put_urn(new.urn, new.signing)
    return new.shares


def open_sealed_vote(
    store: Store, vote_id: str, marks: Mapping[str, Sequence[str]], *, by: str, now: datetime
) -> None:
    """Let members cast sealed ballots, once every holder has shown a sheet of this urn.

    So a printer that failed is found out before anybody votes.

    Args:
        marks: by holder, the two words that stand at the places ``urn.MARKS`` of the sheet.

    Raises:
        InvalidInputError: a sheet is missing, or of another urn or holder; the ``column`` of each
            problem is the holder.
        NotFoundError: the facilitator has no such vote.
        ProcedureError: its key is not made yet, it was opened before, or nobody has a card.
    """
    lock_vote(store, vote_id, by=by)
    store.vote_to_change(vote_id)  # so that no other key is made meanwhile
    box = store.urn(vote_id)
    if box is None:
        raise ProcedureError("make the key of this vote first; its ballots are sealed with it")
    wrong = [
        Problem(Sentence("these are not the words of this sheet; compare them with it"), column=who)
        for who in box.split.holders
        if tuple(map(whole_word, marks.get(who, ()))) != marks_of(box, who)
    ]
    if wrong:
        raise InvalidInputError(wrong)
    open_vote(store, vote_id, by=by, now=now)


def seal_and_cast(
    store: Store,
    vote_id: str,
    ballot: CastBallot,
    *,
    token: str,
    once: bytes,
    phrase: str | None = None,
) -> Receipt:
    """Seal *ballot* here in memory, and put it in the member's slot.

    Args:
        phrase: the member's own, in a vote whose mode prints phrases; ``None`` for none.
        once: chance that the voter's form alone knows, 16 bytes or more. The same ballot sent again
            with it is the same request, and gets the same receipt.

    Raises:
        InvalidInputError: the ballot says what this vote does not ask, or overspends, or the phrase
            cannot be printed; a ballot cast before stays.
        NotAMemberError: the token is none of this assembly's.
        NotFoundError: there is no such vote.
        ProcedureError: the vote is not open, or its ballots are not sealed.
    """
    vote = vote_to_cast_in(store, vote_id, token=token)
    require_valid_ballot(ballot, vote, phrase)
    box, signing = _urn_to_cast_in(store, vote_id)
    slot = slot_of(token, vote_id=vote_id)
    plain = plaintext(ballot, box, phrase)
    sealed = seal_bytes(plain, box, slot=slot)
    kept = store.cast_sealed(vote_id, slot, sealed, request=_request(plain, slot, once))
    return sign_receipt(kept, box, slot=slot, signing=signing)


def cast_sealed(store: Store, vote_id: str, sealed: bytes, *, token: str) -> Receipt:
    """Put a ballot that was *sealed* on the voter's own device in the member's slot.

    What it says nobody can tell: if it cannot be counted, it is found spoiled when the urn is
    opened.

    Raises:
        InvalidInputError: it has another length than all; a ballot cast before stays.
        NotAMemberError: the token is none of this assembly's.
        NotFoundError: there is no such vote.
        ProcedureError: the vote is not open, or its ballots are not sealed.
    """
    vote_to_cast_in(store, vote_id, token=token)
    box, signing = _urn_to_cast_in(store, vote_id)
    slot = slot_of(token, vote_id=vote_id)
    if len(sealed) != box.sealed_length:
        raise InvalidInputError([Sentence("this is no sealed ballot of this vote; cast it again")])
    kept = store.cast_sealed(vote_id, slot, sealed, request=_request(sealed, slot, sealed))
    return sign_receipt(kept, box, slot=slot, signing=signing)


def receipt_of(store: Store, vote_id: str, *, token: str) -> Receipt | None:
    """The receipt for what lies in the member's slot; ``None`` while it is empty, or once purged.

    Raises:
        NotAMemberError: the token is none of this assembly's.
        NotFoundError: there is no such vote.
        ProcedureError: its ballots are not sealed.
    """
    require_card(store, store.vote(vote_id).assembly_id, token)
    box, slot = _urn(store, vote_id), slot_of(token, vote_id=vote_id)
    sealed, signing = store.sealed_in(vote_id, slot), store.signing_key(vote_id)
    if sealed is None or signing is None:
        return None
    return sign_receipt(sealed, box, slot=slot, signing=signing)


def is_from_phone(store: Store, vote_id: str, *, token: str) -> bool:
    """Whether what lies in the member's slot came sealed; if not, it was sealed here.

    What comes sealed is a request that is known by itself, and by no form.
    """
    slot = slot_of(token, vote_id=vote_id)
    sealed, request = store.sealed_in(vote_id, slot), store.request_in(vote_id, slot)
    return sealed is not None and request == _request(sealed, slot, sealed)


def unseal_vote(
    store: Store,
    vote_id: str,
    shares: Iterable[Share],
    *,
    by: str,
    second: str | None = None,
    now: datetime,
    seed: str | None = None,
) -> Opening:
    """Join the *shares*, open the urn of a closed vote, and count.

    It may be asked again until the urn is purged, and says the same.

    Args:
        second: the account of a second person, as ``two_people.agree`` takes it.
        seed: thrown in public after a tie was seen, which then settles it; once.

    Raises:
        BrokenUrnError: the ballots are not those of the board.
        InvalidInputError: the shares do not open this urn, or the seed cannot be written down.
        NotFoundError: the facilitator has no such vote.
        ProcedureError: the vote is not closed or not sealed, the urn is purged, there is no tie for
            the seed to settle, or a second person is needed.
    """
    assembly_id = own_vote(store, vote_id, by=by).assembly_id
    change_assembly(store, assembly_id, by=by)
    agree(store, assembly_id, Act.UNSEAL, subject=vote_id, by=by, second=second, now=now)
    vote = store.vote_to_change(vote_id)
    box, before = _urn(store, vote_id), store.opening(vote_id)
    board = store.board(vote_id)
    if board is None:
        raise ProcedureError("this vote is not closed; nothing is opened before the close")
    if store.signing_key(vote_id) is None:
        raise ProcedureError("the urn of this vote is purged; its ballots are gone")
    if why_given_up(store, vote) is not None:
        raise ProcedureError("this vote was given up; its urn stays closed")
    if seed is not None:
        seed = Lots(seed, "tie").seed
        if before is None or not before.undecided:
            raise ProcedureError("no tie decides this vote; there is nothing to settle")
    opened = open_urn(
        store.sealed(vote_id),
        box,
        board=board,
        key=join(shares, box),
        too_dear=lambda ballot: excess_of(ballot, vote) > 0,
    )
    profile = opened.profile
    if before is None:
        noting.unsealed(store, vote, _opening(vote, profile), now)
        if vote.mode is Mode.PHRASES:
            listing.print_phrases(store, vote, opened)
    if seed is not None:
        store.set_tie_seed(vote_id, seed)
        noting.tie(store, vote, seed)
        vote = replace(vote, tie_seed=seed)
    found = _opening(vote, profile)
    if found != before:
        store.put_opening(vote_id, found)
        noting.count(store, vote_id)
    return found


def give_up_vote(
    store: Store,
    vote_id: str,
    *,
    reason: str,
    by: str,
    second: str | None = None,
    now: datetime,
) -> None:
    """Declare that a closed vote will never be counted, because its shares are lost.

    It is on the ledger, and cannot be taken back. After it the urn may be purged.

    Args:
        reason: for everybody to read, on one line.
        second: the account of a second person, as ``two_people.agree`` takes it.

    Raises:
        InvalidInputError: the reason is not one line.
        NotFoundError: the facilitator has no such vote.
        ProcedureError: it is not closed or not sealed, it is decided, was given up before, or a
            second person is needed.
    """
    assembly_id = own_vote(store, vote_id, by=by).assembly_id
    change_assembly(store, assembly_id, by=by)
    agree(store, assembly_id, Act.GIVE_UP, subject=vote_id, by=by, second=second, now=now)
    vote = store.vote_to_change(vote_id)
    _urn(store, vote_id)
    if problems := line_problems(Sentence("reason"), reason):
        raise InvalidInputError(problems)
    if store.board(vote_id) is None:
        raise ProcedureError("this vote is not closed; close it before you give it up")
    if _is_decided(store.opening(vote_id)):
        raise ProcedureError("this vote is decided; there is nothing to give up")
    if why_given_up(store, vote) is not None:
        raise ProcedureError("this vote was given up before")
    noting.abandoned(store, vote, reason.strip(), now)


def why_given_up(store: Store, vote: Vote) -> str | None:
    """The reason for which *vote* was given up, or ``None`` if it was not."""
    return next(
        (
            str(entry.payload["reason"])
            for entry in store.ledger(vote.assembly_id)
            if entry.kind == "abandoned" and entry.payload["vote"] == vote.id
        ),
        None,
    )


def purge_urn(store: Store, vote_id: str, *, by: str, now: datetime) -> None:
    """Destroy the sealed ballots of a vote that is over, the key of its receipts, and who helped.

    It is over when it is decided, or given up. The board and the result stay. Call ``Begin.scrub``
    once this is kept, so that nothing is left in the files of the database; and burn the sheets.

    Raises:
        NotFoundError: the facilitator has no such vote.
        ProcedureError: it is not sealed, neither decided nor given up, or purged before.
    """
    lock_own(store, own_vote(store, vote_id, by=by).assembly_id, by=by)  # in the archive as well
    vote = store.vote_to_change(vote_id)
    _urn(store, vote_id)
    if not _is_decided(store.opening(vote_id)) and why_given_up(store, vote) is None:
        raise ProcedureError("this vote is not decided; its urn is purged after that")
    if store.signing_key(vote_id) is None:
        raise ProcedureError("the urn of this vote is purged; its ballots are gone")
    store.purge_urn(vote_id)
    store.forget_help(vote_id)
    noting.purged(store, vote, now)


def _urn(store: Store, vote_id: str) -> Urn:
    """The urn of a vote, which must have one."""
    box = store.urn(vote_id)
    if box is None:
        raise ProcedureError("the ballots of this vote are not sealed")
    return box


def _urn_to_cast_in(store: Store, vote_id: str) -> tuple[Urn, SigningKey]:
    """The urn of a vote, and the key of its receipts, both of which it must have."""
    found = store.urn_and_signing_key(vote_id)
    if found is None:
        raise ProcedureError("the ballots of this vote are not sealed")
    box, signing = found
    if signing is None:
        raise ProcedureError("the urn of this vote was left out of a backup; nothing was cast")
    return box, signing


def _is_decided(opening: Opening | None) -> bool:
    """Whether an urn was opened, and no tie is left."""
    return opening is not None and not opening.undecided


def _request(content: bytes, slot: str, once: bytes) -> bytes:
    """By what a request is known when it comes again; without *once* it tells nothing."""
    return hmac.digest(once, b"request" + slot.encode() + content, "sha256")


def _opening(vote: Vote, profile: Profile[Any]) -> Opening:
    """What may be known of the ballots that were in the urn."""
    found = Opening(profile.size, dict(profile.spoiled))
    if profile.size == profile.blank:
        return found
    try:
        return replace(found, document=document_from(vote, profile))
    except UnresolvedTieError as tie:
        return replace(found, tied=tie.tied, decision=tie.decision)
