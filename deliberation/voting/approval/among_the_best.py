"""Which of several committees that are equally good: candidates are asked about, one by one.

Those who are in every best committee are elected. Of the others who are in some, one is asked for,
and whoever is chosen leaves only the committees that have them; and so on.
"""

from __future__ import annotations

from collections.abc import Sequence

from deliberation.voting.approval.search import Goal, Members, Problem, search, settled
from deliberation.voting.ties import Tie, TieBreak


def choose_among_the_best(
    problem: Problem, goal: Goal, one: Members, names: Sequence[str], break_tie: TieBreak
) -> tuple[Members, tuple[Tie, ...]]:
    """The committee among the best that ties lead to, and these ties.

    Args:
        goal: what every best committee reaches, and no other.
        one: a best committee.

    Raises:
        UnresolvedTieError: by the default tie-break, where there are several best committees.
    """
    inside, outside = _at_once(problem, goal)
    known = [one]
    ties: list[Tie] = []
    while True:
        inside = _certain(problem, goal, known, inside, outside)
        if len(inside) == problem.size:
            return inside, tuple(ties)
        outside = _impossible(problem, goal, known, inside, outside)
        tied = {names[c]: c for c in sorted(problem.standing - inside - outside)}
        tie = break_tie.settle([*tied], f"fill seat {len(inside) + 1}")
        ties.append(tie)
        inside |= {tied[tie.chosen]}
        known[:] = [committee for committee in known if inside <= committee]


def _at_once(problem: Problem, goal: Goal) -> tuple[Members, Members]:
    """Who is in all and who in none of the best committees, as far as one bound tells."""
    if len(problem.standing) == problem.size:
        return problem.standing, frozenset()
    bound = problem.bound(frozenset(), frozenset())
    return settled(bound, goal.least, problem.standing, problem.size)


def _certain(
    problem: Problem, goal: Goal, known: list[Members], inside: Members, outside: Members
) -> Members:
    """Who is in every best committee with all *inside*; others that are found become *known*."""
    while True:
        asked = sorted(frozenset.intersection(*known) - inside)
        if not asked:
            return inside
        found = search(problem, goal, inside, outside | {asked[0]})
        if found is None:
            inside |= {asked[0]}
        else:
            known.append(found)


def _impossible(
    problem: Problem, goal: Goal, known: list[Members], inside: Members, outside: Members
) -> Members:
    """Who is in no best committee with all *inside*; others that are found become *known*."""
    for candidate in sorted(problem.standing - inside - outside):
        if any(candidate in committee for committee in known):
            continue
        found = search(problem, goal, inside | {candidate}, outside)
        if found is None:
            outside |= {candidate}
        else:
            known.append(found)
    return outside
