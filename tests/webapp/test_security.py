"""What must hold on every page: forged forms refused, headers, sessions, plain errors."""

import logging
import stat
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from flask import Blueprint

import webapp
from deliberation.errors import DeliberationError, InvalidInputError
from webapp import create_app, errors, policy, security
from webapp.forms import local_address

NOW = datetime(2026, 3, 14, 10, 0, tzinfo=UTC)
SCRIPT = "<script>alert(1)</script>"
TOO_MUCH = b"x" * 1001
PAGES = ["/", "/sign-in", "/join", "/facilitator", "/nothing-here", "/static/style.css"]


def unsafe(app):
    """Every route that changes something."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"}):
            values = dict.fromkeys(rule.arguments, "1")  # a text and a number
            yield method, app.url_map.bind("").build(rule.endpoint, values, method=method)


@pytest.mark.parametrize("token", [None, "forged", "ImEi.aaaa.bbbb"])
def test_a_form_without_a_good_token_is_refused_everywhere(
    app, assembly, anna, member, token
) -> None:
    data = {} if token is None else {"csrf_token": token}
    for visitor in (anna, member):
        for method, path in unsafe(app):
            response = visitor.client.open(path, method=method, data=data)
            assert response.status_code == 400, (method, path)
            assert "sent from elsewhere" in response.text


def test_a_token_of_another_session_is_refused(anna, visit) -> None:
    theirs = visit().token()

    response = anna.client.post("/facilitator/new", data={"csrf_token": theirs, "title": "x"})

    assert response.status_code == 400


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_bears_the_headers(anna, path) -> None:
    response = anna.get(path)
    response.close()

    for name, value in security.HEADERS.items():
        assert response.headers[name] == value
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "X-Powered-By" not in response.headers


def test_no_page_holds_code_or_style_of_its_own(app, assembly, anna, member) -> None:
    """The content security policy would switch it off, so a page must not count on it."""
    for visitor, paths in (
        (anna, ["/facilitator", "/facilitator/a1", "/facilitator/a1/lottery", "/sign-in"]),
        (member, ["/ballots", "/ballots/v-a1-open", "/votes/v-a1-closed"]),
    ):
        for path in paths:
            page = visitor.get(path).text
            assert " style=" not in page, path
            assert "<style" not in page, path
            assert " onclick=" not in page, path
            assert "<script>" not in page, path


def test_pages_for_those_who_signed_in_are_kept_by_no_cache(app, assembly, anna, member) -> None:
    assert anna.get("/facilitator").headers["Cache-Control"] == "no-store"
    assert anna.get("/").headers["Cache-Control"] == "no-store"
    assert member.get("/ballots").headers["Cache-Control"] == "no-store"


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(stranger) -> None:
    cookie = stranger.get("/sign-in").headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie


def test_over_https_the_cookie_never_travels_in_the_clear(stranger) -> None:
    response = stranger.get("/sign-in", base_url="https://town.example")

    assert "Secure" in response.headers["Set-Cookie"]
    assert "max-age" in response.headers["Strict-Transport-Security"]


def test_behind_a_proxy_the_base_address_says_that_it_is_https(start) -> None:
    app = start(BASE_URL="https://town.example")

    assert "Secure" in app.test_client().get("/sign-in").headers["Set-Cookie"]


def test_signing_in_begins_a_new_session(stranger) -> None:
    """Whatever somebody planted in the session before is gone, the CSRF token too."""
    with stranger.client.session_transaction() as session:
        session["planted"] = "x"
        session["lang"] = "da"
    before = stranger.token()

    assert stranger.sign_in("anna").status_code == 302

    with stranger.client.session_transaction() as session:
        assert "planted" not in session
        assert session["lang"] == "da"
        assert "csrf_token" not in session
    old = stranger.client.post("/facilitator/new", data={"csrf_token": before, "title": "x"})
    assert old.status_code == 400


def test_joining_begins_a_new_session(stranger, codes) -> None:
    with stranger.client.session_transaction() as session:
        session["planted"] = "x"

    stranger.post("/join/a1", code=codes[1])

    with stranger.client.session_transaction() as session:
        assert "planted" not in session
        assert session["member"]["assembly"] == "a1"


def test_a_facilitator_may_try_out_a_card_on_the_same_laptop(anna, assembly, codes) -> None:
    anna.post("/join/a1", code=codes[0])

    assert anna.get("/facilitator/a1").status_code == 200
    assert anna.get("/ballots").status_code == 200

    anna.post("/sign-out")

    assert anna.get("/facilitator/a1").status_code == 302
    assert anna.get("/ballots").status_code == 200


def test_signing_out_ends_the_session(anna) -> None:
    assert anna.post("/sign-out").headers["Location"] == "/sign-in"

    assert anna.get("/facilitator").headers["Location"].startswith("/sign-in")


def test_signing_in_leads_to_the_page_that_was_asked_for(stranger, assembly) -> None:
    sent = stranger.get("/facilitator/a1/people").headers["Location"]

    assert sent == "/sign-in?next=/facilitator/a1/people"
    assert stranger.post(sent, name="anna", password=stranger.password).headers["Location"] == (
        "/facilitator/a1/people"
    )


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "javascript:alert(1)",
        "evil.example",
        " //evil.example",
        "",
    ],
)
def test_signing_in_never_leads_to_another_site(stranger, target) -> None:
    response = stranger.client.post(
        "/sign-in",
        query_string={"next": target},
        data={"csrf_token": stranger.token(), "name": "anna", "password": stranger.password},
    )

    assert response.headers["Location"] == "/facilitator"
    assert local_address(target) is None


def test_a_facilitator_who_was_removed_is_signed_out(stranger) -> None:
    with stranger.client.session_transaction() as session:
        session["_user_id"] = "f-removed"
        session["_fresh"] = True

    assert stranger.get("/facilitator").status_code == 302


@pytest.mark.parametrize("status", [404, 405, 413])
def test_a_refusal_is_a_plain_page(app, anna, status, assembly) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000
    response = {
        404: lambda: anna.get("/nothing-here"),
        405: lambda: anna.get("/sign-out"),
        413: lambda: anna.post("/facilitator/a1/people", people=(BytesIO(TOO_MUCH), "people.csv")),
    }[status]()

    assert response.status_code == status
    assert "<h1>" in response.text
    assert "Traceback" not in response.text
    assert str(errors.SENTENCES[status]) in response.text


def test_an_accident_tells_the_visitor_nothing_and_the_log_everything(
    start, monkeypatch, caplog
) -> None:
    class Planted:
        bp = Blueprint("planted", __name__)

    @Planted.bp.get("/accident")
    @policy.public
    def accident():
        raise RuntimeError("the secret reason")

    @Planted.bp.get("/solver")
    @policy.public
    def solver():
        raise DeliberationError("the inner reason")

    monkeypatch.setattr(webapp, "PARTS", (*webapp.PARTS, Planted))
    app = start()

    for path, reason in (("/accident", "the secret reason"), ("/solver", "the inner reason")):
        with caplog.at_level(logging.ERROR):
            response = app.test_client().get(path)

        assert response.status_code == 500
        assert reason not in response.text
        assert "Traceback" not in response.text
        assert reason in caplog.text


def test_every_error_of_the_package_has_a_page() -> None:
    def kinds(kind):
        yield kind
        for below in kind.__subclasses__():
            yield from kinds(below)

    for kind in kinds(DeliberationError):
        assert any(ancestor in errors.STATUS for ancestor in kind.__mro__)


def test_script_in_a_field_is_shown_as_text(anna, app, assembly) -> None:
    def shown(page: str) -> None:
        assert SCRIPT not in page
        assert "&lt;script&gt;" in page

    created = anna.post("/facilitator/new", title=SCRIPT, question=SCRIPT)
    path = created.headers["Location"]
    for page in ("/facilitator", path):
        shown(anna.read(page))
    vote = anna.post(
        f"{path}/votes/new", title=SCRIPT, question=SCRIPT, candidates=f"{SCRIPT}\nbus",
        rule="irv", seats="1", credits="", mode="sealed",
    )  # fmt: skip
    assert vote.status_code == 302, vote.text
    shown(anna.read(vote.headers["Location"]))
    shown(anna.post("/facilitator/new", title="", question=SCRIPT).text)
    shown(anna.post("/sign-in", name=SCRIPT, password="x").text)
    shown(anna.post("/facilitator/a1/cards", count=SCRIPT).text)
    cards = anna.post(f"{path}/cards", count="1").text
    shown(cards)


def test_the_language_is_kept_and_named(stranger) -> None:
    assert '<html lang="en" dir="ltr">' in stranger.read("/sign-in")
    assert '<html lang="ar" dir="rtl">' in stranger.read("/sign-in?lang=ar")
    assert '<html lang="ar" dir="rtl">' in stranger.read("/join")
    assert '<html lang="ar" dir="rtl">' in stranger.get("/nothing-here").text
    assert '<html lang="da" dir="ltr">' in stranger.read("/sign-in?lang=da")
    assert '<html lang="da" dir="ltr">' in stranger.read("/sign-in?lang=xx")


def test_choosing_a_language_keeps_the_page_that_was_asked_for(stranger) -> None:
    page = stranger.read("/sign-in?next=/facilitator/a1&lang=ar")

    assert 'href="?next=%2Ffacilitator%2Fa1&amp;lang=da"' in page


def test_without_a_choice_the_browser_says_the_language(app) -> None:
    page = app.test_client().get("/sign-in", headers={"Accept-Language": "ar-EG,en;q=0.5"})
    assert '<html lang="ar"' in page.text
    page = app.test_client().get("/sign-in", headers={"Accept-Language": "fi"})
    assert '<html lang="en"' in page.text


def test_the_key_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/town.db"
    key = security.secret_key(address)

    assert security.secret_key(address) == key
    assert len(key) == 64
    kept = tmp_path / "town.db.key"
    assert kept.read_text() == key
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert security.secret_key(f"sqlite:///{tmp_path}/other.db") != key


def test_postgresql_asks_for_a_key_in_a_sentence() -> None:
    with pytest.raises(InvalidInputError, match="DELIBERATION_SECRET_KEY"):
        create_app({"DATABASE": "postgresql://nowhere/town"})


@pytest.mark.parametrize("key", ["x", "20260314", "tram bus bike", "0" * 31])
def test_a_key_that_could_be_guessed_is_refused_in_a_sentence(monkeypatch, key) -> None:
    """Whoever knows the key signs in as anybody."""
    monkeypatch.setenv("DELIBERATION_SECRET_KEY", key)

    with pytest.raises(InvalidInputError, match="DELIBERATION_SECRET_KEY"):
        create_app({"DATABASE": "sqlite://"})


def test_a_key_of_digits_is_a_text_like_any_other(monkeypatch) -> None:
    monkeypatch.setenv("DELIBERATION_SECRET_KEY", "31415926" * 8)
    app = create_app({"DATABASE": "sqlite://"})

    assert app.test_client().get("/join").status_code == 200
    app.extensions["begin"].close()


def test_a_key_that_was_left_half_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "town.db.key").write_text("")

    with pytest.raises(InvalidInputError, match=r"town\.db\.key"):
        security.secret_key(f"sqlite:///{tmp_path}/town.db")


def test_the_environment_names_the_database(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DELIBERATION_DATABASE", f"sqlite:///{tmp_path}/town.db")
    monkeypatch.setenv("DELIBERATION_SECRET_KEY", "0123" * 8)
    app = create_app()
    app.extensions["begin"].close()

    assert (tmp_path / "town.db").exists()
    assert not (tmp_path / "town.db.key").exists()


def test_two_facilitators_in_two_browsers_stay_apart(anna, bo, assembly) -> None:
    assert "Town assembly" in anna.read("/facilitator")
    assert "Town assembly" not in bo.read("/facilitator")


def test_a_character_that_no_text_holds_is_no_accident(anna, stranger, assembly) -> None:
    """PostgreSQL refuses a zero byte, wherever it comes from."""
    assert anna.get("/facilitator/a%00").status_code == 404
    assert anna.get("/facilitator/a1/votes/v%00").status_code == 404
    assert stranger.get("/votes/v%00").status_code == 404
    assert stranger.get("/join/a%00").status_code == 404
    assert stranger.sign_in("an\x00na").status_code == 401
    for field in ("title", "question"):
        fields = {"title": "T", "question": "Q", field: "x\x00y"}
        assert anna.post("/facilitator/new", **fields).status_code == 400
