"""The lottery, its commitment, the ticket, the panel and its alternates."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate, pairwise, starmap
from typing import Any

from .documents import ascending, digest, each_once, fit, need, show
from .lots import Lots
from .numbers import SEED, check_seed

SHOWN = {"id": str, "features": {...: str}, "household": (str, None)}
SHOWN |= {"standing": ("open", "in", "out")}
LOTTERY = {"format": "deliberation lottery 2", "objective": str, "size": int, "commitment": str}
LOTTERY |= {"people": ([SHOWN, ...], [{"id": str, "digest": str}, ...]), "per_household": int}
LOTTERY |= {"quotas": [{"answers": {...: str}, "lower": int, "upper": int}, ...]}
LOTTERY |= {"panels": [{"members": [str, ...], "tickets": int}, ...], "marginals": {...: str}}
LOTTERY |= {"digests": {"people": str, "quotas": str, "lottery": str}}
DRAW = SEED | {"format": "deliberation draw 1", "ticket": int, "method": ("lots", "hand")}
DRAW |= {"numbering": (str, None), "announcement": (str, None)}
DRAW |= {"panel": [str, ...], "alternates": [str, ...]}


def check_lottery(doc: Any) -> Iterator[str]:
    """One line for each thing that holds of ``lottery.json``."""
    fit(doc, LOTTERY, "lottery.json")
    people = {person["id"]: person for person in doc["people"]}
    panels, size = [panel["members"] for panel in doc["panels"]], doc["size"]
    need(ascending([person["id"] for person in doc["people"]]), "the people are not sorted by id")
    _check_digests(doc)
    yield f"holds: people, quotas and panels fit the commitment {doc['commitment']}"

    for panel in doc["panels"]:
        ids, words = panel["members"], f"the panel {show(panel['members'])}"
        need(len(ids) == size > 0, f"{words} has {len(ids)} members, not {size}")
        need(people.keys() >= {*ids}, f"{words} names somebody who is not in the pool")
        need(ascending(ids), f"{words} is not sorted, or names somebody twice")
        need(panel["tickets"] > 0, f"{words} holds {panel['tickets']} tickets")
    need(panels != [] and ascending(panels), "the panels are not sorted and different")
    yield f"holds: {len(panels)} different panels of {size}, all from the pool of {len(people)}"

    held = Counter(dict.fromkeys(people, 0))
    for panel in doc["panels"]:
        held.update(dict.fromkeys(panel["members"], panel["tickets"]))
    total = sum(panel["tickets"] for panel in doc["panels"])
    chances = {id: str(Fraction(tickets, total)) for id, tickets in held.items()}
    fit(doc["marginals"], chances, "the chance of each person")
    yield f"holds: everybody's chance, counted from the {total} tickets"

    if withheld(doc):
        yield "not checked: quotas, households and who must be in or out: the answers are withheld"
        return
    _check_people(doc)
    counted, standing = counted_by_person(doc), {id: p["standing"] for id, p in people.items()}
    always, never = ({id for id in people if standing[id] == word} for word in ("in", "out"))
    for ids in panels:
        problem = _broken(doc, together(counted, ids))
        need(not problem, f"the panel {show(ids)} {problem}")
        settled = always <= {*ids} and not never & {*ids}
        need(settled, f"the panel {show(ids)} lacks who must be in, or holds who must be out")
    limit = f"at most {doc['per_household']} of a household"
    yield f"holds: every panel meets all {len(doc['quotas'])} quotas, and holds {limit}"
    if always or never:
        yield f"holds: {len(always)} who must be in are on every panel, {len(never)} out on none"


def check_draw(doc: Any, lottery: Any, numbering: Any) -> Iterator[str]:
    """One line for each thing that holds of ``draw.json``."""
    fit(doc, DRAW | {"commitment": lottery["commitment"]}, "draw.json")
    fit(doc["numbering"], numbering and digest(numbering), "the digest of the numbering")
    yield from check_seed(doc, "draw.json")
    ends = [0, *accumulate(panel["tickets"] for panel in lottery["panels"])]
    held, total, ticket = [*starmap(range, pairwise(ends))], ends[-1], doc["ticket"]
    if numbering:
        held = numbering["panels"]
    if doc["method"] == "lots":
        fit(ticket, Lots(doc["seed"], "panel").below(total), "the ticket")
    else:
        need(numbering is not None, "a ticket was drawn by hand, but none was numbered")
        fit(doc["seed"], f"{ticket:0{len(str(total - 1))}}", "the number drawn by hand")
    yield f"holds: the seed {doc['seed']!r} draws ticket {ticket} of {total}, by {doc['method']}"
    holder = [p["members"] for p, own in zip(lottery["panels"], held, strict=True) if ticket in own]
    need(holder != [], f"no ticket has the number {ticket}")
    fit(doc["panel"], holder[0], "the panel drawn")
    yield f"holds: ticket {ticket} belongs to the panel drawn: {', '.join(map(show, holder[0]))}"

    if not withheld(lottery):
        alternates = _alternates(doc, lottery, lots_of(doc, numbering, "alternates"))
        fit(doc["alternates"], alternates, "the alternates")
        yield f"holds: {len(alternates)} alternates follow from the seed, in their order"
        return
    outside = {person["id"] for person in lottery["people"]} - {*holder[0]}
    known = each_once(doc["alternates"], outside)
    need(known, "an alternate is named twice, is on the panel, or is not in the pool")
    yield "not checked: why these alternates, because the people's answers are withheld"


def lots_of(doc: Any, numbering: Any, purpose: str) -> Lots:
    """What else a draw decides."""
    if numbering:
        return Lots(numbering["seed"], f"{purpose} {doc['commitment']} {doc['ticket']}")
    return Lots(doc["seed"], purpose)


def withheld(lottery: Any) -> bool:
    """Whether the people's answers are not in the lottery."""
    return "digest" in lottery["people"][0]


def _check_digests(doc: Any) -> None:
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


def _check_people(doc: Any) -> None:
    """Only answers that have quotas are published, and households by number only."""
    asked = [quota["answers"] for quota in doc["quotas"]]
    differ = all(asked) and len({*map(digest, asked)}) == len(asked)
    need(differ, "two quotas are for the same answers, or one is for none")
    for person in doc["people"]:
        fits = person["features"].keys() == {feature for answers in asked for feature in answers}
        need(fits, f"{show(person['id'])} does not have exactly the features that have quotas")
    homes = Counter(p["household"] for p in doc["people"] if p["household"] is not None)
    numbered = [*homes] == [f"h{number + 1}" for number in range(len(homes))]
    need(numbered and 1 not in homes.values(), "the households are not numbered as they should be")


def counted_by_person(doc: Any) -> dict[str, list[Any]]:
    """For each person the places of the quotas that count them, and their household."""
    asked = [quota["answers"].items() for quota in doc["quotas"]]
    return {
        p["id"]: [p["household"], *(q for q, a in enumerate(asked) if a <= p["features"].items())]
        for p in doc["people"]
    }


def together(counted: dict[str, list[Any]], ids: list[str]) -> Counter[Any]:
    """How many of these people each quota counts, and each household has."""
    return Counter(what for id in ids for what in counted[id])


def crowd(counts: Counter[Any]) -> int:
    """How many people the household has that has most."""
    return max([0, *(n for what, n in counts.items() if isinstance(what, str))])


def _broken(doc: Any, counts: Counter[Any]) -> str:
    """What people break as a panel who are so many for each quota and household, or nothing."""
    for place, q in enumerate(doc["quotas"]):
        if not q["lower"] <= counts[place] <= q["upper"]:
            name = " and ".join(f"{f} = {value}" for f, value in sorted(q["answers"].items()))
            words = f"{counts[place]} with {show(name)}, not {q['lower']} to {q['upper']}"
            return f"breaks a quota: {words}"
    most = crowd(counts)
    return f"has {most} people of one household" if most > doc["per_household"] else ""


def _alternates(doc: Any, lottery: Any, lots: Lots) -> list[str]:
    """As many alternates as the draw names, by the three steps of the format page."""
    people = {p["id"]: p for p in lottery["people"] if p["standing"] != "out"}
    panel, many, counted = doc["panel"], len(doc["alternates"]), counted_by_person(lottery)
    waiting = lots.shuffle(sorted(people.keys() - {*panel}))
    whole = together(counted, panel)
    same: dict[str, set[str]] = {}  # people with equal answers can stand in for the same members
    can = {}
    for id in waiting:
        key = digest(counted[id])
        if key not in same:
            same[key] = set()
            for member in panel:
                counts = whole.copy()
                counts.subtract(counted[member])
                counts.update(counted[id])
                if not _broken(lottery, counts):
                    same[key].add(member)
        can[id] = same[key]
    chosen: list[str] = []
    marked: set[str] = set()
    while waiting and len(chosen) < many:
        best = max(waiting, key=lambda person: len(can[person] - marked))
        if can[best] <= marked:
            if not marked:
                break
            marked = set()
            continue
        chosen.append(best)
        waiting.remove(best)
        marked |= can[best]
    return chosen
