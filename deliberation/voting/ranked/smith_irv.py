"""Smith//IRV: instant runoff among the Smith set.

Source: Green-Armytage, "Four Condorcet-Hare Hybrid Methods for Single-Winner Elections", Voting
Matters 29 (2011), 2 (there called Smith-AV).
"""

from __future__ import annotations

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.ranked.irv import runoff
from deliberation.voting.ranked.majority import smith_set
from deliberation.voting.ranked.single import require_one_seat
from deliberation.voting.ranked.words import are, names
from deliberation.voting.stv.transfer import Piles
from deliberation.voting.tally import Count, Round
from deliberation.voting.ties import TieBreak, refuse


def smith_irv(profile: Profile[Ranking], *, seats: int = 1, break_tie: TieBreak = refuse) -> Count:
    """Instant runoff, where the first round eliminates everybody outside the Smith set.

    >>> count = smith_irv(Profile.ranked({("a", "b"): 4, ("b",): 3, ("c", "b"): 4}))
    >>> count.elected, count.rounds[0].eliminated
    (('b',), ('a', 'c'))

    Raises:
        InvalidInputError: there is no valid ballot, or *seats* is not one.
        UnresolvedTieError: by the default *break_tie*, when who is eliminated or elected matters.
    """
    require_one_seat("smith_irv", profile, Ranking, seats)
    piles = Piles(profile)
    rounds: list[Round] = []
    because: list[str] = []
    leave_out(piles, smith_set(profile), rounds, because)
    return runoff("smith_irv", piles, break_tie, rounds=rounds, because=because)


def leave_out(
    piles: Piles, inside: tuple[str, ...], rounds: list[Round], because: list[str]
) -> None:
    """Add the round that eliminates everybody outside a set, if there is somebody."""
    out = tuple(c for c in piles.continuing if c not in inside)
    if not out:
        return
    totals, exhausted = dict(piles.totals), piles.exhausted
    piles.withdraw(out)
    transfers = tuple(moved for source in out for moved in piles.move(source))
    rounds.append(Round(len(rounds) + 1, totals, exhausted, (), out, transfers))
    each = "each of " if len(inside) > 1 else ""
    because.append(
        f"Round {len(rounds)}: {are(out)} eliminated, because {each}{names(inside)} beats everybody"
        f" else."
    )
