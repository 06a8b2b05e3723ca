"""How many support each recommendation of a published vote, and which of them nearly made it.

Read from the document ``votes/ID.json`` alone, so that nobody says more of a near miss than what
everybody can count again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from deliberation.voting.rated.support import supporters_needed

NEAR = 1
"""With how many missing supporters a recommendation is a near miss, where the vote says nothing."""


@dataclass(frozen=True, slots=True)
class Supported:
    """One recommendation: so many *supporters* *of* so many people, and how many were *needed*.

    Args:
        carried: whether there are as many.
        near: whether no more are missing than the vote calls a near miss.
    """

    name: str
    supporters: int
    of: int
    needed: int
    carried: bool
    near: bool


def supported(document: Mapping[str, Any]) -> tuple[Supported, ...]:
    """The recommendations of a vote by support, in their order; none where figures are withheld.

    Args:
        document: as ``votes/ID.json`` has it.
    """
    if document["rule"] != "support" or document["evidence"]["kind"] == "outcome":
        return ()
    options, found = document["options"], list[Supported]()
    carried, least = {*document["result"]["elected"]}, options.get("near", NEAR)
    for name, (supporters, answers) in _sums(document).items():
        cast = max(document["cast"], options.get("members", 0))
        of = answers if options["of"] == "answers" else cast
        share, above = Fraction(*options["share"]), options.get("above", False)
        needed = supporters_needed(share, of, above=above)
        near = name not in carried and 0 < needed - supporters <= least
        found.append(Supported(name, supporters, of, needed, name in carried, near))
    return tuple(found)


def _sums(document: Mapping[str, Any]) -> dict[str, tuple[int, int]]:
    """For each recommendation how many support it, and how many answered on it."""
    evidence, first = document["evidence"], document["options"]["supporting"]
    if "sums" in evidence:
        sums = evidence["sums"]
        return {name: (sums[name][0], sums[name][1]) for name in document["candidates"]}
    given: dict[str, list[tuple[int, int]]] = {name: [] for name in document["candidates"]}
    for name, pairs in evidence.get("tallies", {}).items():
        given[name] += pairs
    for entry in evidence.get("ballots", ()):
        for name, place in entry["ballot"].items():
            given[name].append((place, entry["times"]))
    return {
        name: (sum(n for place, n in pairs if place < first), sum(n for _, n in pairs))
        for name, pairs in given.items()
    }
