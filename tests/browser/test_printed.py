"""What is printed comes out on as many sheets as it says."""

import re
from os import urandom

import pytest
import segno

from deliberation.figures import report
from deliberation.figures.share_sheet import share_sheet
from deliberation.figures.share_words import SHARE
from deliberation.procedures import recruit
from deliberation.urn import Split, Terms, new_urn
from tests.browser.conftest import PASSWORD
from tests.figures.test_recommended import vote
from tests.figures.test_report import votes_only
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


def test_a_report_with_a_hundred_recommendations_is_printed_on_few_sheets(phone, tmp_path) -> None:
    """The picture of a hundred bars took fourteen; its table stands below it."""
    names = [f"Build a covered stand for fifty cycles in quarter {n}" for n in range(100)]
    found = votes_only(v1=vote(**{name: 20 + n % 20 for n, name in enumerate(names)}))
    file = tmp_path / "report.html"
    file.write_text(report(found), "utf-8")
    page = phone(looks=False).page
    page.goto(file.as_uri())
    picture, rows = page.locator("figure svg"), page.locator("tbody tr")
    assert picture.is_visible()
    assert len(PAGE.findall(page.pdf(format="A4", margin=MARGIN))) < 12
    page.emulate_media(media="print")
    assert (picture.is_visible(), rows.count()) == (False, 100)
    assert rows.last.is_visible()


@pytest.mark.parametrize("language", SHARE)
def test_a_share_of_a_key_is_one_sheet_in_every_language(phone, language) -> None:
    terms = Terms("lamps", "ranking", ("lamps", "trees"))
    made = new_urn(terms, split=Split.TWO_OF_THREE, random_bytes=urandom)
    share = made.shares[0]
    modules = segno.make(share.qr, error="m").matrix
    title = "Where shall the lamps of the eleven villages stand?"
    page = phone(looks=False).page
    page.set_content(
        share_sheet(share, made.urn, title=title, modules=modules, language=language)
    )  # fmt: skip
    assert len(PAGE.findall(page.pdf(format="A4"))) == 1
