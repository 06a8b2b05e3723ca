"""Who may sign in, under which spelling of a name, and how often somebody may guess."""

from contextlib import ExitStack
from datetime import timedelta

import pytest
from argon2 import Parameters, PasswordHasher, extract_parameters

from deliberation.errors import ProcedureError
from deliberation.procedures.accounts import add_facilitator
from tests.webapp.conftest import NOW
from webapp import auth


@pytest.mark.parametrize(("name", "password"), [("anna", "wrong"), ("nobody", "tram"), ("", "")])
def test_a_wrong_name_and_a_wrong_password_get_the_same_answer(stranger, name, password) -> None:
    response = stranger.sign_in(name, password)

    assert response.status_code == 401
    assert "do not belong together" in response.text


class Watched(PasswordHasher):
    """Compares passwords as ever, and remembers how much work each comparison was."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[tuple[Parameters, int]] = []

    def verify(self, hash: str, password: str) -> bool:
        self.done.append((extract_parameters(hash), len(password)))
        return super().verify(hash, password)


@pytest.mark.parametrize("unknown", ["nobody", "no\x00body", ""])
def test_an_unknown_name_takes_as_long_as_a_wrong_password(app, unknown) -> None:
    """As much work: seconds are of the machine, and of what else it does."""
    watched = Watched()
    keeper = auth.Doorkeeper(watched)
    with app.extensions["begin"]() as store:
        add_facilitator(store, name="slow", password_hash=auth.HASHER.hash("right"), id="f-slow")

    with app.test_request_context():
        for name in ("slow", unknown):
            assert keeper.check(name, "wrong", now=NOW) is None

    known, nobodys = watched.done
    assert nobodys == known


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
