"""A reserve list chosen for its effect: what it makes up for in scenarios by lot."""

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from .documents import digest, each_once, fit, need
from .lots import Lots
from .lottery import counted_by_person, crowd, together, withheld

RESERVE = {"format": "deliberation reserve 1", "draw": str, "rate": str, "alternates": [str, ...]}
RESERVE |= {"stand_ins": [[str, ...], ...], "missed": str, "met": str}
RESERVE |= {"draw_missed": str, "draw_met": str}


def check_reserve(doc: Any, draw: Any, lottery: Any, lots: Lots) -> Iterator[str]:
    """One line for each thing that holds of ``reserve.json``."""
    fit(doc, RESERVE | {"draw": digest(draw)}, "reserve.json")
    people, panel, ids = {p["id"]: p for p in lottery["people"]}, draw["panel"], doc["alternates"]
    known = each_once(ids, people.keys() - {*panel})
    need(known, "a reserve is named twice, is on the panel, or is not in the pool")
    if withheld(lottery):
        yield "not checked: what the reserve list makes up for: the answers are withheld"
        return
    may = all(people[id]["standing"] != "out" for id in ids)
    need(may, "a reserve is somebody who must be out")
    rate = re.fullmatch(r"([0-9]{1,15})(?:/([0-9]{1,15}))?", doc["rate"])
    part, whole = (int(rate[1]), int(rate[2] or 1)) if rate else (1, 0)
    need(part <= whole, "the chance to drop out is no fraction from 0 to 1")

    counted = counted_by_person(lottery)
    missed = []
    for number, coming in enumerate(doc["stand_ins"], start=1):
        here = [id for id in panel if lots.below(whole) >= part]
        fits = each_once(coming, ids) and len(here) + len(coming) <= lottery["size"]
        need(fits, f"in scenario {number} others step in than reserves, or too many")
        counts = together(counted, [*here, *coming])
        crowded = crowd(counts) > lottery["per_household"]
        need(not crowded, f"in scenario {number} a household has {crowd(counts)} members")
        missed.append(_missed(lottery, counts, len(here) + len(coming)))
    need(missed != [], "the reserve list was measured in no scenario")
    fit(doc["missed"], str(sum(missed, Fraction(0)) / len(missed)), "what is missed on average")
    fit(doc["met"], str(Fraction(missed.count(Fraction(0)), len(missed))), "how often all is met")
    yield f"holds: who steps in from the reserve list of {len(ids)} in {len(missed)} scenarios"
    yield f"holds: the quotas are then all met in {float(Fraction(doc['met'])):.0%} of them"
    yield "not checked: that no list is better, and what the alternates of the draw would miss"


def _missed(lottery: Any, counts: Counter[Any], many: int) -> Fraction:
    """By how much so many people miss seats and quotas, each relative to its maximum."""
    missed = Fraction(lottery["size"] - many, lottery["size"])
    for place, q in enumerate(lottery["quotas"]):
        n = counts[place]
        missed += Fraction(max(q["lower"] - n, n - q["upper"], 0), max(q["upper"], 1))
    return missed
