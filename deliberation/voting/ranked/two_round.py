"""Two rounds: the two with the most first preferences meet, unless one has a majority.

Source: Constitution of France, article 7 (an absolute majority of the votes cast, or else a second
ballot between the two who have most).

The rankings stand for how the same voters would vote in the second round.
"""

from __future__ import annotations

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.ranked.single import require_one_seat
from deliberation.voting.ranked.words import names, scores
from deliberation.voting.stv.transfer import Piles
from deliberation.voting.tally import Count, Round
from deliberation.voting.ties import Tie, TieBreak, pick, refuse


def two_round(profile: Profile[Ranking], *, seats: int = 1, break_tie: TieBreak = refuse) -> Count:
    """The first round, and the second where there is one.

    >>> count = two_round(Profile.ranked({("a",): 4, ("b", "c"): 3, ("c", "b"): 2}))
    >>> count.elected, count.rounds[0].eliminated
    (('b',), ('c',))

    Raises:
        InvalidInputError: there is no valid ballot, or *seats* is not one.
        UnresolvedTieError: by the default *break_tie*, when who meets in the second round is tied,
            or who wins it.
    """
    require_one_seat("two_round", profile, Ranking, seats)
    piles = Piles(profile)
    totals = dict(piles.totals)
    told = scores([(c, totals[c]) for c in piles.in_order(piles.candidates)])
    first = piles.highest(piles.candidates)
    if 2 * totals[first[0]] > sum(totals.values()) or len(totals) == 1:
        why = f"Round 1: {told}. {first[0]} has more than half and is elected."
        only = Round(1, totals, piles.exhausted, (first[0],))
        return Count("two_round", 1, None, (only,), (first[0],), because=(why,))
    pair, ties = _meeting(piles, break_tie)
    out = tuple(c for c in piles.candidates if c not in pair)
    exhausted = piles.exhausted
    piles.withdraw(out)
    transfers = tuple(moved for source in out for moved in piles.move(source))
    before = Round(1, totals, exhausted, (), out, transfers)
    winner, settled = pick(
        piles.highest(piles.continuing), "elect in round 2", break_tie, earlier=[totals]
    )
    after = Round(2, dict(piles.totals), piles.exhausted, (winner,))
    last = scores([(c, piles.totals[c]) for c in piles.in_order(piles.continuing)])
    because = (
        f"Round 1: {told}. Nobody has more than half; {names(piles.continuing)} go on.",
        f"Round 2: {last}. {winner} is elected.",
    )
    return Count(
        "two_round", 1, None, (before, after), (winner,), (*ties, *settled), because=because
    )


def _meeting(piles: Piles, break_tie: TieBreak) -> tuple[set[str], list[Tie]]:
    """The two who meet in the second round."""
    pair: set[str] = set()
    ties: list[Tie] = []
    while len(pair) < 2:
        left = [c for c in piles.candidates if c not in pair]
        most = piles.highest(left)
        if len(pair) + len(most) <= 2:
            pair |= {*most}
            continue
        decision = f"take place {len(pair) + 1} in the second round"
        chosen, settled = pick(most, decision, break_tie, earlier=[])
        pair.add(chosen)
        ties += settled
    return pair, ties
