"""Questions that wait: suggested, edited, and made a vote of by a facilitator."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from deliberation.assembly import Suggestion
from deliberation.procedures import suggesting
from deliberation.procedures.terms import LARGEST_BATCH
from deliberation.roles import Right
from webapp import policy
from webapp.again import shown_again
from webapp.current import begin, new_id, reading
from webapp.facilitator.blueprint import bp
from webapp.forms import Typed

ADDRESS = "/facilitator/<assembly_id>/questions"
LONGEST = 1200  # characters of a proposal: its title, and a text behind a bar


@bp.get(ADDRESS)
@policy.may(Right.SUGGEST)
def suggestions(assembly_id: str) -> ResponseReturnValue:
    """The questions that wait, and the form for one more."""
    return _list_page(assembly_id, {})


@bp.post(ADDRESS)
@policy.may(Right.SUGGEST)
def suggest(assembly_id: str) -> ResponseReturnValue:
    """Let one more wait."""
    with shown_again(partial(_list_page, assembly_id)) as typed:
        said = _said(typed)
    with begin() as store:
        by = current_user.facilitator.id
        suggesting.suggest(store, assembly_id, **said, by=by, id=new_id())
    return redirect(url_for("facilitator.suggestions", assembly_id=assembly_id))


@bp.get(f"{ADDRESS}/<suggestion_id>")
@policy.may(Right.SUGGEST)
def suggestion(assembly_id: str, suggestion_id: str) -> ResponseReturnValue:
    """One of them, to read or to edit."""
    with reading() as store:
        found = suggesting.suggestion_of(store, assembly_id, suggestion_id)
    return _page(found, as_typed(found), {})


@bp.post(f"{ADDRESS}/<suggestion_id>")
@policy.may(Right.SUGGEST)
def edit_suggestion(assembly_id: str, suggestion_id: str) -> ResponseReturnValue:
    """Keep other texts of it."""
    with shown_again(partial(_as_sent, assembly_id, suggestion_id)) as typed:
        said, revision = _said(typed), typed.number("revision", least=0, most=10**8)
    changed = {**said, "revision": revision, "by": current_user.facilitator.id}
    with begin() as store:
        suggesting.edit_suggestion(store, assembly_id, suggestion_id, **changed)
    return redirect(url_for("facilitator.suggestions", assembly_id=assembly_id))


@bp.post(f"{ADDRESS}/<suggestion_id>/remove")
@policy.may(Right.SUGGEST)
def take_away(assembly_id: str, suggestion_id: str) -> ResponseReturnValue:
    """Let it wait no longer."""
    with begin() as store:
        by = current_user.facilitator.id
        suggesting.take_away(store, assembly_id, suggestion_id, by=by)
    return redirect(url_for("facilitator.suggestions", assembly_id=assembly_id))


def as_typed(suggestion: Suggestion) -> Mapping[str, str]:
    """What stands on a form at first, of this one or of a vote that is made of it."""
    return {
        "title": suggestion.title,
        "question": suggestion.question,
        "candidates": "\n".join(suggestion.proposals),
        "revision": str(suggestion.revision),
        "suggestion": suggestion.id,
    }


def _said(typed: Typed) -> dict[str, Any]:
    """What the form says."""
    return {
        "title": typed.line("title"),
        "question": typed.text("question", longest=1000),
        "proposals": typed.lines("candidates", least=0, most=LARGEST_BATCH, longest=LONGEST),
    }


def _list_page(assembly_id: str, problems: dict[str, str]) -> str:
    """The questions that wait, each with the name of whoever suggested it."""
    with reading() as store:
        found = store.suggestions(assembly_id)
        names = {one.by: store.facilitator(one.by).name for one in found}
    page = {"suggestions": found, "names": names, "most": LARGEST_BATCH, "problems": problems}
    return render_template("facilitator/suggestions.html", assembly=g.assembly, **page)


def _as_sent(assembly_id: str, suggestion_id: str, problems: dict[str, str]) -> str:
    """One of them, with the form as it was sent."""
    with reading() as store:
        found = suggesting.suggestion_of(store, assembly_id, suggestion_id)
    return _page(found, request.form, problems)


def _page(suggestion: Suggestion, typed: Any, problems: dict[str, str]) -> str:
    """One of them, with the form for whoever may edit it."""
    with reading() as store:
        edits = suggesting.may_edit(store, suggestion, by=current_user.facilitator.id)
    page = {"suggestion": suggestion, "typed": typed, "edits": edits, "most": LARGEST_BATCH}
    return render_template(
        "facilitator/suggestion.html", assembly=g.assembly, problems=problems, **page
    )
