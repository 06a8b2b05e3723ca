"""What a vote asks in other languages and in plain words: typed, or sent as one table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from deliberation.assembly import Vote
from deliberation.errors import InvalidInputError, NotFoundError, Problem
from deliberation.io.wordings import parse_wordings, wordings_csv
from deliberation.procedures.wording import mark_of, wording_problems, write_table, write_wordings
from deliberation.roles import Right
from deliberation.wordings import asked, missing, translated
from webapp import policy
from webapp.current import begin, reading
from webapp.facilitator.blueprint import bp
from webapp.facilitator.votes import own_vote
from webapp.forms import uploaded
from webapp.languages import LANGUAGES
from webapp.public.pages import download
from webapp.sentences import placed, whole

ADDRESS = "/facilitator/<assembly_id>/votes/<vote_id>/wordings"
TOLD = 50  # problems of a table; the others are counted


@bp.get(ADDRESS)
@policy.may(Right.WORD)
def wordings(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """Which texts there are in which language, and the table of all."""
    return _list_page(assembly_id, vote_id)


@bp.get(f"{ADDRESS}.csv")
@policy.may(Right.WORD)
def wordings_table(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """The table of all texts, for whoever translates them."""
    with reading() as store:
        vote = own_vote(store, assembly_id, vote_id)
        data = wordings_csv(asked(vote), store.wordings(vote_id), _columns(vote))
    return download(data, f"{vote_id}.csv", "text/csv; charset=utf-8")


@bp.post(ADDRESS)
@policy.may(Right.WORD)
def take_wordings(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """Keep what a table says, if all of it fits."""
    file = uploaded(request.files.get("table"))
    if file is None:
        return _list_page(assembly_id, vote_id, _("Choose a file.")), 400
    try:
        _take(assembly_id, vote_id, *file)
    except InvalidInputError as error:
        return _list_page(assembly_id, vote_id, wrong=error.problems), 400
    return redirect(url_for("facilitator.wordings", assembly_id=assembly_id, vote_id=vote_id))


@bp.get(f"{ADDRESS}/<language>")
@policy.may(Right.WORD)
def wording(assembly_id: str, vote_id: str, language: str) -> ResponseReturnValue:
    """The texts in one language, to be written."""
    with reading() as store:
        vote = own_vote(store, assembly_id, vote_id)
        typed, seen = store.wording(vote_id, language), mark_of(store, vote_id)
    return _form(vote, language, {"seen": seen, **typed}, {})


@bp.post(f"{ADDRESS}/<language>")
@policy.may(Right.WORD)
def put_wording(assembly_id: str, vote_id: str, language: str) -> ResponseReturnValue:
    """Keep them."""
    with reading() as store:
        vote = own_vote(store, assembly_id, vote_id)
    texts = {key: request.form[key] for key in asked(vote) if key in request.form}
    try:
        with begin() as store:
            by, seen = current_user.facilitator.id, request.form.get("seen")
            write_wordings(store, vote_id, {_spoken(language): texts}, seen=seen, by=by)
    except InvalidInputError as error:
        return _form(vote, language, request.form, _beside(vote, error.problems)), 400
    return redirect(url_for("facilitator.wordings", assembly_id=assembly_id, vote_id=vote_id))


def _take(assembly_id: str, vote_id: str, filename: str, data: bytes) -> None:
    """Keep what a table says.

    Raises:
        InvalidInputError: with every problem, by row and column.
    """
    with reading() as store:
        vote = own_vote(store, assembly_id, vote_id)
    found = parse_wordings(data, filename, asked(vote), _columns(vote))
    wrong = [*found.problems, *wording_problems(vote, found.wordings, found.rows)]
    if wrong:
        raise InvalidInputError(wrong)
    with begin() as store:  # a table takes a while to read, in which nobody who votes may wait
        by, marks = current_user.facilitator.id, found.marks
        write_table(store, vote_id, found.wordings, marks=marks, rows=found.rows, by=by)


def _beside(vote: Vote, problems: Iterable[Problem]) -> dict[str, str]:
    """The *problems* by the text that they are of; those of none stand beside the title."""
    texts = dict(enumerate(asked(vote), start=2))
    return {texts.get(one.row or 0, "title"): whole(one.text) for one in problems}


def _columns(vote: Vote) -> list[str]:
    """The languages of a *vote*, its own first."""
    return sorted(LANGUAGES, key=lambda language: language != vote.language)


def _spoken(language: str) -> str:
    """The *language*, if the pages speak it."""
    if language not in LANGUAGES:
        raise NotFoundError("language", language)
    return language


def _list_page(
    assembly_id: str, vote_id: str, problem: str = "", wrong: tuple[Problem, ...] = ()
) -> str:
    with reading() as store:
        vote = own_vote(store, assembly_id, vote_id)
        kept = store.wordings(vote_id)
    lacks = {language: len(missing(vote, kept.get(language, {}))) for language in LANGUAGES}
    page: dict[str, Any] = {"columns": _columns(vote), "kept": kept, "lacks": lacks}
    page |= {
        "all": len(translated(vote)),
        "problem": problem,
        "wrong": [*map(placed, wrong[:TOLD])],
        "untold": max(len(wrong) - TOLD, 0),
    }
    return render_template("facilitator/wordings.html", assembly=g.assembly, vote=vote, **page)


def _form(
    vote: Vote, language: str, typed: Mapping[str, str], problems: Mapping[str, str]
) -> str:  # fmt: skip
    texts = {
        k: text for k, text in asked(vote).items() if k == "plain" or language != vote.language
    }
    page = {"texts": texts, "typed": typed, "problems": problems, "into": _spoken(language)}
    return render_template("facilitator/wording.html", assembly=g.assembly, vote=vote, **page)
