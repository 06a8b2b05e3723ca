"""Quadratic funding: many small contributions are matched with more than one large one.

Source: Buterin, Hitzig & Weyl, "A flexible design for funding public goods", Management Science 65
(2019), section 5 for a pool that is limited. ``matches`` has the formulas, ``cents`` the rounding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, get_args

from deliberation.errors import InvalidInputError
from deliberation.voting.quadratic.cents import Shares, rounded_down, shared_out
from deliberation.voting.quadratic.contributions import Contributions
from deliberation.voting.quadratic.matches import Groups, clusters, pairwise, plain
from deliberation.voting.ties import Tie, TieBreak, refuse

Formula = Literal["plain", "pairwise", "clusters"]


@dataclass(frozen=True, slots=True)
class Funding:
    """What each project is matched with.

    Args:
        rule: the formula, such as ``quadratic_funding: plain``.
        pool: what there was to match with, in cents.
        ideal: the match by the formula alone, in cents rounded down, by project.
        match: the match that is paid, in cents; together no more than the pool.
        given: what people gave, in cents.
        capped: the projects that the cap kept down.
        elected: the projects with a match, the largest first; equal ones in order of projects.
    """

    rule: str
    pool: int
    ideal: Mapping[str, int] = field(hash=False)
    match: Mapping[str, int] = field(hash=False)
    given: Mapping[str, int] = field(hash=False)
    capped: tuple[str, ...]
    elected: tuple[str, ...]
    ties: tuple[Tie, ...] = ()
    because: tuple[str, ...] = ()


def quadratic_funding(
    given: Contributions,
    *,
    pool: int,
    formula: Formula = "plain",
    bound: Fraction | None = None,
    groups: Groups | None = None,
    cap: int | None = None,
    raised: bool = False,
    unit: int = 100,
    break_tie: TieBreak = refuse,
) -> Funding:
    """The match of each project.

    Nine people who give 1 each are matched with 72; one who gives 9 with nothing.

    >>> many = {f"p{i}": 100 for i in range(9)}
    >>> given = Contributions({"park": many, "pool": {"ann": 900}})
    >>> dict(quadratic_funding(given, pool=10_000).match)
    {'park': 7200, 'pool': 0}

    Args:
        pool: what there is to match with, in cents.
        formula: ``"plain"``, ``"pairwise"`` (with a *bound*) or ``"clusters"`` (with *groups*).
        bound: M, in currency: a pair that has as much in common is matched half.
        groups: who belongs together, by the name of the group.
        cap: the most that one project is matched with, in cents; what is above it goes to others.
        raised: whether matches that come to less than the pool are raised to it.
        unit: how many cents are one of the currency. Two of the formulas depend on it.

    Raises:
        InvalidInputError: options are not valid, or do not belong to the formula.
        UnresolvedTieError: by the default *break_tie*, where the last cents of the pool are tied.
        SolverError: two amounts that are not the same could not be told apart.
    """
    _check(given, pool, formula, bound, groups, cap, unit)
    match formula:
        case "plain":
            matches = plain(given)
        case "pairwise":
            matches = pairwise(given, bound=bound or Fraction(1), unit=unit)
        case _:
            matches = clusters(given, groups=groups or {}, unit=unit)
    shares = shared_out(matches, pool, cap=cap, raised=raised, break_tie=break_tie)
    ideal = {project: rounded_down(match) for project, match in matches.items()}
    paid = {project: cents for project, cents in shares.cents.items() if cents}
    return Funding(
        f"quadratic_funding: {formula}",
        pool,
        ideal,
        shares.cents,
        {project: given.total(project) for project in given.projects},
        shares.capped,
        tuple(sorted(paid, key=lambda project: -paid[project])),
        shares.ties,
        tuple(_told(given, pool, ideal, shares)),
    )


def _check(
    given: Contributions,
    pool: int,
    formula: str,
    bound: Fraction | None,
    groups: Groups | None,
    cap: int | None,
    unit: int,
) -> None:
    """Refuse what cannot be meant.

    Raises:
        InvalidInputError: with every problem found.
    """
    problems = [
        f"the {name} must be a whole number of cents above 0, not {n!r}"
        for name, n in (("pool", pool), ("cap", 1 if cap is None else cap), ("unit", unit))
        if not isinstance(n, int) or n <= 0
    ]
    if formula not in get_args(Formula):
        problems.append(f"{formula!r} is no formula; write {' or '.join(get_args(Formula))}")
    if (bound is not None) != (formula == "pairwise") or (bound is not None and bound <= 0):
        problems.append("a bound above 0 is needed by the formula pairwise, and by no other")
    if (groups is not None) != (formula == "clusters"):
        problems.append("groups are needed by the formula clusters, and by no other")
    strangers = {who for members in (groups or {}).values() for who in members}
    problems += [
        f"{who!r} is in a group, but gave nothing"
        for who in sorted(strangers - {*given.contributors})
    ]
    if problems:
        raise InvalidInputError(problems)


def _told(
    given: Contributions, pool: int, ideal: Mapping[str, int], shares: Shares
) -> Iterator[str]:
    """A sentence for each step."""
    asked, paid = sum(ideal.values()), sum(shares.cents.values())
    if shares.scaled:
        yield f"The formula asks for {asked} cents and the pool has {pool}, which is shared out."
    else:
        yield f"The formula asks for {asked} cents, and {pool - paid} of the pool are left."
    for project, cents in shares.cents.items():
        people = len(given.cents[project])
        text = f"{project}: {people} people gave {given.total(project)} cents"
        limit = ", which is the cap" if project in shares.capped else ""
        yield f"{text}, which are matched with {cents}{limit}."
