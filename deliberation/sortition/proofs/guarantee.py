"""How good the exact chances of a lottery are, and what that rests on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from deliberation.sortition.proofs.ceiling import Ceiling


class Ground(Enum):
    """What the bound of a guarantee rests on."""

    ROWS = "the quotas, multiplied and added up in fractions"
    PROOF = "a proof in fractions, which needs no solver"
    SEARCH = "the integer programme's word that no panel is heavier"
    COUNT = "counting every panel in whole numbers"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Guarantee:
    """What the exact chances of a lottery attain, and what no lottery can surpass.

    Args:
        measured: what the two numbers are, in words; whether more or less is better is clear from
            it.
        attained: by the exact chances, which the tickets approximate.
        bound: no lottery over panels that meet the quotas surpasses it; ``None`` where nothing is
            known.
        ground: what the bound rests on.
        ceiling: the weights, and the proof, from which the bound follows as the page of the
            objective says; ``None`` where it does not follow from one.
    """

    measured: str
    attained: Fraction
    bound: Fraction | None
    ground: Ground
    ceiling: Ceiling | None = None

    @property
    def best(self) -> bool:
        """Whether no lottery does better, as far as the *ground* carries."""
        return self.bound == self.attained

    @property
    def proven(self) -> bool:
        """Whether no lottery does better, with nothing of a solver to be believed for it."""
        return self.best and self.ground in (Ground.ROWS, Ground.PROOF, Ground.COUNT)

    @property
    def gap(self) -> Fraction | None:
        """How much better the bound is than what is attained, as a share; ``None`` if unknown."""
        if self.bound is None or not self.attained or not self.bound:
            return Fraction(0) if self.best else None
        ratio = self.bound / self.attained
        return max(ratio, 1 / ratio) - 1
