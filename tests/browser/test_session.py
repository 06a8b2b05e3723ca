"""The big screen follows whoever leads the session, and counts down, while nobody touches it."""

import re
from datetime import UTC, datetime
from secrets import token_bytes
from zoneinfo import ZoneInfo

import pytest

from deliberation.procedures import admitting, conducting, decide, meeting, speaking
from deliberation.procedures.recruit import create_assembly

pytestmark = pytest.mark.browser


@pytest.fixture
def planned(house):
    """A session of two items that may begin."""
    now = datetime.now(UTC)
    start = now.astimezone(ZoneInfo("Europe/Copenhagen"))
    with house.extensions["begin"]() as store:
        create_assembly(store, title="Town", question="How?", by="f-anna", now=now, id="a1")
        meeting.create_session(store, "a1", title="Meeting", start=start, by="f-anna", id="s1")
        for id, title in (("i1", "Welcome"), ("i2", "Lunch")):
            meeting.add_item(store, "s1", title=title, minutes=15, by="f-anna", id=id)


def test_the_big_screen_follows_the_large_button(phone, planned) -> None:
    screen, anna = phone(), phone(looks=False)
    screen.open("/assemblies/a1/sessions/s1")
    anna.open("/sign-in")
    anna.fill(name="anna", password="tram bus bike")
    anna.press("Sign in")
    anna.looks = True
    anna.open("/facilitator/a1/sessions/s1/conduct")
    anna.press("Begin: Welcome")
    screen.page.get_by_role("heading", name="Welcome").wait_for()
    timer = screen.page.get_by_role("timer")
    timer.filter(has_text=re.compile(r"^1[45]:\d\d$")).wait_for()
    first = timer.text_content()
    screen.page.wait_for_function(
        "first => document.querySelector('[role=timer]').textContent !== first", arg=first
    )
    screen.check()
    anna.press_twice("Next: Lunch")
    screen.page.get_by_role("heading", name="Lunch").wait_for()
    anna.reads("End the session")


def test_the_page_that_leads_says_that_a_vote_was_opened_and_closed_elsewhere(
    phone, house, planned
) -> None:
    anna = phone(looks=False)
    anna.open("/sign-in")
    anna.fill(name="anna", password="tram bus bike")
    anna.press("Sign in")
    anna.open("/facilitator/a1/sessions/s1/conduct")
    anna.press("Begin: Welcome")
    begin, now = house.extensions["begin"], datetime.now(UTC)
    with begin() as store:
        admitting.issue_cards(store, "a1", count=1, random_bytes=token_bytes, by="f-anna")
        decide.create_vote(
            store, "a1", title="Lunch", question="What?", kind="ranking", candidates=("a", "b"),
            rule="irv", seats=1, by="f-anna", id="v1",
        )  # fmt: skip
        decide.open_vote(store, "v1", by="f-anna", now=now)
    anna.reads("Until it is closed nobody is put into the queue")
    queueing = anna.page.get_by_text("Somebody without a phone wants to speak")
    assert queueing.count() == 0
    with begin() as store:
        decide.close_vote(store, "v1", by="f-anna", now=now)
    queueing.wait_for()
    assert anna.page.get_by_text("Until it is closed").count() == 0


TITLE = "What the town shall do about its buses, its cycle paths and its cars"
NAME = "Maria Magdalena Østergaard-Christoffersen af Rosenkilde-Bang"
MESSAGE = (
    "Lunch is ready in the canteen. We begin again at one o’clock, at the tables with the same "
    "numbers as before; please bring your card."
)
FITS = "document.scrollingElement.scrollHeight <= innerHeight"
SMALLEST = """Math.min(...[...document.querySelectorAll("#screen p, #screen h1")].map(
    line => parseFloat(getComputedStyle(line).fontSize))) / innerHeight"""


@pytest.mark.parametrize(("wide", "high"), [(1920, 1080), (1280, 720)])
def test_whatever_the_big_screen_says_fits_and_can_be_read_from_the_back_row(
    house, browser, site, planned, wide, high
) -> None:
    """Nobody scrolls a wall; and a line of a thirtieth of its height is read at 15 metres."""
    by, now = "f-anna", datetime.now(UTC)
    with house.extensions["begin"]() as store:
        meeting.add_item(store, "s1", title=TITLE, minutes=15, by=by, id="i3")
        for after in ("", "i1", "i2"):
            conducting.move_on(store, "s1", after=after, by=by, now=now)
    page = browser.new_page(viewport={"width": wide, "height": high})

    def look() -> None:
        page.goto(f"{site}/assemblies/a1/sessions/s1?lang=da")
        assert page.evaluate(FITS)
        assert page.evaluate(SMALLEST) > 1 / 30

    look()
    with house.extensions["begin"]() as store:
        for called in (NAME, "Bo", "Yusuf al-Hakim", "Oksana Melnyk", "Gülşen Öztürk"):
            speaking.put_in_queue(store, "s1", called=called, point=False, by=by, now=now)
        first = speaking.floor_of(store, "s1", now=now).waiting[0].wish.person.voice
        speaking.give_floor(store, "s1", voice=first, by=by, now=now)
    look()
    with house.extensions["begin"]() as store:
        conducting.tell_all(store, "a1", MESSAGE, by=by)
    look()
    page.close()
