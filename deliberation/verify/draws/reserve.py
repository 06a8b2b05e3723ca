"""A reserve list chosen for its effect: what it makes up for in scenarios by lot."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from ..documents import digest, each_once, fit, fraction, need
from .draw import lots_of
from .lottery import homes_of, quotas_of, withheld

RESERVE = {"format": "deliberation reserve 1", "draw": str, "rate": str, "alternates": [str, ...]}
RESERVE |= {"stand_ins": [{str}, ...], "missed": str, "met": str}
RESERVE |= {"draw_missed": str, "draw_met": str}


def check_reserve(docs: Any) -> Iterator[str]:
    """One line for each thing that holds of ``reserve.json``."""
    doc, draw, lottery = docs["reserve.json"], docs["draw.json"], docs["lottery.json"]
    fit(doc["draw"], digest(draw), "reserve.json, draw")
    panel, ids, size = draw["panel"], doc["alternates"], lottery["size"]
    known = each_once(ids, {p["id"] for p in lottery["people"]} - {*panel})
    need(known, "a reserve is named twice, is on the panel, or is not in the pool")
    hidden = withheld(lottery)
    out = {p["id"] for p in lottery["people"] if not hidden and p["standing"] == "out"}
    need(not out & {*ids}, "a reserve is somebody who must be out")
    rate = fraction(doc["rate"], "reserve.json, rate", digits=15)
    need(0 <= rate <= 1, "the chance to drop out is no fraction from 0 to 1")
    measures = ("missed", "met", "draw_missed", "draw_met")
    made = [fraction(doc[name], f"reserve.json, {name}", digits=1000) for name in measures]
    need(min(made) >= 0, "what is missed or met is less than nothing")

    lots, missed = lots_of(docs, "reserves measured"), []
    quotas, homes = ([], []) if hidden else (quotas_of(lottery), homes_of(lottery))
    for number, coming in enumerate(doc["stand_ins"], start=1):
        here = [*(id for id in panel if lots.below(rate.denominator) >= rate.numerator), *coming]
        fits = {*ids} >= {*coming} and len(here) <= size
        need(fits, f"in scenario {number} others step in than reserves, or too many")
        crowded = any(len(rule.people.intersection(here)) > rule.high for rule in homes)
        need(not crowded, f"in scenario {number} a household has too many members")
        short = Fraction(size - len(here), size)
        for people, low, high, _ in quotas:
            n = len(people.intersection(here))
            short += Fraction(max(low - n, n - high, 0), max(high, 1))
        missed.append(short)
    need(missed != [], "the reserve list was measured in no scenario")
    shares = all(n <= 1 and len(missed) % n.denominator == 0 for n in (made[1], made[3]))
    need(shares, "how often all is met is no share of the scenarios")
    if hidden:
        yield "not checked: what the reserve list makes up for: the answers are withheld"
        return
    fit(doc["missed"], str(sum(missed, Fraction(0)) / len(missed)), "what is missed on average")
    met = missed.count(Fraction(0))
    fit(doc["met"], str(Fraction(met, len(missed))), "how often all is met")
    yield f"holds: who steps in from the reserve list of {len(ids)} in {len(missed)} scenarios"
    yield f"holds: the quotas are then all met in {met} of them"
    yield "not checked: that no list is better, and what the alternates of the draw would miss"
