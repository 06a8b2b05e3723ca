"""What one cast costs by itself, sealed and unsealed: the request, without network and browser."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from flask import Flask
from flask.testing import FlaskClient

from benchmarks.casts.crowds import PLACES, sealed_ballots
from benchmarks.casts.hall import KEY, Hall, fill
from benchmarks.casts.phones import BALLOT, fields
from webapp import create_app

ROUNDS: Final = 9
MEMBERS: Final = 40
LINES: Final = {f"line-{i}": str(place or "") for i, place in enumerate(PLACES)}


def costs() -> Iterator[tuple[str, float]]:
    """CPU milliseconds of a cast with an SQLite file, each way: the median of some rounds."""
    with TemporaryDirectory() as folder:
        plain = fill(f"sqlite:///{folder}/plain.db", voters=MEMBERS, seal=False)
        hall = fill(f"sqlite:///{folder}/sealed.db", voters=MEMBERS)
        ready = sealed_ballots(hall, MEMBERS)
        ways: dict[str, tuple[list[FlaskClient], Callable[[int], dict[str, str]]]] = {
            "unsealed": (_phones(plain), lambda _: LINES),
            "sealed by the phone": (_phones(hall), lambda i: {"sealed": ready[i]}),
            "sealed by the server": (
                _phones(hall),
                lambda _: LINES | {"once": secrets.token_hex(32)},
            ),
        }
        forms = {name: [_token(phone) for phone in phones] for name, (phones, _) in ways.items()}
        spent: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(ROUNDS):  # by turns, so that other work on the machine meets all alike
            for name, (phones, ballot) in ways.items():
                sent = [form | ballot(i) for i, form in enumerate(forms[name])]
                spent[name].append(_round(phones, sent))
    for name, times in spent.items():
        yield name, median(times)


def _round(phones: list[FlaskClient], sent: list[dict[str, str]]) -> float:
    """CPU milliseconds of a cast, where everybody casts one after the other."""
    start = time.process_time()
    answers = [phone.post(BALLOT, data=form) for phone, form in zip(phones, sent, strict=True)]
    spent = time.process_time() - start
    assert {answer.status_code for answer in answers} == {302}
    return spent / len(phones) * 1000


def _phones(hall: Hall) -> list[FlaskClient]:
    """The members, at an application of their own."""
    app: Flask = create_app({"DATABASE": hall.url, "SECRET_KEY": KEY, "BASE_URL": "http://x"})
    phones = [app.test_client() for _ in hall.tokens]
    for number, phone in enumerate(phones):
        name, _, value = hall.cookie(number).partition("=")
        phone.set_cookie(name, value)
    return phones


def _token(phone: FlaskClient) -> dict[str, str]:
    """What proves that a form was got before."""
    return {"csrf_token": fields(phone.get(BALLOT).text)["csrf_token"]}
