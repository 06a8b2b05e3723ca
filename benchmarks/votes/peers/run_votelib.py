"""Runs votelib (MIT) on one profile: a program for its own environment, with its own reader."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import votelib.io.blt
from job import Asked, answer
from votelib.convert import RankedToCondorcetVotes
from votelib.evaluate.condorcet import RankedPairs, Schulze
from votelib.evaluate.sequential import TransferableVoteSelector


def load(path: Path) -> Any:
    """The peer's votes, from its reader of BLT."""
    with path.open(encoding="utf-8") as file:
        return votelib.io.blt.load(file)[0]


def transferred(votes: Any, asked: Asked) -> Iterable[str]:
    """STV with Droop's quota and Gregory's transfers; instant runoff where there is one seat."""
    rule = TransferableVoteSelector(transferer="Gregory")
    return [person.name for person in rule.evaluate(votes, asked["seats"])]


def by_pairs(rule: Any) -> Callable[[Any, Asked], Iterable[str]]:
    """A rule that looks at pairs of candidates."""
    return lambda votes, _: [
        person.name for person in rule.evaluate(RankedToCondorcetVotes().convert(votes), 1)
    ]


RULES = {
    "irv": transferred,
    "scottish_stv": transferred,
    "schulze": by_pairs(Schulze()),
    "ranked_pairs": by_pairs(RankedPairs("margins")),
}

if __name__ == "__main__":
    answer(load, RULES)
