"""Each kind of ballot on its page: filled in, handed back, cast, and published by its rule."""

from datetime import UTC, datetime

import pytest

from deliberation.procedures import admitting, casting, decide
from deliberation.voting import Approval, Credits, Grades, Ranking, Scores

NOW = datetime(2026, 3, 14, 11, 0, tzinfo=UTC)
NAMES = ("bus", "tram", "bike")
MONEY = {"total": 1000, "costs": {"bus": 700, "tram": 400, "bike": 1300}, "within": True}

VOTES = {
    "approval": ("approval", {}, {"line-0": "1", "line-2": "1"}, Approval(["bus", "bike"])),
    "greedy_budget": ("approval", MONEY, {"line-1": "1"}, Approval(["tram"])),
    "equal_shares_budget": ("approval", MONEY, {"line-0": "1"}, Approval(["bus"])),
    "sequential_phragmen": ("approval", {}, {"line-0": "1"}, Approval(["bus"])),
    "star": ("scores", {}, {"line-0": "5", "line-1": "0"}, Scores({"bus": 5, "tram": 0})),
    "majority_judgment": ("grades", {}, {"line-0": "1"}, Grades({"bus": "very good"})),
    "support": ("grades", {"share": [2, 3]}, {"line-2": "4"}, Grades({"bike": "strongly against"})),
    "quadratic": ("credits", {}, {"line-0": "3", "line-1": "-1"}, Credits({"bus": 3, "tram": -1})),
    "copeland": ("ranking", {}, {"line-0": "1"}, Ranking(("bus",))),
}
WRONG = {"approval": "1", "scores": "9", "grades": "9", "credits": "x", "ranking": "9"}


@pytest.fixture
def vote(app, assembly, request) -> str:
    """The id of an open vote by the rule that the test names."""
    rule = request.param
    kind, options, *_ = VOTES[rule]
    seats = 3 if rule == "support" or rule.endswith("budget") else 1
    with app.extensions["begin"]() as store:
        decide.create_vote(
            store, "a1", title="T", question="Q", kind=kind, candidates=NAMES, rule=rule,
            seats=seats, options=options, by="f-anna", id="v",
        )  # fmt: skip
        decide.open_vote(store, "v", by="f-anna", now=NOW)
    return str(rule)


@pytest.mark.parametrize("vote", VOTES, indirect=True)
def test_a_ballot_is_cast_kept_and_shown_again_in_every_language(app, member, codes, vote) -> None:
    _, _, fields, wanted = VOTES[vote]
    for language in ("da", "ar", "en"):
        page = member.read(f"/ballots/v?lang={language}")
        assert all(f'name="line-{n}"' in page for n in range(3))
    assert member.post("/ballots/v", do="cast", **fields).status_code == 302
    with app.extensions["begin"]() as store:
        token = admitting.join(store, "a1", codes[0])
        assert casting.own_ballot(store, "v", token=token) == wanted
    assert "This is the ballot you cast" in member.read("/ballots/v")


REFUSING = [rule for rule, (kind, options, *_) in VOTES.items() if kind != "approval" or options]


@pytest.mark.parametrize("vote", REFUSING, indirect=True)
def test_what_does_not_fit_is_kept_and_nothing_is_cast(app, member, codes, vote) -> None:
    kind = VOTES[vote][0]
    wrong = dict.fromkeys(("line-0", "line-1"), WRONG[kind])
    answer = member.post("/ballots/v", do="cast", **wrong)
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    with app.extensions["begin"]() as store:
        token = admitting.join(store, "a1", codes[0])
        assert casting.own_ballot(store, "v", token=token) is None


@pytest.mark.parametrize("vote", VOTES, indirect=True)
def test_a_result_stands_on_its_page_in_every_language(app, stranger, anna, codes, vote) -> None:
    """Three ballots alike are too few to show more than the outcome."""
    ballot = VOTES[vote][3]
    with app.extensions["begin"]() as store:
        for code in codes:
            token = admitting.join(store, "a1", code)
            casting.cast_ballot(store, "v", ballot, token=token)
        decide.close_vote(store, "v", by="f-anna", now=NOW)
        decide.settle_tie(store, "v", seed="1 2 3", by="f-anna") if vote in TIED else None
    for language in ("da", "ar", "en"):
        page = stranger.read(f"/votes/v?lang={language}")
        assert 'class="winners"' in page
    assert "fewer than five ballots" in page
    assert ("Nothing is chosen" in page) == (vote == "support")
    assert ("fig-bar" in page) == vote.endswith("budget")
    assert anna.get("/facilitator/a1/votes/v").status_code == 200


TIED = {"approval", "star"}
"""Where all cast the same ballot: two are approved by all, or two without points tie."""
