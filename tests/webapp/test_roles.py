"""Every page as every role, in their own assembly and in another, in each state of an assembly.

What each visitor must be answered is read from ``docs/reference/roles.md``, not from the marks; so
a mark that is changed by mistake shows twice.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from hashlib import scrypt
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from deliberation.procedures import (
    accounts,
    archiving,
    cards,
    decide,
    drawing,
    meeting,
    recruit,
    sealed,
    suggesting,
)
from deliberation.roles import Right, Role
from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.store import Begin
from deliberation.urn import MARKS, Split
from tests.webapp.conftest import NOW, PASSWORD, QUICK
from tests.webapp.roles_page import PAGE, VISITORS, admitted, page_of
from tests.webapp.test_policy import ARGUMENTS
from webapp import create_app, policy
from webapp.auth import SignedIn

STATES = ("new", "committed", "drawn", "open", "closed", "archived")
LET_IN = {200, 302, 400, 401, 409, 422, 429}
"""Answers of a page that let its visitor in, whatever it then said about an empty form."""

SENT_AWAY = "sent to the sign-in page"
ENDS_SOMETHING = (
    *("facilitator.delete_what_is_due", "facilitator.take_away", "facilitator.remove_session"),
    "facilitator.archive",
    *("facilitator.sign_out", "participant.leave", "participant.begin_kiosk"),
    *("participant.next_person", "participant.end_kiosk"),
)


def test_the_page_in_the_reference_is_that_of_the_marks(house) -> None:
    assert PAGE.read_text() == page_of(house), "run: python -m tests.webapp.roles_page"


def test_every_page_answers_each_role_as_the_reference_says_in_every_state(house) -> None:
    """Whom the view itself answers is asked in each state; whom the mark alone lets in or refuses,
    in one of them, another from page to page and from role to role.
    """
    table, wrong = admitted(PAGE.read_text()), []
    found = routes(house, "assembly_id", "vote_id", "session_id")
    for number, state in enumerate(STATES):
        visitors = {one: visitor(house, one, state) for one in VISITORS}
        for place, (rule, method) in enumerate(found):
            let_in = table[method, rule.rule]
            answering = {"nobody"} if "nobody" in let_in else let_in
            for turn, one in enumerate(sorted(VISITORS, key=let_in.__contains__)):
                if one not in answering and (place + turn) % len(STATES) != number:
                    continue
                answer = ask(visitors[one], house, rule, method, state)
                if answer not in expected(rule, let_in, one):
                    wrong.append((state, one, method, rule.rule, answer))
    assert not wrong, "\n".join(map(str, wrong))


def test_pages_that_name_no_assembly_answer_each_role_as_the_reference_says(house) -> None:
    table, wrong = admitted(PAGE.read_text()), []
    visitors = {one: visitor(house, one, "drawn") for one in VISITORS}
    named = {rule.rule for rule, _ in routes(house, "assembly_id", "vote_id", "session_id")}
    for rule, method in routes(house):
        for one in VISITORS if rule.rule not in named else ():
            answer = ask(visitors[one], house, rule, method, "drawn")
            if answer not in expected(rule, table[method, rule.rule], one):
                wrong.append((one, method, rule.rule, answer))
    assert not wrong, "\n".join(map(str, wrong))


def test_an_assembly_in_which_somebody_has_no_role_is_not_there(house) -> None:
    """Neither to a facilitator of others, nor to another role, which changes from page to page."""
    wrong, lesser = [], [role.value for role in Role if role is not Role.FACILITATOR]
    visitors = {role.value: visitor(house, role.value, "other") for role in Role}
    found = [
        (rule, method)
        for rule, method in routes(house, "assembly_id")
        if isinstance(policy.of(house, rule.endpoint), Right)
    ]
    for place, (rule, method) in enumerate(found):
        for one in ("facilitator", lesser[place % len(lesser)]):
            answer = ask(visitors[one], house, rule, method, "other")
            if answer != 404:
                wrong.append((one, method, rule.rule, answer))
    assert not wrong, "\n".join(map(str, wrong))


def test_what_no_role_but_the_facilitators_may_ever_do() -> None:
    """By hand: what the roles were given for, in words that know nothing of rights."""
    pages = defaultdict(set)
    for (method, address), let_in in admitted(PAGE.read_text()).items():
        for one in let_in:
            pages[one].add((method, address))
    public = pages["nobody"]
    written = {address for method, address in pages["commissioner"] - public if method == "POST"}
    named = {address for address in written if "<assembly_id>" in address}
    assert named == {"/facilitator/<assembly_id>/ask"}, "where a procedure asks for the right"
    of_votes = {"interpreter": ("/papers", "/wordings")}
    for one in ("commissioner", "interpreter", "table host"):
        for _, address in pages[one] - public:
            _, is_of_vote, rest = address.partition("/votes/<vote_id>")
            assert not is_of_vote or rest.startswith(of_votes.get(one, ())), (one, address)
            assert is_of_vote or "/votes/" not in address, (one, address)
            assert "/cards" not in address, (one, address)
    for method, address in pages["draw officer"] - public:
        for word in ("votes", "cards", "team", "sessions", "questions", "personal"):
            assert word not in address, (method, address)
    for one in VISITORS[3:]:
        assert ("POST", "/facilitator/<assembly_id>/team") not in pages[one]
        assert ("POST", "/facilitator/<assembly_id>/votes/<vote_id>/unseal") not in pages[one]
        assert pages[one] - public < pages["facilitator"]


@pytest.mark.parametrize(
    ("endpoint", "mark"),
    [
        ("facilitator.cards", policy.PUBLIC),
        ("facilitator.cards", policy.ACCOUNT),
        ("facilitator.cards", Right.AGENDA),
        ("facilitator.people", Right.LEAD),
    ],
)
def test_a_mark_that_is_changed_by_mistake_is_noticed_twice(house, monkeypatch, endpoint, mark):
    """By the page, and by the answers, whether it lets in too many or too few."""
    monkeypatch.setattr(house.view_functions[endpoint], policy.MARK, mark)
    assert PAGE.read_text() != page_of(house)
    table = admitted(PAGE.read_text())
    answers = [
        ask(visitor(house, one, "drawn"), house, rule, method, "drawn")
        in expected(rule, table[method, rule.rule], one)
        for rule, method in routes(house)
        for one in VISITORS
        if rule.endpoint == endpoint
    ]
    assert not all(answers)


def test_an_account_that_was_invited_begins_nothing_and_chooses_a_password_first(house) -> None:
    with house.extensions["begin"]() as store:
        accounts.add_facilitator(
            store, name="guest", password_hash="x", id="f-guest", begins=False
        )  # fmt: skip
        accounts.add_facilitator(
            store, name="fresh", password_hash="x", id="f-fresh", provisional=True
        )
        for state in STATES:
            store.put_in_team(f"a-{state}", "f-fresh", Role.FACILITATOR)
    guest, fresh = signed_in(house, "f-guest"), signed_in(house, "f-fresh")
    assert guest.get("/facilitator/new").status_code == 403
    assert guest.get("/facilitator").status_code == 200
    for rule, method in routes(house):
        mark = policy.of(house, rule.endpoint)
        if mark in (policy.PUBLIC, policy.MEMBER) or rule.rule == "/password":
            continue
        values = arguments("drawn", rule)
        path = house.url_map.bind("").build(rule.endpoint, values, method=method)
        assert fresh.open(path, method=method).headers["Location"] == "/password", path


@pytest.fixture(scope="module")
def house() -> Iterator[Flask]:
    """An application with an assembly in each state, and an account for each role in all of them.

    Forms bear no token here, because not one of them is sent from a page.
    """
    with pytest.MonkeyPatch.context() as quick:
        quick.setattr(cards, "scrypt", lambda code, **more: scrypt(code, **more | {"n": 2}))
        settings = {"WTF_CSRF_ENABLED": False, "SECRET_KEY": "for the tests " * 3}
        app = create_app({"DATABASE": "sqlite://", **settings})
        begin: Begin = app.extensions["begin"]
        password = QUICK.hash(PASSWORD)
        with begin() as store:
            for name in ("founder", *(role.value for role in Role)):
                accounts.add_facilitator(store, name=name, password_hash=password, id=f"f-{name}")
        for state in (*STATES, "other"):
            make(begin, state)
            with begin() as store:
                for role in Role if state != "other" else ():
                    store.put_in_team(f"a-{state}", f"f-{role.value}", role)
        yield app
        app.extensions["jobs"].finish()
        app.extensions["jobs"].close()
        begin.close()


def make(begin: Begin, state: str) -> None:
    """The assembly ``a-STATE``, with a session, a question that waits and a vote."""
    id, by = f"a-{state}", "f-founder"
    start = datetime(2026, 3, 14, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))
    with begin() as store:
        recruit.create_assembly(store, title=state, question="How?", by=by, now=NOW, id=id)
        meeting.create_session(store, id, title="First", start=start, by=by, id=f"s-{state}")
        meeting.add_item(store, f"s-{state}", title="Welcome", minutes=15, by=by, id="i1")
        suggesting.suggest(store, id, title="Trees", question="Where?", by=by, id=f"q-{state}")
        vote = {"title": "Vote", "question": "Which?", "kind": "ranking", "rule": "irv"}
        vote |= {"candidates": ("bike", "bus"), "seats": 1, "by": by, "id": f"v-{state}"}
        decide.create_vote(store, id, **vote)
        store.add_cards(id, [cards.token_hash(f"{state}{n}") for n in range(3)])
    if state == "new":
        return
    recruit_to_commitment(begin, id, by)
    if state == "committed":
        return
    with begin() as store:
        drawing.draw_panel(store, id, seed="dice 1", reserves=1, by=by, now=NOW)
        if state in ("open", "closed", "archived"):
            key = {"split": Split.REHEARSAL, "random_bytes": secrets.token_bytes, "by": by}
            [share] = sealed.prepare_urn(store, f"v-{state}", **key)
            shown = {"rehearsal": [share.words[place - 1] for place in MARKS]}
            sealed.open_sealed_vote(store, f"v-{state}", shown, by=by, now=NOW)
        if state in ("closed", "archived"):
            decide.close_vote(store, f"v-{state}", by=by, now=NOW)
        if state == "archived":
            archiving.archive_assembly(store, id, by=by, now=NOW)


def recruit_to_commitment(begin: Begin, id: str, by: str) -> None:
    """Give an assembly its pool, its lottery and its commitment."""
    people = [Person(f"c{n}", {"gender": "woman" if n % 2 else "man"}) for n in range(8)]
    quotas = Quotas(2, (Quota("gender", "woman", 1, 1), Quota("gender", "man", 1, 1)))
    with begin() as store:
        recruit.replace_pool(store, id, Pool(tuple(people)), quotas, by=by)
        recruit.begin_lottery(store, id, by=by, id=f"job-{id}")
    recruit.compute_lottery(begin, f"job-{id}", tickets=10)
    with begin() as store:
        recruit.publish_commitment(store, id, publish_people=True, salt="", by=by, now=NOW)


def visitor(app: Flask, one: str, state: str) -> FlaskClient:
    """A browser of *one*, who may be a member of the assembly in this state."""
    if one == "nobody":
        return app.test_client()
    if one != "member":
        return signed_in(app, f"f-{one}")
    client = app.test_client()
    with client.session_transaction() as session:
        session["member"] = {"assembly": f"a-{state}", "token": f"{state}0"}
    return client


def signed_in(app: Flask, account_id: str) -> FlaskClient:
    """A browser in which somebody has signed in."""
    client = app.test_client()
    with app.extensions["begin"].reading() as store:
        account = store.facilitator(account_id)
    with client.session_transaction() as session:
        session["_user_id"] = SignedIn(account).get_id()
        session["_fresh"] = True
    return client


def routes(app: Flask, *named: str) -> list[tuple[Rule, str]]:
    """Every route and method, or those that name one of these things; what changes comes last."""
    found = [
        (rule, method)
        for rule in app.url_map.iter_rules()
        if not named or rule.arguments.intersection(named)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    return sorted(found, key=partial(_when))


def _when(route: tuple[Rule, str]) -> tuple[bool, int]:
    """First what is only looked at, then what is done, then what ends something."""
    rule, method = route
    end = ENDS_SOMETHING.index(rule.endpoint) + 1 if rule.endpoint in ENDS_SOMETHING else 0
    return method != "GET", end


def arguments(state: str, rule: Rule) -> dict[str, object]:
    """What the places in an address are filled with."""
    known = ARGUMENTS | {
        "assembly_id": f"a-{state}",
        "vote_id": f"v-{state}",
        "session_id": f"s-{state}",
        "suggestion_id": f"q-{state}",
        "account_id": "f-founder",
    }
    return {name: known[name] for name in rule.arguments}


def ask(client: FlaskClient, app: Flask, rule: Rule, method: str, state: str) -> int | str:
    """What the page answers, with an empty form where it takes one."""
    path = app.url_map.bind("").build(rule.endpoint, arguments(state, rule), method=method)
    response = client.open(path, method=method)
    response.close()
    away = response.headers.get("Location", "").startswith("/sign-in")
    return SENT_AWAY if away and rule.rule != "/sign-out" else response.status_code


def expected(rule: Rule, let_in: set[str], one: str) -> set[int | str]:
    """The answers that *one* may get from a page that is for those *let_in*."""
    if one in let_in:
        found: set[int | str] = {*LET_IN}
        if "nobody" in let_in or "member" in let_in:
            found |= {403, 404}  # a wrong code; a vote or an assembly that shows nothing yet
        return found | {404} if rule.endpoint in ENDS_SOMETHING else found  # it is gone by now
    if "member" in let_in:
        return {403}
    return {SENT_AWAY} if one in ("nobody", "member") else {403}
