"""What is kept of those who work on an assembly has an end too."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from deliberation.errors import NotFoundError
from deliberation.papers import Helper
from deliberation.procedures import (
    accounts,
    archiving,
    casting,
    decide,
    helping,
    meeting,
    recruit,
    retaining,
    suggesting,
    team,
)
from deliberation.retention import Kind
from deliberation.roles import Role
from deliberation.voting import Ranking

DAY = timedelta(days=1)


def clock_of(begin, kind, now):
    with begin.reading() as store:
        return next(one for one in retaining.clocks(store, "a1", now=now) if one.kind is kind)


def delete(begin, now):
    with begin() as store:
        return [each.kind for each in retaining.delete_due(store, "a1", by="f1", now=now)]


def join(store, id, role, **account):
    account = {"password_hash": "hash", "begins": False} | account
    accounts.add_facilitator(store, name=id, id=id, **account)
    team.invite(store, "a1", name=id, role=role, by="f1", new=("unused", "unused"))


def meet(store, now):
    start = now.astimezone(ZoneInfo("Europe/Copenhagen"))
    meeting.create_session(store, "a1", title="Last", start=start, by="f1", id="s1")


def test_those_of_the_team_go_a_month_after_the_assembly_and_their_accounts_with_the_last_role(
    begin, now
) -> None:
    """Ida was invited here only; Otto works elsewhere too, and Eva begins assemblies herself."""
    with begin() as store:
        join(store, "ida", Role.INTERPRETER)
        join(store, "otto", Role.DRAW_OFFICER)
        join(store, "lea", Role.FACILITATOR)
        join(store, "eva", Role.CO_AUTHOR, begins=True)
        recruit.create_assembly(store, title="Other", question="?", by="f1", now=now, id="a2")
        store.put_in_team("a2", "otto", Role.CO_AUTHOR)
        meet(store, now)
    team_clock = clock_of(begin, Kind.TEAM, now + 31 * DAY)
    assert (team_clock.count, team_clock.due) == (3, ()), "lea leads"
    assert team_clock.waits == "the assembly is not in the archive"
    with begin() as store:
        archiving.archive_assembly(store, "a1", by="f1", now=now + 40 * DAY)
    assert clock_of(begin, Kind.TEAM, now + 69 * DAY).due == ()
    assert delete(begin, now + 70 * DAY) == [Kind.TEAM]
    with begin.reading() as store:
        assert {one.id for one in store.team("a1")} == {"f1", "lea"}
        assert {one.id for one in store.facilitators()} == {"f1", "f2", "lea", "eva", "otto"}
        with pytest.raises(NotFoundError):
            store.facilitator("ida")
    assert delete(begin, now + 70 * DAY) == []


def test_questions_that_wait_go_a_month_after_the_last_session(begin, now) -> None:
    with begin() as store:
        suggesting.suggest(store, "a1", title="T", question="Q?", by="f1", id="q1")
    assert clock_of(begin, Kind.SUGGESTIONS, now + 3000 * DAY).since is None
    with begin() as store:
        meet(store, now)
    assert delete(begin, now + 29 * DAY) == []
    assert clock_of(begin, Kind.SUGGESTIONS, now).count == 1
    assert delete(begin, now + 30 * DAY) == [Kind.SUGGESTIONS]
    with begin.reading() as store:
        assert store.suggestions("a1") == ()


def test_who_helped_in_a_vote_without_an_urn_is_forgotten_a_month_after_its_close(
    begin, add_vote, members, now
) -> None:
    (token,) = members(begin, 1)
    add_vote(begin)
    with begin() as store:
        decide.open_vote(store, "v1", by="f1", now=now)
        casting.cast_ballot(store, "v1", Ranking(("tram",)), token=token)
        decide.close_vote(store, "v1", by="f1", now=now)
        helping.note_help(store, "v1", name="Bo", helper=Helper.DESK, helped=2, by="f1")
    assert clock_of(begin, Kind.HELP, now).count == 1
    assert Kind.HELP not in delete(begin, now + 29 * DAY)
    assert Kind.HELP in delete(begin, now + 30 * DAY)
    with begin.reading() as store:
        assert store.help("v1") == ()
