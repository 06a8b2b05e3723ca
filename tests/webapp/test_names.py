"""What the public page tells of members and of what they recommend."""

import re

from tests.webapp.test_revisions import decided

__all__ = ["decided"]  # a fixture: six have voted on three recommendations

PAGE = "/facilitator/a1/names"


def test_a_member_is_named_once_it_is_recorded_that_they_agreed(anna, stranger, assembly) -> None:
    assert "Members who agreed" not in stranger.read("/assemblies/a1")
    assert PAGE in anna.read("/facilitator/a1")
    assert anna.post(PAGE, name="<b>Bo</b> Ek").status_code == 400, "nobody says so"
    assert " Ek" not in stranger.read("/assemblies/a1")
    assert anna.post(PAGE, name="<b>Bo</b> Ek", agreed="yes").status_code == 302
    page = stranger.read("/assemblies/a1")
    assert re.findall(r'<ul class="names">(.*?)</ul>', page, re.DOTALL) == [
        "<li><bdi>&lt;b&gt;Bo&lt;/b&gt; Ek</bdi></li>"
    ]
    tables = stranger.get("/assemblies/a1/data.json").json["tables"]
    assert tables["members"] == [{"name": "<b>Bo</b> Ek"}]
    assert anna.post(f"{PAGE}/remove", name="<b>Bo</b> Ek").status_code == 302
    assert " Ek" not in stranger.read("/assemblies/a1")
    assert "members" not in stranger.get("/assemblies/a1/data.json").json["tables"]


def test_recommendations_are_told_with_their_support(stranger, decided) -> None:
    """Four fifths of six are five: six support the trams, four the night buses, one the bikes."""
    page = stranger.read("/assemblies/a1")
    section = page[page.index('id="recommendations"') : page.index('id="sessions"')]
    said = [" ".join(re.sub("<[^>]+>", " ", line).split()) for line in section.splitlines()]
    heads = ("Carried", "Nearly carried", "Not carried")
    told = [line for line in said if line in heads or " : " in line]
    assert told == [
        "Carried",
        "Trams : 6 of 6 support it, and it takes 5",
        "Nearly carried",
        "Night buses : 4 of 6 support it, and it takes 5",
        "Not carried",
        "Bikes : 1 of 6 support it, and it takes 5",
    ]
    results = stranger.get("/assemblies/a1/data/results.csv").text
    assert "Night buses" in results
