"""How each candidate fared in a count: the order of the rows, and what to call the outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from deliberation.figures.words import say
from deliberation.voting.tally import Count


@dataclass(frozen=True, slots=True)
class Standing:
    """A candidate, and the rounds in which it was elected or eliminated, if it was."""

    candidate: str
    elected: int | None
    eliminated: int | None
    chosen: bool

    def outcome(self, words: Mapping[str, str]) -> str:
        """What became of the candidate, in words."""
        if self.elected is not None:
            return say(words, "elected in", number=self.elected)
        if self.chosen:
            return say(words, "elected at the end")
        if self.eliminated is not None:
            return say(words, "eliminated in", number=self.eliminated)
        return say(words, "not elected")


def standings(count: Count) -> tuple[Standing, ...]:
    """Everybody who stood: the elected in order, then the others, who held out longest first."""
    elected = {name: round.number for round in count.rounds for name in round.elected}
    out = {name: round.number for round in count.rounds for name in round.eliminated}
    names = list(count.rounds[0].totals) if count.rounds else list(count.elected)
    last = count.rounds[-1] if count.rounds else None
    others = sorted(
        (name for name in names if name not in count.elected),
        key=lambda name: (-out.get(name, len(names) + 1), -(last.totals[name] if last else 0)),
    )
    return tuple(
        Standing(name, elected.get(name), out.get(name), name in count.elected)
        for name in (*count.elected, *others)
    )


def letter(place: int) -> str:
    """A short name for where there is no room: A to Z, then AA, AB and so on.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    high, low = divmod(place, 26)
    return (letter(high - 1) if high else "") + chr(ord("A") + low)
