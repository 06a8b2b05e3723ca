"""The attack by length: every ballot of small votes is sealed, and none stands out."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, permutations, product
from typing import TypeVar

from deliberation import urn
from deliberation.urn import Split, Terms
from deliberation.voting import Approval, Ballot, Credits, Grades, Ranking, Scores, WeakRanking
from tests.attacks.attempt import Attempt
from tests.urn.conftest import chance, slot

T = TypeVar("T")
NAMES = ("a", 'b"b', "cyklesti på ø")  # one byte, an escaped mark, letters of two bytes


def every_length(measure: Callable[[Ballot, urn.Urn], int]) -> Attempt:
    """How many ballots have another length than the commonest of their vote, by this *measure*."""
    tried = apart = 0
    for terms, ballots in votes():
        box = urn.new_urn(terms, split=Split.REHEARSAL, random_bytes=chance(terms.kind)).urn
        found = Counter(measure(ballot, box) for ballot in ballots)
        tried += found.total()
        apart += found.total() - max(found.values())
    return Attempt("a sealed ballot is told from others by its length", tried, apart)


def told_by_length() -> Attempt:
    """Of sealed ballots, as the urn keeps them."""
    return every_length(lambda ballot, box: len(urn.seal(ballot, box, slot=slot("ann"))))


def votes() -> Iterator[tuple[Terms, list[Ballot]]]:
    """A small vote of each kind, and every ballot that can be cast in it."""
    yield Terms("v", "ranking", NAMES), [Ranking(order) for order in orders(NAMES)]
    yield Terms("v", "weak ranking", NAMES), [WeakRanking(tiers) for tiers in tierings(NAMES)]
    yield Terms("v", "approval", NAMES), [Approval(names) for names in subsets(NAMES)]
    yield (
        Terms("v", "scores", NAMES, scores=(-10, 2)),
        [Scores(given) for given in answers(NAMES, range(-10, 3))],
    )
    yield (
        Terms("v", "grades", NAMES, grades=("good", "dårlig")),
        [Grades(given) for given in answers(NAMES, ("good", "dårlig"))],
    )
    yield (
        Terms("v", "credits", NAMES[:2], credits=9),
        [
            Credits(given)
            for given in answers(NAMES[:2], (-3, -2, -1, 1, 2, 3))
            if sum(vote * vote for vote in given.values()) <= 9
        ],
    )


def orders(names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every order of every subset."""
    for size in range(len(names) + 1):
        yield from permutations(names, size)


def subsets(names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every subset, the empty one first."""
    for size in range(len(names) + 1):
        yield from combinations(names, size)


def tierings(names: tuple[str, ...]) -> Iterator[list[list[str]]]:
    """Every subset in groups of equals: a first group, and the same of what it leaves over."""
    yield []
    for first in subsets(names):
        if first:
            rest = tuple(name for name in names if name not in first)
            yield from ([[*first], *others] for others in tierings(rest))


def answers(names: tuple[str, ...], values: Iterable[T]) -> Iterator[dict[str, T]]:
    """Every value, or none, for each name."""
    for given in product([None, *values], repeat=len(names)):
        yield {n: value for n, value in zip(names, given, strict=True) if value is not None}
