"""Votes by party, or people by region: what seats are shared out by."""

from __future__ import annotations

from pathlib import Path

from deliberation.io.cells import whole_number
from deliberation.io.numbers_by_name import numbers_by_name

PARTY = ("party", "list", "parti", "liste", "region")
VOTES = ("votes", "stemmer", "people", "population")


def read_party_votes(path: str | Path) -> dict[str, int]:
    """The votes of each party, in the order of the file.

    Raises:
        InvalidInputError: with every problem found, by row and column.
        OSError: the file cannot be opened.
    """
    columns = {"party": PARTY, "votes": VOTES}
    otherwise = "a whole number from 0, written in nine digits at most"
    return numbers_by_name(path, columns, whole_number, otherwise=otherwise)
