"""The header of whoever has signed in leaves a phone to the page."""

import pytest

from tests.browser.conftest import PASSWORD

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
