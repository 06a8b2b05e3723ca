"""What is kept of people has an end, and what goes at it leaves a record that still verifies."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from deliberation import verify
from deliberation.errors import InvalidInputError, NotFoundError, ProcedureError
from deliberation.procedures import (
    arriving,
    conducting,
    decide,
    drawing,
    meeting,
    naming,
    needing,
    pools,
    publish,
    recruit,
    replacing,
    retaining,
    sealed,
    speaking,
)
from deliberation.procedures.rehearsing import rehearse
from deliberation.record.lottery import person_digest, person_salt
from deliberation.retention import DAYS, Batch, Kind, clock
from deliberation.urn import Split
from deliberation.voting import Ranking

SALT = "0123456789abcdef" * 2
DAY = timedelta(days=1)


@pytest.fixture
def drawn(begin, to_lottery, now):
    """Draws the panel of four and three in reserve, from a lottery that shows or hides answers."""

    def draw(*, publish_people=False):
        to_lottery(begin)
        with begin() as store:
            recruit.publish_commitment(
                store, "a1", publish_people=publish_people, salt=SALT, by="f1", now=now
            )
            return drawing.draw_panel(store, "a1", seed="dice", reserves=3, by="f1", now=now)

    return draw


def meet(store, start, id="s1"):
    start = start.astimezone(ZoneInfo("Europe/Copenhagen"))
    meeting.create_session(store, "a1", title=id, start=start, by="f1", id=id)
    meeting.add_item(store, id, title="Talk", minutes=10, by="f1", id=f"i{id}")


def clocks(begin, now):
    with begin.reading() as store:
        return {clock.kind: clock for clock in retaining.clocks(store, "a1", now=now)}


def delete(begin, now):
    with begin() as store:
        return [each.kind for each in retaining.delete_due(store, "a1", by="f1", now=now)]


def verified(begin):
    """Every line of the stranger's checker on the bundle; each must hold."""
    with begin.reading() as store:
        return verify.check(publish.assembly_bundle(store, "a1"))


def test_what_people_answered_is_kept_until_some_days_after_the_last_session(begin, drawn, now):
    drawn()
    with begin() as store:
        meet(store, now + 10 * DAY, "s1")
        meet(store, now + 40 * DAY, "s2")
    found = clocks(begin, now)
    for kind, count in ((Kind.POOL, 5), (Kind.ALTERNATES, 3), (Kind.PANEL, 4)):  # of twelve
        assert (found[kind].count, found[kind].since) == (count, now + 40 * DAY)
    assert found[Kind.ALTERNATES].until == now + 47 * DAY
    assert delete(begin, now + 47 * DAY - timedelta(seconds=1)) == []
    assert delete(begin, now + 47 * DAY) == [Kind.ALTERNATES]
    assert delete(begin, now + 70 * DAY) == [Kind.POOL]
    with begin.reading() as store:
        assert {*store.person_ids("a1")} == {*store.drawn("a1").panel}
    assert delete(begin, now + 130 * DAY) == [Kind.PANEL]
    assert clocks(begin, now)[Kind.PANEL].count == 0


def test_where_no_session_is_entered_the_time_runs_from_a_year_after_the_draw(
    begin, drawn, now
) -> None:
    """Who keeps the calendar elsewhere loses nobody in reserve while the assembly still meets."""
    panel = drawn().panel
    with begin() as store:
        needing.note_need(store, "a1", member=panel[0], kind="diet", note="", by="f1")
    assert clocks(begin, now)[Kind.NEEDS].until == now + (365 + 3) * DAY
    assert clocks(begin, now)[Kind.ALTERNATES].until == now + (365 + 7) * DAY
    assert delete(begin, now + 370 * DAY) == [Kind.NEEDS]
    with begin.reading() as store:
        assert store.needs("a1") == ()


def test_what_members_need_is_kept_for_the_shortest_time() -> None:
    assert [kind for kind in Kind if DAYS[kind] == min(DAYS.values())] == [Kind.NEEDS]


def test_the_clock_of_a_pool_does_not_run_before_the_draw(begin, to_pool, now):
    to_pool(begin)
    pool = clocks(begin, now + 3650 * DAY)[Kind.POOL]
    assert (pool.count, pool.since, pool.until, pool.due) == (12, None, None, ())


def test_how_long_each_kind_is_kept_can_be_changed_by_its_facilitator(begin, drawn, now):
    drawn()
    with begin() as store:
        meet(store, now)
        retaining.set_days(store, "a1", "alternates", 0, by="f1")
        retaining.set_days(store, "a1", "pool", 100, by="f1")
        retaining.set_days(store, "a1", "pool", 90, by="f1")
        for kind, days in (("secrets", 1), ("pool", -1), ("pool", 3651)):
            with pytest.raises(InvalidInputError):
                retaining.set_days(store, "a1", kind, days, by="f1")
        with pytest.raises(NotFoundError):
            retaining.set_days(store, "a1", "pool", 1, by="f2")
        with pytest.raises(NotFoundError):
            retaining.delete_due(store, "a1", by="f2", now=now)
    found = clocks(begin, now)
    assert (found[Kind.POOL].days, found[Kind.PANEL].days) == (90, DAYS[Kind.PANEL])
    assert delete(begin, now) == [Kind.ALTERNATES]


def test_each_session_has_its_own_end_for_marks_and_queue(begin, members, now):
    tokens = members(begin, 2)
    with begin() as store:
        for n, id in enumerate(("s1", "s2")):
            meet(store, now + n * DAY, id)
            store.add_arrival(id, arriving.mark_of(tokens[n], session_id=id))
        conducting.move_on(store, "s1", after="", by="f1", now=now)
        for called in ("Bo", "Ane"):  # one of them speaks; the other is forgotten with the queue
            speaking.put_in_queue(store, "s1", called=called, point=False, by="f1", now=now)
        voice = store.wishes("s1")[0].person.voice
        speaking.give_floor(store, "s1", voice=voice, by="f1", now=now)
    assert clocks(begin, now + 7 * DAY)[Kind.SPEAKING].waits == "a session goes on"
    assert delete(begin, now + 7 * DAY) == []
    with begin() as store:
        conducting.move_on(store, "s1", after="is1", by="f1", now=now)
    assert delete(begin, now + 7 * DAY) == [Kind.ARRIVALS, Kind.SPEAKING]
    with begin.reading() as store:
        assert (store.arrivals("s1"), store.arrivals("s2"), store.talk("s1")) == (0, 1, 0)


def test_names_stand_in_public_for_a_year_after_the_last_session(begin, now) -> None:
    with begin() as store:
        meet(store, now)
        naming.name_member(store, "a1", "Xerxes Quist", agreed=True, by="f1", now=now)
    assert delete(begin, now + 364 * DAY) == []
    assert delete(begin, now + 365 * DAY) == [Kind.NAMES]
    with begin.reading() as store:
        assert not store.named("a1")


def test_the_line_for_everybody_goes_after_the_last_session(begin, now):
    with begin() as store:
        meet(store, now)
        conducting.tell_all(store, "a1", "Coffee, says Bo", by="f1")
    assert delete(begin, now + 7 * DAY) == [Kind.MESSAGE]
    with begin.reading() as store:
        assert store.message("a1") == ""


def test_cards_wait_for_an_open_vote_and_an_urn_for_its_decision(
    begin, add_vote, members, random_bytes, now
):
    tokens = members(begin, 5)
    add_vote(begin)
    with begin() as store:
        shares = sealed.prepare_urn(
            store, "v1", split=Split.REHEARSAL, random_bytes=random_bytes, by="f1"
        )
        decide.open_vote(store, "v1", by="f1", now=now)
        for token in tokens:
            sealed.seal_and_cast(store, "v1", Ranking(("tram",)), token=token, once=b"o" * 16)
    late = now + 31 * DAY
    assert clocks(begin, late)[Kind.CARDS].waits == "a vote is open"
    assert delete(begin, late) == []
    with begin() as store:
        decide.close_vote(store, "v1", by="f1", now=now)
    urns = clocks(begin, late)[Kind.URNS]
    assert (urns.count, urns.waits) == (5, "a vote is neither decided nor given up")
    with begin() as store:
        sealed.unseal_vote(store, "v1", shares, by="f1", now=now)
    assert delete(begin, late) == [Kind.CARDS, Kind.URNS]
    with begin.reading() as store:
        assert (store.cards("a1"), store.sealed("v1"), store.signing_key("v1")) == ((), {}, None)
        assert store.ledger("a1")[-1].kind == "purged"
    assert delete(begin, late) == []
    assert "urn" in " ".join(verified(begin))


def test_the_made_up_members_of_a_rehearsal_are_nobody(begin, add_vote, random_bytes, now):
    add_vote(begin)
    with begin() as store:
        rehearse(
            store, "v1", members=5, titled=str.upper, random_bytes=random_bytes, by="f1", now=now,
            ids=("r1", "rv1"),
        )  # fmt: skip
        assert all(not clock.count for clock in retaining.clocks(store, "r1", now=now))


@pytest.mark.parametrize("publish_people", [True, False])
def test_the_bundle_still_verifies_when_all_answers_are_gone(begin, drawn, now, publish_people):
    drawn(publish_people=publish_people)
    before = verified(begin)
    assert delete(begin, now + 3650 * DAY) == [Kind.POOL, Kind.ALTERNATES, Kind.PANEL]
    assert verified(begin) == before
    with begin() as store:
        assert (pools.whole_pool(store, "a1") is not None) is publish_people
        assert pools.known_people(store, "a1") == {}
        if publish_people:
            recruit.begin_check(store, "a1", by="f1", id="j2")
        else:
            with pytest.raises(ProcedureError, match="erased"):
                recruit.begin_check(store, "a1", by="f1", id="j2")
        with pytest.raises(ProcedureError, match="erased"):
            replacing.replace_members(
                store, "a1", withdrawn=["p00"], title="R", by="f1", now=now, id="a2"
            )


def test_whoever_stays_can_still_find_their_answers_and_nobody_those_of_others(begin, drawn, now):
    """Each digest needs its person's salt; all of these follow from one, which is gone."""
    drawn()
    with begin() as store:
        member = store.drawn("a1").panel[0]
        assert store.salt_of("a1", member) == person_salt(SALT, member)
    delete(begin, now + (365 + 30) * DAY)
    with begin.reading() as store:
        assert store.commitment("a1").salt == ""
        published = {one["id"]: one["digest"] for one in store.commitment("a1").document["people"]}
        (person,) = (one for one in store.pool("a1") if one.id == member)
        entry = {"id": member, "features": dict(person.features)}
        entry |= {"household": None, "standing": "open"}
        assert person_digest(entry, salt=store.salt_of("a1", member)) == published[member]
        gone = next(id for id in published if id not in store.person_ids("a1"))
        assert store.salt_of("a1", gone) == ""


def test_a_member_who_was_erased_can_be_replaced(begin, drawn, now):
    drawn()
    with begin() as store:
        panel = store.drawn("a1").panel
        store.erase_people("a1", [panel[0]])
        replacing.replace_members(
            store, "a1", withdrawn=[panel[0]], title="R", by="f1", now=now, id="a2"
        )
        assert panel[0] not in store.person_ids("a2")
        assert {*panel[1:]} < {*store.person_ids("a2")}


def test_the_moments_are_those_that_were_given() -> None:
    """No clock of the computer decides: what is due is due at the moment that is asked about."""
    since = datetime(2026, 3, 1, tzinfo=UTC)
    batches = [Batch("s1", 2, since), Batch("s2", 3, since + 5 * DAY), Batch("s3", 4, None)]
    found = clock(Kind.ARRIVALS, batches, days=None, now=since + 8 * DAY)
    assert (found.count, found.since, found.until) == (9, since, since + 7 * DAY)
    assert [batch.of for batch in found.due] == ["s1"]
