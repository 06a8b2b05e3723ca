"""Copeland: whoever beats the most others.

Source: Faliszewski, Hemaspaandra, Hemaspaandra & Rothe, "Llull and Copeland Voting Computationally
Resist Bribery and Constructive Control", Journal of Artificial Intelligence Research 35 (2009),
section 2: Copeland^alpha, with Llull's rule at alpha = 1.
"""

from __future__ import annotations

from fractions import Fraction

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Ranking, WeakRanking
from deliberation.voting.pairwise import pairwise
from deliberation.voting.profile import Profile
from deliberation.voting.ranked.majority import RANKINGS, beating
from deliberation.voting.ranked.words import number
from deliberation.voting.seats import by_total, fill, require_countable
from deliberation.voting.tally import Tally
from deliberation.voting.ties import TieBreak, refuse


def copeland(
    profile: Profile[Ranking | WeakRanking],
    *,
    seats: int = 1,
    alpha: Fraction = Fraction(1, 2),
    break_tie: TieBreak = refuse,
) -> Tally:
    """A point for each candidate beaten, and *alpha* for each who is as strong.

    >>> votes = Profile.ranked({("a", "b", "c"): 2, ("c", "b", "a"): 2, ("b",): 1})
    >>> dict(copeland(votes).totals)
    {'a': Fraction(1, 2), 'b': Fraction(2, 1), 'c': Fraction(1, 2)}

    Args:
        alpha: from 0 to 1; 1 is Llull's rule.

    Raises:
        InvalidInputError: there is no valid ballot, the seats cannot be filled, or *alpha* is not
            between 0 and 1.
        UnresolvedTieError: by the default *break_tie*, when the last seat is tied.
    """
    require_countable(profile, RANKINGS, seats)
    if not 0 <= alpha <= 1:
        raise InvalidInputError([f"alpha is a number from 0 to 1, not {alpha}"])
    beats = beating(profile.preferences)
    won, lost = beats.sum(axis=1).tolist(), beats.sum(axis=0).tolist()
    others = len(profile.candidates) - 1
    totals = {
        candidate: won[i] + Fraction(alpha) * (others - won[i] - lost[i])
        for i, candidate in enumerate(profile.candidates)
    }
    because = tuple(
        f"{c} beats {won[i]}, is as strong as {others - won[i] - lost[i]} and loses to {lost[i]}:"
        f" {number(totals[c], 'point')}."
        for i, c in enumerate(profile.candidates)
    )
    elected, ties = fill(by_total(totals), seats, break_tie)
    return Tally("copeland", totals, elected, ties, pairwise(profile), because)
