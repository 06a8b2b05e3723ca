"""The draw: where its seeds come from, the numbers, the ticket, the panel and its alternates."""

import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import accumulate, islice, pairwise, starmap
from typing import Any

from ..documents import digest, each_once, fit, need, show
from ..lots import Lots
from .lottery import homes_of, quotas_of, withheld

ROUND, MOST = "drand quicknet round ", 10_000
WAYS = ("lots", "hand")
SEED: Any = {"commitment": str, "seed": str, "signature": (str, None)}
NUMBERING = SEED | {"format": "deliberation numbering 1", "panels": list, "people": dict}
ANNOUNCEMENT: Any = {"format": "deliberation announcement 1", "commitment": str, "draw": str}
ANNOUNCEMENT |= {"numbering": (str, None), "method": WAYS}
DRAW = SEED | {"format": "deliberation draw 1", "ticket": int, "method": WAYS}
DRAW |= {"numbering": (str, None), "announcement": (str, None)}
DRAW |= {"panel": [str, ...], "alternates": [str, ...]}


def check_draw(docs: Any) -> Iterator[str]:
    """One line for each thing that holds of ``draw.json``, and of the numbers on the tickets."""
    doc, lottery, numbering = docs["draw.json"], docs["lottery.json"], docs.get("numbering.json")
    members = [panel["members"] for panel in lottery["panels"]]
    ends = [0, *accumulate(panel["tickets"] for panel in lottery["panels"])]
    held, total = [*starmap(range, pairwise(ends))], ends[-1]
    if numbering is not None:
        held = yield from _numbered(numbering, lottery, total)
    for name in ("numbering", "announcement"):
        made = digest(docs[f"{name}.json"]) if f"{name}.json" in docs else None
        fit(doc[name], made, f"draw.json, the digest of the {name}")
    yield from _seed(doc, "draw.json")
    ticket = doc["ticket"]
    if doc["method"] == "lots":
        fit(ticket, Lots(doc["seed"], "panel").below(total), "the ticket")
    else:
        need(numbering is not None, "a ticket was drawn by hand, but none was numbered")
        fit(doc["seed"], f"{ticket:0{len(str(total - 1))}}", "the number drawn by hand")
    yield f"holds: the seed {doc['seed']!r} draws ticket {ticket} of {total}, by {doc['method']}"
    holder = [ids for ids, own in zip(members, held, strict=True) if ticket in own]
    need(holder != [], f"no ticket has the number {ticket}")
    fit(doc["panel"], holder[0], "the panel drawn")
    yield f"holds: ticket {ticket} belongs to the panel drawn: {', '.join(map(show, holder[0]))}"

    if not withheld(lottery):
        alternates = _alternates(doc, lottery, lots_of(docs, "alternates"))
        fit(doc["alternates"], alternates, "the alternates")
        yield f"holds: {len(alternates)} alternates follow from the seed, in their order"
        return
    outside = {person["id"] for person in lottery["people"]} - {*holder[0]}
    known = each_once(doc["alternates"], outside)
    need(known, "an alternate is named twice, is on the panel, or is not in the pool")
    yield "not checked: why these alternates, because the people's answers are withheld"


def check_announcement(docs: Any) -> Iterator[str]:
    """One line for each thing that holds of ``announcement.json``."""
    doc, draw, numbering = docs["announcement.json"], docs["draw.json"], docs.get("numbering.json")
    fit(draw["method"], doc["method"], "the method of the draw, as announced")
    same = (doc["numbering"] is None) == (numbering is None)
    need(same, "the tickets were not numbered, or not left unnumbered, as announced")
    for source, made in (doc["numbering"], numbering), (doc["draw"], draw):
        if made and (source.startswith(ROUND) or made["signature"]):
            kept = made["seed"].startswith(f"{source} ")
            need(kept, f"the seed {show(made['seed'])} is not from {show(source)}, as announced")
        elif made:
            yield f"not checked: that {show(source)!r} gave the seed {show(made['seed'])!r}"
    yield f"holds: drawn as announced; the digest of the announcement is {digest(doc)}"


def lots_of(docs: Any, purpose: str) -> Lots:
    """What else a draw decides."""
    draw, numbering = docs["draw.json"], docs.get("numbering.json")
    if numbering is not None:
        return Lots(numbering["seed"], f"{purpose} {draw['commitment']} {draw['ticket']}")
    return Lots(draw["seed"], purpose)


def _numbered(doc: Any, lottery: Any, total: int) -> Any:
    """The numbers of each panel's tickets, by ``numbering.json``."""
    yield from _seed(doc, "numbering.json")
    need(total <= MOST, f"{total} tickets are numbered, more than {MOST}")
    mixed = iter(Lots(doc["seed"], f"numbers {doc['commitment']}").shuffle([*range(total)]))
    made = [sorted(islice(mixed, panel["tickets"])) for panel in lottery["panels"]]
    fit(doc["panels"], made, "numbering.json, panels")
    yield f"holds: the seed {doc['seed']!r} mixes the numbers of the {total} tickets"
    held: dict[str, list[int]] = {person["id"]: [] for person in lottery["people"]}
    for panel, numbers in zip(lottery["panels"], made, strict=True):
        for id in panel["members"]:
            held[id] += numbers
    fit(doc["people"], {id: sorted(held[id]) for id in held}, "numbering.json, people")
    yield f"holds: each of the {len(held)} people has the numbers of the panels that seat them"
    return made


def _seed(doc: Any, where: str) -> Iterator[str]:
    """A seed that is said to be the round of a beacon must follow from its signature."""
    seed, signature = doc["seed"], doc["signature"]
    if signature is not None or seed.startswith(ROUND):
        named = re.fullmatch(f"{ROUND}[1-9][0-9]{{0,15}} [0-9a-f]{{64}}", seed)
        whole = named and re.fullmatch("[0-9a-f]{96}", signature or "")
        sound = whole and sha256(bytes.fromhex(signature)).hexdigest() == seed[-64:]
        need(bool(sound), f"{where}: {show(seed)} is not a round of drand with its signature")
        yield f"not checked: that drand signed {show(seed[:-65])}; look it up there"


def _alternates(doc: Any, lottery: Any, lots: Lots) -> list[str]:
    """As many alternates as the draw names, by the three steps of the format page.

    A panel meets every rule, so an exchange breaks one only where somebody comes whom a rule counts
    that is full, or somebody goes whom one counts that has no more than it must.
    """
    panel, rules = {*doc["panel"]}, [*quotas_of(lottery), *homes_of(lottery)]
    full = {r for r, rule in enumerate(rules) if len(rule.people & panel) == rule.high}
    bare = {r for r, rule in enumerate(rules) if len(rule.people & panel) == rule.low}
    people = [p["id"] for p in lottery["people"] if p["standing"] != "out" or p["id"] in panel]
    by = {id: {r for r, rule in enumerate(rules) if id in rule.people} for id in people}
    waiting = lots.shuffle([id for id in people if id not in panel])
    can = {
        id: {m for m in panel if not (by[id] - by[m]) & full and not (by[m] - by[id]) & bare}
        for id in waiting
    }
    chosen, marked = list[str](), set[str]()
    while waiting and len(chosen) < len(doc["alternates"]):
        best = max(waiting, key=lambda person: len(can[person] - marked))
        if can[best] - marked:
            chosen.append(best)
            waiting.remove(best)
            marked |= can[best]
        elif marked:
            marked = set()
        else:
            break
    return chosen
