"""What a stranger gets, and that it checks."""

import pytest

from deliberation import verify
from deliberation.errors import InvalidInputError, NotFoundError, ProcedureError, UnresolvedTieError
from deliberation.procedures import casting, decide, drawing, publish, recruit
from deliberation.record.bundle import unbundle
from deliberation.record.lottery import decode_lottery
from deliberation.voting import Credits, Ranking


def draw_panel(begin, now):
    with begin() as store:
        return drawing.draw_panel(store, "a1", seed="dice 3 1 4", reserves=3, by="f1", now=now)


def bundle_of(begin):
    with begin.reading() as store:
        return publish.assembly_bundle(store, "a1")


def hold(begin, now, id, ballots, tokens):
    """Open a vote, cast *ballots*, close it."""
    with begin() as store:
        decide.open_vote(store, id, by="f1", now=now)
        for token, ballot in zip(tokens, ballots, strict=False):
            casting.cast_ballot(store, id, ballot, token=token)
        decide.close_vote(store, id, by="f1", now=now)


def test_the_lottery_is_secret_before_its_commitment(begin, to_lottery):
    to_lottery(begin)
    with begin.reading() as store, pytest.raises(ProcedureError, match="with its commitment"):
        publish.lottery_document(store, "a1")


def test_the_whole_lottery_can_be_checked_before_the_seed_exists(begin, to_commitment):
    digest = to_commitment(begin)
    with begin.reading() as store:
        document = publish.lottery_document(store, "a1")
        pool, quotas, lottery = decode_lottery(document)
        assert pool == store.pool("a1")
        assert quotas == store.quotas("a1")
        assert lottery.marginals() == store.lottery("a1").marginals()
        with pytest.raises(ProcedureError, match="not been drawn"):
            publish.draw_document(store, "a1")
    assert document["commitment"] == digest


def test_the_document_stays_the_same_after_the_draw(begin, to_commitment, now):
    to_commitment(begin)
    with begin.reading() as store:
        before = publish.lottery_document(store, "a1")
    draw_panel(begin, now)
    with begin.reading() as store:
        assert publish.lottery_document(store, "a1") == before


def test_there_is_no_bundle_of_nothing(begin, to_commitment):
    with pytest.raises(InvalidInputError, match="nothing to publish"):
        bundle_of(begin)
    to_commitment(begin)
    with pytest.raises(InvalidInputError, match="nothing to publish"):
        bundle_of(begin)


@pytest.mark.parametrize("publish_people", [True, False])
def test_a_stranger_can_check_a_whole_assembly(
    begin, to_lottery, add_vote, members, now, publish_people
):
    to_lottery(begin)
    with begin() as store:
        digest = recruit.publish_commitment(
            store, "a1", publish_people=publish_people, salt="5a" * 16, by="f1", now=now
        )
    drawn = draw_panel(begin, now)
    tokens = members(begin, 7)
    add_vote(begin, "ranked", rule="stv", seats=2, options={"places": 5})
    add_vote(begin, "spent", kind="credits", rule="quadratic", options={"credits": 25})
    rankings = [("tram", "bus"), ("bus",), ("bus", "bike"), ("tram",), ("bike",), (), ("tram",)]
    hold(begin, now, "ranked", [Ranking(order) for order in rankings], tokens)
    spent = [{"tram": 5}, {"bus": 3, "bike": -4}, {"tram": -2}, {"bike": 1}, {}, {"bus": 4}]
    hold(begin, now, "spent", [Credits(votes) for votes in spent], tokens)

    data = bundle_of(begin)

    documents = unbundle(data)
    certified = ["certificate.json"] if publish_people else []  # it tells who answered alike
    assert [*documents] == [
        "manifest.json",
        "ledger.json",
        "lottery.json",
        *certified,
        "draw.json",
        "votes/ranked.json",
        "votes/spent.json",
    ]
    assert documents["lottery.json"]["commitment"] == digest
    assert documents["draw.json"]["panel"] == [*drawn.panel]
    assert documents["votes/ranked.json"]["cast"] == 7
    lines = verify.check(data)
    assert any("no lottery is fairer" in line for line in lines) is publish_people


def test_the_bundle_of_the_same_assembly_is_the_same_bytes(begin, to_commitment, now):
    to_commitment(begin)
    draw_panel(begin, now)
    assert bundle_of(begin) == bundle_of(begin)


def test_only_votes_that_are_decided_enter_the_bundle(begin, add_vote, members, now):
    tokens = members(begin, 6)
    for id in ("decided", "tied", "empty", "running", "draft"):
        add_vote(begin, id, rule="plurality")
    tram, bus = Ranking(("tram",)), Ranking(("bus",))
    hold(begin, now, "decided", [tram] * 5, tokens)
    hold(begin, now, "tied", [tram, bus] * 3, tokens)
    hold(begin, now, "empty", [], tokens)
    with begin() as store:
        decide.open_vote(store, "running", by="f1", now=now)
        casting.cast_ballot(store, "running", tram, token=tokens[0])
    assert [*unbundle(bundle_of(begin))] == ["manifest.json", "ledger.json", "votes/decided.json"]
    with begin.reading() as store:
        with pytest.raises(UnresolvedTieError):
            publish.vote_document(store, "tied")
        for id in ("empty", "running", "draft"):
            with pytest.raises(ProcedureError):
                publish.vote_document(store, id)

    with begin() as store:
        decide.settle_tie(store, "tied", seed="dice 4 2", by="f1")
    documents = unbundle(bundle_of(begin))
    assert [*documents][2:] == ["votes/decided.json", "votes/tied.json"]
    assert documents["votes/tied.json"]["break_tie"] == {"by": "lot", "seed": "dice 4 2"}


def test_the_ballots_of_a_few_are_not_shown(begin, add_vote, members, now):
    add_vote(begin)
    hold(begin, now, "v1", [Ranking(("tram",))] * 4, members(begin, 4))
    with begin.reading() as store:
        document = publish.vote_document(store, "v1")
    assert document["evidence"] == {"kind": "outcome"}
    assert "rounds" not in document["result"]


def test_what_is_not_there_is_not_found(begin):
    with begin.reading() as store:
        for ask in (publish.lottery_document, publish.draw_document, publish.assembly_bundle):
            with pytest.raises(NotFoundError):
                ask(store, "a9")
        with pytest.raises(NotFoundError):
            publish.vote_document(store, "v9")
