"""Ballots in tables of any length."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.io.ballots import parse_ballots
from deliberation.io.elections.rows import rows_of
from deliberation.io.elections.tables import ballots_in
from deliberation.voting import (
    Approval,
    Grades,
    Policy,
    Profile,
    Ranking,
    Scores,
    Spoiled,
    WeakRanking,
)

NAMES = ("bike", "bus", "tram")
marks = st.sampled_from([*NAMES, "", "", "undervote", "overvote"])


def problems(text: str, **options: object) -> list[str]:
    with pytest.raises(InvalidInputError) as caught:
        parse_ballots(text.encode(), "v.csv", **options)  # type: ignore[arg-type]
    return [str(problem) for problem in caught.value.problems]


@given(
    st.lists(st.tuples(marks, marks, marks, st.integers(0, 3)), min_size=5),
    st.sampled_from(["skip", "stop", "stop after two", "stop after three", "spoil"]),
    st.sampled_from(["stop", "skip", "spoil"]),
    st.sampled_from(["skip", "stop", "spoil"]),
)
def test_a_table_of_places_is_read_as_its_papers_are(
    papers: list[tuple[str, str, str, int]], skips: str, overvotes: str, repeats: str
) -> None:
    policy = Policy(skips, overvotes, repeats)  # type: ignore[arg-type]
    rows = [f"p1,{a},{b},{c},{n}" for a, b, c, n in papers]
    rows.append(f"p1,{','.join(NAMES)},1")  # everybody is named once
    text = "\n".join(["precinct,rank1,rank2,rank3,count", *rows])
    ballots: Counter[Ranking | WeakRanking] = Counter()
    spoiled: Counter[str] = Counter()
    meaning = {"": [], "undervote": [], "overvote": ["x", "y"]} | {n: [n] for n in NAMES}
    for *cells, times in [*papers, (*NAMES, 1)]:
        ballot = policy.read([meaning[str(cell)] for cell in cells])
        if isinstance(ballot, Spoiled):
            spoiled[ballot.reason] += int(times)
        else:
            ballots[ballot] += int(times)
    expected = Profile(NAMES, +ballots, spoiled=+spoiled)
    short = rows_of(text.encode(), "v.csv")
    long = rows_of(text.encode(), "v.csv", sample=len(text) - 1, block=20, many=3)
    for table in (short, long):
        assert ballots_in(table, policy=policy).profile == expected


def test_papers_that_a_policy_must_read_are_problems_without_one() -> None:
    text = "rank1,rank2\nbus,overvote\nbus,\nbus,bus\n"
    assert problems(text) == [
        "v.csv, row 2, column 'rank2': 'overvote' stands for several; "
        "say by overvotes how such papers are read",
        "v.csv, row 4, column 'rank2': 'bus' is ranked more than once; keep one",
    ]


def test_a_long_table_of_ranks_and_a_short_one_are_the_same() -> None:
    text = "bus,tram,bike\n" + "1,2,\n3,1,2\n,,1\n1,1,2\n" * 9
    profile = parse_ballots(text.encode(), "v.csv", kind="weak ranking").profile
    assert profile.counts == {
        Ranking(("bus", "tram")): 9,
        Ranking(("tram", "bike", "bus")): 9,
        Ranking(("bike",)): 9,
        WeakRanking([["bus", "tram"], ["bike"]]): 9,
    }
    long = rows_of(text.encode(), "v.csv", sample=40, block=11, many=2)
    assert ballots_in(long, kind="weak ranking").profile == profile


def test_ranks_that_several_share_or_nobody_has_are_read_by_the_policy() -> None:
    text = "bus,tram,bike\n1,1,2\n3,1,\n"
    stop = parse_ballots(text.encode(), "v.csv", kind="ranking", policy=Policy(skips="stop"))
    assert stop.profile.counts == {Ranking(()): 1, Ranking(("tram",)): 1}
    tie = parse_ballots(text.encode(), "v.csv", kind="ranking", policy=Policy(overvotes="tie"))
    assert tie.profile.counts == {
        WeakRanking([["bus", "tram"], ["bike"]]): 1,
        Ranking(("tram", "bus")): 1,
    }


def test_columns_of_candidates_hold_approvals_scores_and_grades() -> None:
    def table(text: str, kind: str) -> object:
        return parse_ballots(text.encode(), "v.csv", kind=kind).profile.counts

    assert table("bus,tram,count\nx,,2\n1,yes,1\n0,no,1\n", "approval") == {
        Approval(["bus"]): 2,
        Approval(["bus", "tram"]): 1,
        Approval([]): 1,
    }
    assert table("bus,tram\n5,\n2.5,−1\n0,0\n", "scores") == {
        Scores({"bus": 5}): 1,
        Scores({"bus": Fraction(5, 2), "tram": -1}): 1,
        Scores({"bus": 0, "tram": 0}): 1,
    }
    assert table("bus,tram\ngood,\npoor,very good\n", "grades") == {
        Grades({"bus": "good"}): 1,
        Grades({"bus": "poor", "tram": "very good"}): 1,
    }


def test_equal_scores_are_one_ballot_however_they_are_written_and_counted() -> None:
    text = "bus,tram,count\n5,,2\n5.0,,1\n+5,,3\n4,1,0\n"
    short = parse_ballots(text.encode(), "v.csv", kind="scores").profile
    assert short.counts == {Scores({"bus": 5}): 6}
    long = rows_of(text.encode(), "v.csv", sample=20, block=7, many=1)
    assert ballots_in(long, kind="scores").profile == short


def test_judgements_that_cannot_be_read_are_told_by_row_and_column() -> None:
    assert problems("bus,tram,count\nx,maybe,1\n,,few\n", kind="approval") == [
        "v.csv, row 2, column 'tram': 'maybe' is no such judgement as these ballots give",
        "v.csv, row 3, column 'count': 'few' does not say how many such ballots there are",
    ]
    assert problems("bus\n5%\n", kind="scores") == [
        "v.csv, row 2, column 'bus': '5%' is no such judgement as these ballots give"
    ]
    assert problems("bus,tram\n2000,1\n", kind="ranking") == [
        "v.csv, row 2, column 'bus': 2000 is no rank; ranks end with 1000"
    ]
