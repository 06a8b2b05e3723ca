"""Instant runoff: eliminate the last, again and again, until two are left.

Source: Tideman, "Collective Decisions and Voting" (2006), chapter 13 (the alternative vote).

The rounds go on to the last two even where somebody has a majority before, so that the margin of
the winner is seen. A tie is asked only where it could matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.ranked.strength import require_one_of
from deliberation.voting.ranked.words import are, number, scores
from deliberation.voting.seats import require_countable
from deliberation.voting.stv.transfer import Piles, eliminated
from deliberation.voting.tally import Count, Round
from deliberation.voting.ties import Tie, TieBreak, pick, refuse

Batch = Literal["zero", "safe", "tied"]
"""Who is eliminated together. ``zero``: all who have no vote; ``safe``: the most who have fewer
votes together than the next candidate alone; ``tied``: all who are tied for the last place."""


def irv(
    profile: Profile[Ranking],
    *,
    seats: int = 1,
    batch: Batch = "zero",
    break_tie: TieBreak = refuse,
) -> Count:
    """The count of one seat, round by round.

    >>> count = irv(Profile.ranked({("a",): 4, ("b", "a"): 3, ("c", "b"): 2}))
    >>> count.elected, len(count.rounds)
    (('b',), 2)

    Args:
        batch: who is eliminated together. ``safe`` elects whom one at a time would: while any of
            such a group is in, none of them can come to hold more than all of them together, and
            nobody else holds less than the next candidate, so that all of them go first, in some
            order. ``tied`` is another rule, which can elect somebody else.

    Raises:
        InvalidInputError: there is no valid ballot, *seats* is not one, or *batch* is none of the
            three.
        UnresolvedTieError: by the default *break_tie*, when who is eliminated or elected matters.
    """
    require_countable(profile, Ranking, seats)
    if seats != 1:
        raise InvalidInputError([f"irv fills one seat, not {seats}; take stv for several"])
    require_one_of("batch", batch, get_args(Batch))
    return runoff("irv", Piles(profile), break_tie, batch=batch)


def runoff(
    rule: str,
    piles: Piles,
    break_tie: TieBreak,
    *,
    batch: Batch = "zero",
    rounds: Sequence[Round] = (),
    because: Sequence[str] = (),
) -> Count:
    """The count of the *piles*, after the *rounds* that the rule has made already."""
    made, told, ties = list(rounds), list(because), list[Tie]()
    while True:
        step = len(made) + 1
        totals, exhausted = dict(piles.totals), piles.exhausted
        winner, settled = _winner(piles, made, break_tie, batch)
        ties += settled
        if winner is not None:
            made.append(Round(step, totals, exhausted, elected=(winner,)))
            told.append(_told(step, f"{winner} is elected", piles))
            return Count(rule, 1, None, tuple(made), (winner,), tuple(ties), because=tuple(told))
        out, settled = _out(piles, made, break_tie, batch)
        ties += settled
        told.append(_told(step, f"{are(out)} eliminated", piles))
        piles.withdraw(out)
        transfers = tuple(moved for source in out for moved in piles.move(source))
        made.append(Round(step, totals, exhausted, (), out, transfers))


def _winner(
    piles: Piles, rounds: Sequence[Round], break_tie: TieBreak, batch: Batch
) -> tuple[str | None, tuple[Tie, ...]]:
    """The winner, if the count ends here."""
    first, lowest = piles.highest(piles.continuing), piles.lowest(piles.continuing)
    all_go = batch == "tied" and len(lowest) == len(piles.continuing)
    if len(piles.continuing) <= 2 or all_go:
        earlier = [step.totals for step in rounds]
        return pick(first, f"elect in round {len(rounds) + 1}", break_tie, earlier=earlier)
    asked = len(lowest) > 1 and not piles.empty(leave=2) and batch != "tied"
    majority = 2 * piles.totals[first[0]] > sum(piles.totals.values())
    if asked and majority and not (batch == "safe" and safe_batch(piles)):
        return first[0], ()  # no order of eliminating the tied could change the winner
    return None, ()


def _out(
    piles: Piles, rounds: Sequence[Round], break_tie: TieBreak, batch: Batch
) -> tuple[tuple[str, ...], tuple[Tie, ...]]:
    """Who is eliminated in the round after *rounds*."""
    if batch == "tied":
        return tuple(piles.lowest(piles.continuing)), ()
    if batch == "safe" and (safe := safe_batch(piles)):
        return safe, ()
    return eliminated(piles, rounds, break_tie, leave=2)


def safe_batch(piles: Piles) -> tuple[str, ...]:
    """The most who hold less together than the next one alone, and leave two; in candidate order.

    Nobody, where not even the last holds less than the next.
    """
    upwards = sorted(piles.continuing, key=piles.totals.__getitem__)
    for size in range(len(upwards) - 2, 0, -1):
        if sum(piles.totals[c] for c in upwards[:size]) < piles.totals[upwards[size]]:
            group = {*upwards[:size]}
            return tuple(c for c in piles.continuing if c in group)
    return ()


def _told(step: int, what: str, piles: Piles) -> str:
    """A round in words."""
    standing = [(c, piles.totals[c]) for c in piles.in_order(piles.continuing)]
    valid = sum(piles.totals.values())
    return f"Round {step}, {number(valid, 'vote')}: {scores(standing)}. {what}."
