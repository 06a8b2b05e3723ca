"""A result in a frame on another site: allowed there and nowhere else, and without a cookie."""

import re
from html import unescape

import pytest

from tests.webapp.test_public import RANKINGS, hold, tokens
from tests.webapp.test_revisions import decided
from webapp.framed import FRAMED

__all__ = ["decided", "tokens"]  # fixtures: a vote on three recommendations, eight members

PAGE = "/votes/first/widget"


def test_framing_is_allowed_for_this_route_alone(app, stranger, decided) -> None:
    framed = [name for name, view in app.view_functions.items() if hasattr(view, FRAMED)]
    assert framed == ["public.widget"]
    policy = stranger.get(PAGE).headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    for path in ("/", "/votes/first", "/assemblies/a1", "/votes/nowhere/widget"):
        answer = stranger.get(path)
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], path


@pytest.mark.parametrize("who", ["stranger", "anna"])
def test_no_cookie_is_set_whoever_asks_and_in_whichever_language(request, decided, who) -> None:
    visitor = request.getfixturevalue(who)
    assert "Set-Cookie" not in visitor.get(f"{PAGE}?lang=ar").headers
    assert 'lang="en"' in visitor.read(PAGE), "the language is of one answer"


def test_it_says_what_was_carried_and_runs_nothing(stranger, decided) -> None:
    page = stranger.read(PAGE)
    assert re.findall(r"<strong><bdi>(.*?)</bdi>", page) == ["Trams"]
    assert "6 of 6 support it, and it takes 5" in page
    assert "6 ballots were counted." in page
    assert not re.search(r"<(script|form|iframe|img)|csrf", page)
    assert 'href="/votes/first?lang=en" target="_blank" rel="noopener"' in page


@pytest.mark.parametrize(("language", "direction"), [("da", "ltr"), ("ar", "rtl")])
def test_its_language_is_that_of_the_address(stranger, decided, language, direction) -> None:
    assert f'<html lang="{language}" dir="{direction}">' in stranger.read(f"{PAGE}?lang={language}")


def test_before_a_vote_is_decided_it_says_nothing_of_it(stranger, assembly) -> None:
    page = stranger.read("/votes/v-a1-open/widget")
    assert "This vote is open" in page
    assert "tram" not in page
    assert stranger.get("/votes/v-a1-draft/widget").status_code == 404


def test_the_line_to_copy_stands_beside_the_result(app, stranger, tokens) -> None:
    path = hold(app, tokens, RANKINGS, rule="irv", title='"><script>')
    page = stranger.read(f"{path}?lang=da")
    (line,) = re.findall(r"<code>(&lt;iframe .*?)</code>", page)
    frame = unescape(line)
    assert frame.startswith(f'<iframe src="http://localhost{path}/widget?lang=da" title="')
    assert "<script>" not in frame, "what is copied is escaped once more"
    assert "<strong><bdi>bus</bdi>" in stranger.read(f"{path}/widget")
