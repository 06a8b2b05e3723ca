"""Ballots on paper: printed, handed out at the desk, given back, and their box opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from secrets import token_bytes

import segno
from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup

from deliberation.errors import InvalidInputError, NotAMemberError, ProcedureError
from deliberation.procedures.admitting import join
from deliberation.procedures.paper import (
    MOST_PAPERS,
    hand_out,
    open_box,
    paper_token,
    print_papers,
    strike,
    take_back,
    ways,
)
from deliberation.procedures.wording import reading_of
from deliberation.record.disclosure import DISCLOSURE
from deliberation.roles import Act, Right
from deliberation.store import Store
from deliberation.wordings import Reading
from webapp import policy
from webapp.again import shown_again
from webapp.current import begin, now, reading
from webapp.errors import sentences
from webapp.facilitator.blueprint import bp
from webapp.facilitator.second import pair, second_typed
from webapp.facilitator.votes import own_vote
from webapp.forms import code_typed
from webapp.languages import LANGUAGES, direction_of, speaking, spoken
from webapp.participant.written import marks_told


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it is printed: its *code*, and that as a picture."""

    code: str
    picture: Markup


@bp.get("/facilitator/<assembly_id>/votes/<vote_id>/papers")
@policy.may(Right.DESK)
def papers(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """How many papers there are, and what is done with them next."""
    return papers_page(assembly_id, vote_id)


@bp.post("/facilitator/<assembly_id>/votes/<vote_id>/papers/print")
@policy.facilitator
def paper_sheets(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """New papers in one language, on this page and never again."""
    with shown_again(partial(papers_page, assembly_id, vote_id)) as typed:
        count = typed.number("count", least=1, most=MOST_PAPERS)
        language = typed.choice("language", LANGUAGES)
    with begin() as store:
        vote = own_vote(store, assembly_id, vote_id)
        by = current_user.facilitator.id
        codes = print_papers(store, vote_id, count=count, random_bytes=token_bytes, by=by)
        asked = reading_of(store, vote, language)
    return _sheets_page(asked, codes)


@bp.post("/facilitator/<assembly_id>/votes/<vote_id>/papers/hand-out")
@policy.may(Right.DESK)
def hand_out_paper(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """Note that the holder of a card votes on paper."""

    def act(store: Store) -> str:
        token = join(store, assembly_id, code_typed(request.form, "card"))
        hand_out(store, vote_id, token=token, by=current_user.facilitator.id)
        return _("Give this member any paper from the pile. Their card casts on no phone now.")

    return _done(assembly_id, vote_id, act, field="card")


@bp.post("/facilitator/<assembly_id>/votes/<vote_id>/papers/back")
@policy.may(Right.DESK)
def paper_back(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """Strike a paper that was spoiled, or given back by somebody who votes on a phone."""
    with shown_again(partial(papers_page, assembly_id, vote_id)) as typed:
        second = second_typed(typed, assembly_id, Act.STRIKE, vote_id)
    act = partial(_strike, assembly_id, vote_id, second)
    return _done(assembly_id, vote_id, act, field="paper")


@bp.post("/facilitator/<assembly_id>/votes/<vote_id>/papers/box")
@policy.facilitator
def open_paper_box(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """Let papers be typed in, and phones cast no more."""
    with begin() as store:
        own_vote(store, assembly_id, vote_id)
        open_box(store, vote_id, by=current_user.facilitator.id)
    return redirect(url_for("facilitator.typing", assembly_id=assembly_id, vote_id=vote_id))


def papers_page(
    assembly_id: str, vote_id: str, problems: dict[str, str] | None = None
) -> str:  # fmt: skip
    """The page of all papers of a vote."""
    with reading() as store:
        vote = own_vote(store, assembly_id, vote_id)
        if vote.mode is None or not vote.mode.sealed:
            raise ProcedureError("papers are for votes with sealed ballots; this one has none")
        page = {"vote": vote, "box": store.box(vote_id), "ways": ways(store, vote)}
        page["pair"] = pair(store, assembly_id, Act.STRIKE, vote_id)
    page |= {"assembly": g.assembly, "problems": problems or {}}
    page["few"] = DISCLOSURE.at_least  # on paper; below, who types may guess whose each is
    return render_template("facilitator/papers.html", **page, chosen=spoken())


def _done(
    assembly_id: str, vote_id: str, act: Callable[[Store], str], *, field: str
) -> ResponseReturnValue:
    """Do what a desk does, and say so; what is wrong stands beside the *field*."""
    try:
        with begin() as store:
            own_vote(store, assembly_id, vote_id)
            told = act(store)
    except (InvalidInputError, NotAMemberError, ProcedureError) as error:
        page = papers_page(assembly_id, vote_id, {field: " ".join(sentences(error))})
        return page, 409 if isinstance(error, ProcedureError) else 400
    flash(told)
    return redirect(url_for("facilitator.papers", assembly_id=assembly_id, vote_id=vote_id))


def _strike(assembly_id: str, vote_id: str, second: str | None, store: Store) -> str:
    """Strike the paper that was typed; where its member's card was, let that cast on a phone."""
    paper = paper_token(request.form.get("paper", ""), vote_id=vote_id)
    hands = {"by": current_user.facilitator.id, "second": second, "now": now()}
    if not request.form.get("own-card", "").strip():
        strike(store, vote_id, paper=paper, **hands)
        return _("The paper counts no more. Destroy it, and give the member another.")
    token = join(store, assembly_id, code_typed(request.form, "own-card"))
    take_back(store, vote_id, token=token, paper=paper, **hands)
    return _("The paper counts no more. Destroy it; the member can vote on a phone.")


def _sheets_page(asked: Reading, codes: tuple[str, ...]) -> str:
    """The page to print, with the papers in their own language."""
    page = {"assembly": g.assembly, "vote": asked.vote, "printed": _printed(asked, codes)}
    return render_template("facilitator/paper_sheets.html", **page)


def _printed(asked: Reading, codes: tuple[str, ...]) -> Markup:
    """The papers themselves, in the language of whoever gets them, whatever the page is in."""
    vote, language = asked.vote, asked.language
    found = [Paper(code, _picture(code)) for code in codes]
    with speaking(language):
        said = render_template(
            "facilitator/_papers.html",
            vote=vote,
            asked=asked,
            papers=found,
            marks=marks_told(vote),
            paper_language=language,
            paper_direction=direction_of(language),
        )
    return Markup(said)  # noqa: S704 - the template escapes what it writes


def _picture(code: str) -> Markup:
    """A code for whoever types papers in with a scanner."""
    drawn = segno.make(code, error="m", micro=False)
    svg = drawn.svg_inline(omitsize=True, border=2, dark="#000", light="#fff", svgclass="qr")
    return Markup(svg)  # noqa: S704 - drawn by the library
