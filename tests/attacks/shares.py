"""Attacks on the shares of the key: too few of them, and of two urns or two printings mixed."""

from collections.abc import Iterable
from itertools import product

from deliberation import urn
from deliberation.errors import InvalidInputError
from deliberation.urn import NewUrn, Share, Split
from tests.attacks.attempt import Attempt, attempt
from tests.urn.conftest import LAMPS, chance

SPLITS = (Split.TWO_OF_TWO, Split.TWO_OF_THREE)


def an_urn(split: Split, seed: str) -> NewUrn:
    """An urn of the one vote, with the keys of this *seed*."""
    return urn.new_urn(LAMPS, split=split, random_bytes=chance(seed))


def too_few() -> Attempt:
    """Each share alone, and each twice."""
    urns = [an_urn(split, "few") for split in SPLITS]
    return attempt(
        "one holder alone opens the urn",
        (joins(part, new) for new in urns for s in new.shares for part in ([s], [s, s])),
    )


def of_two_urns() -> Attempt:
    """A share of each of two urns for the same vote, tried on both."""
    pairs = [
        (an_urn(split, f"one {n}"), an_urn(split, f"two {n}")) for split in SPLITS for n in range(5)
    ]
    return attempt(
        "shares of two urns together open one of them",
        (
            joins(mixed, new)
            for one, two in pairs
            for mixed in product(one.shares, two.shares)
            for new in (one, two)
        ),
    )


def of_two_printings() -> Attempt:
    """The same key split twice: every share looks right by itself, and two do not fit."""
    pairs = [(an_urn(split, "same"), an_urn(split, "same")) for split in SPLITS]
    return attempt(
        "shares of two printings of one key open the urn",
        (joins(mixed, one) for one, two in pairs for mixed in product(one.shares, two.shares)),
    )


def joins(shares: Iterable[Share], new: NewUrn) -> bool:
    """Whether *shares* make the key of the urn."""
    try:
        urn.join(shares, new.urn)
    except InvalidInputError:
        return False
    return True
