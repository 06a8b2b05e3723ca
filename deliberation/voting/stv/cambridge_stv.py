"""The single transferable vote as Cambridge, Massachusetts, counts it: ballots in their order.

Source: Massachusetts General Laws, chapter 54A, section 9, rules (b) to (l), with the transfer of
surpluses that section 16(b) lets the city keep: the Cincinnati method. Words in quotation marks are
the statute's, or the city's description of that method.

The order of ballots decides: the city draws the order of precincts by lot; here a seed shuffles
all ballots.
"""

from __future__ import annotations

from deliberation.randomness import Lots
from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.quota import droop
from deliberation.voting.seats import require_countable
from deliberation.voting.stv.sheet import Sheet
from deliberation.voting.stv.stacks import Ballot, Stacks
from deliberation.voting.tally import Count
from deliberation.voting.ties import TieBreak, refuse


def cambridge_stv(
    profile: Profile[Ranking],
    *,
    seats: int = 1,
    seed: str | None = None,
    signatures: int = 50,
    break_tie: TieBreak = refuse,
) -> Count:
    """The count of a body; a round is a surplus, or the ballots of the defeated.

    >>> cambridge_stv(
    ...     Profile.ranked({("a", "b"): 6, ("c",): 3}), seats=2, seed="dice 4", signatures=1
    ... ).elected
    ('a', 'c')

    Args:
        seed: ``Lots(seed, "order of ballots")`` shuffles the ballots. Without one they stay in the
            order of their candidates, equal ones beside each other, where every nth is as even a
            sample as can be.
        signatures: (g) who has fewer first choices than a nomination needs signatures is defeated
            at once.
        break_tie: (k) the lot, asked where candidates were equal at every stage.

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when a lot has to be drawn.
    """
    require_countable(profile, Ranking, seats)
    # (c) valid ballots divided by one more than the seats, "adding one to the result, disregarding
    # fractions"
    quota = droop(profile.size - profile.blank, seats)
    stacks = Stacks(profile.candidates, _shuffled(profile, seed))  # (d)
    sheet = Sheet("cambridge_stv", stacks, seats, break_tie)
    few = [c for c in stacks.continuing if stacks.totals[c] < signatures]
    stuck: set[str] = set()  # elected with ballots that nobody else can take
    while True:
        # (c) "Whenever at any stage of the counting the number of ballots credited to a candidate
        # becomes equal to the quota, he shall be declared elected"
        reached = [c for c in stacks.continuing if sheet.totals[c] >= quota]
        sheet.elect_by_total(reached[: sheet.free])
        if len(stacks.continuing) <= sheet.free:  # (l) nobody else can be defeated
            sheet.elect_by_total(stacks.continuing)
        if not sheet.free:
            return sheet.count(quota)
        if over := [c for c in sheet.elected if sheet.totals[c] > quota and c not in stuck]:
            source = sheet.settle(stacks.highest(over), "transfer first", max)
            surplus = int(sheet.totals[source] - quota)
            places = cincinnati(int(sheet.totals[source]), surplus)
            moves = stacks.move(source, places, quota, most=surplus)
            sheet.transfers += moves
            if sum(move.papers for move in moves) < surplus:  # no ballot names anybody further
                stuck.add(source)
        else:
            out = _defeated(sheet, few)
            few = []
            sheet.eliminate(out)
            for source in out:
                held = range(int(sheet.totals[source]))
                sheet.transfers += stacks.move(source, held, quota)
        sheet.close()


def _defeated(sheet: Sheet[Stacks], few: list[str]) -> list[str]:
    """(g) those with too few first choices, together; (i), (j) then the lowest, one by one.

    (k) of equals whoever had fewest "immediately prior to the last transfer", and so on back.
    """
    held = sheet.piles
    out = [c for c in few if c in held.continuing]
    if out and len(held.continuing) - len(out) >= sheet.free:
        return out
    back = list(reversed(sheet.earlier))
    return [sheet.settle(held.lowest(held.continuing), "eliminate", min, asked=back)]


def cincinnati(ballots: int, surplus: int) -> list[int]:
    """The places, counted from 0, at which ballots are drawn: "every *n*th", and then further.

    *n* is the nearest whole number to the ballots divided by the surplus. After n, 2n, 3n come
    n + 1, 2n + 1, 3n + 1, and so on; the first n - 1 come last.

    >>> cincinnati(9, 3)
    [2, 5, 8, 3, 6, 4, 7, 0, 1]
    """
    n = max((2 * ballots + surplus) // (2 * surplus), 1)
    drawn = [k + further for further in range(n) for k in range(n, ballots + 1, n)]
    return [place - 1 for place in (*drawn, *range(1, n)) if place <= ballots]


def _shuffled(profile: Profile[Ranking], seed: str | None) -> list[Ballot]:
    """Every valid ballot, in the order that the *seed* gives them."""
    index = {candidate: i for i, candidate in enumerate(profile.candidates)}
    ranked = sorted(profile.counts.items(), key=lambda item: [index[c] for c in item[0].order])
    ballots = [ballot.order for ballot, times in ranked for _ in range(times) if ballot.order]
    return ballots if seed is None else Lots(seed, "order of ballots").shuffle(ballots)
