"""A public value that nobody in the room makes: a round of drand's quicknet, named in advance.

drand is a league of organisations that together sign the number of a round every three seconds;
nobody can know a signature before its time, and nobody can choose it. The randomness of a round is
the SHA-256 of its signature, so whoever has the signature needs no more than that to check it. That
the league signed it is checked by ``py_ecc`` (the extra ``beacons``), where it is installed.

Source: the drand specification, chain quicknet, scheme bls-unchained-g1-rfc9380; RFC 9380.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from deliberation.errors import InvalidInputError

NAME: Final = "drand quicknet round"
CHAIN: Final = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
KEY: Final = (
    "83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c"
    "8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb"
    "5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"
)
SUITE: Final = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"
LATEST: Final = 2**53 - 1  # the largest whole number that a document holds


@dataclass(frozen=True, slots=True)
class Round:
    """A round of quicknet: its *number*, and its *signature* of 96 hexadecimal digits.

    As a text it is what ``Lots`` takes for a seed: its name and its randomness.

    Raises:
        InvalidInputError: the number is not in 1..2**53 - 1, or the signature is written in
            another form.
    """

    number: int
    signature: str

    def __post_init__(self) -> None:
        problems = []
        if not 1 <= self.number <= LATEST:
            problems.append(f"drand has no round {self.number}; rounds are numbered from 1")
        if not re.fullmatch("[0-9a-f]{96}", self.signature):
            problems.append("the signature of a round has 96 digits (0-9, a-f); copy all of it")
        if problems:
            raise InvalidInputError(problems)

    def __str__(self) -> str:
        return f"{self.name} {self.randomness}"

    @property
    def name(self) -> str:
        """What is announced before the round is there, such as ``drand quicknet round 1000``."""
        return f"{NAME} {self.number}"

    @property
    def randomness(self) -> str:
        """The public value: SHA-256 of the signature, 64 hexadecimal digits."""
        return sha256(bytes.fromhex(self.signature)).hexdigest()


def read_round(pasted: str) -> Round:
    """The round in what drand publishes: JSON with ``round``, ``randomness`` and ``signature``.

    Raises:
        InvalidInputError: it is no such JSON, or the randomness does not follow from the signature.
    """
    try:
        given = json.loads(pasted)
        number, randomness, signature = (given[key] for key in ("round", "randomness", "signature"))
    except (ValueError, LookupError, TypeError, RecursionError):
        raise InvalidInputError(
            ['this is no round of drand; paste all of {"round": ..., "randomness": ..., '
             '"signature": ...}']
        ) from None  # fmt: skip
    if type(number) is not int or not isinstance(signature, str):
        raise InvalidInputError(["a round of drand has a whole number and a signature in digits"])
    round = Round(number, signature.lower())
    if not isinstance(randomness, str) or randomness.lower() != round.randomness:
        raise InvalidInputError(
            [
                f"the randomness of round {number} is not the SHA-256 of its signature; paste "
                "all of it again"
            ]
        )
    return round


def round_of(seed: str, signature: str) -> Round:
    """The round whose text is *seed*.

    Raises:
        InvalidInputError: *seed* is not the text of a round with that signature.
    """
    found = re.fullmatch(f"{NAME} ([1-9][0-9]{{0,15}}) [0-9a-f]{{64}}", seed)
    if found and str(round := Round(int(found[1]), signature)) == seed:
        return round
    raise InvalidInputError([f"{seed!r} is not the round of drand with that signature"])


def check_signature(round: Round) -> bool:
    """Whether the signature could be checked: ``False`` where ``py_ecc`` is not installed.

    Raises:
        InvalidInputError: it was checked, and drand's quicknet did not make it.
    """
    limit = sys.getrecursionlimit()
    try:
        from py_ecc.bls.g2_primitives import pubkey_to_G1, signature_to_G2, subgroup_check
        from py_ecc.bls.hash_to_curve import hash_to_G1
        from py_ecc.optimized_bls12_381 import G2, pairing
    except ImportError:
        return False
    finally:  # py_ecc lifts the limit, and deep nesting in a text would then end the whole program
        sys.setrecursionlimit(limit)
    message = sha256(round.number.to_bytes(8, "big")).digest()
    try:  # quicknet has its signatures on G1 and its key on G2; the library's names are Ethereum's
        signature = pubkey_to_G1(bytes.fromhex(round.signature))
    except ValueError:  # no point of the curve
        signature = None
    holds = (
        signature is not None
        and subgroup_check(signature)
        and pairing(G2, signature)
        == pairing(signature_to_G2(bytes.fromhex(KEY)), hash_to_G1(message, SUITE, sha256))
    )
    if not holds:
        raise InvalidInputError(
            [f"the signature of {round.name} is not drand's; paste it again from another place"]
        )
    return True
