"""What one vote for each option is worth to somebody: what credits are best spent by."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from deliberation.io.cells import DASHES, rate
from deliberation.io.numbers_by_name import numbers_by_name

OPTION = ("option", "candidate", "project", "mulighed", "kandidat", "projekt")
VALUE = ("value", "worth", "værdi")


def read_valuations(path: str | Path) -> dict[str, Fraction]:
    """The value of each option, in the order of the file; below 0 where a vote against helps.

    Raises:
        InvalidInputError: with every problem found, by row and column.
        OSError: the file cannot be opened.
    """
    columns = {"option": OPTION, "value": VALUE}
    otherwise = "a number such as 3, -0.5 or 2/3"
    return numbers_by_name(path, columns, _number, otherwise=otherwise)


def _number(text: str) -> Fraction | None:
    """The number that *text* writes, with a sign or without; exactly, or ``None``."""
    signed = DASHES.sub("-", text)
    size = rate(signed.removeprefix("-").lstrip())
    return -size if size is not None and signed.startswith("-") else size
