"""Why no lottery is fairer: data that a small program checks in fractions, without a solver.

The panels with their weights show that the chances can be had. The levels show that nobody's could
be higher without taking from somebody who has as little or less:

1. The types of a level weigh something, and so may those of the levels before, whose chances are
   settled. A ceiling says how much the members of one panel weigh at most, so their mean weight in
   any lottery is at most that.
2. Take away what the settled types weigh. What is left is the most that the level's types weigh on
   average; were all their chances above the level's, they would weigh more. So the lowest of them
   is at most that, and as the lottery gives it to all of them, all of them are settled.

A level of chance one needs no proof, for nobody's can be higher. A level without a ceiling is not
proven; what it claims is the integer programme's word, or that of the panels that were found.

Source: Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for selecting citizens'
assemblies", Nature 596 (2021); levels by complementary slackness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import floor, lcm

from deliberation.errors import SolverError
from deliberation.sortition.panels import Panels
from deliberation.sortition.proofs.ceiling import Ceiling
from deliberation.sortition.proofs.shown import Shown
from deliberation.sortition.tickets.mixture import Mixture, mixture_of


@dataclass(frozen=True, slots=True)
class Level:
    """The *types* whose chance cannot be above *chance*, once the levels before are settled."""

    chance: Fraction
    types: tuple[int, ...]
    ceiling: Ceiling | None

    @property
    def proven(self) -> bool:
        """Whether nothing of a solver has to be believed for it."""
        return self.ceiling is not None or self.chance == 1


@dataclass(frozen=True, slots=True)
class Certificate:
    """The *mixture* that has the chances, and the *levels* that show that none is fairer."""

    mixture: Mixture
    levels: tuple[Level, ...]

    @property
    def proven(self) -> bool:
        """Whether every level is."""
        return all(level.proven for level in self.levels)

    @property
    def settled(self) -> frozenset[int]:
        """The types of all levels."""
        return frozenset(t for level in self.levels for t in level.types)


def require_whole_proof(panels: Panels, certificate: Certificate) -> None:
    """Check everything that *certificate* says, and that its levels settle everybody.

    Raises:
        SolverError: something does not hold, or somebody is left out.
    """
    require_proof(panels, certificate)
    if len(certificate.settled) != len(panels.types):
        raise SolverError("the levels leave out somebody whose chance could be higher")


def require_proof(panels: Panels, certificate: Certificate) -> None:
    """Check everything that *certificate* says, in fractions.

    Raises:
        SolverError: something does not hold.
    """
    mixture = certificate.mixture
    again = mixture_of(panels, mixture.panels, dict(enumerate(mixture.weights)))
    whole = sum(mixture.weights) == 1 and min(mixture.weights) > 0
    if not whole or again.chances != mixture.chances or not all(map(panels.allow, mixture.panels)):
        raise SolverError("the panels do not have the chances that were found")
    chances = _Chances.of(mixture.chances)
    shown, settled, barred = Shown(panels, frozenset()), set[int](), frozenset[int]()
    for level in certificate.levels:
        if barred != shown.barred:
            shown = Shown(panels, barred)
        if not chances.are(level) or not _holds(panels, level, settled, chances, shown):
            raise SolverError(f"that no chance of {level.chance} can be higher does not hold")
        settled.update(level.types)
        barred = barred if level.chance else barred.union(level.types)
    left = min((p for t, p in enumerate(mixture.chances) if t not in settled), default=Fraction(1))
    if any(a > b for a, b in pairwise([*(level.chance for level in certificate.levels), left])):
        raise SolverError("somebody has less of a chance than a level before says is the lowest")


@dataclass(frozen=True, slots=True)
class _Chances:
    """The chance of each type, as a whole number of so many *parts*."""

    numbers: tuple[int, ...]
    parts: int

    @classmethod
    def of(cls, chances: Sequence[Fraction]) -> _Chances:
        parts = lcm(*(p.denominator for p in chances))
        return cls(tuple(p.numerator * (parts // p.denominator) for p in chances), parts)

    def are(self, level: Level) -> bool:
        """Whether all types of *level* have its chance."""
        wanted = level.chance * self.parts
        return all(self.numbers[t] == wanted for t in level.types)


def _holds(
    panels: Panels, level: Level, settled: set[int], chances: _Chances, shown: Shown
) -> bool:
    """Whether the ceiling of *level* settles its types, after those *settled* before."""
    if not level.types or not settled.isdisjoint(level.types):
        return False
    if level.ceiling is None:
        return True
    weights = level.ceiling.weights
    scale = lcm(*(w.denominator for w in weights))
    whole = [w.numerator * (scale // w.denominator) for w in weights]
    most = shown.most(level.ceiling)
    if scale == 1:
        most = Fraction(floor(most))
    if most > level.ceiling.most:
        return False
    held = {t for t, w in enumerate(whole) if w and t not in settled}
    if held != set(level.types) or any(whole[t] < 0 for t in held):
        return False
    taken = sum(panels.sizes[t] * whole[t] * chances.numbers[t] for t in settled.union(level.types))
    return level.ceiling.most * scale * chances.parts == taken
