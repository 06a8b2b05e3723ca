"""The two files: who may be drawn, and how many of each kind the panel needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from deliberation.assembly import Stage
from deliberation.errors import InvalidInputError, Problem
from deliberation.io.quotas import quotas_csv
from deliberation.io.recruitment import parse_people_and_demands, parse_people_and_quotas
from deliberation.io.tables import parse_table
from deliberation.procedures.copying import waiting_quotas
from deliberation.procedures.recruit import begin_check, replace_pool
from deliberation.roles import Right
from deliberation.sortition import Quotas
from webapp import policy
from webapp.current import begin, new_id, reading
from webapp.facilitator import check, uploads
from webapp.facilitator.asked import asked, within
from webapp.facilitator.blueprint import bp
from webapp.facilitator.unmet import Unmet, unmet
from webapp.forms import Typed, uploaded

FILES = ("people", "quotas")
ROWS_SHOWN = 100


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
    typed = Typed(request.form)
    fields, files = asked(typed), _files(assembly_id, typed)
    wrong: dict[str, Wrong] = {}
    asked_for: Unmet | None = None
    if "people" in files:
        fields = within(fields, files["people"], typed)
    if len(files) == len(FILES):
        try:
            pool, quotas = parse_people_and_quotas(*_both(files), **fields.named())
        except InvalidInputError as error:
            wrong = _wrong(files, error.problems, sized="size" not in typed.problems)
            if not typed.problems:
                asked_for = unmet(lambda: parse_people_and_demands(*_both(files), **fields.named()))
    if wrong or typed.problems:
        uploads.current().keep(assembly_id, {n: f for n, f in files.items() if n not in wrong})
        return _page(assembly_id, typed.problems, wrong, asked_for), 400
    with begin() as store:
        replace_pool(store, assembly_id, pool, quotas, by=current_user.facilitator.id)
        job = begin_check(store, assembly_id, by=current_user.facilitator.id, id=new_id())
    check.start(job)
    uploads.current().drop(assembly_id)
    return redirect(url_for("facilitator.people", assembly_id=assembly_id))


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an uploaded file, with what is wrong in it."""

    number: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with an uploaded file as a whole, and in which of its rows."""

    filename: str
    whole: tuple[Problem, ...]
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


def _both(files: Mapping[str, tuple[str, bytes]]) -> tuple[tuple[bytes, str], tuple[bytes, str]]:
    """The bytes of each file, and its name in what is wrong."""
    return (files["people"][1], "people"), (files["quotas"][1], "quotas")


def _wrong(
    files: Mapping[str, tuple[str, bytes]], problems: tuple[Problem, ...], *, sized: bool
) -> dict[str, Wrong]:
    """The *problems* by file and row; those that name no file are between the two.

    Args:
        sized: whether the number of seats is known; otherwise nothing is said of quotas.
    """
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        name = problem.file or "people"
        if sized or name == "people":
            by_file.setdefault(name, []).append(problem)
    return {name: _rows(found, *files[name]) for name, found in by_file.items()}


def _rows(problems: list[Problem], filename: str, data: bytes) -> Wrong:
    """The *problems* of one file by row, beside the cells of the row."""
    whole = tuple(problem for problem in problems if problem.row is None)
    try:
        table = parse_table(data, filename)
    except InvalidInputError:
        return Wrong(filename, tuple(problems))
    cells = dict(table.rows) | {table.header_row: table.columns}
    by_row: dict[int, list[Problem]] = {}
    for problem in problems:
        if problem.row is not None:
            by_row.setdefault(problem.row, []).append(problem)
    rows = tuple(Row(n, cells.get(n, ()), tuple(by_row[n])) for n in sorted(by_row))
    return Wrong(filename, whole, table.columns, rows)


def _files(assembly_id: str, typed: Typed) -> dict[str, tuple[str, bytes]]:
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


def _as_file(quotas: Quotas | None) -> dict[str, tuple[str, bytes]]:
    """The *quotas* as the file that need not be chosen."""
    return {} if quotas is None else {"quotas": ("quotas.csv", quotas_csv(quotas))}


def _sized(quotas: Quotas | None) -> dict[str, int]:
    """The seats, and how many of a household, of quotas that wait."""
    if quotas is None:
        return {}
    return {"size": quotas.size, "per_household": quotas.per_household}


def _page(
    assembly_id: str,
    problems: Mapping[str, str] | None = None,
    wrong: Mapping[str, Wrong] | None = None,
    asked_for: Unmet | None = None,
) -> str:
    """The page, with the wrong rows and a hint which file need not be chosen again.

    Args:
        asked_for: what is said of quotas that do not add up to the seats.
    """
    waiting = _waiting()
    kept = _as_file(waiting) | uploads.current().kept(assembly_id)
    return render_template(
        "facilitator/people.html",
        assembly=g.assembly,
        problems=problems or {},
        wrong=wrong or {},
        unmet=asked_for,
        kept={name: filename for name, (filename, _data) in kept.items()},
        most_rows=ROWS_SHOWN,
        fixed=g.assembly.stage in (Stage.COMMITTED, Stage.DRAWN),
        **_sized(waiting),
        **check.beside(assembly_id),
    )
