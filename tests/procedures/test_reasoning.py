"""Reasons and minority statements: who writes them and when, and who reads them when."""

import pytest
from sqlalchemy import inspect

from deliberation.errors import InvalidInputError, NotAllowedError, NotFoundError, ProcedureError
from deliberation.procedures import casting, decide, reasoning
from deliberation.record.reasons import Reasons, decode_reasons, encode_reasons
from deliberation.roles import Role
from deliberation.store.tables import ReasonRow
from deliberation.voting import Grades

AGREED = {"kind": "grades", "rule": "support", "seats": 3}
SAID = Reasons("Because it is cheap.", ("It is not.", "Nor is it quick."))


def say(store, place=0, *, vote="v1", by="f1", reason=SAID.reason, minority=SAID.minority):
    return reasoning.give_reasons(store, vote, place, reason=reason, minority=minority, by=by)


def shown(begin):
    with begin.reading() as store:
        return reasoning.reasons_given(store, "a1")


def test_they_are_read_once_the_vote_is_decided_and_not_before(
    begin, add_vote, members, now
) -> None:
    tokens = members(begin, 6)
    add_vote(begin, **AGREED)
    with begin() as store:
        say(store, 1)
        assert store.reasons("v1") == {1: SAID}
    assert shown(begin) == {}
    with begin() as store:
        decide.open_vote(store, "v1", by="f1", now=now)
        for token in tokens:
            casting.cast_ballot(store, "v1", Grades({"tram": "agree"}), token=token)
        with pytest.raises(ProcedureError, match="open"):
            say(store, 0)
    assert shown(begin) == {}
    with begin() as store:
        decide.close_vote(store, "v1", by="f1", now=now)
    assert shown(begin) == {"v1": {"bus": SAID}}


def test_they_are_written_anew_and_nothing_is_kept_of_what_was_said_before(begin, add_vote) -> None:
    add_vote(begin, **AGREED)
    with begin() as store:
        say(store, 0)
        assert say(store, 0, reason="  Dear.\n", minority=["", " "]) == Reasons("Dear.")
        assert store.reasons("v1") == {0: Reasons("Dear.")}
        say(store, 0, reason="", minority=[])
        assert store.reasons("v1") == {}


def test_only_their_facilitator_writes_them_and_only_of_recommendations(begin, add_vote) -> None:
    add_vote(begin, **AGREED)
    add_vote(begin, "v2")
    with begin() as store:
        with pytest.raises(NotFoundError):
            say(store, by="f2")
        with pytest.raises(NotFoundError):
            say(store, 3)
        with pytest.raises(ProcedureError, match="no support"):
            say(store, vote="v2")


def test_a_co_author_writes_them_too_and_a_draw_officer_does_not(begin, add_vote) -> None:
    add_vote(begin, **AGREED)
    with begin() as store:
        store.put_in_team("a1", "f2", Role.CO_AUTHOR)
        assert say(store, by="f2") == SAID
        store.put_in_team("a1", "f2", Role.DRAW_OFFICER)
        with pytest.raises(NotAllowedError):
            say(store, by="f2")


def test_what_cannot_be_printed_is_refused_with_every_reason(begin, add_vote) -> None:
    add_vote(begin, **AGREED)
    with begin() as store, pytest.raises(InvalidInputError) as refused:
        say(store, reason="x" * 3001, minority=["\x07", *["y"] * 20])
    assert len(refused.value.problems) == 3


def test_the_table_holds_nothing_of_who_wrote_or_when() -> None:
    columns = {column.key for column in inspect(ReasonRow).columns}
    assert columns == {"vote_id", "position", "reason", "minority"}


def test_the_document_gives_back_what_went_in() -> None:
    given = {"v1": {"bus": SAID, "tram": Reasons()}}
    assert decode_reasons(encode_reasons(given)) == given


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"format": "deliberation reasons 1", "votes": []},
        {"format": "deliberation reasons 1", "votes": {"v1": []}},
        {"format": "deliberation reasons 1", "votes": {"v1": {"bus": {"reason": "x"}}}},
        {"format": "deliberation reasons 1", "votes": {"v1": {"bus": [1]}}},
        {
            "format": "deliberation reasons 1",
            "votes": {"v1": {"bus": {"reason": "x", "minority": [1]}}},
        },
    ],
)
def test_what_are_no_reasons_is_refused(document) -> None:
    with pytest.raises(InvalidInputError):
        decode_reasons(document)
