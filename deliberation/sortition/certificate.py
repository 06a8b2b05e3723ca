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
proven; what it claims is the integer programme's word.

Source: Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for selecting citizens'
assemblies", Nature 596 (2021); levels by complementary slackness.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from deliberation.errors import SolverError
from deliberation.sortition.ceiling import Ceiling, proven_most
from deliberation.sortition.mixture import Mixture, mixture_of
from deliberation.sortition.panels import Panels


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
    settled: dict[int, Fraction] = {}
    barred: set[int] = set()
    for level in certificate.levels:
        right = all(mixture.chances[t] == level.chance for t in level.types)
        if (
            not right
            or settled.keys() & set(level.types)
            or not _holds(panels, level, settled, barred)
        ):
            raise SolverError(f"that no chance of {level.chance} can be higher does not hold")
        settled |= dict.fromkeys(level.types, level.chance)
        barred |= set(level.types) if not level.chance else set()


def _holds(panels: Panels, level: Level, settled: dict[int, Fraction], barred: set[int]) -> bool:
    """Whether the ceiling of *level* settles its types."""
    if level.ceiling is None:
        return True
    weights = level.ceiling.weights
    if proven_most(panels, weights, level.ceiling.proof, barred=barred) > level.ceiling.most:
        return False
    left, share = level.ceiling.most, Fraction(0)
    for t, (w, m) in enumerate(zip(weights, panels.sizes, strict=True)):
        if t in settled:
            left -= w * m * settled[t]
        elif w < 0 or (w > 0) != (t in level.types):
            return False
        else:
            share += w * m
    return left == level.chance * share
