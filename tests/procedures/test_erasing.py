"""A person who is erased is nowhere in the database, and what was published still verifies."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from deliberation import verify
from deliberation.errors import InvalidInputError, NotFoundError, ProcedureError
from deliberation.procedures import (
    conducting,
    drawing,
    erasing,
    meeting,
    naming,
    needing,
    publish,
    recruit,
    replacing,
    speaking,
)
from deliberation.procedures.erasures import erase_again, erasures_document, erasures_in
from deliberation.retention import Erased
from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.store import take_contents

SALT = "0123456789abcdef" * 2
WHO, NAME, ANSWER, HOME = "zq-unique-77", "Xerxes Quist", "lighthouse keeper", "Søvej 77"
QUOTAS = Quotas(4, (Quota("work", "other", 1, 4), Quota("work", ANSWER, 0, 3)))


def recruited(begin, *, alone=True):
    """A pool of twelve, one of whom (or three) answers what nobody else does."""
    with begin() as store:
        recruit.replace_pool(store, "a1", pool_of_twelve(alone=alone), QUOTAS, by="f1")


def brought_back(begin):
    """The same pool, as an older backup would bring it back."""
    with begin() as store:
        store.replace_pool("a1", pool_of_twelve(), QUOTAS)


def pool_of_twelve(*, alone=True):
    people = [Person(f"p{n:02}", {"work": "other"}) for n in range(11)]
    if not alone:
        people[:2] = [Person(f"p{n:02}", {"work": ANSWER}) for n in range(2)]
    return Pool((*people, Person(WHO, {"work": ANSWER}, HOME)))


def computed(begin):
    with begin() as store:
        recruit.begin_lottery(store, "a1", by="f1", id="j1")
    recruit.compute_lottery(begin, "j1", tickets=60)


def committed(begin, now, *, publish_people=False):
    computed(begin)
    with begin() as store:
        recruit.publish_commitment(
            store, "a1", publish_people=publish_people, salt=SALT, by="f1", now=now
        )


def erase(begin, random_bytes, who=WHO, **more):
    with begin() as store:
        erasing.erase_person(store, "a1", who, random_bytes=random_bytes, by="f1", **more)


def everything(address):
    """All that the database keeps, as text, by the table."""
    return {table.name: str(table.rows) for table in take_contents(address).tables}


def files_of(address):
    """The bytes of SQLite's files, the log with them; nothing of PostgreSQL."""
    if not address.startswith("sqlite:///"):
        return b""
    file = Path(address.removeprefix("sqlite:///"))
    return b"".join(one.read_bytes() for one in file.parent.iterdir())


def test_before_the_commitment_no_trace_is_left_but_a_salted_digest(
    busy, address, random_bytes, now
) -> None:
    recruited(busy, alone=False)
    computed(busy)
    assert WHO in everything(address)["lottery"]
    assert not files_of(address) or WHO.encode() in files_of(address)

    erase(busy, random_bytes)
    assert busy.scrub()

    found = everything(address)
    for text in (WHO, HOME):
        assert all(text not in rows for rows in found.values())
        assert text.encode() not in files_of(address)
    with busy.reading() as store:
        assert store.assembly("a1").stage == "pool", "the lottery is computed again"
        assert [one.is_of(WHO) for one in store.erased("a1")] == [True]
    committed(busy, now)


def test_a_file_that_still_holds_them_does_not_bring_them_back(begin, random_bytes) -> None:
    recruited(begin)
    erase(begin, random_bytes)
    with pytest.raises(InvalidInputError, match=f"'{WHO}' was erased from this assembly"):
        recruited(begin)
    with begin() as store:
        assert WHO not in {person.id for person in store.pool("a1")}


def test_after_the_draw_only_the_id_is_left_where_it_was_published(
    busy, address, random_bytes, now
) -> None:
    """Withheld answers: 'lighthouse keeper' stays in the quotas, which everybody reads."""
    recruited(busy)
    committed(busy, now)
    with busy() as store:
        drawing.draw_panel(store, "a1", seed="dice", reserves=3, by="f1", now=now)
        start = now.astimezone(ZoneInfo("Europe/Copenhagen"))
        meeting.create_session(store, "a1", title="One", start=start, by="f1", id="s1")
        meeting.add_item(store, "s1", title="Talk", minutes=10, by="f1", id="i1")
        conducting.move_on(store, "s1", after="", by="f1", now=now)
        speaking.put_in_queue(store, "s1", called=NAME, point=False, by="f1", now=now)
        (wish,) = store.wishes("s1")
        speaking.give_floor(store, "s1", voice=wish.person.voice, by="f1", now=now)
        speaking.put_in_queue(store, "s1", called=NAME, point=True, by="f1", now=now)
        conducting.tell_all(store, "a1", f"{NAME} has the floor", by="f1")
        naming.name_member(store, "a1", NAME, agreed=True, by="f1", now=now)
        before = publish.assembly_bundle(store, "a1")
        salt = store.salt_of("a1", WHO)

    erase(busy, random_bytes, called=NAME)
    assert busy.scrub()

    found = everything(address)
    assert {table for table, rows in found.items() if WHO in rows} <= {"lottery", "draw"}
    assert {table for table, rows in found.items() if ANSWER in rows} == {"quota", "lottery"}
    for text in (NAME, HOME, salt, SALT):
        assert all(text not in rows for rows in found.values()), text
        assert text.encode() not in files_of(address), text
    with busy.reading() as store:
        entry = next(one for one in store.commitment("a1").document["people"] if one["id"] == WHO)
        assert entry.keys() == {"id", "digest"}
        after = publish.assembly_bundle(store, "a1")
    assert after == before
    assert verify.check(after)


def test_answers_that_were_published_stay_where_they_were_and_the_proof_holds(
    begin, random_bytes, now
) -> None:
    recruited(begin)
    committed(begin, now, publish_people=True)
    with begin() as store:
        drawing.draw_panel(store, "a1", seed="dice", reserves=3, by="f1", now=now)
        before = publish.assembly_bundle(store, "a1")
    erase(begin, random_bytes)
    with begin.reading() as store:
        assert WHO not in store.person_ids("a1")
        assert erasing.person_data(store, "a1", WHO)["draws"][0]["answers published"] is True
        assert publish.assembly_bundle(store, "a1") == before
    assert verify.check(before)


def test_between_commitment_and_draw_nobody_is_erased(begin, random_bytes, now) -> None:
    recruited(begin)
    committed(begin, now)
    with pytest.raises(ProcedureError, match="after the draw"):
        erase(begin, random_bytes)
    for who in ("nobody", ""):
        with pytest.raises(NotFoundError):
            erase(begin, random_bytes, who)


def test_with_the_last_person_the_assembly_is_empty_again(begin, random_bytes) -> None:
    people = tuple(Person(f"p{n}", {"work": "other"}) for n in range(2))
    with begin() as store:
        quotas = Quotas(1, (Quota("work", "other", 1, 1),))
        recruit.replace_pool(store, "a1", Pool(people), quotas, by="f1")
    for who in ("p0", "p1"):
        erase(begin, random_bytes, who)
    with begin.reading() as store:
        assert store.assembly("a1").stage == "empty"
    recruited(begin)


def test_who_is_erased_goes_from_the_draws_that_follow_too(begin, random_bytes, now) -> None:
    recruited(begin)
    committed(begin, now)
    with begin() as store:
        drawn = drawing.draw_panel(store, "a1", seed="dice", reserves=3, by="f1", now=now)
        gone, stays = drawn.panel[:2]
        away = next(id for id in store.person_ids("a1") if id not in drawn.panel)
        replacing.replace_members(
            store, "a1", withdrawn=[gone], unavailable=[away], title="R", by="f1", now=now, id="a2"
        )
        needing.note_need(store, "a1", member=gone, kind="diet", note="no nuts", by="f1")
    with pytest.raises(ProcedureError, match="say there first"):
        erase(begin, random_bytes, stays)
    for who in (gone, away):
        erase(begin, random_bytes, who)
    with begin.reading() as store:
        assert not {gone, away} & {*store.person_ids("a1"), *store.person_ids("a2")}
        assert store.replacing("a2").unavailable == ()
        assert store.replacing("a2").withdrawn == (gone,), "it will be published"
        assert store.needs("a1") == ()
    with begin() as store:  # who types the id once more brings nobody back
        replacing.replace_members(
            store, "a1", withdrawn=[gone], unavailable=[away], title="R", by="f1", now=now, id="a3"
        )
        assert store.replacing("a2").unavailable == ()


def test_one_s_own_data_are_all_that_is_kept_and_open_the_published_digest(
    begin, now, random_bytes
) -> None:
    recruited(begin)
    with begin.reading() as store:
        (draw,) = erasing.person_data(store, "a1", WHO)["draws"]
    assert (draw["answers"], draw["household"]) == ({"work": ANSWER}, HOME)
    assert (draw["chance"], draw["member"]) == (None, None)
    committed(begin, now)
    with begin() as store:
        drawn = drawing.draw_panel(store, "a1", seed="dice", reserves=3, by="f1", now=now)
        reserve = store.alternates("a1")
        needing.note_need(store, "a1", member=reserve[1], kind="access", note="lift", by="f1")
        (draw,) = erasing.person_data(store, "a1", reserve[1])["draws"]
        assert (draw["member"], draw["place in reserve"]) == (False, 2)
        assert draw["needs"] == [{"kind": "access", "note": "lift"}]
        assert draw["chance"] == store.commitment("a1").document["marginals"][reserve[1]]
        assert len(draw["salt"]) == 32
        (draw,) = erasing.person_data(store, "a1", drawn.panel[0])["draws"]
        assert draw["member"] is True
        with pytest.raises(NotFoundError):
            erasing.person_data(store, "a1", "nobody")


def test_a_list_of_erasures_names_nobody_and_erases_from_what_a_backup_brings_back(
    begin, now, random_bytes
) -> None:
    recruited(begin)
    with begin() as store:
        document = erasures_document(store, ["a1"])
        assert document["assemblies"] == {}
    erase(begin, random_bytes)
    with begin() as store:
        document = erasures_document(store, ["a1"])
        assert WHO not in str(document)
    brought_back(begin)
    with begin() as store:
        assert erase_again(store, *erasures_in(document), now=now) == (1, 0)
        assert WHO not in store.person_ids("a1")
        assert erase_again(store, *erasures_in(document), now=now) == (0, 0)
    brought_back(begin)
    committed(begin, now)
    with begin() as store:
        assert erase_again(store, *erasures_in(document), now=now) == (0, 1)


def test_two_salts_give_two_digests_of_one_person() -> None:
    one, other = (Erased.of("p1", f"{n:032x}") for n in range(2))
    assert one.digest != other.digest
    assert one.is_of("p1")
    assert not one.is_of("p2")
