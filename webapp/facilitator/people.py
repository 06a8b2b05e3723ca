"""The two files: who may be drawn, and how many of each kind the panel needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from deliberation.assembly import Stage
from deliberation.errors import InvalidInputError
from deliberation.io.quotas import parse_population, quotas_csv
from deliberation.io.recruitment import parse_people_and_demands, parse_people_and_quotas
from deliberation.procedures.copying import waiting_quotas
from deliberation.procedures.populating import give_population
from deliberation.procedures.recruit import begin_check, replace_pool
from deliberation.roles import Right
from deliberation.sortition import Pool, Quotas
from webapp import policy
from webapp.current import begin, new_id, reading
from webapp.facilitator import check, uploads
from webapp.facilitator.asked import asked, within
from webapp.facilitator.blueprint import bp
from webapp.facilitator.unmet import Unmet, unmet
from webapp.facilitator.uploads import File
from webapp.facilitator.wrong_rows import ROWS_SHOWN, Wrong, wrong_files
from webapp.forms import Typed, uploaded

FILES = ("people", "quotas")


@bp.get("/facilitator/<assembly_id>/people")
@policy.may(Right.DRAW)
def people(assembly_id: str) -> ResponseReturnValue:
    """What was uploaded, beside its quotas, and the form for other files."""
    uploads.current().drop(assembly_id)
    return _page(assembly_id)


@bp.post("/facilitator/<assembly_id>/people")
@policy.may(Right.DRAW)
def upload(assembly_id: str) -> ResponseReturnValue:
    """Take both files, or show what is wrong: beside the fields, and beside the rows."""
    sent = _sent(assembly_id)
    if sent.parsed is None:
        return _page_again(assembly_id, sent), 400
    _keep(assembly_id, sent)
    uploads.current().drop(assembly_id)
    return redirect(url_for("facilitator.people", assembly_id=assembly_id))


@dataclass(frozen=True, slots=True)
class Sent:
    """What the form brought.

    Args:
        files: by the names of their fields; those that were good before are among them.
        problems: by the names of the fields.
        wrong: what is wrong in the files themselves.
        unmet: what is said of quotas that do not add up to the seats.
        parsed: the pool and the quotas, where nothing is wrong.
    """

    files: Mapping[str, File]
    problems: Mapping[str, str]
    wrong: Mapping[str, Wrong]
    unmet: Unmet | None
    parsed: tuple[Pool, Quotas] | None


NOTHING = Sent({}, {}, {}, None, None)


def _sent(assembly_id: str) -> Sent:
    """The files and fields of the form, with everything that is wrong with them."""
    typed = Typed(request.form)
    fields, files = asked(typed), _files(assembly_id, typed)
    if "people" in files:
        fields = within(fields, files["people"], typed)
    if len(files) < len(FILES):
        return Sent(files, typed.problems, {}, None, None)
    try:
        parsed = parse_people_and_quotas(*_both(files), **fields.named())
    except InvalidInputError as error:
        wrong = wrong_files(files, error.problems, sized="size" not in typed.problems)
        asked_for = None
        if not typed.problems:
            asked_for = unmet(lambda: parse_people_and_demands(*_both(files), **fields.named()))
        return Sent(files, typed.problems, wrong, asked_for, None)
    return Sent(files, typed.problems, {}, None, None if typed.problems else parsed)


def _keep(assembly_id: str, sent: Sent) -> None:
    """Keep what was sent, and the population where quotas are shares of it; check the quotas."""
    assert sent.parsed is not None, "nothing is wrong with it"
    by, told = current_user.facilitator.id, parse_population(sent.files["quotas"][1], "quotas")
    with begin() as store:
        replace_pool(store, assembly_id, *sent.parsed, by=by)
        if told:
            give_population(store, assembly_id, store.population(assembly_id) | told, by=by)
        job = begin_check(store, assembly_id, by=by, id=new_id())
    check.start(job)
    if told:
        flash(
            _("The quotas are shares of the population, so these are kept as the population too.")
        )


def _both(files: Mapping[str, File]) -> tuple[tuple[bytes, str], tuple[bytes, str]]:
    """The bytes of each file, and its name in what is wrong."""
    return (files["people"][1], "people"), (files["quotas"][1], "quotas")


def _files(assembly_id: str, typed: Typed) -> dict[str, File]:
    """The files just chosen, or those that were good before."""
    files = _as_file(_waiting()) | uploads.current().kept(assembly_id)
    files |= {name: file for name in FILES if (file := uploaded(request.files.get(name)))}
    for name in FILES:
        if name not in files:
            typed.problems[name] = _("Choose a file.")
    return files


def _waiting() -> Quotas | None:
    """The quotas that came from a model and wait for their people."""
    with reading() as store:
        return waiting_quotas(store, g.assembly)


def _as_file(quotas: Quotas | None) -> dict[str, File]:
    """The *quotas* as the file that need not be chosen."""
    return {} if quotas is None else {"quotas": ("quotas.csv", quotas_csv(quotas))}


def _sized(quotas: Quotas | None) -> dict[str, int]:
    """The seats, and how many of a household, of quotas that wait."""
    if quotas is None:
        return {}
    return {"size": quotas.size, "per_household": quotas.per_household}


def _page_again(assembly_id: str, sent: Sent) -> str:
    """The page with what is wrong; the files that are good are kept for when it is mended."""
    good = {name: file for name, file in sent.files.items() if name not in sent.wrong}
    uploads.current().keep(assembly_id, good)
    return _page(assembly_id, sent)


def _page(assembly_id: str, sent: Sent = NOTHING) -> str:
    """The page, with the wrong rows and a hint which file need not be chosen again."""
    waiting = _waiting()
    kept = _as_file(waiting) | uploads.current().kept(assembly_id)
    return render_template(
        "facilitator/people.html",
        assembly=g.assembly,
        problems=sent.problems,
        wrong=sent.wrong,
        unmet=sent.unmet,
        kept={name: filename for name, (filename, _data) in kept.items()},
        most_rows=ROWS_SHOWN,
        fixed=g.assembly.stage in (Stage.COMMITTED, Stage.DRAWN),
        **_sized(waiting),
        **check.beside(assembly_id),
    )
