"""Which outcome is best where none beats all others: Condorcet's method for outcomes, completed.

Sources: Schulze, Social Choice and Welfare 36 (2011); Tideman, "Independence of Clones as a
Criterion for Voting Rules", Social Choice and Welfare 4 (1987), for ranked pairs; Simpson, "On
Defining Areas of Voter Choice", Quarterly Journal of Economics 83 (1969), for minimax.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

import numpy as np

from deliberation.voting.ranked.locking import TieBreakRanking
from deliberation.voting.ranked.ranked_pairs import locked_wins
from deliberation.voting.ties import Tie, TieBreak

Completion = Literal["schulze", "ranked_pairs", "minimax"]

Wins = Sequence[Sequence[Fraction]]
"""How strongly the row's outcome beats the column's; 0 where it does not."""

Best = tuple[list[int], Sequence[Tie]]
"""The outcomes that are best, and the ties that were settled to find them."""


def schulze(wins: Wins, names: Sequence[str], break_tie: TieBreak) -> Best:
    """Whoever is beaten by nobody on the strongest paths of wins."""
    size = range(len(wins))
    paths = [list(row) for row in wins]
    for k in size:
        for i in size:
            for j in size:
                if i != j and k not in (i, j):
                    paths[i][j] = max(paths[i][j], min(paths[i][k], paths[k][j]))
    return [i for i in size if all(paths[i][j] >= paths[j][i] for j in size)], ()


def ranked_pairs(wins: Wins, names: Sequence[str], break_tie: TieBreak) -> Best:
    """Whoever no win is locked against, the strongest first, none of which closes a cycle."""
    strengths = sorted({strength for row in wins for strength in row})
    links = np.array([[strengths.index(strength) for strength in row] for row in wins])
    ranking = TieBreakRanking(names, break_tie)
    locked, _ = locked_wins(links, list(names), ranking, "")
    beaten = {loser for _, loser in locked.wins}
    return [i for i in range(len(wins)) if i not in beaten], ranking.ties


def minimax(wins: Wins, names: Sequence[str], break_tie: TieBreak) -> Best:
    """Whose strongest loss is least."""
    losses = [max(column) for column in zip(*wins, strict=True)]
    return [i for i, loss in enumerate(losses) if loss == min(losses)], ()


COMPLETIONS: Mapping[Completion, tuple[Callable[[Wins, Sequence[str], TieBreak], Best], str]] = (
    MappingProxyType(
        {
            "schulze": (schulze, "but on a chain of wins that is no stronger than the chain back"),
            "ranked_pairs": (
                ranked_pairs,
                "but only by wins that stronger ones close a cycle with",
            ),
            "minimax": (minimax, "but no other's greatest loss is smaller"),
        }
    )
)
"""Each with what it says for an outcome that loses to others."""
