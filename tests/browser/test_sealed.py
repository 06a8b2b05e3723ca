"""On the real application: the phone seals, the server never sees a choice, and it is counted."""

import secrets
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from deliberation.procedures import admitting, recruit
from tests.browser.conftest import Phone
from tests.webapp.conftest import NOW
from tests.webapp.sealed_votes import BALLOTS, VOTES, hold, opened

pytestmark = pytest.mark.browser

FILL = """lines => lines.forEach((text, i) => {
  for (const field of document.querySelectorAll(`[name=line-${i}]`)) {
    if (field.type === "radio") field.checked = field.value === text;
    else if (field.type === "checkbox") field.checked = Boolean(text);
    else field.value = text;
  }
})"""
WRITTEN = """() => {
  const fields = new FormData(document.getElementById("ballot"));
  return [0, 1, 2].map((i) => fields.get(`line-${i}`) ?? "");
}"""
WIDTH = "document.scrollingElement.scrollWidth"
HERE = "this phone seals it"
THERE = "the server seals it in its memory"
OLD = "Object.defineProperty(crypto, 'subtle', { value: undefined })"
BROKEN = "() => { SubtleCrypto.prototype.generateKey = () => { throw new Error('no') } }"


@pytest.fixture
def begin(house: Flask) -> Any:
    """Transactions of a house with an assembly."""
    begin = house.extensions["begin"]
    with begin() as store:
        recruit.create_assembly(store, title="Town", question="?", by="f-anna", now=NOW, id="a1")
    return begin


@pytest.fixture
def code(begin: Any) -> str:
    """That of a member's card."""
    with begin() as store:
        cards = admitting.issue_cards(
            store, "a1", count=1, random_bytes=secrets.token_bytes, by="f-anna"
        )
    return cards[0].code


@pytest.fixture
def member(code: str, phone: Callable[..., Phone]) -> Phone:
    """A phone that has joined with the card."""
    member = phone(looks=False)
    member.page.goto(f"{member.base}/join/a1#{code}")
    member.page.wait_for_url("**/ballots#top")
    return member


def sent_by(member: Phone) -> list[str]:
    """The bodies of the posts that follow, as they come."""
    sent: list[str] = []
    member.page.on("request", lambda r: sent.append(r.post_data) if r.method == "POST" else None)
    return sent


def fill(member: Phone, name: str, lines: tuple[str, ...], *, sealer: str = HERE) -> None:
    """Open the ballot, wait until it says who seals, and write on its lines."""
    member.open(f"/ballots/{name}")
    member.page.get_by_text(sealer).wait_for()
    member.page.evaluate(FILL, list(lines))


def press(member: Phone) -> None:
    """Press the button that casts, where no other page is to follow, and wait for what is said."""
    member.page.get_by_role("button", name="Cast my ballot").click()
    member.page.locator("#trouble").wait_for()


def test_a_ballot_of_each_kind_is_sealed_on_the_phone_and_counted(begin, member) -> None:
    """The phone sends one sealed ballot and nothing else, as long for each choice."""
    shares = {name: hold(begin, name, id=name) for name in VOTES}
    for name in VOTES:
        sent = sent_by(member)
        for lines, _ballot in BALLOTS[name][1::-1]:
            fill(member, name, lines)
            member.press("Cast my ballot")
            assert member.page.url.endswith(f"/ballots/{name}/cast")
            member.reads("the server never saw")
        posts = [parse_qs(body, keep_blank_values=True) for body in sent]
        assert [{*post} for post in posts] == [{"csrf_token", "sealed"}] * 2
        assert len({len(body) for body in sent}) == 1
        assert posts[0] != posts[1]
    for name in VOTES:
        profile = opened(begin, shares[name], id=name)
        assert (profile.counts, profile.spoiled) == ({BALLOTS[name][0][1]: 1}, {})


WRONG = {
    "ranking": (("1", "1", ""), "Place 1 is given more than once", 2),
    "budget": (("1", "1", ""), "costs \u2068100\u00a0kr.\u2069 too much", 0),
    "credits": (("9", "9", ""), "62 credits too many", 0),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_does_not_fit_is_told_on_the_phone_and_asks_nobody(begin, member, name) -> None:
    hold(begin, name, id=name)
    sent = sent_by(member)
    lines, problem, beside = WRONG[name]
    fill(member, name, lines)
    press(member)
    assert problem in member.page.locator("main").inner_text()
    assert member.page.locator(".error").count() == beside
    assert member.page.locator("[aria-invalid]").count() == beside
    member.looks = name == "ranking"
    member.check()
    assert sent == []
    member.page.evaluate(FILL, ["", "1", ""])
    member.press("Cast my ballot")
    assert member.page.url.endswith("/cast")
    member.page.go_back()
    member.page.get_by_text("A ballot of yours is in the urn").wait_for()
    assert {*member.page.evaluate(WRITTEN)} <= {"", "0"}, "whoever goes back does not see it"


def test_a_blank_ballot_is_asked_about_before_it_is_sealed(begin, member) -> None:
    shares = hold(begin, "scores", id="scores")
    sent = sent_by(member)
    fill(member, "scores", ("", "", ""))
    press(member)
    member.reads("Your ballot is blank")
    assert sent == []
    member.press("Cast my ballot")
    assert len(sent) == 1
    assert opened(begin, shares, id="scores").blank == 1


def test_where_a_browser_cannot_seal_the_server_does_and_the_page_says_so(begin, member) -> None:
    hold(begin, "ranking", id="ranking")
    member.page.add_init_script(OLD)
    sent = sent_by(member)
    fill(member, "ranking", ("1", "", ""), sealer=THERE)
    member.press("Cast my ballot")
    member.reads("The server sealed your ballot in its memory")
    assert "line-0=1" in sent[0]
    assert urlsplit(member.page.url).query == ""


def test_a_phone_that_fails_to_seal_says_so_before_the_server_does(begin, member) -> None:
    hold(begin, "ranking", id="ranking")
    sent = sent_by(member)
    fill(member, "ranking", ("1", "", ""))
    member.page.evaluate(BROKEN)
    press(member)
    member.reads("This phone could not seal your ballot")
    member.page.get_by_text(f"When you cast it, {THERE}").wait_for()
    assert sent == []
    member.press("Cast my ballot")
    member.reads("The server sealed your ballot in its memory")


@pytest.mark.parametrize("name", ["ranking", "budget", "scores"])
def test_another_language_keeps_what_is_filled_in_and_sends_nothing(begin, member, name) -> None:
    """On this phone, until the page is there again; who loads it once more finds it empty."""
    hold(begin, name, id=name)
    sent = sent_by(member)
    lines = BALLOTS[name][0][0]
    fill(member, name, lines)
    member.page.locator(".menu summary").click()
    member.press("Dansk")
    assert member.page.locator("html").get_attribute("lang") == "da"
    assert [text if text != "0" else "" for text in member.page.evaluate(WRITTEN)] == [
        text if text != "0" else "" for text in lines
    ]
    assert sent == []
    member.page.reload()
    assert {*member.page.evaluate(WRITTEN)} <= {"", "0"}


@pytest.mark.parametrize("answer", ["none", "500", "503"])
def test_a_ballot_stays_filled_in_until_its_answer_is_there(begin, member, answer) -> None:
    """The network is cut; what is sent again is the same bytes, so it lies in the urn once."""
    shares = hold(begin, "ranking", id="ranking")
    sent = sent_by(member)
    fill(member, "ranking", ("1", "2", ""))
    cut = {"none": lambda route: route.abort(), "500": lambda route: route.fulfill(status=500)}
    cut["503"] = lambda route: route.fulfill(status=503)  # which says that it has trouble
    member.page.route("**/ballots/ranking", cut[answer])
    press(member)
    member.reads("The site has trouble" if answer == "503" else "No answer came")
    assert member.page.evaluate(WRITTEN) == ["1", "2", ""]
    assert member.page.locator("form[aria-busy=false]").count() == 1, "it may be sent again"
    member.page.unroute("**/ballots/ranking")
    member.faults.clear()  # the browser notes what the network did
    member.press("Cast my ballot")
    member.reads("This phone sealed your ballot")
    first, second = (parse_qs(body)["sealed"] for body in sent)
    assert first == second
    assert opened(begin, shares, id="ranking").size == 1


def test_a_ballot_of_an_earlier_session_is_not_sealed_for_another_card(begin, code, member) -> None:
    """The phone joins anew in a second tab; the first one asks to look once more."""
    hold(begin, "ranking", id="ranking")
    fill(member, "ranking", ("1", "", "2"))
    tab = member.page.context.new_page()
    tab.goto(f"{member.base}/join/a1#{code}")
    tab.wait_for_url("**/ballots#top")
    member.page.get_by_role("button", name="Cast my ballot").click()
    member.reads("this phone has joined anew")
    member.faults.clear()  # the browser notes the status
    assert member.page.evaluate(WRITTEN) == ["1", "", "2"]
    member.press("Cast my ballot")
    member.reads("This phone sealed your ballot")


def test_a_vote_that_closed_meanwhile_says_so(begin, member) -> None:
    shares = hold(begin, "ranking", id="ranking")
    fill(member, "ranking", ("1", "", ""))
    opened(begin, shares, id="ranking")
    member.page.get_by_role("button", name="Cast my ballot").click()
    member.page.get_by_role("heading", name="This vote is closed").wait_for()


def test_the_enter_key_neither_casts_nor_changes_the_language(begin, member) -> None:
    hold(begin, "credits", id="credits")
    sent = sent_by(member)
    fill(member, "credits", ("9", "9", ""))
    member.page.locator("#line-0").press("Enter")
    member.page.locator("#trouble").wait_for()
    member.reads("62 credits too many")
    assert sent == []


def test_a_second_press_sends_nothing_more(begin, member) -> None:
    hold(begin, "ranking", id="ranking")
    sent = sent_by(member)
    fill(member, "ranking", ("1", "", ""))
    member.press_twice("Cast my ballot")
    member.reads("This phone sealed your ballot")
    assert len(sent) == 1


@pytest.mark.parametrize("name", VOTES)
def test_names_of_one_long_word_fit_on_the_phone(begin, member, name) -> None:
    hold(begin, name, id=name, names=("Donaudampfschiff" * 12, "مقترح" * 40, "x" * 200))
    member.open(f"/ballots/{name}")
    member.page.get_by_text(HERE).wait_for()
    assert member.page.evaluate(WIDTH) == 390


def test_a_title_of_one_long_word_fits_on_the_phone(begin, member) -> None:
    """On the pages of an open vote and of a closed one."""
    shares = hold(begin, "ranking", id="ranking", title="Donaudampfschiff" * 12)
    paths = ("/ballots", "/ballots/ranking", "/votes/ranking", "/votes/ranking/receipt")
    for end in (False, True):
        end and opened(begin, shares, id="ranking")
        for path in paths:
            member.page.goto(member.base + path)
            assert (path, member.page.evaluate(WIDTH)) == (path, 390)


@pytest.mark.parametrize("name", ["budget", "credits"])
def test_what_is_spent_hides_no_control_on_a_low_screen(begin, member, name) -> None:
    """A phone on its side: what stays at the lower edge on others stands in its place."""
    hold(begin, name, id=name)
    fill(member, name, ("1", "", ""))
    member.page.set_viewport_size({"width": 740, "height": 360})
    position = "getComputedStyle(document.querySelector('.purse')).position"
    assert member.page.evaluate(position) == "static"
    member.looks = True
    member.check()
    member.page.set_viewport_size({"width": 360, "height": 740})
    assert member.page.evaluate(position) == "sticky"


def test_a_scanned_receipt_is_checked_and_leaves_no_code_in_the_address(
    begin, member, phone
) -> None:
    """By a phone without a card, before the close and after it."""
    shares = hold(begin, "approval", id="approval")
    fill(member, "approval", ("1", "", ""))
    member.press("Cast my ballot")
    member.looks = True
    member.check()
    member.page.locator("main summary").click()
    receipt = "".join(member.page.locator(".receipt .code").inner_text().split())
    other = phone()
    for then, heading in (
        (opened, "The receipt is genuine"),
        (None, "Your ballot is on the board"),
    ):
        with other.page.expect_navigation(url="**/receipt"):
            other.page.goto(f"{other.base}/votes/approval/receipt#{receipt}")
        other.page.get_by_role("heading", name=heading).wait_for()
        assert "RECEIPT" not in other.page.url
        other.check()
        then and then(begin, shares, id="approval")


def test_without_a_script_the_server_seals_and_asks_about_a_blank_ballot(
    begin, code, phone
) -> None:
    hold(begin, "grades", id="grades")
    member = phone(scripts=False)
    member.open("/join/a1")
    member.fill(code=code)
    member.press("Join")
    member.open("/ballots/grades")
    member.reads(THERE)
    assert not member.page.get_by_text(HERE).is_visible()
    press(member)
    member.reads("Your ballot is blank")
    member.press("Cast my ballot")
    member.reads("Your ballot is in the urn")
