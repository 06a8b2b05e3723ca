"""What is printed comes out on as many sheets as it says."""

import re

import pytest

from deliberation.procedures import recruit
from tests.browser.conftest import PASSWORD
from tests.webapp.conftest import NOW

pytestmark = pytest.mark.browser

PAGE = re.compile(rb"/Type\s*/Page\b")
MARGIN = dict.fromkeys(("top", "bottom", "left", "right"), "12mm")


@pytest.mark.parametrize("language", ["en", "uk", "ur"])
def test_fourteen_cards_are_printed_on_three_sheets_of_six(house, phone, language) -> None:
    """The name of the assembly stood above the first, and pushed two of them to one more."""
    with house.extensions["begin"]() as store:
        recruit.create_assembly(
            store,
            title="The climate assembly of the town",
            question="?",
            by="f-anna",
            now=NOW,
            id="a1",
        )
    anna = phone(language=language, looks=False)
    anna.page.goto(anna.base + "/sign-in")
    anna.fill(name="anna", password=PASSWORD)
    with anna.page.expect_navigation():
        anna.page.locator("main form:has([name=password]) button").first.click()
    anna.page.goto(anna.base + "/facilitator/a1/cards")
    anna.fill(count="14")
    with anna.page.expect_navigation():
        anna.page.locator("main form:has([name=count]) button").first.click()
    printed = anna.page.pdf(format="A4", margin=MARGIN)
    assert len(PAGE.findall(printed)) == 3
