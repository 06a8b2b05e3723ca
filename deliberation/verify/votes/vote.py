"""A vote: its evidence is read, counted again, and compared with the whole result."""

import json
from collections.abc import Iterator
from typing import Any

from ..documents import each_once, fit, need, show
from .approvals import chosen_by_approvals, greedy
from .count import Piles, Sheet, Ties, by_total, compared, fill, irv, minneapolis_stv, stv
from .evidence import (
    AT_LEAST,
    FINE,
    RANKING,
    read_ballots,
    read_first,
    read_pairs,
    read_sums,
    read_tallies,
)
from .rated import judged, star, supported

MONEY = {"total": int, "costs": {...: int}, "within": (True, False)}
SUPPORT = {"scale": RANKING, "supporting": int, "share": [int, int], "of": ("answers", "ballots")}
WHOLE = {"sequential_pav", "sequential_phragmen", "equal_shares", "equal_shares_budget"}
STATUTES = ("scottish_stv", "prf_stv", "minneapolis_stv")
RULES: Any = {  # the kind of ballot, the finest evidence beside whole ballots, the options
    "plurality": ("ranking", "tallies", {}),
    **dict.fromkeys(("borda", "copeland", "minimax", "schulze"), ("ranking", "pairwise", {})),
    **dict.fromkeys(("irv", *STATUTES), ("ranking", "used preferences", {})),
    "stv": ("ranking", "used preferences", ({}, {"places": int})),
    **dict.fromkeys(("approval", *WHOLE), ("approval", "tallies", {})),
    "score": ("scores", "tallies", {"most": int}),
    "star": ("scores", "tallies and pairs", {"most": int}),
    "majority_judgment": ("grades", "tallies", {"scale": RANKING}),
    "support": ("grades", "tallies", SUPPORT),
    "quadratic": ("credits", "tallies", ({}, {"credits": int})),
    "greedy_budget": ("approval", "tallies", MONEY),
    "equal_shares_budget": ("approval", "tallies", MONEY | {"completion": "greedy"}),
}
FREE = {"support", "greedy_budget", "equal_shares_budget"}  # choose as many as it comes to
VOTE: Any = dict.fromkeys(("id", "title", "question", "kind", "rule"), str)
VOTE |= {"format": "deliberation vote 1", "candidates": RANKING, "seats": int, "cast": int}
VOTE |= {"options": dict, "evidence": dict, "result": dict}
VOTE["break_tie"] = {"by": "refuse"}, {"by": "order", "order": RANKING}, {"by": "lot", "seed": str}
TALLIES: Any = {"tallies": {...: [[int, int], ...]}, "blank": int}
PAIRS: Any = {"pairwise": [[int, ...], ...], "blank": int}
COARSER = {"tallies": "sums", "tallies and pairs": "sums and pairs"}
COARSER |= {"used preferences": "transfers"}  # where the finer would tell too much
SUMS: Any = {"sums": {...: [int, ...]}, "blank": int}
SHEET: Any = {"first": {...: int}, "transfers": [[str, (str, None), int, str], ...], "blank": int}
EVIDENCE: Any = {  # by its kind
    "ballots": {"ballots": [{"ballot": (RANKING, {...: int}), "times": int}, ...]},
    "used preferences": {"ballots": [{"ballot": RANKING, "times": int}, ...]},
    "tallies": TALLIES,
    "pairwise": PAIRS,
    "tallies and pairs": TALLIES | PAIRS,
    "sums": SUMS,
    "sums and pairs": SUMS | PAIRS,
    "transfers": SHEET,
    "outcome": {},
}
OUTCOME: Any = {"elected": RANKING}
OUTCOME |= {"ties": [{"tied": RANKING, "decision": str, "chosen": str, "how": str}, ...]}
OF_TWO = ("", ", 1 of 2", ", 2 of 2")
WAYS = {  # by which a rule parts those tied by itself, by what it decides
    ("scottish_stv", "transfer"): ("earlier rounds",),
    ("scottish_stv", "eliminate"): ("earlier rounds",),
    ("star", "advance"): ("preferences", "highest scores"),
    ("star", "fill"): ("points", "highest scores"),
}


def check_vote(doc: Any, name: str) -> Iterator[str]:
    """One line for each thing that holds of a vote."""
    fit(doc, VOTE, name)
    fit(f"votes/{doc['id']}.json", name, "the name of a vote's file")
    rule, seats, names, cast = doc["rule"], doc["seats"], doc["candidates"], doc["cast"]
    need(rule in RULES, f"{name} was counted by {show(rule)}, which this checker does not know")
    kind, least, options = RULES[rule]
    fit(doc["kind"], kind, f"{name}, the kind of ballot")
    once = 0 < len({*names}) == len(names) <= 500
    need(once, f"{name} does not have 1 to 500 candidates, each named once")
    need(0 < seats <= (1 if rule == "irv" else len(names)), f"{name} cannot fill {seats} seats")
    need(rule not in FREE or seats == len(names), f"{name} has other seats than candidates")
    fit(doc["options"], options, f"{name}, options")
    need(_sound(doc["options"], {*names}), f"{name} has options that cannot be")
    shown, kinds = show(doc["evidence"].get("kind")), {"ballots", least}
    if least == "used preferences" or rule in FINE:
        kinds.add(COARSER[least])
    known = cast > 0 and shown in (kinds if cast >= AT_LEAST else {"outcome"})
    need(known, f"{name}: {cast} ballots by {rule} are not to be shown as {shown}")
    fit(doc["evidence"], EVIDENCE[shown] | {"kind": shown}, f"{name}, evidence")

    ties, outcome = Ties(doc["break_tie"]), shown == "outcome"
    papers = read_ballots(doc, name) if "ballots" in doc["evidence"] else []
    tallied = "tallies" in least and not outcome and "sums" not in shown
    tallies = read_tallies(doc, name, papers) if tallied else {}
    if outcome or (rule in WHOLE and not papers):
        _check_outcome(doc, name, ties)
        why = f"fewer than {AT_LEAST} voted" if outcome else f"fewer than {AT_LEAST} share some"
        yield f"not checked: the count of {name}, withheld because {why}"
    else:
        fit(doc["result"], _result(doc, name, ties, papers, tallies), f"{name}, result")
        yield f"holds: {name}, {cast} ballots counted again by {rule} from {shown}"
    for tie in ties.settled:
        tied, decision, chosen = (show(tie[part]) for part in ("tied", "decision", "chosen"))
        yield f"holds: {name}, {tied} are tied ({decision}), and {chosen} is chosen"
    yield f"holds: {name} elects {show(doc['result']['elected'])}"


def recount(doc: Any, name: str, all_papers: Any, source: str) -> None:
    """Count a vote that holds again, from all its ballots as *source* lists them.

    Args:
        all_papers: how many there are of each, by the canonical JSON of the ballot.
    """
    shown = [{"ballot": json.loads(text), "times": n} for text, n in sorted(all_papers.items())]
    whole = doc | {"evidence": {"kind": "listed", "ballots": shown}}
    papers, ties = read_ballots(whole, source), Ties(doc["break_tie"])
    tallies = read_tallies(whole, source, papers) if "tallies" in RULES[doc["rule"]][1] else {}
    result = _result(whole, name, ties, papers, tallies)
    claimed = {what: result[what] for what in doc["result"]}
    fit(doc["result"], claimed, f"{name}, as {source} counts")


def _sound(options: Any, names: set[str]) -> bool:
    """Whether numbers, scales and costs are such as a vote can have."""
    costs, scale = options.get("costs", {}), options.get("scale", ["", " "])
    numbers = [n for n in (*options.values(), *costs.values()) if type(n) is int]
    (part, whole), supporting = options.get("share", (1, 1)), options.get("supporting", 1)
    sound = all(("places" not in options) <= n <= 10**12 for n in numbers)
    sound = sound and options.get("places", 0) <= 30
    sound = sound and len({*scale}) == len(scale) > supporting > 0 < part <= whole <= 10**12
    return sound and ("costs" not in options or names == {*costs})


def _check_outcome(doc: Any, name: str, ties: Ties) -> None:
    """Without evidence, only the form of the outcome and the settling of ties can be checked."""
    claimed, names, seats, rule = doc["result"], {*doc["candidates"]}, doc["seats"], doc["rule"]
    fit(claimed, OUTCOME | {"rule": rule, "seats": seats}, f"{name}, result")
    elected, once = claimed["elected"], each_once(claimed["elected"], names)
    right = once and (rule in FREE or len(elected) == seats)
    need(right, f"{name} does not elect {seats} different candidates")
    costs = doc["options"].get("costs", dict.fromkeys(names, 0))
    paid = sum(costs[candidate] for candidate in elected) <= doc["options"].get("total", 0)
    need(paid, f"{name} spends more than there is")
    need(rule != "support" or claimed["ties"] == [], f"{name} has a tie, and its rule asks nobody")
    what = "choose project" if rule in FREE else "fill seat"
    may = {f"{what} {n + 1}": [candidate] for n, candidate in enumerate(elected)}
    if RULES[rule][1] == "used preferences":
        first, rounds = "elect" if rule == "irv" else "transfer first", range(len(names))
        may = {f"{first} in round {n + 1}": elected for n in rounds}
        may |= {f"eliminate in round {n + 1}": [*names.difference(elected)] for n in rounds}
    if rule == "star":
        which = [f"advance for seat {n + 1}{k}" for n in range(seats) for k in OF_TWO]
        may |= {decision: [*names] for decision in which}
    steps = dict[str, Any]()
    for tie in claimed["ties"]:
        tied, decision, chosen = (tie[part] for part in ("tied", "decision", "chosen"))
        known = chosen in tied == sorted({*tied} & names) != [chosen]
        left = may.pop(decision, [])
        sound = known and chosen in left
        need(sound, f"{name}: the tie of {show(tied)} (to {show(decision)}) cannot have come up")
        if "of 2" not in decision and tie["how"] in WAYS.get((rule, decision.split()[0]), ()):
            step = tied, tie["how"]
            once = decision not in steps
            need(steps.setdefault(decision, step) == step, f"{name}: one step parted {show(tied)}")
            if once and len(tied) > 2 and decision.startswith("advance"):  # two, in one name
                may[decision] = [c for c in tied if c != chosen]
            ties.note(tied, decision, chosen, tie["how"])
        else:
            ties.choose(tied, decision)
    fit(claimed["ties"], ties.settled, f"{name}, ties")


def _piles(doc: Any, name: str, papers: Any) -> Piles:
    """The piles with which a count in rounds begins."""
    if doc["evidence"]["kind"] != "transfers":
        return Piles(doc["candidates"], papers)
    return Sheet(doc["candidates"], read_first(doc, name), doc["evidence"]["transfers"])


def _result(doc: Any, name: str, ties: Ties, papers: Any, tallies: Any) -> Any:
    """The whole result, from the evidence alone."""
    rule, seats, names, options = (doc[k] for k in ("rule", "seats", "candidates", "options"))
    result: dict[str, Any] = {"rule": rule, "seats": seats, "ties": ties.settled}
    if RULES[rule][1] == "used preferences":
        piles, quota = _piles(doc, name, papers), None
        if rule == "irv":
            irv(piles, ties)
        elif rule == "minneapolis_stv":
            quota = str(minneapolis_stv(piles, ties, seats=seats))
        else:
            places = {"scottish_stv": 5, "prf_stv": 4}.get(rule, options.get("places"))
            quota = str(stv(piles, ties, rule=rule, seats=seats, places=places))
        piles.end()
        elected = [candidate for entry in piles.rounds for candidate in entry["elected"]]
        return result | {"quota": quota, "rounds": piles.rounds, "elected": elected}
    totals = {c: sum(n * voters for n, voters in given.items()) for c, given in tallies.items()}
    sums = read_sums(doc, name) if "sums" in doc["evidence"] else {}
    totals |= {c: total for c, (total, *_) in sums.items()}
    pairs = read_pairs(doc, name, papers) if "pair" in RULES[rule][1] else []
    match rule:
        case "star":
            tops = {c: given.get(options["most"], 0) for c, given in tallies.items()}
            tops |= {c: top for c, (_, top) in sums.items()}
            return result | {"elected": star(names, totals, pairs, tops, seats, ties)}
        case "majority_judgment":
            blank = sum(n for ballot, n in papers if not ballot)
            valid = doc["cast"] - doc["evidence"].get("blank", blank)
            groups = judged(tallies, len(options["scale"]) - 1, valid)
            return result | {"elected": fill(groups, seats, ties)}
        case "support":
            of, supporting = (
                doc["cast"] if options["of"] == "ballots" else None,
                options["supporting"],
            )
            tallies = tallies or {c: {0: yes, supporting: n - yes} for c, (yes, n) in sums.items()}
            elected = supported(tallies, supporting, options["share"], of)
            return result | {"elected": elected}
        case "greedy_budget":
            return result | {"elected": greedy(totals, options, [], ties)}
    if rule in WHOLE:
        return result | {"elected": chosen_by_approvals(rule, names, papers, seats, options, ties)}
    if RULES[rule][1] == "pairwise":
        totals, groups = compared(rule, names, pairs)
        result |= {} if rule == "borda" else {"pairwise": pairs}
    else:
        groups = by_total(totals)
    texts = {candidate: str(total) for candidate, total in totals.items()}
    return result | {"elected": fill(groups, seats, ties), "totals": texts}
