"""The ledger in words, and its last digest where it can be noted."""

import json

import pytest

from deliberation.procedures import noting
from deliberation.record.kinds import KINDS
from tests.webapp.conftest import NOW
from tests.webapp.test_sealed_pages import VOTE, cast
from webapp.public import ledgers

SAID = {"spoiled": {}, "ballots": 5, "mode": "sealed"}
LEDGER = "/assemblies/a1/ledger"


def entries(app):
    with app.extensions["begin"].reading() as store:
        return store.ledger("a1")


@pytest.fixture
def held(app, anna, codes):
    """A sealed vote from its key to its purge, with a correction on the ledger."""
    sheets = anna.open_vote(VOTE)
    cast(app, codes, ("bus",), ("tram",))
    anna.post(f"{VOTE}/close", sure="yes")
    anna.unseal(VOTE, sheets)
    anna.unseal(VOTE, sheets, seed="dice 4 2", again="dice 4 2")
    anna.post(f"{VOTE}/purge", sure="yes")
    with app.extensions["begin"]() as store:
        noting.correct(store, "a1", 0, reason="The question was longer", by="f-anna", now=NOW)


def test_the_ledger_is_told_entry_by_entry(app, held, stranger) -> None:
    page = stranger.read(LEDGER)
    kept = entries(app)
    assert page.count("<li value=") == len(kept)
    words = next(e.payload["words"] for e in kept if e.kind == "board")
    for sentence in (
        "The assembly was begun: “Town assembly”.",
        "The pool and the quotas were frozen.",
        "The panel was drawn by “dice 1 2 3”.",
        "Cards handed out so far: 3. Without a voice: 0.",
        "“The draft vote” was opened. Cards: 3.",
        "“The draft vote” was closed, with 2 ballots.",
        f"was shown in eight words: {words}.",
        "The urn of “The draft vote” was opened. Counted: 2. Spoiled: 0.",
        "A tie in “The draft vote” was settled by “dice 4 2”.",
        "“The draft vote” is decided.",
        "The urn of “The draft vote” was destroyed.",
        "Entry 0 is corrected: The question was longer",
    ):
        assert sentence in page
    for entry in kept:
        assert entry.digest[:16] in page


def test_the_last_digest_stands_where_it_can_be_noted(app, held, anna, stranger) -> None:
    last = entries(app)[-1].digest
    for page in (
        stranger.read("/assemblies/a1"),
        stranger.read(LEDGER),
        anna.read("/facilitator/a1"),
    ):
        assert last in page.replace(" ", "")
    published = json.loads(stranger.read(f"{LEDGER}.json"))
    assert published["entries"][-1]["digest"] == last


def test_a_draft_is_on_the_ledger_without_its_name(anna, assembly, stranger) -> None:
    page = stranger.read(LEDGER)
    assert "A vote was made." in page
    assert "The draft vote" not in page


def test_an_assembly_that_has_published_nothing_shows_no_ledger(anna, stranger) -> None:
    path = anna.post("/facilitator/new", title="Second", question="What?").headers["Location"]
    assert stranger.get(f"{path.replace('facilitator', 'assemblies')}/ledger").status_code == 404
    assert "The last digest of the ledger" in anna.read(path)


def test_every_kind_of_entry_has_a_sentence_of_its_own(app) -> None:
    """A new kind that nobody has put into words would borrow the sentence of another."""

    def sentence(kind: str) -> str:
        said = {name: SAID.get(name, f"<{name}>") for name in KINDS[kind]}
        return ledgers._sentence({"kind": kind, "payload": said}, {"<vote>": "T"})

    with app.test_request_context():
        assert len({sentence(kind) for kind in KINDS}) == len(KINDS)
