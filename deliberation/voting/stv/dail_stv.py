"""The single transferable vote as Ireland counts elections to the Dáil.

Source: Electoral Act 1992 (No. 23 of 1992), part XIX, sections 118 to 123, in our words and from
secondary accounts. A paper is worth one vote for as long as the count lasts: a surplus is passed on
by choosing papers, in proportion to the next preferences on those received last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np

from deliberation.errors import InvalidInputError
from deliberation.randomness import Lots
from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.quota import droop
from deliberation.voting.seats import require_countable
from deliberation.voting.stv.losers import sure_losers
from deliberation.voting.stv.parcels import Parcel
from deliberation.voting.stv.sheet import Sheet
from deliberation.voting.stv.transfer import NOTHING, Piles, by_value
from deliberation.voting.tally import Count
from deliberation.voting.ties import TieBreak, refuse


def dail_stv(
    profile: Profile[Ranking],
    *,
    seats: int = 1,
    seed: str | None = None,
    break_tie: TieBreak = refuse,
) -> Count:
    """The count of a constituency; a round is a count of the Act.

    >>> dail_stv(Profile.ranked({("a", "b"): 6, ("c",): 3}), seats=2, seed="dice 4").elected
    ('a', 'c')

    Args:
        seed: decides which papers of a sub-parcel are those last filed in it: number *i* of
            ``Lots(seed, "papers: a to b in round 3")``. Where all of them or none are passed on,
            it is not asked.
        break_tie: the lot of the Act, asked where candidates were equal at every count.

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled; some papers
            have to be chosen from others, and there is no *seed*.
        UnresolvedTieError: by the default *break_tie*, when a lot has to be drawn.
    """
    require_countable(profile, Ranking, seats)
    piles = Piles(profile)
    sheet = Sheet("dail_stv", piles, seats, break_tie)
    # 120 the valid papers divided by one more than the vacancies, the result
    # increased by one, without what is broken
    quota = droop(profile.size - profile.blank, seats)
    while True:
        # 121(1), 122 whoever has the quota at the end of a count is elected
        sheet.elect_by_total(
            [c for c in piles.continuing if piles.totals[c] >= quota][: sheet.free]
        )
        over = [c for c in sheet.elected if piles.totals[c] > quota]
        surplus = sum((piles.totals[c] - quota for c in over), NOTHING)
        _fill_last(sheet, surplus)
        if not sheet.free:
            return sheet.count(quota)
        if over and _matters(sheet, surplus, quota):
            # 121 the largest surplus first; of equal ones that of whoever had most original votes,
            # or most at the earliest count at which they differed
            source = sheet.settle(piles.highest(over), "transfer first", max, asked=sheet.earlier)
            _pass_on(sheet, source, quota, seed)
        else:
            out = _excluded(sheet, surplus, quota)
            sheet.eliminate(out)
            for source in out:
                sheet.transfers += piles.move(source)
        piles.end_batch()
        sheet.close()


def _fill_last(sheet: Sheet[Piles], surplus: Fraction) -> None:
    """123: as many continue as there are vacancies; or one vacancy is left, and somebody has more
    than all the others and the surpluses that were not transferred.
    """
    piles = sheet.piles
    if len(piles.continuing) <= sheet.free:
        sheet.elect_by_total(piles.continuing)
    elif sheet.free == 1:
        first = piles.highest(piles.continuing)[0]
        others = sum((piles.totals[c] for c in piles.continuing if c != first), surplus)
        if piles.totals[first] > others:
            sheet.elect([first])


def _matters(sheet: Sheet[Piles], surplus: Fraction, quota: Fraction) -> bool:
    """121: surpluses are transferred where they could elect the highest, save the lowest from being
    excluded, or bring the lowest to a quarter of the quota, which their expenses hang on.
    """
    order = sorted(sheet.piles.totals[c] for c in sheet.piles.continuing)
    lowest, second, highest = order[0], order[1], order[-1]
    elects = highest + surplus >= quota
    saves = lowest + surplus >= second
    repays = lowest <= quota / 4 < lowest + surplus
    return elects or saves or repays


def _excluded(sheet: Sheet[Piles], surplus: Fraction, quota: Fraction) -> tuple[str, ...]:
    """122: the lowest; or two or more together who have less than the next above, with every
    surplus, where none of them could still reach a quarter of the quota by it.
    """
    piles = sheet.piles
    together = sure_losers(piles.totals, piles.continuing, surplus=surplus, leave=sheet.free)
    sum_of_all = sum((piles.totals[c] for c in together), surplus)
    if len(together) > 1 and all(
        piles.totals[c] > quota / 4 or sum_of_all <= quota / 4 for c in together
    ):
        return together
    lowest = piles.lowest(piles.continuing)
    return (sheet.settle(lowest, "eliminate", min, asked=sheet.earlier),)


def _pass_on(sheet: Sheet[Piles], source: str, quota: Fraction, seed: str | None) -> None:
    """121: the papers in "the sub-parcel last received", by the next available preference."""
    piles = sheet.piles
    surplus = int(piles.totals[source] - quota)
    received = piles.last_batch(source)
    (last,) = by_value(received)  # a paper is always worth 1
    dealt = {c: part for c, part in piles.deal(last).items() if c is not None}
    chosen = _shares(sheet, {c: part.papers for c, part in dealt.items()}, surplus)
    piles.take(source, received)
    kept = quota - piles.totals[source] + last.papers  # so many of these papers stay
    parts: list[Parcel] = []
    for target, part in dealt.items():
        purpose = f"papers: {source} to {target} in round {sheet.number}"
        parts.append(_picked(part, chosen[target], seed, purpose))
    sheet.note(f"{source} keeps the quota; {int(kept)} of the papers received last stay there.")
    sheet.transfers += piles.hand(source, dict(zip(dealt, parts, strict=True)), keep=quota)


def _shares(sheet: Sheet[Piles], papers: Mapping[str, int], surplus: int) -> Mapping[str, int]:
    """How many papers of each sub-parcel go: all, or in proportion, the largest fractions up.

    Of equal fractions that of the larger sub-parcel is larger; then that of whoever had most votes
    at the earliest count at which they differed.
    """
    transferable = sum(papers.values())
    if transferable <= surplus:
        return papers
    exact = {c: Fraction(n * surplus, transferable) for c, n in papers.items()}
    shares = {c: int(share) for c, share in exact.items()}
    left = [c for c in papers if exact[c] > shares[c]]
    while sum(shares.values()) < surplus:
        most = max((exact[c] - shares[c], papers[c]) for c in left)
        tied = [c for c in left if (exact[c] - shares[c], papers[c]) == most]
        missing = surplus - sum(shares.values())
        if len(tied) <= missing:
            raised: Sequence[str] = tied
        else:
            raised = [sheet.settle(tied, "take the larger fraction", max, asked=sheet.earlier)]
        for candidate in raised:
            shares[candidate] += 1
            left.remove(candidate)
    return shares


def _picked(part: Parcel, number: int, seed: str | None, purpose: str) -> Parcel:
    """*number* papers of a sub-parcel, by lot, and the others left out."""
    if number == part.papers:
        return part
    if number and seed is None:
        raise InvalidInputError(
            [f"some papers are chosen from others ({purpose}); give a seed that decides which"]
        )
    times = np.zeros_like(part.times)
    if number and seed is not None:
        ends = np.cumsum(part.times)
        drawn = Lots(seed, purpose).choose(range(part.papers), number)
        rows = np.searchsorted(ends, np.array(drawn, dtype=ends.dtype), side="right")
        np.add.at(times, rows, 1)
    held = times > 0
    return Parcel(part.value, part.rows[held], part.at[held], times[held])
