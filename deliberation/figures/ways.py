"""Which ways the ballots of a vote came, in sentences: as far as it is told, so that nobody is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from deliberation.figures.words import number, say

Told = Mapping[str, int | None]
"""The numbers of ``papers.Ways`` by their names; one that would tell of few people is not there."""

NOTHING: Final[Mapping[str, Told]] = {}

WAYS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "ways beside": "Noted by the organiser beside the record, where no checker looks:",
        "ways told": "On paper: {paper}. On phones and shared tablets: {phones}.",
        "helped told": "Members who were helped to vote: {helped}.",
        "struck told": "Papers that were spoiled or given back, and struck: {struck}.",
    },
    "da": {
        "ways beside": (
            "Noteret af arrangøren ved siden af protokollen, hvor intet kontrolprogram ser efter:"
        ),
        "ways told": "På papir: {paper}. På telefoner og fælles tablets: {phones}.",
        "helped told": "Medlemmer, der fik hjælp til at stemme: {helped}.",
        "struck told": (
            "Papirsedler, der blev ødelagt eller givet tilbage og annulleret: {struck}."
        ),
    },
}


def ways_told(ways: Told, words: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each number that is told; none where there is none."""
    told = {name: number(words, count) for name, count in ways.items() if count is not None}
    if "paper" in told:
        yield say(words, "ways told", paper=told["paper"], phones=told["phones"])
    if "helped" in told:
        yield say(words, "helped told", helped=told["helped"])
    if ways.get("struck"):
        yield say(words, "struck told", struck=told["struck"])
