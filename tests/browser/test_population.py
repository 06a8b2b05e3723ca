"""The form for the population, what is wrong in it, and its picture fit on a phone."""

import pytest

from tests.browser.conftest import PASSWORD
from tests.webapp.conftest import make_assembly

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["da", "ar"])
def test_shares_are_typed_mended_and_seen_on_a_phone(house, phone, language) -> None:
    make_assembly(house, "a1", by="f-anna")
    anna = phone(language=language)
    anna.page.goto(anna.base + "/sign-in")
    anna.fill(name="anna", password=PASSWORD)
    with anna.page.expect_navigation():
        anna.page.locator("main form:has([name=password]) button").first.click()
    anna.open("/facilitator/a1/population")
    rows = anna.page.locator("textarea")
    blank = rows.input_value()
    assert blank.startswith("feature;value;share\n")
    for share in ("40", "40,5 %"):
        rows.fill(blank.replace(";\n", f";{share}\n"))
        with anna.page.expect_navigation():
            anna.page.locator("main form:has(textarea) button").click()
        anna.faults.clear()  # which the browser notes where rows are refused
        anna.check()
    assert "40.5 %" in rows.input_value()
    assert anna.page.locator("figure svg").is_visible()
    anna.open("/facilitator/a1/panel")
    anna.open("/assemblies/a1")
