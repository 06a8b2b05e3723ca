"""Split Cycle: of every cycle of wins the weakest is not counted.

Source: Holliday & Pacuit, "Split Cycle: a new Condorcet-consistent voting method independent of
clones and immune to spoilers", Public Choice 197 (2023), section 3. One candidate *defeats* another
where the margin is greater than that of some win on every path back (their lemma 3.16).
"""

from __future__ import annotations

import numpy as np

from deliberation.voting.ballots import Ranking, WeakRanking
from deliberation.voting.pairwise import pairwise
from deliberation.voting.preferences import Matrix
from deliberation.voting.profile import Profile
from deliberation.voting.ranked.majority import RANKINGS, Beats, named
from deliberation.voting.ranked.paths import strongest
from deliberation.voting.ranked.results import Choice
from deliberation.voting.ranked.single import require_one_seat
from deliberation.voting.ranked.strength import WORDS, Strength, strengths
from deliberation.voting.ranked.words import are
from deliberation.voting.seats import fill
from deliberation.voting.ties import TieBreak, refuse


def split_cycle(
    profile: Profile[Ranking | WeakRanking],
    *,
    seats: int = 1,
    strength: Strength = "margins",
    break_tie: TieBreak = refuse,
) -> Choice:
    """All who are undefeated, and one of them.

    >>> cycle = Profile.ranked({("a", "b", "c"): 4, ("b", "c", "a"): 3, ("c", "a", "b"): 2})
    >>> for sentence in split_cycle(cycle).because: print(sentence)
    a defeats b: by 3 ballots more for it than against it, where no way back is stronger than 1.
    b defeats c: by 5 ballots more for it than against it, where no way back is stronger than 1.
    a is undefeated.

    Args:
        strength: how strong a win is; the paper has margins.

    Raises:
        InvalidInputError: there is no valid ballot, *seats* is not one, or *strength* is neither of
            the two.
        UnresolvedTieError: by the default *break_tie*, when several are undefeated.
    """
    require_one_seat("split_cycle", profile, RANKINGS, seats)
    links = strengths(profile.preferences, strength)
    back = strongest(links).T
    defeats = defeating(links, back)
    winners = named(profile.candidates, np.flatnonzero(~defeats.any(axis=0)).tolist())
    elected, ties = fill([list(winners)], seats, break_tie)
    c = profile.candidates
    because = tuple(
        f"{c[i]} defeats {c[j]}: by {links[i, j]} {WORDS[strength]}, where no way back is stronger"
        f" than {back[i, j]}."
        for i, j in zip(*map(list, defeats.nonzero()), strict=True)
    )
    told = f"{are(winners)} undefeated."
    return Choice("split_cycle", winners, elected, ties, pairwise(profile), (*because, told))


def defeating(links: Matrix, back: Matrix) -> Beats:
    """Whether the row's candidate defeats the column's.

    Args:
        links: the strength of each win, and 0 where there is none.
        back: the strength of the strongest path from the column's candidate to the row's.
    """
    defeats: Beats = ((links > 0) & (links > back)).astype(bool)
    return defeats
