"""The pictures of budgets, grades, points and credits, from the command line."""

from pathlib import Path

import pytest

from deliberation.cli.pictures import write_picture
from deliberation.voting import RULES, Approval, Credits, Grades, Profile, Scores, by_order
from deliberation.voting.budget import Budget

APPROVED = Profile("abc", {Approval("ab"): 5, Approval("c"): 3})
CASES = {
    "greedy_budget": (APPROVED, {"budget": Budget(100, {"a": 60, "b": 50, "c": 30})}, "money ends"),
    "majority_judgment": (
        Profile("abc", {Grades({"a": "good", "b": "poor"}): 3}),
        {},
        "the middle: half of the voters",
    ),
    "star": (Profile("abc", {Scores({"a": 5, "b": 3}): 3}), {}, "Totals"),
    "quadratic": (Profile("abc", {Credits({"a": 3, "b": -2}): 2}), {}, "26 credits"),
}


@pytest.mark.parametrize("rule", CASES)
def test_a_page_holds_the_picture_and_its_table(rule: str, tmp_path: Path) -> None:
    """Two voters with 3 votes for and 2 against each spend 2 x (9 + 4) = 26 credits."""
    profile, options, says = CASES[rule]
    result = RULES[rule](profile, break_tie=by_order("abc"), **options)
    write_picture(tmp_path / "result.html", result, profile, title="T")
    text = (tmp_path / "result.html").read_text("utf-8")
    assert says in text
    assert "<table>" in text
