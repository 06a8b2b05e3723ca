"""Cards for the members, printed once: their codes are kept nowhere."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import segno
from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup

from deliberation.assembly import Assembly, Stage, Vote
from deliberation.procedures.admitting import MOST_CARDS, issue_cards, revoke_card
from deliberation.procedures.cards import Card
from deliberation.roles import Act
from webapp import policy
from webapp.again import shown_again
from webapp.current import base_url, begin, now, reading
from webapp.facilitator.blueprint import bp
from webapp.facilitator.second import HIGHEST_NUMBER, pair, second_typed

A_SHEET = 6  # cards on one A4 sheet, as they fit with their lines in the longest language


@dataclass(frozen=True, slots=True)
class Printed:
    """A card as it is printed: its *number*, its *code*, and the link as a picture."""

    number: int
    code: str
    picture: Markup


@bp.get("/facilitator/<assembly_id>/cards")
@policy.facilitator
def cards(assembly_id: str) -> ResponseReturnValue:
    """How many cards there are, and the form for more."""
    return _form(assembly_id)


@bp.post("/facilitator/<assembly_id>/cards")
@policy.facilitator
def issue(assembly_id: str) -> ResponseReturnValue:
    """New cards, on this one page and never again."""
    with shown_again(partial(_form, assembly_id)) as typed:
        count = typed.number("count", least=1, most=MOST_CARDS)
    after, by = request.form.get("issued", type=int), current_user.facilitator.id
    with begin() as store:
        new = issue_cards(
            store, assembly_id, count=count, random_bytes=secrets.token_bytes, by=by, after=after
        )
    return sheets_page(new, g.assembly)


@bp.post("/facilitator/<assembly_id>/cards/lost")
@policy.facilitator
def revoke(assembly_id: str) -> ResponseReturnValue:
    """Take the voice from a card that was lost."""
    with shown_again(partial(_form, assembly_id)) as typed:
        number = typed.number("number", least=1, most=HIGHEST_NUMBER)
        second = second_typed(typed, assembly_id, Act.REVOKE, str(number))
    by = current_user.facilitator.id
    with begin() as store:
        revoke_card(store, assembly_id, number, by=by, second=second, now=now())
    return redirect(url_for("facilitator.cards", assembly_id=assembly_id))


def sheets_page(cards: Sequence[Card], assembly: Assembly, vote: Vote | None = None) -> str:
    """The *cards* to print; those of a rehearsal name the *vote* that is tried."""
    sheets, address = sheets_of(cards, assembly.id)
    page = {"assembly": assembly, "sheets": sheets, "address": address, "vote": vote}
    return render_template("facilitator/card_sheets.html", **page)


def sheets_of(cards: Sequence[Card], assembly_id: str) -> tuple[list[list[Printed]], str]:
    """The *cards* as they are printed, sheet by sheet, and the address that they lead to."""
    address = base_url() + url_for("participant.join", assembly_id=assembly_id)
    printed = [_printed(card, address) for card in cards]
    return [printed[i : i + A_SHEET] for i in range(0, len(printed), A_SHEET)], address


def _printed(card: Card, address: str) -> Printed:
    """A card with its link, the code after the ``#`` so that no server log ever holds it."""
    code = segno.make(f"{address}#{card.code}", error="m", micro=False)
    svg = code.svg_inline(omitsize=True, border=4, dark="#000", light="#fff", svgclass="qr")
    return Printed(card.number, card.code, Markup(svg))  # noqa: S704 - drawn by the library


def _form(assembly_id: str, problems: dict[str, str] | None = None) -> str:
    """How many there are, and how many more."""
    with reading() as store:
        issued = store.cards(assembly_id)
        frozen = any(vote.opened for vote in store.votes(assembly_id))
        members = len(store.drawn(assembly_id).panel) if _drawn() else ""
        two = pair(store, assembly_id, Act.REVOKE, request.values.get("number", ""))
    return render_template(
        "facilitator/cards.html",
        assembly=g.assembly,
        issued=issued,
        frozen=frozen,
        lost=sum(card.revoked for card in issued),
        count=request.form.get("count", "" if issued else members),
        pair=two,
        problems=problems or {},
    )


def _drawn() -> bool:
    """Whether there is a panel whose size to suggest."""
    return bool(g.assembly.stage is Stage.DRAWN)
