"""Pabulib files: every kind of vote, every problem by line, and round trips."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.io.pabulib import (
    PabulibFile,
    Rows,
    format_pabulib,
    pabulib_of,
    parse_budget_vote,
    parse_pabulib,
    read_budget_vote,
    read_pabulib,
    write_pabulib,
)
from deliberation.voting import Approval, Profile, Ranking, Scores
from deliberation.voting.budget import Budget

SMALL = """META
key;value
description;Parks; and more
vote_type;approval
budget;100,50
num_projects;2
num_votes;3
edition;7
PROJECTS
project_id;cost;name;selected
p1;60;"The ""Anna"" bench";1
p2;40.25;Tree;0
VOTES
voter_id;age;vote
1;33;p1,p2
2;;
3;50;p2,p1
"""


def test_a_file_says_what_there_is_to_count() -> None:
    vote = parse_budget_vote(SMALL.encode(), "small.pb")
    assert vote.title == "Parks; and more"
    assert vote.budget == Budget(Fraction(201, 2), {"p1": 60, "p2": Fraction(161, 4)})
    assert vote.profile == Profile(("p1", "p2"), {Approval(("p1", "p2")): 2, Approval(()): 1})
    assert (vote.names, vote.selected) == ((("p1", 'The "Anna" bench'), ("p2", "Tree")), ("p1",))


def test_every_column_is_kept() -> None:
    file = parse_pabulib(SMALL.encode("utf-8-sig"), "small.pb")
    assert file.meta["edition"] == "7"
    assert file.votes.column("age") == ("33", "", "50")
    assert file.projects.column("points") == ()
    assert parse_pabulib(format_pabulib(file).encode(), "again.pb") == file


@pytest.mark.parametrize(
    ("kind", "row", "ballot"),
    [
        ("choose-1", "p1;", Approval(["p1"])),
        ("ordinal", "p2,p1;", Ranking(("p2", "p1"))),
        ("cumulative", "p2,p1;3,1.5", Scores({"p2": 3, "p1": Fraction(3, 2)})),
        ("scoring", "p1;-2", Scores({"p1": -2})),
    ],
)
def test_kinds_of_votes(kind: str, row: str, ballot: object) -> None:
    text = (
        f"META\nkey;value\nvote_type;{kind}\nbudget;9\nPROJECTS\nproject_id;cost\np1;1\np2;2\n"
        f"VOTES\nvoter_id;vote;points\nv;{row}\n"
    )
    assert [*parse_budget_vote(text.encode(), "x.pb").profile.counts] == [ballot]


def test_every_problem_is_named_by_its_line() -> None:
    text = """META
budget;many
vote_type;grades
vote_type;approval
num_projects;9
num_votes;4
PROJECTS
project_id;cost
p1;60
p1;-1
a,b;2
VOTES
voter_id;vote
1;p1
1;p9
3;p1,p1
;
4;p1;x
"""
    with pytest.raises(InvalidInputError) as caught:
        parse_pabulib(text.encode(), "bad.pb")
    assert [str(problem) for problem in caught.value.problems] == [
        "bad.pb, row 4: 'vote_type' stands twice; keep one",
        "bad.pb, row 10: project 'p1' stands twice; keep one",
        "bad.pb, row 10: the cost '-1' is no amount of money",
        "bad.pb, row 11: 'a,b' is no name of a project; it must have one, without commas",
        "bad.pb, row 2: the budget 'many' is no amount of money of more than 0",
        "bad.pb, row 5: num_projects is '9', but the file has 2",
        "bad.pb, row 15: the vote names 'p9', which is no project",
        "bad.pb, row 15: voter '1' stands twice; keep one",
        "bad.pb, row 16: the vote names 'p1' 2 times; keep one",
        "bad.pb, row 18: this row has 3 cells, and the header 2",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "row 1: a line that says META must stand here"),
        ("PROJECTS\n", "row 1: a line that says META must stand here"),
        ("META\nbudget;1\n", "a line that says PROJECTS must stand here"),
        ("META\nbudget;1\nPROJECTS\nid;cost\n", "PROJECTS has no column 'project_id'"),
        (
            "META\nbudget;1\nvote_type;scoring\nPROJECTS\nproject_id;cost\np;1\n"
            "VOTES\nvoter_id;vote;vote;points\n",
            "the header of VOTES names 'vote' more than once",
        ),
        (
            "META\nbudget;1\nvote_type;scoring\nPROJECTS\nproject_id;cost\np;1\n"
            "VOTES\nvoter_id;vote;points\n1;p;a,2\n",
            "the vote names 1 projects, but gives points to 2; .*'a' is no number of points",
        ),
        ("META\nbudget;1\nvote_type;x\nPROJECTS\nproject_id;cost\nVOTES\nvoter_id;vote\n",
         "vote_type is 'x'.*there is no project"),
    ],
)  # fmt: skip
def test_what_is_no_such_file_is_refused(text: str, problem: str) -> None:
    with pytest.raises(InvalidInputError, match=problem.removeprefix("row 1: ")):
        parse_pabulib(text.encode(), "x.pb")


def test_another_encoding_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="UTF-8"):
        parse_budget_vote(SMALL.replace("Tree", "Bäume").encode("latin-1"), "x.pb")


names = st.text("abcxyz 123", min_size=1, max_size=4).filter(lambda name: name == name.strip())
amounts = st.fractions(0, 10**9, max_denominator=1).map(lambda n: n / 100)


@settings(max_examples=60)
@given(st.data())
def test_what_is_written_is_read_again(data: st.DataObject) -> None:
    projects = data.draw(st.lists(names, min_size=1, max_size=4, unique=True))
    budget = Budget(data.draw(amounts.filter(bool)), {p: data.draw(amounts) for p in projects})
    one = st.sampled_from(projects)
    ballots = data.draw(
        st.sampled_from(
            [
                st.frozensets(one).map(Approval),
                st.lists(one, unique=True).map(lambda order: Ranking(tuple(order))),
                st.dictionaries(one, st.integers(-9, 9) | amounts).map(Scores),
            ]
        )
    )
    profile = Profile.of(data.draw(st.lists(ballots, min_size=1)), candidates=projects)
    chosen = data.draw(st.none() | st.frozensets(one))
    file = pabulib_of(profile, budget, meta={"description": "A; b"}, selected=chosen)
    vote = parse_budget_vote(format_pabulib(file).encode(), "x.pb")
    assert (vote.title, vote.budget, vote.profile) == ("A; b", budget, profile)
    assert vote.selected == (None if chosen is None else tuple(p for p in projects if p in chosen))


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=6)


@settings(max_examples=60)
@given(st.lists(cells, min_size=3, max_size=3))
def test_unknown_cells_survive(extra: list[str]) -> None:
    clean = [cell.replace("\r", " ") for cell in extra]
    file = PabulibFile(
        {"budget": "1", "vote_type": "approval", "num_projects": "1", "num_votes": "3"},
        Rows(("project_id", "cost", "target"), (("p", "1", clean[0]),)),
        Rows(("voter_id", "vote", "note"), tuple((str(i), "p", n) for i, n in enumerate(clean))),
    )
    assert parse_pabulib(format_pabulib(file).encode(), "x.pb") == file


def test_what_cannot_be_written_is_refused() -> None:
    with pytest.raises(InvalidInputError) as caught:
        pabulib_of(
            Profile(("a,b",), {Approval(["a,b"]): 1, Ranking(("a,b",)): 1}),
            Budget(Fraction(1, 3), {"a,b": 1}),
            meta={},
        )
    assert len(caught.value.problems) == 3


def test_files_are_read_and_written(tmp_path: Path) -> None:
    file = parse_pabulib(SMALL.encode(), "small.pb")
    write_pabulib(tmp_path / "again.pb", file)
    assert read_pabulib(tmp_path / "again.pb") == file
    assert read_budget_vote(tmp_path / "again.pb").profile.size == 3
