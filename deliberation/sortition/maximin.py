"""Maximin: the lowest chance as high as it can be, and then the highest as low as it can be.

Leximin goes on from the lowest chance to the second lowest, and so on; maximin does not. What it
leaves open is settled from the other end: of all lotteries whose lowest chance is highest, one
whose highest chance is lowest. The chances in between are those of the corner at which the linear
programme ends; equal for those who are alike, but not otherwise meant.

1. Find the corner over fractional panels, proven in fractions (``fractional_spread``).
2. Walk it into a lottery over real panels (``attaining``).
3. Where no walk gets there, generate panels until none raises the lowest chance, and then none
   lowers the highest (``listed_spread``).
4. Write down the proof of the lowest chance as a certificate, and check it.

Somebody who can be on no panel at all has chance 0 and is left out of the minimum; somebody who is
on every panel is left out of the maximum.

Source: Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for selecting citizens'
assemblies", Nature 596 (2021).
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import lcm

from deliberation.errors import SolverError
from deliberation.sortition.balancing import Balance, balanced
from deliberation.sortition.chances.spread import (
    Trades,
    certain,
    extremes,
    ground_of,
    highest_lowest,
)
from deliberation.sortition.objective import objective
from deliberation.sortition.panels import Panels
from deliberation.sortition.panels.near import Near
from deliberation.sortition.proofs.ceiling import Ceiling, proven_most
from deliberation.sortition.proofs.certificate import Certificate, Level, require_proof
from deliberation.sortition.proofs.guarantee import Guarantee
from deliberation.sortition.proofs.search import Search
from deliberation.sortition.proofs.trees import Proof, scaled
from deliberation.sortition.solution import Report, Solution
from deliberation.sortition.tickets.mixture import Mixture

MEASURED = "the lowest chance"
SLIGHT = (Fraction(1, 10**3), Fraction(1, 10**6))  # prices of the highest chance beside the lowest


@objective
def maximin(panels: Panels, near: Near, tell: Report) -> Solution:
    """A lottery whose lowest chance is highest, and its highest chance lowest then."""
    solution = balanced(panels, near, tell, _search)
    if solution.guarantee is None or not solution.guarantee.proven:
        return solution
    certificate = _certificate(panels, solution.mixture, solution.guarantee)
    require_proof(panels, certificate)
    return replace(solution, certificate=certificate)


def _certificate(panels: Panels, mixture: Mixture, guarantee: Guarantee) -> Certificate:
    """The proof that nobody barred can be chosen, and that the lowest chance cannot be higher.

    The weights of those who are certain are left out, for the proof is for everybody else.

    Raises:
        SolverError: the proof was not found again.
    """
    chances, lowest = mixture.chances, guarantee.attained
    barred = tuple(t for t, chance in enumerate(chances) if not chance)
    levels = [_level(panels, Fraction(0), [int(not p) for p in chances], ())] if barred else []
    if lowest == 1 or guarantee.ceiling is None:
        certain = tuple(t for t, chance in enumerate(chances) if chance)
        levels.append(Level(lowest, certain, None))
    else:
        weights = [
            w if p == lowest else 0 for w, p in zip(guarantee.ceiling.weights, chances, strict=True)
        ]
        scale = lcm(lowest.denominator, *(Fraction(w).denominator for w in weights))
        whole = [int(w * scale) for w in weights]
        levels.append(_level(panels, lowest, whole, barred, scaled(guarantee.ceiling.proof, scale)))
    return Certificate(mixture, tuple(levels))


def _level(
    panels: Panels,
    chance: Fraction,
    weights: list[int],
    barred: tuple[int, ...],
    known: Proof | None = None,
) -> Level:
    """The level of this *chance* for the types with *weights*; with the proof, if it is found.

    Args:
        known: a proof for other weights, which may do for these.

    Raises:
        SolverError: a panel is heavier than it can be.
    """
    held = tuple(t for t, w in enumerate(weights) if w)
    exact = tuple(map(Fraction, weights))
    most = chance * sum(w * m for w, m in zip(weights, panels.sizes, strict=True))
    if known and proven_most(panels, exact, known, barred=barred) <= most:
        return Level(chance, held, Ceiling(exact, most, known))
    try:
        answer = Search(panels, barred=barred).heavier(weights, int(most))
    except SolverError:  # it took too long; the level then says that it is not proven
        return Level(chance, held, None)
    if answer.panels:
        raise SolverError("a panel is heavier than was proven")
    return Level(chance, held, Ceiling(exact, most, answer.proof))


def _search(trades: Trades) -> Balance:
    """The highest lowest chance, proven, and chances of which the highest is lowest then."""
    if (chances := certain(trades)) is not None:
        return Balance(chances, None, Guarantee(MEASURED, Fraction(1), Fraction(1), trades.ground))
    bottom = chosen = trades.corner(Fraction(1), Fraction(0))
    lowest, _ = extremes(trades, bottom.chances)
    for price in SLIGHT:
        narrow = trades.corner(Fraction(1), price)
        if extremes(trades, narrow.chances)[0] >= lowest:
            chosen = narrow
            break
    attained, _ = extremes(trades, chosen.chances)
    bound = highest_lowest(trades, bottom)
    return Balance(
        chosen.chances,
        chosen.mixture,
        Guarantee(MEASURED, attained, bound, ground_of(trades, bottom), bottom.ceiling),
    )
