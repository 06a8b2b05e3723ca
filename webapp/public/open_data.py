"""Open data: every table of the public pages for spreadsheets, and all of them for programs."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response
from flask.typing import ResponseReturnValue

from deliberation.errors import NotFoundError
from deliberation.io.open_data import open_csv, open_json
from deliberation.procedures.open_data import open_tables, open_tables_of_vote
from deliberation.record.open_tables import OpenTable
from webapp import policy
from webapp.current import now, reading
from webapp.public.pages import bp, download
from webapp.public.published import opened_vote, published


@bp.get("/assemblies/<assembly_id>/data.json")
@policy.public
def assembly_data(assembly_id: str) -> ResponseReturnValue:
    """Every table of an assembly."""
    with reading() as store:
        assembly = published(store, assembly_id)
        tables = open_tables(store, assembly_id, now=now())
    about = {"assembly": assembly.id, "title": assembly.title, "question": assembly.question}
    return download(open_json(tables, about), f"{assembly_id}.json", "application/json")


@bp.get("/assemblies/<assembly_id>/data/<table>.csv")
@policy.public
def assembly_table(assembly_id: str, table: str) -> ResponseReturnValue:
    """One of them."""
    with reading() as store:
        published(store, assembly_id)
        tables = open_tables(store, assembly_id, now=now())
    return _csv(tables, table, assembly_id)


@bp.get("/votes/<vote_id>/data.json")
@policy.public
def vote_data(vote_id: str) -> ResponseReturnValue:
    """Every table of a vote: none before it is decided."""
    with reading() as store:
        vote = opened_vote(store, vote_id)
        tables = open_tables_of_vote(store, vote)
    about = {"vote": vote.id, "title": vote.title, "question": vote.question}
    return download(open_json(tables, about), f"{vote_id}.json", "application/json")


@bp.get("/votes/<vote_id>/data/<table>.csv")
@policy.public
def vote_table(vote_id: str, table: str) -> ResponseReturnValue:
    """One of them."""
    with reading() as store:
        tables = open_tables_of_vote(store, opened_vote(store, vote_id))
    return _csv(tables, table, vote_id)


def _csv(tables: Iterable[OpenTable], name: str, of: str) -> Response:
    """The table called *name*.

    Raises:
        NotFoundError: there is none, or it holds nothing.
    """
    for table in tables:
        if table.name == name:
            return download(open_csv(table), f"{of}-{name}.csv", "text/csv; charset=utf-8")
    raise NotFoundError("table", name)
