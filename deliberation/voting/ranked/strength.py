"""How strong a win is, where one candidate beats another.

Sources: Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
single-winner election method", Social Choice and Welfare 36 (2011), 2.1, who lists the measures.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, get_args

import numpy as np

from deliberation.errors import InvalidInputError
from deliberation.voting.preferences import Matrix

Strength = Literal["winning", "margins"]
"""``winning`` counts the ballots on the winning side, ``margins`` how many more they are."""

WORDS: Mapping[str, str] = MappingProxyType(
    {"winning": "ballots for it", "margins": "ballots more for it than against it"}
)


def strengths(d: Matrix, strength: Strength) -> Matrix:
    """The strength of the win of the row's candidate over the column's, and 0 where it is none.

    With margins nothing overflows, because no more ballots are compared than there are.

    Raises:
        InvalidInputError: *strength* is neither of the two.
    """
    require_one_of("strength", strength, get_args(Strength))
    measured = d if strength == "winning" else d - d.T
    won: Matrix = np.where(d > d.T, measured, 0 * d)
    return won


def require_one_of(option: str, value: str, words: tuple[str, ...]) -> None:
    """Refuse a *value* of an *option* that is none of its words.

    Raises:
        InvalidInputError: it is none of them.
    """
    if value not in words:
        raise InvalidInputError([f"{option} is {' or '.join(words)}, not {value!r}"])
