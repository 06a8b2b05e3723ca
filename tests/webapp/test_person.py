"""A person's data are shown to them, given to them, and erased, on pages that name them nowhere."""

import json
import re

from webapp.facilitator.person import MOST_PLACES
from webapp.languages import LANGUAGES


def test_what_is_kept_of_a_person_is_shown_and_given_to_them(anna, assembly, app) -> None:
    with app.extensions["begin"].reading() as store:
        member = store.drawn("a1").panel[0]
    page = anna.post("/facilitator/a1/data/person", person=f" {member} ").text
    assert f"<bdi>{member}</bdi>" in page
    assert "A member." in page
    assert "The answers were published with it" in page
    saved = anna.post("/facilitator/a1/data/person.json", person=member)
    assert saved.headers["Content-Disposition"] == 'attachment; filename="person.json"'
    assert json.loads(saved.data)["draws"][0]["answers"].keys() == {"gender"}
    for path in ("person", "person.json"):
        assert anna.post(f"/facilitator/a1/data/{path}", person="nobody").status_code == 302
    assert "Nothing is kept of “nobody”" in anna.read("/facilitator/a1/data")


def test_the_page_of_a_person_is_read_in_every_language_without_naming_them_in_an_address(
    anna, assembly, app
) -> None:
    with app.extensions["begin"].reading() as store:
        member = store.drawn("a1").panel[0]
    page = anna.post("/facilitator/a1/data/person", person=member).text
    links = page.partition('<nav aria-label="Language">')[2].partition("</nav>")[0]
    assert f'name="person" value="{member}"' in links
    assert re.findall(r'name="lang" value="(\w+)"', links) == [*LANGUAGES]
    danish = anna.post("/facilitator/a1/data/person", person=member, lang="da").text
    assert 'lang="da"' in danish.partition(">")[2][:40]
    assert f"<bdi>{member}</bdi>" in danish


def test_a_person_is_erased_only_where_that_is_ticked(anna, assembly, app) -> None:
    with app.extensions["begin"].reading() as store:
        member, other = store.drawn("a1").panel[:2]
    refused = anna.post("/facilitator/a1/data/erase", person=member)
    assert (refused.status_code, "Tick this first." in refused.text) == (400, True)
    assert anna.post("/facilitator/a1/data/erase", person=member, sure="yes").status_code == 302
    page = anna.read("/facilitator/a1/data")
    assert "overwritten in the files" in page
    assert "keep it beside the backups" in page
    listed = json.loads(anna.get("/facilitator/a1/data/erasures.json").data)
    assert len(listed["assemblies"]["a1"]) == 1
    assert member not in str(listed)
    panel = anna.read("/facilitator/a1/panel")
    assert panel.count(">erased</td>") == 1
    assert "How the quotas are met" not in panel
    assert other in anna.get("/facilitator/a1/panel.csv").text
    assert "erased" in anna.post("/facilitator/a1/data/person", person=member).text


def test_a_name_that_stands_nowhere_is_told_and_one_that_stands_somewhere_is_not(
    anna, assembly, app
) -> None:
    with app.extensions["begin"]() as store:
        one, other = store.drawn("a1").panel[:2]
        store.put_message("a1", "Thanks to Amina El-Sayed")
    for person, called, told in ((one, "Amina Elsayed", True), (other, "amina  EL-SAYED", False)):
        anna.post("/facilitator/a1/data/erase", person=person, called=called, sure="yes")
        page = anna.read("/facilitator/a1/data")
        assert ("was found nowhere: in no queue" in page) == told
        assert (called in page) == told


def test_a_name_in_the_texts_of_a_vote_stays_and_is_told(anna, assembly, app) -> None:
    with app.extensions["begin"]() as store:
        person = store.drawn("a1").panel[0]
        store.put_wording("v-a1-draft", "da", {"title": "Aminas <b>"})
        store.put_wording("v-a1-open", "da", {"title": "Forslag fra Amina"})
    anna.post("/facilitator/a1/data/erase", person=person, called="amina", sure="yes")
    page = anna.read("/facilitator/a1/data")
    assert "stays in the texts of votes" in page
    assert "The open vote." in page
    assert "was found nowhere" not in page
    assert re.search(
        "Perhaps .* “amina” too, .*: \\S?The draft vote\\S? \\(\\S?Aminas\\S?\\)\\.", page
    )


def test_a_message_names_no_more_votes_and_words_than_a_cookie_can_carry(
    anna, assembly, app
) -> None:
    with app.extensions["begin"]() as store:
        person = store.drawn("a1").panel[0]
        words = {f"text {n}": f"Bo{ending}" for n, ending in enumerate(("s", *"abcdefgh"))}
        store.put_wording("v-a1-draft", "da", words)
    anna.post("/facilitator/a1/data/erase", person=person, called="Bo", sure="yes")
    told = anna.read("/facilitator/a1/data").partition("Perhaps")[2].partition("</")[0]
    assert told.count("Bo") == 1 + MOST_PLACES
    assert "…" in told


def test_needs_are_noted_beside_the_panel_and_counted_for_the_kitchen(anna, assembly, app) -> None:
    with app.extensions["begin"].reading() as store:
        one, other = store.drawn("a1").panel[:2]
    for member in (one, other):
        noted = anna.post("/facilitator/a1/needs", member=member, kind="diet", note="no pork")
        assert noted.status_code == 302
    page = anna.read("/facilitator/a1/needs")
    assert page.count("<bdi>no pork</bdi>") == 2
    printed = anna.read("/facilitator/a1/needs/print")
    assert '<td class="num">2</td>' in printed
    assert one not in printed
    assert other not in printed
    assert anna.post("/facilitator/a1/needs/forget", member=one, kind="diet").status_code == 302
    assert anna.read("/facilitator/a1/needs").count("<bdi>no pork</bdi>") == 1
    assert anna.post("/facilitator/a1/needs", member="x", kind="diet").status_code == 400
    begun = anna.post("/facilitator/new", title="Second", question="What?").headers["Location"]
    assert anna.get(f"{begun}/needs").status_code == 409


def test_a_member_sees_what_is_kept_under_the_card_and_never_the_choice(
    app, member, codes, visit
) -> None:
    page = member.read("/ballots/mine")
    assert "Number 1, and a digest of its code." in page
    assert "The closed vote</bdi>: a ballot of yours is there" in page
    assert "The open vote</bdi>: no ballot of yours is there" in page
    assert "you have not checked in" in page
    saved = member.get("/ballots/mine.json")
    assert json.loads(saved.data)["card"] == 1
    for said in (page, saved.text):
        assert not any(candidate in said for candidate in ("bike", "tram", "bus"))
        assert codes[0] not in said
