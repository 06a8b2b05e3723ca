"""What cannot be taken back is done by two, where a team has two who may do it."""

from datetime import timedelta

import pytest

from deliberation.errors import NotAllowedError, NotFoundError, ProcedureError
from deliberation.procedures import accounts, admitting, decide, drawing, recruit, team
from deliberation.procedures.two_people import agree, ask_second, asked_by_another, others
from deliberation.roles import Act, Role

DICE = "dice 1 2 3"


def hands(store) -> list[dict]:
    """What the ledger says of acts by two."""
    return [entry.payload for entry in store.ledger("a1") if entry.kind == "hands"]


@pytest.fixture
def joins(begin):
    """Lets somebody into the team of a1; they have chosen their password, unless said otherwise."""

    def join(id: str, role: Role, *, provisional: bool = False) -> None:
        with begin() as store:
            account = {"name": id, "password_hash": "hash", "provisional": provisional}
            accounts.add_facilitator(store, id=id, **account)
            team.invite(store, "a1", name=id, role=role, by="f1", new=("unused", "unused"))

    return join


def test_one_person_alone_draws_as_before_and_the_ledger_says_nothing_of_hands(
    begin, to_commitment, now
):
    to_commitment(begin)
    with begin() as store:
        drawing.draw_panel(store, "a1", seed=DICE, reserves=1, by="f1", now=now)

        assert [entry.kind for entry in store.ledger("a1")][-1] == "draw"
        assert hands(store) == []


def test_with_two_who_may_draw_one_alone_is_refused_and_nothing_is_drawn(
    begin, to_commitment, joins, now
):
    to_commitment(begin)
    joins("otto", Role.DRAW_OFFICER)
    with begin() as store, pytest.raises(ProcedureError, match="two people of the team"):
        drawing.draw_panel(store, "a1", seed=DICE, by="f1", now=now)
    with begin() as store:
        assert store.assembly("a1").stage == "committed"
        assert hands(store) == []


def test_both_at_one_laptop_draw_and_the_ledger_names_their_roles_and_nobody(
    begin, to_commitment, joins, now
):
    to_commitment(begin)
    joins("otto", Role.DRAW_OFFICER)
    with begin() as store:
        drawing.draw_panel(
            store, "a1", seed=DICE, reserves=1, by="otto", second="f1", now=now
        )  # fmt: skip

        roles = {"draw officer": 1, "facilitator": 1}
        at = now.strftime("%Y-%m-%dT%H:%M:%SZ")
        assert hands(store) == [{"act": "draw", "of": "", "roles": roles, "at": at}]
        assert [entry.kind for entry in store.ledger("a1")][-2:] == ["hands", "draw"]


def test_what_one_has_asked_for_another_does_and_it_is_asked_for_once(begin, joins, now):
    joins("ida", Role.FACILITATOR)
    with begin() as store:
        ask_second(store, "a1", Act.DRAW, by="ida", now=now)
        assert asked_by_another(store, "a1", Act.DRAW, by="ida", now=now) is None
        asked = asked_by_another(store, "a1", Act.DRAW, by="f1", now=now)
        assert asked is not None
        assert asked.by == "ida"

        assert agree(store, "a1", Act.DRAW, by="f1", now=now) == (Role.FACILITATOR,) * 2
        assert hands(store)[0]["roles"] == {"facilitator": 2}
        with pytest.raises(ProcedureError, match="two people of the team"):
            agree(store, "a1", Act.DRAW, by="f1", now=now)


def test_whoever_asked_cannot_be_the_second_person_too(begin, joins, now):
    joins("ida", Role.FACILITATOR)
    with begin() as store:
        ask_second(store, "a1", Act.DRAW, by="f1", now=now)
        with pytest.raises(ProcedureError, match="two people of the team"):
            agree(store, "a1", Act.DRAW, by="f1", now=now)
        with pytest.raises(ProcedureError, match="somebody else"):
            agree(store, "a1", Act.DRAW, by="f1", second="f1", now=now)


@pytest.mark.parametrize(("minutes", "good"), [(0, True), (60, True), (61, False)])
def test_what_was_asked_for_holds_for_an_hour(begin, joins, now, minutes, good):
    joins("ida", Role.FACILITATOR)
    later = now + timedelta(minutes=minutes)
    with begin() as store:
        ask_second(store, "a1", Act.DELETE, by="ida", now=now)

        found = asked_by_another(store, "a1", Act.DELETE, by="f1", now=later)

    assert (found is not None) == good


def test_what_was_asked_for_is_of_one_act_on_one_thing(begin, members, joins, now):
    members(begin, 2)
    joins("ida", Role.FACILITATOR)
    with begin() as store:
        ask_second(store, "a1", Act.REVOKE, subject="1", by="ida", now=now)
        for act, subject in [(Act.REVOKE, "2"), (Act.DELETE, "1"), (Act.DRAW, "")]:
            with pytest.raises(ProcedureError, match="two people of the team"):
                agree(store, "a1", act, subject=subject, by="f1", now=now)

        agree(store, "a1", Act.REVOKE, subject="1", by="f1", now=now)

        assert hands(store)[0]["of"] == "", "which card it was is nobody's business"


def test_the_ledger_says_of_an_urn_whose_it_is(begin, joins, now):
    joins("ida", Role.FACILITATOR)
    with begin() as store:
        agree(store, "a1", Act.UNSEAL, subject="v1", by="f1", second="ida", now=now)

        assert hands(store)[0]["of"] == "v1"


def test_nobody_waits_for_an_account_whose_owner_has_not_come_yet(begin, joins, now):
    joins("ida", Role.FACILITATOR, provisional=True)
    with begin() as store:
        assert others(store, "a1", Act.UNSEAL, by="f1") == ()
        assert agree(store, "a1", Act.UNSEAL, subject="v1", by="f1", now=now) == (Role.FACILITATOR,)
        with pytest.raises(ProcedureError, match="nobody else"):
            ask_second(store, "a1", Act.UNSEAL, subject="v1", by="f1", now=now)


def test_a_role_that_is_for_other_things_is_neither_the_first_nor_the_second(begin, joins, now):
    joins("ida", Role.FACILITATOR)
    joins("otto", Role.DRAW_OFFICER)
    with begin() as store:
        for ask in (agree, ask_second):
            with pytest.raises(NotAllowedError):
                ask(store, "a1", Act.UNSEAL, subject="v1", by="otto", now=now)
        with pytest.raises(ProcedureError, match="may not do this"):
            agree(store, "a1", Act.UNSEAL, subject="v1", by="f1", second="otto", now=now)
        with pytest.raises(NotFoundError):
            agree(store, "a1", Act.UNSEAL, subject="v1", by="nobody", now=now)


def test_whoever_was_taken_out_of_the_team_has_asked_for_nothing(begin, joins, now):
    joins("ida", Role.FACILITATOR)
    joins("cai", Role.FACILITATOR)
    with begin() as store:
        ask_second(store, "a1", Act.DELETE, by="ida", now=now)
        team.remove(store, "a1", "ida", by="f1")

        assert asked_by_another(store, "a1", Act.DELETE, by="f1", now=now) is None


def test_a_lost_card_and_an_urn_ask_for_the_second_person(begin, add_vote, members, joins, now):
    members(begin, 2)
    joins("ida", Role.FACILITATOR)
    with begin() as store:
        with pytest.raises(ProcedureError, match="two people of the team"):
            admitting.revoke_card(store, "a1", 1, by="f1", now=now)
        admitting.revoke_card(store, "a1", 1, by="f1", second="ida", now=now)
        assert [card.revoked for card in store.cards("a1")] == [True, False]


def test_nothing_is_asked_for_that_is_not_there(begin, add_vote, members, joins, now):
    """What is asked for stands on a colleague's page, and leads to another: no place for a text."""
    add_vote(begin)
    members(begin, 1)
    joins("ida", Role.FACILITATOR)
    wrong = [
        (Act.UNSEAL, "v2"), (Act.GIVE_UP, "../../a2/votes/v2"), (Act.UNSEAL, ""),
        (Act.REVOKE, "2"), (Act.DRAW, "Call me"), (Act.DELETE, "v1"),
    ]  # fmt: skip
    with begin() as store:
        for act, subject in wrong:
            with pytest.raises(NotFoundError):
                ask_second(store, "a1", act, subject=subject, by="ida", now=now)
        assert store.all_asked("a1", since=now) == ()


def test_whoever_asked_for_a_draw_before_the_commitment_has_not_asked_for_this_one(
    begin, to_lottery, joins, now
):
    """Else one person alone could commit to another lottery, and draw from it."""
    joins("ida", Role.FACILITATOR)
    to_lottery(begin)
    with begin() as store:
        ask_second(store, "a1", Act.DRAW, by="ida", now=now)
        recruit.publish_commitment(store, "a1", publish_people=True, salt="", by="f1", now=now)
        with pytest.raises(ProcedureError, match="two people of the team"):
            drawing.draw_panel(store, "a1", seed=DICE, reserves=1, by="f1", now=now)


def test_whoever_asked_to_open_an_urn_before_its_close_has_not_asked_to_open_this_one(
    begin, add_vote, members, joins, now
):
    add_vote(begin)
    members(begin, 2)
    joins("ida", Role.FACILITATOR)
    with begin() as store:
        decide.open_vote(store, "v1", by="f1", now=now)
        ask_second(store, "a1", Act.UNSEAL, subject="v1", by="ida", now=now)
        decide.close_vote(store, "v1", by="f1", now=now)

        assert asked_by_another(store, "a1", Act.UNSEAL, subject="v1", by="f1", now=now) is None
