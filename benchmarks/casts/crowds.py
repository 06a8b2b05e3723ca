"""When members come, and how long each of them waits."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from benchmarks.casts.hall import CANDIDATES, VOTE, Hall
from benchmarks.casts.phones import BALLOT, Phone
from deliberation.procedures.cards import slot_of
from deliberation.store import open_store
from deliberation.urn import seal
from deliberation.voting import Ranking

PLACES: Final = (1, 2, 0, 0, 3)


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many members come within how many *seconds*; 0 where all come at one instant."""

    members: int
    seconds: float

    def __str__(self) -> str:
        within = f"within {self.seconds:g} s" if self.seconds else "at one instant"
        return f"{self.members:,} members {within}"


CROWDS: Final = (Crowd(500, 10), Crowd(1000, 10), Crowd(250, 0))


@dataclass(frozen=True, slots=True)
class Waits:
    """How long members waited, in seconds, ascending.

    Args:
        get: for the ballot.
        post: for the answer to a cast.
        receipt: for the page with the receipt, to which that answer leads.
        failed: how many members had another answer than these.
        last: when the last one had it, after the first had come.
        cpu: the CPU seconds that the phones themselves took, on the same machine.
    """

    get: Sequence[float]
    post: Sequence[float]
    receipt: Sequence[float]
    failed: int
    last: float
    cpu: float


def run(crowd: Crowd, hall: Hall, ports: Sequence[int], *, phone_seals: bool) -> Waits:
    """Let the crowd in: each member gets the ballot, sends it at once, and sees the receipt.

    Args:
        phone_seals: whether ballots come sealed; they are, before the clock runs.
    """
    sealed = sealed_ballots(hall, crowd.members) if phone_seals else {}
    return asyncio.run(_all(crowd, hall, ports, sealed))


async def _all(crowd: Crowd, hall: Hall, ports: Sequence[int], sealed: dict[int, str]) -> Waits:
    chance = Random(crowd.members)
    phones = [Phone(ports[i % len(ports)], hall.cookie(i)) for i in range(crowd.members)]
    loop = asyncio.get_running_loop()
    first, before = loop.time(), time.process_time()
    came = await asyncio.gather(
        *(
            _member(phone, chance.random() * crowd.seconds, sealed.get(i))
            for i, phone in enumerate(phones)
        )
    )
    last, cpu = loop.time() - first, time.process_time() - before
    for phone in phones:
        phone.hang_up()
    waits = [sorted(phone.waits[k] for phone in phones if len(phone.waits) > k) for k in range(3)]
    get, post, receipt = waits
    return Waits(get, post, receipt, failed=came.count(False), last=last, cpu=cpu)


async def _member(phone: Phone, delay: float, sealed: str | None) -> bool:
    """Whether all answers were as they should be."""
    await asyncio.sleep(delay)
    form = await phone.ballot()
    if sealed is None:
        answer = await phone.cast(form, PLACES)
    else:
        answer = await phone.post(BALLOT, {"csrf_token": form["csrf_token"], "sealed": sealed})
    return answer.status == 302 and (await phone.get(answer.location)).status == 200


def sealed_ballots(hall: Hall, members: int) -> dict[int, str]:
    """What the script of the page sends for each member."""
    with open_store(hall.url) as begin, begin.reading() as store:
        box = store.urn(VOTE)
    assert box is not None
    order = tuple(CANDIDATES[PLACES.index(place)] for place in (1, 2, 3))
    return {
        i: seal(Ranking(order), box, slot=slot_of(hall.tokens[i], vote_id=VOTE)).hex()
        for i in range(members)
    }
