"""Who takes part: the votes that a party needs before it can have a seat."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from deliberation.errors import InvalidInputError


@dataclass(frozen=True, slots=True)
class Threshold:
    """A share of the valid votes that a party must reach.

    >>> five = Threshold(Fraction(5, 100), exempt=frozenset({"Minority"}))
    >>> five.below({"Rose": 900, "Elm": 49, "Minority": 20, "Oak": 51})
    ('Elm',)

    Args:
        share: from 0 to 1.
        valid: all valid votes, where there are others than those given to a rule.
        own: shares of parties that need another one, such as alliances.
        exempt: parties that need none, such as those of a minority or with a seat of their own.
        exceed: whether the share itself is too little.

    Raises:
        InvalidInputError: a share is not between 0 and 1.
    """

    share: Fraction
    valid: int | None = None
    own: Mapping[str, Fraction] = field(default_factory=dict, hash=False)
    exempt: frozenset[str] = frozenset()
    exceed: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "own", MappingProxyType(dict(self.own)))
        shares = {"the threshold": self.share, **self.own}
        if wrong := [(name, share) for name, share in shares.items() if not 0 <= share <= 1]:
            raise InvalidInputError(
                f"the share of {name} must be between 0 and 1, not {share}" for name, share in wrong
            )

    def below(self, votes: Mapping[str, int]) -> tuple[str, ...]:
        """The parties that it leaves out, in the order of *votes*.

        Raises:
            InvalidInputError: there are fewer valid votes than *votes*, or a party that has a share
                of its own or needs none is not among them.
        """
        cast = sum(votes.values())
        problems = [
            f"{party!r} is named by the threshold, but has no line of votes"
            for party in sorted({*self.own, *self.exempt} - {*votes})
        ]
        if self.valid is not None and self.valid < cast:
            problems.append(f"{self.valid} valid votes cannot be fewer than the {cast} for parties")
        if problems:
            raise InvalidInputError(problems)
        valid = cast if self.valid is None else self.valid
        return tuple(
            party
            for party, n in votes.items()
            if party not in self.exempt and not self._reached(party, n, valid)
        )

    def _reached(self, party: str, votes: int, valid: int) -> bool:
        needed = self.own.get(party, self.share) * valid
        return votes > needed if self.exceed else votes >= needed
