"""What a vote is called beside its own pages: under its pictures, in agendas, with a receipt."""

import secrets
from zoneinfo import ZoneInfo

import pytest

from deliberation.assembly import Mode
from deliberation.procedures import admitting, casting, decide, sealed, wording
from deliberation.sessions import Item, Session
from deliberation.urn import Split
from deliberation.voting import Ranking
from tests.webapp.conftest import NOW
from tests.webapp.test_kinds_of_ballot import NAMES
from tests.webapp.test_wordings import ARABIC, BUS, TRAM, worded

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""What the pages say depends on no database."""

TITLE = '<bdi lang="ar" dir="rtl">التنقل</bdi>'
EXACT = '<span class="exact"><bdi lang="da" dir="ltr">Transport</bdi></span>'


def counted(app, rule="copeland") -> None:
    """A count of six ballots: five put the bus first, one the tram."""
    with app.extensions["begin"]() as store:
        decide.close_vote(store, "v-a1-open", by="f-anna", now=NOW)
        cards = admitting.issue_cards(
            store, "a1", count=6, random_bytes=secrets.token_bytes, by="f-anna"
        )
        tokens = [admitting.join(store, "a1", card.code) for card in cards]
        decide.create_vote(
            store, "a1", title="Transport", question="Q", kind="ranking", candidates=NAMES,
            rule=rule, seats=1, by="f-anna", id="v", language="da",
        )  # fmt: skip
        wording.write_wordings(store, "v", {"ar": ARABIC}, by="f-anna")
        decide.open_vote(store, "v", by="f-anna", now=NOW)
        for token, order in zip(tokens, [("bus", "tram")] * 5 + [("tram",)], strict=True):
            casting.cast_ballot(store, "v", Ranking(order), token=token)
        decide.close_vote(store, "v", by="f-anna", now=NOW)


def test_the_table_behind_a_picture_says_each_name_in_both_languages(
    app, assembly, stranger
) -> None:
    counted(app)
    page = stranger.read("/votes/v?lang=ar")
    tables = [part.partition("</table>")[0] for part in page.split("<table>")[1:]]
    assert tables
    assert all(f'<th scope="row">{BUS}' in table for table in tables)
    assert any(f'<th scope="row">{TRAM}</th>' in table for table in tables)
    assert f'<th scope="col" class="num wraps">{BUS}' in tables[-1]  # of pairs
    assert page.count("تسمّي الصورة المقترحات كما تُعَدّ") == len(tables)


def test_the_rounds_are_told_with_the_names_that_the_reader_knows(app, assembly, stranger) -> None:
    counted(app, "irv")
    rounds = stranger.read("/votes/v?lang=ar").partition('<ol class="rounds">')[2]
    rounds = rounds.partition("</ol>")[0]
    assert "الحافلة" in rounds
    assert "bus" not in rounds


def test_who_reads_the_language_of_the_vote_sees_each_name_once(app, assembly, stranger) -> None:
    counted(app)
    page = stranger.read("/votes/v?lang=da")
    assert '<th scope="row"><bdi lang="da" dir="ltr">bus</bdi></th>' in page
    assert 'class="exact' not in page
    assert "som de tælles" not in page


def test_an_agenda_and_ones_own_data_call_a_vote_as_the_reader_does(app, member, stranger) -> None:
    worded(app)
    start = NOW.astimezone(ZoneInfo("Europe/Copenhagen"))
    item = Item("i", "Afstemning", 20, 20, vote_id="v")
    with app.extensions["begin"]() as store:
        store.add_session(Session("s", "a1", "Møde", start, "", public=True, agenda=(item,)))
    agenda = stranger.read("/assemblies/a1?lang=ar").partition('<ol class="agenda">')[2]
    assert f"{TITLE} {EXACT}" in agenda.partition("</ol>")[0]
    mine = member.read("/ballots/mine?lang=ar")
    assert f"<li>{TITLE}: " in mine
    assert f"{EXACT}</li>" in mine
    assert member.get("/ballots/mine.json").json["votes"][-1]["title"] == "Transport"


def test_a_receipt_is_checked_under_the_name_that_its_voter_read(app, stranger, codes) -> None:
    begin = app.extensions["begin"]
    for id in ("v", "w"):
        with begin() as store:
            decide.create_vote(
                store, "a1", title="Transport", question="Q", kind="ranking", rule="irv", seats=1,
                candidates=["bus", "tram"], by="f-anna", id=id, mode=Mode.SEALED, language="da",
            )  # fmt: skip
            wording.write_wordings(store, id, {"ar": {"title": "التنقل"}}, by="f-anna")
            sealed.prepare_urn(
                store, id, split=Split.TWO_OF_TWO, random_bytes=secrets.token_bytes, by="f-anna"
            )
            decide.open_vote(store, id, by="f-anna", now=NOW)
    with begin() as store:
        token = admitting.join(store, "a1", codes[0])
        receipt = sealed.seal_and_cast(store, "v", Ranking(("bus",)), token=token, once=b"1" * 32)
    crumb = f'<a href="/votes/v">{TITLE} {EXACT}</a>'
    assert crumb in stranger.read("/votes/v/receipt?lang=ar")
    page = stranger.post("/votes/w/receipt", code=receipt.code).text
    assert f"{TITLE} {EXACT}</a></p>" in page.partition(receipt.code)[2]
