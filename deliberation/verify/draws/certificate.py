"""The certificate: exact chances, and level by level why no lottery is fairer, with no solver.

A panel is how many people of each type it has. The types and the rows follow from the people and
the quotas; of the certificate only weights, multipliers and questions are taken, and any will do.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import takewhile
from math import ceil, floor, lcm
from typing import Any, NamedTuple

from ..documents import SOME, ascending, fit, fraction, need, show
from .lottery import homes_of, quotas_of, withheld

WHOLE = re.compile("-?[1-9][0-9]{0,19999}")  # a number that may be large, and is not nought
NODE: Any = {"rows": [[int, str], ...]}, {"type": int, "most": int}
CEILING = {"weights": [[int, WHOLE], ...], "most": str, "proof": [NODE, ...]}
RESTING = {"weights": [[int, WHOLE], ...], "most": str, "on": int, "times": WHOLE}
RESTING |= {"own": [[int, [NODE, ...]], ...], "elsewhere": [NODE, ...]}
LEVEL = {"chance": str, "types": {int}, "ceiling": (CEILING, RESTING, None)}
CERTIFICATE: Any = {"format": "deliberation certificate 1", "types": [{str}, ...]}
CERTIFICATE |= {"panels": [{"weight": str, "members": [[int, SOME], ...]}, ...]}
CERTIFICATE |= {"levels": [LEVEL, ...], "objective": ("leximin", "maximin"), "commitment": str}
LONGEST, DEEPEST = 50_000, 1000  # nodes of a proof, and branches above one of them
UNKNOWN = "not checked: that no fairer lottery exists"
_fraction = partial(fraction, where="certificate.json")
STANDINGS = {"in": (1, 1), "open": (0, 1), "out": (0, 0)}

Bounds = list[tuple[int, int]]  # how many of each type a panel has, at least and at most


class Town(NamedTuple):
    """What every panel is, counted by type; rows say how many of some types, between two bounds."""

    types: list[list[str]]
    bounds: Bounds
    rows: dict[int, tuple[int, int, list[int]]]


class Shown(NamedTuple):
    """What a proof shows of panels by its *weights*, at each of its *places* in its bounds."""

    weights: dict[int, int]
    places: list[tuple[Bounds, Fraction]]


class Chances(NamedTuple):
    """The exact chance of each type: whole *numbers* over one and the same number."""

    over: int
    numbers: list[int]


def check_certificate(docs: Any) -> Iterator[str]:
    """One line for each thing that holds of ``certificate.json``, where there is one."""
    doc, lottery = docs.get("certificate.json"), docs["lottery.json"]
    if doc is None:
        yield f"{UNKNOWN} (it was made for {show(lottery['objective'])})"
        return
    fit(doc["objective"], lottery["objective"], "certificate.json, objective")
    if withheld(lottery):
        yield f"{UNKNOWN}: the certificate is about answers that are withheld"
        return
    limit = lottery["per_household"]
    full = [home.people for home in homes_of(lottery) if len(home.people) > limit]
    towns = [_town(lottery, homes) for homes in ([full, []] if full else [[]])]  # or without homes
    town = next((town for town in towns if doc["types"] == town.types), towns[0])
    if doc["types"] != town.types:
        fit(doc["types"], town.types, "certificate.json, types")
    chances = _chances(doc["panels"], town)
    many = f"{len(town.types)} types of people"
    yield f"holds: {len(doc['panels'])} weighted panels give exact chances, alike in each of {many}"
    if town is not towns[0]:
        _leave_room(doc["panels"], town, full, limit)
        yield "holds: every home has room for equal shares of each panel, so it changes no chance"
    settled, shown = set[int](), dict[int, Shown]()
    for number, level in enumerate(doc["levels"]):
        _settle(level, number, town, chances, settled, shown)
    yield from _proven(doc, settled, chances)
    yield _tickets(lottery, town, chances)


def _town(lottery: Any, homes: list[set[str]]) -> Town:
    """Types by their first member; rows for the size, the quotas, and each kind of full *homes*."""
    limit, people = lottery["per_household"], {p["id"]: p for p in lottery["people"]}
    look = {id: (p["standing"], *sorted(p["features"].items())) for id, p in people.items()}
    kinds = [tuple(sorted(map(look.__getitem__, ids))) for ids in homes]
    lives = {id: kind for ids, kind in zip(homes, kinds, strict=True) for id in ids}
    alike: dict[Any, list[str]] = {}
    for id in people:
        alike.setdefault((look[id], lives.get(id)), []).append(id)
    types, bounds = [*alike.values()], []
    first = {ids[0]: t for t, ids in enumerate(types)}
    quotas = quotas_of(lottery | {"people": [people[id] for id in first]})
    rows = {0: (lottery["size"], lottery["size"], [*range(len(types))])}
    for r, rule in enumerate(quotas, 1):
        rows[r] = rule.low, rule.high, [first[id] for id in rule.people]
    for kind in {*kinds}:
        there = [t for t, (_, key) in enumerate(alike) if key == kind]
        rows[1 + len(quotas) + there[0]] = 0, limit * kinds.count(kind), there
    for ids in types:
        low, high = STANDINGS[people[ids[0]]["standing"]]
        bounds.append((len(ids) * low, len(ids) * high))
    return Town(types, bounds, rows)


def _chances(panels: Any, town: Town) -> Chances:
    """The exact chance of each type, by weighted panels that are allowed."""
    whole, weights = _whole([panel["weight"] for panel in panels])
    shares = sum(weights) == whole and min(weights, default=0) > 0
    need(shares, "the weights of the panels are not shares of one")
    counted: list[list[int]] = [[] for _ in town.types]
    for r, (_, _, types) in town.rows.items():
        for t in types:
            counted[t].append(r)
    certain, sums = {t for t, (low, _) in enumerate(town.bounds) if low}, [0] * len(town.types)
    for number, (panel, weight) in enumerate(zip(panels, weights, strict=True), 1):
        members, found = _by_type(panel["members"], town), dict.fromkeys(town.rows, 0)
        met = members.keys() >= certain
        for t, n in members.items():
            met = met and town.bounds[t][0] <= n <= town.bounds[t][1]
            sums[t] += weight * n
            for r in counted[t]:
                found[r] += n
        met = met and all(low <= found[r] <= high for r, (low, high, _) in town.rows.items())
        need(met, f"the weighted panel {number} breaks a quota, a standing or a household's limit")
    each = lcm(*map(len, town.types))
    numbers = [n * (each // len(ids)) for n, ids in zip(sums, town.types, strict=True)]
    return Chances(whole * each, numbers)


def _leave_room(panels: Any, town: Town, homes: list[set[str]], limit: int) -> None:
    """Check that in no home the equal shares of its people add up to more than *limit*."""
    most = [0] * len(town.types)
    for panel in panels:
        for t, n in panel["members"]:
            most[t] = max(most[t], n)
    share = {
        id: Fraction(n, len(ids)) for n, ids in zip(most, town.types, strict=True) for id in ids
    }
    room = all(sum(map(share.__getitem__, ids)) <= limit for ids in homes)
    need(room, "the types leave homes out of account, but a home lacks room for equal shares")


def _settle(
    level: Any,
    number: int,
    town: Town,
    chances: Chances,
    settled: set[int],
    proofs: dict[int, Shown],
) -> None:
    """Check that the types of *level* cannot all have more, and add them to those *settled*."""
    where, ceiling = f"level {number + 1}", level["ceiling"]
    chance, types, shown = _fraction(level["chance"]), level["types"], show(level["chance"])
    left = {t: n for t, n in enumerate(chances.numbers) if t not in settled}
    need(left.keys() >= {*types} != set(), f"{where} names no types, or one that is settled")
    lowest = {left[t] for t in types} == {min(left.values())}
    lowest = lowest and left[types[0]] * chance.denominator == chance.numerator * chances.over
    need(lowest, f"{where}: {shown} is not the lowest chance that is left")
    if ceiling is not None:
        weights = {t: int(Decimal(w)) for t, w in _by_type(ceiling["weights"], town).items()}
        own = {t for t in weights if t not in settled}
        sound = own == {*types} and min(weights[t] for t in own) > 0
        need(sound, f"{where}: the weights are not above 0 for exactly its types")
        bounds = [*town.bounds]
        for t in settled:
            bounds[t] = bounds[t] if chances.numbers[t] else (bounds[t][0], 0)
        if "on" in ceiling:
            proven = _resting(ceiling, weights, bounds, proofs, town, where)
        else:
            proofs[number] = Shown(weights, _places(ceiling["proof"], weights, bounds, town, where))
            proven = max(most for _, most in proofs[number].places)
        most = _fraction(ceiling["most"])
        room = f"{where}: the proof leaves room for panels that weigh more than it says"
        need(floor(proven) <= most, room)  # panels weigh whole numbers
        bound = _bound(weights, most, types, town, chances, settled)
        need(bound == chance, f"{where}: what is proven is not that {shown} is the most")
    settled |= {*types}


def _bound(
    weights: dict[int, int],
    most: Fraction,
    types: list[int],
    town: Town,
    chances: Chances,
    settled: set[int],
) -> Fraction:
    """What the lowest chance of these *types* is at most where no panel weighs more than *most*."""
    people = {t: w * len(town.types[t]) for t, w in weights.items()}
    known = sum(w * chances.numbers[t] for t, w in people.items() if t in settled)
    return (most - Fraction(known, chances.over)) / sum(people[t] for t in types)


def _resting(
    ceiling: Any,
    weights: dict[int, int],
    bounds: Bounds,
    proofs: dict[int, Shown],
    town: Town,
    where: str,
) -> Fraction:
    """What no panel outweighs by the proof of a level before, some times, and what is added to it.

    At some places of that proof a proof of its own says what panels weigh; at all others what that
    proof shows, and one that holds of every panel.
    """
    need(ceiling["on"] in proofs, f"{where}: it rests on a level that has no proof of its own")
    before, times = proofs[ceiling["on"]], int(Decimal(ceiling["times"]))
    own, places = dict(ceiling["own"]), dict(enumerate(before.places))
    sound = times > 0 and own.keys() <= places.keys() and len(own) == len(ceiling["own"])
    need(sound, f"{where}: it does not rest on places of an earlier proof, each once")
    shown = [
        most
        for i, proof in own.items()
        for _, most in _places(proof, weights, places[i][0], town, where)
    ]
    if rest := [most for i, (_, most) in places.items() if i not in own]:
        types = {*weights, *before.weights}
        over = {t: weights.get(t, 0) - times * before.weights.get(t, 0) for t in types}
        added = max(most for _, most in _places(ceiling["elsewhere"], over, bounds, town, where))
        shown.append(times * max(rest) + added)
    return max(shown)


def _places(
    proof: Any, weights: dict[int, int], bounds: Bounds, town: Town, where: str
) -> list[tuple[Bounds, Fraction]]:
    """What no panel outweighs within which bounds: nodes narrow those given, or add up rows."""
    need(len(proof) <= LONGEST, f"{where}: the proof has more than {LONGEST} nodes")
    found, waiting = [], [bounds]
    for node in proof:
        need(0 < len(waiting) <= DEEPEST, f"{where}: the proof goes on after its end, or too deep")
        bounds = waiting.pop()
        if "rows" in node:
            found.append((bounds, _added_up(node["rows"], weights, bounds, town, where)))
            continue
        t, most = node["type"], node["most"]
        need(0 <= t < len(bounds), f"{where}: the proof asks about a type that is none")
        low, high = bounds[t]
        fewer, more = [*bounds], [*bounds]
        fewer[t], more[t] = (low, min(high, most)), (max(low, most + 1), high)
        waiting += more, fewer
    need(not waiting, f"{where}: the proof leaves a question open")
    return found


def _added_up(
    multiplied: Any, weights: dict[int, int], bounds: Bounds, town: Town, where: str
) -> Fraction:
    """The rows, multiplied and added up, and what the types weigh beyond that within *bounds*."""
    rows = [r for r, _ in multiplied]
    known = len({*rows}) == len(rows) and town.rows.keys() >= {*rows}
    need(known, f"{where}: the proof multiplies a row twice, or one that is none")
    (scale, times), most = _whole([y for _, y in multiplied]), 0
    beyond = [weights.get(t, 0) * scale for t in range(len(bounds))]
    for r, n in zip(rows, times, strict=True):
        low, high, types = town.rows[r]
        most += n * (high if n > 0 else low)
        for t in types:
            beyond[t] -= n
    for n, (low, high) in zip(beyond, bounds, strict=True):
        most += n * (high if n > 0 else low)
    return Fraction(most, scale)


def _proven(doc: Any, settled: set[int], chances: Chances) -> Iterator[str]:
    """What the levels show together; one without a ceiling leaves open what comes after it."""
    levels, whole = doc["levels"], doc["objective"] == "leximin"
    above = sum(level["chance"] != "0" for level in levels)
    complete = len(settled) == len(chances.numbers) if whole else above == 1
    need(complete, f"the levels do not settle what {doc['objective']} settles")
    lowest = next(level["chance"] for level in levels if level["chance"] != "0")
    done = [*takewhile(lambda level: level["ceiling"] or level["chance"] == "1", levels)]
    best = f"the lowest chance of anybody who can be chosen is {show(lowest)}, proven"
    if whole and len(done) == len(levels):
        yield f"holds: no lottery is fairer: {best} at {len(done)} levels without a solver"
        return
    reached = any(level["chance"] == lowest for level in done)
    if reached:
        yield f"holds: no lottery has a higher lowest chance: {best} without a solver"
    if whole:
        yield f"{UNKNOWN}: of {len(levels)} levels the first {len(done)} are proven"
    elif reached:
        yield "not checked: that no lottery is fairer to those above the lowest chance"
    else:
        yield f"{UNKNOWN}: the lowest chance of anybody who can be chosen is not proven"


def _tickets(lottery: Any, town: Town, chances: Chances) -> str:
    """How far the tickets are from the exact chances, and what that costs the lowest."""
    total, marginals = sum(panel["tickets"] for panel in lottery["panels"]), lottery["marginals"]
    pairs = {
        (n, marginals[id]) for n, ids in zip(chances.numbers, town.types, strict=True) for id in ids
    }
    held = [(Fraction(n, chances.over), Fraction(text)) for n, text in pairs]
    furthest = max(abs(now - exact) * total for exact, now in held)
    lowest = [min(pair) for pair in zip(*(pair for pair in held if pair[0]), strict=True)]
    lost = lowest[0] - lowest[1]
    near = "less than one ticket" if furthest < 1 else f"up to {ceil(furthest)} tickets"
    near = "no more than one ticket" if furthest == 1 else near
    points = f"{100 * max(float(lost), 0.0):.3f} percentage points"
    return f"holds: tickets are {near} from anybody's exact chance; the lowest loses {points}"


def _by_type(pairs: Any, town: Town) -> dict[int, Any]:
    """What each type named has, from pairs in the order of types."""
    named = [t for t, _ in pairs]
    sound = ascending([-1, *named, len(town.types)])
    need(sound, "certificate.json: types are not named in order, each once")
    return dict(pairs)


def _whole(texts: list[str]) -> tuple[int, list[int]]:
    """The least number that makes whole numbers of the fractions, and these."""
    fractions, scale = [*map(_fraction, texts)], 1
    for denominator in [f.denominator for f in fractions]:
        scale = lcm(scale, denominator)
        need(scale.bit_length() < 2**17, "certificate.json: fractions have no small denominator")
    return scale, [f.numerator * (scale // f.denominator) for f in fractions]
