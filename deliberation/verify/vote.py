"""A vote: its evidence is read, counted again, and compared with the whole result."""

from collections.abc import Iterator
from typing import Any

from .count import Piles, Ties, by_total, fill, irv, schulze, stv
from .documents import ascending, canonical, each_once, fit, need, show

AT_LEAST = 5  # voters who share a ballot, or cast one at all, before it is published
RANKING: Any = [str, ...]
RULES = {  # the kind of ballot, the evidence where whole ballots are withheld, the option
    "plurality": ("ranking", "first preferences", None),
    "borda": ("ranking", "pairwise", None),
    "schulze": ("ranking", "pairwise", None),
    "irv": ("ranking", "used preferences", None),
    "stv": ("ranking", "used preferences", "places"),
    "scottish_stv": ("ranking", "used preferences", None),
    "quadratic": ("credits", "votes per candidate", "credits"),
}
VOTE: Any = dict.fromkeys(("id", "title", "question", "kind", "rule"), str)
VOTE |= {"format": "deliberation vote 1", "candidates": RANKING, "seats": int, "cast": int}
VOTE |= {"options": {...: int}, "evidence": dict, "result": dict}
VOTE["break_tie"] = {"by": "refuse"}, {"by": "order", "order": RANKING}, {"by": "lot", "seed": str}
EVIDENCE: Any = {  # by its kind
    "ballots": {"ballots": [{"ballot": (RANKING, {...: int}), "times": int}, ...]},
    "used preferences": {"ballots": [{"ballot": RANKING, "times": int}, ...]},
    "first preferences": {"totals": {...: int}, "blank": int},
    "pairwise": {"pairwise": [[int, ...], ...], "blank": int},
    "votes per candidate": {"votes": {...: [[int, int], ...]}},
    "outcome": {},
}
OUTCOME: Any = {"elected": RANKING}
OUTCOME |= {"ties": [{"tied": RANKING, "decision": str, "chosen": str, "how": str}, ...]}


def check_vote(doc: Any, name: str) -> Iterator[str]:
    """One line for each thing that holds of a vote."""
    fit(doc, VOTE, name)
    fit(f"votes/{doc['id']}.json", name, "the name of a vote's file")
    rule, seats, names, cast = doc["rule"], doc["seats"], doc["candidates"], doc["cast"]
    need(rule in RULES, f"{name} was counted by {show(rule)}, which this checker does not know")
    kind, least, option = RULES[rule]
    fit(doc["kind"], kind, f"{name}, the kind of ballot")
    once = 0 < len({*names}) == len(names) <= 500
    need(once, f"{name} does not have 1 to 500 candidates, each named once")
    need(0 < seats <= (1 if rule == "irv" else len(names)), f"{name} cannot fill {seats} seats")
    options = all(key == option and 0 <= n <= 10**6 for key, n in doc["options"].items())
    need(options and doc["options"].get("places", 0) <= 30, f"{name} has options not known here")
    shown = show(doc["evidence"].get("kind"))
    known = cast > 0 and shown in (("ballots", least) if cast >= AT_LEAST else ("outcome",))
    need(known, f"{name}: {cast} ballots by {rule} are not to be shown as {shown}")
    fit(doc["evidence"], EVIDENCE[shown] | {"kind": shown}, f"{name}, evidence")

    ties = Ties(doc["break_tie"])
    if shown == "outcome":
        _check_outcome(doc, name, ties)
        yield f"not checked: the count of {name}, withheld because fewer than {AT_LEAST} voted"
    else:
        fit(doc["result"], _result(doc, name, ties), f"{name}, result")
        yield f"holds: {name}, {cast} ballots counted again by {rule} from {shown}"
    for tie in ties.settled:
        tied, decision, chosen = (show(tie[part]) for part in ("tied", "decision", "chosen"))
        yield f"holds: {name}, {tied} are tied ({decision}), and {chosen} is chosen"
    yield f"holds: {name} elects {', '.join(map(show, doc['result']['elected']))}"


def _check_outcome(doc: Any, name: str, ties: Ties) -> None:
    """Without evidence, only the form of the outcome and the settling of ties can be checked."""
    claimed, names, seats = doc["result"], {*doc["candidates"]}, doc["seats"]
    fit(claimed, OUTCOME | {"rule": doc["rule"], "seats": seats}, f"{name}, result")
    elected, once = claimed["elected"], each_once(claimed["elected"], names)
    need(once and len(elected) == seats, f"{name} does not elect {seats} different candidates")
    may = {f"fill seat {n + 1}": [candidate] for n, candidate in enumerate(elected)}
    if RULES[doc["rule"]][1] == "used preferences":
        first, rounds = "elect" if doc["rule"] == "irv" else "transfer first", range(len(names))
        may = {f"{first} in round {n + 1}": elected for n in rounds}
        may |= {f"eliminate in round {n + 1}": [*names.difference(elected)] for n in rounds}
    for tie in claimed["ties"]:
        tied, decision, chosen = (tie[part] for part in ("tied", "decision", "chosen"))
        known = chosen in tied == sorted({*tied} & names) != [chosen]
        sound = known and chosen in may.pop(decision, [])
        need(sound, f"{name}: the tie of {show(tied)} (to {show(decision)}) cannot have come up")
        if (doc["rule"], tie["how"]) == ("scottish_stv", "earlier rounds"):
            ties.note(tied, decision, chosen, tie["how"])
        else:
            ties.choose(tied, decision)
    fit(claimed["ties"], ties.settled, f"{name}, ties")


def _result(doc: Any, name: str, ties: Ties) -> Any:
    """The whole result, from the evidence alone."""
    rule, seats, names = doc["rule"], doc["seats"], doc["candidates"]
    result: dict[str, Any] = {"rule": rule, "seats": seats, "ties": ties.settled}
    papers = _ballots(doc, name) if "ballots" in doc["evidence"] else []
    if RULES[rule][1] == "used preferences":
        piles, quota, scottish = Piles(names, papers), None, rule == "scottish_stv"
        if rule == "irv":
            irv(piles, ties)
        else:
            places = 5 if scottish else doc["options"].get("places")
            quota = str(stv(piles, ties, seats=seats, places=places, scottish=scottish))
        elected = [candidate for entry in piles.rounds for candidate in entry["elected"]]
        return result | {"quota": quota, "rounds": piles.rounds, "elected": elected}
    if rule == "quadratic":
        totals = _spent(doc, name, papers)
    elif rule == "plurality":
        totals = _firsts(doc, name, papers)
    else:
        pairs = _pairs(doc, name, papers)
        totals = {candidate: sum(row) for candidate, row in zip(names, pairs, strict=True)}
    groups = by_total(totals)
    if rule == "schulze":
        result["pairwise"] = pairs
        totals, groups = schulze(names, pairs)
    texts = {candidate: str(total) for candidate, total in totals.items()}
    return result | {"elected": fill(groups, seats, ties), "totals": texts}


def _ballots(doc: Any, name: str) -> list[tuple[Any, int]]:
    """Each distinct ballot, and how often it was cast."""
    evidence, ballot = doc["evidence"], RANKING if doc["kind"] == "ranking" else {...: int}
    fit(evidence["ballots"], [{"ballot": ballot, "times": int}, ...], f"{name}, ballots")
    papers = [(entry["ballot"], entry["times"]) for entry in evidence["ballots"]]
    texts = [canonical(ballot) for ballot, _ in papers]
    need(ascending(texts), f"{name}: the ballots are not sorted and distinct")
    for ballot, times in papers:
        enough = times >= (AT_LEAST if evidence["kind"] == "ballots" else 1)
        need(enough, f"{name} shows a ballot that {times} voters cast")
        once = each_once(ballot, doc["candidates"])
        need(once, f"{name}: the ballot {show(ballot)} names somebody twice, or no candidate")
    fit(sum(times for _, times in papers), doc["cast"], f"{name}, the number of ballots")
    need(any(ballot for ballot, _ in papers), f"{name} has no ballot that names anybody")
    return papers


def _firsts(doc: Any, name: str, papers: Any) -> dict[str, int]:
    """How many ballots rank each candidate first."""
    if papers:
        return {c: sum(n for order, n in papers if order[:1] == [c]) for c in doc["candidates"]}
    totals, blank, cast = doc["evidence"]["totals"], doc["evidence"]["blank"], doc["cast"]
    fit(totals, dict.fromkeys(doc["candidates"], int), f"{name}, first preferences")
    sound = min(blank, *totals.values()) >= 0 and blank < cast == sum(totals.values()) + blank
    need(sound, f"{name}: first preferences and blank ballots do not add up to {cast}")
    return {candidate: totals[candidate] for candidate in doc["candidates"]}


def _pairs(doc: Any, name: str, papers: Any) -> Any:
    """How many ballots prefer the candidate of the row to that of the column."""
    names, pairs = doc["candidates"], doc["evidence"].get("pairwise")
    if papers:
        above = {a: dict.fromkeys(names, 0) for a in names}
        for order, times in papers:
            for place, a in enumerate(order):
                for b in {*names}.difference(order[: place + 1]):
                    above[a][b] += times
        return [[*row.values()] for row in above.values()]
    fit(pairs, [[int] * len(names)] * len(names), f"{name}, pairwise")
    valid, n = doc["cast"] - doc["evidence"]["blank"], range(len(names))
    sound = all(min(pairs[i][j], valid - pairs[i][j] - pairs[j][i]) >= 0 for i in n for j in n)
    sound = sound and 0 < valid <= doc["cast"] and not any(pairs[i][i] for i in n)
    sound = sound and sum(map(sum, pairs)) >= valid * (len(n) - 1)  # the first beat all others
    need(sound, f"{name}: the pairs are not those of {valid} ballots that name somebody")
    return pairs


def _spent(doc: Any, name: str, papers: Any) -> dict[str, int]:
    """The votes for each candidate, less those against, within everybody's credits."""
    credits, votes = doc["options"].get("credits", 100), doc["evidence"].get("votes")
    if papers:
        for spent, _ in papers:
            cost = sum(n * n for n in spent.values())
            need(cost <= credits and all(spent.values()), f"{name}: a ballot spends {cost} credits")
        return {c: sum(b.get(c, 0) * times for b, times in papers) for c in doc["candidates"]}
    fit(votes, dict.fromkeys(doc["candidates"], list), f"{name}, votes")
    cost = sum(n * n * voters for pairs in votes.values() for n, voters in pairs)
    need(cost > 0, f"{name} has no ballot that names anybody")
    need(cost <= credits * doc["cast"], f"{name}: {cost} credits are spent, more than all had")
    for candidate, pairs in votes.items():
        rising = ascending(n for n, _ in pairs)
        sound = all(n and n * n <= credits and voters > 0 for n, voters in pairs)
        few = sum(voters for _, voters in pairs) <= doc["cast"]
        need(rising and sound and few, f"{name}: {show(candidate)} cannot have these votes")
    return {c: sum(n * voters for n, voters in votes[c]) for c in doc["candidates"]}
