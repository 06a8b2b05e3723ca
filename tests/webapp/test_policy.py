"""Deny by default: every route names its policy. That each is enforced: ``test_roles``."""

import pytest
from flask import Blueprint, Flask

import webapp
from webapp import create_app, policy

ARGUMENTS = {
    "assembly_id": "a1",
    "vote_id": "v-a1-open",
    "which": "panel",
    "filename": "style.css",
    "repair": 0,
    "session_id": "s-a1",
    "item_id": "i1",
    "account_id": "f-anna",
    "suggestion_id": "q-a1",
    "place": 0,
    "table": "votes",
    "language": "ar",
}
"""What the places in addresses are filled with, in the assembly of ``conftest``."""


@pytest.mark.parametrize("methods", [["GET"], ["POST"]])
def test_the_application_refuses_to_start_where_a_route_names_no_policy(
    monkeypatch, methods
) -> None:
    class Planted:
        bp = Blueprint("planted", __name__)

    Planted.bp.add_url_rule("/secret", "secret", lambda: "secret", methods=methods)
    monkeypatch.setattr(webapp, "PARTS", (*webapp.PARTS, Planted))

    with pytest.raises(RuntimeError, match=r"/secret \(planted.secret\)"):
        create_app({"DATABASE": "sqlite://"})


def test_a_right_needs_an_assembly_to_have_it_in() -> None:
    app = Flask(__name__)
    policy.init_app(app)
    app.add_url_rule("/of-none", "of_none", policy.facilitator(lambda: "1"))

    with pytest.raises(RuntimeError, match="name no assembly to have it in: /of-none"):
        policy.check(app)


def test_every_open_door_is_named() -> None:
    app = Flask(__name__)
    app.add_url_rule("/one", "one", lambda: "1")
    app.add_url_rule("/two", "two", lambda: "2")

    with pytest.raises(RuntimeError, match=r"/one \(one\), .*/two \(two\)"):
        policy.check(app)


def test_a_route_that_is_added_later_is_closed(app, anna) -> None:
    app._got_first_request = False
    app.add_url_rule("/later", "later", lambda: "secret")

    assert anna.get("/later").status_code == 403


def test_a_decorator_above_the_route_is_noticed() -> None:
    """The mark must be on the view that Flask keeps, not on one it never sees."""
    app = Flask(__name__)

    def view() -> str:
        return "secret"

    app.get("/wrong")(lambda: view())
    policy.public(view)

    with pytest.raises(RuntimeError, match="/wrong"):
        policy.check(app)


def test_a_member_of_another_assembly_sees_no_vote_of_this_one(app, assembly) -> None:
    from_elsewhere = app.test_client()
    with from_elsewhere.session_transaction() as session:
        session["member"] = {"assembly": "a2", "token": "0" * 32}

    assert from_elsewhere.get("/ballots/v-a1-open").status_code == 404


def test_a_vote_is_found_in_its_own_assembly_only(app, assembly, anna) -> None:
    from_another = anna.post("/facilitator/new", title="Second", question="What?")
    second = from_another.headers["Location"]

    assert anna.get(f"{second}/votes/v-a1-open").status_code == 404
    assert anna.post(f"{second}/votes/v-a1-draft/open").status_code == 404
    assert anna.post(f"{second}/votes/v-a1-open/close").status_code == 404
    assert anna.get(f"{second}/votes/v-a1-open/turnout").status_code == 404
