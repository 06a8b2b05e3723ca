"""Pages that are written once for a hall: of no visitor, never out of date, and nobody else's."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from deliberation.procedures import decide
from tests.webapp.conftest import NOW, Visitor
from tests.webapp.sealed_votes import hold
from tests.webapp.test_sealed_ballots import PAGE, cast
from webapp.kept import MOST, KeptPages

DONE = f"{PAGE}/cast"
OWN = {
    "csrf": r'name="csrf_token" value="([^"]+)"',
    "once": r'name="once" value="([0-9a-f]{64})"',
    "slot": r"&#34;slot&#34;: &#34;([0-9a-f]{64})&#34;|\"slot\": \"([0-9a-f]{64})\"",
    "card": r'data-card="([0-9a-f]{16})"',
    "draft": r'data-cast="([0-9a-f]{16}) ',
    "picture": r'src="data:image/png;base64,([^"]+)"',
    "code": r"((?:<span>[0-9A-Z:]{1,4}</span> )+)",
}


@pytest.fixture
def members(app: Flask, visit: Callable[[], Visitor], codes: tuple[str, ...]) -> list[Visitor]:
    """Three members who have joined, and a sealed vote."""
    hold(app.extensions["begin"], "ranking")
    found = [visit() for _ in codes]
    for each, code in zip(found, codes, strict=True):
        assert each.post("/join/a1", code=code).status_code == 302
    return found


def own_words(page: str) -> dict[str, str]:
    """What stands on a page in the places of a visitor's own words."""
    found = {name: re.search(pattern, page) for name, pattern in OWN.items()}
    return {
        name: next(group for group in match.groups() if group)
        for name, match in found.items()
        if match
    }


def without(page: str) -> str:
    """The page without them."""
    for word in own_words(page).values():
        page = page.replace(word, "")
    return page


def kept_in(app: Flask) -> str:
    """Everything that is kept."""
    return repr([(kept.of, kept.page) for kept in app.extensions["kept"]._kept])


def test_the_same_ballot_comes_with_each_members_own_words(members: list[Visitor]) -> None:
    pages = [member.read(PAGE) for member in members]
    assert {*map(len, pages)} == {len(pages[0])}
    assert len({without(page) for page in pages}) == 1
    for name in ("csrf", "once", "slot", "card"):
        assert len({own_words(page)[name] for page in pages}) == 3


def test_a_ballot_that_is_got_again_is_another_form(members: list[Visitor]) -> None:
    """Sent twice, one form is one request; two forms are two."""
    first, second = (own_words(members[0].read(PAGE)) for _ in range(2))
    assert first["once"] != second["once"]
    assert first["slot"] == second["slot"]


def test_the_same_receipt_comes_with_each_members_own_code(members: list[Visitor]) -> None:
    for member in members:
        cast(member, "1")
    pages = [member.read(DONE) for member in members]
    assert len({without(page) for page in pages}) == 1
    for name in ("code", "picture", "draft"):
        assert len({own_words(page)[name] for page in pages}) == 3


def test_what_is_kept_is_of_no_visitor(app: Flask, members: list[Visitor]) -> None:
    seen: list[str] = []
    for member in members:
        seen += own_words(member.read(PAGE)).values()
        cast(member, "1")
        seen += own_words(member.read(DONE)).values()
        seen.append(re.sub("<.*?>| ", "", seen[-1]))
        with member.client.session_transaction() as session:
            seen.append(session["member"]["token"])
    kept = kept_in(app)
    assert "Your receipt" in kept, "something is kept"
    assert not [word for word in seen if word in kept]


def test_whoever_has_cast_and_whoever_has_not_are_told_so(members: list[Visitor]) -> None:
    notice = "A ballot of yours is in the urn."
    assert notice not in members[0].read(PAGE)
    cast(members[0], "1")
    assert [notice in member.read(PAGE) for member in members] == [True, False, False]


def test_each_gets_their_language(members: list[Visitor]) -> None:
    for member, language in zip(members, ("en", "da", "ar"), strict=True):
        member.read(f"{PAGE}?lang={language}")
    for _ in range(2):
        for member, language in zip(members, ("en", "da", "ar"), strict=True):
            assert f'<html lang="{language}"' in member.read(PAGE)


def test_a_facilitator_with_a_card_sees_their_links_and_nobody_else_does(
    members: list[Visitor],
) -> None:
    assert members[0].sign_in("anna").status_code == 302
    signed_in = ["Sign out" in member.read(PAGE) for member in (*members, *members)]
    assert signed_in == [True, False, False] * 2


def test_a_receipt_of_a_vote_that_was_closed_says_so(app: Flask, members: list[Visitor]) -> None:
    cast(members[0], "1")
    assert "You may change your ballot" in members[0].read(DONE)
    with app.extensions["begin"]() as store:
        decide.close_vote(store, "v", by="f-anna", now=NOW)
    assert "This vote is closed" in members[0].read(DONE)


def test_a_page_is_written_once_for_equal_values_and_anew_for_others() -> None:
    pages, written = KeptPages(), []

    def page(name: str, *of: object) -> str:
        def write(own: dict[str, str]) -> str:
            written.append(of)
            return f"{of}: {own['name']}, {own['name']}"

        return pages.page({"name": name}, of, write)

    assert page("Anna", "v", ["bus"]) == "('v', ['bus']): Anna, Anna"
    assert page("Bo", "v", ["bus"]) == "('v', ['bus']): Bo, Bo"
    assert page("Bo", "v", ["tram"]) == "('v', ['tram']): Bo, Bo"
    assert written == [("v", ["bus"]), ("v", ["tram"])]


def test_only_the_pages_asked_for_last_are_kept() -> None:
    pages, written = KeptPages(), []

    def page(number: int) -> None:
        pages.page({}, (number,), lambda _own: written.append(number) or "")

    for number in range(MOST):
        page(number)
    page(0)
    page(MOST)  # in the place of 1, which was asked for longest ago
    assert written == [*range(MOST + 1)]
    page(0)
    page(1)
    assert written == [*range(MOST + 1), 1]
