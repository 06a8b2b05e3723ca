"""Votes: made, closed, and a tie settled by dice. How a vote is sealed and opened: ``keys``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from deliberation.assembly import Mode, Vote, VoteState
from deliberation.errors import NotFoundError, ProcedureError, UnresolvedTieError
from deliberation.procedures.arriving import Attendance, attendance, session_to_arrive_at
from deliberation.procedures.decide import close_vote, create_vote, settle_tie
from deliberation.procedures.publish import vote_document
from deliberation.procedures.rehearsing import is_rehearsal
from deliberation.procedures.revising import can_be_revised, left_open
from deliberation.procedures.shown import shown
from deliberation.procedures.suggesting import suggestion_of, take_away
from deliberation.procedures.terms import ANY_NUMBER, FEWEST, LARGEST_BATCH, MOST, counts_present
from deliberation.record.supported import Supported
from deliberation.roles import Act
from deliberation.store import Store
from deliberation.urn import MARKS, Split
from deliberation.voting import RULE_KINDS
from webapp import policy
from webapp.again import shown_again, told_beside
from webapp.current import begin, new_id, now, reading
from webapp.errors import sentences
from webapp.facilitator.blueprint import bp
from webapp.facilitator.rehearsed import titled
from webapp.facilitator.revised import filled_in
from webapp.facilitator.second import pair
from webapp.facilitator.suggestions import as_typed
from webapp.facilitator.twice import seed_typed_twice
from webapp.facilitator.vote_terms import SHARES, Terms, terms_typed
from webapp.fresh import fresh
from webapp.languages import spoken
from webapp.public.ledgers import exceptions
from webapp.words import mode_told

UNTYPED = {"mode": "sealed", "seats": "1", "credits": "100", "share": "4/5", "of": "answers"}
UNTYPED |= {"near": "1"}


@bp.get("/facilitator/<assembly_id>/votes/new")
@policy.facilitator
def new_vote(assembly_id: str) -> ResponseReturnValue:
    """The form for a question, what is voted on, and the rule; or for a vote that revises one."""
    with reading() as store:
        typed = _filled_in(store, assembly_id)
    return _form(typed=typed)


@bp.post("/facilitator/<assembly_id>/votes/new")
@policy.facilitator
def make_vote(assembly_id: str) -> ResponseReturnValue:
    """Make a vote in draft."""
    with shown_again(_form) as typed:
        terms = terms_typed(typed)
    with told_beside("unfit", _form), begin() as store:
        vote = _made(store, assembly_id, terms)
        if waited := request.form.get("suggestion"):
            take_away(store, assembly_id, waited, by=current_user.facilitator.id)
    return redirect(url_for("facilitator.vote", assembly_id=assembly_id, vote_id=vote.id))


@bp.get("/facilitator/<assembly_id>/votes/<vote_id>")
@policy.facilitator
def vote(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """A vote: how many have cast while it is open, who is chosen once it is closed."""
    return vote_page(assembly_id, vote_id)


@bp.get("/facilitator/<assembly_id>/votes/<vote_id>/turnout")
@policy.facilitator
def turnout(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """How many have cast, as a part of the page: the number, and nothing else."""
    with reading() as store:
        vote = own_vote(store, assembly_id, vote_id)
        counts = _turnout(store, vote)
    return fresh(
        render_template("facilitator/_turnout.html", assembly=g.assembly, vote=vote, **counts)
    )


@bp.post("/facilitator/<assembly_id>/votes/<vote_id>/close")
@policy.facilitator
def end_vote(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """Take no more ballots; show the board of those that are sealed, and count others."""
    with begin() as store:
        own_vote(store, assembly_id, vote_id)
        close_vote(store, vote_id, by=current_user.facilitator.id, now=now())
        page = "vote" if store.urn(vote_id) is None else "board"
    return redirect(url_for(f"facilitator.{page}", assembly_id=assembly_id, vote_id=vote_id))


@bp.post("/facilitator/<assembly_id>/votes/<vote_id>")
@policy.facilitator
def draw_lots(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """Settle a tie by dice that two people have typed."""
    with shown_again(partial(vote_page, assembly_id, vote_id)) as typed:
        seed = seed_typed_twice(typed)
    with begin() as store:
        own_vote(store, assembly_id, vote_id)
        settle_tie(store, vote_id, seed=seed, by=current_user.facilitator.id)
    return redirect(url_for("facilitator.vote", assembly_id=assembly_id, vote_id=vote_id))


def own_vote(store: Store, assembly_id: str, vote_id: str) -> Vote:
    """The vote, if it is one of this assembly.

    Raises:
        NotFoundError: it is not.
    """
    vote = store.vote(vote_id)
    if vote.assembly_id != assembly_id:
        raise NotFoundError("vote", vote_id)
    return vote


def vote_page(assembly_id: str, vote_id: str, problems: dict[str, str] | None = None) -> str:
    """The page of a vote, as far as it has come. Nothing is counted before the close."""
    elected, tie, empty = (), None, ""
    left: tuple[Supported, ...] = ()
    with reading() as store:
        vote = own_vote(store, assembly_id, vote_id)
        counts, seen = _turnout(store, vote), shown(store, vote)
        two = pair(store, assembly_id, Act.UNSEAL, vote_id)
        box, worded = store.box(vote.id), [*store.wordings(vote.id)]
        there = _there(store, assembly_id) if counts_present(vote) else None
        late, rehearses = exceptions(store, vote), is_rehearsal(store, assembly_id)
        try:
            if vote.state is VoteState.CLOSED:
                elected = vote_document(store, vote_id)["result"]["elected"]
                left = left_open(store, vote) if can_be_revised(store, vote) else ()
        except UnresolvedTieError as error:
            tie = error
        except ProcedureError as error:
            empty = sentences(error)[0]
    return render_template(
        "facilitator/vote.html",
        assembly=g.assembly,
        vote=vote,
        seen=seen,
        there=there,
        late=late,
        pair=two,
        splits=[*Split],
        marks=MARKS,
        any_number=vote.rule in ANY_NUMBER,
        seals=vote.mode is not None and vote.mode.sealed,
        box=box,
        worded=worded,
        rehearses=rehearses,
        elected=elected,
        left=left,
        tie=tie,
        empty=empty,
        problems=problems or {},
        **counts,
    )


def _turnout(store: Store, vote: Vote) -> dict[str, int]:
    """How many ballots were cast, and how many cards give a voice."""
    cards = sum(not card.revoked for card in store.cards(vote.assembly_id))
    return {"cards": cards, "cast": store.turnout(vote.id)}


def _there(store: Store, assembly_id: str) -> Attendance | None:
    """Who has checked in at the session of this moment, if there is one."""
    session = session_to_arrive_at(store, assembly_id, now=now())
    return attendance(store, session) if session else None


def _made(store: Store, assembly_id: str, terms: Terms) -> Vote:
    """A vote on the *terms*; in a rehearsal its title says so."""
    return create_vote(
        store,
        assembly_id,
        title=titled(terms.title) if is_rehearsal(store, assembly_id) else terms.title,
        question=terms.question,
        kind=RULE_KINDS[terms.rule],
        candidates=terms.candidates,
        rule=terms.rule,
        seats=terms.seats,
        options=terms.options,
        mode=terms.mode,
        language=terms.language,
        by=current_user.facilitator.id,
        id=new_id(),
    )


def _filled_in(store: Store, assembly_id: str) -> Mapping[str, str]:
    """What stands on the form at first of a question that waits, or of the vote that is revised."""
    if "question" in request.args:
        return as_typed(suggestion_of(store, assembly_id, request.args["question"]))
    if "revises" not in request.args:
        return {}
    before = own_vote(store, assembly_id, request.args["revises"])
    if not can_be_revised(store, before):
        raise ProcedureError("this vote cannot be revised")
    return filled_in(before, request.args.getlist("row"))


def _form(
    problems: dict[str, str] | None = None, typed: Mapping[str, str] = MappingProxyType({})
) -> str:
    """The form, with what was typed, or what stands on it at first."""
    with reading() as store:
        cards = sum(not card.revoked for card in store.cards(g.assembly.id))
        there = _there(store, g.assembly.id)
    first = UNTYPED | {"members": str(cards or ""), "language": spoken()}
    return render_template(
        "facilitator/new_vote.html",
        assembly=g.assembly,
        typed=request.form or {**first, **typed},
        shares=SHARES,
        there=there,
        modes=[(mode.value, mode_told(mode)) for mode in Mode],
        problems=problems or {},
        fewest=FEWEST,
        most=MOST,
        batch=LARGEST_BATCH,
    )
