"""Ballots on paper, from the printer to the urn, on the pages."""

import re

import pytest

from deliberation.assembly import Mode
from deliberation.procedures import sealed
from deliberation.roles import Role
from deliberation.voting import Ranking
from tests.webapp.conftest import NOW
from tests.webapp.sealed_votes import BALLOTS, VOTES, emptied, fields, hold, opened

VOTE = "/facilitator/a1/votes/v"
PAPERS = f"{VOTE}/papers"
CODE = re.compile(r'<span class="code" dir="ltr">([0-9A-Z-]{14})</span>')


@pytest.fixture
def database() -> str:
    """One database; the tests of the procedures use both."""
    return "sqlite://"


@pytest.fixture
def begin(app, assembly):
    return app.extensions["begin"]


def printed(anna, count=3, language="en") -> list[str]:
    """Print papers; the codes on them."""
    answer = anna.post(f"{PAPERS}/print", count=str(count), language=language)
    assert answer.status_code == 200, answer.text
    return CODE.findall(answer.text)


def hand_out(anna, *codes: str) -> None:
    for code in codes:
        assert anna.post(f"{PAPERS}/hand-out", card=code).status_code == 302


def open_box(anna) -> None:
    assert anna.post(f"{PAPERS}/box", sure="yes").status_code == 302


def type_in(anna, code: str, lines, name: str, **more: str):
    return anna.post(f"{PAPERS}/typing", code=code, name=name, **fields(lines), **more)


@pytest.mark.parametrize("name", VOTES)
def test_a_paper_of_every_kind_goes_into_the_urn_as_it_was_typed(begin, anna, codes, name) -> None:
    shares = hold(begin, name)
    papers = printed(anna)
    hand_out(anna, *codes)
    open_box(anna)
    for paper, (lines, _ballot) in zip(papers, BALLOTS[name], strict=True):
        for typist in ("Anne", "Bent"):
            assert type_in(anna, paper, lines, typist).status_code == 302
    profile = opened(begin, shares)
    assert profile.counts == {ballot: 1 for _lines, ballot in BALLOTS[name]}


@pytest.mark.parametrize("language", ["da", "ar"])
def test_papers_are_printed_in_the_language_that_was_asked_for(begin, anna, language) -> None:
    hold(begin, "support")
    page = anna.post(f"{PAPERS}/print", count="1", language=language).text
    paper = page.partition('<article class="paper-ballot"')[2].partition("</article>")[0]
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in paper
    assert "strongly agree" not in paper
    assert "Fold it" not in paper
    assert "Print this page now" in page, "the page around it is in the facilitator's language"


@pytest.mark.parametrize("name", VOTES)
def test_a_paper_has_a_place_for_every_option(begin, anna, name) -> None:
    hold(begin, name)
    page = anna.post(f"{PAPERS}/print", count="2", language="en").text
    kind = VOTES[name][0]
    mark = {"approval": "paper-tick", "ranking": "paper-number", "credits": "paper-number"}
    places = page.count(f'class="{mark.get(kind, "paper-circle")}"')
    of_each = {"scores": 6, "grades": 3}.get(kind, 1) if name != "support" else 5
    assert places == 2 * 3 * of_each
    assert len({*CODE.findall(page)}) == 2


def test_differing_entries_stand_beside_each_other_and_nothing_else_does(
    begin, anna, codes
) -> None:
    shares = hold(begin, "ranking")
    paper = printed(anna)[0]
    hand_out(anna, codes[0])
    open_box(anna)
    first = type_in(anna, paper, ("1", "2", "3"), "Anne")
    assert first.headers["Location"] == f"{PAPERS}/typing"
    page = anna.read(f"{PAPERS}/typing")
    assert "Typed in once" in page
    assert "selected" not in page, "the second person does not see what the first has typed"
    answer = type_in(anna, paper, ("1", "3", "2"), "Bent").text
    table = answer.partition("<table>")[2].partition("</table>")[0]
    assert "place 2" in table
    assert "place 1" not in table, "they agree on that"
    assert type_in(anna, paper, ("1", "2", "3"), "Carl").status_code == 409
    assert type_in(anna, paper, ("1", "2", "3"), "Bent").status_code == 302
    order = (*("bus", "tram"), "Ny bro, 2. etape")
    assert opened(begin, shares).counts == {Ranking(order): 1}


def test_a_vote_against_is_no_vote_for_where_one_reads_from_the_right(begin, anna, codes) -> None:
    """Without an isolate, an Arabic page shows -2 as 2-."""
    hold(begin, "credits")
    paper = printed(anna)[0]
    hand_out(anna, codes[0])
    open_box(anna)
    type_in(anna, paper, ("1", "2", ""), "Anne")
    answer = type_in(anna, paper, ("1", "-2", ""), "Bent").text
    table = answer.partition("<table>")[2].partition("</table>")[0]
    assert "<bdi>2</bdi>" in table
    assert "<bdi>-2</bdi>" in table


def test_the_same_name_types_no_paper_twice(begin, anna, codes) -> None:
    hold(begin, "ranking")
    paper = printed(anna)[0]
    hand_out(anna, codes[0])
    open_box(anna)
    type_in(anna, paper, ("1", "", ""), "Anne")
    for name in ("anne ", "An\u00adne", "ＡＮＮＥ"):
        again = type_in(anna, paper, ("1", "", ""), name)
        assert again.status_code == 409
        assert "another person types it now" in again.text
    for nobody in ("", "\u200bANNE"):
        assert type_in(anna, paper, ("1", "", ""), nobody).status_code == 400


def test_what_is_no_ballot_comes_back_and_is_spoiled_if_the_paper_says_so(
    begin, anna, codes
) -> None:
    shares = hold(begin, "credits")
    paper = printed(anna)[0]
    hand_out(anna, codes[0])
    open_box(anna)
    answer = type_in(anna, paper, ("9", "9", "9"), "Anne")
    assert answer.status_code == 400
    assert "tick that it is spoiled" in answer.text
    for typist in ("Anne", "Bent"):
        assert type_in(anna, paper, ("9", "9", "9"), typist, spoiled="yes").status_code == 302
    assert dict(opened(begin, shares).spoiled) == {"it is not written as ballots are": 1}


def test_a_phrase_on_a_paper_is_typed_in_too(begin, anna, codes) -> None:
    shares = hold(begin, "approval", mode=Mode.PHRASES)
    paper = printed(anna)[0]
    hand_out(anna, codes[0])
    open_box(anna)
    type_in(anna, paper, ("1", "", ""), "Anne", phrase="blue heron")
    other = type_in(anna, paper, ("1", "", ""), "Bent", phrase="blue hero").text
    assert "blue heron" in other.partition("<table>")[2].partition("</table>")[0]
    type_in(anna, paper, ("1", "", ""), "Bent", phrase=" blue  heron")
    assert [phrase for phrase, _ballot in emptied(begin, shares).phrases] == ["blue heron"]


def test_whoever_took_a_paper_is_told_so_on_the_phone(begin, anna, member, codes) -> None:
    shares = hold(begin, "ranking")
    paper = printed(anna)[0]
    hand_out(anna, codes[0])
    page = member.get("/ballots/v")
    assert page.status_code == 409
    assert "You vote on paper" in page.text
    sent = member.post("/ballots/v", **{"line-0": "1", "do": "cast"})
    assert (sent.status_code, "You vote on paper" in sent.text) == (409, True)
    assert "You took a paper ballot" in member.read("/ballots")
    assert "you took a paper ballot, and cast on no phone" in member.read("/ballots/mine")
    (kept,) = [one for one in member.get("/ballots/mine.json").json["votes"] if one["vote"] == "v"]
    assert (kept["on paper"], kept["ballot cast"]) == (True, False)
    back = anna.post(f"{PAPERS}/back", **{"paper": paper, "own-card": codes[0]})
    assert back.status_code == 302
    assert "you took a paper ballot" not in member.read("/ballots/mine")
    cast = member.post("/ballots/v", **{"line-0": "1", "do": "cast"})
    assert cast.headers["Location"] == "/ballots/v/cast"
    assert opened(begin, shares).size == 1


def test_a_ballot_that_the_phone_sealed_is_not_taken_beside_a_paper(
    begin, anna, member, codes
) -> None:
    hold(begin, "ranking")
    printed(anna)
    with begin.reading() as store:
        length = store.urn("v").sealed_length
    hand_out(anna, codes[0])
    answer = member.post("/ballots/v", sealed=("00" * length))
    assert answer.status_code == 409
    with begin.reading() as store:
        assert store.turnout("v") == 0


def test_a_card_that_has_cast_gets_no_paper(begin, anna, member, codes) -> None:
    hold(begin, "ranking")
    printed(anna)
    member.post("/ballots/v", **{"line-0": "1", "do": "cast"})
    answer = anna.post(f"{PAPERS}/hand-out", card=codes[0])
    assert answer.status_code == 409
    assert "card has cast a ballot" in answer.text


def test_while_papers_are_typed_in_phones_are_told_and_keep_their_receipts(
    begin, anna, member, codes
) -> None:
    hold(begin, "ranking")
    printed(anna)
    member.post("/ballots/v", **{"line-0": "1", "do": "cast"})
    hand_out(anna, codes[1])
    open_box(anna)
    page = member.get("/ballots/v")
    assert (page.status_code, "being typed in" in page.text) == (409, True)
    assert "being typed in" in member.read("/ballots")
    assert "Your receipt" in member.read("/ballots/v/cast")


def test_a_vote_closes_with_its_papers_in_the_urn_and_says_which_are_missing(
    begin, anna, codes
) -> None:
    hold(begin, "ranking")
    papers = printed(anna)
    hand_out(anna, codes[0], codes[1])
    assert anna.post(f"{VOTE}/close", sure="yes").status_code == 409
    open_box(anna)
    for typist in ("Anne", "Bent"):
        type_in(anna, papers[2], ("1", "", ""), typist)
    assert "1 paper that was handed out is not in the urn." in anna.read(VOTE)
    assert anna.post(f"{VOTE}/close", sure="yes").status_code == 302
    page = anna.read(PAPERS)
    assert "papers in the urn" in page
    assert "On paper:" not in page, "of so few it is not told who came which way"


def test_a_paper_is_struck_by_two_and_how_many_were_is_public(
    begin, anna, bo, stranger, codes
) -> None:
    shares = hold(begin, "ranking")
    papers = printed(anna)
    hand_out(anna, codes[0])
    with begin() as store:
        store.put_in_team("a1", "f-bo", Role.INTERPRETER)
    alone = anna.post(f"{PAPERS}/back", paper=papers[0])
    assert (alone.status_code, "A second person is needed." in alone.text) == (400, True)
    assert papers[0] in alone.text, "what was typed stands there still"
    named = {"second": "bo", "second-password": bo.password}
    assert anna.post(f"{PAPERS}/back", paper=papers[0], **named).status_code == 302
    open_box(anna)
    struck = type_in(anna, papers[0], ("1", "", ""), "Anne")
    assert "was struck" in struck.text
    for typist in ("Anne", "Bent"):
        type_in(anna, papers[1], ("1", "", ""), typist)
    assert opened(begin, shares).size == 1
    assert "and struck: 1." in stranger.read("/votes/v")
    with begin() as store:
        sealed.unseal_vote(store, "v", shares, by="f-anna", now=NOW)
    assert "and struck: 1." in stranger.read("/assemblies/a1/report.html")
    assert "and struck: 1." in anna.read(PAPERS)


def test_only_votes_with_sealed_ballots_have_papers(anna, assembly) -> None:
    assert anna.get("/facilitator/a1/votes/v-a1-open/papers").status_code == 409
    assert "/papers" not in anna.read("/facilitator/a1/votes/v-a1-open")
