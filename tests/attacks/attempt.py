"""What came of an attack: how often it was tried, how often it succeeded, what chance gives."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attack.

    Args:
        what: was tried, in a few words.
        tried: how often.
        succeeded: how often it did.
        chance: how often whoever only guesses would have succeeded.
        allowed: how often it may succeed before it counts as better than guessing.
    """

    what: str
    tried: int
    succeeded: int
    chance: float = 0.0
    allowed: int = 0

    @property
    def repelled(self) -> bool:
        """Whether it was tried at all, and did no better than guessing."""
        return self.tried > 0 and self.succeeded <= self.allowed

    def __str__(self) -> str:
        end = "" if self.repelled else "  BETTER THAN CHANCE" if self.tried else "  NOT TRIED"
        counted = (
            f"{self.tried:>6} tried {self.succeeded:>4} succeeded {self.chance:>5.1f} by chance"
        )
        return f"{self.what:<66}{counted}{end}"


def attempt(what: str, outcomes: Iterable[bool]) -> Attempt:
    """An attack that must never succeed, from the outcome of each trial."""
    found = [*outcomes]
    return Attempt(what, len(found), sum(found))
