"""Whether one or several alike stand does not change who else is elected.

Source: Tideman, "Independence of Clones as a Criterion for Voting Rules", Social Choice and Welfare
4 (1987).

Clones are two or more candidates, not all, between whom no ballot ranks anybody else. Where a
ballot leaves some of them out it has to leave out or rank below them all others who are not above.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from deliberation.voting.profile import Profile
from deliberation.voting.properties.asked import asked_for_one, either
from deliberation.voting.properties.counterexample import Counterexample, Option
from deliberation.voting.rules import Rule


def clones(
    rule: Rule, profile: Profile[Any], *, seats: int = 1, **options: Option
) -> Counterexample | None:
    """That without some of several clones somebody else is elected, however ties fall.

    Looked at is every set of clones in the *profile*, without each of them and with each alone; to
    find out about clones who do not stand yet, ask about a profile in which they stand
    (``with_clones``).

    Raises:
        InvalidInputError: *seats* is not one, ties fall in too many ways, or as for the rule.
    """
    asked = asked_for_one(rule, seats, options)
    for alike in clone_sets(profile):
        before = asked.case(profile)
        for out in _absent(alike):
            kept = [c for c in profile.candidates if c not in out]
            gone = ", ".join(out)
            after = asked.case(profile.restricted(kept), f"without {gone}")
            if not _as_one(before.winners, alike) & _as_one(after.winners, alike):
                happened = (
                    f"{', '.join(alike)} are clones. {either(before.winners)} is elected, and"
                    f" without {gone} it is {either(after.winners)}."
                )
                source = "Tideman, Social Choice and Welfare 4 (1987)"
                return asked.broken("clones", DEMAND, happened, source, before, after)
    return None


def _absent(alike: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """One of the clones, and all but one."""
    yield from ((c,) for c in alike)
    if len(alike) > 2:
        yield from (tuple(c for c in alike if c != kept) for kept in alike)


def clone_sets(profile: Profile[Any]) -> Iterator[tuple[str, ...]]:
    """Every set of clones, the smallest first.

    >>> list(clone_sets(Profile.ranked({("a", "b", "c"): 2, ("c", "b", "a"): 1})))
    [('a', 'b'), ('b', 'c')]
    """
    standing, ranks = profile.candidates, profile.ranks
    for size in range(2, len(standing)):
        for alike in combinations(range(len(standing)), size):
            others = [i for i in range(len(standing)) if i not in alike]
            best = ranks[:, alike].min(axis=1)[:, None]
            worst = ranks[:, alike].max(axis=1)[:, None]
            apart = (ranks[:, others] < best) | (ranks[:, others] > worst)
            together = (best == worst) & (ranks[:, others] == best)
            if (apart | together).all():
                yield tuple(standing[i] for i in alike)


def _as_one(winners: frozenset[str], alike: tuple[str, ...]) -> set[str]:
    """The *winners*, with one name for all clones."""
    return {alike[0] if c in alike else c for c in winners}


DEMAND = (
    "Where some of several clones do not stand, one of the clones is elected if one was before,"
    " and otherwise the same as before."
)
