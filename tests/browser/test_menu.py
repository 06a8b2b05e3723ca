"""The header of whoever has signed in, or holds a card, leaves a phone to the page."""

import secrets

import pytest

from deliberation.procedures import admitting, recruit
from tests.browser.conftest import PASSWORD
from tests.webapp.conftest import NOW

pytestmark = pytest.mark.browser

TITLE = "The citizens’ assembly of the town and its eleven villages on where the buses shall go"
SIZES = (
    "all => all.map(one => [one.getBoundingClientRect().width, one.getBoundingClientRect().height])"
)


def signed_in(phone, **options):
    """A phone of the smallest size, on the page of an assembly with a long name."""
    anna = phone(**options)
    anna.page.set_viewport_size({"width": 360, "height": 740})
    anna.page.goto(anna.base + "/sign-in")
    anna.fill(name="anna", password=PASSWORD)
    with anna.page.expect_navigation():
        anna.page.locator("main form:has([name=password]) button").first.click()
    anna.page.goto(anna.base + "/facilitator/new")
    anna.fill(title=TITLE, question="Where shall the buses go?")
    with anna.page.expect_navigation():
        anna.page.locator("main form button").first.click()
    return anna


def header_height(anna) -> float:
    return anna.page.locator("body > header").bounding_box()["height"]


@pytest.mark.parametrize("language", ["uk", "ar"])
def test_it_is_a_line_and_a_menu(phone, language) -> None:
    """Seven languages and two links took 217 of the 740 pixels."""
    anna = signed_in(phone, language=language, looks=False)
    assert header_height(anna) < 70
    anna.page.goto(anna.page.url + "/team")
    assert header_height(anna) < 70, "not more than two lines of a long name"


def test_the_menu_opens_without_scripts_and_covers_nothing(phone) -> None:
    anna = signed_in(phone, scripts=False)
    menu, heading = anna.page.locator(".menu"), anna.page.locator("h1")
    assert menu.locator("summary").bounding_box()["height"] >= 44
    menu.locator("summary").click()
    sizes = menu.locator("a, button").evaluate_all(SIZES)
    assert len(sizes) == 9, "the list, the way out, and seven languages"
    assert all(min(size) >= 44 for size in sizes)
    box = menu.bounding_box()
    assert box["y"] + box["height"] <= heading.bounding_box()["y"]
    with anna.page.expect_navigation():
        menu.get_by_role("link", name="Dansk").click()
    assert anna.page.locator("html").get_attribute("lang") == "da"


@pytest.mark.parametrize("language", ["uk", "ur"])
def test_a_member_has_one_line_with_the_languages_behind_their_own(house, phone, language) -> None:
    with house.extensions["begin"]() as store:
        recruit.create_assembly(store, title="Town", question="?", by="f-anna", now=NOW, id="a1")
        card, *_ = admitting.issue_cards(
            store, "a1", count=1, random_bytes=secrets.token_bytes, by="f-anna"
        )
    member = phone(language=language, scripts=False)
    member.page.set_viewport_size({"width": 320, "height": 640})
    member.page.goto(member.base + "/join/a1")
    member.fill(code=card.code)
    with member.page.expect_navigation():
        member.page.locator("main form:has([name=code]) button").first.click()
    assert header_height(member) < 80, "217 of 640 pixels before"
    member.page.locator(".menu summary").click()
    with member.page.expect_navigation():
        member.page.get_by_role("link", name="Polski").click()
    assert "Polski" in member.page.locator("summary").inner_text()
