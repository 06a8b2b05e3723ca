"""One revision round: what a vote left open is asked once more, and not a third time."""

import pytest

from deliberation.errors import InvalidInputError, ProcedureError
from deliberation.procedures import casting, decide, publish, revising
from deliberation.voting import Grades

AGREED = {"kind": "grades", "rule": "support", "seats": 3}
YES, NO = "strongly agree", "disagree"


@pytest.fixture
def decided(begin, add_vote, members, now):
    """Six have voted: all for the tram, four for the bus, and one for the bike."""
    tokens = members(begin, 6)
    add_vote(begin, **AGREED)
    with begin() as store:
        decide.open_vote(store, "v1", by="f1", now=now)
        for n, token in enumerate(tokens):
            given = {"tram": YES, "bus": YES if n < 4 else NO, "bike": YES if n < 1 else NO}
            casting.cast_ballot(store, "v1", Grades(given), token=token)
        assert not revising.can_be_revised(store, store.vote("v1"))
        decide.close_vote(store, "v1", by="f1", now=now)


def revise(begin, add_vote, id, before="v1", **changes):
    add_vote(begin, id, **AGREED | {"options": {"revises": before}} | changes)


def test_what_was_not_carried_is_left_open_and_a_near_miss_is_marked(begin, decided) -> None:
    """Four fifths of six are 4.8: the bus lacks one supporter of five, the bike four."""
    with begin.reading() as store:
        vote = store.vote("v1")
        assert revising.can_be_revised(store, vote)
        left = revising.left_open(store, vote)
    assert [(one.name, one.supporters, one.needed, one.near) for one in left] == [
        ("bus", 4, 5, True), ("bike", 1, 5, False)
    ]  # fmt: skip


def test_a_vote_names_the_one_that_it_revises_in_what_is_published(
    begin, add_vote, decided, now
) -> None:
    revise(begin, add_vote, "v2", candidates=["bus at night"], seats=1)
    with begin() as store:
        assert revising.revision_of(store.votes("a1"), "v1") is None, "nobody hears of a draft"
        decide.open_vote(store, "v2", by="f1", now=now)
        token = "0" * 31 + "1"
        casting.cast_ballot(store, "v2", Grades({"bus at night": YES}), token=token)
        decide.close_vote(store, "v2", by="f1", now=now)
        assert publish.vote_document(store, "v2")["options"]["revises"] == "v1"
        after = revising.revision_of(store.votes("a1"), "v1")
        assert after is not None
        assert after.id == "v2"


def test_a_vote_is_revised_once_and_a_revision_never(begin, add_vote, decided, now) -> None:
    """Two may be in draft, of which one is opened."""
    revise(begin, add_vote, "v2")
    revise(begin, add_vote, "v3")
    with begin() as store:
        decide.open_vote(store, "v2", by="f1", now=now)
    with pytest.raises(ProcedureError, match="revised by another"), begin() as store:
        decide.open_vote(store, "v3", by="f1", now=now)
    with begin() as store:
        casting.cast_ballot(store, "v2", Grades({"bus": YES}), token="0" * 32)
        decide.close_vote(store, "v2", by="f1", now=now)
    for before in ("v1", "v2"):
        with pytest.raises(InvalidInputError, match="once and in its own assembly"):
            revise(begin, add_vote, "v4", before)


@pytest.mark.parametrize("before", ["nowhere", "itself", "draft", "ranked"])
def test_what_cannot_be_revised_is_refused(begin, add_vote, decided, before) -> None:
    add_vote(begin, "draft", **AGREED)
    add_vote(begin, "ranked")
    with pytest.raises(InvalidInputError, match="only a vote by support that is decided"):
        revise(begin, add_vote, "itself", before)
