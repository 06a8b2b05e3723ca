"""What each project is matched with, before a pool sets limits: four formulas.

============  ==================================================================================
plain         (sum of the roots of the contributions) squared, less their sum
pairwise      the same pair by pair, each pair the less the more it has in common elsewhere
clusters      groups count as one where their members meet in other groups
============  ==================================================================================

Source: plain: Buterin, Hitzig & Weyl, "A flexible design for funding public goods", Management
Science 65 (2019). Pairwise: Buterin, "Pairwise coordination subsidies: a new quadratic funding
design" (2019): a pair's share of a match is multiplied by M/(M + what the pair has in all
projects). Clusters: Miller, Weyl & Erichsen, "Beyond collusion resistance" (2022), the
connection-oriented cluster match. Two public programs of it disagree: one takes twice the product
for each unordered pair of groups, as the paper has it, and the other for each ordered pair, which
counts every pair twice. Ours is the paper's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from itertools import combinations

from deliberation.voting.quadratic.contributions import Contributions
from deliberation.voting.quadratic.quantities import Quantity
from deliberation.voting.quadratic.surds import Bounds, Surd, gathered

Groups = Mapping[str, Collection[str]]


def plain(given: Contributions) -> dict[str, Quantity]:
    """The match of each project, in cents."""
    return {project: _plain(Counter(gifts.values())) for project, gifts in given.cents.items()}


def _plain(amounts: Mapping[int, int]) -> Quantity:
    """The match for so many contributions of each amount."""
    roots = gathered(Surd.root(amount).scaled(times) for amount, times in amounts.items())
    cost = sum(amount * times for amount, times in amounts.items())

    def near(bits: int) -> Bounds:
        low, high = roots.bounds(bits)
        return (low * low >> bits) - (cost << bits), -(-high * high >> bits) - (cost << bits)

    return Quantity(near, lambda: roots.times(roots) + Surd.fraction(-cost))


def pairwise(given: Contributions, *, bound: Fraction, unit: int) -> dict[str, Quantity]:
    """The match of each project, in cents.

    Args:
        bound: M, in currency.
        unit: how many cents are one of the currency.
    """
    together: dict[tuple[str, str], list[Surd]] = {}
    for _, pair, root in _pairs(given):
        together.setdefault(pair, []).append(root)
    limit = Surd.fraction(bound * unit)
    divisors = {pair: limit + gathered(roots) for pair, roots in together.items()}
    matches: dict[str, list[Surd]] = {project: [] for project in given.projects}
    for project, pair, root in _pairs(given):
        matches[project].append(root.scaled(2 * bound * unit).over(divisors[pair]))
    return {project: Quantity.of(gathered(parts)) for project, parts in matches.items()}


def _pairs(given: Contributions) -> Iterator[tuple[str, tuple[str, str], Surd]]:
    """Each project and each pair who gave to it, with the root of the product of what they gave."""
    for project, gifts in given.cents.items():
        for (a, m), (b, n) in combinations(sorted(gifts.items()), 2):
            yield project, (a, b), Surd.root(m * n)


def clusters(given: Contributions, *, groups: Groups, unit: int) -> dict[str, Quantity]:
    """The match of each project, in cents.

    Args:
        groups: who is in each; whoever is in none is a group alone.
        unit: how many cents are one of the currency, in which the formula is written.
    """
    alone = {who: [who] for who in given.contributors if not any(who in g for g in groups.values())}
    sets = [frozenset(members) for members in (*groups.values(), *alone.values())]
    memberships = Counter(who for members in sets for who in members)
    meets = {
        who: frozenset().union(*(members for members in sets if who in members))
        for who in memberships
    }
    return {
        project: _clusters(gifts, sets, memberships, meets, unit)
        for project, gifts in given.cents.items()
    }


def _clusters(
    gifts: Mapping[str, int],
    sets: list[frozenset[str]],
    memberships: Mapping[str, int],
    meets: Mapping[str, frozenset[str]],
    unit: int,
) -> Quantity:
    """In the letters of the paper: K(i, h), and T_i the number of groups of i."""

    def K(i: str, h: frozenset[str]) -> Surd:  # noqa: N802  # the letter of the paper
        c = Fraction(gifts[i], unit)
        return Surd.root(c) if meets[i] & h else Surd.fraction(c)

    def weight(g: frozenset[str], h: frozenset[str]) -> Surd:
        return gathered(K(i, h).scaled(Fraction(1, memberships[i])) for i in sorted(g & {*gifts}))

    pairs = (
        weight(g, h).times(weight(h, g)).root_of().scaled(2 * unit)
        for g, h in combinations(sets, 2)
    )
    return Quantity.of(gathered(pairs))
