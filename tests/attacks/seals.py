"""Attacks on sealed ballots: copied to where they were not cast, and altered."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

from deliberation import urn
from deliberation.urn import Split
from deliberation.voting import Ranking, Spoiled
from tests.attacks.attempt import Attempt, attempt
from tests.urn.conftest import LAMPS, chance, slot

NEW = urn.new_urn(LAMPS, split=Split.REHEARSAL, random_bytes=chance("attacked"))
BOX, KEY = NEW.urn, urn.join(NEW.shares, NEW.urn)
MEMBERS = ("ann", "bo", "cy", "dee", "eve", "fay")
KEPT = {
    slot(member): urn.seal(Ranking(("trees", "lamps")), BOX, slot=slot(member))
    for member in MEMBERS
}


def opens(sealed: bytes, where: str, box: urn.Urn = BOX) -> bool:
    """Whether the urn's own key finds a ballot in *sealed*, lying in the slot *where*."""
    return not isinstance(urn.unseal(sealed, box, slot=where, key=KEY), Spoiled)


def copied_to_another_slot() -> Attempt:
    """Every ballot, put into the slot of every other voter."""
    pairs = permutations(KEPT, 2)
    return attempt(
        "a sealed ballot copied into another slot opens",
        (opens(KEPT[one], other) for one, other in pairs),
    )


def copied_to_another_vote() -> Attempt:
    """Every ballot, put into the same slot of votes that (wrongly) have the same key."""
    others = [replace(BOX, terms=replace(LAMPS, vote_id=name)) for name in ("lamp", "lampsx", "b")]
    return attempt(
        "a sealed ballot copied into another vote with the same key opens",
        (opens(sealed, where, box) for box in others for where, sealed in KEPT.items()),
    )


def altered() -> Attempt:
    """Every byte of a sealed ballot changed, in every single bit and in all of them."""
    where, sealed = next(iter(KEPT.items()))
    return attempt(
        "a sealed ballot with one byte altered opens",
        (opens(forged, where) for forged in altered_bytes(sealed)),
    )


def altered_bytes(data: bytes) -> Iterator[bytes]:
    """*data* with one byte changed: nine ways for each byte."""
    for i, byte in enumerate(data):
        for mask in (1, 2, 4, 8, 16, 32, 64, 128, 255):
            yield data[:i] + bytes([byte ^ mask]) + data[i + 1 :]
