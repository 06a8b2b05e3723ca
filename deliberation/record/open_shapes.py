"""What open data look like, as JSON Schema, so that a program can read them without guessing.

Source: A. Wright et al., "JSON Schema: A Media Type for Describing JSON Documents" (2020-12).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from deliberation.record.open_tables import FIELDS, OF_VOTES, OPEN_FORMAT

Schema = dict[str, Any]

DECIMAL: Final = r"^-?[0-9]+(\.[0-9]{1,6})?$"

SHAPES: Final[Mapping[str, Schema]] = {
    "text": {"type": "string"},
    "whole": {"type": "integer"},
    "truth": {"type": "boolean"},
    "moment": {"type": "string", "format": "date-time"},
    "number": {"oneOf": [{"type": "integer"}, {"type": "string", "pattern": DECIMAL}]},
    "said": {"type": ["integer", "string"]},
}
"""What a cell may hold, by the words of ``FIELDS``."""


def tables_schema(*, of_a_vote: bool = False) -> Schema:
    """The schema of ``data.json``: of an assembly, or of one vote."""
    names = OF_VOTES if of_a_vote else tuple(FIELDS)
    about = ("vote" if of_a_vote else "assembly", "title", "question")
    return _object(
        {
            "format": {"const": OPEN_FORMAT},
            "about": _object(dict.fromkeys(about, SHAPES["text"])),
            "tables": {
                "type": "object",
                "properties": {name: _rows(FIELDS[name]) for name in names},
                "additionalProperties": False,
            },
        }
    )


def document_schema(format: str) -> Schema:
    """The schema of another document that is published, of which it says the *format* alone.

    Its shape is in docs/reference/formats.md, and the checker's to judge.
    """
    return {
        "type": "object",
        "properties": {"format": {"const": format}},
        "required": ["format"],
    }


def _rows(fields: Mapping[str, str]) -> Schema:
    """A table that holds something: a list of rows, a row an object by its fields."""
    row = _object({name: _cell(word) for name, word in fields.items()})
    return {"type": "array", "items": row, "minItems": 1}


def _cell(word: str) -> Schema:
    """A cell by the *word* for what it holds."""
    shape = SHAPES[word.removesuffix("?")]
    return {"oneOf": [shape, {"type": "null"}]} if word.endswith("?") else shape


def _object(properties: Mapping[str, Schema]) -> Schema:
    """An object that has these properties and no other."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [*properties],
        "additionalProperties": False,
    }
