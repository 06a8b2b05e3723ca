"""The population that the panel is to speak for: given, replaced, and taken away again."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from deliberation.assembly import Stage
from deliberation.errors import InvalidInputError
from deliberation.io.rates import parse_shares, shares_text
from deliberation.io.tables import parse_table
from deliberation.procedures.pools import whole_pool
from deliberation.procedures.populating import (
    forget_population,
    give_population,
    groups_asked,
    population_of,
)
from deliberation.procedures.replacing import around
from deliberation.roles import Right
from deliberation.sortition import Pool
from deliberation.sortition.likeness import wholes
from deliberation.sortition.representation import Population
from deliberation.store import Store
from webapp import policy
from webapp.current import begin, reading
from webapp.facilitator.blueprint import bp
from webapp.facilitator.uploads import File
from webapp.facilitator.wrong_rows import ROWS_SHOWN, Wrong, wrong_files
from webapp.forms import uploaded
from webapp.likeness import Likeness, likeness_shown
from webapp.words import share


@dataclass(frozen=True, slots=True)
class Sent:
    """What the form brought.

    Args:
        rows: the text that stands in the form again.
        problems: by the names of the fields.
        wrong: what is wrong in the rows themselves.
        shares: of the population, where nothing is wrong.
    """

    rows: str
    problems: Mapping[str, str]
    wrong: Wrong | None = None
    shares: Population | None = None


@bp.get("/facilitator/<assembly_id>/population")
@policy.may(Right.DRAW)
def population(assembly_id: str) -> ResponseReturnValue:
    """The pool beside the population, and the form for its shares."""
    with reading() as store:
        first = around(store, assembly_id).first
    if first.id != assembly_id:
        return redirect(url_for("facilitator.population", assembly_id=first.id))
    return _page(assembly_id)


@bp.post("/facilitator/<assembly_id>/population")
@policy.may(Right.DRAW)
def put_population(assembly_id: str) -> ResponseReturnValue:
    """Keep the shares, or show what is wrong with them, beside the text that was sent."""
    sent = _sent(assembly_id)
    if sent.shares is None:
        return _page(assembly_id, sent), 400
    with begin() as store:
        give_population(store, assembly_id, sent.shares, by=current_user.facilitator.id)
    flash(_("The shares of the population are kept."))
    return redirect(url_for("facilitator.population", assembly_id=assembly_id))


@bp.post("/facilitator/<assembly_id>/population/forget")
@policy.may(Right.DRAW)
def remove_population(assembly_id: str) -> ResponseReturnValue:
    """Take the population away."""
    with begin() as store:
        forget_population(store, assembly_id, by=current_user.facilitator.id)
    flash(_("The shares of the population are taken away."))
    return redirect(url_for("facilitator.population", assembly_id=assembly_id))


def _sent(assembly_id: str) -> Sent:
    """The file, or else the rows, with everything that is wrong with them."""
    typed = request.form.get("rows", "")
    file = uploaded(request.files.get("file")) or ("", typed.encode())
    if not file[1].strip():
        return Sent(typed, {"rows": _("Choose a file, or paste its rows here.")})
    with reading() as store:
        known = groups_asked(store, assembly_id)
    try:
        return Sent(typed, {}, None, parse_shares(file[1], "rows", known=known))
    except InvalidInputError as error:
        wrong = wrong_files({"rows": file}, error.problems, sized=True)["rows"]
        return Sent(_as_text(file) or typed, {}, wrong)


def _as_text(file: File) -> str:
    """The table in a *file* as rows of text, each on the line of its number; blank if it is none.

    So it can be mended in the form, whatever kind of file it was.
    """
    filename, data = file
    if not filename:
        return ""
    try:
        table = parse_table(data, filename)
    except InvalidInputError:
        return ""
    lines = {table.header_row: table.columns, **dict(table.rows)}
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerows(lines.get(n, ()) for n in range(1, max(lines) + 1))
    return text.getvalue()


def _page(assembly_id: str, sent: Sent | None = None) -> str:
    """What is kept, as a picture and as the rows of the form; or the rows that were sent."""
    with reading() as store:
        kept, asked = population_of(store, assembly_id), groups_asked(store, assembly_id)
        pool = None if g.assembly.stage is Stage.EMPTY else whole_pool(store, assembly_id)
        shown = _shown(store, assembly_id, pool, kept)
    parts = wholes(pool, kept) if pool else {}
    sums = [(feature, share(whole)) for feature, whole in parts.items() if whole != 1]
    return render_template(
        "facilitator/population.html",
        assembly=g.assembly,
        kept=kept,
        shown=shown,
        sums=sums,
        strange=[feature for feature in kept if asked and feature not in asked],
        sent=sent or Sent(shares_text(kept or asked) if kept or asked else "", {}),
        most_rows=ROWS_SHOWN,
    )


def _shown(store: Store, assembly_id: str, pool: Pool | None, kept: Population) -> Likeness | None:
    """The pool, and the panel once it is drawn, beside the population."""
    if pool is None:
        return None
    panel = store.drawn(assembly_id).panel if g.assembly.stage is Stage.DRAWN else None
    return likeness_shown(pool, kept, store.quotas(assembly_id), panel=panel)
