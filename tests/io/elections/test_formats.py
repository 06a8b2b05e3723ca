"""PrefLib, ABIF, Dominion's records and the common data format; and all that is written is read."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.io.ballots import parse_ballots, read_ballots
from deliberation.io.elections.election import Election
from deliberation.io.elections.record_tables import write_dominion_table, write_ess_table
from deliberation.io.elections.record_writing import write_dominion_folder
from deliberation.io.elections.writing import write_ballots, write_rctab
from deliberation.voting import (
    Approval,
    Credits,
    Grades,
    Policy,
    Profile,
    Ranking,
    Scores,
    WeakRanking,
)

NAMES = ("Ann # 1", "Bo, junior", "Æble [new]", 'Di "D"', "E=F>G")


def read(text: str, name: str, **options: object) -> Election:
    return parse_ballots(text.encode(), name, **options)  # type: ignore[arg-type]


def problems(text: str, name: str, **options: object) -> list[str]:
    with pytest.raises(InvalidInputError) as caught:
        read(text, name, **options)
    return [str(problem) for problem in caught.value.problems]


PREFLIB = """\
# FILE NAME: 00099-00000001.toi
# TITLE: The square
# NUMBER ALTERNATIVES: 3
# ALTERNATIVE NAME 1: Trees
# ALTERNATIVE NAME 2: Benches
# ALTERNATIVE NAME 7: Fountain
40: 1,{2,7}
3: 7
"""


def test_a_preflib_file_has_ties_and_numbers_with_gaps() -> None:
    election = read(PREFLIB, "v.toi")
    assert election.title == "The square"
    assert election.profile == Profile(
        ("Trees", "Benches", "Fountain"),
        {WeakRanking([["Trees"], ["Benches", "Fountain"]]): 40, Ranking(("Fountain",)): 3},
    )
    stop = read(PREFLIB, "v.toi", kind="ranking", policy=Policy(overvotes="stop"))
    assert stop.profile.counts == {Ranking(("Trees",)): 40, Ranking(("Fountain",)): 3}


def test_a_preflib_file_from_before_2022_is_read_too() -> None:
    election = read("2\n1,Trees\n2,Benches\n7,7,2\n5,1,2\n2,2\n", "v.soi")
    assert election.profile.counts == {Ranking(("Trees", "Benches")): 5, Ranking(("Benches",)): 2}


plain = st.lists(st.integers(1, 4), max_size=4).map(lambda row: ",".join(map(str, row)))


@given(st.lists(st.tuples(st.integers(0, 3), plain), max_size=9), st.sampled_from([3, 5]))
def test_plain_orders_are_read_together_as_they_are_read_alone(
    orders: list[tuple[int, str]], last: int
) -> None:
    """Braces around one alternative keep its order from being read together with the others."""

    def outcome(order: Callable[[str], str]) -> object:
        lines = [f"# ALTERNATIVE NAME {i}: {i}" for i in (1, 2, last)]
        lines += [f"{times}: {order(row)}" for times, row in orders]
        try:
            return read("\n".join(lines), "v.toi")
        except InvalidInputError as error:
            return [str(problem) for problem in error.problems]

    def braced(row: str) -> str:
        return "".join(f"{{{c}}}" if c.isdigit() else c for c in row)

    assert outcome(str) == outcome(braced)


def test_categories_are_grades_or_the_first_of_them_is_approved() -> None:
    text = (
        "# ALTERNATIVE NAME 1: Trees\n# ALTERNATIVE NAME 2: Benches\n"
        "# CATEGORY NAME 1: Yes\n# CATEGORY NAME 2: No\n4: {1,2},{}\n1: 2,1\n"
    )
    assert read(text, "v.cat").profile.counts == {
        Grades({"Trees": "Yes", "Benches": "Yes"}): 4,
        Grades({"Trees": "No", "Benches": "Yes"}): 1,
    }
    assert read(text, "v.cat", kind="approval").profile.counts == {
        Approval(["Trees", "Benches"]): 4,
        Approval(["Benches"]): 1,
    }


def test_every_problem_of_a_preflib_file_is_reported_with_its_row() -> None:
    text = "# ALTERNATIVE NAME 1: Trees\n0: 1\n2: 5\nfour\n1: 1,{1}\n1: {1\n"
    order = "an order is written as a number, a colon and alternatives"
    assert problems(text, "v.toi") == [
        f"v.toi, row 2: {order}",
        "v.toi, row 3: '5' is the number of no alternative",
        f"v.toi, row 4: {order}",
        "v.toi, row 5: 'Trees' is ranked 2 times; keep one",
        f"v.toi, row 6: {order}",
    ]
    assert "is this a file of PrefLib?" in problems("", "v.soc")[0]
    assert "holds rankings, not approval" in problems(PREFLIB, "v.toi", kind="approval")[0]


def test_an_abif_file_has_names_of_every_sort() -> None:
    text = (
        '# a comment\n{"title": "The square"}\n=T:[Trees]\n=B:[Benches #1]\n'
        '27: T > B = "Fountain (new)"  # many\n3: B\n1:\n'
    )
    election = read(text, "v.abif")
    assert election.title == "The square"
    assert election.profile == Profile(
        ("Trees", "Benches #1", "Fountain (new)"),
        {
            WeakRanking([["Trees"], ["Benches #1", "Fountain (new)"]]): 27,
            Ranking(("Benches #1",)): 3,
            Ranking(()): 1,
        },
    )


def test_an_abif_file_has_scores_where_every_ballot_gives_them() -> None:
    text = "2: T/5, B/0\n1: B/3\n"
    assert read(text, "v.abif").profile.counts == {
        Scores({"T": 5, "B": 0}): 2,
        Scores({"B": 3}): 1,
    }
    ordered = "2: T/5 > B/0\n1: B/3\n"
    assert Ranking(("T", "B")) in read(ordered, "v.abif").profile.counts
    assert Scores({"T": 5, "B": 0}) in read(ordered, "v.abif", kind="scores").profile.counts


def test_every_problem_of_an_abif_file_is_reported_with_its_row() -> None:
    text = "=T:[Trees]\n=B:[Trees]\n{title}\nTrees\n2: T >\n0: T\n1: T > T\n"
    assert problems(text, "v.abif") == [
        "v.abif, row 2: 'Trees' is a candidate already; take one line out",
        'v.abif, row 3: facts are written as {"title": "..."}',
        "v.abif, row 4: this is no ballot, no candidate and no fact about the vote",
        "v.abif, row 5: 'T >' ends with >",
        "v.abif, row 6: 'T' cannot be read as a ballot",
    ]
    assert problems("1: T > T\n", "v.abif") == ["v.abif, row 1: 'T' is ranked 2 times; keep one"]


DOMINION = """\
2026 Election,5.17,,,,,,,
,,"Mayor (Number of positions=1, Number of ranks=2)","Mayor (Number of positions=1, Number of \
ranks=2)","Mayor (Number of positions=1, Number of ranks=2)","Mayor (Number of positions=1, \
Number of ranks=2)","Council (Number of positions=2, Number of ranks=1)",Sheriff (Vote For=1)
,,Ann(1),Bo(1),Ann(2),Bo(2),Cy(1),Di
"CvrNumber",BallotType,,,,,REP,
1,DS,1,0,0,1,,1
2,DS,1,0,0,1,1,0
3,DS,0,0,1,0,,
4,DS,1,1,0,0,,
5,DS,,,,,1,
="6",DS,0,0,0,0,,
"""


def test_dominions_records_are_read_for_one_contest() -> None:
    election = read(DOMINION, "v.csv", contest="mayor", policy=Policy())
    assert (election.title, election.seats) == ("Mayor", 1)
    assert election.profile == Profile(
        ("Ann", "Bo"), {Ranking(("Ann", "Bo")): 2, Ranking(("Ann",)): 1, Ranking(()): 2}
    )
    tie = read(DOMINION, "v.csv", contest="mayor", policy=Policy(overvotes="tie"))
    assert tie.profile.counts[WeakRanking([["Ann", "Bo"]])] == 1
    council = read(DOMINION, "v.csv", contest="council")
    assert (council.seats, council.profile.counts) == (2, {Ranking(("Cy",)): 2})


def test_which_contest_is_meant_must_be_said_and_how_papers_are_read() -> None:
    assert problems(DOMINION, "v.csv") == ["v.csv: say which contest is meant: 'Mayor', 'Council'"]
    assert problems(DOMINION, "v.csv", contest="judge") == [
        "v.csv: no contest is called 'judge'; there are 'Mayor', 'Council'"
    ]
    assert "1 papers give somebody two ranks" in problems(DOMINION, "v.csv", contest="mayor")[0]
    broken = DOMINION.replace("3,DS,0", "3,DS,7")
    assert problems(broken, "v.csv", contest="mayor") == [
        "v.csv, row 7, column 'column 3': '7' is neither 1 nor 0"
    ]


def test_offices_write_the_contest_beside_the_place() -> None:
    text = (
        "Cast Vote Record,Precinct,Ballot Style,Mayor Choice 1 of 2 (026),Mayor Choice 2 of 2 (026)"
        ",Rep. 1st Choice D2,Rep. 2nd Choice D2\n"
        "1,P,S,Ann,undervote,Cy,Di\n2,P,S,Bo,Ann,overvote,Di\n"
    )
    assert read(text, "v.csv", contest="Mayor").profile.counts == {
        Ranking(("Ann",)): 1,
        Ranking(("Bo", "Ann")): 1,
    }
    rep = read(text, "v.csv", contest="Rep. D2", policy=Policy())
    assert (rep.title, rep.profile.size) == ("Rep. D2", 2)
    assert "'Mayor (026)', 'Rep. D2'" in problems(text, "v.csv")[0]


orders = st.lists(st.sampled_from(NAMES), unique=True).map(lambda order: Ranking(tuple(order)))
tiers = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 2)).map(
    lambda at: WeakRanking([c for c in at if at[c] == k] for k in range(3))
)
weak = tiers.filter(lambda ballot: any(len(tier) > 1 for tier in ballot.tiers))
KINDS = {
    "ranking": orders,
    "weak ranking": orders | weak,
    "approval": st.sets(st.sampled_from(NAMES)).map(Approval),
    "scores": st.dictionaries(st.sampled_from(NAMES), st.integers(0, 9)).map(Scores),
    "decimals": st.dictionaries(
        st.sampled_from(NAMES), st.integers(-9999, 9999).map(lambda n: Fraction(n, 1000))
    ).map(Scores),
    "grades": st.dictionaries(st.sampled_from(NAMES), st.sampled_from(["good", "poor"])).map(
        Grades
    ),
    "credits": st.dictionaries(st.sampled_from(NAMES), st.integers(-5, 5)).map(Credits),
}


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        *((ending, kind) for ending in (".blt", ".toi", ".abif") for kind in [*KINDS][:2]),
        (".abif", "scores"),
        (".cat", "grades"),
        *((".csv", kind) for kind in KINDS),
    ],
)
@settings(max_examples=25)
@given(data=st.data())
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, ending: str, kind: str, data: st.DataObject
) -> None:
    counts = data.draw(st.dictionaries(KINDS[kind], st.integers(1, 10**6), min_size=1))
    profile = Profile(NAMES, counts)
    path = tmp_path_factory.mktemp("written") / f"v{ending}"
    title = "" if ending == ".csv" else "The square"
    election = Election(title, profile, 2 if ending == ".blt" else None)
    asked = {"decimals": "scores"}.get(kind, kind)
    write_ballots(path, election)
    assert read_ballots(path, kind=asked) == election


@settings(max_examples=15)
@given(counts=st.dictionaries(orders | weak, st.integers(1, 4), min_size=1))
def test_records_for_rctab_are_read_again(
    tmp_path_factory: pytest.TempPathFactory, counts: dict[Ranking | WeakRanking, int]
) -> None:
    election = Election("The square", Profile(NAMES, counts), 2)
    config = write_rctab(tmp_path_factory.mktemp("rctab"), election)
    assert read_ballots(config) == election


@settings(max_examples=15)
@given(counts=st.dictionaries(orders | weak, st.integers(1, 4), min_size=1))
def test_records_of_one_ballot_each_are_read_again(
    tmp_path_factory: pytest.TempPathFactory, counts: dict[Ranking | WeakRanking, int]
) -> None:
    """As Dominion's folders hold them, and in the common data format, which knows no seats."""
    folder = tmp_path_factory.mktemp("records")
    election = Election("The square", Profile(NAMES, counts), 2)
    assert read_ballots(write_dominion_folder(folder, election)) == election
    write_ballots(folder / "report.json", election)
    assert read_ballots(folder / "report.json") == replace(election, seats=None)


TABLE_NAMES = (*NAMES, "Bo (2)", "Ann(1)", "=1+1", "1", "Choice 2")
table_orders = st.lists(st.sampled_from(TABLE_NAMES), unique=True).map(
    lambda order: Ranking(tuple(order))
)


@settings(max_examples=25)
@given(
    counts=st.dictionaries(table_orders | weak, st.integers(1, 4)),
    title=st.sampled_from(["", "Mayor", "Mayor (D2), 1st Choice"]),
)
def test_a_table_of_dominion_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, counts: dict[Ranking | WeakRanking, int], title: str
) -> None:
    path = tmp_path_factory.mktemp("dominion") / "v.csv"
    election = Election(title, Profile(TABLE_NAMES, counts), 2)
    write_dominion_table(path, election)
    assert read_ballots(path, policy=Policy(overvotes="tie")) == election


@settings(max_examples=25)
@given(
    counts=st.dictionaries(table_orders, st.integers(1, 4)).filter(
        lambda c: any(b.order for b in c)
    ),
    title=st.sampled_from(["", "Mayor", "Mayor (D2), 3"]),
)
def test_a_table_of_ess_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, counts: dict[Ranking, int], title: str
) -> None:
    path = tmp_path_factory.mktemp("ess") / "v.csv"
    named = sorted({name for ballot in counts for name in ballot.order})
    election = Election(title, Profile(named, counts))
    write_ess_table(path, election)
    assert read_ballots(path) == election


def test_tables_of_records_are_written_as_the_offices_do(tmp_path: Path) -> None:
    """Written down by hand, from the headers that the readers' tests hold."""
    counts = {Ranking(("Ann", "Bo")): 2, Ranking(("Bo",)): 1}
    election = Election("Mayor", Profile(("Ann", "Bo"), counts), 1)
    title = '"Mayor (Number of positions=1, Number of ranks=2)"'
    assert write_dominion_table(tmp_path / "d.csv", election).read_text() == (
        f"Cast vote records\n,{title},{title},{title},{title}\n,Ann(1),Bo(1),Ann(2),Bo(2)\n"
        "CvrNumber,,,,\n1,1,0,0,1\n2,1,0,0,1\n3,0,1,0,0\n"
    )
    assert write_ess_table(tmp_path / "e.csv", election).read_text() == (
        "Cast Vote Record,Mayor Choice 1 of 2,Mayor Choice 2 of 2\n"
        "1,Ann,Bo\n2,Ann,Bo\n3,Bo,undervote\n"
    )


def test_what_a_table_of_records_cannot_hold_is_said_at_once(tmp_path: Path) -> None:
    def refused(write: Callable[[Path, Election], Path], election: Election) -> list[str]:
        with pytest.raises(InvalidInputError) as caught:
            write(tmp_path / "v.csv", election)
        assert not (tmp_path / "v.csv").exists()
        return [str(problem) for problem in caught.value.problems]

    tied = Profile(("Bo", "bo", "Cy", "Undervote"), {WeakRanking([["Bo", "bo"], ["Undervote"]]): 1})
    assert refused(write_ess_table, Election("2nd Choice", tied)) == [
        "'Bo' and 'bo' would be read as two spellings of one name",
        "no ballot names 'Cy', and such a table holds only those who are named",
        "'Undervote' would be read as a place without a name of its own",
        "a cell of such a table holds one name, and here some are tied on a ballot",
        "'2nd Choice' would not be read as the name of a contest",
    ]
    people = [f"p{i}" for i in range(100)]
    long = Profile(people, {Ranking(tuple(people)): 1})
    assert refused(write_ess_table, Election("", long)) == [
        "such a table has 99 places at most, and not 100"
    ]
    wide = Profile([" a"], {Ranking(()): 10_000_001})
    assert refused(write_dominion_table, Election("", wide)) == [
        "' a' would be read as 'a'; write that",
        "a table of ballots may have 10,000,000 rows at most; divide the ballots",
    ]
    for write in (write_dominion_table, write_ess_table):
        approved = Election("", Profile("a", {Approval("a"): 1}))
        assert refused(write, approved) == ["cast vote records are written of rankings only"]


@pytest.mark.parametrize(
    ("ending", "ballot", "sentence"),
    [
        (".soc", Ranking(("a",)), "make a .soi file"),
        (".soi", WeakRanking(["ab"]), "make a .toc file"),
        (".blt", Approval("a"), "rankings only"),
        (".json", Approval("a"), "rankings only"),
        (".toi", Approval("a"), "cannot hold these ballots"),
        (".abif", Credits({"a": 1}), "rankings and scores only"),
        (".abif", Scores({"a": -1}), "whole scores from 0"),
        (".pdf", Ranking(("a",)), "no ending that can be written"),
    ],
)
def test_a_format_that_cannot_hold_these_ballots_says_so(
    tmp_path: Path, ending: str, ballot: Ranking, sentence: str
) -> None:
    with pytest.raises(InvalidInputError, match=sentence):
        write_ballots(tmp_path / f"v{ending}", Election("", Profile("ab", {ballot: 1})))


def test_a_name_that_would_be_read_as_something_else_is_not_written(tmp_path: Path) -> None:
    for name in ("count", "1st choice", " a"):
        with pytest.raises(InvalidInputError, match="would not be read as a candidate's column"):
            write_ballots(tmp_path / "v.csv", Election("", Profile([name], {Ranking(()): 1})))
