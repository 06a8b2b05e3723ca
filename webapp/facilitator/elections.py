"""A board elected on a short way: one form, one page to print, and then the vote."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from deliberation.assembly import Assembly
from deliberation.procedures.electing import FEWEST, MOST, RULES, Election, elect_board
from deliberation.procedures.terms import FEWEST as FEWEST_NAMES
from deliberation.procedures.terms import MOST as MOST_NAMES
from deliberation.store import Store
from deliberation.urn import Split, Urn
from webapp import policy
from webapp.again import shown_again, told_beside
from webapp.current import begin, new_id, now
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
    with shown_again(_form) as typed:
        board = _board(typed)
    with told_beside("unfit", _form), begin() as store:
        made = _elected(store, board)
        assembly, urn = store.assembly(made.vote.assembly_id), store.urn(made.vote.id)
    assert urn is not None, "its key was made just now"
    return _sheets(made, assembly, urn)


@dataclass(frozen=True, slots=True)
class Board:
    """What the form says of an election; ``id`` is that of its assembly."""

    id: str
    title: str
    candidates: tuple[str, ...]
    seats: int
    voters: int
    rule: str
    split: Split


_SPLITS = [split.value for split in Split if split is not Split.REHEARSAL]


def _board(typed: Typed) -> Board:
    """The election as it was *typed*; a form that was sent twice has the same id twice."""
    sent = request.form.get("id", "")
    return Board(
        id=sent if ID.fullmatch(sent) else new_id(),
        title=typed.line("title"),
        candidates=typed.lines("candidates", least=FEWEST_NAMES, most=MOST_NAMES),
        seats=typed.number("seats", least=1, most=MOST_NAMES),
        voters=typed.number("voters", least=FEWEST, most=MOST),
        rule=typed.choice("rule", RULES),
        split=Split(typed.choice("split", _SPLITS)),
    )


def _elected(store: Store, board: Board) -> Election:
    """The election of a *board*, made by whoever asks."""
    return elect_board(
        store,
        title=board.title,
        question=_("Who shall be elected?"),
        candidates=board.candidates,
        seats=board.seats,
        voters=board.voters,
        rule=board.rule,
        split=board.split,
        random_bytes=secrets.token_bytes,
        by=current_user.facilitator.id,
        now=now(),
        ids=(board.id, new_id()),
    )


def _sheets(made: Election, assembly: Assembly, urn: Urn) -> str:
    """The cards, and the sheets of the key, to be printed."""
    cards, address = sheets_of(made.cards, assembly.id)
    return render_template(
        "facilitator/board_sheets.html",
        assembly=assembly,
        vote=made.vote,
        shares=[sheet_of(share, urn, made.vote.title) for share in made.shares],
        sheets=cards,
        address=address,
    )


def _form(problems: dict[str, str] | None = None) -> str:
    """The form, with what was typed, or what stands on it at first."""
    return render_template(
        "facilitator/new_board.html",
        typed=request.form or UNTYPED | {"id": new_id()},
        fewest=FEWEST_NAMES,
        most=MOST_NAMES,
        problems=problems or {},
    )
