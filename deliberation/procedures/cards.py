"""The codes on voting cards, and what they turn into.

A code is twelve characters of Crockford's base 32, eleven by chance (55 bits) and one to check:
``0123-4567-89AM``. Whoever types it gets a *token*, slow to compute, so that nobody who steals the
database finds a card by trying codes. From the token follow, by hashing, the two things that are
kept: the hash in the card's row, and the *slot* of each ballot. Neither follows from the other,
so the database joins no card to a ballot; ``docs/decisions/0005-cards-slots-and-tokens.md`` says
what this protects from, and what not.

The check character makes the code, read as a polynomial over the field of 32 elements, vanish at
a generator of that field. Every single wrong character and every exchange of two shows.

Source: D. Crockford, "Base 32" (2019); for the check, F. J. MacWilliams & N. J. A. Sloane, "The
Theory of Error-Correcting Codes" (1977), chapter 7.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import scrypt, sha256

from deliberation.errors import InvalidInputError
from deliberation.sentences import Sentence

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_ALIKE = str.maketrans("OIL", "011")  # what hands and eyes confuse
_FIELD = 0b100101  # x^5 + x^2 + 1, which makes x a generator of the field of 32 elements


@dataclass(frozen=True, slots=True)
class Card:
    """A voting card to hand out: its *number*, and the *code* that is printed and never kept."""

    number: int
    code: str = field(repr=False)


def new_code(random_bytes: Callable[[int], bytes]) -> str:
    """A code by chance, as it is printed.

    Args:
        random_bytes: gives as many unpredictable bytes as it is asked for.
    """
    values = [byte % len(ALPHABET) for byte in random_bytes(LENGTH - 1)]
    values.append(_times_x(_remainder(values)))
    characters = "".join(ALPHABET[value] for value in values)
    return "-".join(characters[i : i + 4] for i in range(0, LENGTH, 4))


def read_code(text: str) -> str:
    """The twelve characters of a code as somebody typed it: in any case, with or without hyphens.

    The letter O is read as zero, I and L as one, and the digits of any script as digits.

    >>> read_code("ol23 4567 89am")
    '0123456789AM'

    Raises:
        InvalidInputError: this is no code; says what is wrong with it.
    """
    typed = unicodedata.normalize("NFKC", text).upper()
    characters = "".join(
        str(unicodedata.decimal(character, character))
        for character in typed
        if not (character.isspace() or unicodedata.category(character) in {"Pd", "Cf", "Sm"})
    ).translate(_ALIKE)
    strange = sorted(set(characters) - set(ALPHABET))
    problems = [
        Sentence("{character!r} is on no card; compare it with yours", character=character)
        for character in strange
    ]
    if len(characters) != LENGTH:
        problems.append(
            Sentence(
                "a code has {length} letters and digits, and this has {n}",
                length=LENGTH,
                n=len(characters),
            )
        )
    if not problems and _remainder(ALPHABET.index(character) for character in characters):
        problems.append(
            Sentence("a letter or digit of this code is wrong; compare it with your card")
        )
    if problems:
        raise InvalidInputError(problems)
    return characters


def token_of(code: str, *, assembly_id: str) -> str:
    """The token that a code gives in one assembly. Takes some 50 ms and 16 MB, on purpose.

    Raises:
        InvalidInputError: this is no code.
    """
    secret = read_code(code).encode()
    return scrypt(secret, salt=assembly_id.encode(), n=2**14, r=8, p=1, dklen=16).hex()


def token_hash(token: str) -> str:
    """What the card's row keeps of a token."""
    return sha256(token.encode()).hexdigest()


def slot_of(token: str, *, vote_id: str) -> str:
    """Where the ballot of a token lies in one vote."""
    return sha256(f"slot{token}{vote_id}".encode()).hexdigest()


def _remainder(values: Iterable[int]) -> int:
    """The value of a code at x, zero for every code that was not mistyped."""
    remainder = 0
    for value in values:
        remainder = _times_x(remainder) ^ value
    return remainder


def _times_x(value: int) -> int:
    """*value* times x in the field of 32 elements."""
    doubled = value << 1
    return doubled ^ _FIELD if doubled >= len(ALPHABET) else doubled
