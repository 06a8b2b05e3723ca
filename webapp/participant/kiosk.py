"""A shared tablet: one person votes after another, and each leaves nothing behind."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from deliberation.assembly import Assembly
from deliberation.errors import NotFoundError
from webapp import auth, policy, tablet
from webapp.current import now, reading
from webapp.participant.blueprint import bp
from webapp.participant.pages import join_page


@bp.get("/kiosk/<assembly_id>")
@policy.public
def kiosk(assembly_id: str) -> ResponseReturnValue:
    """The beginning, where a code is typed; whoever voted here before is forgotten by now."""
    try:
        with reading() as store:
            assembly = store.assembly(assembly_id)
    except NotFoundError:
        return _of_none(assembly_id)
    if tablet.assembly() != assembly_id:
        return _begin_page(assembly)
    if tablet.is_used():
        tablet.finish()
    return tablet.erase(make_response(_voters_page(assembly)))


@bp.post("/kiosk/<assembly_id>")
@policy.public
def begin_kiosk(assembly_id: str) -> ResponseReturnValue:
    """Make this device a kiosk."""
    with reading() as store:
        store.assembly(assembly_id)
    tablet.begin(assembly_id)
    return redirect(url_for("participant.kiosk", assembly_id=assembly_id))


@bp.post("/kiosk/next")
@policy.public
def next_person() -> ResponseReturnValue:
    """Forget whoever voted here, for the next person."""
    kiosk = tablet.assembly()
    if kiosk is None:
        return redirect(url_for("public.home"))
    tablet.finish()
    flash(_("That voter is finished, and this device has forgotten them."))
    return tablet.erase(make_response(redirect(url_for("participant.kiosk", assembly_id=kiosk))))


@bp.post("/kiosk/end")
@policy.public
def end_kiosk() -> ResponseReturnValue:
    """Make this device an ordinary one again, for whoever has the code from the desk."""
    kiosk = tablet.assembly()
    if kiosk is not None and not tablet.ends(request.form.get("ending", "")):
        flash(_("This code does not end kiosk mode here. Ask at the desk for the right one."))
        return redirect(url_for("participant.kiosk", assembly_id=kiosk))
    tablet.end()
    return tablet.erase(make_response(redirect(url_for("public.home"))))


@bp.get("/kiosk/here")
@policy.public
def at_kiosk() -> ResponseReturnValue:
    """Says nothing; but that it was asked for shows that somebody is at the kiosk."""
    if tablet.assembly() is not None and auth.member() is not None:
        tablet.touch(now())
    return "", 200


def _of_none(assembly_id: str) -> ResponseReturnValue:
    """A kiosk of an assembly that was deleted is an ordinary device; nobody has its code.

    Raises:
        NotFoundError: it is no kiosk of that assembly.
    """
    if tablet.assembly() != assembly_id:
        raise NotFoundError("assembly", assembly_id)
    tablet.end()
    return tablet.erase(make_response(redirect(url_for("public.home"))))


def _begin_page(assembly: Assembly) -> ResponseReturnValue:
    """The question whether this device shall be a kiosk; of an assembly that is over, its page."""
    if assembly.archived is not None:
        return redirect(url_for("public.assembly", assembly_id=assembly.id))
    return render_template("participant/kiosk.html", assembly=assembly)


def _voters_page(assembly: Assembly) -> str:
    """The form for a code, or that the assembly is over."""
    if assembly.archived is not None:
        return render_template("participant/over.html", assembly=assembly)
    return join_page(assembly.id)
