"""The page on which it is noted that somebody helped, and where members read how to ask."""

import pytest

PAGE = "/facilitator/a1/votes/v-a1-closed/help"


@pytest.fixture
def database() -> str:
    """One database; the tests of the procedures use both."""
    return "sqlite://"


def test_help_is_noted_after_the_close(anna, assembly) -> None:
    assert PAGE in anna.read("/facilitator/a1/votes/v-a1-closed")
    sent = {"name": "Åse", "helper": "interpreter", "helped": "2"}
    assert anna.post(PAGE, **sent).headers["Location"] == PAGE
    page = anna.read(PAGE)
    assert "Åse" in page
    assert "as an interpreter" in page
    assert anna.post(PAGE, name="", helper="x", helped="many").status_code == 400
    still_open = "/facilitator/a1/votes/v-a1-open/help"
    assert "no time leads to a ballot" in anna.read(still_open)
    assert anna.post(still_open, **sent).status_code == 409


def test_members_read_how_to_ask_on_their_page_and_on_their_card(anna, member) -> None:
    asks = "Ask at the desk; you choose who helps you."
    assert asks in member.read("/ballots")
    anna.post("/facilitator/a1/votes/v-a1-open/close", sure="yes")  # or no cards are made
    assert asks in anna.post("/facilitator/a1/cards", count="1").text
