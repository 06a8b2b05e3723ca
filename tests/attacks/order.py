"""The attack by order: whoever knows in which order people cast looks for it on the board."""

from collections.abc import Callable, Sequence
from random import Random

from deliberation import urn
from deliberation.voting import Ranking
from tests.attacks.attempt import Attempt
from tests.attacks.seals import BOX
from tests.urn.conftest import slot

VOTERS, ROUNDS, SHUFFLES = 24, 200, 99


def told_by_order() -> Attempt:
    """On the board of an urn, whose entries are sorted by their leaves."""
    return rounds(lambda cast: [entry.name for entry in urn.board_of("lamps", cast).entries])


def rounds(shown: Callable[[dict[str, bytes]], Sequence[bytes]]) -> Attempt:
    """Two hundred votes; in each, the board is compared with the order of casting.

    A round is lost if the rank correlation, in either direction, is among the five highest of a
    hundred, the others being those of shuffled boards: one round in twenty by chance. The seals,
    and so the boards, are others each time. 35 rounds or more of 200 come by chance once in some
    hundred million times (the binomial's mean is 10, its deviation 3.1).
    """
    lost = sum(stands_out(number, shown) for number in range(ROUNDS))
    return Attempt("the order of casting is told from the board", ROUNDS, lost, ROUNDS / 20, 34)


def stands_out(number: int, shown: Callable[[dict[str, bytes]], Sequence[bytes]]) -> bool:
    """Whether the board of one vote looks more like the order of casting than shuffles do."""
    slots = [slot(f"voter {voter} of {number}") for voter in range(VOTERS)]
    cast = {where: urn.seal(Ranking(("trees",)), BOX, slot=where) for where in slots}
    place = {urn.blinded("lamps", where): i for i, where in enumerate(slots)}
    board = [place[name] for name in shown(cast)]
    shuffles = Random(number)
    others = [abs(likeness(shuffles.sample(board, VOTERS))) for _ in range(SHUFFLES)]
    return sum(other >= abs(likeness(board)) for other in others) < 5


def likeness(places: Sequence[int]) -> int:
    """Spearman's rank correlation with 0, 1, 2, ..., but for its scale: twice the covariance sum.

    >>> likeness([0, 1, 2]), likeness([2, 1, 0]), likeness([1, 2, 0])
    (4, -4, -2)
    """
    n = len(places)
    return sum((2 * i - n + 1) * place for i, place in enumerate(places))
