"""Scores and grades, counted again from how many voters gave which."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from ..documents import need
from .count import Groups, Ties, by_total

MOST = 10**5  # ballots that are taken apart one by one
Measure = tuple[str, Callable[[list[str]], dict[str, Any]]]  # its name; what each has by it


def star(names: list[str], totals: Any, pairs: Any, tops: Any, seats: int, ties: Ties) -> list[str]:
    """Who is preferred, of the two with the most points; and so for each seat."""
    prefer = {a: dict(zip(names, row, strict=True)) for a, row in zip(names, pairs, strict=True)}
    above: Measure = "preferences", lambda tied: {a: sum(prefer[a][b] for b in tied) for a in tied}
    points: Measure = "points", lambda _: totals
    highest: Measure = "highest scores", lambda _: tops
    elected: list[str] = []
    for seat in range(1, seats + 1):
        left = [c for c in names if c not in elected]
        two = _best(left, 2, [points, above, highest], f"advance for seat {seat}", ties)
        elected += _best(two, 1, [above, points, highest], f"fill seat {seat}", ties)
    return elected


def _best(
    standing: list[str], wanted: int, by: list[Measure], decision: str, ties: Ties
) -> list[str]:
    """The best by the first measure; those tied by the next one, and in the end by the vote's."""
    (_, measure), *rest = by
    found: list[str] = []
    has = measure(standing)
    for group in by_total({c: has[c] for c in standing}):
        room = wanted - len(found)
        if len(group) > room > 0 and rest:
            before, tied = len(ties.settled), sorted(group)
            group = _best(group, room, rest, decision, ties)
            for c in group if len(ties.settled) == before else []:
                ties.note(tied, decision, c, rest[0][0])
        elif len(group) > room > 0:
            left, group = group, []
            for n in range(1, room + 1):
                one = ties.choose(left, decision + f", {n} of {room}" * (room > 1))
                group.append(one)
                left = [c for c in left if c != one]
        found += group if room else []
    return found


def judged(tallies: Any, worst: int, valid: int) -> Groups:
    """Groups of equals by the medians that are left as one after the other is taken away."""
    need(valid <= MOST, f"more than {MOST} ballots are too many to judge by medians here")
    middle, odd = (valid - 1) // 2, 1 if valid % 2 else -1
    outwards = sorted(range(valid), key=lambda i: abs(4 * (i - middle) + odd))
    keys: dict[str, list[int]] = {}
    for c, given in tallies.items():
        grades = [-n for n in range(worst, -1, -1) for _ in range(given.get(n, 0))]
        grades = [-worst] * (valid - len(grades)) + grades
        keys[c] = [grades[i] for i in outwards]
    levels = sorted(keys.values(), reverse=True)
    return by_total({c: -levels.index(key) for c, key in keys.items()})


def supported(sums: Any, many: int | None, options: Any) -> list[str]:
    """What a great enough share supports: of so *many* voters, or of those that answer."""
    of = {c: Fraction(yes, many or n) for c, (yes, n) in sums.items() if many or n}
    least, above = Fraction(*options["share"]), options.get("above", False)
    most_first = (c for group in by_total(of) for c in group)
    return [c for c in most_first if of[c] > least or (of[c] == least and not above)]
