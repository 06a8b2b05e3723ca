"""The page on electing a board, walked through as it stands: each name that it says is pressed."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest

from deliberation.urn import MARKS
from tests.webapp.conftest import SHEET, WORD

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "elect-a-board.md"
CODE = re.compile(r'<p class="code big" dir="ltr">([0-9A-Z]{4}(?:-[0-9A-Z]{4}){2})</p>')
BOARD = {
    "title": "Board of the houses", "candidates": "Ada\nBo\nCem\nDina", "seats": "2",
    "voters": "8", "rule": "stv", "split": "2 of 2",
}  # fmt: skip


class Presses(HTMLParser):
    """What can be pressed on a page: the address and the fields behind each link and button."""

    def __init__(self, page: str, address: str) -> None:
        super().__init__()
        self.found: dict[str, tuple[str, dict[str, str] | None]] = {}
        self._here, self._form, self._open, self._text = address, None, None, ""
        self.feed(page.partition("<main")[2])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = (urljoin(self._here, given.get("action", "")), {})
        elif tag == "input" and self._form and given.get("type") == "hidden":
            self._form[1][given["name"]] = given["value"]
        elif tag == "a":
            self._open, self._text = (urljoin(self._here, given["href"]), None), ""
        elif tag == "button" and self._form:
            self._open, self._text = self._form, ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("a", "button") and self._open:
            self.found.setdefault(self._text.strip(), self._open)
            self._open = None


class Clerk:
    """Presses what the page names next, and nothing else."""

    def __init__(self, visitor, page: Path) -> None:
        self.visitor, self.text = visitor, page.read_text()
        self.named = re.findall(r"\*\*([^*]+)\*\*", self.text.partition("\n## ")[2])
        self.pages = ["/facilitator"]
        self.html = visitor.read("/facilitator")

    def press(self, name: str, **typed: str) -> str:
        assert self.named.pop(0) == name, "the page names the presses in their order"
        address, fields = Presses(self.html, self.pages[-1]).found[name]
        answer = (
            self.visitor.get(address)
            if fields is None
            else self.visitor.client.post(address, data=fields | typed)
        )
        if answer.status_code == 302:
            address = answer.headers["Location"]
            answer = self.visitor.get(address)
        assert answer.status_code == 200, answer.text
        self.pages.append(address)
        self.html = answer.text
        return self.html


@pytest.mark.parametrize("rule", ["stv", "approval"])
def test_a_board_is_elected_as_the_page_says(anna, visit, rule) -> None:
    clerk = Clerk(anna, PAGE)

    clerk.press("Elect a board")
    printed = clerk.press("Make the cards and the key", **BOARD | {"rule": rule})
    codes, sheets = CODE.findall(printed), [WORD.findall(s) for s in SHEET.findall(printed)]
    assert (len(set(codes)), len(sheets)) == (8, 2)
    clerk.press("They are printed: open the vote")
    holders = zip(("facilitator", "observer"), sheets, strict=True)
    shown = {f"{who}-{n}": words[n - 1] for who, words in holders for n in MARKS}
    vote = clerk.press("Open the vote", **shown, whole="yes")
    vote = re.search(r"/votes/(\w+)/close", vote)[1]
    for n, code in enumerate(codes):
        voter = visit()
        assert voter.post(f"/join/{made(anna)}", code=code).status_code == 302
        second = "2" if rule == "stv" else "1"  # a place, or a tick
        ballot = {"line-0": "1", "line-1": second} if n < 5 else {"line-2": "1"}
        assert voter.post(f"/ballots/{vote}", **ballot, do="cast").status_code == 302
    clerk.press("Close the vote", sure="yes")
    clerk.press("Next: open the urn")
    typed = {f"share-{n}": " ".join(words) for n, words in enumerate(sheets, start=1)}
    result = clerk.press("Open the urn and count", **typed, shown="yes")
    # STV: 8 ballots, 2 seats, droop quota 3: Ada has 5, passes 2 on to Bo, who has fewer than
    # Cem's 3, who reaches the quota. Ticks: Ada and Bo have 5 each, Cem 3.
    winners = ["Ada", "Cem"] if rule == "stv" else ["Ada", "Bo"]
    assert re.findall(r"<li><bdi>(\w+)</bdi></li>", result) == winners
    clerk.press("The result, and how it was counted")
    assert not clerk.named, "everything that the page names was pressed"
    assert "it is eight presses" in clerk.text
    assert len(clerk.pages) == 1 + 8


def made(anna) -> str:
    """The id of the assembly that the board is elected in."""
    return re.search(r'href="/facilitator/([0-9a-f]{10})"', anna.read("/facilitator"))[1]


def test_the_form_sent_twice_makes_one_election(anna) -> None:
    form = BOARD | {"id": "0123456789"}
    assert anna.post("/facilitator/board", **form).status_code == 200

    again = anna.post("/facilitator/board", **form)

    assert again.status_code == 409
    assert not CODE.findall(again.text)
    assert anna.read("/facilitator").count("Board of the houses") == 2, "a title, and its next step"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"voters": "1"}, "whole number from 2"),
        ({"voters": "101"}, "to 100"),
        ({"seats": "5"}, "change the seats"),
        ({"rule": "borda"}, "Choose one."),
        ({"split": "rehearsal"}, "Choose one."),
        ({"candidates": "Ada"}, "2 to 40 lines"),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_made(anna, wrong, says) -> None:
    answer = anna.post("/facilitator/board", **BOARD | wrong)

    assert answer.status_code == 400
    assert says in answer.text
    assert 'value="Board of the houses"' in answer.text
    assert "Board of the houses" not in anna.read("/facilitator")
