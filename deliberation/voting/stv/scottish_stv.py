"""The single transferable vote as Scotland counts its councils.

Source: The Scottish Local Government Elections Order 2007 (SSI 2007/42), Schedule 1, rules 45 to
52; words in quotation marks are the Order's.
"""

from __future__ import annotations

from collections.abc import Sequence

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.quota import droop
from deliberation.voting.seats import require_countable
from deliberation.voting.stv.transfer import Piles
from deliberation.voting.stv.why import sentences
from deliberation.voting.tally import Count, Round
from deliberation.voting.ties import End, Tie, TieBreak, parted, pick, refuse

PLACES = 5
"""Rule 48(3): "the calculation being made to five decimal places (any remainder being ignored)"."""


def scottish_stv(
    profile: Profile[Ranking], *, seats: int = 1, break_tie: TieBreak = refuse
) -> Count:
    """The count of a council ward, stage by stage; a stage is a round.

    Args:
        break_tie: the lot of rules 49(3) and 51(2)(b), asked where earlier stages were equal too.

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when a lot has to be drawn.
    """
    require_countable(profile, Ranking, seats)
    # 45 "sort the valid ballot papers into parcels according to the candidates for whom the first
    # preference votes are given"
    piles = Piles(profile)
    # 46 "divide the total number of valid ballot papers by a number exceeding by one the number of
    # councillors to be elected" and add one, "any fraction being ignored"
    quota = droop(profile.size - profile.blank, seats)
    rounds: list[Round] = []
    elected: list[str] = []
    ties: list[Tie] = []
    while True:
        totals, exhausted = dict(piles.totals), piles.exhausted
        # 47(1) a candidate whose votes "equal or exceed the quota" is deemed to be elected
        winners = [c for c in piles.continuing if totals[c] >= quota]
        # 52(1) "Where the number of continuing candidates is equal to the number of vacancies
        # remaining unfilled, the continuing candidates are deemed to be elected."
        if len(piles.continuing) == seats - len(elected):
            winners = piles.continuing
        found = piles.in_order(winners)
        piles.withdraw(found)
        elected += found
        # 52(2) "no further transfer shall be made"
        if len(elected) == seats:
            rounds.append(Round(len(rounds) + 1, totals, exhausted, found))
            because = sentences(rounds, ties, quota)
            return Count(
                "scottish_stv",
                seats,
                quota,
                tuple(rounds),
                tuple(elected),
                tuple(ties),
                PLACES,
                because,
            )
        out: tuple[str, ...] = ()
        # 48(1) "Where, at the end of any stage of the count, the number of votes credited to any
        # candidate exceeds the quota"
        if over := [c for c in elected if totals[c] > quota]:
            # 49(1) "first sort the ballot papers of the candidate with the highest surplus"
            source, settled = _first(piles.highest(over), rounds, break_tie)
            # 48(3) "A divided by B", A being the surplus times the value of the paper when
            # received, B "the total number of votes credited to that candidate"
            share = (totals[source] - quota) / totals[source]
            transfers = piles.move(source, keep=quota, share=share, places=PLACES)
        else:
            # 50(1) "exclude from the election at that stage the candidate with the then lowest
            # number of votes"
            source, settled = _last(piles.lowest(piles.continuing), rounds, break_tie)
            out = (source,)
            piles.withdraw(out)
            # 50(4) "the same transfer value as when transferred to the candidate excluded"
            transfers = piles.move(source)
        ties += settled
        rounds.append(Round(len(rounds) + 1, totals, exhausted, found, out, transfers))


def _first(
    tied: Sequence[str], rounds: Sequence[Round], break_tie: TieBreak
) -> tuple[str, tuple[Tie, ...]]:
    """Whose surplus is transferred first.

    49(2) "the candidate who had the highest number of votes at the end of the most recent preceding
    stage at which they had unequal numbers of votes"; 49(3) if there is none, "by lot".
    """
    return _settle(tied, max, f"transfer first in round {len(rounds) + 1}", rounds, break_tie)


def _last(
    tied: Sequence[str], rounds: Sequence[Round], break_tie: TieBreak
) -> tuple[str, tuple[Tie, ...]]:
    """Who is excluded.

    51(2)(a) at "the most recently preceding stage of the count at which they had an unequal number
    of votes [...] the candidate with the lowest number of votes at that stage shall be excluded";
    (b) if there is none, "by lot".
    """
    return _settle(tied, min, f"eliminate in round {len(rounds) + 1}", rounds, break_tie)


def _settle(
    tied: Sequence[str],
    end: End,
    decision: str,
    rounds: Sequence[Round],
    break_tie: TieBreak,
) -> tuple[str, tuple[Tie, ...]]:
    """Look from the latest stage to the first; then draw the lot among those equal at them all.

    Where a stage parts three tied candidates into one and two, the Order is silent about the two:
    the stages before it are asked about them.
    """
    left = parted(sorted(tied), (stage.totals for stage in reversed(rounds)), end)
    if len(left) == 1 < len(tied):
        return left[0], (Tie(tuple(sorted(tied)), decision, left[0], "earlier rounds"),)
    return pick(left, decision, break_tie, earlier=())
