"""On the real application: a draft outlives its tab, on this phone, until it is cast."""

import secrets
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from deliberation.procedures import admitting, decide, recruit
from deliberation.voting import Ranking
from tests.browser.conftest import Phone
from tests.webapp.conftest import NOW
from tests.webapp.sealed_votes import hold, opened

pytestmark = pytest.mark.browser

MANY = tuple(f"Plant row {n}" for n in range(1, 13))
DRAFTS = "() => Object.keys(localStorage).filter((key) => key.startsWith('draft '))"

FILLED = """() => {
  const fields = [...new FormData(document.getElementById("ballot"))];
  return Object.fromEntries(fields.filter(([name, text]) => text && name.startsWith("line-")));
}"""


@pytest.fixture
def begin(house: Flask) -> Any:
    """Transactions of a house with an assembly."""
    begin = house.extensions["begin"]
    with begin() as store:
        recruit.create_assembly(store, title="Town", question="?", by="f-anna", now=NOW, id="a1")
    return begin


@pytest.fixture
def codes(begin: Any) -> list[str]:
    """Those of the cards of two members."""
    with begin() as store:
        cards = admitting.issue_cards(
            store, "a1", count=2, random_bytes=secrets.token_bytes, by="f-anna"
        )
    return [card.code for card in cards]


@pytest.fixture
def member(codes: list[str], phone: Callable[..., Phone]) -> Phone:
    """A phone that has joined with the first card."""
    member = phone(looks=False)
    join(member, codes[0])
    return member


def join(member: Phone, code: str) -> None:
    member.page.goto(f"{member.base}/join/a1#{code}")
    member.page.wait_for_url("**/ballots#top")


def batch(begin: Any) -> None:
    """Open a vote on twelve recommendations, with sealed ballots."""
    with begin() as store:
        decide.create_vote(
            store, "a1", title="T", question="Q", kind="grades", candidates=MANY, rule="support",
            seats=12, options={"texts": {MANY[2]: "Lime trees."}}, by="f-anna", id="batch",
        )  # fmt: skip
        decide.open_vote(store, "batch", by="f-anna", now=NOW)


def answer(member: Phone, row: int, mark: int) -> None:
    member.page.locator(f"[name=line-{row}]").nth(mark).check()


def answers(member: Phone) -> dict[str, str]:
    """What is filled in, where it is."""
    return dict(member.page.evaluate(FILLED))


def test_a_draft_outlives_a_reload_and_a_closed_tab_and_is_gone_once_it_is_cast(
    begin, codes, member
) -> None:
    batch(begin)
    sent: list[str] = []
    member.page.context.on("request", lambda r: sent.append(f"{r.url} {r.post_data}"))
    member.open("/ballots/batch")
    erase = member.page.get_by_role("button", name="Erase my draft")
    assert not erase.is_visible()
    answer(member, 0, 1)
    answer(member, 11, 4)
    member.page.reload()
    member.reads("What you filled in before is back.")
    assert erase.is_visible()
    assert answers(member) == {"line-0": "1", "line-11": "4"}
    tab = member.page.context.new_page()
    member.page.close()
    again = Phone(tab, member.base, looks=False)
    again.open("/ballots/batch")
    assert answers(again) == {"line-0": "1", "line-11": "4"}
    assert not any("line-" in request for request in sent), "the server learns no draft"
    again.looks = True
    again.check()
    again.press("Cast my ballot")
    again.reads("Your ballot is in the urn")
    assert tab.evaluate(DRAFTS) == []


@pytest.mark.parametrize("arrives", [False, True])
def test_a_draft_outlives_a_lost_answer_and_a_closed_tab_and_one_ballot_is_cast(
    begin, member, arrives
) -> None:
    """The network is cut before the ballot arrives, or before its answer does."""
    shares = hold(begin, "ranking", id="ranking")
    member.open("/ballots/ranking")
    member.page.get_by_role("button", name="Make this number 1: tram").click()

    def cut(route: Any) -> None:
        if arrives:
            route.fetch(max_redirects=0)
        route.abort()

    member.page.route("**/ballots/ranking", cut)
    member.page.get_by_role("button", name="Cast my ballot").click()
    member.reads("No answer came")
    tab = member.page.context.new_page()
    member.page.close()
    again = Phone(tab, member.base, looks=False)
    again.open("/ballots/ranking")
    again.reads("What you filled in before is back.")
    assert again.page.get_by_text("A ballot of yours is in the urn.").count() == arrives
    assert answers(again) == {"line-1": "1"}
    again.press("Cast my ballot")
    again.reads("Your ballot is in the urn")
    assert tab.evaluate(DRAFTS) == []
    assert opened(begin, shares, id="ranking").counts == {Ranking(("tram",)): 1}


def test_another_card_on_the_same_phone_finds_no_draft_and_erases_it(begin, codes, member) -> None:
    hold(begin, "ranking", id="ranking")
    member.open("/ballots/ranking")
    member.page.get_by_role("button", name="Make this number 1: tram").click()
    assert len(member.page.evaluate(DRAFTS)) == 1
    join(member, codes[0])  # the same card once more
    member.open("/ballots/ranking")
    assert answers(member) == {"line-1": "1"}
    join(member, codes[1])
    member.open("/ballots/ranking")
    assert answers(member) == {}
    assert member.page.evaluate(DRAFTS) == []


def test_a_button_erases_the_draft_and_so_does_whoever_leaves(begin, member) -> None:
    batch(begin)
    member.open("/ballots/batch")
    answer(member, 3, 0)
    with member.page.expect_navigation():
        member.page.get_by_role("button", name="Erase my draft").click()
    member.page.get_by_text("0 of 12 answered").wait_for()
    assert (answers(member), member.page.evaluate(DRAFTS)) == ({}, [])
    answer(member, 3, 0)
    member.open("/ballots")
    assert len(member.page.evaluate(DRAFTS)) == 1
    member.press("Forget my card on this phone")
    assert member.page.evaluate(DRAFTS) == []


def test_a_long_list_is_counted_led_through_and_shown_one_by_one(begin, member) -> None:
    batch(begin)
    member.open("/ballots/batch")
    page = member.page
    for row in (0, 1, 3):
        answer(member, row, 2)
    page.get_by_text("3 of 12 answered").wait_for()
    onward = page.get_by_role("link", name="To the next without an answer")
    at = "document.activeElement.name"
    onward.click()
    assert page.evaluate(at) == "line-4"
    answer(member, 11, 0)
    onward.click()
    assert page.evaluate(at) == "line-2", "behind the last it begins anew"
    page.get_by_role("button", name="Show one at a time").click()
    assert page.locator(".ballot > li:visible").count() == 1
    assert page.get_by_text("Lime trees.").is_visible()
    page.get_by_role("button", name="Next", exact=True).click()
    assert page.evaluate(at) == "line-3"
    member.looks = True
    member.check()
    page.get_by_role("button", name="Show all in a list").click()
    assert page.locator(".ballot > li:visible").count() == 12


def test_without_a_script_the_list_is_counted_by_the_server(begin, codes, phone) -> None:
    batch(begin)
    member = phone(scripts=False, looks=False)
    member.page.goto(f"{member.base}/join/a1")
    member.fill(code=codes[0])
    member.page.locator("main button").first.click()
    member.open("/ballots/batch")
    answer(member, 0, 1)
    member.press("Count my answers")
    member.reads("1 of 12 answered")
    onward = member.page.get_by_role("link", name="To the next without an answer")
    assert onward.get_attribute("href") == "#row-1"
