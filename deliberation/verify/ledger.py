"""The ledger: one chain from its first entry on, and each document is the one that it sealed."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from .documents import digest, fit, need, show

FIRST, AT, OF_VOTE = "0" * 64, {"at": str}, {"vote": str}
ENTRY = {"index": int, "kind": str, "payload": dict, "previous": str, "digest": str}
LEDGER = {"format": "deliberation ledger 1", "entries": list}
KINDS: dict[str, Any] = {  # what an entry says; those of a draw, or of a vote, come in this order
    "assembly": AT | {"id": str, "title": str, "question": str},
    "pool": AT | {"people": str, "quotas": str},
    "lottery": AT | {"commitment": str, "document": str},
    "announcement": AT | {"document": str},
    "numbering": AT | {"seed": str, "document": str},
    "draw": AT | {"seed": str, "document": str},
    "vote": OF_VOTE | {"terms": str},
    "opened": AT | OF_VOTE | {"cards": int, "roll": str},
    "closed": AT | OF_VOTE | {"ballots": int},
    "tie": OF_VOTE | {"seed": str},
    "count": OF_VOTE | {"document": str},
    "cards": {"issued": int, "revoked": int},
    "correction": AT | {"entry": int, "reason": str},
}
AGAIN = ("cards", "correction")  # kinds that may come again, at any time
AFTER = {"lottery": "pool", "announcement": "lottery", "numbering": "lottery", "draw": "lottery"}
AFTER |= {"opened": "vote", "closed": "opened", "tie": "closed", "count": "closed"}
TERMS = ("id", "title", "question", "kind", "candidates", "rule", "seats", "options")
VOTE = "votes/{vote}.json"
SAID: dict[str, tuple[str, Callable[[Any], Any]]] = {  # the file that must say the same, and where
    "assembly": ("manifest.json", lambda doc: {"title": doc["title"]}),
    "pool": ("lottery.json", lambda doc: {n: doc["digests"][n] for n in ("people", "quotas")}),
    "lottery": ("lottery.json", lambda doc: _sealed(doc) | {"commitment": doc["commitment"]}),
    "announcement": ("announcement.json", lambda doc: _sealed(doc)),
    "numbering": ("numbering.json", lambda doc: _sealed(doc) | {"seed": doc["seed"]}),
    "draw": ("draw.json", lambda doc: _sealed(doc) | {"seed": doc["seed"]}),
    "vote": (VOTE, lambda doc: {"terms": digest({name: doc[name] for name in TERMS})}),
    "closed": (VOTE, lambda doc: {"ballots": doc["cast"]}),
    "tie": (VOTE, lambda doc: {"seed": doc["break_tie"].get("seed")}),
    "count": (VOTE, lambda doc: _sealed(doc)),
}


def check_ledger(doc: Any, documents: dict[str, Any], noted: str | None) -> Iterator[str]:
    """One line for each thing that holds of ``ledger.json``, where there is one.

    Args:
        documents: the others, by the names of their files, each known to have its form.
        noted: the digest of an entry, as somebody wrote it down at the time.
    """
    if doc is None:
        need(noted is None, "the bundle holds no ledger to look for the digest noted in")
        yield "not checked: in which order things were decided; the bundle holds no ledger"
        return
    fit(doc, LEDGER, "ledger.json")
    digests = _chained(doc["entries"])
    need(digests != [], "the ledger is empty")
    yield f"holds: the {len(digests)} entries of the ledger are one chain, each sealing the last"
    yield f"holds: its last digest is {digests[-1]}"
    if noted is not None:
        need(noted in digests, f"no entry of the ledger has the digest noted, {show(noted)}")
        yield f"holds: entry {digests.index(noted)} of the ledger has the digest noted"
    else:
        yield "not checked: that the chain was not made anew; give a digest that you noted before"
    done = _in_order(doc["entries"])
    sealed = {}
    for entry in doc["entries"]:
        kind, where = entry["kind"], f"ledger.json, entry {entry['index']}"
        name, said = SAID.get(kind, ("", None))
        name = name.format(**entry["payload"])
        if said and name in documents:
            fit(entry["payload"], entry["payload"] | said(documents[name]), f"{where}, {kind}")
        if "document" in entry["payload"]:
            sealed[name] = entry["index"]
            needed = kind == "count" or "draw" in done[None]
            need(name in documents or not needed, f"{where} is about {name}, which is missing")
        if kind == "correction":
            need(entry["payload"]["entry"] < entry["index"], f"{where} corrects no entry")
            shown = show(entry["payload"]["reason"])
            yield f"not checked: what was said of entry {entry['payload']['entry']}: {shown}"
    unproven = {"manifest.json", "certificate.json", "reserve.json"}
    for name in documents.keys() - sealed.keys() - unproven:
        need(False, f"no entry of the ledger is about {name}")
    yield f"holds: {len(sealed.keys() & documents.keys())} files are those that the ledger sealed"


def _chained(entries: Any) -> list[str]:
    """The digests of entries that follow from one another."""
    digests = [FIRST]
    for place, entry in enumerate(entries):
        where = f"ledger.json, entry {place}"
        fit(entry, ENTRY | {"index": place, "previous": digests[-1]}, where)
        kind = entry["kind"]
        need(
            kind in KINDS, f"{where} is of the kind {show(kind)}, which this checker does not know"
        )
        fit(entry["payload"], KINDS[kind], f"{where}, {kind}")
        least = min((n for n in entry["payload"].values() if type(n) is int), default=0)
        need(least >= 0, f"{where}, {kind}: {least} is less than nothing")
        made = digest({name: entry[name] for name in ("index", "kind", "payload", "previous")})
        fit(entry["digest"], made, f"{where}, digest")
        digests.append(made)
    return digests[1:]


def _in_order(entries: Any) -> dict[Any, list[str]]:
    """What was done of the draw, and of each vote: each thing once, after what goes before it."""
    done, order = defaultdict[Any, list[str]](list), [*KINDS]
    cards = {}
    for place, entry in enumerate(entries):
        kind, payload, where = entry["kind"], entry["payload"], f"ledger.json, entry {place}"
        before = done[payload.get("vote")]
        need((kind == "assembly") == (place == 0), f"{where}: a ledger begins with the assembly")
        if kind in AGAIN:
            continue
        late = all(order.index(kind) > order.index(other) for other in before)
        need(late and AFTER.get(kind, kind) in [*before, kind], f"{where}: {kind} is out of turn")
        before.append(kind)
        if kind == "opened":
            cards[payload["vote"]] = payload["cards"]
        if kind == "closed":
            enough = payload["ballots"] <= cards[payload["vote"]]
            need(enough, f"{where}: more ballots than cards, {payload['ballots']}")
    return done


def _sealed(doc: Any) -> dict[str, str]:
    return {"document": digest(doc)}
