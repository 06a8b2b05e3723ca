"""Two people in a browser: on two sign-ins, at one laptop; or one alone, who is told so."""

import pytest

from deliberation.procedures import recruit
from deliberation.roles import Role
from deliberation.verify import check
from tests.webapp.conftest import NOW, PASSWORD, QUICK
from webapp import auth

ALONE = "One person does this alone"
TOGETHER = "Two people of the team do this together"
DICE = {"seed": "dice 4 5 6", "again": "dice 4 5 6", "reserves": "1"}


@pytest.fixture
def database() -> str:
    """What is on these pages depends on no database."""
    return "sqlite://"


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch) -> None:
    """Nobody waits for the hash of a password."""
    monkeypatch.setattr(auth, "HASHER", QUICK)


@pytest.fixture
def joins(app, assembly):
    """Lets bo into the team of anna's assembly."""

    def join(role: Role) -> None:
        with app.extensions["begin"]() as store:
            store.put_in_team("a1", "f-bo", role)

    return join


@pytest.fixture
def to_draw(app, assembly) -> str:
    """An assembly of anna's and bo's whose commitment is published."""
    begin = app.extensions["begin"]
    with begin() as store:
        recruit.create_assembly(store, title="T", question="Q", by="f-anna", now=NOW, id="a3")
        store.put_in_team("a3", "f-bo", Role.DRAW_OFFICER)
        pool, quotas = store.pool("a1"), store.quotas("a1")
        recruit.replace_pool(store, "a3", pool, quotas, by="f-anna")
        recruit.begin_lottery(store, "a3", by="f-anna", id="job-a3")
    recruit.compute_lottery(begin, "job-a3", tickets=100)
    with begin() as store:
        recruit.publish_commitment(
            store, "a3", publish_people=True, salt="", by="f-anna", now=NOW
        )  # fmt: skip
    return "/facilitator/a3/draw"


def test_one_person_alone_is_told_so_and_goes_on_as_before(anna, assembly) -> None:
    page = anna.read("/facilitator/a1/cards")
    assert ALONE in page
    assert 'name="second"' not in page
    assert anna.post("/facilitator/a1/votes/v-a1-open/close").status_code == 302
    assert anna.post("/facilitator/a1/cards/lost", number="2").status_code == 302
    assert anna.post("/facilitator/a1/ask", act="revoke", number="3").status_code == 409


def test_one_of_two_is_asked_for_the_second_and_nothing_is_drawn(anna, to_draw) -> None:
    page = anna.read(to_draw)
    assert TOGETHER in page
    assert ALONE not in page
    answer = anna.post(to_draw, **DICE)
    assert answer.status_code == 400
    assert "A second person is needed." in answer.text
    assert anna.get("/facilitator/a3/panel").status_code == 409


def test_both_draw_at_one_laptop_and_the_public_ledger_says_in_which_roles(
    anna, to_draw, stranger
) -> None:
    wrong = anna.post(to_draw, **DICE, second="bo", **{"second-password": "no"})
    assert wrong.status_code == 400
    assert "do not belong together" in wrong.text

    answer = anna.post(to_draw, **DICE, second="bo", **{"second-password": PASSWORD})

    assert answer.headers["Location"] == "/facilitator/a3/panel"
    ledger = stranger.read("/assemblies/a3/ledger")
    said = "Two people did what comes next. The draw: Draw officer, Facilitator."
    assert said in ledger.replace("\N{FIRST STRONG ISOLATE}", "").replace(
        "\N{POP DIRECTIONAL ISOLATE}", ""
    )
    bundle = stranger.get("/assemblies/a3/bundle.zip")
    told = check(bundle.data)
    assert "not checked: that two people did this: draw, as draw officer, facilitator" in told
    assert "bo" not in ledger.split("<main")[1].split()
    assert "/sign-in" not in anna.get("/facilitator").headers.get("Location", "")


def test_oneself_is_no_second_person(anna, to_draw) -> None:
    answer = anna.post(to_draw, **DICE, second="anna", **{"second-password": PASSWORD})
    assert answer.status_code == 409
    assert "somebody else of the team" in answer.text


def test_one_asks_and_the_other_draws_on_their_own_sign_in(anna, bo, to_draw) -> None:
    answer = anna.post("/facilitator/a3/ask", act="draw", **DICE)
    assert answer.headers["Location"] == to_draw
    assert "You have asked." in anna.read(to_draw)
    assert 'href="/facilitator/a3/draw">The draw' in bo.read("/facilitator/a3")
    page = bo.read(to_draw)
    assert "With you there are two." in page
    assert 'name="second"' not in page

    assert bo.post(to_draw, **DICE).headers["Location"] == "/facilitator/a3/panel"

    assert "asks you" not in bo.read("/facilitator/a3")


def test_a_lost_card_is_asked_for_by_its_number(anna, bo, joins) -> None:
    joins(Role.FACILITATOR)
    assert anna.post("/facilitator/a1/votes/v-a1-open/close").status_code == 302
    assert anna.post("/facilitator/a1/cards/lost", number="2").status_code == 400
    assert anna.post("/facilitator/a1/ask", act="revoke", number="x").status_code == 400
    answer = anna.post("/facilitator/a1/ask", act="revoke", number="2")
    assert answer.headers["Location"] == "/facilitator/a1/cards?number=2"
    asked = bo.read("/facilitator/a1")
    assert '/cards?number=2">Taking the voice from a card: <bdi>2</bdi>' in asked
    assert "With you there are two." in bo.read("/facilitator/a1/cards?number=2")

    assert bo.post("/facilitator/a1/cards/lost", number="3").status_code == 400
    assert bo.post("/facilitator/a1/cards/lost", number="2").status_code == 302


def test_an_urn_is_opened_and_a_vote_given_up_by_two(app, anna, bo, joins) -> None:
    made = {"title": "T", "question": "Q?", "candidates": "A\nB", "rule": "irv", "seats": "1"}
    votes = []
    for _ in range(2):
        answer = anna.post("/facilitator/a1/votes/new", **made, mode="sealed")
        vote = answer.headers["Location"]
        votes.append((vote, anna.open_vote(vote)))
        assert anna.post(f"{vote}/close").status_code == 302
    joins(Role.FACILITATOR)
    (opened, sheets), (lost, _) = votes
    assert "A second person is needed." in anna.unseal(opened, sheets).text
    both = {"second": "bo", "second-password": PASSWORD}
    assert anna.unseal(opened, sheets, **both).status_code == 302

    reason = {"reason": "thrown away", "sure": "yes"}
    assert TOGETHER in anna.read(f"{lost}/lost")
    assert anna.post(f"{lost}/lost", **reason).status_code == 400
    vote_id = lost.rsplit("/", 1)[1]
    assert anna.post("/facilitator/a1/ask", act="give up", subject=vote_id).status_code == 302
    assert f"{lost}/lost" in bo.read("/facilitator/a1")
    assert bo.post(f"{lost}/lost", **reason).status_code == 302
    with app.extensions["begin"].reading() as store:
        said = [entry.payload for entry in store.ledger("a1") if entry.kind == "hands"]
    assert [(one["act"], one["roles"]) for one in said] == [
        ("unseal", {"facilitator": 2}),
        ("give up", {"facilitator": 2}),
    ]
    assert said[1]["of"] == vote_id


def test_nobody_asks_for_what_nobody_does_together(anna, joins) -> None:
    joins(Role.FACILITATOR)
    assert anna.post("/facilitator/a1/ask", act="dance").status_code == 400


def test_who_is_asked_to_delete_is_led_to_that_page(anna, bo, joins) -> None:
    joins(Role.FACILITATOR)
    answer = anna.post("/facilitator/a1/ask", act="delete")
    assert answer.headers["Location"] == "/facilitator/a1/delete"
    assert 'href="/facilitator/a1/delete">Deleting' in bo.read("/facilitator/a1")
