"""Credits spent, grades and budgets: what is drawn, and the numbers behind it."""

import re
from fractions import Fraction
from typing import Any

import pytest

from deliberation.figures import (
    Spent,
    Table,
    budget,
    budget_table,
    grades,
    grades_table,
    published,
    spending,
    spending_table,
)
from deliberation.figures.words import ENGLISH
from deliberation.record.evidence import WHOLE
from deliberation.record.vote import encode_vote
from deliberation.record.vote_options import arguments, options_of
from deliberation.voting import (
    PUBLISHED,
    RULE_KINDS,
    Approval,
    Credits,
    Grades,
    Profile,
    Ranking,
    Scores,
    by_order,
)

NAMES = ("bench", "tree", "<swing>")
VOTES = {"bench": {-2: 1, 3: 4}, "tree": {1: 6}, "<swing>": {}}


def widths(svg: str, class_: str) -> list[float]:
    """The widths of the rectangles of a class, in order."""
    found = re.findall(rf'<rect [^>]*width="([\d.]+)"[^>]*class="{class_}"', svg)
    return [float(width) for width in found]


def test_the_table_of_credits_multiplies_voters_by_the_square_of_their_votes() -> None:
    """Four voters with three votes each cost 36 credits, and one with two against 4."""
    assert spending_table(VOTES, elected=("bench",)).rows == (
        ("bench", "3", "4", "36"),
        ("bench", "−2", "1", "4"),
        ("tree", "1", "6", "6"),
    )


def test_what_was_spent_for_and_against_and_not_at_all_is_said() -> None:
    """For: 4 x 9 and 6 x 1; against: 4; of 11 voters with 9 credits each 99 - 46 are left."""
    svg = spending(VOTES, credits=99)
    assert "credits for: 42; against: 4" in svg
    assert "not spent: 53 of 99" in svg
    assert spending_table(VOTES, credits=99).rows[-1] == ("Not spent", "–", "–", "53")
    assert "not spent" not in spending(VOTES), "where it is not known what there was"


def test_votes_against_are_hollow_and_names_are_escaped() -> None:
    svg = spending(VOTES, elected=("bench",))
    assert len(widths(svg, "fig-hollow")) == 2  # one bar, and its sign in the legend
    assert "40 credits" in svg
    assert "46 credits" in svg  # all together
    assert "&lt;swing&gt;" in svg
    assert "<swing>" not in svg


def test_more_numbers_of_votes_than_fit_go_on_below() -> None:
    short = spending({"a": dict.fromkeys(range(1, 13), 1)})
    long = spending({"a": dict.fromkeys(range(1, 14), 1)})
    height = re.compile(r'viewBox="0 0 324 ([\d.]+)"')
    assert float(height.findall(long)[0]) > float(height.findall(short)[0])


GIVEN = {"bench": (4, 4, 2), "tree": (9, 0, 1)}
SCALE = ("good", "fair", "poor")


def test_each_grade_is_as_wide_as_its_voters() -> None:
    """The bar is 308 wide; ten voters make 30.8 each."""
    bars = widths(grades(GIVEN, SCALE, line=Fraction(1, 2), elected=("tree",)), "fig-bar")
    assert bars[:6] == pytest.approx([277.2, 0, 30.8, 123.2, 123.2, 61.6])


def test_the_line_stands_at_the_share_of_those_asked() -> None:
    """Twenty cast a ballot, and two thirds of 20 are as wide as 2/3 of the bar, 205.33 + 8."""
    svg = grades(GIVEN, SCALE, line=Fraction(2, 3), of={"bench": 20, "tree": 20})
    assert 'x1="213.33"' in svg
    assert "the share that carries: 2/3" in svg


def test_the_line_has_an_edge_that_parts_it_from_the_darkest_grade() -> None:
    """Nine of ten give the tree the best grade, so that its line stands on it."""
    svg = grades(GIVEN, SCALE)
    edges = re.findall(r'<line x1="([\d.]+)"[^>]*class="fig-mean"', svg)
    lines = re.findall(r'<line x1="([\d.]+)"[^>]*stroke-dasharray="4 2"', svg)
    assert edges == lines[:2] == ["162", "162"]


def test_half_of_the_answers_is_a_share_and_no_middle_grade() -> None:
    assert "the share that carries: 1/2" in grades(GIVEN, SCALE, line=Fraction(1, 2))
    assert "the middle: half of the voters" in grades(GIVEN, SCALE)


def judged(rule: str, ballots: dict[Grades, int], **options: Any) -> tuple[str, Table]:
    """The picture of a vote by grades, and its table."""
    known = {name: value for name, value in options_of(rule).items() if value is not None}
    known |= options
    own = arguments(rule, known, seats=2 if rule == "support" else 1)
    profile = Profile(("bench", "tree"), ballots)
    document = encode_vote(
        "v1",
        title="T",
        question="Q",
        kind="grades",
        profile=profile,
        rule=rule,
        seats=2,
        options=known,
        break_tie=by_order(("bench", "tree")),
        result=PUBLISHED[rule](profile, break_tie=by_order(("bench", "tree")), **own),
    )
    (picture,) = published(document, id="v", words={})
    return picture.svg, picture.table


def test_the_middle_grade_of_each_is_said() -> None:
    """Of twelve grades for the bench six are good and six poor: the lower of the two middle ones
    is poor. Whom a ballot leaves out has the worst grade: six good and six to reject for the tree.
    """
    ballots = {Grades({"bench": "good", "tree": "good"}): 6, Grades({"bench": "poor"}): 6}
    svg, table = judged("majority_judgment", ballots)
    assert table.header[:3] == ("Candidate", "Outcome", "Middle grade")
    assert [row[:3] for row in table.rows] == [
        ("bench", "elected", "poor"), ("tree", "not elected", "to reject")
    ]  # fmt: skip
    assert ">poor</text>" in svg


@pytest.mark.parametrize(
    ("of", "many", "bench", "tree"),
    [
        ("answers", {}, "10 of 16", "5 of 11"),
        ("ballots", {}, "10 of 16", "5 of 16"),
        ("members", {"members": 19}, "10 of 19", "5 of 19"),
    ],
)
def test_how_many_are_in_favour_is_said_exactly(
    of: str, many: dict[str, int], bench: str, tree: str
) -> None:
    """Ten of sixteen are for the bench; five of the eleven who answer are for the tree."""
    ballots = {
        Grades({"bench": "agree", "tree": "disagree"}): 5,
        Grades({"bench": "strongly agree"}): 5,
        Grades({"bench": "disagree", "tree": "agree"}): 5,
        Grades({"bench": "neither", "tree": "neither"}): 1,
    }
    svg, table = judged("support", ballots, of=of, share=[1, 2], **many)
    assert table.header[2] == "In favour"
    assert [row[:3] for row in table.rows] == [
        ("bench", "elected", bench), ("tree", "not elected", tree)
    ]  # fmt: skip
    assert f">{tree}</text>" in svg


def test_where_more_than_a_half_is_asked_the_line_says_more() -> None:
    ballots = {Grades({"bench": "agree", "tree": "disagree"}): 5, Grades({"bench": "neither"}): 5}
    above, _ = judged("support", ballots, of="ballots", share=[1, 2], above=True)
    assert "it carries with more than this share: 1/2" in above
    reached, _ = judged("support", ballots, of="ballots", share=[1, 2])
    assert "the share that carries: 1/2" in reached


def test_the_table_of_grades_begins_with_the_chosen() -> None:
    table = grades_table(GIVEN, SCALE, elected=("tree",))
    assert table.header == ("Candidate", "Outcome", "good", "fair", "poor")
    assert table.rows[0] == ("tree", "elected", "9", "0", "1")
    assert table.rows[1] == ("bench", "not elected", "4", "4", "2")


COSTS = {"bench": 30, "tree": 60, "swing": 50, "pool": 200, "path": 5}
VOTERS = {"bench": 5, "tree": 9, "swing": 4, "pool": 8, "path": 0}
SPENT = Spent(100, COSTS, ("tree", "bench"), VOTERS)


def test_the_budget_adds_up_and_says_why_others_are_not_paid() -> None:
    """60 and 30 of 100 are spent, so that 40 of 50 are missing for the swing."""
    assert budget_table(SPENT).rows == (
        ("tree", "paid", "60", "60", "9"),
        ("bench", "paid", "30", "90", "5"),
        ("pool", "not paid: it costs more than everything there is", "200", "–", "8"),
        ("swing", "not paid: in the end 40 are missing", "50", "–", "4"),
        ("path", "not paid: nobody chose it", "5", "–", "0"),
    )


def test_sums_of_a_budget_have_its_currency() -> None:
    spent = Spent(100, COSTS, ("tree", "bench"), VOTERS, "kr.")
    table = budget_table(spent)
    kr = "(\u2068kr.\u2069)"  # its dot stays behind it on right-to-left pages too
    assert table.header == ("Project", "Outcome", f"Cost {kr}", f"Added up {kr}", "Chosen by")
    assert table.rows[3][1] == "not paid: in the end \u206840\u00a0kr.\u2069 are missing"
    assert "here the money ends: \u2068100 kr.\u2069" in budget(spent)


def test_bars_of_the_budget_stand_behind_each_other_and_the_line_is_behind_the_paid() -> None:
    """The scale ends at 150 where what is not paid would go further: 308/150 for each unit."""
    svg = budget(SPENT)
    bars = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"[^>]*class="fig-bar"', svg)
    (x1, w1), (x2, w2), *_ = ((float(x), float(w)) for x, w in bars)
    unit = 308 / 150
    assert (x1, w1, w2) == pytest.approx((8, 60 * unit, 30 * unit), abs=0.01)
    assert x2 == pytest.approx(8 + 60 * unit, abs=0.01)
    assert f'x1="{8 + 100 * unit:.2f}"' in svg


def test_what_is_left_of_the_budget_is_said() -> None:
    """60 and 30 of 100 are spent."""
    assert "not spent: 10 of 100" in budget(SPENT)


def test_without_supporters_the_budget_is_still_told() -> None:
    table = budget_table(Spent(100, COSTS, ("tree", "bench"), {}))
    assert table.header == ("Project", "Outcome", "Cost", "Added up")


ONE: dict[str, Any] = {
    "ranking": [Ranking(("bench",)), Ranking(("tree", "bench"))],
    "approval": [Approval(["bench", "tree"]), Approval(["tree"])],
    "scores": [Scores({"bench": 5}), Scores({"tree": 3})],
    "grades": [Grades({"bench": "good"}), Grades({"tree": "poor"})],
    "credits": [Credits({"bench": 2}), Credits({"tree": -1})],
}
SEEN = {"grades": ["grades"], "scores": ["totals"], "credits": ["totals", "spending"]}
FEW = {"credits": ["totals"]}  # how many bought how many votes would be small numbers


@pytest.mark.parametrize("rule", PUBLISHED)
@pytest.mark.parametrize(("times", "others"), [(4, 3), (6, 3), (6, 5)])
def test_every_published_rule_has_its_pictures(rule: str, times: int, others: int) -> None:
    kind = RULE_KINDS[rule]
    options = {name: value for name, value in options_of(rule).items() if value is not None}
    options |= {"scale": ["good", "poor"], "supporting": 1} if rule == "support" else {}
    options |= {"scale": ["good", "poor"]} if rule == "majority_judgment" else {}
    if rule.endswith("budget"):
        options |= {"total": 100, "costs": dict.fromkeys(NAMES, 60)}
    profile = Profile(NAMES, {ONE[kind][0]: times, ONE[kind][1]: others})
    tie, seats = by_order(NAMES), 3 if rule == "support" or rule.endswith("budget") else 1
    result = PUBLISHED[rule](profile, break_tie=tie, **arguments(rule, options, seats=seats))
    document = encode_vote(
        "v1",
        title="T",
        question="Q",
        kind=kind,
        profile=profile,
        rule=rule,
        seats=seats,
        options=options,
        break_tie=tie,
        result=result,
    )
    drawn = [*published(document, id="v", words={})]
    seen = [picture.name for picture in drawn]
    assert seen
    right = SEEN.get(kind, []) if others >= 5 else (SEEN | FEW).get(kind, [])
    assert seen[: len(right)] == right
    pairs = rule in {"schulze", "copeland", "minimax"} or (rule == "star" and others < 5)
    assert ("pairs" in seen) == pairs
    if "totals" in seen:
        what = "whole ballots" if rule in WHOLE else rule
        assert seen[0] == "totals"
        told = " ".join(re.findall(r"<text [^>]*>([^<]*)</text>", drawn[0].svg))
        assert ENGLISH[f"total of {what}"] in told
    assert (seen == ["budget"]) == rule.endswith("budget")
