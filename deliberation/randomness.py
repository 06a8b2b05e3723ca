"""Chance that decides: whole numbers from a public seed, the same for ever on every machine.

``Lots`` decides what is real (a panel, a tie, the order of a list). Its byte-exact specification,
with test vectors, is ``docs/reference/lots.md``; a stranger can write it again in any language.

Simulation is another kind of chance: functions that simulate take a
``numpy.random.Generator`` as ``rng`` from their caller. NumPy does not promise the same stream in
every version, so it never decides anything real.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

from deliberation.errors import InvalidInputError
from deliberation.sentences import Sentence

T = TypeVar("T")

SEPARATOR = "\x1f"  # the ASCII unit separator, which no seed or purpose may contain


class Lots:
    """A replayable stream of whole numbers from a public *seed*, for one *purpose*.

    The purpose keeps one seed from serving two draws with the same numbers.

    >>> Lots("dice 6 1 4 4 2 5", "panel").below(1000)
    89

    Raises:
        InvalidInputError: the seed or the purpose is blank, or holds a control character or half
            a letter (a surrogate), which UTF-8 cannot write.
    """

    def __init__(self, seed: str, purpose: str) -> None:
        self.seed = readable(Sentence("seed"), seed)
        self.purpose = readable(Sentence("purpose"), purpose)
        self._counter = 0

    def below(self, n: int) -> int:
        """An integer in ``range(n)``, every one equally likely.

        Raises:
            ValueError: *n* is not in 1..2**256.
        """
        if not 0 < n <= 2**256:
            raise ValueError(f"n must be in 1..2**256, not {n}")
        limit = 2**256 - 2**256 % n
        while (x := self._next()) >= limit:
            pass  # rejected, so that no remainder is likelier than another
        return x % n

    def shuffle(self, items: Sequence[T]) -> list[T]:
        """*items* in random order (Fisher-Yates, from the end). Sort them first: order matters.

        >>> Lots("dice 6 1 4 4 2 5", "order").shuffle(["a", "b", "c", "d"])
        ['b', 'a', 'd', 'c']
        """
        shuffled = list(items)
        for i in range(len(shuffled) - 1, 0, -1):
            j = self.below(i + 1)
            shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
        return shuffled

    def choose(self, items: Sequence[T], count: int) -> list[T]:
        """*count* of the *items* in random order, with one lot for each, however many there are.

        Source: Durstenfeld, "Algorithm 235: random permutation", Communications of the ACM 7
        (1964), from the front, and stopped after *count* exchanges.

        >>> Lots("dice 6 1 4 4 2 5", "letters: North").choose(["a", "b", "c", "d", "e"], 2)
        ['d', 'c']

        Raises:
            ValueError: *count* is not in 0..len(items).
        """
        if not 0 <= count <= len(items):
            raise ValueError(f"count must be in 0..{len(items)}, not {count}")
        moved: dict[int, int] = {}  # which item stands at a place, where it is no longer its own
        chosen = []
        for i in range(count):
            j = i + self.below(len(items) - i)
            chosen.append(items[moved.get(j, j)])
            moved[j] = moved.pop(i, i)
        return chosen

    def _next(self) -> int:
        """The next block of the stream, a whole number below 2**256."""
        text = SEPARATOR.join((self.seed, self.purpose, str(self._counter)))
        self._counter += 1
        return int.from_bytes(sha256(text.encode("utf-8")).digest(), "big")


def readable(name: Sentence, text: str) -> str:
    """*text* in Unicode normal form C, refused where it could be read in two ways.

    Args:
        name: what it is called in the refusal.

    Raises:
        InvalidInputError: it is blank, or holds a control character or half a letter.
    """
    normal = unicodedata.normalize("NFC", text)
    if not normal.strip():
        raise InvalidInputError(
            [Sentence("the {name} is blank; write down what everybody can see", name=name)]
        )
    if any(unicodedata.category(character) == "Cc" for character in normal):
        raise InvalidInputError(
            [Sentence("the {name} holds a control character; retype it on one line", name=name)]
        )
    if any(unicodedata.category(character) == "Cs" for character in normal):
        raise InvalidInputError(
            [Sentence("the {name} holds half a letter, which is no text; retype it", name=name)]
        )
    return normal
