"""The single transferable vote by the rules of the Electoral Reform Society of 1997.

Source: Newland & Britton, "How to conduct an election by the single transferable vote", third
edition (1997), rules 5.1 to 5.6; words in quotation marks are theirs.
"""

from __future__ import annotations

from fractions import Fraction

from deliberation.exact import truncate
from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.seats import require_countable
from deliberation.voting.stv.losers import sure_losers
from deliberation.voting.stv.sheet import Sheet
from deliberation.voting.stv.stages import Waiting, next_stage, waiting_papers
from deliberation.voting.stv.surplus import pass_on
from deliberation.voting.stv.transfer import NOTHING, Piles
from deliberation.voting.stv.why import written
from deliberation.voting.tally import Count
from deliberation.voting.ties import TieBreak, refuse

PLACES = 2
"""5.1.6 and 5.3.7: "to two decimal places"."""


def ers97(profile: Profile[Ranking], *, seats: int = 1, break_tie: TieBreak = refuse) -> Count:
    """The count, batch by batch: a round is a surplus, or one batch of an exclusion's papers.

    >>> ers97(Profile.ranked({("a", "b"): 6, ("c",): 3}), seats=2).quota
    Fraction(3, 1)

    Args:
        break_tie: the lot of 5.2.3 and 5.2.5, asked where candidates were equal at every point.

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when a lot has to be drawn.
    """
    require_countable(profile, Ranking, seats)
    piles = Piles(profile)
    sheet = Sheet("ers97", piles, seats, break_tie)
    valid = profile.size - profile.blank
    quota = _quota(Fraction(valid), seats)
    waiting: Waiting = []  # an exclusion's papers that have not yet moved
    while sheet.free:
        quota = _lowered(sheet, quota, valid)
        _deem_elected(sheet, quota)
        if len(piles.continuing) <= sheet.free:
            sheet.elect_by_total(piles.continuing)
        if sheet.free:
            # 5.4.2 to 5.4.11 the papers of the highest value, of all who are excluded together
            waiting = next_stage(sheet, waiting) if waiting else _decide(sheet, quota)
        # 5.5.2 with the last place filled "no further transfers of papers are made"
        if sheet.free:
            piles.end_batch()
            sheet.close()
    return sheet.count(quota, PLACES)


def _lowered(sheet: Sheet[Piles], quota: Fraction, valid: int) -> Fraction:
    """5.4.8 "If any papers have become non-transferable before any candidate has been deemed
    elected, recalculate the quota [...] ignoring the non-transferable vote."
    """
    if sheet.elected:
        return quota
    lower = _quota(valid - sheet.exhausted, sheet.seats)
    if lower != quota:
        sheet.note(f"nobody is elected yet, so the quota falls to {written(lower)}.")
    return lower


def _decide(sheet: Sheet[Piles], quota: Fraction) -> Waiting:
    """5.2 pass on a surplus, or exclude somebody.

    Returns:
        The papers of the excluded that have not yet moved.
    """
    piles = sheet.piles
    over = [c for c in sheet.elected if piles.totals[c] > quota]
    surplus = sum((piles.totals[c] - quota for c in over), NOTHING)
    # 5.2.5 "Exclude as many candidates together as possible", provided that enough remain, and that
    # their votes and deferred surpluses do "not exceed the vote of the candidate next above"; 5.2.2
    # for just as long surpluses are deferred
    leave = sheet.free
    out = sure_losers(piles.totals, piles.continuing, surplus=surplus, leave=leave, equal=True)
    if over and not out:
        _pass_on(sheet, over, quota)
        return []
    if over:
        sheet.note("the surpluses could change nothing now and are deferred.")
    if not out:
        lowest = piles.lowest(piles.continuing)
        out = (sheet.settle(lowest, "eliminate", min, asked=sheet.earlier),)
    sheet.eliminate(out)
    # 5.5.1 if only as many would be left as there are places, they "shall be deemed to be elected"
    if len(piles.continuing) == sheet.free:
        sheet.elect_by_total(piles.continuing)
        return []
    # 5.4.1 the papers are arranged "in batches in descending order of transfer value"
    return next_stage(sheet, waiting_papers(piles, out))


def _quota(votes: Fraction, seats: int) -> Fraction:
    """5.1.6 "If the result is exact that is the quota. Otherwise ignore the remainder, and add
    0.01."
    """
    exact = votes / (seats + 1)
    cut = truncate(exact, PLACES)
    return cut if cut == exact else cut + Fraction(1, 10**PLACES)


def _deem_elected(sheet: Sheet[Piles], quota: Fraction) -> None:
    """5.1.7, 5.3.13 and 5.4.9: "Considering each continuing candidate in turn in descending order
    of their votes", whoever has (a) the quota or (b) "the total active vote, divided by one more
    than the number of places not yet filled".
    """
    piles = sheet.piles
    while sheet.free and piles.continuing:
        surplus = sum(
            (piles.totals[c] - quota for c in sheet.elected if piles.totals[c] > quota), NOTHING
        )
        active = sum((piles.totals[c] for c in piles.continuing), surplus)
        enough = min(quota, active / (sheet.free + 1))
        first = piles.highest(piles.continuing)
        if piles.totals[first[0]] < enough:
            return
        if len(first) > sheet.free:
            # 5.6.2 those ahead at "the earliest point in the count" where they differed; "if,
            # however, their votes have been equal at all such points, then none of them"
            first = _ahead(sheet, first)
            if len(first) > sheet.free:
                return
        sheet.elect(first)


def _ahead(sheet: Sheet[Piles], tied: list[str]) -> list[str]:
    """Those of the tied who are ahead of the others at the earliest point that parts them."""
    for totals in sheet.earlier:
        level = max(totals[candidate] for candidate in tied)
        tied = [candidate for candidate in tied if totals[candidate] == level]
        if len(tied) <= sheet.free:
            break
    return tied


def _pass_on(sheet: Sheet[Piles], over: list[str], quota: Fraction) -> None:
    """5.3 the largest surplus, by "the last received batch" of papers, which gave rise to it."""
    piles = sheet.piles
    source = sheet.settle(piles.highest(over), "transfer first", max, asked=sheet.earlier)
    # 5.3.7 "If the total value does not exceed the surplus, the transfer value of each paper is its
    # present value"; or else the surplus divided by the transferable papers, "ignoring any
    # remainder"
    sheet.transfers += pass_on(
        piles, source, quota=quota, way="last", among="transferable", places=PLACES
    )
