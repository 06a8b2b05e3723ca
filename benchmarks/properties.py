"""Write down which rule keeps which property, each "no" with its counterexample.

``python -m benchmarks.properties`` looks for counterexamples to every property by every rule of
``voting.ranked``, keeps those that it finds in ``docs/reference/properties.json``, and writes
``properties.md`` and ``counterexamples.md`` beside it. Those that were found before are asked about
again, and kept as long as they hold. ``--pages`` writes the pages alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.markdown import markdown
from deliberation.errors import InvalidInputError
from deliberation.voting.profile import Profile
from deliberation.voting.properties import (
    ONE_WINNER,
    Counterexample,
    from_json,
    made_up_profiles,
    search,
    to_json,
    with_clones,
)
from deliberation.voting.properties.literature import KNOWN, PUBLISHED_PROFILES
from deliberation.voting.ranked import RULES
from deliberation.voting.ties import by_order

REFERENCE = Path(__file__).parent.parent / "docs" / "reference"
KEPT = REFERENCE / "properties.json"

TRIES: Mapping[bool | None, int] = {True: 12, None: 60, False: 400}
"""How many made-up profiles are asked about, by what the literature says."""

Cell = tuple[str, str]

NAMES = tuple(property.__name__ for property in ONE_WINNER)


def profiles(property: str) -> Iterator[Profile[Any]]:
    """What is asked about: published profiles, then made-up ones of several sizes in turn."""
    rng = np.random.default_rng(1785)
    short = property.startswith("later")
    if property == "clones":
        shapes = [(2, 4, 5, 2), (3, 5, 7, 2), (2, 6, 5, 3), (3, 6, 5, 3)]
        endless = [
            with_clones(
                made_up_profiles(rng=rng, candidates=c, ballots=b, most=n), rng=rng, clones=k
            )
            for c, b, n, k in shapes
        ]
    else:
        endless = [
            made_up_profiles(rng=rng, candidates=c, ballots=b, most=n, short=short)
            for c, b, n in ((3, 4, 7), (4, 5, 7), (4, 6, 3), (5, 6, 4))
        ]
    published = [] if short else [*PUBLISHED_PROFILES.values(), CROWDED]
    return chain(published, chain.from_iterable(zip(*endless, strict=True)))


CROWDED = Profile.ranked(
    {
        tuple("abcde"): 18,
        tuple("bcade"): 18,
        tuple("cabde"): 18,
        tuple("deabc"): 23,
        tuple("edabc"): 23,
    }
)
"""Three share a majority, and two others are ahead of each of them."""


def defined(rule: Any, property: str) -> bool:
    """Whether the *property* can be asked of the *rule*: it fills several seats, or takes short
    ballots, where the property speaks of them."""
    small = Profile.ranked({("a", "b", "c"): 3, ("b",): 2, ("c", "b", "a"): 2}, candidates="abc")
    whole = Profile.ranked({("a", "b", "c"): 4, ("b", "a", "c"): 3})
    try:
        if property == "liia":
            rule(whole, seats=2, break_tie=by_order("abc"))
        if property.startswith("later"):
            rule(small, break_tie=by_order("abc"))
    except InvalidInputError:
        return False
    return True


def looked_for(before: Mapping[Cell, Counterexample]) -> Iterator[tuple[Cell, Counterexample]]:
    """A counterexample for every cell in which there is one to be found."""
    for rule in RULES:
        for property in ONE_WINNER:
            name = property.__name__
            cell = rule.__name__, name
            if not defined(rule, name):
                continue
            asked = islice(profiles(name), TRIES[KNOWN.get(cell)])
            known = [before[cell].profile] if cell in before else []
            if found := search(property, rule, chain(known, asked)):
                yield cell, found
                print(*cell, flush=True)


def read() -> dict[Cell, Counterexample]:
    """The counterexamples that were found before."""
    found = map(from_json, json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else [])
    return {(one.rule, one.breaks): one for one in found}


def matrix(found: Mapping[Cell, Counterexample]) -> str:
    """The page with one row a rule and one column a property."""
    head = [("rule", ""), *((name.replace("_", " "), "") for name in NAMES)]
    rows = [[f"`{rule.__name__}`", *(_cell(rule, name, found) for name in NAMES)] for rule in RULES]
    demands = {one.breaks: f"{one.demand} ({one.source})" for one in found.values()}
    meanings = [f"- **{name.replace('_', ' ')}**: {demands[name]}" for name in NAMES]
    return "\n".join(
        [INTRODUCTION, *markdown(head, rows), "", "## What they ask", "", *meanings, ""]
    )


def _cell(rule: Any, name: str, found: Mapping[Cell, Counterexample]) -> str:
    cell = rule.__name__, name
    if cell in found:
        return f"[no](counterexamples.md#{rule.__name__}-{name})"
    if not defined(rule, name):
        return "–"
    return {True: "yes", False: "(no)", None: "."}[KNOWN.get(cell)]


def counterexamples(found: Mapping[Cell, Counterexample]) -> str:
    """The page with every counterexample."""
    parts = ["# Counterexamples", "", "Each *no* of the [table of properties](properties.md)."]
    for rule in RULES:
        parts += ["", f"## {rule.__name__}"]
        for name in NAMES:
            if one := found.get((rule.__name__, name)):
                parts += ["", f"### {rule.__name__} {name}", "", "```text", str(one), "```"]
    return "\n".join([*parts, ""])


INTRODUCTION = """# Which rule keeps which property

Written by `python -m benchmarks.properties`. Rules take their default options; ballots rank
everybody, except where later preferences are asked about. A property counts as broken only where it
is broken whichever way ties fall.

*yes*: the literature has it so, as far as we know it (the entries still await a comparison with the
papers), and no counterexample was found. *no*: here is a counterexample,
and the tests ask the engine about it again. *(no)*: the literature has it so, and no counterexample
was found here yet. *.*: none was found, which proves nothing. *–*: not to be asked, because the
rule fills one seat only, or takes no short ballots. Each property is a function of
`deliberation.voting.properties` that can be asked about any profile.
"""


def write(found: Mapping[Cell, Counterexample]) -> None:
    """Keep the counterexamples and write both pages."""
    lines = ",\n".join(json.dumps(to_json(one), ensure_ascii=False) for one in found.values())
    KEPT.write_text(f"[\n{lines}\n]\n", "utf-8")
    (REFERENCE / "properties.md").write_text(matrix(found), "utf-8")
    (REFERENCE / "counterexamples.md").write_text(counterexamples(found), "utf-8")


def main() -> None:
    """Look, and write."""
    before = read()
    write(before if "--pages" in sys.argv[1:] else dict(looked_for(before)))


if __name__ == "__main__":
    main()
