"""A day of an assembly, compressed, and a hall full of screens, at the pages as served.

    python benchmarks/day.py
    python benchmarks/day.py --page

Sixty members do in minutes what they do in eight hours: their phones ask for news, they look at
pages, cast a ballot and change it. After each hour it is printed what a request costs, beside
what `/healthz` costs then (it asks the database one question), and how much memory the server
holds, because neither may grow. Then 500 phones that wait for a vote ask for news as often as
their script does.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # this checkout, wherever it stands

from benchmarks.casts.hall import VOTE, fill
from benchmarks.casts.phones import Phone
from benchmarks.casts.served import Served, pages
from benchmarks.page import between, machine

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "explanation" / "speed-of-casting.md"
HOURS, MEMBERS, SCREENS = 8, 60, 500
NEWS = "/ballots/open"
BARE, BARE_ASKS = "/healthz", 1200
DOORS = 6  # how many phones ask at one moment
ASKS = 30  # times for news, between two looks at a page; by the clock it would be 720 an hour
PERIOD, ROUNDS = 5.0, 6  # seconds between two questions for news, and how often all ask
LOOKS = ("/ballots", f"/ballots/{VOTE}", "/assemblies/a1", f"/ballots/{VOTE}/cast")


@dataclass(frozen=True, slots=True)
class Hour:
    """What an hour of the day came to: CPU and waits in milliseconds, memory in megabytes.

    Args:
        cpu: of each request.
        bare: of each answer that is compared with, at the end of the hour.
    """

    number: int
    requests: int
    cpu: float
    bare: float
    wait: float
    memory: float


def main() -> None:
    """Hold the day and fill the hall; print both tables."""
    parser = argparse.ArgumentParser(description="Hold a day of an assembly in a few minutes.")
    parser.add_argument("--page", action="store_true", help="write them into the documentation")
    asked = parser.parse_args()
    lines = [
        "| hour | requests | CPU ms each | times `/healthz` | median wait, ms | memory, MB |",
        "|---:|---:|---:|---:|---:|---:|",
    ]
    for hour in _day():
        lines.append(
            f"| {hour.number} | {hour.requests:,} | {hour.cpu:.2f} | {hour.cpu / hour.bare:.2f} "
            f"| {hour.wait:.1f} | {hour.memory:.0f} |"
        )
        print(lines[-1], flush=True)
    lines.append(f"\n{SCREENS} phones that ask for news every {PERIOD:.0f} seconds: {_hall():.2f}")
    lines[-1] += " of a core."
    printed = "\n".join(lines) + f"\n\nMeasured on {machine()}."
    print(printed)
    if asked.page:
        between(PAGE, "day", printed)


def _day() -> Iterator[Hour]:
    """The hours, one after the other, at one server that runs all day."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        hall = fill(f"sqlite:///{folder}/town.db", voters=MEMBERS)
        with pages(hall.url, folder) as served:
            phones = [Phone(served.ports[0], hall.cookie(n)) for n in range(MEMBERS)]
            for number in range(1, HOURS + 1):
                cpu = served.cpu
                asyncio.run(_hour(phones, number))
                waits = [wait for phone in phones for wait in phone.waits]
                spent = 1000 * (served.cpu - cpu) / len(waits)
                cpu = served.cpu
                asyncio.run(_bare(phones[:DOORS]))
                bare = 1000 * (served.cpu - cpu) / BARE_ASKS
                for phone in phones:
                    phone.waits.clear()
                yield Hour(number, len(waits), spent, bare, 1000 * median(waits), served.memory)


async def _hour(phones: list[Phone], number: int) -> None:
    """What sixty members do in an hour, a few at a time."""
    doors = asyncio.Semaphore(DOORS)

    async def one(place: int, phone: Phone) -> None:
        async with doors:
            for path in LOOKS:
                for _ in range(ASKS):
                    await phone.get(NEWS)
                await phone.get(path)
            order = [(place + number + candidate) % 5 + 1 for candidate in range(5)]
            await phone.cast(await phone.ballot(), order)
            phone.hang_up()

    await asyncio.gather(*(one(place, phone) for place, phone in enumerate(phones)))


async def _bare(phones: list[Phone]) -> None:
    """What to compare with on a machine that others use as well."""

    async def one(phone: Phone) -> None:
        for _ in range(BARE_ASKS // DOORS):
            await phone.get(BARE)
        phone.hang_up()

    await asyncio.gather(*(one(phone) for phone in phones))


def _hall() -> float:
    """Which part of a core is taken by a hall in which every phone asks for news."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        hall = fill(f"sqlite:///{folder}/town.db", voters=SCREENS)
        with pages(hall.url, folder) as served:
            return asyncio.run(_ask_for_news(served, [hall.cookie(n) for n in range(SCREENS)]))


async def _ask_for_news(served: Served, cookies: list[str]) -> float:
    """The CPU seconds of the server in each second, once all are connected."""
    phones = [Phone(served.ports[0], cookie) for cookie in cookies]
    await _in_turn(phones)
    cpu, start = served.cpu, perf_counter()
    for _ in range(ROUNDS):
        await _in_turn(phones)
    spent = (served.cpu - cpu) / (perf_counter() - start)
    for phone in phones:
        phone.hang_up()
    return spent


async def _in_turn(phones: list[Phone]) -> None:
    """All phones ask once, spread over the period."""

    async def ask(place: int, phone: Phone) -> None:
        await asyncio.sleep(PERIOD * place / len(phones))
        await phone.get(NEWS)

    await asyncio.gather(*(ask(place, phone) for place, phone in enumerate(phones)))


if __name__ == "__main__":
    main()
