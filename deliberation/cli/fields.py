"""A result of a room's own, told field by field: numbers by candidate as tables, names as lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any

from deliberation.cli.columns import columns, decimal, listed
from deliberation.voting import Answer

TOLD = {"rule", "elected", "ties", "because"}
"""What is told of every result."""


def fields_told(result: Answer) -> Iterator[str]:
    """Lines for each field that says something which not every result says."""
    if not is_dataclass(result):
        return
    for field in fields(result):
        value = getattr(result, field.name)
        if field.name not in TOLD and (value or isinstance(value, int | Fraction)):
            yield from _told(field.name.replace("_", " "), value, result.elected)


def _told(name: str, value: Any, elected: Sequence[str]) -> Iterator[str]:
    """Lines for one field."""
    match value:
        case Mapping() if value and all(is_dataclass(part) for part in value.values()):
            yield ""
            yield _parts_told(value, elected)
        case Mapping() if all(isinstance(key, str) for key in value):
            rows = [(key, _short(v), "elected" * (key in elected)) for key, v in value.items()]
            yield ""
            yield columns(["candidate", name, ""], rows)
        case Mapping() if all(isinstance(v, int) and len(key) == 2 for key, v in value.items()):
            yield from pairs_told(value, list(dict.fromkeys(first for first, _ in value)))
        case tuple() if value and all(is_dataclass(part) for part in value):
            for number, part in enumerate(value, start=1):
                yield ""
                yield f"{name} {number}"
                for field in fields(part):
                    inside = getattr(part, field.name)
                    if field.name != "number" and (inside or isinstance(inside, int | Fraction)):
                        yield from _told(field.name.replace("_", " "), inside, elected)
        case _:
            yield f"{name}: {_short(value)}"


def _parts_told(parts: Mapping[str, Any], elected: Sequence[str]) -> str:
    """A row for each candidate, and a column for each part that says something of any."""
    names = [f.name for f in fields(next(iter(parts.values())))]
    told = [n for n in names if any(getattr(p, n) not in (None, c) for c, p in parts.items())]
    rows = []
    for candidate, part in parts.items():
        values = (getattr(part, name) for name in told)
        shown = ("" if value is None else _short(value) for value in values)
        rows.append([candidate, "elected" * (candidate in elected), *shown])
    return columns(["candidate", "", *(name.replace("_", " ") for name in told)], rows)


def pairs_told(pairs: Mapping[tuple[str, str], int], names: Sequence[str]) -> Iterator[str]:
    """How many prefer each candidate to each other, as a square."""
    numbered = [*enumerate(names, start=1)]
    rows = [[f"{n} {row}", *(pairs.get((row, name), "") for name in names)] for n, row in numbered]
    yield ""
    yield "how many ballots prefer the candidate of the row to that of the column"
    yield columns(["", *(str(n) for n, _ in numbered)], rows)


def _short(value: Any) -> str:
    """A value on one line."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | Fraction():
            return decimal(Fraction(value))
        case tuple() | frozenset():
            parts = sorted(value) if isinstance(value, frozenset) else value
            return listed(part if isinstance(part, str) else f"({_short(part)})" for part in parts)
        case Mapping():
            return ", ".join(f"{_short(key)}: {_short(v)}" for key, v in value.items())
        case _ if is_dataclass(value):
            inside = ((f.name, getattr(value, f.name)) for f in fields(value))
            return ", ".join(f"{name.replace('_', ' ')} {_short(v)}" for name, v in inside)
    return str(value)
