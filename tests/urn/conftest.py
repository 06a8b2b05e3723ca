"""An urn with fixed keys and three members."""

from collections.abc import Callable
from hashlib import sha256

import pytest

from deliberation import urn
from deliberation.urn import NewUrn, OpeningKey, Split, Terms, Urn
from deliberation.voting import Ranking

Keyed = Callable[..., NewUrn]


def chance(seed: str) -> Callable[[int], bytes]:
    """Bytes that look like chance and are the same each time."""
    drawn = iter(range(1000))
    return lambda count: sha256(f"{seed} {next(drawn)}".encode()).digest()[:count]


def slot(member: str) -> str:
    return sha256(f"slot of {member}".encode()).hexdigest()


LAMPS = Terms("lamps", "ranking", ("lamps", "trees", "bench"))


@pytest.fixture
def opened() -> NewUrn:
    return urn.new_urn(LAMPS, split=Split.TWO_OF_TWO, random_bytes=chance("lamps"))


@pytest.fixture
def box(opened: NewUrn) -> Urn:
    return opened.urn


@pytest.fixture
def key(opened: NewUrn) -> OpeningKey:
    return urn.join(opened.shares, opened.urn)


@pytest.fixture
def kept(box: Urn) -> dict[str, bytes]:
    """Three sealed ballots by slot; the last is blank."""
    said = {"ann": ("trees", "lamps"), "bo": ("lamps",), "cy": ()}
    return {
        slot(member): urn.seal(Ranking(order), box, slot=slot(member))
        for member, order in said.items()
    }
