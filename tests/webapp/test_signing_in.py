"""Who may sign in, under which spelling of a name, and how often somebody may guess."""

import time
from contextlib import ExitStack
from datetime import timedelta

import pytest

from deliberation.errors import ProcedureError
from deliberation.procedures.accounts import add_facilitator
from tests.webapp.conftest import NOW
from webapp import auth


@pytest.mark.parametrize(("name", "password"), [("anna", "wrong"), ("nobody", "tram"), ("", "")])
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(stranger, name, password) -> None:
    response = stranger.sign_in(name, password)

    assert response.status_code == 401
    assert "do not belong together" in response.text


def test_an_unknown_name_takes_as_long_as_a_wrong_password(app) -> None:
    keeper = auth.Doorkeeper()
    with app.extensions["begin"]() as store:
        add_facilitator(store, name="slow", password_hash=auth.HASHER.hash("right"), id="f-slow")

    def took(name: str) -> float:
        begun = time.process_time()
        with app.test_request_context():
            assert keeper.check(name, "wrong", now=NOW) is None
        return time.process_time() - begun

    took("warm")
    known, unknown = min(took("slow") for _ in range(3)), min(took("nobody") for _ in range(3))

    assert known / 3 < unknown < known * 3


def test_several_wrong_passwords_make_a_name_wait_for_a_minute(app, stranger) -> None:
    keeper = auth.Doorkeeper()
    with app.test_request_context():
        for _ in range(auth.GUESSES):
            assert keeper.check("anna", "wrong", now=NOW) is None
        with pytest.raises(ProcedureError, match="wait a minute"):
            keeper.check("Anna", stranger.password, now=NOW + timedelta(seconds=59))

        assert keeper.check("bo", stranger.password, now=NOW), "another name need not wait"
        assert keeper.check("anna", stranger.password, now=NOW + timedelta(seconds=61))
        assert keeper.check("anna", stranger.password, now=NOW + timedelta(seconds=62))


def test_whoever_writes_a_name_in_another_way_is_let_in_and_gets_no_more_tries(
    app, stranger
) -> None:
    keeper = auth.Doorkeeper()
    ways = ("anna", "Anna", "ANNA", " an\u00adna", "\u200banna", "ａｎｎａ")
    with app.test_request_context():
        for name in ways:
            assert keeper.check(name, stranger.password, now=NOW), name
        for name in ways[: auth.GUESSES]:
            assert keeper.check(name, "wrong", now=NOW) is None
        with pytest.raises(ProcedureError, match="wait a minute"):
            keeper.check(ways[-1], stranger.password, now=NOW)
        assert keeper.check("an\x00na", stranger.password, now=NOW) is None


def test_many_who_sign_in_at_once_keep_no_member_waiting(app, stranger) -> None:
    """Each password takes long to check, and the server's threads are for those who vote."""
    keeper = auth.Doorkeeper()
    with app.test_request_context(), ExitStack() as others:
        for _ in range(auth.AT_THE_DOOR):
            others.enter_context(keeper._door.place())
        with pytest.raises(ProcedureError, match="others are signing in"):
            keeper.check("anna", stranger.password, now=NOW)
        others.close()

        assert keeper.check("anna", stranger.password, now=NOW)


def test_the_names_that_are_counted_do_not_pile_up(app, monkeypatch) -> None:
    monkeypatch.setattr(auth, "REMEMBERED", 2)
    keeper = auth.Doorkeeper()
    for name in "abcde":
        keeper._count(name, NOW)

    assert list(keeper._tries) == ["d", "e"]
