"""Pages that many ask for are made once a second, and anew when something was changed."""

from datetime import timedelta

import pytest

from webapp import shared
from webapp.shared import MOST, this_second

SCREEN = "/assemblies/a1/sessions/s-a1/now"


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still until it is moved on by so many seconds."""
    moments = [shared.now().replace(microsecond=0)]
    monkeypatch.setattr(shared, "now", lambda: moments[-1])
    return lambda seconds: moments.append(moments[-1] + timedelta(seconds=seconds))


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_within_a_second_the_database_is_asked_once(clock, stranger, assembly, statements) -> None:
    first = stranger.read(SCREEN)
    statements.clear()
    assert stranger.read(SCREEN) == first
    tag = {"If-None-Match": stranger.get(SCREEN).headers["ETag"]}
    assert stranger.get(SCREEN, headers=tag).status_code == 304
    assert statements == []
    clock(1)
    stranger.read(SCREEN)
    assert statements


def test_what_a_form_has_changed_is_seen_at_once(clock, anna, stranger, assembly) -> None:
    assert "Coffee" not in stranger.read(SCREEN)
    anna.post("/facilitator/a1/sessions/s-a1/message", message="Coffee is ready")
    assert "Coffee is ready" in stranger.read(SCREEN)


def test_members_share_the_list_of_votes_but_not_what_their_own_card_has_done(
    clock, member, visit, codes
) -> None:
    other = visit()
    other.post("/join/a1", code=codes[1])
    alike = member.read("/ballots/open")
    assert other.read("/ballots/open") == alike
    member.post("/ballots/v-a1-open", **{"line-0": "1"})
    assert "Your ballot is in the urn." in member.read("/ballots/open")
    assert other.read("/ballots/open") == alike


def test_each_language_has_its_own_page(clock, visit, assembly) -> None:
    said = [visit().read(f"{SCREEN}?lang={code}") for code in ("en", "da", "ar")]
    assert len(set(said)) == 3


def test_only_so_many_pages_are_kept(app, clock) -> None:
    with app.app_context():
        for n in range(2 * MOST):
            assert this_second(lambda n=n: str(n), str(n)) == str(n)
        assert len(app.extensions["shared"].made) <= MOST
