"""The lottery: its commitment, everybody's chance, and what every panel must be."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
from typing import Any, NamedTuple

from ..documents import NUMBER, SOME, BundleError, ascending, digest, fit, need, show

SHOWN = {"id": str, "features": {...: str}, "household": (str, None)}
SHOWN |= {"standing": ("open", "in", "out")}
LOTTERY = {"format": "deliberation lottery 2", "objective": str, "size": SOME, "commitment": str}
LOTTERY |= {"people": ([SHOWN, ...], [{"id": str, "digest": str}, ...]), "per_household": SOME}
LOTTERY |= {"quotas": [{"answers": {...: str}, "lower": NUMBER, "upper": NUMBER}, ...]}
LOTTERY |= {"panels": [{"members": {str}, "tickets": SOME}, ...], "marginals": {...: str}}
LOTTERY |= {"digests": {"people": str, "quotas": str, "lottery": str}}


class Rule(NamedTuple):
    """Of these *people* a panel has at least *low* and at most *high*."""

    people: set[str]
    low: int
    high: int
    words: str


def check_lottery(docs: Any) -> Iterator[str]:
    """One line for each thing that holds of ``lottery.json``."""
    doc = docs["lottery.json"]
    ids, size = [person["id"] for person in doc["people"]], doc["size"]
    need(ascending(ids), "the people are not sorted by id")
    _check_quotas(doc)
    _check_digests(doc)
    yield f"holds: people, quotas and panels fit the commitment {doc['commitment']}"

    held, panels = dict.fromkeys(ids, 0), [panel["members"] for panel in doc["panels"]]
    for members, tickets in ((panel["members"], panel["tickets"]) for panel in doc["panels"]):
        if len(members) != size:
            raise _refused(members, f"has {len(members)} members, not {size}")
        if not held.keys() >= {*members}:
            raise _refused(members, "names somebody who is not in the pool")
        for id in members:
            held[id] += tickets
    need(panels != [] and ascending(panels), "the panels are not sorted and different")
    yield f"holds: {len(panels)} different panels of {size}, all from the pool of {len(held)}"

    total = sum(panel["tickets"] for panel in doc["panels"])
    chance = {tickets: str(Fraction(tickets, total)) for tickets in {*held.values()}}
    chances = {id: chance[tickets] for id, tickets in held.items()}
    fit(doc["marginals"], chances, "the chance of each person")
    yield f"holds: everybody's chance, counted from the {total} tickets"

    if withheld(doc):
        yield "not checked: quotas, households and who must be in or out: the answers are withheld"
        return
    _check_people(doc)
    always, never = ({p["id"] for p in doc["people"] if p["standing"] == s} for s in ("in", "out"))
    rules = [Rule(always, len(always), len(always), "who must be in")]
    rules += [Rule(never, 0, 0, "who must be out"), *quotas_of(doc), *homes_of(doc)]
    _check_rules(panels, rules, ids)
    limit = f"at most {doc['per_household']} of a household"
    yield f"holds: every panel meets all {len(doc['quotas'])} quotas, and holds {limit}"
    if always or never:
        yield f"holds: {len(always)} who must be in are on every panel, {len(never)} out on none"


def quotas_of(lottery: Any) -> list[Rule]:
    """What each quota asks of a panel."""
    rules, having = [], defaultdict[tuple[str, str], set[str]](set)
    for p in lottery["people"]:
        for answer in p["features"].items():
            having[answer].add(p["id"])
    for q in lottery["quotas"]:
        asked = sorted(q["answers"].items())
        people = set.intersection(*(having[answer] for answer in asked))
        name = " and ".join(f"{feature} = {value}" for feature, value in asked)
        rules.append(Rule(people, q["lower"], q["upper"], f"with {show(name)}"))
    return rules


def homes_of(lottery: Any) -> list[Rule]:
    """What the limit of each household asks of a panel, those left aside who must be out."""
    homes = dict[str, set[str]]()
    for p in lottery["people"]:
        if p["household"] is not None and p["standing"] != "out":
            homes.setdefault(p["household"], set()).add(p["id"])
    return [
        Rule(ids, 0, lottery["per_household"], "people of one household") for ids in homes.values()
    ]


def withheld(lottery: Any) -> bool:
    """Whether the people's answers are not in the lottery."""
    return "digest" in lottery["people"][0]


def _refused(members: list[str], words: str) -> BundleError:
    return BundleError(f"the panel {show(members)} {words}")


def _check_rules(panels: list[list[str]], rules: list[Rule], ids: list[str]) -> None:
    """On each panel as many of each rule's people as it asks, counted by the rules of each."""
    by: dict[str, list[int]] = {id: [] for id in ids}
    for r, rule in enumerate(rules):
        for id in rule.people:
            by[id].append(r)
    asked = {r for r, rule in enumerate(rules) if rule.low}
    for members in panels:
        found = Counter(chain.from_iterable(map(by.__getitem__, members)))
        for r in sorted(found.keys() | asked):
            (_, low, high, words), n = rules[r], found[r]
            if not low <= n <= high:
                raise _refused(members, f"breaks a quota: {n} {words}, not {low} to {high}")


def _check_digests(doc: Any) -> None:
    """The digests of the parts, and the commitment to them."""
    people = [
        [p["id"], p["digest"] if "digest" in p else digest(["", *(p[key] for key in SHOWN)])]
        for p in doc["people"]
    ]
    made = {"people": digest(people)}
    made["quotas"] = digest({key: doc[key] for key in ("size", "per_household", "quotas")})
    made["lottery"] = digest({"objective": doc["objective"], "panels": doc["panels"]})
    fit(doc["digests"], made, "the digest of the lottery's parts")
    made["format"] = "deliberation commitment 1"
    fit(doc["commitment"], digest(made), "the commitment")


def _check_quotas(doc: Any) -> None:
    """What must hold of them even where nobody's answers are published."""
    asked = [quota["answers"] for quota in doc["quotas"]]
    differ = all(asked) and len({frozenset(one.items()) for one in asked}) == len(asked)
    need(differ, "two quotas are for the same answers, or one is for none")
    sound = all(quota["lower"] <= quota["upper"] for quota in doc["quotas"])
    need(sound, "no panel can be within these limits")


def _check_people(doc: Any) -> None:
    """Only answers that have quotas are published, and households by number only."""
    asked = {feature for quota in doc["quotas"] for feature in quota["answers"]}
    for person in doc["people"]:
        fits = person["features"].keys() == asked
        need(fits, f"{show(person['id'])} does not have exactly the features that have quotas")
    homes = Counter(p["household"] for p in doc["people"] if p["household"] is not None)
    numbered = [*homes] == [f"h{number + 1}" for number in range(len(homes))]
    need(numbered and 1 not in homes.values(), "the households are not numbered as they should be")
