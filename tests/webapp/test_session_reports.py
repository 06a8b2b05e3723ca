"""The report of a session on the public pages: once it is over, and of public sessions only."""

from datetime import timedelta

import pytest

from deliberation.procedures import conducting, meeting
from tests.webapp.conftest import NOW

PAGE = "/assemblies/a1/sessions/s-a1"


@pytest.fixture
def over(app, assembly) -> None:
    """The first meeting has a vote that few took part in, and is over."""
    with app.extensions["begin"]() as store:
        said = {"title": "Vote", "minutes": 20, "vote_id": "v-a1-closed", "by": "f-anna"}
        meeting.add_item(store, "s-a1", id="i2", **said)
        for n, after in enumerate(["", "i1", "i2"]):
            now = NOW + timedelta(minutes=20 * n)
            conducting.move_on(store, "s-a1", after=after, by="f-anna", now=now)


def test_before_it_is_over_there_is_no_report(stranger, assembly) -> None:
    for name in ("report.html", "report.pdf", "session.json"):
        assert stranger.get(f"{PAGE}/{name}").status_code == 409
    assert "The report of this session" not in stranger.read("/assemblies/a1")


def test_the_report_tells_what_was_planned_what_happened_and_what_was_decided(
    stranger, over
) -> None:
    assert f'{PAGE}/report.html"' in stranger.read("/assemblies/a1")
    page = stranger.read(f"{PAGE}/report.html")
    assert "11:00–11:15" in page, "planned"
    assert "11:00–11:20" in page, "as it went"
    assert "The closed vote" in page
    assert "Fewer than five ballots" in page
    assert "Dagsordenen" in stranger.read(f"{PAGE}/report.html?lang=da")
    document = stranger.get(f"{PAGE}/session.json").json
    assert [item["title"] for item in document["agenda"]] == ["Welcome", "Vote"]


def test_a_session_that_is_not_public_or_is_elsewhere_is_not_found(app, stranger, over) -> None:
    assert stranger.get("/assemblies/a2/sessions/s-a1/report.html").status_code == 404
    with app.extensions["begin"]() as store:
        session = store.session("s-a1")
        said = {"title": session.title, "start": session.start, "place": "", "public": False}
        meeting.change_session(store, "s-a1", by="f-anna", **said)
    assert stranger.get(f"{PAGE}/report.html").status_code == 404
