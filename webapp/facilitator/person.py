"""One person of the pool: what is kept of them, a copy for them, and erasing them.

Ids stand in forms and never in an address, which histories and logs keep.
"""

from __future__ import annotations

import secrets
from functools import partial
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from deliberation.assembly import Vote
from deliberation.errors import NotFoundError
from deliberation.procedures.erasing import chain, erase_person, person_data, where_called
from deliberation.procedures.erasures import erasures_document
from deliberation.procedures.forgetting import perhaps_naming, votes_naming
from deliberation.procedures.naming import LONGEST_NAME
from deliberation.record.canonical import to_file
from webapp import policy
from webapp.again import shown_again
from webapp.current import begin, reading
from webapp.facilitator import uploads
from webapp.facilitator.blueprint import bp
from webapp.facilitator.personal import overwritten
from webapp.forms import Typed
from webapp.public.pages import download
from webapp.words import apart, row

MOST_PLACES = 6
"""So many votes, and words of each, are named in one message, which a cookie carries."""


@bp.post("/facilitator/<assembly_id>/data/person")
@policy.facilitator
def person(assembly_id: str) -> ResponseReturnValue:
    """What is kept of a person."""
    return _page(assembly_id, {})


@bp.post("/facilitator/<assembly_id>/data/person.json")
@policy.facilitator
def person_json(assembly_id: str) -> ResponseReturnValue:
    """The same as a file for that person."""
    try:
        document = _kept(assembly_id)
    except NotFoundError:
        return _nothing(assembly_id)
    return download(to_file(document), "person.json", "application/json")


@bp.get("/facilitator/<assembly_id>/data/erasures.json")
@policy.facilitator
def erasures(assembly_id: str) -> ResponseReturnValue:
    """Who was erased, as digests, to keep beside backups."""
    with reading() as store:
        document = erasures_document(store, [one.id for one in chain(store, assembly_id)])
    return download(to_file(document), "erasures.json", "application/json")


@bp.post("/facilitator/<assembly_id>/data/erase")
@policy.facilitator
def erase(assembly_id: str) -> ResponseReturnValue:
    """Erase the person, where that was ticked."""
    with shown_again(partial(_page, assembly_id)) as typed:
        called = typed.line("called", longest=LONGEST_NAME, needed=False)
        typed.sure()
    found, stay, perhaps = _erased(assembly_id, called)
    uploads.current().drop(assembly_id)
    overwritten()
    _tell_where(called, found, stay)
    _tell_perhaps(called, perhaps)
    flash(_("Now download the list of erasures again, and keep it beside the backups."))
    return redirect(url_for("facilitator.personal_data", assembly_id=assembly_id))


def _id() -> str:
    """The id that was sent; one that could be nobody's is found nowhere."""
    return Typed(request.form).line("person")


def _kept(assembly_id: str) -> dict[str, Any]:
    """What is kept of the person.

    Raises:
        NotFoundError: nothing.
    """
    with reading() as store:
        return person_data(store, assembly_id, _id())


def _erased(
    assembly_id: str, called: str
) -> tuple[int, list[Vote], list[tuple[Vote | None, tuple[str, ...]]]]:
    """Erase the person; where their name was found, in which votes it stays, or may stand."""
    with begin() as store:
        found = erase_person(
            store,
            assembly_id,
            _id(),
            called=called,
            random_bytes=secrets.token_bytes,
            by=current_user.facilitator.id,
        )
        draws = chain(store, assembly_id)
        where = [one.id for one in where_called(store, draws, by=current_user.facilitator.id)]
        return found, votes_naming(store, where, called), perhaps_naming(store, where, called)


def _tell_where(called: str, found: int, stay: list[Vote]) -> None:
    """Say that a name was found nowhere, and in which votes it stays."""
    if called and not found and not stay:
        flash(
            _(
                "The name “%(name)s” was found nowhere: in no queue, not on the public page, not "
                "in the line for everybody, and in no vote. Look there for another spelling, and "
                "take it away.",
                name=called,
            )
        )
    if stay:
        flash(
            _(
                "The name “%(name)s” stays in the texts of votes, because they are on the ledger "
                "or were published: %(votes)s.",
                name=called,
                votes=row(apart(vote.title) for vote in stay),
            )
        )


def _tell_perhaps(called: str, perhaps: list[tuple[Vote | None, tuple[str, ...]]]) -> None:
    """Say which words may be the name with an ending; a message has room for so many."""
    places = [
        f"{apart(vote.title) if vote else _('A line for everybody')} ({row(map(apart, words))})"
        for vote, found in perhaps[:MOST_PLACES]
        for words in [found[:MOST_PLACES] + (("…",) if len(found) > MOST_PLACES else ())]
    ]
    if places:
        flash(
            _(
                "Perhaps these words are the name “%(name)s” too, with an ending or a letter "
                "joined to it. They stay: look there, and change what you can: %(places)s.",
                name=called,
                places=row(places + ["…"] * (len(perhaps) > MOST_PLACES)),
            )
        )


def _page(assembly_id: str, problems: dict[str, str]) -> ResponseReturnValue:
    """What is kept, or the page before with what is wrong with the id."""
    try:
        document = _kept(assembly_id)
    except NotFoundError:
        return _nothing(assembly_id)
    return render_template(
        "facilitator/person.html",
        assembly=g.assembly,
        person=_id(),
        draws=document["draws"],
        problems=problems,
    )


def _nothing(assembly_id: str) -> ResponseReturnValue:
    """Back to the page with every kind, and what is wrong with the id."""
    flash(_("Nothing is kept of “%(id)s”. Ids are written as in the file.", id=_id()))
    return redirect(url_for("facilitator.personal_data", assembly_id=assembly_id))
