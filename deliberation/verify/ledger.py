"""The ledger: one chain from its first entry on, and each document is the one that it sealed."""

import re
from collections.abc import Iterator
from typing import Any

from .ballots import ENOUGH
from .board import BOARD_FILE, LIST_FILE, URN_FILE, VOTE_FILE, words_of
from .documents import ID, NUMBER, digest, fit, need, show

KINDS = {  # the file that an entry is about, and what it says
    "assembly": ("manifest.json", "id title question at"),
    "replacement": ("replacement.json", "document at"),
    "pool": ("lottery.json", "people quotas at"),
    "lottery": ("lottery.json", "commitment document at"),
    "announcement": ("announcement.json", "document at"),
    "numbering": ("numbering.json", "seed document at"),
    "draw": ("draw.json", "seed document at"),
    "replaced": ("the next draw's", "commitment at"),
    "vote": (VOTE_FILE, "vote terms"),
    "mode": (VOTE_FILE, "vote mode"),
    "worded": ("votes/{vote}.wording.json", "vote document"),
    "opened": (VOTE_FILE, "vote cards roll at"),
    "urn": (URN_FILE, "vote key document at"),
    "closed": (VOTE_FILE, "vote ballots at"),
    "board": (BOARD_FILE, "vote root words leaves document at"),
    "unsealed": (VOTE_FILE, "vote counted spoiled at"),
    "listed": (LIST_FILE, "vote document"),
    "tie": (VOTE_FILE, "vote seed"),
    "count": (VOTE_FILE, "vote document"),
    "abandoned": (VOTE_FILE, "vote reason at"),
    "purged": (VOTE_FILE, "vote at"),
    "cards": ("", "issued revoked"),  # these three may come again, at any time
    "hands": ("", "act of roles at"),
    "correction": ("", "entry reason at"),
}
SHAPES: Any = dict.fromkeys(["cards", "ballots", "leaves", "counted", "issued", "revoked"], NUMBER)
SHAPES |= {"spoiled": {...: NUMBER}, "roles": {...: NUMBER}, "vote": ID}
SHAPES |= {"mode": re.compile("roll call|sealed|phrases")}
DRAW = "(replacement)?( ?pool( lottery( announcement)?( numbering)?( draw( replaced)?)?)?)?"
SEALED = "urn( closed( board(( abandoned| unsealed{}( tie)?( count| abandoned)?)( purged)?)?)?)?"
TURNS = {  # in which the entries of a vote may stand, by its mode; before there were modes, none
    None: f"vote( worded)?( opened( closed( tie)?( count)?| {SEALED.format('')})?)?",
    "roll call": "vote mode( worded)?( opened( closed( tie| listed( tie)?( count)?)?)?)?",
    "sealed": f"vote mode( worded)?( opened( {SEALED.format('')})?)?",
    "phrases": f"vote mode( worded)?( opened( {SEALED.format('( listed)?')})?)?",
}
TOLD = {  # what only the words of an entry can tell
    "mode": "holds: {vote} was to be held as {mode}, before anybody could cast",
    "worded": "not checked: that the wordings of {vote} say the same in each language",
    "unsealed": "holds: of the {leaves} leaves of {vote} {counted} count",
    "replaced": "not checked: the draw of replacements, committed to as {commitment}",
    "abandoned": "not checked: why {vote} was given up: {reason}",
    "hands": "not checked: that two people did this: {act}, as {roles}",
    "correction": "not checked: what was said of entry {entry}: {reason}",
}
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
    done = _in_turn(doc["entries"])
    facts, sealed = {name: _facts(docs[name]) for name in docs.keys() - {"ledger.json"}}, set()
    issued, frozen = 0, None
    for place, entry in enumerate(doc["entries"]):
        kind, said, where = entry["kind"], entry["payload"], f"ledger.json, entry {place}"
        issued = said.get("issued", issued)
        if kind == "opened" and issued > (frozen := issued if frozen is None else frozen):
            vote, more = show(said["vote"]), issued - frozen
            yield f"not checked: why {more} cards came after the first roll and before {vote}"
        of_board = kind == "closed" and "urn" in done[said["vote"]]  # all leaves, spoiled ones too
        name = KINDS["board" if of_board else kind][0].format(**said)
        for fact in [fact for fact in SAME.split() if fact in said and name in facts]:
            fit(said[fact], facts[name].get(fact), f"{where}, {kind}, {fact}")
        if "document" in said:
            sealed.add(name)
            needed = "vote" in said or "draw" in done[None]
            need(name in facts or not needed, f"{where} is about {name}, which is missing")
            _suits(kind, docs.get(name), done[said.get("vote")], f"{where}: {name}")
        spoiled = said.get("spoiled", {})
        leaves = said.get("counted", 0) + sum(spoiled.values())
        if kind in TOLD:
            shown = said | {"roles": sorted(said.get("roles", ()))}
            yield TOLD[kind].format(leaves=leaves, **{what: show(shown[what]) for what in shown})
        for reason, number in spoiled.items():
            yield f"not checked: that {number} of them cannot be counted: {show(reason)}"
    for name in facts.keys() - sealed - UNSEALED:
        need(False, f"no entry of the ledger is about {name}")
    yield f"holds: {len(sealed & facts.keys())} files are those that the ledger sealed"


def _chained(doc: Any) -> list[str]:
    """The digests of entries that have their form and follow from one another."""
    need(doc["entries"] != [], "the ledger is empty")
    digests = ["0" * 64]
    for place, entry in enumerate(doc["entries"]):
        where, follows = f"ledger.json, entry {place}", {"index": place, "previous": digests[-1]}
        fit(entry, follows | {"kind": str, "payload": dict, "digest": str}, where)
        kind, said = entry["kind"], entry["payload"]
        need(kind in KINDS, f"{where} is of the kind {show(kind)}, which is not known here")
        need((kind == "assembly") == (place == 0), f"{where}: a ledger begins with the assembly")
        shapes = SHAPES | {"entry": range(place)}  # a correction is of an entry before it
        shape = {name: shapes.get(name, str) for name in KINDS[kind][1].split()}
        fit(said, shape, f"{where}, {kind}")
        fit(entry["digest"], digest(follows | {"kind": kind, "payload": said}), f"{where}, digest")
        digests.append(entry["digest"])
    return digests[1:]


def _in_turn(entries: Any) -> dict[Any, Any]:
    """What was done of each vote, and of the draw (which is ``None``), when all came in turn."""
    done: dict[Any, Any] = {None: {}}
    for place, entry in enumerate(entries):
        kind, said, where = entry["kind"], entry["payload"], f"ledger.json, entry {place}"
        if KINDS[kind][0] in ("", "manifest.json"):
            continue
        before = done.setdefault(said.get("vote"), {})
        after, before[kind] = [*before], said
        mode = before.get("mode", {}).get("mode")
        right = re.fullmatch(TURNS[mode] if "vote" in said else DRAW, " ".join([*after, kind]))
        told = f"{show(after)}, {mode}" if mode else show(after)
        need(bool(right), f"{where}: {kind} is out of turn after {told}")
        if kind == "closed":
            enough = said["ballots"] <= before["opened"]["cards"]
            need(enough, f"{where}: more ballots than cards, {said['ballots']}")
        if kind == "unsealed":
            leaves = said["counted"] + sum(said["spoiled"].values())
            fit(leaves, before["closed"]["ballots"], f"{where}, {kind}, as many as were cast")
    for vote, before in done.items():
        shown = "board" in before or not before.keys() >= {"urn", "closed"}
        need(shown, f"the ledger closes the vote {show(vote)} without its board")
    return done


def _suits(kind: str, doc: Any, done: Any, where: str) -> None:
    """A file that was sealed is such as the mode of its vote, and its ties, ask for."""
    mode = done.get("mode", {}).get("mode")
    if kind == "urn" and mode is not None:
        fit(doc["phrases"], mode == "phrases", f"{where}, phrases")
    if kind == "listed":
        fit(doc["by"], "phrase" if mode == "phrases" else "card", f"{where}, by")
        number = done["unsealed"]["counted"] if mode == "phrases" else done["closed"]["ballots"]
        fit(len(doc["ballots"]), number, f"{where}, the number of ballots")
    if kind == "count":
        by_lot = doc["break_tie"]["by"] == "lot"
        need("tie" in done or not by_lot, f"{where} is settled by lot, and no tie gives its seed")
        few = mode != "phrases" or done["unsealed"]["counted"] < ENOUGH
        need(few or "listed" in done, f"{where} is counted, and its phrases are not listed")


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
