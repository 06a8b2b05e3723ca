"""Bucklin: first preferences, then second ones too, and so on until somebody has a majority.

Source: Hoag & Hallett, "Proportional Representation" (1926), sections on the Bucklin system
(Grand Junction, 1909).

Where the source leaves a choice: a majority is more than half of the valid ballots, and where no
place brings one, whoever has most after the last place is elected.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.ranked.elimination import Counting, Totals, highest
from deliberation.voting.ranked.results import Stages
from deliberation.voting.ranked.single import require_one_seat
from deliberation.voting.ties import TieBreak, pick, refuse


def bucklin(profile: Profile[Ranking], *, seats: int = 1, break_tie: TieBreak = refuse) -> Stages:
    """The count, stage by stage; the totals are ballots that rank a candidate so high or higher.

    >>> votes = Profile.ranked({("a", "b", "c"): 3, ("b", "c", "a"): 2, ("c", "b", "a"): 2})
    >>> for sentence in bucklin(votes).because: print(sentence)
    Stage 1: a 3, b 2, c 2. Nobody is on more than half of 7 ballots.
    Stage 2: b 7, c 4, a 3. b is elected, with the most of those on more than half of 7 ballots.

    Raises:
        InvalidInputError: there is no valid ballot, or *seats* is not one.
        UnresolvedTieError: by the default *break_tie*, when several have most.
    """
    require_one_seat("bucklin", profile, Ranking, seats)
    count = Counting("bucklin", profile.candidates)
    places, weights = profile.places, profile.weights
    valid = profile.size - profile.blank
    reached = np.zeros(len(profile.candidates) + 1, dtype=weights.dtype)
    for place in range(places.shape[1]):
        np.add.at(reached, places[:, place].astype(np.int64), weights)
        counted = reached[:-1].tolist()
        totals: Totals = {c: Fraction(counted[i]) for i, c in enumerate(profile.candidates)}
        best = highest(totals)
        majority = 2 * totals[best[0]] > valid
        if majority or place + 1 == places.shape[1]:
            break
        count.go_on(totals, f"Nobody is on more than half of {valid} ballots")
    decision = f"elect in round {count.number}"
    first, ties = pick(best, decision, break_tie, earlier=count.earlier)
    count.ties += ties
    why = f"with the most of those on more than half of {valid} ballots"
    return count.elect(totals, first, why if majority else "with the most, after the last place")
