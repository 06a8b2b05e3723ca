"""The form of a new vote, for every rule."""

import pytest


def new_vote(visitor, path: str, **changes: str):
    fields = {
        "title": "T", "question": "Q", "candidates": "a\nb", "rule": "irv", "seats": "1",
        "credits": "100", "share": "2/3", "of": "ballots", "total": "100",
        "mode": "sealed",
    }  # fmt: skip
    if changes.get("rule", "").endswith("budget"):
        fields["candidates"] = "a: 60\nb; 1.000"
    return visitor.post(f"{path}/votes/new", **fields | changes)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", " ", "Fill this in."),
        ("title", "two\nlines", "on one line"),
        ("title", "x" * 201, "at most 200"),
        ("candidates", "one", "2 to 40 lines"),
        ("candidates", "bus\nbus", "stands there twice"),
        ("rule", "dictator", "Choose one."),
        ("seats", "0", "whole number from 1"),
        ("seats", "3", "change the seats"),
        ("seats", "many", "whole number from 1"),
    ],
)
def test_a_vote_that_does_not_fit_keeps_what_was_typed(anna, path, field, value, sentence) -> None:
    answer = new_vote(anna, path, **{"question": "kept words", field: value})

    assert answer.status_code == 400
    assert sentence in answer.text
    assert "kept words" in answer.text


def test_a_quadratic_vote_has_credits(app, anna, path) -> None:
    vote = new_vote(anna, path, rule="quadratic", credits="99").headers["Location"]

    with app.extensions["begin"]() as store:
        kept = store.vote(vote.rpartition("/")[2])
    assert kept.kind == "credits"
    assert kept.options == {"credits": 99}
    assert new_vote(anna, path, rule="quadratic", credits="").status_code == 400


def kept(app, answer):
    with app.extensions["begin"]() as store:
        return store.vote(answer.headers["Location"].rpartition("/")[2])


def test_a_budget_has_costs_and_a_total(app, anna, path) -> None:
    vote = kept(app, new_vote(anna, path, rule="equal_shares_budget", within="yes"))
    assert (vote.kind, vote.candidates, vote.seats) == ("approval", ("a", "b"), 2)
    assert vote.options == {
        "total": 100, "costs": {"a": 60, "b": 1000}, "within": True, "completion": "greedy",
    }  # fmt: skip
    assert "b</bdi>: 1,000" in anna.read(f"{path}/votes/{vote.id}")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("park", "does not end with a colon"),
        ("park: free", "does not end with a colon"),
        ("park: 0", "does not end with a colon"),
        ("park: 12.50", "does not end with a colon"),
        ("park: -5", "does not end with a colon"),
        (": 50", "does not end with a colon"),
        ("a: 70", "“a” stands there twice"),
    ],
)
def test_a_project_without_a_cost_is_told_beside_the_field(anna, path, line, says) -> None:
    answer = new_vote(anna, path, rule="greedy_budget", candidates=f"a: 60\nb: 40\n{line}")
    assert answer.status_code == 400
    assert says in answer.text


@pytest.mark.parametrize("total", ["", "0", "much"])
def test_a_budget_needs_a_total(anna, path, total) -> None:
    assert new_vote(anna, path, rule="greedy_budget", total=total).status_code == 400


def test_support_keeps_its_share_exactly(app, anna, path) -> None:
    vote = kept(app, new_vote(anna, path, rule="support", seats=""))
    assert vote.options["share"] == [2, 3]
    assert vote.options["of"] == "ballots"
    assert vote.seats == 2
    assert new_vote(anna, path, rule="support", share="0.66").status_code == 400
    assert new_vote(anna, path, rule="support", of="us").status_code == 400


def test_every_rule_can_be_chosen(anna, path) -> None:
    from deliberation.voting import PUBLISHED

    page = anna.read(f"{path}/votes/new")
    for rule in PUBLISHED:
        assert f'value="{rule}"' in page
        assert new_vote(anna, path, rule=rule).status_code == 302


def test_without_cards_a_vote_is_not_opened(anna, path) -> None:
    vote = new_vote(anna, path).headers["Location"]

    assert "Nobody has a card yet" in anna.read(vote)
    assert anna.post(f"{vote}/open").status_code == 409
