"""Write down which rule keeps which property, each "no" with its counterexample.

``python -m benchmarks.properties`` looks for counterexamples to every property by every rule of
rankings and of approvals, keeps those that it finds in ``docs/reference/properties.json``, and
writes ``properties.md`` and ``counterexamples.md`` beside it. Those that were found before are
asked about again, and kept as long as they hold. It takes some twenty minutes of one core.

With names of properties, such as ``jr pjr``, it looks at these alone; ``--pages`` writes the pages
alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks import matrix
from benchmarks.searched import (
    CONSTRUCTED,
    ELEVEN,
    OWN,
    SOLIDS,
    WELFARE,
    from_approvals,
    from_rankings,
)
from deliberation.voting.profile import Profile
from deliberation.voting.properties import (
    THEOREMS,
    Counterexample,
    from_json,
    smaller,
    to_json,
)
from deliberation.voting.properties.search import Property
from deliberation.voting.rules import Rule

REFERENCE = Path(__file__).parent.parent / "docs" / "reference"
KEPT = REFERENCE / "properties.json"

LARGE = 8
"""With more candidates a committee takes too long to be asked about again and again."""

MANY = 1_000
"""From more voters too many would have to be taken away one by one."""

CROWD = 60
"""Profiles of more voters are not handed on to other rules: they take long, where voters are asked
about one after the other."""

Cell = tuple[str, str]


@dataclass(slots=True)
class Known:
    """What the searches came to.

    Args:
        found: the counterexamples by rule and property.
        asked: how many profiles were asked about in vain.
    """

    found: dict[Cell, Counterexample] = field(default_factory=dict)
    asked: dict[Cell, int] = field(default_factory=dict)


def read() -> Known:
    """What was found before."""
    kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else {"found": [], "asked": []}
    found = map(from_json, kept["found"])
    asked = {(rule, name): times for rule, name, times in kept["asked"]}
    return Known({(one.rule, one.breaks): one for one in found}, asked)


def look(before: Known, names: Collection[str]) -> Known:
    """A counterexample for every cell in which one is found, or how many profiles were asked.

    Args:
        names: of the properties that are looked at; of the others is kept what is known.
    """
    known = Known()
    for table in matrix.TABLES:
        for rule in table.rules:
            for property in table.properties:
                if not matrix.defined(rule, property.__name__):
                    continue
                cell = rule.__name__, property.__name__
                if names and property.__name__ not in names:
                    known.found |= {cell: before.found[cell]} if cell in before.found else {}
                    known.asked |= {cell: before.asked[cell]} if cell in before.asked else {}
                    continue
                found, times = _found(rule, property, table.seats, before.found, known.found)
                if found is None:
                    known.asked[cell] = max(times, before.asked.get(cell, 0))
                else:
                    known.found[cell] = found
                print(*cell, "broken" if found else f"not broken by {times}", flush=True)
    return known


def _found(
    rule: Rule,
    property: Property,
    seats: tuple[int, ...],
    before: Mapping[Cell, Counterexample],
    new: Mapping[Cell, Counterexample],
) -> tuple[Counterexample | None, int]:
    """A counterexample that cannot be made smaller, and how many profiles it took."""
    cell = rule.__name__, property.__name__
    options = matrix.OPTIONS.get(rule.__name__, {})
    if cell in before:
        one = before[cell]
        if again := property(rule, one.profile, seats=one.seats, **one.options):
            return again, 1
    times = 0
    for profile, places in _profiles(rule, property, seats, {**before, **new}):
        times += 1
        found = property(rule, profile, seats=places, **options)
        if found is not None:
            few = len(profile.candidates) <= LARGE and profile.size <= MANY and cell not in OWN
            return (smaller(property, rule, found) if few else found), times
    return None, times


def _profiles(
    rule: Rule, property: Property, seats: tuple[int, ...], found: Mapping[Cell, Counterexample]
) -> Iterator[tuple[Profile[Any], int]]:
    """The profiles that are asked about, each with the seats to be filled."""
    name = property.__name__
    cell = rule.__name__, name
    own = [one for (r, _), one in found.items() if r == rule.__name__]
    if cell in THEOREMS:
        own = [one for one in own if len(one.profile.candidates) <= LARGE]
    others = [one.profile for (_, p), one in found.items() if p == name]
    others = [p for p in others if len(p.candidates) <= LARGE and p.size <= CROWD]
    tries = matrix.TRIES[cell in THEOREMS]
    if cell in OWN:
        yield OWN[cell]
    if name in matrix.FROM_APPROVALS:
        yield from ((one.profile, one.seats) for one in own)
        yield from CONSTRUCTED
        if name == "jr":
            yield ELEVEN, 10
        if name == "priceability":
            yield WELFARE, 6
        made_up = from_approvals(others)
    else:
        if name.startswith("psc"):
            yield from SOLIDS
        made_up = from_rankings(name, others)
    for profile in islice(made_up, tries):
        for places in seats:
            if places == 1 or places < len(profile.candidates):
                yield profile, places


def write(known: Known) -> None:
    """Keep what was found, and write both pages."""
    found = ",\n".join(json.dumps(to_json(one), ensure_ascii=False) for one in known.found.values())
    asked = ",\n".join(json.dumps([*cell, times]) for cell, times in known.asked.items())
    KEPT.write_text(f'{{"found": [\n{found}\n],\n"asked": [\n{asked}\n]}}\n', "utf-8")
    (REFERENCE / "properties.md").write_text(matrix.page(known.found, known.asked), "utf-8")
    (REFERENCE / "counterexamples.md").write_text(matrix.counterexamples(known.found), "utf-8")


def main() -> None:
    """Look, and write."""
    before = read()
    named = sys.argv[1:]
    write(before if "--pages" in named else look(before, named))


if __name__ == "__main__":
    main()
