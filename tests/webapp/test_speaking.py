"""Members ask to speak on their phones, and the facilitator gives the floor."""

import re

import pytest

LEAD = "/facilitator/a1/sessions/s-a1"
FLOOR = f"{LEAD}/floor"
SCREEN = "/assemblies/a1/sessions/s-a1/now"
VOICE = re.compile(r'name="voice" value="(\w+)"')
NAMED = re.compile(r'<p class="name"><bdi>([^<]+)</bdi>')


@pytest.fixture
def members(visit, codes):
    """Three members with their cards."""
    found = [visit() for _ in codes]
    for visitor, code in zip(found, codes, strict=True):
        assert visitor.post("/join/a1", code=code).status_code == 302
    return found


@pytest.fixture
def led(anna, assembly):
    """The facilitator of a session that goes on, in which no vote is open."""
    assert anna.post("/facilitator/a1/votes/v-a1-open/close").status_code == 302
    assert anna.post(f"{LEAD}/next", after="").status_code == 302
    return anna


def waiting(led) -> list[str]:
    return NAMED.findall(led.read(FLOOR))


def give(led, place: int = 0) -> None:
    voice = VOICE.findall(led.read(FLOOR))[place]
    for _ in range(2):  # pressed twice
        answer = led.post(FLOOR, voice=voice)
        assert answer.headers["Location"] == f"{LEAD}/conduct#floor"


def test_whoever_has_spoken_comes_behind_those_who_have_not(led, members, stranger) -> None:
    ane, bo, carl = members
    assert 'href="/speaking"' in ane.read("/ballots/open")
    for member, name in ((ane, "Ane <3"), (bo, "Bo"), (carl, "")):
        assert member.post("/speaking", called=name).status_code == 302
    assert waiting(led) == ["Ane &lt;3", "Bo", "card 3"]
    assert "You are next." in ane.read("/speaking")
    assert "2 people are before you." in carl.read("/speaking/now")
    give(led)
    assert "You have the floor." in ane.read("/speaking")
    assert "Speaking: <bdi>Ane &lt;3</bdi>" in stranger.read(SCREEN)
    assert led.post(FLOOR, ends="1").status_code == 302
    assert 'value="Ane &lt;3"' in ane.read("/speaking")  # what she was called before
    assert ane.post("/speaking", called="Ane <3").status_code == 302
    assert waiting(led) == ["Bo", "card 3", "Ane &lt;3"]
    assert carl.post("/speaking", point="yes").status_code == 302
    assert waiting(led) == ["card 3", "Bo", "Ane &lt;3"]
    assert "point of order" in led.read(FLOOR)
    assert "Who has spoken how long" in led.read(f"{LEAD}/conduct")
    assert "Then: <bdi>card 3</bdi>" in stranger.read(SCREEN)


def test_a_member_can_withdraw(led, members) -> None:
    ane, bo, _ = members
    for member, name in ((ane, "Ane"), (bo, "Bo")):
        member.post("/speaking", called=name)
    for _ in range(2):
        assert ane.post("/speaking/withdraw").status_code == 302
    assert waiting(led) == ["Bo"]
    assert 'name="called"' in ane.read("/speaking")


def test_a_name_that_is_too_long_comes_back(led, members) -> None:
    answer = members[0].post("/speaking", called="x" * 61)
    assert answer.status_code == 400
    assert "Use at most 60 characters." in answer.text
    assert waiting(led) == []


def test_nobody_can_ask_while_a_vote_is_open_or_no_session_goes_on(anna, members) -> None:
    ane = members[0]
    assert "/speaking" not in ane.read("/ballots/open")
    assert "No session goes on now." in ane.read("/speaking")
    assert ane.post("/speaking", called="Ane").status_code == 409
    assert ane.post("/speaking/withdraw").status_code == 409
    anna.post(f"{LEAD}/next", after="")
    assert "A vote is open." in ane.read("/speaking")
    assert ane.post("/speaking", called="Ane").status_code == 409
    assert ane.post("/speaking/withdraw").status_code == 409
    assert waiting(anna) == []


def test_the_queue_is_no_form_while_a_vote_is_open_and_the_page_says_why(anna, assembly) -> None:
    anna.post(f"{LEAD}/next", after="")
    refused = anna.post(f"{FLOOR}/queue", called="Ane")
    assert refused.status_code == 409

    during = anna.read(f"{LEAD}/conduct")
    still = anna.read(f"{LEAD}/conduct/now")
    anna.post("/facilitator/a1/votes/v-a1-open/close")
    afterwards = anna.read(f"{LEAD}/conduct")
    then = anna.read(f"{LEAD}/conduct/now")

    assert "Until it is closed nobody is put into the queue" in during
    assert "Put into the queue" not in during
    assert "Until it is closed" not in afterwards
    assert "Put into the queue" in afterwards
    assert all('id="queue-held" data-poll="5"' in page for page in (during, still))
    assert all('id="queue-open" data-poll="5"' in page for page in (afterwards, then))
    assert "Until it is closed" in still


def test_who_looks_again_gets_304_until_the_place_changes(led, members) -> None:
    ane, bo, _ = members
    bo.post("/speaking", called="Bo")
    ane.post("/speaking", called="Ane")
    for visitor, page in ((ane, "/speaking/now"), (led, FLOOR)):
        tag = {"If-None-Match": visitor.get(page).headers["ETag"]}
        assert visitor.get(page, headers=tag).status_code == 304
    tag = {"If-None-Match": ane.get("/speaking/now").headers["ETag"]}
    bo.post("/speaking/withdraw")
    assert ane.get("/speaking/now", headers=tag).status_code == 200


def test_somebody_without_a_phone_is_put_into_the_queue(led) -> None:
    assert led.post(f"{FLOOR}/queue", called="Ole").status_code == 302
    assert led.post(f"{FLOOR}/queue", called="").status_code == 400
    assert waiting(led) == ["Ole"]


def test_who_has_spoken_is_forgotten_at_the_end(led, members) -> None:
    members[0].post("/speaking", called="Ane")
    give(led)
    members[0].post("/speaking", called="Ane")
    assert "Forget who has spoken" in led.read(f"{LEAD}/conduct")
    assert led.post(f"{FLOOR}/forget").status_code == 302
    assert "Ane" not in led.read(f"{LEAD}/conduct")


def test_what_belongs_to_another_assembly_is_not_found(led) -> None:
    made = led.post("/facilitator/new", title="Second", question="What?")
    elsewhere = f"{made.headers['Location']}/sessions/s-a1/floor"
    assert led.get(elsewhere).status_code == 404
    for page in (elsewhere, f"{elsewhere}/queue", f"{elsewhere}/forget"):
        assert led.post(page, called="Ole").status_code == 404


def test_a_table_is_told_and_its_time_is_shown_to_the_facilitator_alone(
    led, members, stranger
) -> None:
    members[0].post("/speaking", called="Ane", table="4")
    members[1].post("/speaking", called="Bo")
    give(led)
    assert 'name="table" type="text" value="4"' not in members[1].read("/speaking")
    led.post(f"{LEAD}/floor", ends="1")
    floor = led.read(FLOOR)
    assert re.search(r'<th scope="row"><bdi>4</bdi></th><td class="num">1</td>', floor)
    assert 'value="4"' in members[0].read("/speaking"), "nobody says it twice"
    (voice,) = VOICE.findall(floor)
    assert led.post(f"{LEAD}/floor/table", voice=voice, at="7").status_code == 302
    assert "Table: <bdi>7</bdi>" in led.read(FLOOR)
    assert "Bo (7)" in led.read(f"{LEAD}/conduct")
    assert led.post(f"{LEAD}/floor/table", voice=voice, at="x" * 21).status_code == 400
    assert "Table" not in stranger.read(SCREEN)


def test_with_the_end_of_a_session_its_names_are_gone(led, members) -> None:
    members[0].post("/speaking", called="Ane")
    members[1].post("/speaking", called="Bo")
    give(led)
    assert led.post(f"{LEAD}/next", after="i1").status_code == 302

    page = led.read(f"{LEAD}/conduct")

    assert "Ane" not in page
    assert "Bo" not in page
    assert "Forget who has spoken" in page, "times without names are still kept"
