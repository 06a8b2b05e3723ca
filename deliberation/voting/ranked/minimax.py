"""Minimax: whoever loses least where they lose most.

Sources: Simpson, "On Defining Areas of Voter Choice", Quarterly Journal of Economics 83 (1969);
Kramer, "A Dynamical Model of Political Equilibrium", Journal of Economic Theory 16 (1977).

The sources suppose that every voter ranks everybody. Where ballots are short, it matters how a loss
is measured, and all three ways are in use.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, get_args

import numpy as np

from deliberation.voting.ballots import Ranking, WeakRanking
from deliberation.voting.pairwise import pairwise
from deliberation.voting.preferences import Matrix
from deliberation.voting.profile import Profile
from deliberation.voting.ranked.majority import RANKINGS
from deliberation.voting.ranked.strength import require_one_of, strengths
from deliberation.voting.seats import by_total, fill, require_countable
from deliberation.voting.tally import Tally
from deliberation.voting.ties import TieBreak, refuse

Loss = Literal["winning", "margins", "opposition"]
"""``winning``: the ballots on the other side where it wins, and 0 where it does not; ``margins``:
how many more they are, below 0 where the candidate wins; ``opposition``: the ballots on the other
side, whoever wins."""


def minimax(
    profile: Profile[Ranking | WeakRanking],
    *,
    seats: int = 1,
    strength: Loss = "winning",
    break_tie: TieBreak = refuse,
) -> Tally:
    """The worst loss of each candidate; the smallest is elected.

    >>> cycle = Profile.ranked({("a", "b", "c"): 4, ("b", "c", "a"): 3, ("c", "a", "b"): 2})
    >>> tally = minimax(cycle)
    >>> tally.elected, tally.because[0]
    (('a',), "a's worst loss is to c, 5 to 4.")

    Args:
        strength: how a loss is measured.

    Raises:
        InvalidInputError: there is no valid ballot, the seats cannot be filled, or *strength* is
            none of the three.
        UnresolvedTieError: by the default *break_tie*, when the last seat is tied.
    """
    require_countable(profile, RANKINGS, seats)
    require_one_of("strength", strength, get_args(Loss))
    d = profile.preferences
    losses = _losses(d, strength)
    worst = losses.max(axis=0).tolist()
    totals = {candidate: Fraction(worst[i]) for i, candidate in enumerate(profile.candidates)}
    groups = by_total({candidate: -total for candidate, total in totals.items()})
    elected, ties = fill(groups, seats, break_tie)
    because = _because(profile.candidates, d, losses)
    return Tally("minimax", totals, elected, ties, pairwise(profile), because)


def _losses(d: Matrix, strength: Loss) -> Matrix:
    """How much the column's candidate loses to the row's; least on the diagonal."""
    if strength == "winning" or len(d) == 1:
        return strengths(d, "winning")
    losses: Matrix = d.copy() if strength == "opposition" else d - d.T
    np.fill_diagonal(losses, losses.min())
    return losses


def _because(candidates: tuple[str, ...], d: Matrix, losses: Matrix) -> tuple[str, ...]:
    """The worst loss of each candidate, or that there is none."""
    sentences = []
    for i, candidate in enumerate(candidates):
        j = int(np.argmax(losses[:, i]))
        if d[j, i] > d[i, j]:
            told = f"{candidate}'s worst loss is to {candidates[j]}, {d[j, i]} to {d[i, j]}."
        else:
            told = f"{candidate} loses to nobody."
        sentences.append(told)
    return tuple(sentences)
