"""Each candidate beside each other: how many prefer the one, and the rules that compare pairs."""

from fractions import Fraction
from typing import Any

from ..documents import NUMBER, fit, need
from .ties import Groups, by_total


def pairs_of(names: list[str], papers: Any) -> list[list[int]]:
    """The pairs of whole ballots."""
    above = {a: dict.fromkeys(names, 0) for a in names}
    for ballot, times in papers:
        ranked = isinstance(ballot, list)
        given = {c: n for n, c in enumerate(reversed(ballot), 1)} if ranked else ballot
        for a, n in given.items():
            for b in names:
                above[a][b] += times if n > given.get(b, 0) else 0
    return [[*row.values()] for row in above.values()]


def pairs_shown(doc: Any, name: str, valid: int) -> list[list[int]]:
    """The pairs shown; no more than so many can make."""
    pairs, n = doc["evidence"]["pairwise"], range(len(doc["candidates"]))
    fit(pairs, [[NUMBER] * len(n)] * len(n), f"{name}, pairwise")
    sound = all(pairs[i][j] + pairs[j][i] <= valid for i in n for j in n)
    sound = sound and not any(pairs[i][i] for i in n)
    if doc["kind"] == "ranking":  # the first of each beats all others
        sound = sound and sum(map(sum, pairs)) >= valid * (len(n) - 1)
    need(sound, f"{name}: the pairs are not those of {valid} ballots that name somebody")
    return list(pairs)


def compared(rule: str, names: list[str], d: list[list[int]]) -> tuple[dict[str, Any], Groups]:
    """A total for each candidate, by a rule that compares pairs, and the groups, best first."""
    n = range(len(names))
    if rule == "schulze":
        return _schulze(names, d)
    if rule == "minimax":  # the worst defeat is the total, and the least is best
        worst = {names[i]: max(d[j][i] if d[j][i] > d[i][j] else 0 for j in n) for i in n}
        return worst, by_total(worst)[::-1]
    if rule == "borda":
        totals: Any = [sum(row) for row in d]
    else:  # copeland: a point for a win, and half of one for a draw
        twice = [sum(1 + (d[i][j] > d[j][i]) - (d[i][j] < d[j][i]) for j in n) - 1 for i in n]
        totals = [Fraction(points, 2) for points in twice]
    both = dict(zip(names, totals, strict=True))
    return both, by_total(both)


def _schulze(candidates: list[str], d: list[list[int]]) -> tuple[dict[str, int], Groups]:
    """How many each candidate beats, and the groups."""
    n = range(len(candidates))
    p = [[d[i][j] if d[i][j] > d[j][i] else 0 for j in n] for i in n]
    for k in n:
        for i in n:
            half, both = p[i][k], zip(p[i], p[k], strict=True)
            p[i] = [x if x >= half or x >= y else min(half, y) for x, y in both]
    beats = [{j for j in n if p[i][j] > p[j][i]} for i in n]
    groups, left = [], {*n}
    while left:
        best = left - {j for i in left for j in beats[i]}
        groups.append([candidates[i] for i in sorted(best)])
        left -= best
    return {candidate: len(beats[i]) for i, candidate in enumerate(candidates)}, groups
