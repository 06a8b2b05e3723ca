"""From a card to the list of votes. No account, no password; everything works without a script."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from deliberation.errors import NotFoundError
from webapp import auth, policy
from webapp.current import reading
from webapp.forms import code_typed
from webapp.fresh import fresh
from webapp.languages import spoken
from webapp.participant import asking, entering
from webapp.participant.blueprint import bp
from webapp.participant.entering import Refusal
from webapp.shared import this_second


@bp.get("/join")
@bp.get("/join/<assembly_id>")
@policy.public
def join(assembly_id: str | None = None) -> ResponseReturnValue:
    """The form for a card's code; a script fills it in from the QR link.

    Of an assembly that is over, its public page, which says so.
    """
    with reading() as store:
        over = assembly_id is not None and store.assembly(assembly_id).archived is not None
    if over:
        return redirect(url_for("public.assembly", assembly_id=assembly_id))
    return join_page(assembly_id)


@bp.post("/join")
@bp.post("/join/<assembly_id>")
@policy.public
def enter(assembly_id: str | None = None) -> ResponseReturnValue:
    """Exchange a card's code for a place in the session; another language is no attempt."""
    chosen = assembly_id or request.form.get("assembly", "")
    if "lang" in request.form:  # the buttons stand on the answer to a code that did not lead in
        return join_page(assembly_id, entering.refused_before())
    refusal = entering.enter(chosen, code_typed(request.form, "code"))
    if refusal is not None:
        return join_page(assembly_id, refusal), refusal.status
    # Without a fragment of its own the new address would keep that of the link: the code.
    return redirect(url_for("participant.ballots", _anchor="top"))


@bp.post("/leave")
@policy.public
def leave() -> ResponseReturnValue:
    """Forget the card on this phone."""
    auth.leave()
    flash(_("This phone has forgotten the card. Your ballots stay in the urn."))
    return redirect(url_for("participant.join"))


@bp.get("/ballots")
@policy.member
def ballots() -> ResponseReturnValue:
    """What this member can vote on now, and what is over."""
    votes = asking.votes()
    receipts = asking.with_receipts(votes)
    return render_template("participant/ballots.html", votes=votes, receipts=receipts)


@bp.get("/ballots/open")
@policy.member
def ballots_open() -> ResponseReturnValue:
    """The same as a part of the page, for the script that keeps it fresh."""
    found = asking.votes()
    of_this_card = f"here {found.here}", *(f"cast {vote_id}" for vote_id in sorted(found.cast))
    page = this_second(
        lambda: render_template("participant/_ballots.html", votes=found),
        *("votes", found.hall.assembly.id, spoken(), *of_this_card),
    )
    return fresh(page)


def join_page(assembly_id: str | None, refusal: Refusal | None = None) -> str:
    """The form for a code; after a *refusal* with the reason, beside what was typed.

    Only assemblies that have given out cards, and are not over, are named.
    """
    with reading() as store:
        going_on = [one for one in store.assemblies() if one.archived is None]
        voting = [assembly for assembly in going_on if store.cards(assembly.id)]
    assembly = next((each for each in voting if each.id == assembly_id), None)
    if assembly_id and assembly is None:
        raise NotFoundError("assembly", assembly_id)
    return render_template(
        "participant/join.html",
        assembly=assembly,
        choices=[] if assembly else voting,
        chosen=request.form.get("assembly", ""),
        written=request.form.get("code", ""),
        refusal=refusal,
    )
