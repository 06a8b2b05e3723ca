"""The ledger in words, and its last digest where it can be noted."""

import json
import re
from datetime import UTC, datetime

import pytest

from deliberation.procedures import decide, noting
from deliberation.record.kinds import KINDS
from tests.webapp.conftest import NOW
from tests.webapp.test_sealed_pages import VOTE, cast
from webapp.languages import LANGUAGES
from webapp.public import ledgers
from webapp.words import moment

SAID = {"spoiled": {}, "ballots": 5, "mode": "sealed", "act": "draw", "roles": {"facilitator": 2}}
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


def test_cards_after_the_first_roll_are_exceptions_wherever_the_later_vote_is_shown(
    app, held, anna, stranger
) -> None:
    """Three cards at the first roll; two more, and one revoked, before the second."""
    assert "call cards that you make now an exception" in anna.read("/facilitator/a1/cards")
    anna.post("/facilitator/a1/votes/v-a1-open/close", sure="yes")
    anna.post("/facilitator/a1/cards", count="2", issued="3")
    anna.post("/facilitator/a1/cards/lost", number="1")
    with app.extensions["begin"]() as store:
        decide.create_vote(
            store, "a1", title="Later", question="Q", kind="ranking", candidates=("a", "b"),
            rule="irv", seats=1, by="f-anna", id="later",
        )  # fmt: skip
        decide.open_vote(store, "later", by="f-anna", now=NOW)
    page = stranger.read(LEDGER)
    since = "An exception: cards handed out since the roll was first frozen: 2."
    assert f"Cards handed out so far: 5. Without a voice: 0. {since}" in page
    assert f"“Later” was opened. Cards: 4. {since}" in page
    told = "before this vote was opened: 2. Cards that lost their voice meanwhile: 1."
    assert told in stranger.read("/votes/later")
    assert told in anna.read("/facilitator/a1/votes/later")
    assert "Exceptions on the ledger" not in stranger.read("/votes/v-a1-draft")
    assert page.count("An exception") == 3  # the cards, the card that was lost, the later vote


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_moment_is_told_by_the_clock_of_24_hours_in_every_language(app, language) -> None:
    with app.test_request_context(f"/?lang={language}"):
        said = moment(datetime(2026, 3, 14, 21, 5, 9, tzinfo=UTC))
    assert re.findall(r"\d+:\d+:\d+", said) == ["21:05:09"]
    assert {*re.findall(r"\d+", said)} >= {"2026", "14"}
    assert not re.search(r"\b[AaPp]\.?[Mm]\b", said)


def test_the_poster_of_the_commitment_tells_its_moment_so_too(anna, assembly) -> None:
    assert "Mar 14, 2026, 10:00:00 UTC" in anna.read("/facilitator/a1/commitment/poster?lang=en")


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
