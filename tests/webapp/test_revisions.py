"""The revision round on the pages: near misses marked, put to one more vote, linked both ways."""

import re

import pytest

from deliberation.procedures import casting, decide
from deliberation.procedures.cards import token_hash
from deliberation.voting import Grades
from tests.webapp.conftest import NOW
from tests.webapp.test_batches import FIELDS

YES, NO = "strongly agree", "disagree"
TERMS = {"texts": {"Night buses": "Every hour."}, "near": 1, "of": "ballots"}


@pytest.fixture
def decided(app, assembly) -> str:
    """Six have voted: all for the trams, four for the night buses, and one for the bikes."""
    names = ("Trams", "Night buses", "Bikes")
    tokens = [f"{n:032x}" for n in range(6)]
    with app.extensions["begin"]() as store:
        store.add_cards("a1", [token_hash(token) for token in tokens])
        decide.create_vote(
            store, "a1", title="The first round", question="Q", kind="grades", candidates=names,
            rule="support", seats=3, options=TERMS, by="f-anna", id="first",
        )  # fmt: skip
        decide.open_vote(store, "first", by="f-anna", now=NOW)
        for n, token in enumerate(tokens):
            answers = (YES, YES if n < 4 else NO, YES if n < 1 else NO)
            ballot = Grades(dict(zip(names, answers, strict=True)))
            casting.cast_ballot(store, "first", ballot, token=token)
        decide.close_vote(store, "first", by="f-anna", now=NOW)
    return "first"


@pytest.mark.parametrize("language", ["en", "da", "ar"])
def test_near_misses_are_marked_on_the_result(stranger, decided, language) -> None:
    """Four fifths of six are five; the night buses have four."""
    page = stranger.read(f"/votes/{decided}?lang={language}")
    near = re.search(r'<ul class="near">(.*?)</ul>', page, re.DOTALL)
    assert near[1].count("<li>") == 1
    assert "Night buses" in near[1]
    heading = {"en": "Carried", "da": "Vedtaget", "ar": "المعتمد"}[language]
    assert f'<h2 id="chosen">{heading}</h2>' in page
    assert [*map(int, re.findall(r"\d", near[1]))] == [4, 6, 5]


def test_what_was_left_open_is_put_to_one_more_vote_with_other_texts(
    app, anna, stranger, decided
) -> None:
    page = anna.read(f"/facilitator/a1/votes/{decided}")
    ticked = re.findall(r'name="row" value="(\d)"( checked)?', page)
    assert ticked == [("1", " checked"), ("2", "")]
    form = anna.read(f"/facilitator/a1/votes/new?revises={decided}&row=1")
    assert "The first round, revised" in form
    assert ">Night buses | Every hour.</textarea>" in form
    assert f'name="revises" value="{decided}"' in form
    answer = anna.post(
        f"/facilitator/a1/votes/new?revises={decided}",
        **FIELDS
        | {
            "revises": decided,
            "title": "The second round",
            "mode": "roll call",
            "candidates": "Night buses | Every two hours.",
        },
    )
    assert answer.status_code == 302, answer.text
    second = answer.headers["Location"].rpartition("/")[2]
    assert "The second round" not in stranger.read(f"/votes/{decided}"), "it is a draft"
    with app.extensions["begin"]() as store:
        decide.open_vote(store, second, by="f-anna", now=NOW)
    assert f'href="/votes/{second}"' in stranger.read(f"/votes/{decided}")
    assert f'href="/votes/{decided}"' in stranger.read(f"/votes/{second}")
    assert 'name="row"' not in anna.read(f"/facilitator/a1/votes/{decided}")
    assert anna.get(f"/facilitator/a1/votes/new?revises={decided}").status_code == 409


def test_a_vote_of_somebody_else_is_not_revised(anna, bo, decided) -> None:
    assert anna.get("/facilitator/a1/votes/new?revises=v-a1-closed").status_code == 409
    assert anna.get("/facilitator/a1/votes/new?revises=nowhere").status_code == 404
    assert bo.get(f"/facilitator/a1/votes/new?revises={decided}").status_code == 404
