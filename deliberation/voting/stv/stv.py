"""Single transferable vote, its parts named; by default with weighted inclusive Gregory transfers.

Source: Tideman, "The Single Transferable Vote", Journal of Economic Perspectives 9 (1995).

Where the article leaves a choice: one surplus or one elimination ends a round, the largest surplus
comes first, and a candidate who is elected receives no more papers.
"""

from __future__ import annotations

from dataclasses import replace

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.quota import ElectionQuota, droop
from deliberation.voting.stv.gregory import gregory
from deliberation.voting.stv.parts import Exclusion, Order, Parts
from deliberation.voting.stv.stages import Stages
from deliberation.voting.stv.surplus import Among, Way
from deliberation.voting.stv.why import listed
from deliberation.voting.tally import Count
from deliberation.voting.ties import TieBreak, refuse


def stv(
    profile: Profile[Ranking],
    *,
    seats: int = 1,
    quota: ElectionQuota = droop,
    transfer: Way = "weighted",
    among: Among = "all",
    places: int | None = None,
    order: Order = "largest",
    exclusion: Exclusion = "empty",
    stages: Stages = "once",
    break_tie: TieBreak = refuse,
) -> Count:
    """The count, round by round: exact, or cut to *places* decimals as a statute may say.

    >>> votes = Profile.ranked({("a", "b"): 6, ("c",): 3})
    >>> count = stv(votes, seats=2)
    >>> count.quota, count.rounds[1].totals["b"], count.elected
    (Fraction(4, 1), Fraction(2, 1), ('a', 'c'))
    >>> stv(votes, seats=2, transfer="last", among="transferable").because[0]
    'Counted with transfer=last and among=transferable.'

    Args:
        quota: the votes that win a seat, from the number of valid ballots and of seats. Where one
            more than the seats could have just as many, a candidate needs more.
        transfer: which papers of a surplus go on: ``"weighted"``, all, each at a like part of its
            value; ``"unweighted"``, all, at surplus / papers, whatever they had; ``"last"``, those
            alone that came in the last round that brought any, at surplus / papers where they had
            one value, and each at a like part of its value where they had several.
        among: whether ``"all"`` these papers share the surplus, or the ``"transferable"`` alone,
            which name somebody further. These keep their value where all of them are worth no more
            than the surplus; what is left of it counts as exhausted.
        places: decimals kept in the value of a paper that is passed on; ``None`` is exact. What is
            cut off counts as exhausted.
        order: whose surplus is passed on first: the ``"largest"``; the largest of those who were
            ``"elected"`` first; or all of a round ``"together"``.
        exclusion: who is eliminated together: ``"empty"``, all who hold nothing; ``"one"``, nobody;
            ``"batch"``, all who could not reach the next above them with all their votes.
        stages: whether their papers move at ``"once"``, or in a round for each of the ``"values"``
            that they have, the highest first, so that somebody can be elected in between.

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled; *places* is
            negative; a part is none of its choices; the *quota* can be passed by more
            candidates than there are seats; exact fractions have grown beyond 13,000 binary
            digits, as they can with twenty surpluses.
        UnresolvedTieError: by the default *break_tie*, when totals are equal and it matters.
    """
    parts = Parts(
        quota=quota,
        transfer=transfer,
        among=among,
        places=places,
        order=order,
        exclusion=exclusion,
        stages=stages,
    )
    count = gregory("stv", profile, parts, seats=seats, break_tie=break_tie)
    if not (chosen := parts.chosen):
        return count
    said = listed([f"{name}={value}" for name, value in chosen.items()])
    return replace(count, parts=chosen, because=(f"Counted with {said}.", *count.because))
