"""Ballots on paper: printed, handed out for the voice of a card, struck, and their box opened.

A paper has a code of its own, which leads to a slot of its own as the code of a card does, and says
nothing about who gets it: it is taken from a mixed pile. What is known of the member is that they
vote on paper, and then no phone takes their ballot. So each voter has one way, and as many papers
go into the urn as were handed out, at most. Whoever saw the code of a paper could strike it while
it lies in the box; so two people strike, and how many were struck is public. How papers are typed
in: ``typing``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from deliberation.assembly import Mode, Vote, VoteState
from deliberation.errors import InvalidInputError, ProcedureError
from deliberation.papers import PaperState, Ways
from deliberation.procedures.admitting import require_card
from deliberation.procedures.cards import new_code, slot_of, token_hash, token_of
from deliberation.procedures.casting import has_cast
from deliberation.procedures.decide import lock_vote, own_vote
from deliberation.procedures.two_people import agree
from deliberation.record.disclosure import DISCLOSURE
from deliberation.roles import Act, Right
from deliberation.sentences import Sentence
from deliberation.store import Store

MOST_PAPERS = 500  # printed at one time


def print_papers(
    store: Store, vote_id: str, *, count: int, random_bytes: Callable[[int], bytes], by: str
) -> tuple[str, ...]:
    """The codes of new papers: print each on one paper, and forget it.

    Takes some 50 ms a paper, before the database is asked for anything.

    Raises:
        InvalidInputError: *count* is not in 1..500.
        NotFoundError: the facilitator has no such vote.
        ProcedureError: its ballots are not sealed, it is closed, papers are being typed in, or the
            assembly is in the archive.
    """
    if not 1 <= count <= MOST_PAPERS:
        raise InvalidInputError(
            [Sentence("print 1 to {most} papers at one time", most=MOST_PAPERS)]
        )
    codes = tuple(new_code(random_bytes) for _ in range(count))
    papers = [token_hash(paper_token(code, vote_id=vote_id)) for code in codes]
    lock_vote(store, vote_id, by=by)
    vote = store.vote_to_change(vote_id)
    if vote.mode is Mode.ROLL_CALL or (vote.mode is None and store.urn(vote_id) is None):
        raise ProcedureError("papers are for votes with sealed ballots; this one has none")
    if vote.state is VoteState.CLOSED or store.box(vote_id).opened:
        raise ProcedureError("no more papers are handed out in this vote")
    store.add_papers(vote_id, papers)
    return codes


def paper_token(code: str, *, vote_id: str) -> str:
    """What the code on a paper gives, in this vote and in no other. Takes some 50 ms, on purpose.

    Raises:
        InvalidInputError: this is no code; it was mistyped.
    """
    return token_of(code, assembly_id=vote_id)


def hand_out(store: Store, vote_id: str, *, token: str, by: str) -> None:
    """Let the holder of a card vote on paper, and not on a phone: give them any paper.

    Waits for ballots that are being cast at this moment.

    Args:
        token: of the member's card.

    Raises:
        NotAMemberError: no card with this code gives a voice in the assembly.
        NotFoundError: the facilitator has no such vote.
        ProcedureError: the vote is not open, the box is, or no paper is left; or this card has cast
            a ballot, or taken a paper.
    """
    vote = _before_the_box(store, vote_id, by=by, right=Right.DESK)
    require_card(store, vote.assembly_id, token)
    box = store.box(vote_id)
    if has_cast(store, vote_id, token=token):
        raise ProcedureError("this card has cast a ballot; until the close it can be changed there")
    if store.is_on_paper(vote_id, slot := slot_of(token, vote_id=vote_id)):
        raise ProcedureError("this card has taken a paper; strike that one, and give another")
    if box.handed_out + box.struck >= box.printed:
        raise ProcedureError("no paper is left; print more")
    store.put_on_paper(vote_id, slot)


def strike(
    store: Store, vote_id: str, *, paper: str, by: str, second: str | None = None, now: datetime
) -> None:
    """Let a paper count no more that its member has spoiled: destroy it, and give another.

    Args:
        paper: the token of the paper.
        second: the account of a second person who sees it too; see ``two_people.agree``.

    Raises:
        NotFoundError: the facilitator has no such vote.
        ProcedureError: a second person is needed, the vote is not open, the box is, or there is no
            such paper any more.
    """
    _agree_to_strike(store, vote_id, by=by, second=second, now=now)
    require_printed(store, vote_id, paper)
    store.set_paper(vote_id, token_hash(paper), PaperState.STRUCK)


def take_back(
    store: Store,
    vote_id: str,
    *,
    token: str,
    paper: str,
    by: str,
    second: str | None = None,
    now: datetime,
) -> None:
    """Let the holder of a card vote on a phone again, who has given a paper back: destroy it.

    Args:
        token: of the member's card.
        paper: the token of the paper.
        second: the account of a second person who sees it too; see ``two_people.agree``.

    Raises:
        NotAMemberError: no card with this code gives a voice in the assembly.
        NotFoundError: the facilitator has no such vote.
        ProcedureError: a second person is needed, the vote is not open, the box is, there is no
            such paper any more, or this card has taken none.
    """
    vote = _agree_to_strike(store, vote_id, by=by, second=second, now=now)
    require_card(store, vote.assembly_id, token)
    require_printed(store, vote_id, paper)
    if not store.take_off_paper(vote_id, slot_of(token, vote_id=vote_id)):
        raise ProcedureError("this card has taken no paper in this vote")
    store.set_paper(vote_id, token_hash(paper), PaperState.STRUCK)


def open_box(store: Store, vote_id: str, *, by: str) -> None:
    """Let papers be typed in. Phones cast no more, so that nobody votes who has seen papers.

    Raises:
        NotFoundError: the facilitator has no such vote.
        ProcedureError: the vote is not open, its box is, or nobody votes on paper.
    """
    _before_the_box(store, vote_id, by=by)
    if not store.box(vote_id).handed_out:
        raise ProcedureError("nobody has taken a paper in this vote")
    store.open_box(vote_id)


def ways(store: Store, vote: Vote) -> Ways | None:
    """How many ballots of a vote came which way, and with help; ``None`` before its close.

    Each is told by the rule for every table: neither those who are in it are few, nor those who are
    not. A struck paper is nobody's ballot, so it is told in any case.
    """
    if vote.state is not VoteState.CLOSED:
        return None
    box, cast = store.box(vote.id), store.turnout(vote.id)
    helped = sum(one.helped for one in store.help(vote.id))
    parted = DISCLOSURE.shows_cells((box.counted, cast - box.counted))
    return Ways(
        paper=box.counted if parted else None,
        phones=cast - box.counted if parted else None,
        helped=helped if DISCLOSURE.shows_cells((helped, cast - helped)) else None,
        struck=box.struck,
    )


def require_printed(store: Store, vote_id: str, paper: str) -> None:
    """Pass on if the paper with this token is neither struck nor in the urn.

    Raises:
        ProcedureError: it is, or none was printed.
    """
    match store.paper(vote_id, token_hash(paper)):
        case None:
            raise ProcedureError("no paper of this vote has this code; compare it with the paper")
        case PaperState.STRUCK:
            raise ProcedureError("this paper was struck; it counts no more")
        case PaperState.COUNTED:
            raise ProcedureError(
                "this paper is in the urn; if another with its code lies before you, one is a copy"
            )


def _agree_to_strike(
    store: Store, vote_id: str, *, by: str, second: str | None, now: datetime
) -> Vote:
    """The vote, open and locked, if those who are there may strike a paper of it."""
    vote = own_vote(store, vote_id, by=by, right=Right.DESK)
    agree(store, vote.assembly_id, Act.STRIKE, subject=vote_id, by=by, second=second, now=now)
    return _before_the_box(store, vote_id, by=by, right=Right.DESK)


def _before_the_box(store: Store, vote_id: str, *, by: str, right: Right = Right.LEAD) -> Vote:
    """The vote, open and locked, if its papers are still with the members."""
    own_vote(store, vote_id, by=by, right=right)
    vote = store.vote_to_change(vote_id)
    if vote.state is not VoteState.OPEN:
        raise ProcedureError("this vote is not open; papers are handed out while it is")
    if store.is_box_open(vote_id):
        raise ProcedureError("the box is open, and papers are being typed in")
    return vote
