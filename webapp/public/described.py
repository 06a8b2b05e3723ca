"""The addresses for programs, described for programs.

Source: OpenAPI Initiative, "OpenAPI Specification 3.1.1" (2024).
"""

from __future__ import annotations

from typing import Any, Final

from flask import Response
from flask.typing import ResponseReturnValue

from deliberation.record import ballot_list, ledger, lottery, meeting, reasons
from deliberation.record.canonical import to_file
from deliberation.record.open_shapes import SHAPES, Schema, document_schema, tables_schema
from deliberation.record.open_tables import FIELDS, OF_VOTES
from deliberation.urn.documents import BOARD_FORMAT, URN_FORMAT
from webapp import policy
from webapp.public.pages import bp

ASSEMBLY: Final = "/assemblies/{assembly_id}"
VOTE: Final = "/votes/{vote_id}"
SESSION: Final = ASSEMBLY + "/sessions/{session_id}/session.json"

JSON: Final[dict[str, tuple[str, Schema]]] = {
    f"{ASSEMBLY}/data.json": ("Every table of an assembly", tables_schema()),
    f"{ASSEMBLY}/ledger.json": ("What decided, in its order", document_schema(ledger.FORMAT)),
    f"{ASSEMBLY}/lottery.json": ("The lottery as committed to", document_schema(lottery.FORMAT)),
    f"{ASSEMBLY}/reasons.json": (
        "Reasons and minority statements",
        document_schema(reasons.REASONS_FORMAT),
    ),
    SESSION: ("A session that is over", document_schema(meeting.MEETING_FORMAT)),
    f"{VOTE}/data.json": ("Every table of a vote", tables_schema(of_a_vote=True)),
    f"{VOTE}/urn.json": ("Terms and keys of a sealed vote", document_schema(URN_FORMAT)),
    f"{VOTE}/board.json": ("What its closed urn held", document_schema(BOARD_FORMAT)),
    f"{VOTE}/list.json": ("Every ballot that is public", document_schema(ballot_list.LIST_FORMAT)),
}
"""The addresses that answer with JSON: what it is, and how it looks."""

OTHERS: Final[dict[str, tuple[str, str]]] = {
    f"{ASSEMBLY}/data/{{table}}.csv": ("One table of an assembly", "text/csv"),
    f"{VOTE}/data/{{table}}.csv": ("One table of a vote", "text/csv"),
    f"{ASSEMBLY}/bundle.zip": ("All that a stranger needs to check", "application/zip"),
    f"{ASSEMBLY}/sessions.ics": ("The sessions for calendars", "text/calendar"),
}
"""Those that answer with files of another kind."""


@bp.get("/openapi.json")
@policy.public
def description() -> ResponseReturnValue:
    """Which addresses answer programs, and with what."""
    return Response(to_file(described()), mimetype="application/json")


def described() -> dict[str, Any]:
    """The document: it is the same on every site."""
    answers = {
        path: (summary, "application/json", {"schema": schema})
        for path, (summary, schema) in JSON.items()
    } | {path: (summary, kind, {}) for path, (summary, kind) in OTHERS.items()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "deliberation: what is published",
            "version": "1",
            "description": "Only to be read, by everybody, without a key. Ids are in the "
            "addresses of the pages.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": {path: {"get": _operation(path, *answer)} for path, answer in answers.items()},
    }


def _operation(path: str, summary: str, kind: str, content: dict[str, Any]) -> dict[str, Any]:
    """One address: what it asks for, and what it answers."""
    return {
        "summary": summary,
        "parameters": [*map(_text, _names(path))] + [_table(path)] * ("{table}" in path),
        "responses": {
            "200": {"description": summary, "content": {kind: content}},
            "404": {"description": "There is no such thing, or nothing of it is public"},
            "409": {"description": "It is not published yet"},
        },
    }


def _names(path: str) -> list[str]:
    """The ids that an address holds."""
    return [part[1:-1] for part in path.split("/") if part.endswith("_id}")]


def _text(name: str) -> dict[str, Any]:
    """An id in an address."""
    return {
        "name": name,
        "in": "path",
        "required": True,
        "schema": SHAPES["text"] | {"format": name.removesuffix("_id"), "pattern": "^[^/]+$"},
    }


def _table(path: str) -> dict[str, Any]:
    """The name of a table in an address."""
    tables = OF_VOTES if path.startswith(VOTE) else tuple(FIELDS)
    return {"name": "table", "in": "path", "required": True, "schema": {"enum": [*tables]}}
