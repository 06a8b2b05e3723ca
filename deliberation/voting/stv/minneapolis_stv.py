"""The single transferable vote as Minneapolis counts its boards, and its mayor.

Source: Minneapolis Code of Ordinances, title 8.5, chapter 167, sections 167.20, 167.60 (one seat)
and 167.70 (several seats).
"""

from __future__ import annotations

from fractions import Fraction

from deliberation.exact import truncate
from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.quota import droop
from deliberation.voting.seats import require_countable
from deliberation.voting.stv.losers import sure_losers
from deliberation.voting.stv.sheet import Sheet
from deliberation.voting.stv.transfer import Piles
from deliberation.voting.tally import Count
from deliberation.voting.ties import TieBreak, refuse

PLACES = 4
"""167.20, surplus fraction: to four decimals, the rest is ignored."""


def minneapolis_stv(
    profile: Profile[Ranking], *, seats: int = 1, break_tie: TieBreak = refuse
) -> Count:
    """The count of one seat or several, round by round.

    >>> minneapolis_stv(Profile.ranked({("a", "b"): 6, ("c",): 3}), seats=2).elected
    ('a', 'c')

    Args:
        break_tie: the lot that the ordinance has drawn by the chief election official.

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when a lot has to be drawn.
    """
    require_countable(profile, Ranking, seats)
    piles = Piles(profile)
    sheet = Sheet("minneapolis_stv", piles, seats, break_tie)
    # 167.20 threshold: the votes divided by one more than the offices, plus one, without
    # fractions
    threshold = droop(profile.size - profile.blank, seats)
    while True:
        reached = [c for c in piles.continuing if sheet.totals[c] >= threshold]
        # 167.70(c) as many as there are seats have the threshold; (f) or nobody has a surplus, and
        # no more are left
        if len(reached) >= sheet.free:
            sheet.elect_by_total(reached)
        elif not reached and len(piles.continuing) <= sheet.free:
            sheet.elect_by_total(piles.continuing)
        if not sheet.free:
            return sheet.count(threshold, PLACES)
        surplus = sum((sheet.totals[c] - threshold for c in reached), Fraction(0))
        # 167.20 sure losers: the votes of all who stand lower, and
        # every surplus, do not reach the next above
        out = sure_losers(sheet.totals, piles.continuing, surplus=surplus, leave=sheet.free)
        if not out and reached:
            _pass_on(sheet, reached, threshold)
        else:
            out = out or (sheet.settle(piles.lowest(piles.continuing), "eliminate", min),)
            sheet.eliminate(out)
            for source in out:
                sheet.transfers += piles.move(source)
        sheet.close()


def _pass_on(sheet: Sheet[Piles], reached: list[str], threshold: Fraction) -> None:
    """167.70(d) the largest surplus is transferred and its candidate elected, each paper at its
    value times the surplus fraction.
    """
    source = sheet.settle(sheet.piles.highest(reached), "transfer first", max)
    total = sheet.totals[source]
    sheet.elect([source])
    fraction = truncate((total - threshold) / total, PLACES)
    sheet.transfers += sheet.piles.move(source, keep=threshold, share=fraction, places=PLACES)
