"""Single transferable vote, with weighted inclusive Gregory transfers, its parts named.

Source: Tideman, "The Single Transferable Vote", Journal of Economic Perspectives 9 (1995).

Where the article leaves a choice: one surplus or one elimination ends a round, the largest surplus
comes first, and a candidate who is elected receives no more papers.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, get_args

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.quota import ElectionQuota, droop
from deliberation.voting.seats import require_countable
from deliberation.voting.stv.losers import sure_losers
from deliberation.voting.stv.sheet import Sheet
from deliberation.voting.stv.transfer import Piles
from deliberation.voting.tally import Count
from deliberation.voting.ties import TieBreak, refuse

Exclusion = Literal["empty", "one", "batch"]

LARGEST = 13_000
"""Binary digits of a denominator. A surplus can double them; beyond 4300 decimal digits Python
writes no number."""


def stv(
    profile: Profile[Ranking],
    *,
    seats: int = 1,
    places: int | None = None,
    quota: ElectionQuota = droop,
    exclusion: Exclusion = "empty",
    break_tie: TieBreak = refuse,
) -> Count:
    """The count, round by round: exact, or cut to *places* decimals as a statute may say.

    >>> count = stv(Profile.ranked({("a", "b"): 6, ("c",): 3}), seats=2)
    >>> count.quota, count.rounds[1].totals["b"], count.elected
    (Fraction(4, 1), Fraction(2, 1), ('a', 'c'))

    Args:
        places: decimals kept in the value of a paper that is passed on; ``None`` is exact. What is
            cut off counts as exhausted.
        quota: the votes that win a seat, from the number of valid ballots and of seats. Where one
            more than the seats could have just as many, a candidate needs more.
        exclusion: who is eliminated together: ``"empty"``, all who hold nothing; ``"one"``, nobody;
            ``"batch"``, all who could not reach the next above them with all their votes.

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled; *places* is
            negative; *exclusion* is none of the three; the *quota* can be passed by more
            candidates than there are seats; exact fractions have grown beyond 13,000 binary
            digits, as they can with twenty surpluses.
        UnresolvedTieError: by the default *break_tie*, when totals are equal and it matters.
    """
    require_countable(profile, Ranking, seats)
    valid = profile.size - profile.blank
    needed = _checked_quota(valid, seats, quota, places, exclusion)
    return _count("stv", profile, seats, needed, places, exclusion, break_tie)


def gregory(
    rule: str,
    profile: Profile[Ranking],
    *,
    seats: int,
    places: int | None,
    quota: ElectionQuota,
    exclusion: Exclusion,
    break_tie: TieBreak,
) -> Count:
    """The same count under the name of another *rule* that fixes its parts."""
    require_countable(profile, Ranking, seats)
    needed = quota(profile.size - profile.blank, seats)
    return _count(rule, profile, seats, needed, places, exclusion, break_tie)


def _count(
    rule: str,
    profile: Profile[Ranking],
    seats: int,
    needed: Fraction,
    places: int | None,
    exclusion: Exclusion,
    break_tie: TieBreak,
) -> Count:
    piles = Piles(profile)
    sheet = Sheet(rule, piles, seats, break_tie)
    enough = needed * (seats + 1) > profile.size - profile.blank  # or else it takes more
    while True:
        totals = sheet.totals
        # Whoever reaches the quota is elected, and the others once no more than the seats are left.
        winners = [
            c for c in piles.continuing if totals[c] > needed or (enough and totals[c] == needed)
        ]
        if len(piles.continuing) <= sheet.free:
            winners = piles.continuing
        sheet.elect_by_total(winners)
        if not sheet.free:
            _check_size(sheet)
            return sheet.count(needed, places)
        # The largest surplus is passed on; where there is none, the last is eliminated.
        if over := [c for c in sheet.elected if totals[c] > needed]:
            source = sheet.settle(piles.highest(over), "transfer first", max)
            share = (totals[source] - needed) / totals[source]
            sheet.transfers += piles.move(source, keep=needed, share=share, places=places)
        else:
            out = _eliminated(sheet, exclusion)
            sheet.eliminate(out)
            for source in out:
                sheet.transfers += piles.move(source)
        _check_size(sheet)
        sheet.close()


def _eliminated(sheet: Sheet[Piles], exclusion: Exclusion) -> tuple[str, ...]:
    """The last, or those who go together."""
    piles = sheet.piles
    together: tuple[str, ...] = ()
    if exclusion == "empty":
        together = piles.empty(leave=sheet.free)
    elif exclusion == "batch":
        nothing = Fraction(0)
        together = sure_losers(piles.totals, piles.continuing, surplus=nothing, leave=sheet.free)
    return together or (sheet.settle(piles.lowest(piles.continuing), "eliminate", min),)


def _checked_quota(
    valid: int, seats: int, quota: ElectionQuota, places: int | None, exclusion: str
) -> Fraction:
    """The votes that win a seat; refused where they could elect too many."""
    needed = quota(valid, seats)
    problems = []
    if needed * (seats + 1) < valid:
        problems.append(
            f"a quota of {needed} can be passed by more than {seats} of {valid} ballots' choices"
        )
    if places is not None and places < 0:
        problems.append(f"places is a number of decimals, not {places}")
    if exclusion not in get_args(Exclusion):
        problems.append(f"exclusion is one of {', '.join(get_args(Exclusion))}, not {exclusion!r}")
    if problems:
        raise InvalidInputError(problems)
    return needed


def _check_size(sheet: Sheet[Piles]) -> None:
    """Refuse fractions that are too long to be written down."""
    numbers = [*sheet.totals.values(), sheet.exhausted, *(move.value for move in sheet.transfers)]
    if max(number.denominator.bit_length() for number in numbers) > LARGEST:
        raise InvalidInputError(
            [f"exact fractions grow too long in round {sheet.number}; give places, such as 9"]
        )
