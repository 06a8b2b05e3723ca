"""A hall that joins, alone and while somebody guesses codes, at the pages as served.

    python benchmarks/joining.py
    python benchmarks/joining.py --page

A hundred and fifty members join within a minute from one address. Others wait for a vote
meanwhile, and their phones ask for news. Then the same again, while a program at the same address
tries ten thousand codes whose check character is right, each as a phone of its own, as fast as it
is answered.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import secrets
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # this checkout, wherever it stands

from benchmarks.casts.hall import NOW, fill
from benchmarks.casts.phones import FIELD, Phone
from benchmarks.casts.served import Served, pages
from benchmarks.markdown import markdown
from benchmarks.page import between, machine
from deliberation.procedures import admitting, decide
from deliberation.procedures.cards import new_code
from deliberation.store import open_store

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "explanation" / "speed-of-casting.md"
MEMBERS, MINUTE, GUESSES, HANDS, WAITING = 150, 60.0, 10_000, 32, 30
JOIN, NEWS, FULL, WRONG = "/join/a1", "/ballots/open", 503, 403
HEAD: Final = (
    ("", ""),
    *((name, ">") for name in ("joined", "join s, 50 %", "99 %", "news ms, 50 %", "99 %")),
    *((name, ">") for name in ("wrong codes", "checked", "sent away")),
)


@dataclass(slots=True)
class Came:
    """What came of one minute: seconds until each had joined, and until each got their news."""

    joined: list[float] = field(default_factory=list)
    news: list[float] = field(default_factory=list)
    checked: int = 0
    sent_away: int = 0

    def line(self, name: str) -> tuple[str, ...]:
        """A row of the table."""
        tried = self.checked + self.sent_away
        return (
            name,
            f"{len(self.joined)} of {MEMBERS}",
            *(f"{share(self.joined, q):.2f}" for q in (0.5, 0.99)),
            *(f"{1000 * share(self.news, q):.0f}" for q in (0.5, 0.99)),
            *(f"{number:,}" if tried else "-" for number in (tried, self.checked, self.sent_away)),
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--page", action="store_true", help="write the table into the page")
    asked = parser.parse_args()
    rows = [
        _minute(attack=False).line("nobody guesses"),
        _minute(attack=True).line("somebody guesses"),
    ]
    printed = "\n".join([*markdown(HEAD, rows), "", f"Measured on {machine()}."])
    print(printed)
    if asked.page:
        between(PAGE, "joining", printed)


def share(times: Sequence[float], part: float) -> float:
    """The time within which this *part* was done."""
    if not times:
        return float("nan")
    return median(times) if part == 0.5 else sorted(times)[int(part * (len(times) - 1))]


def _minute(*, attack: bool) -> Came:
    """A hall of its own, and what came of it."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/town.db"
        hall = fill(url, voters=WAITING, seal=False)
        with open_store(url) as begin, begin() as store:
            decide.close_vote(store, "v1", by="f1", now=NOW)
            cards = admitting.issue_cards(
                store, "a1", count=MEMBERS, random_bytes=secrets.token_bytes, by="f1"
            )
        cookies = [hall.cookie(number) for number in range(WAITING)]
        with pages(url, Path(folder)) as served:
            return asyncio.run(_all(served, [card.code for card in cards], cookies, attack))


async def _all(served: Served, codes: Sequence[str], cookies: Sequence[str], attack: bool) -> Came:
    """Everybody at once, until all have joined and all guesses are made."""
    (port,), came = served.ports, Came()
    end = asyncio.Event()
    waiting = [asyncio.create_task(_wait(port, cookie, came, end)) for cookie in cookies]
    guesses = iter(range(GUESSES if attack else 0))
    hands = [asyncio.create_task(_guess(port, guesses, came)) for _ in range(HANDS)]
    await asyncio.gather(*(_join(port, code, came) for code in codes))
    await asyncio.gather(*hands)
    end.set()
    await asyncio.gather(*waiting)
    return came


async def _join(port: int, code: str, came: Came) -> None:
    """Come at some moment of the minute, and come again where all is full, as the script does."""
    await asyncio.sleep(random.uniform(0, MINUTE))
    phone, begun = Phone(port), perf_counter()
    while (await _try(phone, code)) == FULL:
        await asyncio.sleep(random.uniform(1, 3))
    came.joined.append(perf_counter() - begun)
    phone.hang_up()


async def _guess(port: int, guesses: Iterator[int], came: Came) -> None:
    """Try one code after the other, each as another phone."""
    for _ in guesses:
        phone = Phone(port)
        status = await _try(phone, new_code(secrets.token_bytes))
        came.checked += status == WRONG
        came.sent_away += status == FULL
        phone.hang_up()


async def _wait(port: int, cookie: str, came: Came, end: asyncio.Event) -> None:
    """Ask for news every five seconds, as the page of votes does."""
    phone = Phone(port, cookie)
    await asyncio.sleep(random.uniform(0, 5))
    while not end.is_set():
        came.news.append((await phone.get(NEWS)).seconds)
        await asyncio.sleep(5)
    phone.hang_up()


async def _try(phone: Phone, code: str) -> int:
    """The status of the answer to a code."""
    page = await phone.get(JOIN)
    token = dict(FIELD.findall(page.body))["csrf_token"]
    return (await phone.post(JOIN, {"csrf_token": token, "code": code})).status


if __name__ == "__main__":
    main()
