"""What a facilitator needs is in sight on the narrowest phones."""

import pytest

from tests.browser.conftest import PASSWORD
from tests.webapp.conftest import make_assembly

pytestmark = pytest.mark.browser


@pytest.fixture
def anna(house, phone):
    """Somebody on a phone of 360 pixels who leads an assembly with a panel and votes."""
    make_assembly(house, "a1", by="f-anna")
    anna = phone(language="da")
    anna.page.set_viewport_size({"width": 360, "height": 740})
    anna.page.goto(anna.base + "/sign-in")
    anna.fill(name="anna", password=PASSWORD)
    with anna.page.expect_navigation():
        anna.page.locator("main form:has([name=password]) button").first.click()
    return anna


def inside(box, width: int) -> bool:
    return box["x"] >= 0 and box["x"] + box["width"] <= width


def test_beside_each_menu_of_answers_a_phone_shows_the_features(anna) -> None:
    anna.open("/facilitator/a1/panel")
    page = anna.page
    features = page.locator("td .cramped").first
    assert features.inner_text() in ("woman", "man")
    assert inside(features.bounding_box(), 360)
    assert not page.locator("td.roomy").first.is_visible()
    page.set_viewport_size({"width": 1280, "height": 740})
    assert page.locator("td.roomy").first.is_visible()
    assert not features.is_visible()


def test_the_share_that_carries_is_read_whole_at_320_pixels(anna) -> None:
    anna.page.set_viewport_size({"width": 320, "height": 740})
    anna.open("/facilitator/a1/votes/new")
    menu = anna.page.locator("#of")
    menu.select_option(index=menu.locator("option").count() - 1)
    needs, has = menu.evaluate("menu => [menu.scrollHeight, menu.clientHeight]")
    assert needs <= has + 1
    assert menu.evaluate("menu => menu.scrollWidth <= menu.clientWidth")


def test_nothing_stands_on_the_line_below_what_is_open(anna) -> None:
    anna.open("/votes/v-a1-closed")
    opened = anna.page.locator("main details").last
    opened.locator("summary").click()
    last = opened.locator("> :last-child").bounding_box()
    box = opened.bounding_box()
    assert box["y"] + box["height"] - last["y"] - last["height"] >= 12
