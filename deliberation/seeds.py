"""Public seeds: what several people saw, or a beacon's round."""

from __future__ import annotations

from itertools import zip_longest
from typing import TypeAlias
from unicodedata import normalize

from deliberation.beacon import NAME, Round, round_of
from deliberation.errors import InvalidInputError
from deliberation.randomness import Lots
from deliberation.sentences import Sentence

Seed: TypeAlias = str | Round
"""A text that everybody in the room can write down, or the round of a beacon."""


def agreed(first: str, again: str) -> str:
    """What two people both wrote down, with one space between the words.

    >>> agreed("dice 6 1  4", " dice 6 1 4")
    'dice 6 1 4'

    Raises:
        InvalidInputError: they did not write the same; the first word that differs is named.
    """
    ours, theirs = (normalize("NFC", text).split() for text in (first, again))
    for place, (one, other) in enumerate(zip_longest(ours, theirs), start=1):
        if one != other:
            words = " and ".join("nothing" if word is None else repr(word) for word in (one, other))
            raise InvalidInputError(
                [f"the two did not write the same: word {place} is {words}; look at the dice again"]
            )
    return " ".join(ours)


def agreed_digits(first: str, again: str) -> str:
    """The digits that two people both wrote down; here spaces do not matter at all.

    >>> agreed_digits("4 0 7", "407")
    '4 0 7'

    Raises:
        InvalidInputError: they did not write the same; the first digit that differs is named.
    """
    return agreed(*(" ".join("".join(text.split())) for text in (first, again)))


def kept(seed: Seed) -> Seed:
    """*seed* as the record keeps it: a text in Unicode normal form C, or a round.

    Raises:
        InvalidInputError: the text is blank, cannot be written down, or is that of a round
            without the signature that proves it.
    """
    if isinstance(seed, Round):
        return seed
    text = Lots(seed, "seed").seed
    if text.startswith(f"{NAME} "):
        raise InvalidInputError(
            [Sentence("{text!r} lacks its signature; paste the whole round of drand", text=text)]
        )
    return text


def seed_of(text: str, signature: str | None) -> Seed:
    """The seed that the record keeps as *text*, with a *signature* if it is a round.

    Raises:
        InvalidInputError: the text and the signature do not belong together.
    """
    return kept(text) if signature is None else round_of(text, signature)


def signature_of(seed: Seed) -> str | None:
    """What proves *seed*, where it is a round."""
    return seed.signature if isinstance(seed, Round) else None
