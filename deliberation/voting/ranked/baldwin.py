"""Baldwin: whoever has the fewest Borda points is eliminated, again and again.

Source: Baldwin, "The technique of the Nanson preferential majority system of election",
Proceedings of the Royal Society of Victoria 39 (1926).

The source supposes that everybody ranks everybody. Here two whom a ballot leaves out share the
point between them, so that whoever beats everybody is never last.
"""

from __future__ import annotations

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.ranked.elimination import Counting, borda_by_margins, highest, lowest
from deliberation.voting.ranked.results import Stages
from deliberation.voting.ranked.single import require_one_seat
from deliberation.voting.ties import TieBreak, pick, refuse


def baldwin(profile: Profile[Ranking], *, seats: int = 1, break_tie: TieBreak = refuse) -> Stages:
    """The count, stage by stage, until two are left.

    >>> votes = Profile.ranked({("a", "b", "c"): 4, ("b", "c", "a"): 2, ("c", "b", "a"): 1})
    >>> for sentence in baldwin(votes).because: print(sentence)
    Stage 1: b 9, a 8, c 4. c is eliminated, with the fewest points.
    Stage 2: a 4, b 3. a is elected, with the most points.

    Raises:
        InvalidInputError: there is no valid ballot, or *seats* is not one.
        UnresolvedTieError: by the default *break_tie*, when who is eliminated or elected is tied.
    """
    require_one_seat("baldwin", profile, Ranking, seats)
    count = Counting("baldwin", profile.candidates)
    while True:
        totals = borda_by_margins(profile, count.left)
        if len(count.left) <= 2:
            decision = f"elect in round {count.number}"
            first, ties = pick(highest(totals), decision, break_tie, earlier=count.earlier)
            count.ties += ties
            return count.elect(totals, first, "with the most points")
        decision = f"eliminate in round {count.number}"
        last, ties = pick(lowest(totals), decision, break_tie, earlier=count.earlier, end=min)
        count.ties += ties
        count.eliminate(totals, [last], "with the fewest points")
