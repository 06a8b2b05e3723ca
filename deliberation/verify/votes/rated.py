"""Scores and grades, counted again from how many voters gave which."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from ..documents import need
from .ties import Ties, by_total, fill

MOST = 10**5  # ballots that are taken apart one by one
Measure = tuple[str, Callable[[list[str]], dict[str, Any]]]  # its name; what each has by it


def star(doc: Any, seen: Any, ties: Ties) -> list[str]:
    """Who is preferred, of the two with the most points; and so for each seat."""
    names = doc["candidates"]
    prefer = {
        a: dict(zip(names, row, strict=True)) for a, row in zip(names, seen.pairs, strict=True)
    }
    above: Measure = "preferences", lambda tied: {a: sum(prefer[a][b] for b in tied) for a in tied}
    points: Measure = "points", lambda _: {c: total for c, (total, _) in seen.sums.items()}
    highest: Measure = "highest scores", lambda _: {c: top for c, (_, top) in seen.sums.items()}
    elected: list[str] = []
    for seat in range(1, doc["seats"] + 1):
        left = [c for c in names if c not in elected]
        two = _best(left, 2, [points, above, highest], f"advance for seat {seat}", ties)
        elected += _best(two, 1, [above, points, highest], f"fill seat {seat}", ties)
    return elected


def _best(names: list[str], wanted: int, by: list[Measure], decision: str, ties: Ties) -> list[str]:
    """The best by the first measure; those tied by the next one, and in the end by the vote's."""
    (_, measure), *rest = by
    found: list[str] = []
    has = measure(names)
    for group in by_total({c: has[c] for c in names}):
        room = wanted - len(found)
        if len(group) > room > 0 and rest:
            before, tied = len(ties.settled), sorted(group)
            group = _best(group, room, rest, decision, ties)
            for c in group if len(ties.settled) == before else []:
                ties.note(tied, decision, c, rest[0][0])
        elif len(group) > room > 0:
            left, group = group, []
            for n in range(1, room + 1):
                group.append(ties.choose(left, decision + f", {n} of {room}" * (room > 1)))
                left.remove(group[-1])
        found += group if room else []
    return found


def judged(doc: Any, seen: Any, ties: Ties) -> list[str]:
    """The best by the medians that are left as one grade after the other is taken away."""
    valid, worst = seen.valid, len(doc["options"]["scale"]) - 1
    need(valid <= MOST, f"more than {MOST} ballots are too many to judge by medians here")
    middle, odd = (valid - 1) // 2, 1 if valid % 2 else -1
    outwards = sorted(range(valid), key=lambda i: abs(4 * (i - middle) + odd))
    keys: dict[str, tuple[int, ...]] = {}
    for c, given in seen.tallies.items():
        grades = [-n for n in range(worst, -1, -1) for _ in range(given.get(n, 0))]
        grades = [-worst] * (valid - len(grades)) + grades
        keys[c] = tuple(grades[i] for i in outwards)
    return fill(by_total(keys), doc["seats"], ties)


def supported(doc: Any, seen: Any, _: Ties) -> list[str]:
    """What a great enough share supports: of those that answer, or of so many as the vote says."""
    options = doc["options"]
    many = 0 if options["of"] == "answers" else max(options.get("members", 0), doc["cast"])
    of = {c: Fraction(yes, many or n) for c, (yes, n) in seen.sums.items() if many or n}
    least, above = Fraction(*options["share"]), options.get("above", False)
    most_first = (c for group in by_total(of) for c in group)
    return [c for c in most_first if of[c] > least or (of[c] == least and not above)]
