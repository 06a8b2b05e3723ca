"""What a paper says whose places were left empty, marked twice, or given to somebody again.

Source: the settings of count rules as the Ranked Choice Voting Resource Center's tabulator lists
them ("Config file documentation", section on rules); each is a choice that a statute makes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, get_args, get_type_hints

from deliberation.errors import InvalidInputError
from deliberation.voting.rankings import Ranking, WeakRanking, ranking


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A paper that says nothing that can be counted, and the *reason*."""

    reason: str


@dataclass(frozen=True, slots=True)
class Policy:
    """How a paper is read, place by place; what stands before a stop is counted.

    Args:
        skips: at a place without a name, ``"skip"`` to the next; ``"stop"``; ``"stop after two"``:
            one empty place is skipped and two in a row stop; ``"stop after three"``; or the paper
            is ``"spoil"`` ed. Empty places with no name behind them are no skips.
        overvotes: at a place with several names, ``"stop"``, ``"skip"`` to the next, ``"tie"``:
            they are ranked equally; or ``"spoil"``.
        repeats: where somebody has a place already, ``"skip"`` to the next, ``"stop"``, or
            ``"spoil"``.

    Raises:
        InvalidInputError: a word is none of these.
    """

    skips: Literal["skip", "stop", "stop after two", "stop after three", "spoil"] = "skip"
    overvotes: Literal["stop", "skip", "tie", "spoil"] = "stop"
    repeats: Literal["skip", "stop", "spoil"] = "skip"

    def __post_init__(self) -> None:
        problems = []
        for name, hint in get_type_hints(Policy).items():
            if getattr(self, name) not in get_args(hint):
                words = ", ".join(get_args(hint))
                problems.append(f"{getattr(self, name)!r} says nothing of {name}; write {words}")
        if problems:
            raise InvalidInputError(problems)

    def read(self, marks: Sequence[Collection[str]]) -> Ranking | WeakRanking | Spoiled:
        """The ballot on a paper: the names at each place, from the first on.

        >>> Policy(skips="stop after two").read([["bus"], [], ["tram"], [], [], ["bike"]])
        Ranking(order=('bus', 'tram'))
        """
        tiers: list[frozenset[str]] = []
        seen: set[str] = set()
        empty = 0
        for names in map(frozenset, _to_the_last_name(marks)):
            empty = 0 if names else empty + 1
            reason, what = self._judge(names, seen, empty)
            if what == "spoil":
                return Spoiled(reason)
            if what == "stop":
                break
            if what != "skip":
                tiers.append(names - seen)
                seen |= names
        return ranking(tiers)

    def _judge(self, names: frozenset[str], seen: set[str], empty: int) -> tuple[str, str]:
        """What is wrong with a place, and what follows from it."""
        if not names:
            if self.skips.startswith("stop"):
                return EMPTY, "stop" if empty == PATIENCE[self.skips] else "skip"
            return EMPTY, self.skips
        if names & seen and (self.repeats != "skip" or names <= seen):
            return REPEATED, self.repeats
        if len(names) > 1:
            return SEVERAL, self.overvotes
        return "", "count"


PATIENCE = {"stop": 1, "stop after two": 2, "stop after three": 3}
"""How many empty places in a row stop the reading of a paper."""

EMPTY = "a place is empty before the last name"
REPEATED = "somebody has two places"
SEVERAL = "a place has several names"


def _to_the_last_name(marks: Sequence[Collection[str]]) -> Sequence[Collection[str]]:
    last = max((place for place, names in enumerate(marks, start=1) if names), default=0)
    return marks[:last]
