"""A hash as words, to be read out and compared by ear.

Eight words of a list of 1024 are its first 80 bits. To find other content for words that were read
out already takes some 2**80 trials. But whoever prepares two contents beforehand needs only some
2**40 to give both the same words; so the whole hash is published with them, and that is what binds.

The list is that of SLIP-39: 1024 English words of four to eight letters, of which no two begin with
the same four.
"""

from __future__ import annotations

from shamir_mnemonic.wordlist import WORDLIST

WORDS = 8
_BITS = 10  # of each word


def words_of(digest: bytes) -> tuple[str, ...]:
    """The first 80 bits of *digest* as eight words, ten bits each, the most significant first.

    >>> words_of(bytes(32))
    ('academic', 'academic', 'academic', 'academic', 'academic', 'academic', 'academic', 'academic')
    """
    number = int.from_bytes(digest[: WORDS * _BITS // 8], "big")
    places = (number >> _BITS * i & (1 << _BITS) - 1 for i in reversed(range(WORDS)))
    return tuple(str(WORDLIST[place]) for place in places)
