"""Many recommendations at once, each decided by itself; and one question with yes or no."""

import re

import pytest

from deliberation.assembly import Vote
from deliberation.procedures import admitting, casting, decide
from deliberation.procedures.terms import LARGEST_BATCH
from deliberation.voting import Grades
from tests.webapp.conftest import NOW

PATH = "/facilitator/a1/votes/new"
FIELDS = {
    "title": "T", "question": "Q", "candidates": "bus\ntram", "rule": "support", "share": "4/5",
    "of": "answers", "near": "2", "members": "", "mode": "sealed", "seats": "",
}  # fmt: skip
MANY = tuple(f"Plant row {n}" for n in range(1, LARGEST_BATCH + 1))


def made(app, anna, **changes) -> Vote:
    answer = anna.post(PATH, **FIELDS | changes)
    assert answer.status_code == 302, answer.text
    with app.extensions["begin"].reading() as store:
        return store.vote(answer.headers["Location"].rpartition("/")[2])


def test_a_title_may_have_a_longer_text_behind_a_bar_or_a_tab(app, anna, assembly, member) -> None:
    """As it is typed, and as two columns of a spreadsheet are pasted."""
    lines = "bus | Every ten minutes. | At night too.\ntram\tAlong the river.\nbike\n"
    vote = made(app, anna, candidates=lines)
    assert vote.candidates == ("bus", "tram", "bike")
    said = {"bus": "Every ten minutes. | At night too.", "tram": "Along the river."}
    assert vote.options["texts"] == said
    assert "Along the river." in anna.read(f"/facilitator/a1/votes/{vote.id}")
    anna.open_vote(f"/facilitator/a1/votes/{vote.id}")
    page = member.read(f"/ballots/{vote.id}")
    assert page.count("<details><summary>Read more") == 2
    assert all(text in page for text in said.values())


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("| a text without a title\nbus", "Write a title before the text"),
        ("bus | one\nbus | another", "stands there twice"),
        ("bus | " + "x" * 1001, "Use at most 1000 characters."),
        ("bus | a\u202eb", "cannot be shown"),
        ("\n".join([*MANY, "one more"]), "Write 1 to 150 lines."),
    ],
)
def test_what_no_recommendation_can_be_is_told(anna, assembly, lines, says) -> None:
    answer = anna.post(PATH, **FIELDS | {"candidates": lines})
    assert answer.status_code == 400
    assert says in answer.text


def test_a_threshold_is_fixed_in_advance_and_printed_on_the_ballot_and_the_result(
    app, anna, assembly, member, stranger
) -> None:
    """Of three who are present more than half are two; abstaining counts against."""
    vote = made(
        app, anna, candidates="Close the square?", rule="yes_no", share="1/2+", of="present",
        members="3", mode="roll call",
    )  # fmt: skip
    assert (vote.rule, vote.seats) == ("support", 1)
    assert vote.options == {
        "scale": ["yes", "no"], "supporting": 1, "share": [1, 2], "above": True, "of": "present",
        "members": 3, "near": 2,
    }  # fmt: skip
    said = (
        "yes it is where more than half say yes. The share is of all 3 who are present, or of all"
        " who cast a ballot if these are more: whoever abstains, or casts no ballot, counts against"
        " it."
    )
    with app.extensions["begin"]() as store:
        decide.open_vote(store, vote.id, by="f-anna", now=NOW)
    ballot = " ".join(member.read(f"/ballots/{vote.id}").split())
    assert said in ballot
    assert re.findall(r"<span>(yes|no|I abstain)</span>", ballot) == ["yes", "no", "I abstain"]
    assert member.post(f"/ballots/{vote.id}", do="cast", **{"line-0": "0"}).status_code == 302
    with app.extensions["begin"]() as store:
        decide.close_vote(store, vote.id, by="f-anna", now=NOW)
    result = " ".join(stranger.read(f"/votes/{vote.id}").split())
    assert said in result
    assert "Nothing is chosen" in result, "one of three is no majority"


@pytest.mark.parametrize("members", ["", "0", "many"])
def test_a_share_of_people_needs_their_number(anna, assembly, members) -> None:
    answer = anna.post(PATH, **FIELDS | {"of": "members", "members": members})
    assert answer.status_code == 400
    assert "Write a whole number from 1" in answer.text


def test_the_largest_batch_is_filled_in_counted_and_cast(app, anna, assembly, member) -> None:
    """Without a script the server counts what is answered, and leads to the first that is not."""
    vote = made(app, anna, candidates="\n".join(MANY))
    anna.open_vote(f"/facilitator/a1/votes/{vote.id}")
    page = member.read(f"/ballots/{vote.id}")
    assert "0 of 150 answered" in page
    assert page.count("<fieldset") == LARGEST_BATCH
    fields = {f"line-{i}": "1" for i in range(37)}
    answer = member.post(f"/ballots/{vote.id}", do="check", **fields)
    assert "37 of 150 answered" in answer.text
    assert 'href="#row-37"' in answer.text
    all_but_one = {f"line-{i}": "4" for i in range(150) if i != 80}
    other = member.post(f"/ballots/{vote.id}", do="check", **all_but_one)
    assert "149 of 150 answered" in other.text
    assert 'href="#row-80"' in other.text
    assert len(other.data) == len(answer.data), "nobody learns from the length what is filled in"
    assert member.post(f"/ballots/{vote.id}", do="cast", **fields).status_code == 302
    assert "Your ballot is in the urn" in member.read(f"/ballots/{vote.id}/cast")


def test_a_short_list_is_not_counted(app, anna, assembly, member) -> None:
    vote = made(app, anna)
    anna.open_vote(f"/facilitator/a1/votes/{vote.id}")
    assert "answered" not in member.read(f"/ballots/{vote.id}")


def test_a_draft_has_the_name_of_its_card_and_no_answer_of_the_server_holds_one(
    app, anna, assembly, visit, codes
) -> None:
    """It is the same for all votes of a card; the page of the receipt names the one to erase."""
    cards = []
    for code in codes[:2]:
        member = visit()
        member.post("/join/a1", code=code)
        page = member.read("/ballots/v-a1-open")
        cards.append(re.search(r'data-card="([0-9a-f]{16})" data-vote="v-a1-open"', page)[1])
        assert "data-handed" not in page
        assert 'data-handed="back"' in member.post("/ballots/v-a1-open", **{"line-0": "9"}).text
        member.post("/ballots/v-a1-open", **{"line-0": "1"})
        cast = member.read("/ballots/v-a1-open/cast")
        assert f'data-cast="{cards[-1]} v-a1-open"' in cast
    assert cards[0] != cards[1]


def test_answers_to_a_batch_are_those_of_the_scale(app, anna, assembly, member, codes) -> None:
    vote = made(app, anna, candidates="\n".join(MANY[:9]), mode="roll call")
    with app.extensions["begin"]() as store:
        decide.open_vote(store, vote.id, by="f-anna", now=NOW)
    member.post(f"/ballots/{vote.id}", do="cast", **{"line-8": "0", "line-2": "4"})
    with app.extensions["begin"].reading() as store:
        token = admitting.join(store, "a1", codes[0])
        ballot = casting.own_ballot(store, vote.id, token=token)
    assert ballot == Grades({MANY[8]: "strongly agree", MANY[2]: "strongly against"})


def test_of_those_who_have_checked_in_the_number_is_taken_when_the_vote_is_opened(
    app, anna, assembly, codes, visit
) -> None:
    vote = made(
        app, anna, candidates="Close the square?", rule="yes_no", share="1/2+", of="checked in",
        members="", mode="roll call",
    )  # fmt: skip
    assert vote.options["of"] == "present"
    assert "members" not in vote.options
    anna.post("/facilitator/a1/votes/v-a1-open/close", sure="yes")
    anna.post("/facilitator/a1/sessions/s-a1/next", after="")
    assert anna.post(f"/facilitator/a1/votes/{vote.id}/open").status_code == 409
    for code in codes[:2]:
        voter = visit()
        voter.post("/join/a1", code=code)
        assert voter.post("/here").status_code == 302
    page = " ".join(anna.read(f"/facilitator/a1/votes/{vote.id}").split())
    assert "all who have checked in when the vote is opened" in page
    assert "Checked in now: 2 of 3." in page

    assert anna.post(f"/facilitator/a1/votes/{vote.id}/open").status_code == 302

    ballot = " ".join(voter.read(f"/ballots/{vote.id}").split())
    assert "of all 2 who are present" in ballot
