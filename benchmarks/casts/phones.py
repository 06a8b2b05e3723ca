"""What members do on their phones: get the ballot, send it, see that it is in the urn.

Each phone keeps one connection, as browsers do, and knows as much of HTML as it needs.
"""

from __future__ import annotations

import asyncio
import html
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from benchmarks.casts.hall import VOTE

FORM: Final = re.compile(r'<form id="ballot".*?</form>', re.DOTALL)
FIELD: Final = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
IDLE: Final = 10.0  # seconds after which a connection may be closed at the other end
BALLOT: Final = f"/ballots/{VOTE}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, and how long it took from the first byte sent to the last one read."""

    status: int
    location: str
    body: str
    seconds: float


@dataclass(slots=True)
class Phone:
    """A browser that is at one *port* of this machine."""

    port: int
    cookie: str = ""
    reader: asyncio.StreamReader | None = None
    writer: asyncio.StreamWriter | None = None
    waits: list[float] = field(default_factory=list)
    last: float = 0.0

    async def get(self, path: str) -> Answer:
        """Ask for a page."""
        return await self._ask(f"GET {path} HTTP/1.1\r\n", b"")

    async def post(self, path: str, form: Mapping[str, str]) -> Answer:
        """Send a form."""
        body = urlencode(form).encode()
        head = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        return await self._ask(f"POST {path} HTTP/1.1\r\n{head}", body)

    async def ballot(self) -> dict[str, str]:
        """The hidden fields of the ballot's form."""
        page = await self.get(BALLOT)
        if page.status != 200:
            raise ConnectionError(f"no ballot: {page.status}")
        return fields(page.body)

    async def cast(self, form: Mapping[str, str], places: Sequence[int]) -> Answer:
        """Send a ballot: the *places* of the candidates in their order, 0 for none."""
        lines = {f"line-{i}": str(place or "") for i, place in enumerate(places)}
        return await self.post(BALLOT, {**form, **lines, "do": "cast"})

    def hang_up(self) -> None:
        """Close the connection."""
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None

    async def _ask(self, head: str, body: bytes) -> Answer:
        """Send a request and read the whole answer."""
        start = time.perf_counter()
        if start - self.last > IDLE:
            self.hang_up()
        if self.writer is None or self.reader is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        head += f"Host: 127.0.0.1:{self.port}\r\nCookie: {self.cookie}\r\n\r\n"
        self.writer.write(head.encode() + body)
        lines = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {}
        for name, _, value in (line.partition(": ") for line in lines[1:]):
            headers[name.lower()] = value
            if name.lower() == "set-cookie":
                self.cookie = value.partition(";")[0]
        content = await self.reader.readexactly(int(headers.get("content-length", 0)))
        if headers.get("connection", "").lower() == "close":
            self.hang_up()
        self.last = time.perf_counter()
        self.waits.append(self.last - start)
        return Answer(
            int(lines[0].split()[1]), headers.get("location", ""), content.decode(), self.waits[-1]
        )


def fields(page: str) -> dict[str, str]:
    """The hidden fields of the ballot's form on a *page*."""
    form = FORM.search(page)
    assert form, page
    return {name: html.unescape(value) for name, value in FIELD.findall(form[0])}
