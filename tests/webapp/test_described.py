"""The addresses for programs: described whole, and answering as they are described."""

import re
from itertools import product

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.core.result import Ok

from deliberation.assembly import Mode
from deliberation.procedures import conducting
from tests.webapp import sealed_votes
from tests.webapp.conftest import NOW
from tests.webapp.test_open_data import HELD
from tests.webapp.test_public import RANKINGS, hold, tokens
from webapp.public.described import described

__all__ = ["tokens"]  # a fixture: the tokens of eight members

FILES = (".json", ".csv", ".zip", ".ics")
EXAMPLES = 8  # of each address
RULES = [rule for rule, *_ in HELD]
WRONG = st.text(st.characters(codec="utf-8", exclude_characters="/"), min_size=1, max_size=9)
KNOWN = {
    "assembly_id": ["a1"],
    "session_id": ["s-a1"],
    "vote_id": [f"v-{name}" for name in (*RULES, "borda", "sealed", "a1-open", "a1-draft")],
    "table": ["rounds", "pairs", "ballots", "seats"],
}


def files(app: Flask) -> set[str]:
    """The addresses of files that everybody may have."""
    rules = (rule for rule in app.url_map.iter_rules() if rule.endpoint.startswith("public."))
    addresses = {re.sub(r"<(\w+)>", r"{\1}", rule.rule) for rule in rules}
    return {address for address in addresses if address.endswith(FILES)} - {"/openapi.json"}


def test_every_file_for_programs_is_described(app, stranger) -> None:
    document = stranger.get("/openapi.json").json
    assert document == described()
    assert document["paths"].keys() == files(app)


@pytest.fixture
def published(app, assembly, tokens) -> Flask:
    """An application that has something behind every address."""
    for rule, kind, ballots in HELD:
        hold(app, tokens, ballots, rule=rule, kind=kind, seats=4 if rule == "support" else 1)
    hold(app, tokens, RANKINGS, rule="borda", mode=Mode.ROLL_CALL)
    begin = app.extensions["begin"]
    for after in ("", "i1"):
        with begin() as store:
            conducting.move_on(store, "s-a1", after=after, by="f-anna", now=NOW)
    sealed_votes.emptied(begin, sealed_votes.hold(begin, "ranking", id="v-sealed"), id="v-sealed")
    return app


def test_programs_are_answered_as_is_described(published) -> None:
    """Whatever a program asks: no accident, and nothing that the description does not say."""
    for name in ("assembly", "session", "vote"):
        schemathesis.openapi.format(name, st.sampled_from(KNOWN[f"{name}_id"]) | WRONG)
    had: set[str] = set()
    for found in schemathesis.openapi.from_wsgi("/openapi.json", published).get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        names = re.findall(r"{(\w+)}", operation.path)
        for values in product(*(KNOWN[name] for name in names)):
            case = operation.Case(path_parameters=dict(zip(names, values, strict=True)))
            if case.call_and_validate().status_code == 200:
                had.add(operation.path)

        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
        @given(operation.as_strategy())
        def ask(case) -> None:
            case.call_and_validate()

        ask()
    assert had == described()["paths"].keys()
