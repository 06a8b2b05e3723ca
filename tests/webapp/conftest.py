"""The application on both databases, and those who visit it."""

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from deliberation.procedures import accounts, decide, recruit
from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.voting import Ranking
from webapp import create_app

NOW = datetime(2026, 3, 14, 10, 0, tzinfo=UTC)
PASSWORD = "tram bus bike"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')

PEOPLE = "id,gender,name\n" + "".join(
    f"c{n:03},{'woman' if n % 2 else 'man'},Name {n}\n" for n in range(1, 25)
)
QUOTAS = "feature,value,min,max\ngender,woman,3,3\ngender,man,3,3\n"


@dataclass
class Visitor:
    """A browser, as far as the tests need one: it sends the token that pages hold."""

    client: FlaskClient

    def get(self, path: str, **more: object) -> TestResponse:
        return self.client.get(path, **more)

    def read(self, path: str) -> str:
        """The text of a page that must be there."""
        response = self.client.get(path)
        assert response.status_code == 200, (path, response.status, response.text)
        return response.text

    def post(self, path: str, **data: object) -> TestResponse:
        """Send a form with a token that is good."""
        form = self.client.get("/join").text
        token = TOKEN.search(form)
        assert token, "the page to join has a form"
        return self.client.post(path, data={"csrf_token": token[1], **data})

    def sign_in(self, name: str, password: str = PASSWORD) -> TestResponse:
        return self.post("/sign-in", name=name, password=password)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return "sqlite://"
    return str(request.getfixturevalue("postgres_url"))


def start(database: str, **config: object) -> Iterator[Flask]:
    """An application, and its end."""
    app = create_app({"DATABASE": database, "SECRET_KEY": secrets.token_hex(), **config})
    yield app
    app.extensions["jobs"].finish()
    app.extensions["jobs"].close()
    app.extensions["begin"].close()


@pytest.fixture
def app(database: str) -> Iterator[Flask]:
    """The application with two facilitators, anna and bo."""
    for app in start(database, TESTING=True):
        with app.extensions["begin"]() as store:
            for name in ("anna", "bo"):
                accounts.add_facilitator(
                    store, name=name, password_hash=QUICK.hash(PASSWORD), id=f"f-{name}"
                )
        yield app


@pytest.fixture
def stranger(app: Flask) -> Visitor:
    return Visitor(app.test_client())


@pytest.fixture
def anna(app: Flask) -> Visitor:
    """The facilitator of the assembly."""
    return signed_in(app, "anna")


@pytest.fixture
def bo(app: Flask) -> Visitor:
    """A facilitator of other assemblies."""
    return signed_in(app, "bo")


def signed_in(app: Flask, name: str) -> Visitor:
    visitor = Visitor(app.test_client())
    assert visitor.sign_in(name).status_code == 302
    return visitor


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
def member(app: Flask, codes: tuple[str, ...]) -> Visitor:
    """Somebody who has joined with a card."""
    visitor = Visitor(app.test_client())
    assert visitor.post("/join/a1", code=codes[0]).status_code == 302
    return visitor


def make_assembly(app: Flask, id: str, *, by: str, title: str = "Town assembly") -> None:
    """An assembly that has gone all the way."""
    begin = app.extensions["begin"]
    people = [
        Person(f"c{n:03}", {"gender": "woman" if n % 2 else "man"}) for n in range(1, 13)
    ]
    quotas = Quotas(4, (Quota("gender", "woman", 2, 2), Quota("gender", "man", 2, 2)))
    with begin() as store:
        recruit.create_assembly(store, title=title, question="How?", by=by, now=NOW, id=id)
        recruit.replace_pool(store, id, Pool(tuple(people)), quotas, by=by)
        job = recruit.begin_lottery(store, id, by=by, id=f"job-{id}")
    recruit.compute_lottery(begin, job.id, tickets=100)
    with begin() as store:
        recruit.publish_commitment(store, id, publish_people=True, salt="", by=by, now=NOW)
        recruit.draw_panel(store, id, seed="dice 1 2 3", reserves=2, by=by, now=NOW)
        cards = decide.issue_cards(store, id, count=3, random_bytes=secrets.token_bytes, by=by)
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
            token = decide.join(store, id, card.code)
            decide.cast_ballot(store, vote_id(id, "closed"), Ranking(order), token=token)
        decide.close_vote(store, vote_id(id, "closed"), by=by, now=NOW)
        decide.open_vote(store, vote_id(id, "open"), by=by, now=NOW)
    app.extensions.setdefault("codes", tuple(card.code for card in cards))


def vote_id(assembly: str, vote: str) -> str:
    return f"v-{assembly}-{vote}"


def file(text: str, name: str) -> tuple[BytesIO, str]:
    """A file to upload."""
    return BytesIO(text.encode()), name
