"""A facilitator's way from two files to a published result."""

import re

import pytest

from deliberation.procedures import admitting, casting
from deliberation.voting import Ranking
from tests.webapp.two_files import DICE, FAIR, upload

CODE = re.compile(r'<p class="code big" dir="ltr">([0-9A-Z]{4}(?:-[0-9A-Z]{4}){2})</p>')


def next_step(visitor, path: str) -> str:
    """The one step that the assembly's page says is next."""
    page = visitor.read(path)
    found = re.findall(r"Next: ([^<]+)</h2>", page)
    assert len(found) <= 1, "one clear next step"
    return found[0] if found else ""


def next_step_link(visitor, path: str) -> str:
    """Where the next step leads."""
    found = re.search(r'<a class="button" href="([^"]+)">', visitor.read(path))
    return found[1] if found else ""


def test_from_signing_in_to_a_published_result(app, anna, path, visit) -> None:
    assert next_step(anna, path) == "People and quotas"
    assert upload(anna, path).status_code == 302
    assert "24" in anna.read(f"{path}/people")

    assert next_step(anna, path) == "The lottery"
    assert anna.post(f"{path}/lottery", **FAIR).headers["Location"] == f"{path}/lottery"
    app.extensions["jobs"].finish()
    assert "The lottery is ready" in anna.read(f"{path}/lottery/progress")
    chances = anna.read(f"{path}/lottery")
    assert "<svg" in chances
    assert "woman" in chances

    assert next_step(anna, path) == "The commitment"
    assert anna.post(f"{path}/commitment", answers="publish").status_code == 302
    published = re.search(r"[0-9a-f]{64}", anna.read(f"{path}/commitment"))
    assert published
    poster = anna.read(f"{path}/commitment/poster")
    assert published[0] in poster.replace(" ", "")

    assert next_step(anna, path) == "The draw"
    assert anna.post(f"{path}/draw", seed=DICE, again=DICE, reserves="3").status_code == 302
    panel = anna.read(f"{path}/panel")
    assert DICE in panel
    rows = anna.read(f"{path}/panel.csv").splitlines()
    assert rows[0].lstrip("\ufeff") == "id,area,gender"
    assert len(rows) == 7
    assert all(row.split(",")[0] in panel for row in rows[1:])
    assert len(anna.read(f"{path}/alternates.csv").splitlines()) == 4

    assert next_step(anna, path) == "Who comes"
    come = {f"reply {row.split(',')[0]}": "yes" for row in rows[1:]}
    assert anna.post(f"{path}/panel", **come).status_code == 302
    assert next_step(anna, path) == "Cards for the members"
    codes = CODE.findall(anna.post(f"{path}/cards", count="6").text)
    assert len(set(codes)) == 6
    assert not CODE.findall(anna.read(f"{path}/cards")), "codes are shown once"

    assert next_step(anna, path) == "Plan a session", "which a vote can do without"
    created = anna.post(
        f"{path}/votes/new", mode="sealed", title="Where to begin", question="What first?",
        candidates="bus\ntram\n\n bike ", rule="stv", seats="2", credits="",
    )  # fmt: skip
    vote = created.headers["Location"]
    assert next_step(anna, path) == "The result"
    sheets = anna.open_vote(vote)
    orders = [("bus", "tram"), ("bus", "tram"), ("bus",), ("tram", "bus"), ("bike",), ("bus",)]
    for code, order in zip(codes, orders, strict=True):
        member = visit()
        assert member.post(path.replace("facilitator", "join"), code=code).status_code == 302
        ballot = f"/ballots/{vote.rpartition('/')[2]}"
        places = {
            f"line-{i}": str(order.index(name) + 1) if name in order else ""
            for i, name in enumerate(("bus", "tram", "bike"))
        }
        assert member.post(ballot, **places).status_code == 302
    open_page = anna.read(vote)
    assert "<dd>6</dd>" in anna.read(f"{vote}/turnout")
    assert "Chosen" not in open_page, "nothing is counted before the close"
    assert anna.post(f"{vote}/close", sure="yes").status_code == 302
    assert next_step(anna, path) == "The result"
    assert "Open the urn with the sheets" in anna.read(vote)
    assert anna.unseal(vote, sheets).status_code == 302
    closed = anna.read(vote)
    assert "<bdi>bus</bdi>" in closed
    assert next_step(anna, path) == "Destroy the urn"
    assert anna.post(f"{vote}/purge", sure="yes").status_code == 302
    assert next_step(anna, path) == "Into the archive"

    public = visit().read(f"/votes/{vote.rpartition('/')[2]}")
    assert "bus" in public
    bundle = visit().get(path.replace("facilitator", "assemblies") + "/bundle.zip")
    assert bundle.status_code == 200
    assert bundle.data.startswith(b"PK")


def test_a_card_bears_a_link_with_its_code_behind_the_hash(anna, path) -> None:
    page = anna.post(f"{path}/cards", count="9").text

    assert page.count("<svg") == 9
    assert page.count('class="cards"') == 2, "six on a sheet"
    assert f"http://localhost{path.replace('facilitator', 'join')}" in page


@pytest.mark.parametrize("count", ["", "0", "501", "-1", "x"])
def test_the_number_of_cards_is_checked(anna, path, count) -> None:
    assert anna.post(f"{path}/cards", count=count).status_code == 400


def test_a_form_sent_twice_makes_no_cards_that_nobody_holds(app, anna, path) -> None:
    issued = re.search(r'name="issued" value="(\d+)"', anna.read(f"{path}/cards"))
    assert issued

    first = anna.post(f"{path}/cards", count="3", issued=issued[1])
    again = anna.post(f"{path}/cards", count="3", issued=issued[1])

    assert len(CODE.findall(first.text)) == 3
    assert again.status_code == 409
    assert not CODE.findall(again.text)
    with app.extensions["begin"]() as store:
        assert len(store.cards(path.rpartition("/")[2])) == 3


def test_a_lost_card_loses_its_voice(anna, assembly, codes, stranger) -> None:
    lost = "/facilitator/a1/cards/lost"
    assert anna.post(lost, number="2").status_code == 409, (
        "the roll is settled while a vote is open"
    )
    anna.post("/facilitator/a1/votes/v-a1-open/close", sure="yes")

    assert anna.post(lost, number="2").status_code == 302
    assert anna.post(lost, number="99").status_code == 404
    assert anna.post(lost, number="two").status_code == 400

    assert "without a voice" in anna.read("/facilitator/a1/cards")
    assert stranger.post("/join/a1", code=codes[1]).status_code == 403
    assert stranger.post("/join/a1", code=codes[0]).status_code == 302


def test_a_tie_is_settled_by_dice_typed_twice(app, anna, assembly, codes) -> None:
    begin = app.extensions["begin"]
    with begin() as store:
        for code, order in zip(codes, [("bus",), ("tram",)], strict=False):
            token = admitting.join(store, "a1", code)
            casting.cast_ballot(store, "v-a1-open", Ranking(order), token=token)
    vote = "/facilitator/a1/votes/v-a1-open"
    anna.post(f"{vote}/close", sure="yes")

    page = anna.read(vote)
    assert "A tie decides" in page
    assert vote in next_step_link(anna, "/facilitator/a1")
    assert anna.post(vote, seed="dice 1", again="dice 2").status_code == 400
    assert anna.post(vote, seed="dice 1", again="dice 1").status_code == 302
    page = anna.read(vote)
    assert "Chosen" in page
    assert "A tie was settled by lot, from the public seed “dice 1”." in page
    assert anna.post(vote, seed="dice 3", again="dice 3").status_code == 409


def test_a_vote_in_which_nobody_chose_anything_says_so(anna, assembly) -> None:
    vote = "/facilitator/a1/votes/v-a1-open"
    anna.post(f"{vote}/close", sure="yes")

    assert "Nobody has chosen anything" in anna.read(vote)


def test_while_a_vote_is_open_only_the_number_of_ballots_is_shown(anna, member, assembly) -> None:
    before = anna.read("/facilitator/a1/votes/v-a1-open/turnout")
    member.post("/ballots/v-a1-open", **{"line-0": "1", "line-1": "", "line-2": ""})
    after = anna.read("/facilitator/a1/votes/v-a1-open/turnout")

    assert after == before.replace("<dd>0</dd>", "<dd>1</dd>")


def test_every_page_of_a_facilitator_speaks_every_language(anna, assembly) -> None:
    for language in ("da", "ar", "en"):
        for page in ("", "/people", "/lottery", "/commitment", "/panel", "/cards", "/votes/new"):
            anna.read(f"/facilitator/a1{page}?lang={language}")
