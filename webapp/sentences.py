"""What the rooms below say in English, said in the visitor's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Any

from flask_babel import gettext as _

from deliberation.errors import Problem
from deliberation.sentences import Part, Sentence
from webapp.words import apart, decimal, row


def told(text: str) -> str:
    """*text* in the visitor's language, where the catalogue has it."""
    if not isinstance(text, Sentence) or not text.parts:
        return _(text)
    return _FILLED.vformat(_(text.template), (), text.parts)


def ended(text: str) -> str:
    """*text* likewise, with a full stop."""
    said = told(text)
    return said + ("" if said.endswith((".", "!", "?", "؟")) else ".")


def whole(text: str) -> str:
    """*text* likewise, with a capital letter too, unless it begins with a name."""
    said = ended(text)
    named = isinstance(text, Sentence) and _(text.template).startswith("{")
    return said if named else said[:1].upper() + said[1:]


def placed(problem: Problem) -> str:
    """A *problem* as a whole sentence, after where it is."""
    where = [apart(problem.file)] if problem.file else []
    if problem.row is not None:
        where.append(_("row %(number)s", number=problem.row))
    if problem.column is not None:
        where.append(_("column “%(name)s”", name=apart(problem.column)))
    return f"{row(where)}: {ended(problem.text)}" if where else whole(problem.text)


class _Filled(Formatter):
    """Fills a template: names keep their own direction, numbers are written as is usual."""

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Part]) -> Any:
        return _shown(kwargs[str(key)])

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        return f"“{value}”" if conversion == "r" else value

    def format_field(self, value: Any, format_spec: str) -> str:
        return decimal(value) if format_spec and isinstance(value, int) else str(value)


_FILLED = _Filled()


def _shown(part: Part) -> str | int:
    """What stands in the place of *part* in the visitor's language."""
    if isinstance(part, Sentence):
        return told(part)
    if isinstance(part, str):
        return apart(part)
    return part if isinstance(part, int) else row(str(_shown(one)) for one in part)
