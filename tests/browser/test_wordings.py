"""On the real application: a ballot read in Arabic, and the pages on which it is worded."""

import secrets
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from deliberation.procedures import admitting, decide, recruit, wording
from tests.browser.conftest import PASSWORD, Phone
from tests.webapp.conftest import NOW

pytestmark = pytest.mark.browser

ARABIC = {
    "title": "ماذا نصلح أولًا؟",
    "question": "نصلح واحدًا هذا العام. بأيها نبدأ؟",
    "plain": "المال يكفي لواحد فقط. أيها الأهم لك؟",
    "option 1": "مقاعد بجانب البحيرة",
    "option 3": "إنارة الممر",
}
OPTIONS = ["Bænke ved søen", "Træer på torvet", "Lys på stien"]


@pytest.fixture
def code(house: Flask) -> str:
    """The code of a card in an assembly with a Danish ranking, open, and a draft of the same."""
    with house.extensions["begin"]() as store:
        recruit.create_assembly(store, title="By", question="?", by="f-anna", now=NOW, id="a1")
        (card,) = admitting.issue_cards(
            store, "a1", count=1, random_bytes=secrets.token_bytes, by="f-anna"
        )
        for id in ("v", "draft"):
            decide.create_vote(
                store, "a1", title="Hvad ordner vi først?", kind="ranking", candidates=OPTIONS,
                question="Vi ordner én ting i år. Hvad begynder vi med?", rule="irv", seats=1,
                by="f-anna", id=id, language="da",
            )  # fmt: skip
            wording.write_wordings(store, id, {"ar": ARABIC}, by="f-anna")
        decide.open_vote(store, "v", by="f-anna", now=NOW)
    return card.code


def test_a_ranking_is_filled_in_by_its_arabic_names(code: str, phone: Callable[..., Phone]) -> None:
    member = phone(language="ar")
    member.page.goto(f"{member.base}/join/a1#{code}")
    member.page.wait_for_url("**/ballots#top")
    member.open("/ballots/v")
    page = member.page
    row = page.locator("#ballot li", has_text="Lys på stien")
    assert row.locator("bdi").first.get_attribute("lang") == "ar"
    row.get_by_role("button").first.click()
    assert "إنارة الممر" in page.locator("[role=status]").inner_text()
    untranslated = page.locator("#ballot bdi", has_text="Træer på torvet")
    assert (untranslated.get_attribute("lang"), untranslated.get_attribute("dir")) == ("da", "ltr")
    page.locator("details.exactly summary").click()
    member.reads("Vi ordner én ting i år. Hvad begynder vi med?")
    member.check()
    with page.expect_navigation():
        page.locator("#ballot button[value=cast]").click()
    member.check()


def test_the_pages_to_write_on_are_accessible_in_every_state(
    code: str, phone: Callable[..., Phone]
) -> None:
    anna = phone(language="ar")
    anna.page.goto(f"{anna.base}/sign-in")
    anna.fill(name="anna", password=PASSWORD)
    with anna.page.expect_navigation():
        anna.page.locator("main form:has([name=password]) button").first.click()
    for path in ("draft/wordings", "draft/wordings/ar", "draft/wordings/da", "v/wordings", "v"):
        anna.open(f"/facilitator/a1/votes/{path}")
    page: Any = anna.page
    page.goto(f"{anna.base}/facilitator/a1/votes/draft/wordings/tr")
    page.locator("[name='option 1']").fill("a \u202e b")
    with page.expect_navigation():
        page.locator("main form button").last.click()
    anna.faults.clear()  # the browser notes that the form was not good
    anna.check()
