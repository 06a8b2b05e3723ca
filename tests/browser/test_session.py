"""The big screen follows whoever leads the session, and counts down, while nobody touches it."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from deliberation.procedures import meeting
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
