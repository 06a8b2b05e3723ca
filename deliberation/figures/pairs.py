"""The chances of people who have two values together, as a table: where they are most uneven."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from deliberation.figures.table import Table
from deliberation.figures.words import ENGLISH, number, percent, say
from deliberation.sortition.fairness import PairChances


def pairs_table(
    pairs: Sequence[PairChances], *, most: int, words: Mapping[str, str] = ENGLISH
) -> Table:
    """The lowest, mean and highest chance for each pair, those farthest from the mean of all first.

    Args:
        pairs: as ``sortition.by_pair`` gives them, at least one.
        most: how many rows at most.
        words: sentences in the page's language.
    """
    heads = ("value", "and value", "people", "lowest", "mean", "highest")
    return Table(
        say(words, "pairs"),
        tuple(say(words, key) for key in heads),
        tuple(
            (
                *(
                    say(words, "pair value", feature=feature, value=value)
                    for feature, value in zip(pair.features, pair.values, strict=True)
                ),
                number(words, pair.people),
                *(percent(words, x) for x in (pair.lowest, pair.mean, pair.highest)),
            )
            for pair in _uneven_first(pairs)[:most]
        ),
        labels=2,
    )


def pairs_told(
    pairs: Sequence[PairChances], *, most: int, words: Mapping[str, str] = ENGLISH
) -> str:
    """Which pairs the table of so many rows shows, as a sentence."""
    shown, every = number(words, min(most, len(pairs))), number(words, len(pairs))
    mean = percent(words, _mean_of_all(pairs))
    return say(words, "pairs told", shown=shown, all=every, mean=mean)


def _uneven_first(pairs: Sequence[PairChances]) -> list[PairChances]:
    """Those whose mean is farthest from that of all; of equal ones in the order given."""
    mean = _mean_of_all(pairs)
    return sorted(pairs, key=lambda pair: -abs(pair.mean - mean))


def _mean_of_all(pairs: Sequence[PairChances]) -> Fraction:
    """The mean of everybody's chance: the pairs of any two features count everybody once."""
    of_two = [pair for pair in pairs if pair.features == pairs[0].features]
    people = sum(pair.people for pair in of_two)
    return sum((pair.mean * pair.people for pair in of_two), Fraction(0)) / people
