"""The pictures of a result from the command line: each family has one, with its numbers."""

import re
from typing import Any

import pytest

from deliberation.cli.drawn import drawn
from deliberation.voting import (
    RULE_KINDS,
    RULES,
    Approval,
    Credits,
    Grades,
    Profile,
    Ranking,
    Scores,
    by_order,
)
from deliberation.voting.budget import Budget
from deliberation.voting.rated import support

NAMES = ("bus", "tram", "bike")
BALLOTS: dict[str, list[Any]] = {
    "ranking": [Ranking(NAMES), Ranking(("tram", "bike", "bus")), Ranking(("bike", "tram", "bus"))],
    "approval": [Approval(["bus", "tram"]), Approval(["tram", "bike"]), Approval(["bike"])],
    "scores": [
        Scores({"bus": 5, "tram": 0}),
        Scores({"tram": 4, "bike": 1}),
        Scores({"bike": 3, "bus": 2}),
    ],
    "grades": [
        Grades({"bus": "excellent"}),
        Grades({"tram": "good", "bike": "poor"}),
        Grades({"bike": "good"}),
    ],
    "credits": [Credits({"bus": 3}), Credits({"tram": -2}), Credits({"bike": 1})],
}
WITHOUT = {"cpo_stv", "schulze_stv"}
"""Those compare whole outcomes, of which there is nothing to be drawn yet."""


def counted(rule: str) -> tuple[Any, Profile[Any]]:
    """A small count by *rule*, and the ballots that it was counted from."""
    kind = RULE_KINDS[rule]
    profile = Profile(NAMES, dict(zip(BALLOTS[kind], (4, 3, 2), strict=True)))
    own: dict[str, Any] = {} if kind == "approval" and "budget" in rule else {"seats": 1}
    if "budget" in rule:
        own["budget"] = Budget(10, {"bus": 6, "tram": 5, "bike": 4})
    if rule == "support":
        own["scale"] = ("excellent", "good", "poor")
    return RULES[rule](profile, break_tie=by_order(NAMES), **own), profile


@pytest.mark.parametrize("rule", sorted(RULES.keys() - WITHOUT))
def test_every_rule_has_a_picture_and_its_numbers(rule: str) -> None:
    result, profile = counted(rule)
    pictures = [*drawn(result, profile)]
    assert pictures
    for svg, table in pictures:
        assert svg.startswith("<svg ")
        assert {len(row) for row in table.rows} == {len(table.header)}
    ids = re.findall(r' id="([^"]+)"', "".join(svg for svg, _ in pictures))
    assert len(ids) == len(set(ids)), "and no two share an id on a page"


def test_stages_say_what_they_compare_and_have_no_row_for_papers_that_go_nowhere() -> None:
    """Coombs: bus is last on five of nine ballots, tram on none, and bike on four."""
    result, profile = counted("coombs")
    ((_, table),) = drawn(result, profile)
    assert table.caption == "Ballots that put each last, stage by stage"
    assert {row[0]: row[1].split(",")[0] for row in table.rows} == {
        "bus": "5", "tram": "0", "bike": "4"
    }  # fmt: skip


def test_a_committee_stands_beside_what_its_ballots_tick() -> None:
    """Bus is ticked by 4, tram by 4 and 3, bike by 3 and 2."""
    result, profile = counted("sequential_pav")
    ((svg, table),) = drawn(result, profile)
    assert table.rows == (
        ("tram", "elected", "7"), ("bike", "not elected", "5"), ("bus", "not elected", "4")
    )  # fmt: skip
    assert "the chosen need not" in " ".join(re.findall(r">([^<]+)</text>", svg))


def test_support_is_drawn_beside_what_it_takes() -> None:
    """Seven of ten answers are in favour, and four fifths of ten are eight."""
    profile = Profile("a", {Grades({"a": "agree"}): 7, Grades({"a": "disagree"}): 3})
    ((svg, table),) = drawn(support(profile), profile)
    assert table.rows == (("a", "not elected", "7", "3"),)
    assert "7 of 10" in svg
    assert "the support that it takes" in svg
