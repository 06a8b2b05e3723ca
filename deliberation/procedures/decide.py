"""Votes: made, opened, closed, counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

from deliberation.assembly import Mode, Vote, VoteState
from deliberation.errors import NotFoundError, ProcedureError, UnresolvedTieError
from deliberation.procedures import listing, noting
from deliberation.procedures.accounts import change_assembly, own_assembly
from deliberation.procedures.channels import end_papers
from deliberation.procedures.counting import profile_of, tie_break_of
from deliberation.procedures.present import fix_present, note_terms
from deliberation.procedures.revising import require_first_revision, require_revisable
from deliberation.procedures.terms import counts_present, require_valid_vote, rule_of
from deliberation.procedures.two_people import forget_asked
from deliberation.procedures.wording import carry_wordings, fix_wordings
from deliberation.randomness import Lots
from deliberation.record.vote_options import options_of
from deliberation.roles import Act, Right
from deliberation.sentences import Sentence
from deliberation.store import Store
from deliberation.urn import board_of
from deliberation.voting.tally import Answer


def create_vote(
    store: Store,
    assembly_id: str,
    *,
    title: str,
    question: str,
    kind: str,
    candidates: Iterable[str],
    rule: str,
    seats: int,
    options: Mapping[str, Any] = MappingProxyType({}),
    mode: Mode | None = None,
    language: str | None = None,
    by: str,
    id: str,
) -> Vote:
    """A vote in draft, with its rule and its mode fixed in advance.

    Args:
        mode: how open it is. Without one its ballots are sealed if its key is made before it is
            opened, and else lie in the clear apart from the cards.
        language: that of its texts. A vote that revises another takes over what that one asked in
            other languages, as far as it asks the same.

    Raises:
        InvalidInputError: the vote could not be held or counted, with every reason; or what it
            revises cannot be revised.
        NotFoundError: the facilitator has no such assembly.
    """
    named = tuple(candidate.strip() for candidate in candidates)
    said = (title.strip(), question.strip())
    vote = Vote(
        id,
        assembly_id,
        *said,
        kind,
        named,
        rule,
        seats,
        dict(options),
        mode=mode,
        language=language,
    )
    require_valid_vote(vote)
    unsaid = {name: value for name, value in options_of(rule).items() if value is not None}
    vote = replace(vote, options=unsaid | dict(options))
    change_assembly(store, assembly_id, by=by)
    require_revisable(store, vote)
    store.add_vote(vote)
    if "revises" in vote.options:
        carry_wordings(store, store.vote(vote.options["revises"]), vote)
    if not counts_present(vote):
        note_terms(store, vote)
    return vote


def open_vote(store: Store, vote_id: str, *, by: str, now: datetime) -> None:
    """Let members cast ballots, sealed where ``sealed.prepare_urn`` was called before.

    Raises:
        NotFoundError: the facilitator has no such vote.
        ProcedureError: it was opened before, nobody has a card, its share is of fewer people than
            have one, its ballots are to be sealed and there is no key yet, or that key was left
            out of a backup; or another vote that revises the same one was opened.
    """
    vote = lock_vote(store, vote_id, by=by)  # so that no card is handed out or revoked meanwhile
    if store.vote_to_change(vote_id).state is not VoteState.DRAFT:
        raise ProcedureError("this vote has been opened before; a vote is opened once")
    voices = sum(not card.revoked for card in store.cards(vote.assembly_id))
    if voices == 0:
        raise ProcedureError("nobody has a card yet; hand out cards before you open the vote")
    vote = fix_present(store, vote, voices=voices, now=now)
    _require_so_many(vote, voices)
    require_first_revision(store, vote)
    box = store.urn(vote_id)
    if box is None and vote.mode is not None and vote.mode.sealed:
        raise ProcedureError("make the key of this vote first; its ballots are sealed with it")
    if box is not None and store.signing_key(vote_id) is None:
        raise ProcedureError("the key of this vote was left out of a backup; make another")
    fix_wordings(store, vote)
    store.set_opened(vote_id, now)
    noting.opened(store, vote, now)
    if box is not None:
        noting.urn(store, vote, box, now)


def close_vote(store: Store, vote_id: str, *, by: str, now: datetime) -> None:
    """Take no more ballots, and put on the ledger how many there are and what follows from them.

    Of sealed ballots that is the board: it is shown before anything is opened. In a roll call every
    ballot is public from now on. Waits for those that are being cast.

    Raises:
        NotFoundError: the facilitator has no such vote.
        ProcedureError: it is not open, or there are papers that are not all typed in.
    """
    vote = lock_vote(store, vote_id, by=by)  # before the vote, as everybody who locks both
    if store.vote_to_change(vote_id).state is not VoteState.OPEN:
        raise ProcedureError("only a vote that is open can be closed")
    end_papers(store, vote)
    store.set_closed(vote_id, now)
    forget_asked(store, vote.assembly_id, Act.UNSEAL, subject=vote_id)
    noting.closed(store, vote, now)
    if vote.mode is Mode.ROLL_CALL:
        listing.call_the_roll(store, vote)
    if store.urn(vote_id) is None:
        noting.count(store, vote_id)
    else:
        _show_board(store, vote, now)


def count_vote(store: Store, vote_id: str) -> Answer:
    """The result of a closed vote, by the rule that was fixed in advance.

    What may be shown of it is for ``publish.vote_document`` to say.

    Raises:
        NotFoundError: there is no such vote.
        ProcedureError: it is not closed, or nobody chose anything.
        UnresolvedTieError: a tie decides, and no seed has settled it yet.
    """
    vote = store.vote(vote_id)
    return rule_of(vote, tie_break_of(vote))(profile_of(store, vote))


def settle_tie(store: Store, vote_id: str, *, seed: str, by: str) -> None:
    """Let a public *seed* settle the ties of a closed vote, once.

    Args:
        seed: thrown in public after the tie was seen, such as dice.

    Raises:
        InvalidInputError: the seed is blank or cannot be written down.
        NotFoundError: the facilitator has no such vote.
        ProcedureError: the vote is not closed, no tie decides it, or one was settled before.
    """
    seed = Lots(seed, "tie").seed
    lock_vote(store, vote_id, by=by)
    vote = store.vote_to_change(vote_id)
    if vote.tie_seed is not None:
        raise ProcedureError("the tie has been settled; lots are drawn once")
    try:
        rule_of(vote)(profile_of(store, vote))
    except UnresolvedTieError:
        store.set_tie_seed(vote_id, seed)
        noting.tie(store, vote, seed)
        noting.count(store, vote_id)
    else:
        raise ProcedureError("no tie decides this vote; there is nothing to settle")


def _show_board(store: Store, vote: Vote, now: datetime) -> None:
    """Fix what is in the urn of a vote that was closed just now."""
    cast = store.turnout(vote.id)
    board = board_of(vote.id, store.sealed(vote.id))
    assert board.size == cast, "a leaf for each slot that was cast in"
    store.add_board(board)
    noting.board(store, vote, board, now)


def own_vote(store: Store, vote_id: str, *, by: str, right: Right = Right.LEAD) -> Vote:
    """The vote, if the role of *by* includes the *right*; others' are not told apart from none.

    Raises:
        NotAllowedError: the role is for other things.
        NotFoundError: the facilitator has no such vote.
    """
    vote = store.vote(vote_id)
    try:
        own_assembly(store, vote.assembly_id, by=by, right=right)
    except NotFoundError:
        raise NotFoundError("vote", vote_id) from None
    return vote


def lock_vote(store: Store, vote_id: str, *, by: str) -> Vote:
    """The same, its assembly kept from other changes in this transaction.

    Raises:
        NotFoundError: the facilitator has no such vote.
        ProcedureError: its assembly is in the archive.
    """
    vote = own_vote(store, vote_id, by=by)
    change_assembly(store, vote.assembly_id, by=by)
    return vote


def votes_now(store: Store, assembly_id: str) -> bool:
    """Whether a vote is open in an assembly, so that members do nothing but vote."""
    return any(vote.state is VoteState.OPEN for vote in store.votes(assembly_id))


def _require_so_many(vote: Vote, voices: int) -> None:
    """Pass on if a card gives a voice to all who are present, or to no more than all members."""
    many, of = vote.options.get("members", voices), vote.options.get("of")
    if many > voices if of == "present" else many < voices:
        raise ProcedureError(
            Sentence(
                "this vote takes a share of {many} people, and {voices} cards give a voice; make "
                "it anew with the right number",
                many=many,
                voices=voices,
            )
        )
