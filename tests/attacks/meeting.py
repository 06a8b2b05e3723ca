"""A meeting with a sealed vote on pages that are really served, held through them alone.

The attackers of the other files look at what it leaves behind: in the database and its log, in
files, in the output of the server, and in its memory.
"""

from __future__ import annotations

import os
import re
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from random import Random
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

from deliberation.procedures import accounts, admitting, decide, recruit
from deliberation.procedures.cards import slot_of
from deliberation.store import Begin, open_store
from deliberation.urn import MARKS, Share
from deliberation.voting import Ranking
from tests.webapp.conftest import NOW, PASSWORD, QUICK

ROOT = Path(__file__).parents[2]
NAMES = ("Almond", "Birch", "Cedar", "Dogwood", "Elm")
PATIENCE = 240  # seconds; a crowded machine takes long to begin
VOTE = "/facilitator/a1/votes/v1"
CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
ONCE = re.compile(r'name="once" value="([^"]+)"')
SHEET = re.compile(r'<article class="share-sheet".*?<ol class="words".*?</ol>', re.DOTALL)
WORD = re.compile(r"<li>([a-z]+)</li>")


class Forwarded(HTTPRedirectHandler):
    """Follows where a page sends somebody, and notes how long that answer was."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        self.lengths.append(len(bytes(headers)))
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class Browser:
    """Somebody with cookies of their own, and the length of each answer, headers included."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.forwarded = Forwarded()
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()), self.forwarded)

    @property
    def lengths(self) -> list[int]:
        """Of each answer so far."""
        return self.forwarded.lengths

    def get(self, path: str) -> str:
        """A page."""
        return self._ask(Request(self.address + path))

    def post(self, path: str, page: str, **fields: str) -> str:
        """Send a form that stands on *page*, and the page that follows."""
        data = urlencode({"csrf_token": CSRF.findall(page)[0], **fields}).encode()
        return self._ask(Request(self.address + path, data))

    def _ask(self, request: Request) -> str:
        with self.opener.open(request, timeout=PATIENCE) as answer:
            body: bytes = answer.read()
            self.lengths.append(len(bytes(answer.headers)) + len(body))
            return body.decode()


@dataclass(slots=True)
class Meeting:
    """A sealed vote, from its key to its purge.

    Args:
        url: of the database.
        folder: of the server, with everything that it writes, but for PostgreSQL's own files.
        ballots: what each voter chose, in the order of casting.
        seconds, lengths: of the answers to each cast: the form, the post, and the receipt.
    """

    url: str
    folder: Path
    process: subprocess.Popen[bytes]
    anna: Browser
    voters: list[Browser]
    tokens: list[str]
    ballots: list[Ranking]
    shares: tuple[Share, ...] = ()
    seconds: list[tuple[float, float]] = field(default_factory=list)
    lengths: list[tuple[int, ...]] = field(default_factory=list)

    @property
    def slots(self) -> list[str]:
        """The slot of each voter, in the order of casting."""
        return [slot_of(token, vote_id="v1") for token in self.tokens]

    def key(self) -> None:
        """Make the key, look at its sheets, and open the vote."""
        page = self.anna.get(VOTE)
        sheets = SHEET.findall(self.anna.post(VOTE + "/key", page, split="2 of 2"))
        holders = ("facilitator", "observer")
        self.shares = tuple(
            Share("v1", holder, tuple(WORD.findall(sheet)))
            for holder, sheet in zip(holders, sheets, strict=True)
        )
        marks = {
            f"{share.holder}-{place}": share.words[place - 1]
            for share in self.shares
            for place in MARKS
        }
        self.anna.post(VOTE + "/open", page, **marks)

    def cast(self, voter: int) -> None:
        """Fill in the form and send it, by a browser without a script: the server seals."""
        browser, places = self.voters[voter], fields_of(self.ballots[voter])
        browser.lengths.clear()
        began = time.perf_counter()
        page = browser.get("/ballots/v1")
        got = time.perf_counter()
        once = ONCE.findall(page)[0]
        answer = browser.post("/ballots/v1", page, once=once, do="cast", **places)
        self.seconds.append((got - began, time.perf_counter() - got))
        self.lengths.append(tuple(browser.lengths))
        assert "receipt" in answer.lower(), answer

    def close(self) -> None:
        """Close the vote."""
        self.anna.post(VOTE + "/close", self.anna.get(VOTE), sure="yes")

    def unseal(self) -> None:
        """Type both shares."""
        typed = {f"share-{n}": " ".join(share.words) for n, share in enumerate(self.shares, 1)}
        self.anna.post(VOTE + "/unseal", self.anna.get(VOTE), **typed)

    def purge(self) -> None:
        """Destroy the urn."""
        self.anna.post(VOTE + "/purge", self.anna.get(VOTE + "/purge"), sure="yes")

    def restart(self) -> None:
        """Stop the server, and start it again."""
        self.process.terminate()
        self.process.wait()
        self.process, self.anna.address = serve(self.url, self.folder)
        for voter in self.voters:
            voter.address = self.anna.address

    def written(self) -> bytes:
        """Every file in the folder: the database, its log, what the server printed."""
        return b"".join(
            path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file()
        )

    def memory(self) -> bytes:
        """Everything that the server's process may write to, and so everything that it holds."""
        pid, parts = self.process.pid, []
        with Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
            for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
                span, rights, *_ = line.split()
                if rights.startswith("rw"):
                    start, end = (int(place, 16) for place in span.split("-"))
                    memory.seek(start)
                    parts.append(memory.read(end - start))
        return b"".join(parts)


def fields_of(ballot: Ranking) -> dict[str, str]:
    """How the form says a ballot."""
    order = ballot.order
    return {f"line-{i}": str(order.index(n) + 1) for i, n in enumerate(NAMES) if n in order}


def everything_in(folder: Path) -> bytes:
    """Every file in *folder*, one after the other."""
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


@contextmanager
def a_meeting(url: str, folder: Path, *, voters: int) -> Iterator[Meeting]:
    """Members with cards before a vote in draft, and a server that answers them."""
    chance = Random(voters)
    orders = [Ranking(chance.sample(NAMES, chance.randrange(1, 6))) for _ in range(voters)]
    with open_store(url) as begin:
        codes, tokens = _prepare(begin, voters)
    process, address = serve(url, folder)
    meeting = Meeting(url, folder, process, Browser(address), [], tokens, orders)
    try:
        anna = meeting.anna
        anna.post("/sign-in", anna.get("/sign-in"), name="anna", password=PASSWORD)
        for code in codes:
            meeting.voters.append(Browser(address))
            meeting.voters[-1].post("/join/a1", meeting.voters[-1].get("/join/a1"), code=code)
        yield meeting
    finally:
        meeting.process.kill()
        meeting.process.wait()


def serve(url: str, folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """A server, and where it answers; it and its temporary files write into *folder*."""
    (folder / "tmp").mkdir(exist_ok=True)
    output = folder / f"output-{len([*folder.glob('output-*')])}.txt"
    with output.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "deliberation.cli", "serve", "--port", "0", "--database", url],
            cwd=folder,
            env=_environment() | {"TMPDIR": str(folder / "tmp")},
            stdout=written,
            stderr=subprocess.STDOUT,
        )
    return process, _address(process, output)


def _prepare(begin: Begin, voters: int) -> tuple[list[str], list[str]]:
    """The codes and tokens of members, in the order in which they will cast."""
    with begin() as store:
        accounts.add_facilitator(
            store, name="anna", password_hash=QUICK.hash(PASSWORD), id="f-anna"
        )
        recruit.create_assembly(store, title="T", question="Q", by="f-anna", now=NOW, id="a1")
        cards = admitting.issue_cards(
            store, "a1", count=voters, random_bytes=secrets.token_bytes, by="f-anna"
        )
        decide.create_vote(
            store, "a1", title="Trees", question="Which?", kind="ranking", candidates=NAMES,
            rule="borda", seats=1, by="f-anna", id="v1",
        )  # fmt: skip
    codes = [card.code for card in cards]
    secrets.SystemRandom().shuffle(codes)
    with begin.reading() as store:
        return codes, [admitting.join(store, "a1", code) for code in codes]


def _environment() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("DELIBERATION_")}
    more = {"PYTHONPATH": str(ROOT), "DELIBERATION_SECRET_KEY": "of the attacked meeting " * 2}
    return kept | more


def _address(process: subprocess.Popen[bytes], output: Path) -> str:
    """Where the server answers."""
    end = time.monotonic() + PATIENCE
    while not (found := re.search(r"Serving at (http://\S+)", output.read_text("utf-8"))):
        assert process.poll() is None, output.read_text("utf-8")
        assert time.monotonic() < end, "it did not begin to serve"
        time.sleep(0.1)
    return found[1]
