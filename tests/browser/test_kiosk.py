"""In a real browser: the next person at a tablet finds nothing; the pages of papers."""

import secrets

import pytest

from deliberation.procedures import admitting, recruit
from tests.webapp.conftest import NOW
from tests.webapp.sealed_votes import hold

pytestmark = pytest.mark.browser

KEPT = "() => localStorage.length + sessionStorage.length"


@pytest.fixture
def codes(house):
    """Those of two members of an assembly with an open vote."""
    begin = house.extensions["begin"]
    with begin() as store:
        recruit.create_assembly(store, title="Town", question="?", by="f-anna", now=NOW, id="a1")
        cards = admitting.issue_cards(
            store, "a1", count=2, random_bytes=secrets.token_bytes, by="f-anna"
        )
    hold(begin, "approval")
    return [card.code for card in cards]


def test_who_goes_back_at_a_tablet_sees_the_beginning(phone, codes) -> None:
    tablet = phone()
    tablet.open("/kiosk/a1")
    tablet.press("Make this device a kiosk")
    tablet.page.locator("summary").filter(has_text="End kiosk mode").click()
    tablet.check()
    tablet.fill(ending="123")
    tablet.press("End kiosk mode")
    tablet.reads("does not end kiosk mode here")
    tablet.fill(code=codes[0])
    tablet.press("Join")
    tablet.press("Vote now: T")
    tablet.page.get_by_text("tram").click()
    tablet.page.evaluate("() => localStorage.setItem('draft planted', 'tram')")
    tablet.press("Cast my ballot")
    tablet.reads("Your receipt")
    assert tablet.page.evaluate(KEPT) > 0, "found before"
    tablet.press("I am finished: next person")
    assert tablet.page.evaluate(KEPT) == 0
    for _ in range(3):
        tablet.page.go_back()
        tablet.page.get_by_role("heading", name="Vote here").wait_for()
    assert "tram" not in tablet.page.content()


def test_the_pages_of_papers_are_for_everybody_who_types_them_in(phone, codes) -> None:
    anna = phone()
    anna.open("/sign-in")
    anna.fill(name="anna", password="tram bus bike")
    anna.press("Sign in")
    anna.open("/facilitator/a1/votes/v/papers")
    anna.fill(count="1")
    anna.press("Print papers")
    paper = anna.page.locator(".paper-code .code").inner_text()
    anna.press("I have printed them")
    anna.fill(card=codes[0])
    anna.press("Hand out a paper")
    anna.page.get_by_label("Everybody has had the time to vote.").check()
    anna.press("Open the box")
    for name, choice in (("Anne", "tram"), ("Bent", "bus")):
        anna.fill(name=name, code=paper)
        anna.page.get_by_label(choice, exact=True).check()
        anna.press("That is what the paper says")
    anna.reads("The two entries differ")
