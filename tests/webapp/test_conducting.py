"""A session is led from one page, and the big screen and the phones follow."""

import re

import pytest

LEAD = "/facilitator/a1/sessions/s-a1"
SCREEN = "/assemblies/a1/sessions/s-a1"
AFTER = re.compile(r'name="after" value="(\w*)"')
NOW = re.compile(r"<h1[^>]*>(?:<bdi>)?([^<]+)")


@pytest.fixture
def led(anna, assembly):
    """The facilitator before a session of two items: the welcome of 15 minutes, and lunch."""
    assert anna.post(LEAD, title="Lunch", minutes="45").status_code == 302
    return anna


def press_next(led):
    """Press the large button of the page as it is."""
    after = AFTER.findall(led.read(f"{LEAD}/conduct"))[0]
    return led.post(f"{LEAD}/next", after=after)


def on_screen(visitor) -> str:
    return NOW.findall(visitor.read(f"{SCREEN}/now"))[0].strip()


def test_the_big_screen_follows_the_large_button(led, stranger) -> None:
    assert on_screen(stranger) == "First meeting"
    assert "Begin: <bdi>Welcome</bdi>" in led.read(f"{LEAD}/conduct")
    assert press_next(led).headers["Location"] == f"{LEAD}/conduct"
    assert on_screen(stranger) == "Welcome"
    assert "15 min" in stranger.read(SCREEN)
    assert "Next: <bdi>Lunch</bdi>" in stranger.read(SCREEN)
    press_next(led)
    assert on_screen(stranger) == "Lunch"
    assert "End the session" in led.read(f"{LEAD}/conduct")
    press_next(led)
    assert on_screen(stranger) == "The session is over."
    assert "large" not in led.read(f"{LEAD}/conduct")


def test_a_second_press_and_a_stale_page_skip_nothing(led, stranger) -> None:
    for _ in range(3):
        assert led.post(f"{LEAD}/next", after="").status_code == 302
        assert on_screen(stranger) == "Welcome"
    assert led.post(f"{LEAD}/next", after="nothing").status_code == 302
    assert on_screen(stranger) == "Welcome"


def test_a_step_that_was_too_early_is_taken_back(led, stranger) -> None:
    assert "one step back" not in led.read(f"{LEAD}/conduct")
    press_next(led)
    press_next(led)
    page = led.read(f"{LEAD}/conduct")
    to = re.findall(r'name="to" value="(\w*)"', page)[0]
    assert to == "i1"
    for _ in range(2):
        assert led.post(f"{LEAD}/back", to=to).status_code == 302
        assert on_screen(stranger) == "Welcome"


def test_who_asks_again_and_again_gets_304_until_something_changes(led, stranger) -> None:
    for page, visitor in ((f"{SCREEN}/now", stranger), (SCREEN, stranger)):
        first = visitor.get(page)
        tag = {"If-None-Match": first.headers["ETag"]}
        again = visitor.get(page, headers=tag)
        assert (again.status_code, again.data) == (304, b"")
        assert first.headers["Cache-Control"] == "no-cache"
    press_next(led)
    assert stranger.get(f"{SCREEN}/now", headers=tag).status_code == 200
    part = led.get(f"{LEAD}/conduct/now")
    tag = {"If-None-Match": part.headers["ETag"]}
    assert led.get(f"{LEAD}/conduct/now", headers=tag).status_code == 304


def test_without_a_script_the_big_screen_loads_itself(stranger, assembly) -> None:
    refresh = '<noscript><meta http-equiv="refresh" content="15"></noscript>'
    assert refresh in stranger.read(SCREEN)


def test_a_line_for_everybody_is_on_the_big_screen_and_on_the_phones(led, member, stranger) -> None:
    pages = ((stranger, SCREEN), (member, "/ballots"), (member, "/ballots/open"))
    assert led.post(f"{LEAD}/message", message="Coffee <b>is</b> ready").status_code == 302
    for visitor, page in pages:
        assert "Coffee &lt;b&gt;is&lt;/b&gt; ready" in visitor.read(page)
    assert led.post(f"{LEAD}/message", message="x" * 141).status_code == 400
    assert led.post(f"{LEAD}/message").status_code == 302
    for visitor, page in pages:
        assert "Coffee" not in visitor.read(page)


def test_a_session_that_is_not_shown_has_no_big_screen_until_it_begins(led, stranger) -> None:
    fields = {"title": "First meeting", "day": "2026-03-14", "start": "10:00", "phase": "learn"}
    assert led.post(f"{LEAD}/edit", **fields).status_code == 302
    for page in (SCREEN, f"{SCREEN}/now", "/assemblies/a2/sessions/s-a1"):
        assert stranger.get(page).status_code == 404
    assert "has no big screen" in led.read(f"{LEAD}/conduct")
    press_next(led)
    assert on_screen(stranger) == "Welcome"
    assert stranger.get("/assemblies/a2/sessions/s-a1").status_code == 404


def test_a_vote_is_announced_when_it_is_open_and_not_before(led, stranger) -> None:
    for vote in ("v-a1-draft", "v-a1-open", "v-a1-closed"):
        assert led.post(LEAD, title=vote, minutes="15", vote=vote).status_code == 302
    calls = {}
    for _ in range(5):
        press_next(led)
        calls[on_screen(stranger)] = "vote on your phone" in stranger.read(f"{SCREEN}/now")
    assert calls == {
        "Welcome": False,
        "Lunch": False,
        "v-a1-draft": False,
        "v-a1-open": True,
        "v-a1-closed": False,
    }
    assert "/votes/v-a1-closed" in led.read(f"{LEAD}/conduct")


def test_how_late_it_is_and_what_is_ahead_stand_beside_the_button(led) -> None:
    """The session was planned for March and begins now: nobody is so late as that."""
    press_next(led)
    page = led.read(f"{LEAD}/conduct")
    assert "minutes late" in page
    assert "What is ahead" in page
    assert re.search(r"It ends at <?[^<]*\d\d:\d\d", page)
