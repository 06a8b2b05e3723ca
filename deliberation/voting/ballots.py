"""What one voter says. Ballots are values: equal ballots are interchangeable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from deliberation.errors import InvalidInputError


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates from most to least preferred; those left out are ranked nowhere.

    An empty ranking is a blank ballot: it is kept and counted as blank.

    Raises:
        InvalidInputError: a candidate is ranked more than once.
    """

    order: tuple[str, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "order", tuple(self.order))
        if repeated := [c for c, n in Counter(self.order).items() if n > 1]:
            raise InvalidInputError(
                f"{candidate!r} is ranked more than once; give each candidate one place"
                for candidate in repeated
            )

    @property
    def candidates(self) -> frozenset[str]:
        """Everybody this ballot names."""
        return frozenset(self.order)


@dataclass(frozen=True, slots=True, init=False)
class Credits:
    """Votes bought with credits: *n* votes for a candidate, or *-n* against, cost ``n * n``.

    Zeros are dropped and candidates stand in alphabetical order, so that equal spendings are equal
    ballots. A mapping is taken as well.

    >>> Credits({"bus": 3, "tram": 0, "bike": -1})
    Credits(votes=(('bike', -1), ('bus', 3)))

    Raises:
        InvalidInputError: a candidate stands twice.
    """

    votes: tuple[tuple[str, int], ...]

    def __init__(self, votes: Mapping[str, int] | Iterable[tuple[str, int]]) -> None:
        pairs = votes.items() if isinstance(votes, Mapping) else votes
        spent = tuple(sorted((candidate, n) for candidate, n in pairs if n))
        object.__setattr__(self, "votes", spent)
        if repeated := [c for c, n in Counter(c for c, _ in spent).items() if n > 1]:
            raise InvalidInputError(f"{c!r} has votes on two lines; keep one" for c in repeated)

    @property
    def candidates(self) -> frozenset[str]:
        """Everybody this ballot spends credits on."""
        return frozenset(candidate for candidate, _ in self.votes)

    @property
    def cost(self) -> int:
        """Credits spent."""
        return sum(n * n for _, n in self.votes)


Ballot = Ranking | Credits
