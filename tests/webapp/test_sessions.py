"""Sessions on the pages: planned by the facilitator, seen by everybody."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from deliberation.errors import InvalidInputError

HOURS = re.compile(r'<p class="hours"><bdi dir="ltr">([\d:–]+)</bdi>')
NAME = re.compile(r'<p class="name">.*?<bdi>([^<]+)</bdi>')
FIELDS = {
    "title": "Second meeting",
    "phase": "learn",
    "day": "2199-03-14",
    "start": "10:00",
    "place": "Hall 2",
    "public": "yes",
}
ITEMS = (
    {"title": "Welcome", "minutes": "10"},
    {"title": "Talk", "minutes": "90", "least": "60"},
    {"title": "Lunch", "minutes": "45", "at": "11:30"},
)


def planned(anna, **more: str) -> str:
    """The address of a session of three items; the public date is far ahead."""
    answer = anna.post("/facilitator/a1/sessions", **FIELDS | more)
    assert answer.status_code == 302, answer.text
    page = answer.headers["Location"]
    for item in ITEMS:
        assert anna.post(page, **item).status_code == 302
    return str(page)


def test_an_agenda_is_planned_and_everybody_sees_its_times(anna, stranger, assembly) -> None:
    """From 10:00 to 11:30 there are 90 minutes, and 100 are wanted: the talk loses 10."""
    page = planned(anna)
    said = anna.read(page)
    assert HOURS.findall(said) == ["10:00–10:10", "10:10–11:30", "11:30–12:15"]
    assert "80 of 90" in said
    public = stranger.read("/assemblies/a1")
    assert HOURS.findall(public) == ["11:00–11:15", *HOURS.findall(said)]  # of s-a1 in March
    assert NAME.findall(public)[1:] == ["Welcome", "Talk", "Lunch"]
    assert "Hall 2" in public
    assert "Second meeting" in anna.read("/facilitator/a1")


def test_items_change_places_are_said_anew_and_go(anna, assembly) -> None:
    page = planned(anna)
    items = re.findall(r"/items/(\w+)/move", anna.read(page))
    assert anna.post(f"{page}/items/{items[0]}/move", do="down").status_code == 302
    assert NAME.findall(anna.read(page)) == ["Talk", "Welcome", "Lunch"]
    assert anna.post(f"{page}/items/{items[2]}/move", do="away").status_code == 302
    assert 'value="60"' in anna.read(f"{page}/items/{items[1]}")
    answer = anna.post(f"{page}/items/{items[1]}", title="Long talk", minutes="100")
    assert answer.status_code == 302
    assert NAME.findall(anna.read(page)) == ["Long talk", "Welcome"]
    assert HOURS.findall(anna.read(page)) == ["10:00–11:40", "11:40–11:50"]


def test_a_session_is_moved_and_removed(anna, stranger, assembly) -> None:
    page = planned(anna)
    assert 'value="2199-03-14"' in anna.read(f"{page}/edit")
    said = FIELDS | {"start": "09:30", "title": "Third meeting", "public": ""}
    assert anna.post(f"{page}/edit", **said).status_code == 302
    assert HOURS.findall(anna.read(page)) == ["09:30–09:40", "09:40–11:10", "11:30–12:15"]
    assert "Third meeting" not in stranger.read("/assemblies/a1")
    assert anna.post(f"{page}/remove").status_code == 302
    assert "Third meeting" not in anna.read("/facilitator/a1/sessions")


def test_what_does_not_fit_is_told_beside_its_field_and_stays_typed(anna, assembly) -> None:
    wrong = {"day": "14 March", "start": "25:00"}
    answer = anna.post("/facilitator/a1/sessions", **FIELDS | wrong)
    assert answer.status_code == 400
    for problem in ("Write a date", "Write a time", 'value="Second meeting"'):
        assert problem in answer.text
    page = planned(anna)
    for item in ({"title": ""}, {"minutes": "0"}, {"minutes": "ten"}, {"at": "noon"}):
        assert anna.post(page, **{"title": "Talk", "minutes": "5"} | item).status_code == 400
    assert anna.post(page, title="Talk", minutes="5", least="6").status_code == 400
    assert anna.post(page, title="Talk", minutes="5", vote="v-none").status_code == 400
    assert len(NAME.findall(anna.read(page))) == 3
    item = re.findall(r"/items/(\w+)/move", anna.read(page))[0]
    assert anna.post(f"{page}/items/{item}", title="", minutes="5").status_code == 400
    assert anna.post(f"{page}/edit", **FIELDS | wrong).status_code == 400


@pytest.mark.parametrize(("day", "fits"), [("2026-02-28", True), ("2026-02-29", False)])
def test_only_days_that_there_are_can_be_chosen(anna, assembly, day, fits) -> None:
    answer = anna.post("/facilitator/a1/sessions", **FIELDS | {"day": day})
    assert answer.status_code == (302 if fits else 400)


def test_a_vote_that_is_not_opened_is_named_on_no_public_page(anna, stranger, assembly) -> None:
    page = planned(anna)
    for vote in ("v-a1-draft", "v-a1-open"):
        assert anna.post(page, title="We decide", minutes="15", vote=vote).status_code == 302
    assert "The draft vote" in anna.read(page)
    public = stranger.read("/assemblies/a1")
    assert "The draft vote" not in public
    assert "Vote: <bdi>The open vote</bdi>" in public


def test_a_session_makes_an_assembly_public_unless_it_is_not_to_be_seen(anna, stranger) -> None:
    made = anna.post("/facilitator/new", title="New town", question="What?")
    page = made.headers["Location"]
    public = page.replace("facilitator", "assemblies")
    assert anna.post(f"{page}/sessions", **FIELDS | {"public": ""}).status_code == 302
    assert stranger.get(public).status_code == 404
    assert anna.post(f"{page}/sessions", **FIELDS).status_code == 302
    assert stranger.read(public).count("Second meeting") == 1
    assert "New town" in stranger.read("/")


def test_calendars_get_what_everybody_may_see(anna, stranger, assembly) -> None:
    planned(anna)
    planned(anna, title="Still secret", public="")
    answer = stranger.get("/assemblies/a1/sessions.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    summaries = re.findall(r"SUMMARY:(.*)\r\n", answer.text)
    assert summaries == ["First meeting", "Second meeting"]
    assert "DTSTART:21990314T090000Z" in answer.text
    assert 'href="/assemblies/a1/sessions.ics"' in stranger.read("/assemblies/a1")
    made = anna.post("/facilitator/new", title="New town", question="What?")
    public = made.headers["Location"].replace("facilitator", "assemblies")
    assert stranger.get(f"{public}/sessions.ics").status_code == 404


def test_a_session_is_found_in_its_own_assembly_only(anna, assembly) -> None:
    page = planned(anna)
    made = anna.post("/facilitator/new", title="Second", question="What?")
    elsewhere = page.replace("/facilitator/a1", made.headers["Location"])
    assert elsewhere != page
    assert anna.get(elsewhere).status_code == 404
    assert anna.post(elsewhere, **ITEMS[0]).status_code == 404
    assert anna.post(f"{elsewhere}/remove").status_code == 404


def test_times_are_those_of_the_zone_that_is_set(start, visitor_to) -> None:
    with pytest.raises(InvalidInputError, match="DELIBERATION_TIME_ZONE"):
        start(TIME_ZONE="Denmark/Albertslund")
    app = start(TIME_ZONE="Asia/Tokyo")
    assert app.extensions["zone"] == ZoneInfo("Asia/Tokyo")
    summer = datetime(2026, 7, 1, 10, tzinfo=app.extensions["zone"])
    assert app.jinja_env.filters["clock"](summer) == "10:00"
