"""Chance from a public seed, by the page on lots."""

from hashlib import sha256
from itertools import count
from typing import Any
from unicodedata import category, normalize

from .documents import need


class Lots:
    """Whole numbers from a seed, for one purpose."""

    def __init__(self, seed: str, purpose: str) -> None:
        key = [normalize("NFC", text) for text in (seed, purpose)]
        for text in key:
            clean = text.strip() and all(category(letter) != "Cc" for letter in text)
            need(bool(clean), f"the lot {text!r} is blank or holds a control character")
        blocks = ("\x1f".join([*key, str(block)]).encode() for block in count())
        self.numbers = (int(sha256(block).hexdigest(), 16) for block in blocks)

    def below(self, n: int) -> int:
        """A number from 0 to n - 1."""
        return next(x for x in self.numbers if x < 2**256 - 2**256 % n) % n

    def shuffle(self, items: list[Any]) -> list[Any]:
        """*items* in another order."""
        mixed = [*items]
        for i in range(len(mixed) - 1, 0, -1):
            j = self.below(i + 1)
            mixed[i], mixed[j] = mixed[j], mixed[i]
        return mixed
