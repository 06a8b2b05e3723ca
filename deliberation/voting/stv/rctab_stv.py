"""Several winners as a program of American cities counts them: all with the threshold at once.

Source: Ranked Choice Voting Resource Center, RCTab (formerly the Universal RCV Tabulator), the
multi-seat procedures of its configuration: "allow multiple winners per round", "allow only one
winner per round" and "bottoms-up".
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal, get_args

from deliberation.errors import InvalidInputError
from deliberation.exact import truncate
from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.quota import droop, droop_to
from deliberation.voting.seats import require_countable
from deliberation.voting.stv.sheet import Sheet
from deliberation.voting.stv.transfer import Piles
from deliberation.voting.tally import Count
from deliberation.voting.ties import TieBreak, refuse

Threshold = Literal["whole", "decimals", "hare"]
Winners = Literal["all", "one", "bottoms up"]


def rctab_stv(
    profile: Profile[Ranking],
    *,
    seats: int = 1,
    threshold: Threshold = "whole",
    winners: Winners = "all",
    places: int = 4,
    first_out: Sequence[str] = (),
    break_tie: TieBreak = refuse,
) -> Count:
    """The count, round by round; a winner's surplus moves in the round in which they are found.

    >>> rctab_stv(Profile.ranked({("a", "b"): 6, ("c",): 3}), seats=2).elected
    ('a', 'c')

    Args:
        threshold: a whole number of votes, one with *places* decimals, or the Hare quota cut to a
            whole number.
        winners: whether all who reach the threshold are elected in a round, or the highest only; or
            nobody before as many are left as there are seats.
        places: decimals of the fraction of a surplus and of the value of a paper.
        first_out: who is eliminated in the first round whatever they hold, such as undeclared
            write-ins; names of nobody who stands are passed over.

    Raises:
        InvalidInputError: there is no valid ballot, the seats cannot be filled, *places* is
            negative, or an option is not known.
        UnresolvedTieError: by the default *break_tie*, when totals are equal and it matters.
    """
    require_countable(profile, Ranking, seats)
    _check_options(threshold, winners, places)
    piles = Piles(profile)
    sheet = Sheet("rctab_stv", piles, seats, break_tie)
    valid = profile.size - profile.blank
    needed = _threshold(valid, seats, threshold, places)
    unwanted = [c for c in profile.candidates if c in set(first_out)]
    while True:
        reached = [c for c in piles.continuing if sheet.totals[c] >= needed]
        if len(piles.continuing) <= sheet.free:
            sheet.elect_by_total(piles.continuing)
        elif unwanted or winners == "bottoms up":
            reached = []
        elif winners == "one" and reached:
            reached = [sheet.settle(piles.highest(reached), "elect", max)]
        if sheet.free:
            sheet.elect_by_total(reached[: sheet.free])
        if not sheet.free:
            return sheet.count(None if winners == "bottoms up" else needed, places)
        if reached:
            for source in reached:
                share = truncate((sheet.totals[source] - needed) / sheet.totals[source], places)
                sheet.transfers += piles.move(source, keep=needed, share=share, places=places)
        else:
            out = unwanted or [sheet.settle(piles.lowest(piles.continuing), "eliminate", min)]
            unwanted = []
            sheet.eliminate(out)
            for source in out:
                sheet.transfers += piles.move(source)
        sheet.close()


def _threshold(valid: int, seats: int, threshold: Threshold, places: int) -> Fraction:
    if threshold == "hare":
        return Fraction(valid // seats)
    return droop(valid, seats) if threshold == "whole" else droop_to(places)(valid, seats)


def _check_options(threshold: str, winners: str, places: int) -> None:
    problems = []
    if threshold not in get_args(Threshold):
        problems.append(f"threshold is one of {', '.join(get_args(Threshold))}, not {threshold!r}")
    if winners not in get_args(Winners):
        problems.append(f"winners is one of {', '.join(get_args(Winners))}, not {winners!r}")
    if places < 0:
        problems.append(f"places is a number of decimals, not {places}")
    if problems:
        raise InvalidInputError(problems)
