"""From letter to seat: three chances, and their product for each person and each group.

What a lottery promises the volunteers is one thing, what recruitment as a whole promises people
like them another. This says both, whatever objective the lottery was made for.

Source: Flanigan, Gölz, Gupta, Procaccia, "Neutralizing self-selection bias in sampling for
sortition", NeurIPS 2020.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from deliberation.sortition.fairness import GroupChances
from deliberation.sortition.lottery import Lottery
from deliberation.sortition.pool import Pool


@dataclass(frozen=True, slots=True)
class Journey:
    """What the way of somebody like the person *id* from the town to the panel is made of.

    Args:
        letter: the chance of a letter.
        answer: the chance to answer it.
        seat: the chance to be drawn from the pool.
    """

    id: str
    letter: Fraction
    answer: Fraction
    seat: Fraction

    @property
    def whole(self) -> Fraction:
        """The chance of somebody like this to go the whole way."""
        return self.letter * self.answer * self.seat


def journeys(
    lottery: Lottery, *, letters: Mapping[str, Fraction], willingness: Mapping[str, Fraction]
) -> tuple[Journey, ...]:
    """The way of everybody in the pool, in alphabetical order of id, by the lottery's tickets.

    Args:
        letters: for each id the chance of a letter; ``AreaLetters.chance`` of their area.
        willingness: for each id the chance of an answer.

    Raises:
        KeyError: somebody in the pool has no such chance.
    """
    return tuple(
        Journey(id, letters[id], willingness[id], seat) for id, seat in lottery.marginals().items()
    )


def journeys_by_value(pool: Pool, ways: Sequence[Journey]) -> tuple[GroupChances, ...]:
    """The chances of the whole way, for each value of each feature in alphabetical order.

    The mean is that of people like the volunteers as they are in the town: somebody who answers
    half as often stands for twice as many.

    Raises:
        KeyError: somebody in the pool is not among the *ways*.
    """
    way_of = {way.id: way for way in ways}
    groups: defaultdict[tuple[str, str], list[Journey]] = defaultdict(list)
    for person in pool:
        for item in person.features.items():
            groups[item].append(way_of[person.id])
    return tuple(
        GroupChances(
            feature,
            value,
            len(group),
            min(way.whole for way in group),
            _mean(group),
            max(way.whole for way in group),
        )
        for (feature, value), group in sorted(groups.items())
    )


def _mean(group: Sequence[Journey]) -> Fraction:
    """The seats that the group expects, divided by the people of the town for whom it stands."""
    stands_for = sum((1 / (way.letter * way.answer) for way in group), Fraction(0))
    return sum((way.seat for way in group), Fraction(0)) / stands_for
