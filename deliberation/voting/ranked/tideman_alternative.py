"""Tideman's alternative: the Smith set, without its last, again and again.

Sources: Tideman, "Collective Decisions and Voting" (2006), chapter 13 (alternative Schwartz and
alternative Smith); Green-Armytage, "Four Condorcet-Hare Hybrid Methods for Single-Winner
Elections", Voting Matters 29 (2011), 2.

Where the sources leave a choice: those with no vote are not eliminated together, because the set
can change after each.
"""

from __future__ import annotations

from typing import Literal, get_args

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.ranked.majority import beating, named, schwartz, tiers
from deliberation.voting.ranked.single import require_one_seat
from deliberation.voting.ranked.smith_irv import leave_out
from deliberation.voting.ranked.strength import require_one_of
from deliberation.voting.ranked.words import scores
from deliberation.voting.stv.transfer import Piles
from deliberation.voting.tally import Count, Round
from deliberation.voting.ties import Tie, TieBreak, pick, refuse

Among = Literal["smith", "schwartz"]


def tideman_alternative(
    profile: Profile[Ranking],
    *,
    seats: int = 1,
    among: Among = "smith",
    break_tie: TieBreak = refuse,
) -> Count:
    """The count, where rounds that keep the set and rounds that eliminate its last take turns.

    >>> count = tideman_alternative(Profile.ranked({("a", "b"): 4, ("b",): 3, ("c", "b"): 4}))
    >>> count.elected, count.rounds[0].eliminated
    (('b',), ('a', 'c'))

    Args:
        among: whether the Smith set is kept or the Schwartz set.

    Raises:
        InvalidInputError: there is no valid ballot, *seats* is not one, or *among* is neither.
        UnresolvedTieError: by the default *break_tie*, when who is eliminated is tied.
    """
    require_one_seat("tideman_alternative", profile, Ranking, seats)
    require_one_of("among", among, get_args(Among))
    beats = beating(profile.preferences)
    piles = Piles(profile)
    rounds: list[Round] = []
    because: list[str] = []
    ties: list[Tie] = []
    while True:
        standing = [i for i, c in enumerate(piles.candidates) if c in piles.continuing]
        within = beats[standing][:, standing]
        kept = tiers(within)[0] if among == "smith" else schwartz(within)
        leave_out(piles, named(tuple(piles.continuing), kept), rounds, because)
        step = len(rounds) + 1
        totals, exhausted = dict(piles.totals), piles.exhausted
        told = scores([(c, totals[c]) for c in piles.in_order(piles.continuing)])
        if len(piles.continuing) == 1:
            elected = tuple(piles.continuing)
            rounds.append(Round(step, totals, exhausted, elected))
            because.append(f"Round {step}: {elected[0]} is elected, the only one left.")
            found = tuple(rounds), elected, tuple(ties)
            return Count("tideman_alternative", 1, None, *found, because=tuple(because))
        lowest, earlier = piles.lowest(piles.continuing), [r.totals for r in rounds]
        last, settled = pick(
            lowest, f"eliminate in round {step}", break_tie, earlier=earlier, end=min
        )
        ties += settled
        because.append(f"Round {step}: {told}. {last} is eliminated.")
        piles.withdraw([last])
        rounds.append(Round(step, totals, exhausted, (), (last,), piles.move(last)))
