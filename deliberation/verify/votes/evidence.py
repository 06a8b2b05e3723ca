"""What is shown of the ballots: whole ones, tallies or sums of them, pairs, or transfers."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from ..documents import ascending, canonical, each_once, fit, need, show

AT_LEAST = 5  # voters who share a ballot, or cast one at all, before it is published
FINE = {"score", "star", "quadratic", "support"}  # sums are enough for them
RANKING: Any = [str, ...]


def read_ballots(doc: Any, name: str) -> list[tuple[Any, int]]:
    """Each distinct ballot, and how often it was cast."""
    evidence, kind = doc["evidence"], doc["kind"]
    ballot = RANKING if kind in ("ranking", "approval") else {...: int}
    fit(evidence["ballots"], [{"ballot": ballot, "times": int}, ...], f"{name}, ballots")
    papers = [(entry["ballot"], entry["times"]) for entry in evidence["ballots"]]
    public = evidence["kind"] == "listed"  # in a vote whose mode publishes every ballot
    need(public or len(papers) > 1, f"{name} shows the one ballot that everybody cast")
    texts = [canonical(ballot) for ballot, _ in papers]
    need(ascending(texts), f"{name}: the ballots are not sorted and distinct")
    for ballot, times in papers:
        need(public or times >= AT_LEAST, f"{name} shows a ballot that {times} voters cast")
        once = each_once(ballot, doc["candidates"]) and (kind != "approval" or ascending(ballot))
        need(once, f"{name}: the ballot {show(ballot)} names somebody twice, or no candidate")
    fit(sum(times for _, times in papers), doc["cast"], f"{name}, the number of ballots")
    need(any(ballot for ballot, _ in papers), f"{name} has no ballot that names anybody")
    return papers


def read_tallies(doc: Any, name: str, papers: Any) -> Any:
    """How many voters gave each candidate each number; nobody gave more than a ballot holds."""
    names, kind, cast, (limit, price) = doc["candidates"], doc["kind"], doc["cast"], _purse(doc)
    tallies: Any = {c: Counter() for c in names}
    for ballot, times in papers:
        given = _numbers(ballot, first=kind == "ranking")
        cost = sum(price(c, n) for c, n in given.items())
        need(cost <= limit, f"{name}: a ballot spends {cost}, and there are {limit}")
        for c, n in given.items():
            tallies[c][n] += times
    blank = sum(times for ballot, times in papers if not ballot)
    if not papers:
        blank, shown = doc["evidence"]["blank"], doc["evidence"]["tallies"]
        fit(shown, {c: [[int, int], ...] for c in names}, f"{name}, tallies")
        right = all(ascending(n for n, _ in pairs) for pairs in shown.values())
        need(right, f"{name}: the tallies are not sorted and distinct")
        tallies = {c: dict(shown[c]) for c in names}
    valid, most = cast - blank, _most(doc)
    for c, given in tallies.items():
        sound = all(voters > 0 and most[0] <= n <= most[1] for n, voters in given.items())
        sound = sound and all(price(c, n) <= limit for n in given) and sum(given.values()) <= valid
        need(sound, f"{name}: {show(c)} cannot have these votes")
    cost = sum(price(c, n) * voters for c in names for n, voters in tallies[c].items())
    need(cost <= limit * valid, f"{name}: {cost} are spent, more than all had")
    for c, given in tallies.items() if doc["rule"] in FINE and not papers else ():
        may = _may_be_shown([*given.values(), valid - sum(given.values())])
        need(may, f"{name} shows too much of what was given to {show(c)}")
    many = sum(sum(given.values()) for given in tallies.values())
    sound = 0 <= blank < cast and (many == valid if kind == "ranking" else many >= valid)
    need(sound, f"{name}: the tallies and blank ballots do not add up to {cast}")
    return tallies


def read_sums(doc: Any, name: str) -> Any:
    """What all ballots together gave each candidate; no more than so many can give."""
    shown, rule, options = doc["evidence"]["sums"], doc["rule"], doc["options"]
    parts = 2 if rule in ("star", "support") else 1
    fit(shown, {c: [int] * parts for c in doc["candidates"]}, f"{name}, sums")
    blank, sums = doc["evidence"]["blank"], shown.values()
    valid, most = doc["cast"] - blank, options.get("most", 0)
    match rule:
        case "support":  # who supports it, and who answered
            sound = (
                all(0 <= yes <= n <= valid for yes, n in sums) and sum(n for _, n in sums) >= valid
            )
        case "star":  # the points, and who gave the most
            rest = max(0, most - 1)
            sound = all(0 <= x - top * most <= (valid - top) * rest for x, top in sums)
            sound = sound and all(0 <= top <= valid for _, top in sums)
        case "score":
            sound = all(0 <= x <= most * valid for (x,) in sums)
        case _:  # the square of a sum is at most the voters times the sum of their squares
            credits = options.get("credits", 100)
            sound = sum(x * x for (x,) in sums) <= credits * valid * valid
    need(0 <= blank < doc["cast"] and sound, f"{name}: {valid} ballots do not have these sums")
    return {c: shown[c] for c in doc["candidates"]}


def read_first(doc: Any, name: str) -> Any:
    """How many ballots put each candidate first."""
    first, blank = doc["evidence"]["first"], doc["evidence"]["blank"]
    fit(first, dict.fromkeys(doc["candidates"], int), f"{name}, first")
    sound = 0 <= blank < doc["cast"] and min(first.values()) >= 0
    sound = sound and sum(first.values()) + blank == doc["cast"]
    need(sound, f"{name}: the first preferences and blank ballots do not add up to {doc['cast']}")
    return first


def read_pairs(doc: Any, name: str, papers: Any) -> Any:
    """How many ballots prefer the candidate of the row to that of the column."""
    names = doc["candidates"]
    if papers:
        above = {a: dict.fromkeys(names, 0) for a in names}
        for ballot, times in papers:
            ranked = isinstance(ballot, list)
            given = {c: -n for n, c in enumerate(reversed(ballot), 1)} if ranked else ballot
            for a, n in given.items():
                for b in names:
                    above[a][b] += times if abs(n) > abs(given.get(b, 0)) else 0
        return [[*row.values()] for row in above.values()]
    pairs, valid = doc["evidence"]["pairwise"], doc["cast"] - doc["evidence"]["blank"]
    fit(pairs, [[int] * len(names)] * len(names), f"{name}, pairwise")
    n = range(len(names))
    sound = all(min(pairs[i][j], valid - pairs[i][j] - pairs[j][i]) >= 0 for i in n for j in n)
    sound = sound and 0 < valid <= doc["cast"] and not any(pairs[i][i] for i in n)
    if doc["kind"] == "ranking":  # the first of each beats all others
        sound = sound and sum(map(sum, pairs)) >= valid * (len(n) - 1)
    need(sound, f"{name}: the pairs are not those of {valid} ballots that name somebody")
    return pairs


def _may_be_shown(cells: Iterable[int]) -> bool:
    """Whether no part of the voters is small, and none is all of them."""
    parts = [voters for voters in cells if voters]
    return len(parts) > 1 and min(parts) >= AT_LEAST


def _numbers(ballot: Any, *, first: bool) -> dict[str, int]:
    """What a ballot gives to each candidate; a ranking gives one to its first."""
    return ballot if isinstance(ballot, dict) else dict.fromkeys(ballot[: 1 if first else None], 1)


def _most(doc: Any) -> tuple[int, int]:
    """The least and the greatest number that a ballot can give."""
    options = doc["options"]
    match doc["kind"]:
        case "scores":
            return 0, options["most"]
        case "grades":
            return 0, len(options["scale"]) - 1
        case "credits":
            return -(10**6), 10**6
    return 1, 1


def _purse(doc: Any) -> tuple[int, Callable[[str, int], int]]:
    """What each voter had to spend, and what a number for a candidate cost."""
    options = doc["options"]
    if doc["kind"] == "credits":
        credits = options.get("credits", 100)
        return credits, lambda _, n: n * n or credits + 1  # nought is left out
    if options.get("within"):
        return options["total"], lambda c, _: options["costs"][c]
    return 0, lambda *_: 0
