"""Single transferable vote, with weighted inclusive Gregory transfers.

Source: Tideman, "The Single Transferable Vote", Journal of Economic Perspectives 9 (1995).

Where the article leaves a choice: one surplus or one elimination ends a round, the largest surplus
comes first, and a candidate who is elected receives no more papers.
"""

from __future__ import annotations

from fractions import Fraction

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.quota import ElectionQuota, droop
from deliberation.voting.seats import require_countable
from deliberation.voting.stv.transfer import Piles, eliminated
from deliberation.voting.stv.why import sentences
from deliberation.voting.tally import Count, Round
from deliberation.voting.ties import Tie, TieBreak, pick, refuse

LARGEST = 13_000
"""Binary digits of a denominator. A surplus can double them; beyond 4300 decimal digits Python
writes no number."""


def stv(
    profile: Profile[Ranking],
    *,
    seats: int = 1,
    places: int | None = None,
    quota: ElectionQuota = droop,
    break_tie: TieBreak = refuse,
) -> Count:
    """The count, round by round: exact, or cut to *places* decimals as a statute may say.

    >>> count = stv(Profile.ranked({("a", "b"): 6, ("c",): 3}), seats=2)
    >>> count.quota, count.rounds[1].totals["b"], count.elected
    (Fraction(4, 1), Fraction(2, 1), ('a', 'c'))

    Args:
        places: decimals kept in the value of a paper that is passed on; ``None`` is exact. What is
            cut off counts as exhausted.
        quota: the votes that win a seat, from the number of valid ballots and of seats.

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled; *places* is
            negative; the *quota* can be reached by more candidates than there are seats; exact
            fractions have grown beyond 13,000 binary digits, as they can with twenty surpluses.
        UnresolvedTieError: by the default *break_tie*, when totals are equal and it matters.
    """
    require_countable(profile, Ranking, seats)
    needed = _checked_quota(profile, seats, quota, places)
    piles = Piles(profile)
    rounds: list[Round] = []
    elected: list[str] = []
    ties: list[Tie] = []
    while True:
        number = len(rounds) + 1
        totals, exhausted = dict(piles.totals), piles.exhausted
        # Whoever reaches the quota is elected, and the others once no more than the seats are left.
        winners = [c for c in piles.continuing if totals[c] >= needed]
        if len(piles.continuing) <= seats - len(elected):
            winners = piles.continuing
        found = piles.in_order(winners)
        piles.withdraw(found)
        elected += found
        if len(elected) == seats:
            rounds.append(_checked_size(Round(number, totals, exhausted, found)))
            because = sentences(rounds, ties, needed)
            return Count(
                "stv", seats, needed, tuple(rounds), tuple(elected), tuple(ties), places, because
            )
        # The largest surplus is passed on; where there is none, the last is eliminated.
        out: tuple[str, ...] = ()
        if over := [c for c in elected if totals[c] > needed]:
            source, settled = pick(
                piles.highest(over),
                f"transfer first in round {number}",
                break_tie,
                earlier=[step.totals for step in rounds],
            )
            share = (totals[source] - needed) / totals[source]
            transfers = piles.move(source, keep=needed, share=share, places=places)
        else:
            out, settled = eliminated(piles, rounds, break_tie, leave=seats - len(elected))
            piles.withdraw(out)
            transfers = tuple(step for source in out for step in piles.move(source))
        ties += settled
        rounds.append(_checked_size(Round(number, totals, exhausted, found, out, transfers)))


def _checked_quota(
    profile: Profile[Ranking], seats: int, quota: ElectionQuota, places: int | None
) -> Fraction:
    """The votes that win a seat; refused where they could elect too many."""
    valid = profile.size - profile.blank
    needed = quota(valid, seats)
    if needed * (seats + 1) <= valid:
        raise InvalidInputError(
            [f"a quota of {needed} can be reached by more than {seats} of {valid} ballots' choices"]
        )
    if places is not None and places < 0:
        raise InvalidInputError([f"places is a number of decimals, not {places}"])
    return needed


def _checked_size(step: Round) -> Round:
    """The round, refused where its fractions are too long to be written down."""
    numbers = [*step.totals.values(), step.exhausted, *(moved.value for moved in step.transfers)]
    if max(number.denominator.bit_length() for number in numbers) > LARGEST:
        raise InvalidInputError(
            [f"exact fractions grow too long in round {step.number}; give places, such as 9"]
        )
    return step
