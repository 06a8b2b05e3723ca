"""The ledger: one chain from its first entry on, and each document is the one that it sealed."""

from collections.abc import Iterator
from typing import Any

from .board import BOARD_FILE, URN_FILE, VOTE_FILE, words_of
from .documents import digest, fit, need, show

AT, OF_VOTE = {"at": str}, {"vote": str}
KINDS: dict[str, Any] = {  # what an entry says; those of a draw, or of a vote, come in this order
    "assembly": AT | {"id": str, "title": str, "question": str},
    "pool": AT | {"people": str, "quotas": str},
    "lottery": AT | {"commitment": str, "document": str},
    "announcement": AT | {"document": str},
    "numbering": AT | {"seed": str, "document": str},
    "draw": AT | {"seed": str, "document": str},
    "vote": OF_VOTE | {"terms": str},
    "opened": AT | OF_VOTE | {"cards": int, "roll": str},
    "urn": AT | OF_VOTE | {"key": str, "document": str},
    "closed": AT | OF_VOTE | {"ballots": int},
    "board": AT | OF_VOTE | {"root": str, "words": str, "leaves": int, "document": str},
    "unsealed": AT | OF_VOTE | {"counted": int, "spoiled": {...: int}},
    "tie": OF_VOTE | {"seed": str},
    "count": OF_VOTE | {"document": str},
    "purged": AT | OF_VOTE,
    "cards": {"issued": int, "revoked": int},
    "correction": AT | {"entry": int, "reason": str},
}
AGAIN = ("cards", "correction")  # may come again, at any time
AFTER = {"lottery": "pool", "announcement": "lottery", "numbering": "lottery", "draw": "lottery"}
AFTER |= {"opened": "vote", "closed": "opened", "tie": "closed", "count": "closed"}
AFTER |= {"urn": "opened", "board": "urn closed", "unsealed": "board", "purged": "board"}
FILES = dict.fromkeys(KINDS, VOTE_FILE) | {"assembly": "manifest.json"}
FILES |= {"urn": URN_FILE, "board": BOARD_FILE}
FILES |= {"pool": "lottery.json"} | {kind: f"{kind}.json" for kind in [*KINDS][2:6]}
UNSEALED = {"manifest.json", "certificate.json", "reserve.json"}
TERMS = ("id", "title", "question", "kind", "candidates", "rule", "seats", "options")
SAME = "title people quotas commitment seed terms ballots key root words leaves counted document"


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
    digests, done = _chained(doc)
    yield f"holds: the {len(digests)} entries of the ledger are one chain, each sealing the last"
    yield f"holds: its last digest is {digests[-1]}"
    if noted is None:
        yield "not checked: that the chain was not made anew; give a digest that you noted before"
    else:
        need(noted in digests, f"no entry of the ledger has the digest noted, {show(noted)}")
        yield f"holds: entry {digests.index(noted)} of the ledger has the digest noted"
    facts, sealed = {name: _facts(docs[name]) for name in docs.keys() - {"ledger.json"}}, set()
    for place, entry in enumerate(doc["entries"]):
        kind, said, where = entry["kind"], entry["payload"], f"ledger.json, entry {place}"
        if kind == "correction":
            yield f"not checked: what was said of entry {said['entry']}: {show(said['reason'])}"
        if kind == "unsealed":
            leaves = said["counted"] + sum(said["spoiled"].values())
            yield f"holds: of the {leaves} leaves of {show(said['vote'])} {said['counted']} count"
        for reason, number in said.get("spoiled", {}).items():
            yield f"not checked: that {number} of them cannot be counted: {show(reason)}"
        of_board = kind == "closed" and "urn" in done[said["vote"]]  # all leaves, spoiled ones too
        name = "" if kind in AGAIN else FILES["board" if of_board else kind].format(**said)
        for fact in [fact for fact in SAME.split() if fact in said and name in facts]:
            fit(said[fact], facts[name].get(fact), f"{where}, {kind}, {fact}")
        if "document" in said:
            sealed.add(name)
            needed = "vote" in said or "draw" in done[None]
            need(name in facts or not needed, f"{where} is about {name}, which is missing")
    for name in facts.keys() - sealed - UNSEALED:
        need(False, f"no entry of the ledger is about {name}")
    yield f"holds: {len(sealed & facts.keys())} files are those that the ledger sealed"


def _chained(doc: Any) -> tuple[list[str], dict[Any, Any]]:
    """The digests of entries that follow from one another, and what was done in which order."""
    fit(doc, {"format": "deliberation ledger 1", "entries": list}, "ledger.json")
    need(doc["entries"] != [], "the ledger is empty")
    digests, done, order = ["0" * 64], dict[Any, Any](), [*KINDS]
    for place, entry in enumerate(doc["entries"]):
        where, follows = f"ledger.json, entry {place}", {"index": place, "previous": digests[-1]}
        fit(entry, follows | {"kind": str, "payload": dict, "digest": str}, where)
        kind, said = entry["kind"], entry["payload"]
        need(kind in KINDS, f"{where} is of the kind {show(kind)}, which is not known here")
        fit(said, KINDS[kind], f"{where}, {kind}")
        fit(entry["digest"], digest(follows | {"kind": kind, "payload": said}), f"{where}, digest")
        digests.append(entry["digest"])

        spoiled = said.get("spoiled", {}).values()
        least = min((n for n in (*said.values(), *spoiled) if type(n) is int), default=0)
        need(least >= 0, f"{where}, {kind}: {least} is less than nothing")
        need((kind == "assembly") == (place == 0), f"{where}: a ledger begins with the assembly")
        before = done.setdefault(said.get("vote"), {})  # of this vote, or of the draw
        if kind not in AGAIN:
            late = all(order.index(other) < order.index(kind) for other in before)
            due = {*AFTER.get(kind, "").split()}
            due |= {"unsealed"} if "urn" in before and kind in ("tie", "count") else set()
            need(late and before.keys() >= due, f"{where}: {kind} is out of turn")
            before[kind] = said
        if kind == "closed":
            enough = said["ballots"] <= before["opened"]["cards"]
            need(enough, f"{where}: more ballots than cards, {said['ballots']}")
        if kind in ("board", "unsealed"):
            leaves = said["leaves"] if kind == "board" else said["counted"] + sum(spoiled)
            fit(leaves, before["closed"]["ballots"], f"{where}, {kind}, as many as were cast")
        need(said.get("entry", -1) < place, f"{where} corrects no entry")
    for vote, before in done.items():
        open_or_shown = {"urn", "closed"} - {*before} or "board" in before
        need(bool(open_or_shown), f"the ledger closes the vote {show(vote)} without its board")
    return digests[1:], done


def _facts(document: Any) -> Any:
    """What a document says, by the names that entries have for it."""
    terms = digest({name: document.get(name) for name in TERMS})
    inner = document.get("digests", {}) | document.get("break_tie", {})
    own: dict[str, Any] = {"document": digest(document), "terms": terms}
    if "entries" in document:
        own |= dict.fromkeys(("leaves", "ballots"), len(document["entries"]))
        own["words"] = words_of(document["root"])
    if "cast" in document:
        own |= dict.fromkeys(("ballots", "counted"), document["cast"])
    return document | inner | own
