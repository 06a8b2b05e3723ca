"""What is shown of the ballots: whole ones, tallies or sums of them, pairs, or transfers."""

from collections import Counter
from typing import Any, NamedTuple

from ..ballots import ENOUGH, may_give, takes, terms_of
from ..documents import NUMBER, SOME, ascending, canonical, fit, need, show
from .pairs import pairs_of, pairs_shown

FINE = {"score", "star", "quadratic", "support"}  # sums are enough for them
PAIRED = {"borda", "copeland", "minimax", "schulze", "star"}

Papers = list[tuple[Any, int]]  # ballots, and how often each was cast
Tallies = dict[str, dict[int, int]]  # how many voters gave a candidate which number
Sums = dict[str, list[int]]  # what all gave, and the highest scores; who supports, who answered


class Seen(NamedTuple):
    """What is shown, and what follows from it, of so many *valid* ballots.

    Of *pairs*, as many as prefer the candidate of the row to that of the column.
    """

    valid: int
    papers: Papers
    tallies: Tallies
    sums: Sums
    pairs: list[list[int]]


def read_evidence(doc: Any, name: str) -> Seen:
    """The evidence of a vote, when such ballots can have been cast and may be shown like this."""
    evidence, names, pairs = doc["evidence"], doc["candidates"], list[list[int]]()
    papers = _ballots(doc, name) if "ballots" in evidence else []
    blank = evidence.get("blank", sum(times for ballot, times in papers if not ballot))
    valid = doc["cast"] - blank
    need(valid > 0, f"{name} has no ballot that names anybody")
    tallies = _tallies(doc, name, valid) if "tallies" in evidence else _tallied(doc, papers)
    sums = _sums(doc, name, valid) if "sums" in evidence else _summed(doc, tallies)
    if doc["rule"] in PAIRED:
        pairs = pairs_of(names, papers) if papers else pairs_shown(doc, name, valid)
    if "first" in evidence:
        fit(evidence["first"], dict.fromkeys(names, NUMBER), f"{name}, first")
        fit(sum(evidence["first"].values()), valid, f"{name}, all that were put first")
    return Seen(valid, papers, tallies, sums, pairs)


def _ballots(doc: Any, name: str) -> Papers:
    """Each distinct ballot, and how often it was cast."""
    papers = [(entry["ballot"], entry["times"]) for entry in doc["evidence"]["ballots"]]
    public = doc["evidence"]["kind"] == "listed"  # in a vote whose mode publishes every ballot
    need(public or len(papers) > 1, f"{name} shows the one ballot that everybody cast")
    texts, terms = [canonical(ballot) for ballot, _ in papers], terms_of(doc)
    need(ascending(texts), f"{name}: the ballots are not sorted and distinct")
    for ballot, times in papers:
        need(public or times >= ENOUGH, f"{name} shows a ballot that {times} voters cast")
        sound = takes(terms, ballot) and _spent(doc, _given(doc, ballot)) <= _purse(doc)
        need(sound, f"{name}: the vote takes no ballot such as {show(ballot)}")
    fit(sum(times for _, times in papers), doc["cast"], f"{name}, the number of ballots")
    return papers


def _given(doc: Any, ballot: Any) -> dict[str, int]:
    """What a ballot gives to each candidate; a ranking gives one to its first."""
    if isinstance(ballot, dict):
        return ballot
    return dict.fromkeys(ballot[:1] if doc["kind"] == "ranking" else ballot, 1)


def _purse(doc: Any) -> int:
    """What each voter had to spend."""
    return int(terms_of(doc)["credits"] or doc["options"].get("total", 0))


def _spent(doc: Any, given: dict[str, int]) -> int:
    """What these numbers cost: their squares, or what the projects cost that were approved."""
    if doc["kind"] == "credits":
        return sum(n * n for n in given.values())
    return sum(doc["options"]["costs"][c] for c in given) if doc["options"].get("within") else 0


def _tallied(doc: Any, papers: Papers) -> Tallies:
    """The tallies of whole ballots."""
    tallies: Tallies = {c: Counter() for c in doc["candidates"]}
    for ballot, times in papers:
        for c, n in _given(doc, ballot).items():
            tallies[c][n] += times
    return tallies


def _tallies(doc: Any, name: str, valid: int) -> Tallies:
    """The tallies shown; nobody gave more than a ballot holds, and all no more than they had."""
    names, shown, terms = doc["candidates"], doc["evidence"]["tallies"], terms_of(doc)
    fit(shown, {c: [[int, SOME], ...] for c in names}, f"{name}, tallies")
    spent = many = 0
    for c, pairs in shown.items():
        voters = sum(times for _, times in pairs)
        sound = ascending(n for n, _ in pairs) and all(may_give(terms, n) for n, _ in pairs)
        need(sound and voters <= valid, f"{name}: {show(c)} cannot have these votes")
        cells = [times for times in (*dict(pairs).values(), valid - voters) if times]
        may = doc["rule"] not in FINE or (len(cells) > 1 and min(cells) >= ENOUGH)
        need(may, f"{name} shows too much of what was given to {show(c)}")
        many += voters
        spent += sum(times * _spent(doc, {c: n}) for n, times in pairs)
    need(spent <= _purse(doc) * valid, f"{name}: {spent} are spent, more than all had")
    sound = many == valid if doc["kind"] == "ranking" else many >= valid
    need(sound, f"{name}: the tallies and blank ballots do not add up to {doc['cast']}")
    return {c: dict(shown[c]) for c in names}


def _summed(doc: Any, tallies: Tallies) -> Sums:
    """The sums of tallies."""
    sums, options = Sums(), doc["options"]
    for c, given in tallies.items():
        sums[c] = [sum(n * times for n, times in given.items())]
        if doc["rule"] == "star":
            sums[c].append(given.get(options["most"], 0))
        if doc["rule"] == "support":
            yes = (times for place, times in given.items() if place < options["supporting"])
            sums[c] = [sum(yes), sum(given.values())]
    return sums


def _sums(doc: Any, name: str, valid: int) -> Sums:
    """The sums shown; no more than so many can give."""
    shown, most = doc["evidence"]["sums"], doc["options"].get("most", 0)
    parts = 2 if doc["rule"] in ("star", "support") else 1
    fit(shown, {c: [int] * parts for c in doc["candidates"]}, f"{name}, sums")
    sums = shown.values()
    match doc["rule"]:
        case "support":
            sound = all(0 <= yes <= n <= valid for yes, n in sums)
            sound = sound and sum(n for _, n in sums) >= valid
        case "star":
            sound = all(0 <= x - top * most <= (valid - top) * (most - 1) for x, top in sums)
            sound = sound and all(0 <= top <= valid for _, top in sums)
        case "score":
            sound = all(0 <= x <= most * valid for (x,) in sums)
        case _:  # the square of a sum is at most the voters times the sum of their squares
            sound = sum(x * x for (x,) in sums) <= _purse(doc) * valid * valid
    need(sound, f"{name}: {valid} ballots do not have these sums")
    return {c: shown[c] for c in doc["candidates"]}
