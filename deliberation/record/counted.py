"""What a published vote counts: its rounds, its totals, how many voters gave each number.

Read from the document ``votes/ID.json`` alone, for pictures, tables and files alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from deliberation.voting.encode import result_from_json
from deliberation.voting.tally import Count, Tally

PLACES = {"scottish_stv": 5, "prf_stv": 4, "minneapolis_stv": 4}

Document = Mapping[str, Any]
Tallies = Mapping[str, Mapping[int | Fraction, int]]


def count_of(document: Document) -> Count:
    """The rounds in a *document* that holds some, with the decimals that its rule keeps."""
    count = result_from_json(document["result"], candidates=tuple(document["candidates"]))
    assert isinstance(count, Count), "only a count has rounds"
    return replace(count, places=document["options"].get("places", PLACES.get(count.rule)))


def tallies_of(document: Document) -> Tallies:
    """For each candidate how many voters gave it each number; nothing where that is not shown."""
    evidence = document["evidence"]
    if "tallies" in evidence:
        return {name: dict(pairs) for name, pairs in evidence["tallies"].items()}
    if evidence["kind"] != "ballots" or document["kind"] == "ranking":
        return {}
    tallies: dict[str, dict[int | Fraction, int]] = {name: {} for name in document["candidates"]}
    for entry in evidence["ballots"]:
        ballot = entry["ballot"]
        for name, n in (ballot if isinstance(ballot, dict) else dict.fromkeys(ballot, 1)).items():
            tallies[name][n] = tallies[name].get(n, 0) + entry["times"]
    return tallies


def tally_of(document: Document) -> Tally | None:
    """The totals in *document*, or the sums of what voters gave; ``None`` where none are shown."""
    tallies = tallies_of(document)
    result, evidence = document["result"], document["evidence"]
    names = tuple(document["candidates"])
    if "totals" in result:
        full = result_from_json(result, candidates=names)
        return full if isinstance(full, Tally) else None
    if "sums" in evidence:
        sums = {name: Fraction(evidence["sums"][name][0]) for name in names}
    elif tallies:
        sums = {
            name: Fraction(sum(n * voters for n, voters in tallies[name].items())) for name in names
        }
    else:
        return None
    matrix = evidence.get("pairwise")
    pairs = matrix and {
        (a, b): matrix[i][j] for i, a in enumerate(names) for j, b in enumerate(names) if a != b
    }
    return Tally(result["rule"], sums, tuple(result["elected"]), pairwise=pairs)
