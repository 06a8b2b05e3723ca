"""How much groups of contributors move the match: the same without each of them.

That is no proof of collusion. A street that wants its park is a group, and so is one person with
twenty names; what both do to the result is seen here, and judged by people.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from deliberation.errors import InvalidInputError
from deliberation.voting.quadratic.contributions import Contributions
from deliberation.voting.quadratic.funding import Funding


@dataclass(frozen=True, slots=True)
class Influence:
    """What a group does to the result.

    Args:
        given: what its members gave, in cents.
        change: by how many cents each project's match is higher than without the group.
        moved: the sum of those that are higher.
        leverage: *moved* for each 100 cents given, rounded down.
    """

    group: str
    members: int
    given: int
    change: Mapping[str, int] = field(hash=False)
    moved: int
    leverage: int


def collusion_report(
    given: Contributions,
    groups: Mapping[str, Collection[str]],
    *,
    fund: Callable[[Contributions], Funding],
) -> tuple[Influence, ...]:
    """The groups in the order of how much money they move, the most first; equals by name.

    >>> from functools import partial
    >>> from deliberation.voting.quadratic.funding import quadratic_funding
    >>> given = Contributions({"park": {"a": 100, "b": 100}, "pool": {"c": 100, "d": 400}})
    >>> report = collusion_report(given, {"cd": "cd"}, fund=partial(quadratic_funding, pool=300))
    >>> dict(report[0].change), report[0].leverage
    ({'park': -100, 'pool': 200}, 40)

    Args:
        fund: the rule with its pool and options, such as ``partial(quadratic_funding, pool=1000)``.

    Raises:
        InvalidInputError: a group has nobody who gave, or everybody.
    """
    everybody = {*given.contributors}
    inside = {name: everybody & {*members} for name, members in groups.items()}
    problems = [
        f"nobody in the group {name!r} gave anything; leave it out"
        for name, members in inside.items()
        if not members
    ]
    problems += [
        f"the group {name!r} is everybody; without it there is nothing to compare with"
        for name, members in inside.items()
        if members == everybody
    ]
    if problems:
        raise InvalidInputError(problems)
    whole = fund(given).match
    report = [_influence(name, {*people}, given, whole, fund) for name, people in groups.items()]
    return tuple(sorted(report, key=lambda influence: (-influence.moved, influence.group)))


def _influence(
    name: str,
    people: set[str],
    given: Contributions,
    whole: Mapping[str, int],
    fund: Callable[[Contributions], Funding],
) -> Influence:
    """What the match is without one group."""
    without = fund(given.without(people)).match
    change = {project: cents - without[project] for project, cents in whole.items()}
    spent = sum(n for gifts in given.cents.values() for who, n in gifts.items() if who in people)
    moved = sum(n for n in change.values() if n > 0)
    members = len(people & {*given.contributors})
    return Influence(name, members, spent, change, moved, moved * 100 // spent)
