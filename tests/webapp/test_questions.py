"""What a visit asks of the database: each thing once."""

import re

import pytest

from deliberation.procedures import admitting
from deliberation.procedures.cards import slot_of
from deliberation.urn import seal
from deliberation.voting import Ranking
from tests.webapp.sealed_votes import hold
from tests.webapp.test_sealed_ballots import PAGE, cast

DONE = f"{PAGE}/cast"
OTHER = ["vote", "ballot"]
"""What is asked of another vote that is open; a vote comes with its urn, and with the card."""


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_visit_asks_the_database_each_thing_once(app, member, statements) -> None:
    hold(app.extensions["begin"], "ranking")
    member.read(PAGE)
    cast(member, "1")
    asked = []
    for visit in (
        lambda: member.read(PAGE),
        lambda: cast(member, "1"),
        lambda: member.read(DONE),
    ):
        statements.clear()
        visit()
        asked.append([line for line in statements if line.startswith(("SELECT", "INSERT"))])
    ballot, casting, receipt = asked
    casting = casting[len(ballot) + 2 :]  # the form, and a page with a token, are got before
    assert tables(ballot) == ["vote", "wording", "sealed_ballot"]
    assert tables(casting) == ["vote", "vote", "sealed_ballot"]
    assert tables(receipt) == ["vote", "sealed_ballot", "vote", *OTHER, "wording"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_ballot_that_the_phone_has_sealed_is_kept_in_one_transaction(
    app, member, codes, statements
) -> None:
    begin = app.extensions["begin"]
    hold(begin, "ranking")
    with begin.reading() as store:
        box = store.urn("v")
        slot = slot_of(admitting.join(store, "a1", codes[0]), vote_id="v")
    form = {"csrf_token": member.token(), "sealed": seal(Ranking(["bus"]), box, slot=slot).hex()}
    statements.clear()
    assert member.client.post(PAGE, data=form).status_code == 302
    asked = [line for line in statements if line.startswith(("SELECT", "INSERT"))]
    assert tables(asked) == ["vote", "sealed_ballot"]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("page", "about"),
    [("", "FROM vote WHERE vote.assembly_id = ?"), ("/cards", "FROM asked WHERE")],
)
def test_a_page_of_the_facilitator_reads_votes_and_requests_once(
    anna, assembly, statements, page, about
) -> None:
    statements.clear()
    anna.read(f"/facilitator/a1{page}")
    assert sum(about in line for line in statements) == 1


def tables(statements: list[str]) -> list[str]:
    """What each of the *statements* is about, beside what is asked within it."""
    words = (re.sub(r"\(SELECT[^()]*\)", "", line).split() for line in statements)
    return [line[line.index("FROM" if line[0] == "SELECT" else "INTO") + 1] for line in words]
