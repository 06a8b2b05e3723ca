"""A pool shared out in whole cents that never come to more than there is.

The shares are in proportion to the matches. Nobody gets more than the cap: what is above it goes to
the others, again in proportion, until it fits. Everybody gets their share rounded down; where the
whole pool is shared out, the cents that are left go to the largest fractions of a cent, one each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cmp_to_key

from deliberation.voting.quadratic.quantities import FIRST, Quantity, sign, total
from deliberation.voting.quadratic.surds import Surd
from deliberation.voting.seats import fill
from deliberation.voting.ties import Tie, TieBreak

ONE = Quantity.of(Surd.fraction(1))


@dataclass(frozen=True, slots=True)
class Shares:
    """What each project gets.

    Args:
        cents: for each project.
        capped: those that would have got more than the cap.
        scaled: whether the matches together are more than the pool, or less and raised to it.
        ties: those about the last cents.
    """

    cents: Mapping[str, int]
    capped: tuple[str, ...]
    scaled: bool
    ties: tuple[Tie, ...]


def shared_out(
    matches: Mapping[str, Quantity],
    pool: int,
    *,
    cap: int | None,
    raised: bool,
    break_tie: TieBreak,
) -> Shares:
    """The *pool* in cents for each project.

    Args:
        cap: the most that a project can get, in cents.
        raised: whether matches that come to less than the pool are raised to it.

    Raises:
        UnresolvedTieError: by the default tie-break, where the last cents are tied.
        SolverError: two amounts could not be told apart.
    """
    wanting = {p: match for p, match in matches.items() if sign((1, match)) > 0}
    over = [p for p, m in wanting.items() if cap is not None and sign((1, m), (-cap, ONE)) > 0]
    rest = total(match for project, match in wanting.items() if project not in over)
    needed = pool - len(over) * (cap or 0)
    if not raised and sign((1, rest), (-needed, ONE)) <= 0:
        cents = {project: _floor(Fraction(1), ONE, match) for project, match in wanting.items()}
        cents |= dict.fromkeys(over, cap or 0)
        return Shares({p: cents.get(p, 0) for p in matches}, tuple(over), False, ())
    capped = _capped(wanting, pool, cap)
    sharing = {project: match for project, match in wanting.items() if project not in capped}
    cents = dict.fromkeys(capped, cap or 0)
    ties: tuple[Tie, ...] = ()
    if sharing:
        left = pool - len(capped) * (cap or 0)
        in_proportion, ties = _in_proportion(sharing, left, break_tie)
        cents |= in_proportion
    return Shares({p: cents.get(p, 0) for p in matches}, tuple(capped), True, ties)


def rounded_down(match: Quantity) -> int:
    """A match in whole cents."""
    return _floor(Fraction(1), ONE, match)


def _capped(wanting: Mapping[str, Quantity], pool: int, cap: int | None) -> list[str]:
    """Who gets the cap, because a share in proportion would be more: the largest matches first."""
    if cap is None:
        return []
    capped: list[str] = []

    def compare(a: str, b: str) -> int:
        return sign((1, wanting[b]), (-1, wanting[a]))

    order = sorted(wanting, key=cmp_to_key(compare))
    for project in order:
        left = pool - len(capped) * cap
        rest = total(wanting[other] for other in order if other not in capped)
        if left > 0 and sign((left, wanting[project]), (-cap, rest)) <= 0:
            break
        if left < cap:
            break
        capped.append(project)
    return capped


def _in_proportion(
    sharing: Mapping[str, Quantity], pool: int, break_tie: TieBreak
) -> tuple[dict[str, int], tuple[Tie, ...]]:
    """All of the *pool*, in whole cents."""
    whole = total(sharing.values())
    cents = {project: _floor(Fraction(pool), whole, match) for project, match in sharing.items()}

    def compare(a: str, b: str) -> int:
        """Which has the larger fraction of a cent left."""
        return sign((pool, sharing[b]), (-pool, sharing[a]), (cents[a] - cents[b], whole))

    order = sorted(sharing, key=cmp_to_key(compare))
    free = pool - sum(cents.values())
    decision = f"give cent {{}} of the last {free}"
    given, ties = fill(_groups(order, compare), free, break_tie, decision=decision)
    for project in given:
        cents[project] += 1
    return cents, ties


def _groups(order: Sequence[str], compare: Callable[[str, str], int]) -> list[list[str]]:
    """The projects of an *order* that are equal, together."""
    groups: list[list[str]] = []
    for project in order:
        if groups and compare(groups[-1][0], project) == 0:
            groups[-1].append(project)
        else:
            groups.append([project])
    return groups


def _floor(numerator: Fraction, whole: Quantity, match: Quantity) -> int:
    """The cents of a share, *numerator* times *match* divided by the *whole*, rounded down."""
    low, _ = match.bounds(FIRST)
    _, above = whole.bounds(FIRST)
    cents = max(0, int(numerator * low / max(above, 1)))
    while sign((numerator, match), (-(cents + 1), whole)) >= 0:
        cents += 1
    return cents
