"""A board elected on a short way: one form, one page to print, and then the vote."""

from __future__ import annotations

import re
import secrets
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from deliberation.errors import InvalidInputError
from deliberation.procedures.electing import FEWEST, MOST, RULES, elect_board
from deliberation.procedures.terms import FEWEST as FEWEST_NAMES
from deliberation.procedures.terms import MOST as MOST_NAMES
from deliberation.urn import Split
from webapp import policy
from webapp.current import begin, new_id, now
from webapp.errors import sentences
from webapp.facilitator.blueprint import bp
from webapp.facilitator.cards import sheets_of
from webapp.facilitator.keys import sheet_of
from webapp.forms import Typed

UNTYPED = {"rule": "stv", "seats": "3", "split": Split.TWO_OF_TWO.value}
ID = re.compile(r"[0-9a-f]{10}")


@bp.get("/facilitator/board")
@policy.beginner
def new_board() -> ResponseReturnValue:
    """The form: what is elected, who stands, how many seats and voters."""
    return _form()


@bp.post("/facilitator/board")
@policy.beginner
def make_board() -> ResponseReturnValue:
    """Make the election; its cards and sheets are on this one page and never again."""
    typed = Typed(request.form)
    said: dict[str, Any] = {
        "title": typed.line("title"),
        "candidates": typed.lines("candidates", least=FEWEST_NAMES, most=MOST_NAMES),
        "seats": typed.number("seats", least=1, most=MOST_NAMES),
        "voters": typed.number("voters", least=FEWEST, most=MOST),
        "rule": typed.choice("rule", RULES),
        "split": Split(typed.choice("split", _SPLITS)),
    }
    if typed.problems:
        return _form(typed.problems), 400
    sent = request.form.get("id", "")
    ids = (sent if ID.fullmatch(sent) else new_id(), new_id())
    more: dict[str, Any] = {
        "question": _("Who shall be elected?"),
        "by": current_user.facilitator.id,
        "ids": ids,
    }
    try:
        with begin() as store:
            made = elect_board(
                store, **said, **more, random_bytes=secrets.token_bytes, now=now()
            )  # fmt: skip
            assembly, urn = store.assembly(made.vote.assembly_id), store.urn(made.vote.id)
    except InvalidInputError as error:
        return _form(unfit=sentences(error)), 400
    assert urn is not None, "its key was made just now"
    cards, address = sheets_of(made.cards, assembly.id)
    return render_template(
        "facilitator/board_sheets.html",
        assembly=assembly,
        vote=made.vote,
        shares=[sheet_of(share, urn, made.vote.title) for share in made.shares],
        sheets=cards,
        address=address,
    )


_SPLITS = [split.value for split in Split if split is not Split.REHEARSAL]


def _form(problems: dict[str, str] | None = None, unfit: list[str] | None = None) -> str:
    """The form, with what was typed, or what stands on it at first."""
    return render_template(
        "facilitator/new_board.html",
        typed=request.form or UNTYPED | {"id": new_id()},
        fewest=FEWEST_NAMES,
        most=MOST_NAMES,
        problems=problems or {},
        unfit=unfit or [],
    )
