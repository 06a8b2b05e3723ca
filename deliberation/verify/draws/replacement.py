"""A draw of replacements: whoever stays of the panel before is on every panel."""

from collections.abc import Iterator
from typing import Any

from ..documents import digest, fit, need
from .draw import DRAW

REPLACEMENT: Any = {"format": "deliberation replacement 1", "commitment": str, "after": DRAW}
REPLACEMENT |= {"digests": {"people": str, "quotas": str, "lottery": str}}
REPLACEMENT |= {"withdrawn": {str}, "joined": {str}}


def check_replacement(docs: Any) -> Iterator[str]:
    """One line for each thing that holds of ``replacement.json``."""
    doc, lottery = docs["replacement.json"], docs["lottery.json"]
    after, gone, joined = doc["after"], {*doc["withdrawn"]}, {*doc["joined"]}
    made = digest(doc["digests"] | {"format": "deliberation commitment 1"})
    fit(after["commitment"], made, "replacement.json, the commitment before")
    before = {*after["panel"]}
    known = not joined & before and gone <= before | joined
    need(known, "somebody withdrew who was no member, or joined who was one")
    stay = (before | joined) - gone
    for panel in lottery["panels"]:
        fits = stay < {*panel["members"]} and gone.isdisjoint(panel["members"])
        need(fits, "a panel lacks somebody who stays, or holds somebody who withdrew")
    yield f"holds: {len(stay)} stay of the draw with the digest {digest(after)}, on every panel"
    yield "not checked: that draw; check its own bundle, and compare the digest on its ledger"
    if doc["digests"]["quotas"] == lottery["digests"]["quotas"]:
        yield "holds: the quotas are those of that draw"
    else:
        yield "not checked: why the quotas are others than those of that draw"
