"""A vote: its evidence is read, counted again, and compared with the whole result."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from ..ballots import ENOUGH
from ..documents import ID, NUMBER, SOME, canonical, each_once, fit, need, show, written
from .approvals import chosen_by_approvals
from .evidence import PAIRED, Seen, read_evidence
from .pairs import compared
from .rated import judged, star, supported
from .rounds import counted_in_rounds
from .ties import Ties, by_total, fill

RANKING: Any = [str, ...]
SIZE = range(1, 10**12 + 1)
MONEY = {"total": SIZE, "costs": {...: SIZE}, "within": (True, False)}
SUPPORT = {"scale": RANKING, "supporting": SIZE, "share": [SIZE, SIZE]}
SUPPORT |= {"of": ("answers", "ballots", "present", "members")}
WHOLE = {"sequential_pav", "sequential_phragmen", "equal_shares", "equal_shares_budget"}
IN_ROUNDS = {"irv", "stv", "scottish_stv", "prf_stv", "minneapolis_stv"}
MOVED, FINE = ("used preferences", "transfers"), ("tallies", "sums")
RULES: Any = {  # the kind of ballot, what is shown where whole ballots are not, the options
    "plurality": ("ranking", ("tallies",), {}),
    **dict.fromkeys(PAIRED, ("ranking", ("pairwise",), {})),
    **dict.fromkeys(IN_ROUNDS, ("ranking", MOVED, {})),
    "stv": ("ranking", MOVED, ({"places": range(31)}, {})),
    **dict.fromkeys(("approval", *WHOLE), ("approval", ("tallies",), {})),
    "score": ("scores", FINE, {"most": SIZE}),
    "star": ("scores", ("tallies and pairs", "sums and pairs"), {"most": SIZE}),
    "majority_judgment": ("grades", ("tallies",), {"scale": RANKING}),
    "support": ("grades", FINE, SUPPORT),
    "quadratic": ("credits", FINE, ({"credits": SIZE}, {})),
    "greedy_budget": ("approval", ("tallies",), MONEY),
    "equal_shares_budget": ("approval", ("tallies",), MONEY | {"completion": "greedy"}),
}
CHOSEN: Any = dict.fromkeys((*WHOLE, "greedy_budget"), chosen_by_approvals)
CHOSEN |= {"star": star, "majority_judgment": judged, "support": supported}
FREE = {"support", "greedy_budget", "equal_shares_budget"}  # choose as many as it comes to
MAY: Any = {rule: {"currency": str} for rule in FREE}  # options that may stand there or not
MAY["support"] = {"above": True, "near": NUMBER, "texts": {...: str}, "revises": ID}
VOTE: Any = dict.fromkeys(("id", "title", "question", "kind", "rule"), str)
VOTE |= {"format": "deliberation vote 1", "candidates": RANKING, "seats": int, "cast": SOME}
VOTE |= {"options": dict, "evidence": dict, "result": dict}
VOTE["break_tie"] = {"by": "refuse"}, {"by": "order", "order": RANKING}, {"by": "lot", "seed": str}
BALLOTS: Any = {"ballots": [{"ballot": (RANKING, {...: int}), "times": SOME}, ...]}
TALLIES: Any = {"tallies": {...: [[int, int], ...]}, "blank": NUMBER}
SUMS: Any = {"sums": {...: [int, ...]}, "blank": NUMBER}
PAIRS: Any = {"pairwise": [[int, ...], ...], "blank": NUMBER}
MOVES: Any = {"first": {...: int}, "transfers": [[str, (str, None), int, str], ...]}
SHOWN = {"ballots": BALLOTS, "used preferences": BALLOTS, "tallies": TALLIES, "sums": SUMS}
SHOWN |= {"pairwise": PAIRS, "tallies and pairs": TALLIES | PAIRS, "sums and pairs": SUMS | PAIRS}
SHOWN |= {"transfers": MOVES | {"blank": NUMBER}, "outcome": {}}
OUTCOME: Any = {"elected": RANKING}
OUTCOME |= {"ties": [{"tied": RANKING, "decision": str, "chosen": str, "how": str}, ...]}


def check_vote(doc: Any, name: str, *, listed: bool) -> Iterator[str]:
    """One line for each thing that holds of a vote; all its ballots may be *listed* beside it."""
    rule, names, cast = doc["rule"], doc["candidates"], doc["cast"]
    need(rule in RULES, f"{name} was counted by {show(rule)}, which this checker does not know")
    kind, kinds, options = RULES[rule]
    once = 0 < len({*names}) == len(names) <= 500
    need(once, f"{name} does not have 1 to 500 candidates, each named once")
    seats = len(names) if rule in FREE else range(1, 2 if rule == "irv" else len(names) + 1)
    shown = show(doc["evidence"].get("kind"))
    known = shown in (("ballots", *kinds) if cast >= ENOUGH else ("outcome",))
    need(known, f"{name}: {cast} ballots by {rule} are not to be shown as {shown}")
    evidence = SHOWN[shown] | {"kind": shown}
    if rule in FREE:
        more = {"members": SIZE} if doc["options"].get("of") in ("present", "members") else {}
        more |= {what: shape for what, shape in MAY[rule].items() if what in doc["options"]}
        options = options | more
    own = {"kind": kind, "seats": seats, "options": options, "evidence": evidence}
    fit(doc, VOTE | own, name)
    few = doc["options"].get("of") == "members" and doc["options"]["members"] < cast
    need(_sound(doc["options"], {*names}) and not few, f"{name} has options that cannot be")

    ties, outcome = Ties(doc["break_tie"]), shown == "outcome"
    seen = None if outcome else read_evidence(doc, name)
    if seen is None or (rule in WHOLE and not seen.papers):
        _check_outcome(doc, name, ties)
        secret = outcome and not listed and doc["result"]["ties"] != []
        need(not secret, f"{name} names who was equal among fewer than {ENOUGH}")
        why = f"fewer than {ENOUGH} voted" if outcome else f"fewer than {ENOUGH} share some"
        yield f"not checked: the count of {name}, withheld because {why}"
    else:
        fit(doc["result"], _result(doc, seen, ties), f"{name}, result")
        yield f"holds: {name}, {cast} ballots counted again by {rule} from {shown}"
    for tie in doc["result"]["ties"]:
        tied, decision, chosen = (show(tie[part]) for part in ("tied", "decision", "chosen"))
        yield f"holds: {name}, {tied} are tied ({decision}), and {chosen} is chosen"
    yield f"holds: {name} elects {show(doc['result']['elected'])}"


def recount(doc: Any, name: str, ballots: list[Any], source: str) -> None:
    """Count a vote that holds again, from all its *ballots*, one by one as *source* lists them."""
    times = Counter(map(canonical, ballots))
    shown = [{"ballot": json.loads(text), "times": n} for text, n in sorted(times.items())]
    whole = doc | {"evidence": {"kind": "listed", "ballots": shown}}
    result = _result(whole, read_evidence(whole, source), Ties(doc["break_tie"]))
    claimed = {what: result[what] for what in doc["result"]}
    fit(doc["result"], claimed, f"{name}, as {source} counts")


def _sound(options: Any, names: set[str]) -> bool:
    """Whether grades, shares and costs are such as a vote can have."""
    scale, (part, whole) = options.get("scale", ["", " "]), options.get("share", (1, 1))
    sound = len({*scale}) == len(scale) > options.get("supporting", 1) and part <= whole
    return sound and names == {*options.get("costs", names)} >= {*options.get("texts", ())}


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
    if rule not in WHOLE or doc["evidence"]["kind"] == "outcome":
        return  # its ties are counted from a list, or there are none
    what = "choose project" if rule in FREE else "fill seat"
    may = {f"{what} {number}": chosen for number, chosen in enumerate(elected, start=1)}
    for tie in claimed["ties"]:
        tied, decision, chosen = tie["tied"], tie["decision"], tie["chosen"]
        sound = chosen in tied == sorted({*tied} & names) != [chosen]
        sound = sound and may.pop(decision, None) == chosen
        need(sound, f"{name}: the tie of {show(tied)} (to {show(decision)}) cannot have come up")
        ties.choose(tied, decision)
    fit(claimed["ties"], ties.settled, f"{name}, ties")


def _result(doc: Any, seen: Seen, ties: Ties) -> Any:
    """The whole result, from the evidence alone."""
    rule, names = doc["rule"], doc["candidates"]
    result: dict[str, Any] = {"rule": rule, "seats": doc["seats"], "ties": ties.settled}
    if rule in IN_ROUNDS:
        return result | counted_in_rounds(doc, seen.papers, ties)
    if rule in CHOSEN:
        return result | {"elected": CHOSEN[rule](doc, seen, ties)}
    totals: Any = {c: total for c, (total, *_) in seen.sums.items()}
    groups = by_total(totals)
    if rule in PAIRED:
        totals, groups = compared(rule, names, seen.pairs)
        result |= {} if rule == "borda" else {"pairwise": seen.pairs}
    result["totals"] = {candidate: written(total) for candidate, total in totals.items()}
    return result | {"elected": fill(groups, doc["seats"], ties)}
