"""Which of several committees that are equally good: candidates are asked about, one by one.

Those who are in every best committee are elected. Of the others who are in some, one is asked for,
and whoever is chosen leaves only the committees that have them; and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from deliberation.voting.approval.search import (
    AsGood,
    AtOnce,
    Best,
    Goal,
    Members,
    Problem,
    search,
    settled,
)
from deliberation.voting.ties import Tie, TieBreak

Look = Callable[[Members, Members], Members | None]
"""A best committee with all of some, and nobody of others; nothing where there is none."""


def choose_among_the_best(
    problem: Problem, best: Best, names: Sequence[str], break_tie: TieBreak
) -> tuple[Members, tuple[Tie, ...]]:
    """The committee among the *best* that ties lead to, and these ties.

    Raises:
        UnresolvedTieError: by the default tie-break, where there are several best committees.
    """
    found = sorted(best.found, key=sorted)
    if not best.complete:
        return choose_by_searching(problem, AsGood(best.most), found, names, break_tie)

    def look(inside: Members, outside: Members) -> Members | None:
        return next((c for c in found if inside <= c and not outside & c), None)

    return _choose(problem, look, found, names, break_tie)


def choose_by_searching(
    problem: Problem,
    goal: Goal,
    known: Iterable[Members],
    names: Sequence[str],
    break_tie: TieBreak,
    *,
    at_once: AtOnce | None = None,
) -> tuple[Members, tuple[Tie, ...]]:
    """The same where not all of the best are known: they are looked for as they are asked about.

    Args:
        goal: what every best committee reaches, and no other.
        known: some of them.
        at_once: as for ``search``.
    """
    few = at_once and at_once(goal.least, frozenset(), problem.standing, problem.size)
    told = _told(problem, goal) if few is None else ()

    def look(inside: Members, outside: Members) -> Members | None:
        return search(problem, goal, inside, outside, at_once=at_once)

    return _choose(problem, look, known, names, break_tie, *told)


def _choose(
    problem: Problem,
    look: Look,
    best: Iterable[Members],
    names: Sequence[str],
    break_tie: TieBreak,
    inside: Members = frozenset(),
    outside: Members = frozenset(),
) -> tuple[Members, tuple[Tie, ...]]:
    """What ties lead to, from those who are *inside* and *outside* of all the best."""
    known = [*best]
    ties: list[Tie] = []
    while True:
        inside = _certain(look, known, inside, outside)
        if len(inside) == problem.size:
            return inside, tuple(ties)
        outside = _impossible(problem, look, known, inside, outside)
        tied = {names[c]: c for c in sorted(problem.standing - inside - outside)}
        tie = break_tie.settle([*tied], f"fill seat {len(inside) + 1}")
        ties.append(tie)
        inside |= {tied[tie.chosen]}
        known[:] = [committee for committee in known if inside <= committee]


def _told(problem: Problem, goal: Goal) -> tuple[Members, Members]:
    """Who is in all and who in none of the best committees, as far as one bound tells."""
    if len(problem.standing) == problem.size:
        return problem.standing, frozenset()
    bound = problem.bound(frozenset(), frozenset())
    return settled(bound, goal.least, problem.standing, problem.size)


def _certain(look: Look, known: list[Members], inside: Members, outside: Members) -> Members:
    """Who is in every best committee with all *inside*; others that are found become *known*."""
    while True:
        asked = sorted(frozenset.intersection(*known) - inside)
        if not asked:
            return inside
        found = look(inside, outside | {asked[0]})
        if found is None:
            inside |= {asked[0]}
        else:
            known.append(found)


def _impossible(
    problem: Problem, look: Look, known: list[Members], inside: Members, outside: Members
) -> Members:
    """Who is in no best committee with all *inside*; others that are found become *known*."""
    for candidate in sorted(problem.standing - inside - outside):
        if any(candidate in committee for committee in known):
            continue
        found = look(inside | {candidate}, outside)
        if found is None:
            outside |= {candidate}
        else:
            known.append(found)
    return outside
