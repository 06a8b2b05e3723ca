"""The team of an assembly: who has which role in it."""

from datetime import datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from deliberation.errors import InvalidInputError, NotAllowedError, NotFoundError, ProcedureError
from deliberation.procedures import (
    accounts,
    admitting,
    decide,
    drawing,
    meeting,
    recruit,
    speaking,
    team,
)
from deliberation.procedures.replacing import replace_members
from deliberation.roles import RIGHTS, Act, Right, Role

START = datetime(2026, 3, 14, 19, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
NEW = ("f9", "hash of a passphrase")


def roles(store, assembly_id: str = "a1") -> dict[str, str]:
    return {one.name: one.role.value for one in store.team(assembly_id)}


@pytest.fixture
def bo_as(begin):
    """Gives Bo, who has an account, a role in the assembly."""

    def join(role: Role) -> None:
        with begin() as store:
            assert not team.invite(store, "a1", name="Bo", role=role, by="f1", new=NEW)

    return join


def test_whoever_begins_an_assembly_leads_it(begin):
    with begin() as store:
        assert roles(store) == {"Anna": "facilitator"}
        assert store.roles_of("f1") == {"a1": Role.FACILITATOR}
        assert store.roles_of("f2") == {}


def test_an_account_that_is_there_gets_a_role_and_stays_as_it_is(begin, bo_as):
    bo_as(Role.INTERPRETER)
    with begin() as store:
        assert roles(store) == {"Anna": "facilitator", "Bo": "interpreter"}
        bo = store.facilitator("f2")
        assert (bo.password_hash, bo.begins, bo.provisional) == ("hash", True, False)
        assert [one.id for one in store.assemblies_of("f2")] == ["a1"]


def test_an_account_that_is_made_for_a_team_is_provisional_and_begins_no_assembly(begin):
    with begin() as store:
        assert team.invite(store, "a1", name=" Cai ", role=Role.TABLE_HOST, by="f1", new=NEW)
        cai = store.facilitator_named("Cai")
        assert (cai.id, cai.begins, cai.provisional) == ("f9", False, True)

        team.choose_password(store, "f9", "hash of another")

        cai = store.facilitator("f9")
        assert (cai.password_hash, cai.begins, cai.provisional) == (
            "hash of another",
            False,
            False,
        )


def test_nobody_is_invited_twice_or_without_a_name(begin, bo_as):
    bo_as(Role.INTERPRETER)
    with begin() as store:
        with pytest.raises(InvalidInputError, match="Bo is in the team already"):
            team.invite(store, "a1", name="Bo", role=Role.FACILITATOR, by="f1", new=NEW)
        with pytest.raises(InvalidInputError, match="name"):
            team.invite(store, "a1", name=" ", role=Role.FACILITATOR, by="f1", new=NEW)


def test_a_full_team_takes_nobody_more(begin, monkeypatch):
    monkeypatch.setattr(team, "MOST", 1)
    with begin() as store, pytest.raises(ProcedureError, match="full"):
        team.invite(store, "a1", name="Bo", role=Role.INTERPRETER, by="f1", new=NEW)


def test_a_role_is_changed_and_taken_away(begin, bo_as):
    bo_as(Role.INTERPRETER)
    with begin() as store:
        team.change_role(store, "a1", "f2", Role.COMMISSIONER, by="f1")
        assert roles(store)["Bo"] == "commissioner"

        team.remove(store, "a1", "f2", by="f1")

        assert roles(store) == {"Anna": "facilitator"}
        assert store.facilitator("f2").name == "Bo"
        for change in (
            lambda: team.remove(store, "a1", "f2", by="f1"),
            lambda: team.change_role(store, "a1", "f2", Role.INITIATOR, by="f1"),
        ):
            with pytest.raises(NotFoundError):
                change()


def test_somebody_who_can_sign_in_always_leads_the_assembly(begin):
    with begin() as store:
        team.invite(store, "a1", name="Cai", role=Role.FACILITATOR, by="f1", new=NEW)
        for leave in (
            lambda: team.remove(store, "a1", "f1", by="f1"),
            lambda: team.change_role(store, "a1", "f1", Role.COMMISSIONER, by="f1"),
        ):
            with pytest.raises(ProcedureError, match="name another facilitator first"):
                leave()
        team.choose_password(store, "f9", "hash of another")

        team.remove(store, "a1", "f1", by="f1")

        assert roles(store) == {"Cai": "facilitator"}
        with pytest.raises(NotFoundError):
            accounts.own_assembly(store, "a1", by="f1")


def test_a_step_asks_for_its_right(begin, bo_as):
    bo_as(Role.FACILITATOR)
    for role, right in product(Role, Right):
        with begin() as store:
            store.put_in_team("a1", "f2", role)
            if right in RIGHTS[role]:
                assert accounts.change_assembly(store, "a1", by="f2", right=right).id == "a1"
            else:
                with pytest.raises(NotAllowedError, match="for other things"):
                    accounts.change_assembly(store, "a1", by="f2", right=right)


def test_what_each_role_is_for_is_what_was_agreed():
    """The table, once more and by hand: a right that is added by mistake shows here."""
    assert {role.value: " ".join(sorted(RIGHTS[role])) for role in Role} == {
        "facilitator": "agenda desk draw enter floor follow lead suggest word write",
        "draw officer": "draw enter",
        "commissioner": "agenda enter",
        "interpreter": "agenda desk enter follow word",
        "table host": "agenda enter floor follow",
        "co-author": "enter suggest write",
        "initiator": "enter suggest",
    }
    assert {act.value: act.right.value for act in Act} == {
        "draw": "draw",
        "unseal": "lead",
        "give up": "lead",
        "revoke": "lead",
        "delete": "lead",
        "strike": "desk",
    }


def test_a_draw_officer_draws_and_touches_no_vote(begin, to_commitment, add_vote, bo_as, now):
    to_commitment(begin)
    add_vote(begin)
    bo_as(Role.DRAW_OFFICER)
    with begin() as store:
        drawing.draw_panel(
            store, "a1", seed="dice 1", reserves=1, by="f2", second="f1", now=now
        )  # fmt: skip
        for step in (
            lambda: decide.open_vote(store, "v1", by="f2", now=now),
            lambda: decide.close_vote(store, "v1", by="f2", now=now),
            lambda: admitting.revoke_card(store, "a1", 1, by="f2", now=now),
            lambda: team.invite(store, "a1", name="X", role=Role.FACILITATOR, by="f2", new=NEW),
        ):
            with pytest.raises(NotAllowedError):
                step()


def test_a_commissioner_changes_nothing(begin, to_pool, pool, quotas, bo_as):
    to_pool(begin)
    bo_as(Role.COMMISSIONER)
    with begin() as store:
        with pytest.raises(NotAllowedError):
            recruit.replace_pool(store, "a1", pool, quotas, by="f2")
        with pytest.raises(NotAllowedError):
            meeting.create_session(store, "a1", title="X", start=START, by="f2", id="s1")


def test_a_table_host_leads_the_queue_and_not_the_session(begin, bo_as, now):
    with begin() as store:
        meeting.create_session(store, "a1", title="First", start=START, by="f1", id="s1")
    bo_as(Role.TABLE_HOST)
    with begin() as store:
        speaking.give_floor(store, "s1", voice="nobody's", by="f2", now=now)
        speaking.end_speech(store, "s1", number=1, by="f2", now=now)
        for step in (
            lambda: speaking.forget_speaking(store, "s1", by="f2"),
            lambda: meeting.remove_session(store, "s1", by="f2"),
        ):
            with pytest.raises(NotAllowedError):
                step()


def test_a_draw_of_replacements_has_the_team_of_the_draw_before(begin, to_commitment, bo_as, now):
    to_commitment(begin)
    with begin() as store:
        panel = drawing.draw_panel(store, "a1", seed="dice 1", reserves=1, by="f1", now=now).panel
    bo_as(Role.DRAW_OFFICER)
    with begin() as store:
        again = {"title": "Again", "by": "f2", "now": now, "id": "a2"}
        replace_members(store, "a1", withdrawn=[panel[0]], **again)

        assert roles(store, "a2") == {"Anna": "facilitator", "Bo": "draw officer"}
