"""What an assembly puts on its ledger, step by step, and what it never puts there."""

from hashlib import sha256

import pytest
from sqlalchemy import create_engine, text

from deliberation import verify
from deliberation.assembly import Assembly
from deliberation.errors import BrokenLedgerError, InvalidInputError, NotFoundError, ProcedureError
from deliberation.procedures import admitting, casting, decide, drawing, noting, publish
from deliberation.procedures.cards import slot_of, token_hash
from deliberation.record.bundle import unbundle
from deliberation.record.canonical import digest
from deliberation.record.ledger import check_chain
from deliberation.urn import encode
from deliberation.voting import Ranking

TRAM, BUS = Ranking(("tram",)), Ranking(("bus",))


def ledger(begin):
    with begin.reading() as store:
        return store.ledger("a1")


def kinds(begin):
    return [entry.kind for entry in ledger(begin)]


@pytest.fixture
def held(begin, add_vote, members, now):
    """A vote that ends in a tie, with its members' tokens."""
    add_vote(begin, rule="plurality")
    tokens = members(begin, 8)
    with begin() as store:
        decide.open_vote(store, "v1", by="f1", now=now)
        for token, ballot in zip(tokens, [TRAM, BUS] * 3, strict=False):
            casting.cast_ballot(store, "v1", ballot, token=token)
        decide.close_vote(store, "v1", by="f1", now=now)
    return tokens


def test_a_ledger_begins_with_its_assembly(begin):
    (entry,) = ledger(begin)
    assert (entry.index, entry.kind) == (0, "assembly")
    assert entry.payload == {
        "id": "a1",
        "title": "Climate",
        "question": "How do we get to work?",
        "at": "2026-03-01T00:00:00Z",
    }


def test_nothing_is_decided_before_the_commitment(begin, to_lottery):
    to_lottery(begin)
    assert kinds(begin) == ["assembly"]


def test_a_public_draw_is_on_the_ledger_document_by_document(begin, to_commitment, now):
    commitment = to_commitment(begin)
    with begin() as store:
        drawing.announce_draw(
            store, "a1", source="a die", numbering="dice before", method="hand", by="f1", now=now
        )
        drawing.number_tickets(store, "a1", seed="dice 5", by="f1", now=now)
        drawing.draw_panel(store, "a1", seed="07", method="hand", by="f1", now=now)
    _, pool, lottery, announcement, numbering, draw = ledger(begin)
    at = {"at": "2026-03-14T19:30:00Z"}
    with begin.reading() as store:
        published = publish.lottery_document(store, "a1")
        digests = published["digests"]
        assert pool.payload == at | {name: digests[name] for name in ("people", "quotas")}
        assert lottery.payload == at | {"commitment": commitment, "document": digest(published)}
        made = digest(publish.announcement_document(store, "a1"))
        assert announcement.payload == at | {"document": made}
        made = digest(publish.numbering_document(store, "a1"))
        assert numbering.payload == at | {"seed": "dice 5", "document": made}
        made = digest(publish.draw_document(store, "a1"))
        assert draw.payload == at | {"seed": "07", "document": made}


def test_a_vote_is_on_the_ledger_from_its_terms_to_its_count(begin, held):
    assert kinds(begin) == ["assembly", "vote", "opened", "closed"]
    *_, made, opened, closed = ledger(begin)
    terms = (
        b'{"candidates":["tram","bus","bike"],"id":"v1","kind":"ranking","options":{},'
        b'"question":"How do we get to work?","rule":"plurality","seats":1,"title":"Transport"}'
    )
    assert made.payload == {"vote": "v1", "terms": sha256(terms).hexdigest()}
    roll = digest(sorted(token_hash(token) for token in held))
    at = {"at": "2026-03-14T19:30:00Z", "vote": "v1"}
    assert opened.payload == at | {"cards": 8, "roll": roll}
    assert closed.payload == at | {"ballots": 6}

    with begin() as store:
        decide.settle_tie(store, "v1", seed="dice 4 2", by="f1")
    *_, tie, count = ledger(begin)
    assert tie.payload == {"vote": "v1", "seed": "dice 4 2"}
    with begin.reading() as store:
        document = publish.vote_document(store, "v1")
    assert count.payload == {"vote": "v1", "document": digest(document)}


def test_a_vote_without_a_tie_is_counted_as_it_closes_and_an_empty_one_never(
    begin, add_vote, members, now
):
    tokens = members(begin, 5)
    for id in ("decided", "empty"):
        add_vote(begin, id)
        with begin() as store:
            decide.open_vote(store, id, by="f1", now=now)
            if id == "decided":
                casting.cast_ballot(store, id, TRAM, token=tokens[0])
            decide.close_vote(store, id, by="f1", now=now)
    of_votes = [(entry.kind, entry.payload["vote"]) for entry in ledger(begin)[1:]]
    assert of_votes == [
        *((kind, "decided") for kind in ("vote", "opened", "closed", "count")),
        *((kind, "empty") for kind in ("vote", "opened", "closed")),
    ]


def test_cards_are_counted_when_they_are_made_and_when_one_is_revoked(begin, random_bytes, now):
    with begin() as store:
        admitting.issue_cards(store, "a1", count=2, random_bytes=random_bytes, by="f1")
        admitting.revoke_card(store, "a1", 1, by="f1", now=now)
    assert [entry.payload for entry in ledger(begin)[1:]] == [
        {"issued": 2, "revoked": 0},
        {"issued": 2, "revoked": 1},
    ]


def test_a_revoked_card_is_not_on_the_roll(begin, add_vote, members, now):
    add_vote(begin)
    tokens = members(begin, 2)
    with begin() as store:
        admitting.revoke_card(store, "a1", 1, by="f1", now=now)
        decide.open_vote(store, "v1", by="f1", now=now)
    opened = ledger(begin)[-1].payload
    assert (opened["cards"], opened["roll"]) == (1, digest([token_hash(tokens[1])]))


def test_casting_puts_nothing_on_the_ledger_and_nothing_there_is_a_voters(begin, held):
    dump = str([(entry.payload, entry.digest) for entry in ledger(begin)])
    for token in held:
        for trace in (token, token_hash(token), slot_of(token, vote_id="v1")):
            assert trace not in dump
    assert "cast" not in kinds(begin)


def test_a_step_that_was_refused_leaves_no_entry(begin, held, now):
    before = ledger(begin)
    for refused in (decide.open_vote, decide.close_vote):
        with pytest.raises(ProcedureError), begin() as store:
            refused(store, "v1", by="f1", now=now)
    assert ledger(begin) == before


def test_a_correction_stands_beside_what_it_corrects(begin, now):
    with begin() as store:
        noting.correct(store, "a1", 0, reason=" The title was mistyped. ", by="f1", now=now)
    payload = {"entry": 0, "reason": "The title was mistyped.", "at": "2026-03-14T19:30:00Z"}
    assert ledger(begin)[-1].payload == payload
    for entry, reason, by, error in (
        (2, "None such", "f1", InvalidInputError),
        (-1, "None such", "f1", InvalidInputError),
        (0, "two\nlines", "f1", InvalidInputError),
        (0, "Not mine", "f2", NotFoundError),
    ):
        with pytest.raises(error), begin() as store:
            noting.correct(store, "a1", entry, reason=reason, by=by, now=now)
    assert len(ledger(begin)) == 2


def test_the_bundle_publishes_the_ledger_and_a_stranger_finds_what_was_noted(begin, held, now):
    with begin() as store:
        decide.settle_tie(store, "v1", seed="dice 4 2", by="f1")
        noting.correct(store, "a1", 3, reason="One card came late.", by="f1", now=now)
    with begin.reading() as store:
        data = publish.assembly_bundle(store, "a1")
        document = publish.ledger_document(store, "a1")
    assert unbundle(data)["ledger.json"] == document
    noted = ledger(begin)[2].digest
    lines = verify.check(data, noted=noted.upper())
    assert "holds: entry 2 of the ledger has the digest noted" in lines
    assert "not checked: what was said of entry 3: One card came late." in lines
    with pytest.raises(verify.BundleError, match="digest noted"):
        verify.check(data, noted="0" * 64)


def test_an_assembly_from_before_the_ledger_publishes_none(begin, now):
    """Its entries from now on are kept, but the beginning is missing."""
    with begin() as store:
        store.add_assembly(Assembly("a0", "Old", "Old?", "f1", now))
        store.append_entry("a0", "cards", {"issued": 1, "revoked": 0})
    with begin.reading() as store, pytest.raises(NotFoundError):
        publish.ledger_document(store, "a0")


@pytest.fixture
def intruder(address):
    """Somebody who owns the database, and takes away what guards the ledger."""
    engine = create_engine(address)

    def forge(statement, **values):
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("ALTER TABLE ledger DISABLE TRIGGER ALL"))
            else:
                for verb in ("UPDATE", "DELETE"):
                    connection.execute(text(f"DROP TRIGGER ledger_{verb}"))
            connection.execute(text(statement), values)

    yield forge
    engine.dispose()


@pytest.fixture
def counted(busy, add_vote, members, now):
    """A vote that was counted, on a database with an intruder."""
    add_vote(busy)
    tokens = members(busy, 5)
    with busy() as store:
        decide.open_vote(store, "v1", by="f1", now=now)
        for token in tokens:
            casting.cast_ballot(store, "v1", TRAM, token=token)
        decide.close_vote(store, "v1", by="f1", now=now)
    check_chain(ledger(busy))


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        ("""UPDATE ledger SET payload = '{"vote": "v1", "terms": ""}' WHERE kind = 'vote'""", 1),
        ("DELETE FROM ledger WHERE kind = 'opened'", 2),
        ("UPDATE ballot SET ballot = :bike WHERE vote_id = 'v1'", 4),
    ],
)
def test_what_the_owner_of_the_database_changes_is_not_published(
    busy, counted, intruder, statement, index
):
    """The third changes ballots after the count: the document is not the one that was sealed."""
    values = {"bike": encode(Ranking(("bike",)))} if ":bike" in statement else {}
    intruder(statement, **values)
    with busy.reading() as store, pytest.raises(BrokenLedgerError) as error:
        publish.assembly_bundle(store, "a1")
    assert error.value.index == index
