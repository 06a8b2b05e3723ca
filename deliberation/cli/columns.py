"""Tables for the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction

NUMBER = re.compile(r"-?\d+([.-]\d+)?( %)?|")


def columns(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as text: words stand left, numbers right.

    >>> print(columns(["name", "votes"], [["bus", 12], ["tram", 3]]))
    name  votes
    bus      12
    tram      3
    """
    table = [list(header), *([str(cell) for cell in row] for row in rows)]
    stood = [_stood(column) for column in zip(*table, strict=True)]
    return "\n".join("  ".join(row).rstrip() for row in zip(*stood, strict=True))


def listed(names: Iterable[str]) -> str:
    """Names in a row; one that holds a comma stands in quotation marks, as in a spreadsheet's file.

    >>> listed(["Ann", "Holm, Bo"])
    'Ann, "Holm, Bo"'
    """
    return ", ".join(f'"{name}"' if "," in name else name for name in names)


def percent(chance: Fraction, places: int = 1) -> str:
    """A chance as people read it.

    >>> percent(Fraction(1, 11)), percent(Fraction(1, 11), 2)
    ('9.1 %', '9.09 %')
    """
    return f"{float(100 * chance):.{places}f} %"


def decimal(number: Fraction) -> str:
    """A total as people read it, to five places at most.

    >>> decimal(Fraction(7, 2)), decimal(Fraction(3)), decimal(Fraction(2, 3))
    ('3.5', '3', '0.66667')
    """
    return f"{float(number):.5f}".rstrip("0").rstrip(".")


def _stood(column: Sequence[str]) -> list[str]:
    """The cells of one *column*, its header first, filled to the same width."""
    width = max(map(len, column))
    stand = str.rjust if all(map(NUMBER.fullmatch, column[1:])) else str.ljust
    return [stand(cell, width) for cell in column]


def seats(n: int) -> str:
    """So many seats.

    >>> seats(1), seats(2)
    ('1 seat', '2 seats')
    """
    return f"{n} seat{'' if n == 1 else 's'}"
