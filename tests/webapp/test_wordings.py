"""What members read of a vote: their language, the exact text where it lacks, and both in sight."""

import html
import re
import secrets
from zoneinfo import ZoneInfo

import pytest

from deliberation.assembly import Mode
from deliberation.procedures import decide, sealed, wording
from deliberation.sessions import Item, Session
from deliberation.urn import Split
from deliberation.voting import Ranking
from tests.webapp.conftest import NOW
from tests.webapp.sealed_votes import opened
from tests.webapp.test_kinds_of_ballot import NAMES, VOTES

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""What the pages say depends on no database."""

ARABIC = {"title": "التنقل", "question": "كيف نتنقل؟", "plain": "كيف تريد أن تتنقل؟"}
ARABIC |= {"option 1": "الحافلة", "option 3": "دراجة <b>"}
BUS = (
    '<bdi lang="ar" dir="rtl">الحافلة</bdi> <span class="exact"><bdi lang="da" dir="ltr">bus</bdi>'
)
TRAM = '<bdi lang="da" dir="ltr">tram</bdi>'
SOME = "ليس كل ما هنا مترجمًا"  # not everything here is translated
NONE = "not translated. You read the exact text (Danish)"


def worded(app, rule="copeland", **changes) -> None:
    """An open vote in Danish, two of whose three options have an Arabic name."""
    kind, options, *_ = VOTES[rule]
    if rule == "support":
        options = options | {"texts": {"bus": "Hver time.", "tram": "Langs åen."}}
        changes = {"text 1": "كل ساعة."} | changes
    with app.extensions["begin"]() as store:
        decide.create_vote(
            store, "a1", title="Transport", question="Hvordan kommer vi frem?", kind=kind,
            candidates=NAMES, rule=rule, options=options, by="f-anna", id="v", language="da",
            seats=3 if rule == "support" or rule.endswith("budget") else 1,
        )  # fmt: skip
        wording.write_wordings(store, "v", {"ar": ARABIC | changes}, by="f-anna")
        decide.open_vote(store, "v", by="f-anna", now=NOW)


@pytest.mark.parametrize("rule", VOTES)
def test_every_ballot_is_read_in_arabic_and_says_where_it_is_danish(app, member, rule) -> None:
    worded(app, rule)
    page = member.read("/ballots/v?lang=ar")
    assert '<h1><bdi lang="ar" dir="rtl">التنقل</bdi></h1>' in page
    assert '<p class="lead"><bdi lang="ar" dir="rtl">كيف نتنقل؟</bdi></p>' in page
    assert '<p class="written" lang="ar" dir="rtl">كيف تريد أن تتنقل؟</p>' in page
    assert page.count(BUS) == 1
    assert f'{TRAM} <span class="exact' not in page
    assert TRAM in page
    assert "دراجة &lt;b&gt;" in page
    assert SOME in page
    exact = page.partition('<details class="exactly">')[2].partition("</details>")[0]
    assert "Hvordan kommer vi frem?" in exact
    assert '<div lang="da" dir="ltr">' in exact
    if rule == "support":
        assert '<p class="written " lang="ar" dir="rtl">كل ساعة.</p>' in page
        assert '<p class="written exact" lang="da" dir="ltr">Hver time.</p>' in page
        assert '<p class="written " lang="da" dir="ltr">Langs åen.</p>' in page


def test_who_reads_the_language_of_the_vote_sees_no_note_and_no_second_text(app, member) -> None:
    worded(app)
    page = member.read("/ballots/v?lang=da")
    assert '<h1><bdi lang="da" dir="ltr">Transport</bdi></h1>' in page
    assert 'class="exact' not in page
    assert "untranslated" not in page


def test_who_reads_a_language_that_nobody_translated_into_is_told_so(app, member) -> None:
    worded(app)
    page = member.read("/ballots/v?lang=en")
    assert NONE in page
    assert '<h1><bdi lang="da" dir="ltr">Transport</bdi></h1>' in page
    assert 'class="exact' not in page


def test_the_buttons_of_a_ranking_say_the_names_that_the_voter_reads(app, member) -> None:
    worded(app)
    names = re.findall('data-name="([^"]*)"', member.read("/ballots/v?lang=ar"))
    assert names == ["الحافلة", "tram", "دراجة &lt;b&gt;"]


def test_the_list_of_votes_and_what_follows_a_ballot_are_in_arabic_too(app, member) -> None:
    worded(app)
    title = '<bdi lang="ar" dir="rtl">التنقل</bdi>'
    assert f"<h2>{title}</h2>" in member.read("/ballots?lang=ar")
    assert '<h2><bdi lang="da" dir="ltr">Transport' in member.read("/ballots?lang=da")
    assert member.post("/ballots/v", **{"line-0": "1"}).status_code == 302
    assert title in member.read("/ballots/v/cast?lang=ar")


def test_a_ballot_that_is_handed_back_is_still_in_arabic(app, member) -> None:
    worded(app)
    assert SOME in member.read("/ballots/v?lang=ar")
    answer = member.post("/ballots/v", **{"line-0": "1", "line-1": "1"})
    assert BUS in answer.text
    assert 'role="alert"' in answer.text


def test_a_sealed_ballot_holds_the_name_that_is_counted(app, member, codes) -> None:
    """What the phone and the server seal are the names of the vote, whatever the voter reads."""
    begin = app.extensions["begin"]
    with begin() as store:
        decide.create_vote(
            store, "a1", title="T", question="Q", kind="ranking", candidates=["bus", "tram"],
            rule="irv", seats=1, by="f-anna", id="v", mode=Mode.SEALED, language="da",
        )  # fmt: skip
        wording.write_wordings(store, "v", {"ar": {"option 1": "الحافلة"}}, by="f-anna")
        shares = sealed.prepare_urn(
            store, "v", split=Split.TWO_OF_TWO, random_bytes=secrets.token_bytes, by="f-anna"
        )
        decide.open_vote(store, "v", by="f-anna", now=NOW)
    page = html.unescape(member.read("/ballots/v?lang=ar"))
    assert "الحافلة" in page
    assert '"candidates": ["bus", "tram"]' in page
    assert member.post("/ballots/v", **{"line-0": "1"}).status_code == 302
    assert opened(begin, shares).counts == {Ranking(("bus",)): 1}


def test_the_public_pages_say_what_was_asked_in_the_language_of_the_reader(
    app, member, stranger
) -> None:
    worded(app)
    assert member.post("/ballots/v", **{"line-0": "1"}).status_code == 302
    page = stranger.read("/votes/v?lang=ar")
    assert BUS in page
    assert SOME in page
    with app.extensions["begin"]() as store:
        decide.close_vote(store, "v", by="f-anna", now=NOW)
    page = stranger.read("/votes/v?lang=ar")
    assert f"<li>{BUS}</span></li>" in page
    assert "التنقل" in stranger.read("/assemblies/a1?lang=ar")
    assert BUS in stranger.read("/votes/v/widget?lang=ar")


def test_a_paper_is_printed_in_arabic_with_the_names_that_are_counted_below(
    app, anna, codes
) -> None:
    begin = app.extensions["begin"]
    with begin() as store:
        decide.create_vote(
            store, "a1", title="Transport", question="Hvordan?", kind="grades", candidates=NAMES,
            rule="support", seats=3, by="f-anna", id="v", mode=Mode.SEALED, language="da",
        )  # fmt: skip
        wording.write_wordings(store, "v", {"ar": ARABIC}, by="f-anna")
        sealed.prepare_urn(
            store, "v", split=Split.TWO_OF_TWO, random_bytes=secrets.token_bytes, by="f-anna"
        )
        decide.open_vote(store, "v", by="f-anna", now=NOW)
    page = anna.post("/facilitator/a1/votes/v/papers/print", count="1", language="ar").text
    paper = page.partition('<article class="paper-ballot" lang="ar" dir="rtl">')[2]
    paper = paper.partition("</article>")[0]
    assert BUS in paper
    assert TRAM in paper
    assert ARABIC["plain"] in paper
    assert SOME in paper
    assert '<span lang="da" dir="ltr">Transport – Hvordan?</span>' in paper
    page = anna.post("/facilitator/a1/votes/v/papers/print", count="1", language="da").text
    assert 'class="exact' not in page.partition("<article")[2]


def test_the_big_screen_names_the_open_vote_in_its_language(app, assembly, stranger) -> None:
    worded(app)
    start = NOW.astimezone(ZoneInfo("Europe/Copenhagen"))
    item = Item("i", "Afstemning", 20, 20, vote_id="v", began=NOW)
    with app.extensions["begin"]() as store:
        store.add_session(Session("s", "a1", "Møde", start, "", public=True, agenda=(item,)))
    page = stranger.read("/assemblies/a1/sessions/s?lang=ar")
    assert '<p class="until"><bdi lang="ar" dir="rtl">التنقل</bdi></p>' in page
    assert "Transport" not in stranger.read("/assemblies/a1/sessions/s?lang=da")
