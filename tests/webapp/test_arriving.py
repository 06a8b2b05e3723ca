"""Members say on their phones that they are there."""

import pytest

LEAD = "/facilitator/a1/sessions/s-a1"


@pytest.fixture
def led(anna, assembly):
    """The facilitator of a session that goes on, in which no vote is open."""
    assert anna.post("/facilitator/a1/votes/v-a1-open/close").status_code == 302
    assert anna.post(f"{LEAD}/next", after="").status_code == 302
    return anna


def counted(led) -> bool:
    """Whether one of the three cards is there."""
    page = led.read(f"{LEAD}/conduct")
    assert ("1 of 3" in page) != ("0 of 3" in page)
    return "1 of 3" in page


def test_a_member_checks_in_and_takes_it_back(led, member) -> None:
    assert "I am here" in member.read("/ballots/open")
    assert not counted(led)
    for _ in range(2):
        assert member.post("/here", here="yes").status_code == 302
        assert counted(led)
    assert "You are checked in." in member.read("/ballots")
    assert member.post("/here", here="no").status_code == 302
    assert not counted(led)


def test_while_a_vote_is_open_nobody_checks_in_or_out(anna, member) -> None:
    assert anna.post(f"{LEAD}/next", after="").status_code == 302
    assert 'name="here"' not in member.read("/ballots")
    assert member.post("/here", here="yes").status_code == 409
    assert not counted(anna)


def test_where_no_session_is_near_nobody_checks_in(assembly, member) -> None:
    assert 'name="here"' not in member.read("/ballots")
    assert member.post("/here", here="yes").status_code == 409
