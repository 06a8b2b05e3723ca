"""A share of all who have checked in: their number is fixed and sealed when a vote is opened."""

from zoneinfo import ZoneInfo

import pytest

from deliberation import verify
from deliberation.assembly import Mode
from deliberation.errors import ProcedureError
from deliberation.procedures import admitting, arriving, casting, decide, meeting, publish
from deliberation.voting import Grades

ASKED = {
    "kind": "grades", "rule": "support", "seats": 1, "candidates": ["Close the square"],
    "options": {"scale": ["yes", "no"], "supporting": 1, "share": [1, 2], "of": "present"},
    "mode": Mode.ROLL_CALL,
}  # fmt: skip


@pytest.fixture
def tokens(begin, add_vote, members, now):
    """Seven with cards, before a session and a vote on which those who are there decide."""
    tokens = members(begin, 7)
    add_vote(begin, **ASKED)
    start = now.astimezone(ZoneInfo("Europe/Copenhagen"))
    with begin() as store:
        meeting.create_session(store, "a1", title="Second", start=start, by="f1", id="s1")
        meeting.add_item(store, "s1", title="Talk", minutes=10, by="f1", id="i1")
    return tokens


def kinds(store) -> list[str]:
    return [entry.kind for entry in store.ledger("a1") if entry.payload.get("vote") == "v1"]


def test_the_number_is_that_of_who_has_checked_in_at_the_opening(begin, tokens, now) -> None:
    """Six are there, five vote, three say yes: half of six, and 60 percent of those who vote."""
    with begin() as store:
        for token in tokens[:6]:
            arriving.check_in(store, "s1", token=token, now=now)
        assert kinds(store) == [], "terms that lack a number are not sealed"
        decide.open_vote(store, "v1", by="f1", now=now)
        assert kinds(store) == ["vote", "mode", "opened"]
        assert store.vote("v1").options["members"] == 6
        with pytest.raises(ProcedureError, match="a vote is open"):
            arriving.check_in(store, "s1", token=tokens[6], now=now)
        for n, token in enumerate(tokens[:5]):
            answer = Grades({"Close the square": "yes" if n < 3 else "no"})
            casting.cast_ballot(store, "v1", answer, token=token)
        decide.close_vote(store, "v1", by="f1", now=now)
        document = publish.vote_document(store, "v1")
        assert document["options"]["members"] == 6
        assert document["result"]["elected"] == ["Close the square"]
        lines = verify.check(publish.assembly_bundle(store, "a1"))
    assert lines[-1].startswith("Everything")


def test_where_nobody_has_checked_in_it_is_not_opened(begin, tokens, now) -> None:
    with begin() as store:
        with pytest.raises(ProcedureError, match="nobody has checked in"):
            decide.open_vote(store, "v1", by="f1", now=now)
        assert kinds(store) == []
        assert "members" not in store.vote("v1").options


def test_whose_card_lost_its_voice_is_not_present(begin, tokens, now) -> None:
    with begin() as store:
        for token in tokens:
            arriving.check_in(store, "s1", token=token, now=now)
        admitting.revoke_card(store, "a1", 7, by="f1", now=now)
        decide.open_vote(store, "v1", by="f1", now=now)
        assert store.vote("v1").options["members"] == 6
