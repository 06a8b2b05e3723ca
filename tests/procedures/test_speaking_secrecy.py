"""What the queue adds to what a thief of the database knows of ballots: nothing."""

from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import create_engine, inspect, text

from deliberation.procedures import admitting, casting, conducting, decide, meeting, speaking
from deliberation.procedures.cards import slot_of, token_hash
from deliberation.voting import Ranking

QUEUE = ("wish", "speech")


@pytest.fixture
def evening(address, busy, add_vote, random_bytes, now):
    """Members who speak, vote and speak again; the tokens, and somebody with the database."""
    start = now.astimezone(ZoneInfo("Europe/Copenhagen"))
    add_vote(busy)
    with busy() as store:
        cards = admitting.issue_cards(store, "a1", count=4, random_bytes=random_bytes, by="f1")
        meeting.create_session(store, "a1", title="Second", start=start, by="f1", id="s1")
        meeting.add_item(store, "s1", title="Talk", minutes=10, by="f1", id="i1")
        conducting.move_on(store, "s1", after="", by="f1", now=now)
        tokens = [admitting.join(store, "a1", card.code) for card in cards]
        ledger = store.ledger("a1")

    def ask(*asking: str) -> None:
        for token in asking:
            with busy() as store:
                said = {"called": "", "point": False, "token": token, "now": now}
                speaking.ask_to_speak(store, "s1", **said)

    ask(*tokens[:2])
    with busy() as store:
        voice = speaking.voice_of(tokens[0], session_id="s1")
        speaking.give_floor(store, "s1", voice=voice, by="f1", now=now)
        assert store.ledger("a1") == ledger
        decide.open_vote(store, "v1", by="f1", now=now)
    for token in tokens:
        with busy() as store:
            candidates = store.vote("v1").candidates
            casting.cast_ballot(store, "v1", Ranking(candidates[:1]), token=token)
    with busy() as store:
        decide.close_vote(store, "v1", by="f1", now=now)
    ask(tokens[3], tokens[2])
    engine = create_engine(address)
    with engine.connect() as thief:
        yield tokens, thief
    engine.dispose()


def test_no_value_of_the_queue_is_one_of_a_card_a_slot_or_a_token(evening):
    tokens, thief = evening
    dump = "".join(str(thief.execute(text(f"SELECT * FROM {table}")).all()) for table in QUEUE)
    for token in tokens:
        assert speaking.voice_of(token, session_id="s1") in dump  # what is there is found
        for value in (token, token_hash(token), slot_of(token, vote_id="v1")):
            assert value not in dump


def test_no_other_table_knows_a_voice(evening):
    tokens, thief = evening
    for table in set(inspect(thief).get_table_names()) - {*QUEUE}:
        dump = str(thief.execute(text(f"SELECT * FROM {table}")).all())
        assert not [t for t in tokens if speaking.voice_of(t, session_id="s1") in dump], table


@pytest.mark.parametrize(
    "address", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
def test_nothing_that_a_member_did_lies_between_two_ballots(address, evening):
    """On PostgreSQL a row bears the number of its transaction, and these count upwards."""
    _, thief = evening

    def written(table: str) -> list[int]:
        return list(thief.scalars(text(f"SELECT xmin::text::bigint FROM {table}")))

    ballots, wishes = written("ballot"), written("wish")
    assert len(ballots) == 4
    assert [w for w in wishes if w < min(ballots)]
    assert [w for w in wishes if w > max(ballots)]
    assert not [w for w in wishes if min(ballots) <= w <= max(ballots)]
