"""Deny by default: every route names its policy, and every policy is enforced."""

import pytest
from flask import Blueprint, Flask
from werkzeug.routing import Rule

import webapp
from deliberation.roles import Right
from webapp import create_app, policy

OPENED = {200, 302, 400, 401, 409, 422, 429}
"""Answers of a page that let its visitor in, whatever it then said about an empty form."""

SENT_AWAY = "sent to the sign-in page"
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
}
LAST = (
    *("facilitator.sign_out", "participant.leave", "participant.begin_kiosk"),
    *("participant.next_person", "participant.end_kiosk"),
)
REMOVES = ("facilitator.take_away", "facilitator.remove_session")


def routes(app: Flask) -> list[tuple[Rule, str]]:
    """Every route with each method that it answers, those that end something last."""
    found = [
        (rule, method)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    order = (*REMOVES, *LAST)
    return sorted(
        found, key=lambda item: order.index(item[0].endpoint) if item[0].endpoint in order else -1
    )


def ask(visitor, app: Flask, rule: Rule, method: str) -> int | str:
    values = {name: ARGUMENTS[name] for name in rule.arguments}
    path = app.url_map.bind("").build(rule.endpoint, values, method=method)
    response = visitor.get(path) if method == "GET" else visitor.post(path)
    response.close()
    sent_away = response.headers.get("Location", "").startswith("/sign-in")
    return SENT_AWAY if sent_away and rule.endpoint not in LAST else response.status_code


def expected(marked: str | None, who: str, rule: Rule) -> set[int | str]:
    """The answers that *who* may get from a page with this policy."""
    signed_in = isinstance(marked, Right) or marked in (policy.ACCOUNT, policy.BEGINNER)
    match marked:
        case _ if signed_in and who in ("stranger", "member"):
            return {SENT_AWAY}
        case Right() if who == "bo":
            return {404}
        case policy.MEMBER if who != "member":
            return {403}
    if rule.endpoint == "public.vote_table":
        return {404}  # an open vote has no table
    return OPENED | {403} if rule.endpoint == "participant.enter" else OPENED  # a wrong code


@pytest.mark.parametrize("who", ["stranger", "member", "bo", "anna"])
def test_every_page_opens_for_those_its_policy_names_and_for_nobody_else(
    app, assembly, who, request
) -> None:
    visitor = request.getfixturevalue(who)
    for rule, method in routes(app):
        answer = ask(visitor, app, rule, method)
        wanted = expected(policy.of(app, rule.endpoint), who, rule)
        assert answer in wanted, f"{who}: {method} {rule} gave {answer}"


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
