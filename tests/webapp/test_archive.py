"""Assemblies side by side, and what is seen of those in the archive."""

import re
from io import BytesIO

CARD = re.compile(r'<article class="card">(.*?)</article>', re.S)


def archived(anna) -> None:
    assert anna.post("/facilitator/a1/votes/v-a1-open/close", sure="yes").status_code == 302
    assert anna.post("/facilitator/a1/archive").status_code == 302


def test_the_list_says_of_each_assembly_its_phase_its_date_and_what_is_next(anna, assembly) -> None:
    anna.post("/facilitator/new", title="A second one", question="What?")

    first, second = CARD.findall(anna.read("/facilitator"))

    assert "Decide" in first
    assert re.search(r"v-a1-open\">Next: The result</a>: <bdi>The open vote", first)
    assert "Recruit" in second
    assert "Next: People and quotas" in second


def test_the_page_shows_each_phase_with_what_is_done_and_what_is_missing(anna, assembly) -> None:
    page = anna.read("/facilitator/a1")

    assert re.findall(r"<h2>(\w[\w ]*) <span class=\"hint\">([\w ]+)</span></h2>", page) == [
        ("Recruit", "done"), ("Learn", "left out"), ("Deliberate", "left out"),
        ("Decide", "now"), ("Follow up", "ahead"),
    ]  # fmt: skip
    assert page.count("✓") == 7, "the draw in four, the cards, a vote that was asked, and decided"
    assert page.count("○") == 2, "a vote in draft, and the archive"
    assert page.count("●") == 1, "the vote that is open"


def test_an_assembly_in_the_archive_leaves_the_list_and_the_page_to_join(
    anna, assembly, stranger
) -> None:
    archived(anna)

    working, _, archive = anna.read("/facilitator").partition('id="archive"')
    assert "Town assembly" not in working
    assert "Town assembly" in archive
    assert "Town assembly" not in stranger.read("/join")
    to = stranger.get("/join/a1")
    assert to.headers["Location"] == "/assemblies/a1"
    assert "This assembly is over." in stranger.read("/assemblies/a1")
    assert "This assembly is over." in stranger.read("/")


def test_a_tablet_of_an_assembly_in_the_archive_says_that_it_is_over_and_can_be_ended(
    anna, assembly, visit
) -> None:
    """It asks for no code, and no other device becomes a kiosk."""
    tablet, other = visit(), visit()
    tablet.post("/kiosk/a1")
    archived(anna)

    page = tablet.get("/kiosk/a1")

    assert page.status_code == 200
    assert page.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "This assembly is over." in page.text
    assert "The code from the desk" in page.text
    assert 'name="code"' not in page.text
    assert other.get("/kiosk/a1").headers["Location"] == "/assemblies/a1"


def test_nothing_is_written_in_it_until_it_is_taken_out(anna, assembly, codes, stranger) -> None:
    archived(anna)

    assert "Next:" not in anna.read("/facilitator/a1")
    for path in ("votes/v-a1-draft/open", "cards", "archive"):
        refused = anna.post(f"/facilitator/a1/{path}", count="1")
        assert refused.status_code == 409
        assert "This assembly is over; nothing is written in it any more." in refused.text
    assert stranger.post("/join/a1", code=codes[0]).status_code == 409
    assert anna.post("/facilitator/a1/archive/out").status_code == 302
    assert stranger.post("/join/a1", code=codes[0]).status_code == 302


def test_a_new_assembly_after_another_needs_its_people_only(anna, assembly) -> None:
    form = anna.read("/facilitator/a1/copy")
    assert 'value="Town assembly"' in form
    said = {"title": "Next year", "question": "How again?"}
    assert anna.post("/facilitator/a1/copy", **said, day="").status_code == 400

    made = anna.post("/facilitator/a1/copy", **said, day="2199-03-14").headers["Location"]

    page = anna.read(made)
    assert "The open vote" in page
    assert "March 14, 2199" in page
    form = anna.read(f"{made}/people")
    assert "“quotas.csv” is kept" in form
    assert 'name="size" type="text" value="4"' in form
    people = "id,gender\n" + "".join(f"p{n},{'woman' if n % 2 else 'man'}\n" for n in range(9))
    file = (BytesIO(people.encode()), "people.csv")
    answer = anna.post(f"{made}/people", people=file, size="4", per_household="1")
    assert answer.status_code == 302
    assert "Next: The lottery" in anna.read(made)
