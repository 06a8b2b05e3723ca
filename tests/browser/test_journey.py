"""One evening in a real browser: from two files to a published result, on phones."""

import pytest

pytestmark = pytest.mark.browser

PEOPLE = "examples/data/people.csv"
QUOTAS = "examples/data/quotas.csv"
PROPOSALS = ("Benches along the canal", "Free buses at night", "A house for every quarter")
OPTIONS = ("Schools", "Care", "Cycling")
VOTERS = 6


@pytest.fixture
def anna(phone, request):
    """The facilitator, who has signed in and drawn a panel."""
    anna, root = phone(), request.config.rootpath
    anna.open("/sign-in")
    anna.fill(name="anna", password="tram bus bike")
    anna.press("Sign in")
    anna.press("New assembly")
    anna.fill(title="Town assembly", question="What shall the town look like?")
    anna.press("Create the assembly")
    anna.press("People and quotas")
    anna.page.set_input_files("[name=people]", root / PEOPLE)
    anna.page.set_input_files("[name=quotas]", root / QUOTAS)
    anna.fill(size="12")
    anna.press("Check and keep both files")
    anna.press("Next: the lottery")
    anna.press("Compute the lottery")
    anna.reads("The lottery is ready.")
    anna.check()
    anna.press("See everybody’s chances")
    anna.press("Next: publish the commitment")
    anna.page.get_by_label("Yes: publish").check()
    anna.press("Publish the commitment")
    anna.press("For the big screen and for paper")
    anna.press("Town assembly")
    anna.press("The draw")
    anna.fill(seed="dice 6 1 4 4 2 5", again="dice 6 1 4 4 2 5")
    anna.press("Draw the panel")
    return anna


def hand_out_cards(anna) -> tuple[str, list[str]]:
    """The address that the QR codes hold, and the codes."""
    anna.press("Next: cards for the members")
    anna.fill(count=str(VOTERS))
    anna.press_twice("Make the cards")
    codes = [code.strip() for code in anna.page.locator(".voting-card .code").all_inner_texts()]
    address = anna.page.locator(".voting-card [dir=ltr]").nth(1).inner_text()
    anna.press("I have printed them")
    return address.removeprefix(anna.base), codes


def hold_vote(anna, title: str, rule: str, choices: tuple[str, ...], seats: int) -> list[str]:
    """Make a vote and open it; what its sheets say."""
    anna.press("New vote")
    anna.fill(title=title, question="What comes first?", candidates="\n".join(choices))
    anna.fill(seats=str(seats))
    anna.page.locator(f"[name=rule][value={rule}]").check()
    anna.press("Create the vote")
    sheets = print_key(anna)
    for holder, words in sheets.items():
        anna.fill(**{f"{holder}-{place}": words[place - 1] for place in (1, 4)})
    anna.page.locator("[name=whole]").check()
    anna.press("Open the vote")
    anna.press("Town assembly")
    return [" ".join(words) for words in sheets.values()]


def print_key(anna) -> dict[str, list[str]]:
    """The words on the sheet of each holder."""
    anna.page.locator("[name=split][value='2 of 2']").check()
    anna.press("Make the key and print it")
    listed = anna.page.locator(".share-sheet .words").all()
    sheets = [sheet.locator("li").all_inner_texts() for sheet in listed]
    assert [len(words) for words in sheets] == [33, 33]
    anna.press("They are printed: open the vote")
    return dict(zip(("facilitator", "observer"), sheets, strict=True))


def close_vote(anna, title: str, sheets: list[str]) -> None:
    """Close it, show the words, open the urn with the sheets, and destroy it."""
    anna.press(title)
    anna.page.locator("[name=sure]").check()
    anna.press("Close the vote")
    words = anna.page.locator(".eight li").all_inner_texts()
    anna.press("Next: open the urn")
    assert anna.page.locator(".eight li").all_inner_texts() == words
    anna.fill(**{"share-1": sheets[0], "share-2": sheets[1]})
    anna.page.locator("[name=shown]").check()
    anna.press("Open the urn and count")
    anna.press("Destroy the urn")
    anna.page.locator("[name=sure]").check()
    anna.press("Destroy the urn for ever")
    anna.reads("is overwritten")
    anna.press("Back to the vote")
    anna.press("The result, and how it was counted")


def rank_with_buttons(member) -> None:
    """Third, then first, then the third moved up: first and third stay in that order."""
    next = member.page.get_by_role("button", name="Make this number")
    next.nth(2).click()
    next.nth(0).click()
    member.page.get_by_role("button", name=f"Up: {PROPOSALS[0]}").click()
    places = member.page.locator("select").evaluate_all(
        "menus => menus.map(m => [m.name, m.value])"
    )
    assert dict(places) == {"line-0": "1", "line-1": "", "line-2": "2"}
    member.check()


def spend_with_buttons(member) -> None:
    plus = member.page.get_by_role("button", name=f"One vote more: {OPTIONS[0]}")
    minus = member.page.get_by_role("button", name=f"One vote less: {OPTIONS[1]}")
    for _ in range(11):
        plus.click()
    assert "Not enough credits" in member.page.get_by_role("status").inner_text()
    minus.click()
    assert member.page.locator("[name=line-0]").input_value() == "10"
    assert member.page.locator("[name=line-1]").input_value() == "0"
    for _ in range(3):
        member.page.get_by_role("button", name=f"One vote less: {OPTIONS[0]}").click()
    minus.click()
    assert member.page.get_by_role("status").inner_text() == "Credits left: 50"
    member.check()


def vote_by_script(member, address: str, code: str) -> None:
    """Scan the card, press buttons."""
    member.page.goto(f"{member.base}{address}#{code}")
    member.page.wait_for_url("**/ballots#top")
    member.check()
    member.press("Vote now: Proposals")
    rank_with_buttons(member)
    member.press("Cast my ballot")
    member.reads("Your ballot is in the urn")
    member.press("Back to my votes")
    member.press("Vote now: Budget")
    spend_with_buttons(member)
    member.press("Cast my ballot")
    member.press("Change my ballot")
    assert member.page.locator("[name=line-0]").input_value() == "0", "it is sealed"
    spend_with_buttons(member)
    member.press("Cast my ballot")


def vote_by_hand(member, address: str, code: str) -> None:
    """Type the code, choose from menus, type numbers: no script."""
    member.open(f"{address}#{code}")
    member.fill(code=code.lower())
    field = member.page.locator("[name=code]")
    assert field.evaluate("field => field.scrollWidth <= field.clientWidth"), "all of it is seen"
    member.press("Join")
    assert code not in member.page.url
    member.press("Vote now: Proposals")
    member.page.locator("[name=line-0]").select_option("1")
    member.page.locator("[name=line-1]").select_option("1")
    refused(member, "Cast my ballot")
    assert member.page.get_by_text("given more than once").count() == 2
    member.page.locator("[name=line-1]").select_option("2")
    member.press("Cast my ballot")
    member.press("Back to my votes")
    member.press("Vote now: Budget")
    not_a_number(member)
    member.fill(**{"line-0": "9", "line-1": "-5"})
    member.press("Check the costs")
    member.reads("Credits too many: 6")
    refused(member, "Cast my ballot")
    member.fill(**{"line-1": "-4"})
    member.press("Cast my ballot")
    member.reads("Your ballot is in the urn")
    member.press("Back to my votes")


def not_a_number(member) -> None:
    """What a number field cannot read is sent as nothing, so the browser must not send it."""
    member.page.locator("[name=line-0]").fill("")
    member.page.locator("[name=line-0]").press_sequentially("2-")
    member.page.get_by_role("button", name="Cast my ballot").click()
    assert member.page.locator("[name=line-0]:invalid").count() == 1
    assert "/cast" not in member.page.url
    member.page.locator("[name=line-0]").fill("0")


def refused(member, name: str) -> None:
    """Send what does not fit; the browser notes the status, which is no fault."""
    with member.page.expect_navigation():
        member.page.get_by_role("button", name=name).click()
    member.page.get_by_text("not cast yet").wait_for()
    member.faults.clear()
    member.check()


def test_an_evening_from_two_files_to_a_result_that_everybody_can_read(anna, phone) -> None:
    address, codes = hand_out_cards(anna)
    proposals = hold_vote(anna, "Proposals", "stv", PROPOSALS, seats=2)
    budget = hold_vote(anna, "Budget", "quadratic", OPTIONS, seats=1)
    member = phone()
    vote_by_script(member, address, codes[0])
    vote_by_hand(phone(scripts=False), address, codes[1])
    for code in codes[2:]:
        vote_by_script(phone(looks=False), address, code)
    close_vote(anna, "Proposals", proposals)
    anna.press("Town assembly")
    anna.open("/facilitator")
    anna.press("Town assembly")
    close_vote(anna, "Budget", budget)
    guest = phone()
    guest.open("/")
    guest.press("Town assembly")
    guest.reads("dice 6 1 4 4 2 5")
    guest.press("Proposals")
    assert guest.page.locator(".winners li").all_inner_texts() == [PROPOSALS[0], PROPOSALS[2]]
    for summary in guest.page.locator("summary").all():
        summary.click()
    guest.check()
    guest.press("Town assembly")
    guest.press("Budget")
    assert guest.page.locator(".winners li").all_inner_texts() == [OPTIONS[0]]
    member.open("/ballots")
    member.press("Forget my card on this phone")
    member.reads("forgotten the card")
    reads_in_the_direction_of_its_language(phone(language="ar"), "ar", "rtl")
    reads_in_the_direction_of_its_language(phone(language="da"), "da", "ltr")


def reads_in_the_direction_of_its_language(guest, language: str, direction: str) -> None:
    guest.open("/")
    assert guest.page.evaluate("getComputedStyle(document.body).direction") == direction
    assert guest.page.evaluate("document.documentElement.lang") == language
    guest.press("Town assembly")
    guest.press("Proposals")
    guest.open("/join")
