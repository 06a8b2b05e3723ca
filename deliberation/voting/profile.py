"""All the ballots of one vote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Generic, TypeVar

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Ballot, Ranking

B = TypeVar("B", bound=Ballot)


@dataclass(frozen=True, slots=True)
class Profile(Generic[B]):
    """How many voters cast each ballot. Who cast which is not here, on purpose.

    Raises:
        InvalidInputError: there is no candidate, a candidate stands twice, a ballot names somebody
            who is not a candidate, or a ballot was cast fewer than one times.
    """

    candidates: tuple[str, ...]
    counts: Mapping[B, int] = field(hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "candidates", tuple(self.candidates))
        object.__setattr__(self, "counts", MappingProxyType(dict(self.counts)))
        known = set(self.candidates)
        unknown = sorted({c for ballot in self.counts for c in ballot.candidates} - known)
        problems = [] if known else ["there is no candidate"]
        problems += [
            f"candidate {c!r} stands {n} times"
            for c, n in Counter(self.candidates).items()
            if n > 1
        ]
        problems += [f"a ballot names {c!r}, who is not a candidate" for c in unknown]
        problems += [f"{ballot} is cast {n} times" for ballot, n in self.counts.items() if n < 1]
        if problems:
            raise InvalidInputError(problems)

    @classmethod
    def of(cls, ballots: Iterable[B], *, candidates: Iterable[str]) -> Profile[B]:
        """Gather *ballots*, equal ones together."""
        return cls(tuple(candidates), Counter(ballots))

    @classmethod
    def ranked(
        cls, counts: Mapping[tuple[str, ...], int], *, candidates: Iterable[str] | None = None
    ) -> Profile[Ranking]:
        """Shorthand: ``{("a", "b"): 3}`` is three voters who prefer a, then b.

        Args:
            candidates: who stands; by default everybody ranked, in alphabetical order.
        """
        named = sorted({c for order in counts for c in order})
        return Profile(
            tuple(named if candidates is None else candidates),
            {Ranking(order): n for order, n in counts.items()},
        )

    @property
    def size(self) -> int:
        """How many ballots were cast, blank ones included."""
        return sum(self.counts.values())

    @property
    def blank(self) -> int:
        """How many ballots name nobody."""
        return sum(n for ballot, n in self.counts.items() if not ballot.candidates)
