"""The rules, counted again from the page on rules: groups of equals, and piles of papers."""

from fractions import Fraction
from itertools import pairwise
from typing import Any

from ..documents import ascending, fraction, need, show, written
from ..lots import Lots

Groups = list[list[str]]  # of equals, best first
ONE = Fraction(1)
Paper = tuple[list[str], int, int, Fraction]  # a ranking, a place on it, how many, of which value
Moved = tuple[str | None, int, Fraction]  # to whom, how many, and what they are worth together


class Ties:
    """Settles ties as the vote says, and keeps a list of them."""

    def __init__(self, break_tie: Any) -> None:
        self.break_tie, self.settled = break_tie, list[Any]()

    def choose(self, tied: list[str], decision: str) -> str:
        """Who is chosen; the only one, where there is no tie."""
        if len(tied) == 1:
            return tied[0]
        tied, by = sorted(tied), self.break_tie["by"]
        need(by != "refuse", f"{', '.join(tied)} are tied (to {decision}) and nothing settles it")
        if by == "order":
            order = self.break_tie["order"]
            need({*order} >= {*tied}, f"the published order lacks one of those tied to {decision}")
            return self.note(tied, decision, min(tied, key=order.index), "order:" + ",".join(order))
        seed = self.break_tie["seed"]
        chosen = tied[Lots(seed, f"tie: {decision}").below(len(tied))]
        return self.note(tied, decision, chosen, f"lot:{seed}")

    def note(self, tied: list[str], decision: str, chosen: str, how: str) -> str:
        """Who was *chosen*, after it is put down."""
        self.settled.append({"tied": tied, "decision": decision, "chosen": chosen, "how": how})
        return chosen


def by_total(totals: dict[str, Any]) -> Groups:
    """Candidates in groups of equal totals."""
    levels = sorted({*totals.values()}, reverse=True)
    return [[c for c, total in totals.items() if total == level] for level in levels]


def fill(groups: Groups, seats: int, ties: Ties) -> list[str]:
    """Who is elected."""
    elected: list[str] = []
    for group in groups:
        while 0 < seats - len(elected) < len(group):
            elected.append(ties.choose(group, f"fill seat {len(elected) + 1}"))
            group.remove(elected[-1])
        elected += group if len(elected) < seats else []
    return elected


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
        half = Fraction(1, 2)
        totals = [
            sum((d[i][j] > d[j][i]) + (d[i][j] == d[j][i]) * half for j in n) - half for i in n
        ]
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


def cut(value: Fraction, places: int | None) -> Fraction:
    """*value* without decimals beyond so many *places*."""
    return value if places is None else Fraction(value * 10**places // 1, 10**places)


class Piles:
    """Papers on piles, and the rounds so far."""

    def __init__(self, candidates: list[str], papers: list[tuple[list[str], int]]) -> None:
        self.candidates, self.continuing = candidates, [*candidates]
        self.rounds, self.history = list[Any](), list[dict[str, Fraction]]()
        self.kept = dict.fromkeys(candidates, Fraction(0))  # what a surplus left behind
        self.valid = sum(n for order, n in papers if order)
        self.piles = {c: [(o, 0, n, ONE) for o, n in papers if o[:1] == [c]] for c in candidates}

    def begin(self) -> dict[str, Fraction]:
        """What the continuing hold, in a new round."""
        totals = {c: x + sum(n * v for *_, n, v in self.piles[c]) for c, x in self.kept.items()}
        self.history.append(totals)
        entry: dict[str, Any] = {"number": len(self.history), "elected": [], "eliminated": []}
        entry["totals"] = {c: written(total) for c, total in totals.items()}
        entry["exhausted"] = written(Fraction(self.valid) - sum(totals.values()))
        self.rounds.append(entry | {"transfers": []})
        return {c: totals[c] for c in self.continuing}

    def leave(self, gone: list[str], how: str) -> None:
        """Put it down that *gone* are elected or eliminated."""
        self.rounds[-1][how] += gone
        self.continuing = [c for c in self.continuing if c not in gone]

    def move(self, sources: list[str], share: Fraction = ONE, places: int | None = None) -> None:
        """All papers of the *sources* are passed on, at so great a *share* of their value."""
        for source in [c for c in self.candidates if c in sources]:
            papers, self.piles[source] = self.piles[source], []
            for target, many, value in self.passed_on(source, papers, share, places):
                entry = {"source": source, "target": target, "papers": many}
                self.rounds[-1]["transfers"].append(entry | {"value": written(value)})

    def passed_on(
        self, _: str, papers: list[Paper], share: Fraction, places: int | None
    ) -> list[Moved]:
        """Each paper goes to the next continuing candidate on it."""
        moved: dict[str | None, list[tuple[int, Fraction]]] = {}
        for order, place, n, value in papers:
            further = (i for i in range(place + 1, len(order)) if order[i] in self.continuing)
            at, less = next(further, None), cut(value * share, places)
            if at is not None:
                self.piles[order[at]].append((order, at, n, less))
            moved.setdefault(None if at is None else order[at], []).append((n, n * less))
        targets = [c for c in [*self.candidates, None] if c in moved]
        sums = [(target, [*zip(*moved[target], strict=True)]) for target in targets]
        return [(target, sum(many), sum(values, Fraction(0))) for target, (many, values) in sums]

    def end(self) -> None:
        """Pass on if nothing is left over."""


class Sheet(Piles):
    """Piles of which it is known how many papers moved on to whom, and not which."""

    def __init__(self, candidates: list[str], first: dict[str, int], transfers: list[Any]) -> None:
        super().__init__(candidates, [([c], n) for c, n in first.items() if n])
        self.transfers: dict[str, list[Any]] = {}
        for source, *moved in transfers:
            self.transfers.setdefault(source, []).append(moved)

    def passed_on(
        self, source: str, papers: list[Paper], share: Fraction, places: int | None
    ) -> list[Moved]:
        """As many papers as the sheet says go to those it names."""
        many, worth = sum(n for *_, n, _ in papers), sum(n * v for *_, n, v in papers) * share
        where = f"{WRONG} {source}"
        moved = [(c, n, fraction(x, where)) for c, n, x in self.transfers.pop(source, [])]
        order = [*self.continuing, None]
        right = all(c in order and n > 0 and 0 <= x <= n * share for c, n, x in moved)
        right = right and ascending(order.index(c) for c, *_ in moved)
        right = right and all(x == cut(x, places) for *_, x in moved)
        lost = worth - sum(x for *_, x in moved)
        unit = Fraction(0) if places is None else Fraction(1, 10**places)
        right = right and (lost == 0 or 0 < lost < many * unit)  # less than one of each is cut off
        need(right and sum(n for _, n, _ in moved) == many, where)
        for c, n, x in moved:
            if c is not None:
                self.piles[c].append(([], 0, n, x / n))
        return moved

    def end(self) -> None:
        """Pass on if every transfer on the sheet was made."""
        need(not self.transfers, f"{WRONG} {show([*self.transfers])}")


WRONG = "the papers cannot have moved on as the transfers say from"


def irv(piles: Piles, ties: Ties) -> None:
    """Eliminate from the bottom, down to the last two."""
    while True:
        totals = piles.begin()
        number, groups = len(piles.rounds), by_total(totals)
        top, bottom = groups[0], groups[-1]
        if len(totals) <= 2:
            return piles.leave([ties.choose(top, f"elect in round {number}")], "elected")
        if totals[bottom[0]] > 0 or len(totals) - len(bottom) < 2:
            if len(bottom) > 1 and 2 * totals[top[0]] > sum(totals.values()):
                return piles.leave(top, "elected")
            bottom = [ties.choose(bottom, f"eliminate in round {number}")]
        piles.leave(bottom, "eliminated")
        piles.move(bottom)


def stv(piles: Piles, ties: Ties, *, rule: str, seats: int, places: int | None) -> Fraction:
    """Gregory transfers; the quota comes back. The Scottish rules look back and go one by one."""
    scottish, one_by_one = rule == "scottish_stv", rule in ("scottish_stv", "prf_stv")
    unit = 10**4 if rule == "prf_stv" else 1  # of the quota
    quota = Fraction(piles.valid * unit // (seats + 1) + 1, unit)
    elected: list[str] = []

    def one(equal: list[str], decision: str, end: int) -> str:
        tied, decision = equal, f"{decision} in round {len(piles.rounds)}"
        for earlier in reversed(piles.history[:-1] if scottish else []):
            tied = by_total({c: earlier[c] for c in tied})[end]
        if len(tied) == 1 < len(equal):
            return ties.note(sorted(equal), decision, tied[0], "earlier rounds")
        return ties.choose(tied, decision)

    while True:
        totals = piles.begin()
        ranked = [c for group in by_total(totals) for c in group]
        rest = len(elected) + len(ranked) == seats
        new = [c for c in ranked if rest or totals[c] >= quota]
        piles.leave(new, "elected")
        elected += new
        if len(elected) == seats:
            return quota
        over = {c: piles.history[-1][c] - quota for c in elected}
        if max(over.values(), default=0) > 0:
            source = one(by_total(over)[0], "transfer first", 0)
            piles.kept[source] = quota
            piles.move([source], over[source] / (quota + over[source]), places)
            continue
        gone = by_total({c: totals[c] for c in piles.continuing})[-1]
        few = len(piles.continuing) - len(gone) < seats - len(elected)
        if one_by_one or few or totals[gone[0]] > 0:
            gone = [one(gone, "eliminate", -1)]
        piles.leave(gone, "eliminated")
        piles.move(gone)


def minneapolis_stv(piles: Piles, ties: Ties, *, seats: int) -> Fraction:
    """Sure losers together, then the largest surplus, then the last; the threshold comes back."""
    threshold = Fraction(piles.valid // (seats + 1) + 1)
    free = seats
    while True:
        totals = piles.begin()
        ranked = [c for group in by_total(totals) for c in group]
        have = [c for c in ranked if totals[c] >= threshold]
        if len(have) >= free or (not have and len(ranked) <= free):
            piles.leave(have or ranked, "elected")
            return threshold
        below, sure = sum((totals[c] - threshold for c in have), Fraction(0)), 0
        for n, (c, above) in enumerate(pairwise(ranked[: free - 1 : -1] + ranked[free - 1 : free])):
            below += totals[c]
            sure = n + 1 if below < totals[above] > totals[c] else sure
        lowest = ranked[len(ranked) - sure :]
        number = len(piles.rounds)
        if have and not sure:
            equal = [c for c in have if totals[c] == totals[have[0]]]
            source = ties.choose(equal, f"transfer first in round {number}")
            over = (totals[source] - threshold) / totals[source]
            piles.leave([source], "elected")
            piles.kept[source] = threshold
            piles.move([source], cut(over, 4), 4)
            free -= 1
            continue
        if not sure:
            lowest = [ties.choose(by_total(totals)[-1], f"eliminate in round {number}")]
        gone = [c for c in piles.continuing if c in lowest]
        piles.leave(gone, "eliminated")
        piles.move(gone)
