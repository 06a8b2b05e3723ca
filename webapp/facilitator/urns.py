"""The urn of a closed vote: its words on the screen, opened with the sheets, destroyed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from deliberation.errors import BrokenUrnError, InvalidInputError, ProcedureError
from deliberation.procedures.sealed import give_up_vote, purge_urn, unseal_vote
from deliberation.procedures.shown import Shown, shown
from deliberation.roles import Act
from deliberation.store import Store
from deliberation.urn import Share, Urn, named_vote, read_share
from webapp import policy
from webapp.again import shown_again, told_beside
from webapp.current import base_url, begin, keeps_a_log, now, reading, scrub
from webapp.errors import sentences
from webapp.facilitator.blueprint import bp
from webapp.facilitator.second import pair, second_typed
from webapp.facilitator.twice import seed_typed_twice
from webapp.facilitator.votes import own_vote, vote_page
from webapp.forms import Typed
from webapp.words import apart


@bp.get("/facilitator/<assembly_id>/votes/<vote_id>/board")
@policy.facilitator
def board(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """How many ballots are in the urn, and its eight words, for the big screen."""
    with reading() as store:
        vote = own_vote(store, assembly_id, vote_id)
        seen = _sealed(store, vote_id)
    if seen.board is None:
        raise ProcedureError("a board is shown when its vote is closed, not before")
    address = base_url() + url_for("public.vote", vote_id=vote_id)
    return render_template(
        "facilitator/board.html", assembly=g.assembly, vote=vote, seen=seen, address=address
    )


@bp.post("/facilitator/<assembly_id>/votes/<vote_id>/unseal")
@policy.facilitator
def unseal(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """Open the urn with the shares, and count; with the dice too, where a tie was found."""
    again, by = partial(vote_page, assembly_id, vote_id), current_user.facilitator.id
    with shown_again(again) as typed:
        seed, shares = _opening(typed, assembly_id, vote_id)
        second = second_typed(typed, assembly_id, Act.UNSEAL, vote_id)
    try:
        with told_beside("shares", again), begin() as store:
            unseal_vote(store, vote_id, shares, by=by, second=second, now=now(), seed=seed)
    except BrokenUrnError as error:
        return again({"shares": _broken(vote_id, error)}), 409
    return redirect(url_for("facilitator.vote", assembly_id=assembly_id, vote_id=vote_id))


@bp.get("/facilitator/<assembly_id>/votes/<vote_id>/lost")
@policy.facilitator
def lost(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """What giving up a vote means, before it is done."""
    return _page("lost", assembly_id, vote_id)


@bp.post("/facilitator/<assembly_id>/votes/<vote_id>/lost")
@policy.facilitator
def give_up(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """Declare that the shares are lost, so that the vote will never be counted."""
    with shown_again(partial(_page, "lost", assembly_id, vote_id)) as typed:
        reason = typed.line("reason")
        typed.sure()
        second = second_typed(typed, assembly_id, Act.GIVE_UP, vote_id)
    by = current_user.facilitator.id
    with begin() as store:
        own_vote(store, assembly_id, vote_id)
        give_up_vote(store, vote_id, reason=reason, by=by, second=second, now=now())
    return redirect(url_for("facilitator.vote", assembly_id=assembly_id, vote_id=vote_id))


@bp.get("/facilitator/<assembly_id>/votes/<vote_id>/purge")
@policy.facilitator
def purge(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """What will be gone and what stays, before it is done; and afterwards, what is left to do."""
    return _page("purge", assembly_id, vote_id)


@bp.post("/facilitator/<assembly_id>/votes/<vote_id>/purge")
@policy.facilitator
def destroy(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """Destroy the sealed ballots, and overwrite what they left in the database's files."""
    with shown_again(partial(_page, "purge", assembly_id, vote_id)) as typed:
        typed.sure()
    with begin() as store:
        own_vote(store, assembly_id, vote_id)
        purge_urn(store, vote_id, by=current_user.facilitator.id, now=now())
    return _overwritten(assembly_id, vote_id)


@bp.post("/facilitator/<assembly_id>/votes/<vote_id>/overwrite")
@policy.facilitator
def overwrite(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """Overwrite again what the sealed ballots left, where somebody was reading before."""
    with reading() as store:
        own_vote(store, assembly_id, vote_id)
        if not _sealed(store, vote_id).purged:
            raise ProcedureError("the urn of this vote is not destroyed; destroy it first")
    return _overwritten(assembly_id, vote_id)


def _overwritten(assembly_id: str, vote_id: str) -> ResponseReturnValue:
    """Overwrite, and say whether anything is left."""
    if scrub():
        flash(_("What the sealed ballots left in the files of the database is overwritten."))
    else:
        flash(
            _(
                "The ballots are deleted, but not overwritten yet: somebody was using the database "
                "at that moment. Overwrite again in a minute."
            )
        )
    return redirect(url_for("facilitator.purge", assembly_id=assembly_id, vote_id=vote_id))


def _opening(typed: Typed, assembly_id: str, vote_id: str) -> tuple[str | None, list[Share]]:
    """The dice, if a tie waits for them, and the shares, as they were *typed*."""
    with reading() as store:
        own_vote(store, assembly_id, vote_id)
        seen = _sealed(store, vote_id)
        titles = {vote.id: vote.title for vote in store.votes(assembly_id)}
    tied = seen.opening is not None and seen.opening.undecided
    return seed_typed_twice(typed) if tied else None, _shares(typed, seen.urn, titles)


def _shares(typed: Typed, urn: Urn, titles: Mapping[str, str]) -> list[Share]:
    """The shares as they were typed or pasted; each problem stands beside its field.

    Args:
        titles: those of the assembly's votes, by which a sheet of another is called.
    """
    found = []
    for n in range(1, urn.split.needed + 1):
        name = f"share-{n}"
        text = request.form.get(name, "")
        try:
            found.append(read_share(text, urn))
        except InvalidInputError as error:
            problems = sentences(error)
            other = named_vote(text)
            if other is not None and other in titles and other != urn.vote_id:
                title = apart(titles[other])
                problems.append(_("It is a sheet of the vote “%(vote)s”.", vote=title))
            typed.problems[name] = " ".join(problems)
    return found


def _broken(vote_id: str, error: BrokenUrnError) -> str:
    """What an urn that was changed after its close has to say, here and in the log."""
    current_app.logger.critical("%s: %s", vote_id, error)
    return " ".join(
        (
            _("Somebody has changed the urn after its close. Nothing was counted."),
            ngettext(
                "%(num)s ballot in it is not on the board.",
                "%(num)s ballots in it are not on the board.",
                len(error.added),
            ),
            ngettext(
                "%(num)s ballot of the board is not in it.",
                "%(num)s ballots of the board are not in it.",
                len(error.missing),
            ),
            _("Tell everybody, and keep the database as it is."),
        )
    )


def _sealed(store: Store, vote_id: str) -> Shown:
    """What may be seen of a sealed vote.

    Raises:
        ProcedureError: its ballots are not sealed.
    """
    seen = shown(store, store.vote(vote_id))
    if seen is None:
        raise ProcedureError("the ballots of this vote are not sealed")
    return seen


def _page(
    name: str, assembly_id: str, vote_id: str, problems: dict[str, str] | None = None
) -> str:  # fmt: skip
    """One of the two pages that ask once more."""
    with reading() as store:
        vote = own_vote(store, assembly_id, vote_id)
        seen, two = _sealed(store, vote_id), pair(store, assembly_id, Act.GIVE_UP, vote_id)
    if seen.board is None:
        raise ProcedureError("this vote is not closed; nothing is destroyed before")
    return render_template(
        f"facilitator/{name}.html",
        assembly=g.assembly,
        vote=vote,
        seen=seen,
        logged=keeps_a_log(),
        pair=two,
        problems=problems or {},
    )
