"""The ledger: one chain from its first entry on, and each document is the one that it sealed."""

import re
from collections.abc import Iterator
from typing import Any

from .board import BOARD_FILE, URN_FILE, VOTE_FILE, words_of
from .documents import digest, fit, need, show
from .listed import LIST_FILE, check_mode, require_mode

KINDS = {  # what an entry says, and which come before it; those of a draw, or a vote, in this order
    "assembly": ("id title question at", ""),
    "replacement": ("document at", ""),
    "pool": ("people quotas at", ""),
    "lottery": ("commitment document at", "pool"),
    "announcement": ("document at", "lottery"),
    "numbering": ("seed document at", "lottery"),
    "draw": ("seed document at", "lottery"),
    "replaced": ("commitment at", "draw"),
    "vote": ("vote terms", ""),
    "mode": ("vote mode", "vote"),
    "opened": ("vote cards roll at", "vote"),
    "urn": ("vote key document at", "opened"),
    "closed": ("vote ballots at", "opened"),
    "board": ("vote root words leaves document at", "urn closed"),
    "unsealed": ("vote counted spoiled at", "board"),
    "listed": ("vote document", "closed mode"),
    "tie": ("vote seed", "closed"),
    "count": ("vote document", "closed"),
    "abandoned": ("vote reason at", "board"),
    "purged": ("vote at", "board"),
    "cards": ("issued revoked", ""),
    "correction": ("entry reason at", ""),
}
AGAIN = ("cards", "correction")  # may come again, at any time
NUMBERS = ("cards", "ballots", "leaves", "counted", "issued", "revoked", "entry")
ID = re.compile("[A-Za-z0-9_-]{1,64}")  # of a vote
SHAPES: dict[str, Any] = dict.fromkeys(NUMBERS, int) | {"spoiled": {...: int}}
FILES = dict.fromkeys(KINDS, VOTE_FILE) | {"urn": URN_FILE, "board": BOARD_FILE}
FILES |= {"listed": LIST_FILE}
FILES |= {kind: f"{kind}.json" for kind in [*KINDS][1:8]}
FILES |= {"assembly": "manifest.json", "pool": "lottery.json"}
UNSEALED = {"manifest.json", "certificate.json", "reserve.json"}
TERMS = ("id", "title", "question", "kind", "candidates", "rule", "seats", "options")
SAME = "title people quotas commitment seed terms key root words leaves ballots counted document"


def check_ledger(docs: Any, noted: str | None) -> Iterator[str]:
    """One line for each thing that holds of ``ledger.json``, where there is one.

    Args:
        docs: every document by the name of its file, the others known to have their form.
        noted: the digest of an entry, as somebody wrote it down at the time.
    """
    doc = docs.get("ledger.json")
    if doc is None:
        need(noted is None, "the bundle holds no ledger to look for the digest noted in")
        yield "not checked: in which order things were decided; the bundle holds no ledger"
        return
    digests = _chained(doc)
    yield f"holds: the {len(digests)} entries of the ledger are one chain, each sealing the last"
    yield f"holds: its last digest is {digests[-1]}"
    if noted is None:
        yield "not checked: that the chain was not made anew; give a digest that you noted before"
    else:
        need(noted in digests, f"no entry of the ledger has the digest noted, {show(noted)}")
        yield f"holds: entry {digests.index(noted)} of the ledger has the digest noted"
    done = _done(doc["entries"])
    facts, sealed = {name: _facts(docs[name]) for name in docs.keys() - {"ledger.json"}}, set()
    issued, frozen = 0, None
    for place, entry in enumerate(doc["entries"]):
        kind, said, where = entry["kind"], entry["payload"], f"ledger.json, entry {place}"
        issued = said.get("issued", issued)
        if kind == "opened" and issued > (frozen := issued if frozen is None else frozen):
            vote, more = show(said["vote"]), issued - frozen
            yield f"not checked: why {more} cards came after the first roll and before {vote}"
        of_board = kind == "closed" and "urn" in done[said["vote"]]  # all leaves, spoiled ones too
        name = "" if kind in AGAIN else FILES["board" if of_board else kind].format(**said)
        for fact in [fact for fact in SAME.split() if fact in said and name in facts]:
            fit(said[fact], facts[name].get(fact), f"{where}, {kind}, {fact}")
        if "document" in said:
            sealed.add(name)
            needed = "vote" in said or "draw" in done[None]
            need(name in facts or not needed, f"{where} is about {name}, which is missing")
        if kind == "count" and docs[name]["break_tie"]["by"] == "lot":
            need("tie" in done[said["vote"]], f"{where}: no tie gives the seed of {name}")
        yield from _told(kind, said)
    for name in facts.keys() - sealed - UNSEALED:
        need(False, f"no entry of the ledger is about {name}")
    for vote, before in done.items():
        yield from check_mode(docs, vote, before)
    yield f"holds: {len(sealed & facts.keys())} files are those that the ledger sealed"


def _chained(doc: Any) -> list[str]:
    """The digests of entries that have their form and follow from one another."""
    fit(doc, {"format": "deliberation ledger 1", "entries": list}, "ledger.json")
    need(doc["entries"] != [], "the ledger is empty")
    digests = ["0" * 64]
    for place, entry in enumerate(doc["entries"]):
        where, follows = f"ledger.json, entry {place}", {"index": place, "previous": digests[-1]}
        fit(entry, follows | {"kind": str, "payload": dict, "digest": str}, where)
        kind, said = entry["kind"], entry["payload"]
        need(kind in KINDS, f"{where} is of the kind {show(kind)}, which is not known here")
        shape = {name: SHAPES.get(name, str) for name in KINDS[kind][0].split()}
        fit(said, shape, f"{where}, {kind}")
        need(ID.fullmatch(said.get("vote", "-")) is not None, f"{where} is of no vote")
        fit(entry["digest"], digest(follows | {"kind": kind, "payload": said}), f"{where}, digest")
        digests.append(entry["digest"])
    return digests[1:]


def _done(entries: Any) -> dict[Any, Any]:
    """What was done of each vote, and of the draw (which is ``None``), when all came in turn."""
    done, order = dict[Any, Any](), [*KINDS]
    for place, entry in enumerate(entries):
        kind, said, where = entry["kind"], entry["payload"], f"ledger.json, entry {place}"
        spoiled = said.get("spoiled", {}).values()
        least = min((n for n in (*said.values(), *spoiled) if type(n) is int), default=0)
        need(least >= 0, f"{where}, {kind}: {least} is less than nothing")
        need((kind == "assembly") == (place == 0), f"{where}: a ledger begins with the assembly")
        need(said.get("entry", -1) < place, f"{where} corrects no entry")
        before = done.setdefault(said.get("vote"), {})
        if kind in AGAIN:
            continue
        due = {*KINDS[kind][1].split()}
        due |= {"unsealed"} if "urn" in before and kind in ("tie", "count") else set()
        right = before.keys() >= due and all(order.index(k) < order.index(kind) for k in before)
        right = right and (kind != "abandoned" or "count" not in before)
        right = right and (kind != "purged" or not {"unsealed", "abandoned"}.isdisjoint(before))
        need(right, f"{where}: {kind} is out of turn")
        require_mode(kind, said, before, where)
        before[kind] = said
        cast = before.get("closed", {"ballots": 0})["ballots"]
        enough = kind != "closed" or cast <= before["opened"]["cards"]
        need(enough, f"{where}: more ballots than cards, {cast}")
        if kind in ("board", "unsealed"):
            leaves = said["leaves"] if kind == "board" else said["counted"] + sum(spoiled)
            fit(leaves, cast, f"{where}, {kind}, as many as were cast")
    for vote, before in done.items():
        shown = "board" in before or not before.keys() >= {"urn", "closed"}
        need(shown, f"the ledger closes the vote {show(vote)} without its board")
    return done


def _told(kind: str, said: Any) -> Iterator[str]:
    """What an entry says that only its words can tell."""
    if kind == "replaced":
        yield f"not checked: the draw of replacements, committed to as {show(said['commitment'])}"
    if kind == "correction":
        yield f"not checked: what was said of entry {said['entry']}: {show(said['reason'])}"
    if kind == "abandoned":
        yield f"not checked: why {show(said['vote'])} was given up: {show(said['reason'])}"
    if kind == "unsealed":
        leaves = said["counted"] + sum(said["spoiled"].values())
        yield f"holds: of the {leaves} leaves of {show(said['vote'])} {said['counted']} count"
    for reason, number in said.get("spoiled", {}).items():
        yield f"not checked: that {number} of them cannot be counted: {show(reason)}"


def _facts(document: Any) -> Any:
    """What a document says, by the names that entries have for it."""
    terms = digest({name: document.get(name) for name in TERMS})
    own: dict[str, Any] = {"document": digest(document), "terms": terms}
    if "entries" in document:
        own |= dict.fromkeys(("leaves", "ballots"), len(document["entries"]))
        own["words"] = words_of(document["root"])
    if "cast" in document:
        own |= dict.fromkeys(("ballots", "counted"), document["cast"])
    return document | document.get("digests", {}) | document.get("break_tie", {}) | own
