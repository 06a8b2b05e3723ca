"""A rehearsal on the pages: marked everywhere, held by one person, and not among the assemblies."""

import re

import pytest

from deliberation.procedures import decide

VOTE = "/facilitator/a1/votes/v-a1-draft"


@pytest.fixture
def rehearsal(app, anna, assembly) -> str:
    """The address of a vote in draft, in an assembly of seven made-up members."""
    answer = anna.post(f"{VOTE}/rehearse", **{"made-up": "7"})
    assert answer.status_code == 200, answer.text
    assert answer.text.count('class="voting-card"') == 3
    return re.search(r'href="(/facilitator/\w+/votes/\w+)">I have printed', answer.text)[1]


def test_a_rehearsal_is_marked_on_every_page_of_it(app, anna, stranger, rehearsal) -> None:
    _, _, assembly, _, vote = rehearsal.split("/")
    sheets = anna.open_vote(rehearsal, "rehearsal")
    page = anna.read(rehearsal)
    assert "<bdi>Rehearsal: The draft vote</bdi></h1>" in page
    assert "the result means nothing" in page
    assert anna.post(f"{rehearsal}/made-up").status_code == 302
    assert "7" in anna.read(f"{rehearsal}/turnout")
    anna.post(f"{rehearsal}/close", sure="yes")
    anna.unseal(rehearsal, sheets)
    for path in (f"/votes/{vote}", f"/assemblies/{assembly}", f"/assemblies/{assembly}/ledger"):
        assert "Rehearsal: " in stranger.read(path), path
    assert "Rehearsal" not in stranger.read("/"), "it is not among the assemblies of the town"


def test_a_member_s_phone_shows_that_it_is_a_rehearsal(app, anna, visit, assembly) -> None:
    answer = anna.post(f"{VOTE}/rehearse", **{"made-up": "5"})
    vote = re.search(r'href="(/facilitator/(\w+)/votes/\w+)">I have printed', answer.text)
    code = re.search(r'class="code big" dir="ltr">([^<]+)<', answer.text)[1]
    anna.open_vote(vote[1])
    phone = visit()
    assert phone.post(f"/join/{vote[2]}", code=code).status_code == 302
    assert "Rehearsal: The draft vote" in phone.read("/ballots")
    ballot = f"/ballots/{vote[1].rpartition('/')[2]}"
    assert "Rehearsal: The draft vote" in phone.read(ballot)
    assert phone.post(ballot, **{"line-0": "1"}).status_code == 302
    assert "Rehearsal: The draft vote" in phone.read(f"{ballot}/cast")


def test_another_vote_of_a_rehearsal_says_so_too_and_is_not_rehearsed_again(
    app, anna, rehearsal
) -> None:
    assembly = rehearsal.split("/")[2]
    assert f"{rehearsal}/rehearse" not in anna.read(rehearsal)
    answer = anna.post(
        f"/facilitator/{assembly}/votes/new", title="Another", question="Q", candidates="a\nb",
        rule="irv", seats="1", mode="roll call",
    )  # fmt: skip
    assert "Rehearsal: Another" in anna.read(answer.headers["Location"])


@pytest.mark.parametrize("members", ["", "4", "151", "many"])
def test_too_few_made_up_members_are_told(anna, assembly, members) -> None:
    answer = anna.post(f"{VOTE}/rehearse", **{"made-up": members})
    assert answer.status_code == 400
    assert "Write a whole number from 5 to 150." in answer.text


def test_made_up_members_do_not_vote_in_earnest(app, anna, assembly) -> None:
    assert anna.post("/facilitator/a1/votes/v-a1-open/made-up").status_code == 409
    with app.extensions["begin"].reading() as store:
        assert store.turnout("v-a1-open") == 0
        assert decide.own_vote(store, "v-a1-draft", by="f-anna").title == "The draft vote"


def test_a_rehearsal_of_somebody_else_s_vote_is_none(bo, assembly) -> None:
    assert bo.post(f"{VOTE}/rehearse", **{"made-up": "7"}).status_code == 404
    assert bo.post(f"{VOTE}/made-up").status_code == 404
