"""A name goes however it was typed, from every draw, and no backup brings it or a need back."""

from zoneinfo import ZoneInfo

import pytest

from deliberation.procedures import (
    conducting,
    drawing,
    erasing,
    meeting,
    naming,
    needing,
    replacing,
    speaking,
)
from deliberation.procedures.erasures import erase_again, erasures_document, erasures_in


@pytest.fixture
def drawn(begin, to_commitment, now):
    """The ids of a panel that was drawn, the first of whom has withdrawn; ``a2`` follows."""
    to_commitment(begin)
    with begin() as store:
        panel = drawing.draw_panel(store, "a1", seed="dice", reserves=2, by="f1", now=now).panel
        replacing.replace_members(
            store, "a1", withdrawn=panel[:1], title="R", by="f1", now=now, id="a2"
        )
    return panel


def speak(store, assembly_id, called, now):
    """Put somebody into the queue of a session that goes on."""
    start = now.astimezone(ZoneInfo("Europe/Copenhagen"))
    meeting.create_session(store, assembly_id, title="One", start=start, by="f1", id="s1")
    meeting.add_item(store, "s1", title="Talk", minutes=10, by="f1", id="i1")
    conducting.move_on(store, "s1", after="", by="f1", now=now)
    speaking.put_in_queue(store, "s1", called=called, point=False, by="f1", now=now)


def test_a_name_goes_however_it_was_typed_and_from_the_draws_that_follow(
    begin, drawn, random_bytes, now
) -> None:
    who = drawn[0]
    with begin() as store:
        speak(store, "a1", "amina  el-sayed", now)
        speaking.put_in_queue(store, "s1", called="Bo", point=False, by="f1", now=now)
        for assembly_id in ("a1", "a2"):
            naming.name_member(store, assembly_id, "Amina El-Sayed", agreed=True, by="f1", now=now)
        naming.name_member(store, "a2", "Bo", agreed=True, by="f1", now=now)
        called = " Amina EL-Sayed"

        erasing.erase_person(store, "a1", who, called=called, random_bytes=random_bytes, by="f1")

        assert (list(store.named("a1")), list(store.named("a2"))) == ([], ["Bo"])
        assert [wish.person.called for wish in store.wishes("s1")] == ["Bo"]


def test_a_backup_brings_back_no_name_and_no_need_of_whom_the_answers_are_gone(
    begin, drawn, random_bytes, now
) -> None:
    who, other = drawn[:2]

    def as_in_the_backup(store) -> None:
        naming.name_member(store, "a1", "Amina El-Sayed", agreed=True, by="f1", now=now)
        naming.name_member(store, "a1", "Bo", agreed=True, by="f1", now=now)
        for member in (who, other):
            needing.note_need(store, "a1", member=member, kind="diet", note="no nuts", by="f1")

    with begin() as store:
        store.erase_people("a1", drawn)  # their clock is shorter than that of the needs
        as_in_the_backup(store)
        speak(store, "a1", "AMINA EL-SAYED", now)
        erasing.erase_person(
            store, "a1", who, called="Amina El-Sayed", random_bytes=random_bytes, by="f1"
        )
        document = erasures_document(store, ["a1", "a2"])
        assert "mina" not in str(document).casefold()
        as_in_the_backup(store)
        speaking.put_in_queue(store, "s1", called="Amina el-Sayed", point=False, by="f1", now=now)

        erase_again(store, *erasures_in(document), now=now)

        assert list(store.named("a1")) == ["Bo"]
        assert [need.member for need in store.needs("a1")] == [other]
        assert store.wishes("s1") == ()


def test_a_blank_name_is_no_name_and_the_line_for_everybody_stays(
    begin, drawn, random_bytes, now
) -> None:
    with begin() as store:
        conducting.tell_all(store, "a1", "Soup is ready", by="f1")

        erasing.erase_person(
            store, "a1", drawn[0], called="  ", random_bytes=random_bytes, by="f1"
        )  # fmt: skip

        assert store.message("a1") == "Soup is ready"
