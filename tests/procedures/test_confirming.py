"""After the draw it is noted who comes, and the draw of replacements begins with that."""

import secrets

import pytest

from deliberation.assembly import Reply
from deliberation.errors import InvalidInputError, NotFoundError, ProcedureError
from deliberation.procedures import confirming, replacing
from deliberation.procedures.erasing import erase_person, person_data
from deliberation.sortition import Standing


def test_who_comes_is_noted_changed_and_taken_back(begin, panel) -> None:
    (first, second, *others), (spare, _) = panel
    with begin() as store:
        assert not confirming.all_come(store, store.assembly("a1"))
        said = {first: Reply.YES, second: Reply.NO, spare: Reply.YES}
        confirming.note_replies(store, "a1", said, by="f1")
        assert confirming.replies(store, "a1") == said
        counted = confirming.of_each(said, panel[0])
        assert counted == {Reply.YES: 1, Reply.NO: 1, None: len(others)}
        confirming.note_replies(store, "a1", {second: None, spare: None}, by="f1")
        assert confirming.replies(store, "a1") == {first: Reply.YES}
        everybody = dict.fromkeys(panel[0], Reply.YES)
        confirming.note_replies(store, "a1", everybody, by="f1")
        assert confirming.all_come(store, store.assembly("a1"))


def test_who_was_not_drawn_is_not_asked(begin, panel) -> None:
    drawn = {*panel[0], *panel[1]}
    with begin() as store:
        others = [id for id in store.person_ids("a1") if id not in drawn]
        wrong = dict.fromkeys([others[0], "nobody", panel[0][0]], Reply.YES)
        with pytest.raises(InvalidInputError) as refused:
            confirming.note_replies(store, "a1", wrong, by="f1")
        assert len(refused.value.problems) == 2
        assert confirming.replies(store, "a1") == {}
        with pytest.raises(NotFoundError):
            confirming.note_replies(store, "a1", {}, by="f2")


def test_nobody_is_asked_before_the_draw(begin, to_commitment) -> None:
    to_commitment(begin)
    with begin() as store, pytest.raises(ProcedureError, match="not drawn yet"):
        confirming.note_replies(store, "a1", {}, by="f1")


def test_who_was_confirmed_before_has_said_yes(begin, panel, now) -> None:
    with begin() as store:
        gone = panel[0][0]
        new = replacing.replace_members(
            store, "a1", withdrawn=[gone], title="Again", by="f1", now=now, id="a2"
        )
        stay = {person.id for person in store.pool(new) if person.standing is Standing.IN}
        assert stay == {*panel[0]} - {gone}
        assert confirming.replies(store, new) == dict.fromkeys(stay, Reply.YES)


def test_an_answer_is_among_what_is_kept_and_goes_with_the_person(begin, panel) -> None:
    reserve = panel[1][0]
    with begin() as store:
        confirming.note_replies(store, "a1", {reserve: Reply.NO}, by="f1")
        draws = person_data(store, "a1", reserve)["draws"]
        assert [draw["reply"] for draw in draws] == ["no"]
        erase_person(store, "a1", reserve, random_bytes=secrets.token_bytes, by="f1")
        assert confirming.replies(store, "a1") == {}
