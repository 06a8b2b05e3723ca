"""Instant runoff: eliminate the last, again and again, until two are left.

Source: Tideman, "Collective Decisions and Voting" (2006), chapter 13 (the alternative vote).

The rounds go on to the last two even where somebody has a majority before, so that the margin of
the winner is seen. A tie is asked only where it could matter.
"""

from __future__ import annotations

from collections.abc import Sequence

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.seats import require_countable
from deliberation.voting.stv.transfer import Piles, eliminated
from deliberation.voting.tally import Count, Round
from deliberation.voting.ties import Tie, TieBreak, pick, refuse


def irv(profile: Profile[Ranking], *, seats: int = 1, break_tie: TieBreak = refuse) -> Count:
    """The count of one seat, round by round.

    >>> count = irv(Profile.ranked({("a",): 4, ("b", "a"): 3, ("c", "b"): 2}))
    >>> count.elected, len(count.rounds)
    (('b',), 2)

    Raises:
        InvalidInputError: there is no valid ballot, or *seats* is not one.
        UnresolvedTieError: by the default *break_tie*, when who is eliminated or elected matters.
    """
    require_countable(profile, Ranking, seats)
    if seats != 1:
        raise InvalidInputError([f"irv fills one seat, not {seats}; take stv for several"])
    piles = Piles(profile)
    rounds: list[Round] = []
    ties: list[Tie] = []
    while True:
        number = len(rounds) + 1
        totals, exhausted = dict(piles.totals), piles.exhausted
        winner, settled = _winner(piles, rounds, break_tie)
        ties += settled
        if winner is not None:
            rounds.append(Round(number, totals, exhausted, elected=(winner,)))
            return Count("irv", 1, None, tuple(rounds), (winner,), tuple(ties))
        out, settled = eliminated(piles, rounds, break_tie, leave=2)
        ties += settled
        piles.withdraw(out)
        transfers = tuple(step for source in out for step in piles.move(source))
        rounds.append(Round(number, totals, exhausted, (), out, transfers))


def _winner(
    piles: Piles, rounds: Sequence[Round], break_tie: TieBreak
) -> tuple[str | None, tuple[Tie, ...]]:
    """The winner, if the count ends here."""
    first = piles.highest(piles.continuing)
    if len(piles.continuing) <= 2:
        earlier = [step.totals for step in rounds]
        return pick(first, f"elect in round {len(rounds) + 1}", break_tie, earlier=earlier)
    tied = len(piles.lowest(piles.continuing)) > 1 and not piles.empty(leave=2)
    majority = 2 * piles.totals[first[0]] > sum(piles.totals.values())
    if tied and majority:
        return first[0], ()  # no order of eliminating the tied could change the winner
    return None, ()
