"""What voters find out from the published bundle, also where somebody owned the database."""

from sqlalchemy import create_engine, text

from deliberation import verify
from deliberation.procedures import decide, publish, sealed
from deliberation.procedures.cards import slot_of
from deliberation.record.bundle import unbundle
from deliberation.urn import Split
from deliberation.verify.receipts import FINE, MISSING, NOT_CLOSED, REPLACED, look_up
from deliberation.voting import Ranking


def published(begin):
    """The documents of the bundle, when it holds."""
    with begin.reading() as store:
        data = publish.assembly_bundle(store, "a1")
    verify.check(data)
    return unbundle(data)


def test_a_voter_tells_a_counted_ballot_from_one_cast_again_and_one_taken_away(
    busy, address, add_vote, members, random_bytes, now
):
    add_vote(busy)
    tokens = members(busy, 3)
    with busy() as store:
        shares = sealed.prepare_urn(
            store, "v1", split=Split.TWO_OF_TWO, random_bytes=random_bytes, by="f1"
        )
        decide.open_vote(store, "v1", by="f1", now=now)
    codes = []
    for number, form in ((0, b"1"), (1, b"2"), (1, b"3"), (2, b"4")):
        with busy() as store:
            receipt = sealed.seal_and_cast(
                store, "v1", Ranking(("tram",)), token=tokens[number], once=form * 16
            )
        codes.append(receipt.code)

    before = published(busy)
    assert [look_up(code, before) for code in codes] == [NOT_CLOSED] * 4

    engine = create_engine(address)  # somebody who owns the database takes a ballot away
    with engine.begin() as connection:
        connection.execute(
            text("DELETE FROM sealed_ballot WHERE slot = :slot"),
            {"slot": slot_of(tokens[2], vote_id="v1")},
        )
    engine.dispose()

    with busy() as store:
        decide.close_vote(store, "v1", by="f1", now=now)
    expected = [FINE, REPLACED, FINE, MISSING]
    assert [look_up(code, published(busy)) for code in codes] == expected
    with busy() as store:
        assert sealed.unseal_vote(store, "v1", shares, by="f1", now=now).counted == 2
        sealed.purge_urn(store, "v1", by="f1", now=now)
    after = published(busy)
    assert [look_up(code, after) for code in codes] == expected
    assert after["votes/v1.json"]["cast"] == len(after["votes/v1.board.json"]["entries"]) == 2
