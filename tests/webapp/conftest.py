"""The application on both databases, and those who visit it."""

import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from deliberation.procedures import (
    accounts,
    admitting,
    casting,
    decide,
    drawing,
    meeting,
    recruit,
    suggesting,
)
from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.urn import MARKS, Split
from deliberation.voting import Ranking
from tests.webapp.two_files import FAIR, upload
from webapp import create_app

NOW = datetime(2026, 3, 14, 10, 0, tzinfo=UTC)
PASSWORD = "tram bus bike"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
SHEET = re.compile(r'<ol class="words".*?</ol>')
WORD = re.compile(r"<li>([a-z]+)</li>")
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Visitor:
    """A browser, as far as the tests need one: it sends the token that pages hold."""

    client: FlaskClient
    password = PASSWORD

    def get(self, path: str, **more: object) -> TestResponse:
        return self.client.get(path, **more)

    def read(self, path: str) -> str:
        """The text of a page that must be there."""
        response = self.client.get(path)
        assert response.status_code == 200, (path, response.status, response.text)
        return response.text

    def token(self) -> str:
        """The token that the forms of this session hold."""
        found = TOKEN.search(self.client.get("/join").text)
        assert found, "the page to join has a form"
        return found[1]

    def post(self, path: str, **data: object) -> TestResponse:
        """Send a form with a token that is good."""
        return self.client.post(path, data={"csrf_token": self.token(), **data})

    def make_key(self, vote: str, split: str = "2 of 2") -> list[list[str]]:
        """Make the key of a vote at the address *vote*: the words of each sheet, as printed."""
        answer = self.post(f"{vote}/key", split=split)
        assert answer.status_code == 200, answer.text
        return [WORD.findall(listed) for listed in SHEET.findall(answer.text)]

    def open_vote(self, vote: str, split: str = "2 of 2") -> list[str]:
        """Make its key, show each sheet, and open the vote; what each sheet says."""
        sheets = self.make_key(vote, split)
        shown = {
            f"{holder}-{place}": words[place - 1]
            for holder, words in zip(Split(split).holders, sheets, strict=True)
            for place in MARKS
        }
        assert self.post(f"{vote}/open", **shown, whole="yes").status_code == 302
        return [" ".join(words) for words in sheets]

    def unseal(self, vote: str, sheets: list[str], **more: str) -> TestResponse:
        """Type the sheets, to open the urn of a closed vote."""
        typed = {f"share-{n}": words for n, words in enumerate(sheets, start=1)}
        return self.post(f"{vote}/unseal", **typed, shown="yes", **more)

    def sign_in(self, name: str, password: str = PASSWORD) -> TestResponse:
        return self.post("/sign-in", name=name, password=password)


@pytest.fixture(autouse=True)
def no_waiting(quick_cards: None) -> None:
    """Nobody waits for the tokens of cards."""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return "sqlite://"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def start() -> Iterator[Callable[..., Flask]]:
    """Starts an application with a configuration of its own, and ends it after the test."""
    started: list[Flask] = []

    def start(**config: object) -> Flask:
        app = create_app({"DATABASE": "sqlite://", "SECRET_KEY": "for the tests " * 3, **config})
        started.append(app)
        return app

    yield start
    for app in started:
        app.extensions["jobs"].finish()
        app.extensions["jobs"].close()
        app.extensions["begin"].close()


@pytest.fixture
def app(database: str, start: Callable[..., Flask]) -> Flask:
    """The application with two facilitators, anna and bo."""
    app = start(DATABASE=database, TESTING=True, CONTACT="mailto:clerk@town.example")
    _let_in(app)
    return app


@pytest.fixture
def kept(start: Callable[..., Flask], tmp_path: Path) -> Flask:
    """The application on ``town.db`` in the folder of the test, with anna's assembly in it."""
    app = start(DATABASE=f"sqlite:///{tmp_path}/town.db")
    _let_in(app)
    make_assembly(app, "a1", by="f-anna")
    return app


@pytest.fixture
def populate() -> Callable[[Flask], None]:
    """Fills any application as ``kept`` is filled."""

    def fill(app: Flask) -> None:
        _let_in(app)
        make_assembly(app, "a1", by="f-anna")

    return fill


def _let_in(app: Flask) -> None:
    """Make the two facilitators."""
    with app.extensions["begin"]() as store:
        for name in ("anna", "bo"):
            accounts.add_facilitator(
                store, name=name, password_hash=QUICK.hash(PASSWORD), id=f"f-{name}"
            )


@pytest.fixture
def visit(app: Flask) -> Callable[[], Visitor]:
    """One more visitor with a browser of their own."""
    return lambda: Visitor(app.test_client())


@pytest.fixture
def visitor_to() -> Callable[[Flask], Visitor]:
    """A visitor of any application."""
    return lambda app: Visitor(app.test_client())


@pytest.fixture
def stranger(visit: Callable[[], Visitor]) -> Visitor:
    """Somebody without a card and without an account."""
    return visit()


@pytest.fixture
def anna(visit: Callable[[], Visitor]) -> Visitor:
    """The facilitator of the assembly."""
    anna = visit()
    assert anna.sign_in("anna").status_code == 302
    return anna


@pytest.fixture
def bo(visit: Callable[[], Visitor]) -> Visitor:
    """A facilitator of other assemblies."""
    bo = visit()
    assert bo.sign_in("bo").status_code == 302
    return bo


@pytest.fixture
def assembly(app: Flask) -> str:
    """The id of anna's assembly, with a panel, cards and three votes: v-draft, v-open, v-closed."""
    make_assembly(app, "a1", by="f-anna")
    return "a1"


@pytest.fixture
def codes(app: Flask, assembly: str) -> tuple[str, ...]:
    """The codes of the cards handed out before the votes."""
    codes: tuple[str, ...] = app.extensions["codes"]
    return codes


@pytest.fixture
def member(visit: Callable[[], Visitor], codes: tuple[str, ...]) -> Visitor:
    """Somebody who has joined with a card."""
    member = visit()
    assert member.post("/join/a1", code=codes[0]).status_code == 302
    return member


def make_assembly(app: Flask, id: str, *, by: str, title: str = "Town assembly") -> None:
    """An assembly that has gone all the way."""
    begin = app.extensions["begin"]
    people = [Person(f"c{n:03}", {"gender": "woman" if n % 2 else "man"}) for n in range(1, 13)]
    quotas = Quotas(4, (Quota("gender", "woman", 2, 2), Quota("gender", "man", 2, 2)))
    with begin() as store:
        recruit.create_assembly(store, title=title, question="How?", by=by, now=NOW, id=id)
        recruit.replace_pool(store, id, Pool(tuple(people)), quotas, by=by)
        job = recruit.begin_lottery(store, id, by=by, id=f"job-{id}")
    recruit.compute_lottery(begin, job.id, tickets=100)
    with begin() as store:
        recruit.publish_commitment(store, id, publish_people=True, salt="", by=by, now=NOW)
        drawing.draw_panel(store, id, seed="dice 1 2 3", reserves=2, by=by, now=NOW)
        cards = admitting.issue_cards(store, id, count=3, random_bytes=secrets.token_bytes, by=by)
        for vote in ("draft", "open", "closed"):
            decide.create_vote(
                store,
                id,
                title=f"The {vote} vote",
                question="Which?",
                kind="ranking",
                candidates=("bike", "bus", "tram"),
                rule="irv",
                seats=1,
                by=by,
                id=vote_id(id, vote),
            )
        decide.open_vote(store, vote_id(id, "closed"), by=by, now=NOW)
        for card, order in zip(cards, [("bus",), ("bus", "tram"), ("bike",)], strict=True):
            token = admitting.join(store, id, card.code)
            casting.cast_ballot(store, vote_id(id, "closed"), Ranking(order), token=token)
        decide.close_vote(store, vote_id(id, "closed"), by=by, now=NOW)
        decide.open_vote(store, vote_id(id, "open"), by=by, now=NOW)
    with begin() as store:
        zone = ZoneInfo("Europe/Copenhagen")
        first = {"title": "First meeting", "start": NOW.astimezone(zone), "id": f"s-{id}"}
        meeting.create_session(store, id, **first, by=by)
        meeting.add_item(store, f"s-{id}", title="Welcome", minutes=15, by=by, id="i1")
        waiting = {"title": "Benches", "question": "Where?", "id": f"q-{id}"}
        suggesting.suggest(store, id, **waiting, proposals=["Here", "There"], by=by)
    app.extensions.setdefault("codes", tuple(card.code for card in cards))


def vote_id(assembly: str, vote: str) -> str:
    return f"v-{assembly}-{vote}"


@pytest.fixture
def path(anna) -> str:
    """The page of a new assembly."""
    created = anna.post("/facilitator/new", title="Town assembly", question="How do we travel?")
    assert created.status_code == 302
    return created.headers["Location"]


@pytest.fixture
def committed(app, anna, path) -> str:
    """The page of an assembly whose commitment is published."""
    upload(anna, path)
    anna.post(f"{path}/lottery", **FAIR)
    app.extensions["jobs"].finish()
    assert anna.post(f"{path}/commitment", answers="publish").status_code == 302
    return path
