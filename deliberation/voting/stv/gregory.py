"""The count by which papers pass on a part of their value, by parts that have names.

Source: Tideman, "The Single Transferable Vote", Journal of Economic Perspectives 9 (1995); what
the article leaves open is one of the parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.seats import require_countable
from deliberation.voting.stv.losers import sure_losers
from deliberation.voting.stv.parts import Exclusion, Order, Parts
from deliberation.voting.stv.sheet import Sheet
from deliberation.voting.stv.stages import Waiting, next_stage, waiting_papers
from deliberation.voting.stv.surplus import pass_on
from deliberation.voting.stv.transfer import Piles
from deliberation.voting.tally import Count
from deliberation.voting.ties import TieBreak

LARGEST = 13_000
"""Binary digits of a denominator. A surplus can double them; beyond 4300 decimal digits Python
writes no number."""


def gregory(
    rule: str, profile: Profile[Ranking], parts: Parts, *, seats: int, break_tie: TieBreak
) -> Count:
    """The count by these *parts*, under the name of the *rule* that has them."""
    require_countable(profile, Ranking, seats)
    piles = Piles(profile)
    sheet = Sheet(rule, piles, seats, break_tie)
    valid = profile.size - profile.blank
    quota = parts.needed(valid, seats)
    enough = quota * (seats + 1) > valid  # or else it takes more
    waiting: Waiting = []
    while True:
        totals = sheet.totals
        # Whoever reaches the quota is elected, and the others once no more than the seats are left.
        winners = [
            c for c in piles.continuing if totals[c] > quota or (enough and totals[c] == quota)
        ]
        if len(piles.continuing) <= sheet.free:
            winners = piles.continuing
        sheet.elect_by_total(winners)
        if not sheet.free:
            _check_size(sheet)
            return sheet.count(quota, parts.places)
        # The papers of the excluded go to their end, then a surplus; where there is none, the last
        # is eliminated.
        if waiting:
            waiting = next_stage(sheet, waiting)
        elif over := [c for c in sheet.elected if totals[c] > quota]:
            for source in _sources(sheet, over, parts.order):
                sheet.transfers += pass_on(
                    piles,
                    source,
                    quota=quota,
                    way=parts.transfer,
                    among=parts.among,
                    places=parts.places,
                )
        else:
            out = _eliminated(sheet, parts.exclusion)
            sheet.eliminate(out)
            if parts.stages == "values":
                waiting = next_stage(sheet, waiting_papers(piles, out))
            else:
                for source in out:
                    sheet.transfers += piles.move(source)
        _check_size(sheet)
        piles.end_batch()
        sheet.close()


def _sources(sheet: Sheet[Piles], over: Sequence[str], order: Order) -> Sequence[str]:
    """Whose surpluses are passed on in this round."""
    if order == "together":
        return over
    first = over
    if order == "elected":
        groups = [*(step.elected for step in sheet.rounds), sheet.found]
        first = next(of for group in groups if (of := [c for c in group if c in over]))
    return [sheet.settle(sheet.piles.highest(first), "transfer first", max)]


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


def _check_size(sheet: Sheet[Piles]) -> None:
    """Refuse fractions that are too long to be written down."""
    numbers = [*sheet.totals.values(), sheet.exhausted, *(move.value for move in sheet.transfers)]
    if max(number.denominator.bit_length() for number in numbers) > LARGEST:
        raise InvalidInputError(
            [f"exact fractions grow too long in round {sheet.number}; give places, such as 9"]
        )
