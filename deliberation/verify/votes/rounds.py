"""Rules that count in rounds: papers on piles, which are passed on from round to round."""

from fractions import Fraction
from itertools import pairwise
from typing import Any

from ..documents import ascending, fraction, need, show, written
from .ties import Ties, by_total

ONE = Fraction(1)
PLACES = {"irv": None, "scottish_stv": 5, "prf_stv": 4, "minneapolis_stv": 4}  # of values
Paper = tuple[list[Any], int, Fraction]  # who comes next on it, how many there are, of which value
Moved = tuple[str | None, int, Fraction]  # to whom, how many, and what they are worth together


class Piles:
    """Papers on piles, the values of which are cut off below a *unit*, and the rounds so far."""

    def __init__(self, candidates: list[str], papers: Any, unit: Fraction) -> None:
        self.candidates, self.continuing, self.unit = candidates, [*candidates], unit
        self.rounds, self.history = list[Any](), list[dict[str, Fraction]]()
        self.kept = dict.fromkeys(candidates, Fraction(0))  # what a surplus left behind
        self.transfers = dict[str, list[Any]]()  # that a sheet says and that were not made yet
        self.valid = sum(n for order, n in papers if order)
        self.piles = {c: [(o[1:], n, ONE) for o, n in papers if o[:1] == [c]] for c in candidates}

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

    def move(self, sources: list[str], share: Fraction = ONE) -> None:
        """All papers of the *sources* are passed on, at so great a *share* of their value."""
        for source in [c for c in self.candidates if c in sources]:
            papers, self.piles[source] = self.piles[source], []
            for target, many, value in self.passed_on(source, papers, share):
                entry = {"source": source, "target": target, "papers": many}
                self.rounds[-1]["transfers"].append(entry | {"value": written(value)})

    def passed_on(self, _: str, papers: list[Paper], share: Fraction) -> list[Moved]:
        """Each paper goes to the next continuing candidate on it."""
        moved: dict[str | None, Moved] = {}
        for order, n, value in papers:
            target, *rest = [c for c in order if c in self.continuing] or [None]
            worth = self.cut(value * share)
            if target is not None:
                self.piles[target].append((rest, n, worth))
            _, many, together = moved.get(target, (target, 0, Fraction(0)))
            moved[target] = target, many + n, together + n * worth
        return [moved[c] for c in [*self.candidates, None] if c in moved]

    def cut(self, value: Fraction) -> Fraction:
        """*value* without what is less than a unit."""
        return value // self.unit * self.unit if self.unit else value


class Sheet(Piles):
    """Piles of which it is known how many papers moved on to whom, and not which."""

    def __init__(self, candidates: list[str], evidence: Any, unit: Fraction) -> None:
        super().__init__(candidates, [([c], n) for c, n in evidence["first"].items() if n], unit)
        for source, *moved in evidence["transfers"]:
            self.transfers.setdefault(source, []).append(moved)

    def passed_on(self, source: str, papers: list[Paper], share: Fraction) -> list[Moved]:
        """As many papers as the sheet says go to those it names."""
        many, worth = sum(n for *_, n, _ in papers), sum(n * v for *_, n, v in papers) * share
        where = f"{WRONG} {source}"
        moved = [(c, n, fraction(x, where)) for c, n, x in self.transfers.pop(source, [])]
        order = [*self.continuing, None]
        right = all(c in order and n > 0 and 0 <= x <= n * share for c, n, x in moved)
        right = right and ascending(order.index(c) for c, *_ in moved)
        right = right and all(x == self.cut(x) for *_, x in moved)
        lost = worth - sum(x for *_, x in moved)
        cut_off = 0 < lost < many * self.unit and share < 1  # less than a unit of each
        need(right and (lost == 0 or cut_off) and sum(n for _, n, _ in moved) == many, where)
        for c, n, x in moved:
            if c is not None:
                self.piles[c].append(([], n, x / n))
        return moved


WRONG = "the papers cannot have moved on as the transfers say from"


def counted_in_rounds(doc: Any, papers: Any, ties: Ties) -> Any:
    """The rounds, from papers that move, or from a sheet of how many moved to whom."""
    rule, names, evidence = doc["rule"], doc["candidates"], doc["evidence"]
    places = PLACES[rule] if rule in PLACES else doc["options"].get("places")
    unit = Fraction(0) if places is None else Fraction(1, 10**places)
    on_sheet = "transfers" in evidence
    piles = Sheet(names, evidence, unit) if on_sheet else Piles(names, papers, unit)
    count: Any = {"irv": _irv, "minneapolis_stv": _minneapolis_stv}.get(rule, _stv)
    quota = count(piles, ties, rule, doc["seats"])
    need(not piles.transfers, f"{WRONG} {show([*piles.transfers])}")
    elected = [candidate for entry in piles.rounds for candidate in entry["elected"]]
    return {"quota": quota and written(quota), "rounds": piles.rounds, "elected": elected}


def _irv(piles: Piles, ties: Ties, *_: Any) -> None:
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


def _stv(piles: Piles, ties: Ties, rule: str, seats: int) -> Fraction:
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
            piles.move([source], over[source] / (quota + over[source]))
            continue
        gone = by_total({c: totals[c] for c in piles.continuing})[-1]
        few = len(piles.continuing) - len(gone) < seats - len(elected)
        if one_by_one or few or totals[gone[0]] > 0:
            gone = [one(gone, "eliminate", -1)]
        piles.leave(gone, "eliminated")
        piles.move(gone)


def _minneapolis_stv(piles: Piles, ties: Ties, _: str, seats: int) -> Fraction:
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
        groups, number = by_total(totals), len(piles.rounds)
        if have and not sure:
            source = ties.choose(groups[0], f"transfer first in round {number}")
            piles.leave([source], "elected")
            piles.kept[source] = threshold
            piles.move([source], piles.cut((totals[source] - threshold) / totals[source]))
            free -= 1
            continue
        last = ranked[-sure:] if sure else [ties.choose(groups[-1], f"eliminate in round {number}")]
        gone = [c for c in piles.continuing if c in last]
        piles.leave(gone, "eliminated")
        piles.move(gone)
