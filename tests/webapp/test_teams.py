"""The team of an assembly in a browser: invited, given roles, let in; and what each role sees."""

import re

import pytest

from deliberation.procedures import suggesting, team
from deliberation.roles import Role
from tests.webapp.conftest import QUICK
from webapp import auth
from webapp.languages import LANGUAGES

OWN = "correct horse bus"
PASSPHRASE = re.compile(r"([a-z2-9]{4}-){3}[a-z2-9]{4}")


@pytest.fixture
def database() -> str:
    """What is on these pages depends on no database."""
    return "sqlite://"


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch) -> None:
    """Nobody waits for the hash of a password."""
    monkeypatch.setattr(auth, "HASHER", QUICK)


@pytest.fixture
def bo_as(app, assembly, bo):
    """Bo with a role in anna's assembly, signed in."""

    def join(role: Role):
        with app.extensions["begin"]() as store:
            store.put_in_team("a1", "f-bo", role)
        return bo

    return join


def test_somebody_who_has_an_account_is_invited_by_name(anna, assembly, bo) -> None:
    assert bo.get("/facilitator/a1").status_code == 404

    answer = anna.post("/facilitator/a1/team", name="bo", role="interpreter")

    assert answer.headers["Location"] == "/facilitator/a1/team"
    assert "bo</bdi>" in anna.read("/facilitator/a1/team")
    page = bo.read("/facilitator/a1")
    assert "Interpreter" in page
    assert "Reads the agendas" in page
    assert "Town assembly" in bo.read("/facilitator")


def test_a_name_that_is_read_as_another_s_is_no_second_account_and_invites_nobody(
    anna, assembly, bo
) -> None:
    for name in ("BO", "ｂｏ"):
        refused = anna.post("/facilitator/a1/team", name=name, role="initiator")
        assert refused.status_code == 400
        assert "Somebody has this name already, written" in refused.text
    assert bo.get("/facilitator/a1").status_code == 404
    hidden = anna.post("/facilitator/a1/team", name="b\u200bo", role="initiator")
    assert (hidden.status_code, "cannot be shown" in hidden.text) == (400, True)
    again = anna.post("/facilitator/a1/team", name="ANNA", role="initiator")
    assert "is in the team already" in again.text


def test_somebody_without_an_account_gets_one_and_chooses_a_password_before_anything_else(
    anna, assembly, visit
) -> None:
    page = anna.post("/facilitator/a1/team", name="Cai", role="draw officer").text
    found = PASSPHRASE.search(page)
    assert found
    assert not PASSPHRASE.search(anna.read("/facilitator/a1/team")), "it is shown once"
    cai, inviter = visit(), visit()
    for visitor in (cai, inviter):
        assert visitor.sign_in("Cai", found[0]).status_code == 302
        assert visitor.get("/facilitator/a1").headers["Location"] == "/password"
        assert visitor.get("/facilitator").headers["Location"] == "/password"

    typed = {"before": found[0], "new": OWN, "again": OWN}
    assert cai.post("/password", **typed).headers["Location"] == "/facilitator"

    assert "Draw officer" in cai.read("/facilitator/a1")
    assert inviter.get("/password").headers["Location"].startswith("/sign-in"), "and is out"
    assert visit().sign_in("Cai", found[0]).status_code == 401
    assert cai.get("/facilitator/new").status_code == 403
    assert "/facilitator/new" not in cai.read("/facilitator")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("before", {"before": "not mine at all", "new": OWN, "again": OWN}),
        ("new", {"before": "tram bus bike", "new": "short", "again": "short"}),
        ("new", {"before": "tram bus bike", "new": "tram bus bike", "again": "tram bus bike"}),
        ("again", {"before": "tram bus bike", "new": OWN, "again": f"{OWN} "}),
    ],
)
def test_a_password_that_does_not_fit_is_not_taken(anna, assembly, visit, field, typed) -> None:
    answer = anna.post("/password", **typed)

    assert answer.status_code == 400
    assert f'id="{field}-problem"' in answer.text
    assert visit().sign_in("anna").status_code == 302


def test_a_role_is_changed_and_taken_away_and_the_last_facilitator_stays(anna, bo_as) -> None:
    bo = bo_as(Role.INTERPRETER)
    anna.post("/facilitator/a1/team/f-bo", role="table host")
    assert "Table host" in bo.read("/facilitator/a1")

    assert anna.post("/facilitator/a1/team/f-bo", role="none").status_code == 302
    assert bo.get("/facilitator/a1").status_code == 404
    for role in ("none", "commissioner"):
        answer = anna.post("/facilitator/a1/team/f-anna", role=role)
        assert answer.status_code == 409
        assert "name another facilitator first" in answer.text
    assert anna.post("/facilitator/a1/team/f-bo").status_code == 400


def test_who_leaves_the_lead_to_another_is_led_to_the_list(anna, bo_as) -> None:
    bo_as(Role.FACILITATOR)
    answer = anna.post("/facilitator/a1/team/f-anna", role="none")
    assert answer.headers["Location"] == "/facilitator"
    assert anna.get("/facilitator/a1").status_code == 404


@pytest.mark.parametrize(
    "typed",
    [{"name": "", "role": "initiator"}, {"name": "x", "role": "king"}, {"name": "anna"}],
)
def test_an_invitation_that_does_not_fit_is_told_beside_its_field(anna, assembly, typed) -> None:
    answer = anna.post("/facilitator/a1/team", **typed)
    assert answer.status_code == 400
    assert "-problem" in answer.text


def test_nobody_is_invited_twice(anna, assembly) -> None:
    answer = anna.post("/facilitator/a1/team", name="anna", role="commissioner")
    assert answer.status_code == 400
    assert "anna is in the team already" in answer.text


def test_a_draw_officer_has_the_steps_of_the_draw_and_no_vote(bo_as) -> None:
    bo = bo_as(Role.DRAW_OFFICER)
    page = bo.read("/facilitator/a1")
    assert "/facilitator/a1/draw" in page
    assert "/facilitator/a1/panel" in page
    assert "vote" not in page.split("<main")[1].replace("no part in votes", "")
    assert "woman" in bo.read("/facilitator/a1/panel")
    refused = bo.get("/facilitator/a1/votes/v-a1-closed")
    assert refused.status_code == 403
    assert "Your role in this assembly is for other things." in refused.text


def test_a_commissioner_reads_agendas_and_no_turnout(bo_as) -> None:
    bo = bo_as(Role.COMMISSIONER)
    page = bo.read("/facilitator/a1")
    assert "/facilitator/a1/sessions/s-a1" in page
    assert "/assemblies/a1" in page
    session = bo.read("/facilitator/a1/sessions/s-a1")
    assert "Welcome" in session
    assert "<form" not in session.split("<main")[1]
    for path in ("cards", "votes/v-a1-open", "votes/v-a1-open/turnout", "sessions/s-a1/conduct"):
        assert bo.get(f"/facilitator/a1/{path}").status_code == 403


def test_an_interpreter_follows_a_session_and_presses_nothing(anna, bo_as) -> None:
    bo = bo_as(Role.INTERPRETER)
    anna.post("/facilitator/a1/votes/v-a1-open/close")
    anna.post("/facilitator/a1/sessions/s-a1/next", after="")
    anna.post("/facilitator/a1/sessions/s-a1/floor/queue", called="Dora")
    page = bo.read("/facilitator/a1/sessions/s-a1/conduct").split("<main")[1]
    assert "Follow the session" in page
    assert "Welcome" in page
    assert "Dora" in page
    assert "<form" not in page
    assert "<button" not in page
    assert "<button" not in bo.read("/facilitator/a1/sessions/s-a1/floor")


def test_an_interpreter_helps_at_the_desk_and_opens_no_box(anna, bo_as, codes) -> None:
    made = {"title": "T", "question": "Q?", "candidates": "A\nB", "rule": "irv", "seats": "1"}
    vote = anna.post("/facilitator/a1/votes/new", **made, mode="sealed").headers["Location"]
    anna.open_vote(vote)
    anna.post(f"{vote}/papers/print", count="3", language="en")
    bo = bo_as(Role.INTERPRETER)
    assert f'href="{vote}/papers"' in bo.read("/facilitator/a1")
    page = bo.read(f"{vote}/papers")
    assert "Hand out a paper" in page
    assert "Print papers" not in page
    assert bo.post(f"{vote}/papers/hand-out", card=codes[0]).status_code == 302
    assert "Open the box" not in bo.read(f"{vote}/papers")
    assert bo.post(f"{vote}/papers/box", sure="yes").status_code == 403
    assert bo.post(f"{vote}/papers/print", count="3", language="en").status_code == 403


def test_a_table_host_gives_the_floor_and_goes_on_to_no_item(anna, bo_as) -> None:
    bo = bo_as(Role.TABLE_HOST)
    anna.post("/facilitator/a1/votes/v-a1-open/close")
    anna.post("/facilitator/a1/sessions/s-a1/next", after="")
    assert bo.post("/facilitator/a1/sessions/s-a1/floor/queue", called="Dora").status_code == 302
    page = bo.read("/facilitator/a1/sessions/s-a1/conduct")
    voice = re.search(r'name="voice" value="([^"]+)"', page)
    assert voice
    assert bo.post("/facilitator/a1/sessions/s-a1/floor", voice=voice[1]).status_code == 302
    assert "End the speech" in bo.read("/facilitator/a1/sessions/s-a1/floor")
    assert "/next" not in page
    assert bo.post("/facilitator/a1/sessions/s-a1/next", after="").status_code == 403


def test_an_initiator_suggests_and_a_facilitator_makes_a_vote_of_it(anna, bo_as) -> None:
    bo = bo_as(Role.INITIATOR)
    said = {"title": "Trees", "question": "How many?", "candidates": "Ten\nA hundred"}
    assert bo.post("/facilitator/a1/questions", **said).status_code == 302
    listed = anna.read("/facilitator/a1/questions")
    assert "Suggested by \N{FIRST STRONG ISOLATE}bo" in listed or "Suggested by bo" in listed
    address = re.search(r'href="(/facilitator/a1/questions/[^"]+)"><bdi>Trees', listed)
    assert address
    page = anna.read(address[1])
    made_of = re.search(r'href="(/facilitator/a1/votes/new\?question=[^"]+)"', page)
    assert made_of
    form = anna.read(made_of[1])
    assert "A hundred" in form
    waiting = re.search(r'name="suggestion" value="([^"]+)"', form)
    assert waiting

    terms = {"rule": "irv", "seats": "1", "mode": "sealed", "suggestion": waiting[1]}
    answer = anna.post("/facilitator/a1/votes/new", **said, **terms)

    assert "How many?" in anna.read(answer.headers["Location"])
    assert "Trees" not in anna.read("/facilitator/a1/questions")
    assert "/votes/new" not in bo.read("/facilitator/a1/questions/q-a1")


def test_a_co_author_edits_what_others_suggest_and_nobody_writes_over_another(anna, bo_as) -> None:
    bo = bo_as(Role.CO_AUTHOR)
    page = bo.read("/facilitator/a1/questions/q-a1")
    revision = re.search(r'name="revision" value="(\d+)"', page)
    assert revision
    said = {"title": "Benches", "question": "Where first?", "candidates": "", "revision": "0"}
    assert bo.post("/facilitator/a1/questions/q-a1", **said).status_code == 302
    assert "Where first?" in anna.read("/facilitator/a1/questions")

    late = anna.post("/facilitator/a1/questions/q-a1", **said)

    assert late.status_code == 409
    assert "Somebody has edited this question meanwhile" in late.text
    wrong = bo.post("/facilitator/a1/questions/q-a1", **{**said, "title": ""})
    assert wrong.status_code == 400
    assert "Where first?" in wrong.text


def test_an_initiator_edits_only_what_is_their_own(bo_as) -> None:
    bo = bo_as(Role.INITIATOR)
    page = bo.read("/facilitator/a1/questions/q-a1").split("<main")[1]
    assert "Where?" in page
    assert "<form" not in page
    said = {"title": "X", "question": "Y", "candidates": "", "revision": "0"}
    assert bo.post("/facilitator/a1/questions/q-a1", **said).status_code == 403
    assert bo.post("/facilitator/a1/questions/q-a1/remove").status_code == 403
    bo.post("/facilitator/a1/questions", **said)
    own = re.search(
        r'href="(/facilitator/a1/questions/[^"]+)"><bdi>X', bo.read("/facilitator/a1/questions")
    )
    assert own
    assert bo.post(f"{own[1]}/remove").status_code == 302
    assert bo.get(own[1]).status_code == 404


def test_a_question_waits_in_its_own_assembly_only(app, anna, assembly) -> None:
    second = anna.post("/facilitator/new", title="Second", question="What?").headers["Location"]
    assert anna.get(f"{second}/questions/q-a1").status_code == 404
    assert anna.get(f"{second}/votes/new?question=q-a1").status_code == 404


def test_too_many_people_or_questions_are_refused_in_a_sentence(
    anna, assembly, monkeypatch
) -> None:
    monkeypatch.setattr(team, "MOST", 1)
    monkeypatch.setattr(suggesting, "MOST", 1)
    full = anna.post("/facilitator/a1/team", name="bo", role="interpreter")
    many = anna.post("/facilitator/a1/questions", title="X", question="Y")
    assert (full.status_code, many.status_code) == (409, 409)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_name_of_a_role_fits_into_the_closed_menu_of_a_phone(anna, assembly, language) -> None:
    """On 360 pixels there is room for some 24 letters; a menu cuts what is longer."""
    page = anna.read(f"/facilitator/a1/team?lang={language}")
    titles = re.findall(r'<option value="[^"]+"[^>]*>([^<]+)</option>', page)
    assert len(titles) > 8
    assert max(map(len, titles)) <= 24, titles
