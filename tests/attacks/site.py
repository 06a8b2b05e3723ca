"""The real pages, as `deliberation serve` runs them, with a sealed vote that attackers cast in.

The attackers know what no attacker does: the key of the urn. So they see after each attempt which
ballot lies in whose slot.
"""

import asyncio
import secrets
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path
from typing import TypeVar

from benchmarks.casts.hall import CANDIDATES, VOTE, Hall, fill
from benchmarks.casts.phones import Answer, Phone
from benchmarks.casts.postgres import Postgres
from benchmarks.casts.served import Served, pages
from deliberation import urn
from deliberation.procedures.cards import slot_of
from deliberation.store import open_store
from deliberation.voting import Spoiled

T = TypeVar("T")
ORDERS = [*permutations(CANDIDATES)]
"""Ballots that are all different, by which they are known again: 120."""


@dataclass(frozen=True, slots=True)
class Place:
    """A database for an attack: files of SQLite, or a cluster of PostgreSQL."""

    name: str
    cluster: Postgres | None = None

    def new(self, folder: Path) -> str:
        """The URL of an empty one."""
        if self.cluster is None:
            return f"sqlite:///{folder}/town.db"
        return self.cluster.database(f"town_{secrets.token_hex(4)}")


@dataclass(slots=True)
class Voter:
    """A member with a card, who casts as often as the attack wants.

    Args:
        cast: how many ballots were sent.
        acknowledged: how many of them were.
        receipted: the number of the last of these, from 1; 0 for none.
    """

    phone: Phone
    form: dict[str, str] = field(default_factory=dict)
    cast: int = 0
    acknowledged: int = 0
    receipted: int = 0

    async def fetch(self) -> None:
        """Get the ballot's form."""
        self.form = await self.phone.ballot()

    async def again(self) -> Answer:
        """Cast another ballot than the last."""
        self.cast += 1
        number = self.cast
        answer = await send(self.phone, self.form | {"once": secrets.token_hex(16)}, number)
        if answer.status == 302:
            self.receipted = number
            self.acknowledged += 1
        return answer


@dataclass(slots=True)
class Site:
    """Servers, everybody who may vote there, and the loop on which their phones live."""

    place: Place
    folder: Path
    hall: Hall
    served: Served
    voters: list[Voter]
    runner: asyncio.Runner

    def at_once(self, steps: Sequence[Callable[[], Awaitable[T]]]) -> list[T]:
        """What came of each step, all of them begun at the same moment."""

        async def all_of_them() -> list[T]:
            return await asyncio.gather(*(step() for step in steps))

        return self.runner.run(all_of_them())

    def in_urn(self) -> dict[int, int]:
        """Which ballot lies in whose slot: voters by their places, ballots by ``ballot_of``."""
        slots = {slot_of(token, vote_id=VOTE): i for i, token in enumerate(self.hall.tokens)}
        with open_store(self.hall.url) as begin, begin.reading() as store:
            box, kept = store.urn(VOTE), store.sealed(VOTE)
        assert box is not None
        key = urn.join(self.hall.shares, box)
        found = {}
        for slot, sealed in kept.items():
            opened = urn.unseal(sealed, box, slot=slot, key=key)
            assert not isinstance(opened, Spoiled)
            found[slots[slot]] = ORDERS.index(opened[0].order)
        return found

    def another(self, voter: int) -> Phone:
        """One more connection of a voter who has the form already."""
        known = self.voters[voter].phone
        return Phone(self.port(voter + secrets.randbelow(2)), known.cookie)

    def port(self, number: int) -> int:
        """Processes take turns."""
        return self.served.ports[number % len(self.served.ports)]

    def restart(self) -> None:
        """Start a server anew, after it was killed."""
        self.served = pages(self.hall.url, self.folder)
        for number, voter in enumerate(self.voters):
            voter.phone.port = self.port(number)
            voter.phone.hang_up()


@contextmanager
def a_site(place: Place, *, voters: int, processes: int = 1, **more: object) -> Iterator[Site]:
    """A sealed vote that is open, and its voters with the ballot on their phones."""
    with tempfile.TemporaryDirectory() as folder:
        hall = fill(place.new(Path(folder)), voters=voters)
        served = pages(hall.url, Path(folder), processes=processes, **more)
        with asyncio.Runner() as runner:
            site = Site(place, Path(folder), hall, served, [], runner)
            try:
                site.voters = [Voter(Phone(site.port(i), hall.cookie(i))) for i in range(voters)]
                site.at_once([voter.fetch for voter in site.voters])
                yield site
            finally:
                site.served.kill()
                for voter in site.voters:
                    voter.phone.hang_up()


async def send(phone: Phone, form: dict[str, str], number: int) -> Answer:
    """Cast the ballot with this *number*."""
    order = ORDERS[ballot_of(number)]
    return await phone.cast(form, [order.index(name) + 1 for name in CANDIDATES])


def ballot_of(number: int) -> int:
    """Which ballot stands for a number; the same again after 120."""
    return number % len(ORDERS)
