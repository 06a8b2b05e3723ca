"""The single transferable vote as Australia counts its Senate: unweighted inclusive Gregory.

Source: Commonwealth Electoral Act 1918, section 273, subsections (8) to (31), in our words and
from secondary accounts. Every paper of an elected candidate goes on at one value, however it came.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.quota import droop
from deliberation.voting.seats import require_countable
from deliberation.voting.stv.parcels import Parcel
from deliberation.voting.stv.sheet import Sheet
from deliberation.voting.stv.surplus import pass_on
from deliberation.voting.stv.transfer import NOTHING, Piles
from deliberation.voting.tally import Count
from deliberation.voting.ties import TieBreak, refuse


def senate_stv(
    profile: Profile[Ranking],
    *,
    seats: int = 1,
    bulk: bool = False,
    break_tie: TieBreak = refuse,
) -> Count:
    """The scrutiny, count by count: a round is a surplus, or an exclusion's papers of one value.

    >>> senate_stv(Profile.ranked({("a", "b"): 6, ("c",): 3}), seats=2).elected
    ('a', 'c')

    Args:
        bulk: whether candidates are excluded together as (13A) allows.
        break_tie: the determination of the Australian Electoral Officer, asked where candidates
            were equal at every count.

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when the officer has to determine.
    """
    require_countable(profile, Ranking, seats)
    piles = Piles(profile)
    sheet = Sheet("senate_stv", piles, seats, break_tie)
    # (8) first preferences divided by one more than the seats, the quotient without its
    # remainder increased by one
    quota = droop(profile.size - profile.blank, seats)
    waiting: list[tuple[str, Parcel]] = []  # papers of the excluded that have not yet moved
    surpluses: list[list[str]] = []  # of those elected at one count, the earliest first
    while True:
        reached = [c for c in piles.continuing if piles.totals[c] >= quota]
        if reached:  # (9), (10), (14) whoever has the quota after a transfer is elected
            sheet.elect_by_total(reached[: sheet.free])
            surpluses.append([c for c in reached if piles.totals[c] > quota])
        if len(piles.continuing) <= sheet.free:  # (18) as many continue as there are vacancies
            sheet.elect_by_total(piles.continuing)
        elif sheet.free == 1 and len(piles.continuing) == 2 and not waiting and not any(surpluses):
            # (17) the last vacancy goes to the larger of the last two, quota or not
            sheet.elect([sheet.settle(piles.highest(piles.continuing), "elect", max)])
        if not sheet.free:
            return sheet.count(quota)
        if waiting:  # (13AA), and (14A): no surplus before all papers of the excluded have moved
            waiting = _next_value(sheet, waiting)
        elif over := next((group for group in surpluses if group), None):
            _pass_on(sheet, over, quota)
        else:
            out = (_bulk(sheet, quota) if bulk else ()) or (_lowest(sheet),)
            sheet.eliminate(out)
            waiting = _next_value(sheet, [(c, p) for c in out for p in piles.parcels(c)])
        sheet.close()


def _pass_on(sheet: Sheet[Piles], over: list[str], quota: Fraction) -> None:
    """(9), (10): the surplus votes divided by the ballot papers received is
    the transfer value; what each candidate gets by it is taken without its fraction.

    (22) equal surpluses: first that of whoever had more at the last count at which they differed.
    """
    piles = sheet.piles
    back = list(reversed(sheet.earlier))
    source = sheet.settle(piles.highest(over), "transfer first", max, asked=back)
    over.remove(source)
    sheet.transfers += pass_on(
        piles, source, quota=quota, way="unweighted", among="all", credit=_whole
    )


def _next_value(sheet: Sheet[Piles], waiting: list[tuple[str, Parcel]]) -> list[tuple[str, Parcel]]:
    """(13AA): the papers of the highest transfer value, of all who are excluded together.

    Returns:
        The papers that are left.
    """
    piles = sheet.piles
    highest = max((parcel.value for _, parcel in waiting), default=NOTHING)
    batch = [(c, parcel) for c, parcel in waiting if parcel.value == highest]
    left = [(c, parcel) for c, parcel in waiting if parcel.value != highest]
    sources = list(dict.fromkeys(c for c, _ in batch))
    for source in sources:
        piles.take(source, [parcel for c, parcel in batch if c == source])
    rest = {c: [p for name, p in left if name == c] for c in sources}
    # a source keeps nothing once its last papers have moved; until then, what these are worth
    keeps = {c: _kept(piles.totals[c], batch, c) if rest[c] else NOTHING for c in sources}
    sheet.transfers += piles.send_together(batch, keeps, credit=_whole)
    return left


def _kept(total: Fraction, batch: list[tuple[str, Parcel]], source: str) -> Fraction:
    moved = sum((p.papers * p.value for c, p in batch if c == source), NOTHING)
    return max(total - floor(moved), NOTHING)


def _whole(papers: int, value: Fraction) -> Fraction:
    return Fraction(floor(papers * value))


def _lowest(sheet: Sheet[Piles]) -> str:
    """(13)(b), (31)(b): "the fewest votes"; of equals whoever had fewest at the last count at which
    they differed.
    """
    lowest = sheet.piles.lowest(sheet.piles.continuing)
    return sheet.settle(lowest, "eliminate", min, asked=list(reversed(sheet.earlier)))


def _bulk(sheet: Sheet[Piles], quota: Fraction) -> tuple[str, ...]:
    """(13A) to (13C): candidates who can be excluded together without changing who is elected next.

    A candidate's *notional votes* are their own and those of all who stand lower; the *shortfall*
    is what a candidate lacks of the quota, the *leading* one that of the highest, the *vacancy*
    one that of as many of the highest as there are vacancies. Equal candidates stand together.
    """
    totals = sheet.piles.totals
    order = sorted(sheet.piles.continuing, key=totals.__getitem__)
    notional = [sum((totals[c] for c in order[: i + 1]), NOTHING) for i in range(len(order))]
    shortfalls = [quota - totals[c] for c in reversed(order)]
    leading, vacancy = shortfalls[0], sum(shortfalls[: sheet.free], NOTHING)
    # (a), (b) B: the highest below A with fewer notional votes than the next above has votes, A
    # being the lowest with as many notional votes as the vacancy shortfall
    below = next((i for i, votes in enumerate(notional) if votes >= vacancy), len(order))
    candidates = [
        i for i in range(min(below, len(order) - 1)) if notional[i] < totals[order[i + 1]]
    ]
    if not candidates:
        return ()
    number = candidates[-1] + 1
    if notional[candidates[-1]] >= leading:  # (d) C: the highest with fewer than that
        number = sum(1 for votes in notional if votes < leading)
    number = min(number, len(order) - sheet.free)  # (13B) enough have to remain
    while 0 < number < len(order) and totals[order[number - 1]] == totals[order[number]]:
        number -= 1  # C's equals are not parted
    return tuple(c for c in sheet.piles.continuing if c in order[:number]) if number > 1 else ()
