"""Ballots that put candidates in order: strictly, or with ties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
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
        _require_once(self.order)

    @classmethod
    def unchecked(cls, order: tuple[str, ...]) -> Ranking:
        """The ranking of an *order* that is known to name nobody twice: quick for a million."""
        ballot = object.__new__(cls)
        object.__setattr__(ballot, "order", order)
        return ballot

    @property
    def candidates(self) -> frozenset[str]:
        """Everybody this ballot names."""
        return frozenset(self.order)

    @property
    def tiers(self) -> tuple[tuple[str, ...], ...]:
        """The same as a ``WeakRanking`` says it: one candidate a tier."""
        return tuple((candidate,) for candidate in self.order)

    def among(self, candidates: Collection[str]) -> Ranking:
        """What this ballot says where only *candidates* stand."""
        return Ranking(tuple(candidate for candidate in self.order if candidate in candidates))

    def renamed(self, names: Mapping[str, str]) -> Ranking:
        """The same ballot with other *names*; whoever has none keeps the old one."""
        return Ranking(tuple(names.get(candidate, candidate) for candidate in self.order))


@dataclass(frozen=True, slots=True, init=False)
class WeakRanking:
    """Groups of equally preferred candidates, best first; those left out are ranked nowhere.

    Empty groups are dropped and a group stands in alphabetical order, so that equal opinions are
    equal ballots.

    >>> WeakRanking([["tram", "bus"], [], ["bike"]])
    WeakRanking(tiers=(('bus', 'tram'), ('bike',)))

    Raises:
        InvalidInputError: a candidate is ranked more than once.
    """

    tiers: tuple[tuple[str, ...], ...]

    def __init__(self, tiers: Iterable[Iterable[str]]) -> None:
        kept = tuple(group for tier in tiers if (group := tuple(sorted(tier))))
        object.__setattr__(self, "tiers", kept)
        _require_once([candidate for tier in kept for candidate in tier])

    @property
    def candidates(self) -> frozenset[str]:
        """Everybody this ballot names."""
        return frozenset(candidate for tier in self.tiers for candidate in tier)

    def among(self, candidates: Collection[str]) -> Ranking | WeakRanking:
        """What this ballot says where only *candidates* stand; without ties, a ``Ranking``."""
        return ranking([c for c in tier if c in candidates] for tier in self.tiers)

    def renamed(self, names: Mapping[str, str]) -> WeakRanking:
        """The same ballot with other *names*; whoever has none keeps the old one."""
        return WeakRanking([names.get(c, c) for c in tier] for tier in self.tiers)


def ranking(tiers: Iterable[Iterable[str]]) -> Ranking | WeakRanking:
    """The ballot that ranks these *tiers*: a ``Ranking`` where nobody is tied.

    >>> ranking([["bus"], ["tram"]])
    Ranking(order=('bus', 'tram'))

    Raises:
        InvalidInputError: a candidate is ranked more than once.
    """
    weak = WeakRanking(tiers)
    if all(len(tier) == 1 for tier in weak.tiers):
        return Ranking(tuple(candidate for (candidate,) in weak.tiers))
    return weak


def _require_once(named: Collection[str]) -> None:
    if len(set(named)) == len(named):
        return
    raise InvalidInputError(
        f"{candidate!r} is ranked more than once; give each candidate one place"
        for candidate, times in Counter(named).items()
        if times > 1
    )
