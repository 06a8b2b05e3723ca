"""Ballots from files."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.io.ballots import parse_ballots, read_ballots, read_blt
from deliberation.io.elections.blt import parse_blt
from deliberation.voting import Credits, Policy, Profile, Ranking, WeakRanking

BLT = """\
# three stand for two seats
4 2
[nick ann bo cy di]
-3            # Cy has withdrawn
3 1 4 0
2 3 2 0
(b17) bo di 0
1 1 - 2 0
2 0
0
"Ann # 1"
"Bo"
"Cy"
"Di"
"The town's vote"
"and where it comes from"
"""


def problems(text: str, name: str = "v.blt", **options: Any) -> list[str]:
    """What is wrong with a file that holds *text*."""
    with pytest.raises(InvalidInputError) as caught:
        parse_ballots(text.encode(), name, **options)
    return [str(problem) for problem in caught.value.problems]


def table(text: str, **options: Any) -> Profile:
    return parse_ballots(text.encode(), "votes.csv", **options).profile


def test_a_blt_file_is_read_with_comments_short_names_and_withdrawals() -> None:
    election = parse_blt(BLT)
    assert (election.title, election.seats) == ("The town's vote", 2)
    assert election.profile.candidates == ("Ann # 1", "Bo", "Di")
    assert election.profile.counts == {
        Ranking(("Ann # 1", "Di")): 3,
        Ranking(("Bo",)): 2,
        Ranking(("Bo", "Di")): 1,
        Ranking(("Ann # 1", "Bo")): 1,
        Ranking(()): 2,
    }


def test_an_accent_is_read_from_utf_8_and_from_latin_1(tmp_path: Path) -> None:
    text = '1 1\n1 1 0\n0\n"Zoë"\n"Vote"'
    for encoding in ("utf-8", "utf-8-sig", "latin-1"):
        path = tmp_path / f"{encoding}.blt"
        path.write_bytes(text.encode(encoding))
        assert read_blt(path).profile.candidates == ("Zoë",)


def test_a_withdrawal_may_be_written_with_names() -> None:
    text = '2 1\n[nick ann bo]\n[withdrawn bo]\n[tie bo ann]\n1 bo ann 0\n0\n"Ann"\n"Bo"'
    election = parse_blt(text)
    assert (election.title, election.profile.counts) == ("", {Ranking(("Ann",)): 1})


def test_every_problem_of_a_blt_file_is_reported_with_its_row() -> None:
    text = '3 1\n[colour red]\n-4\n1 2\nx 1 0\n1 1 1 0\n1 5 0\n1 1=7 0\n0\n"Ann"\nBo\n"Ann"\n'
    assert problems(text) == [
        "v.blt, row 2: [colour ...] is not known; take the line out",
        "v.blt, row 3: '4' is none of the 3 candidates",
        "v.blt, row 4: a ballot must end with 0",
        "v.blt, row 5: 'x' does not say how many such ballots there are",
        "v.blt, row 6: candidate 1 is ranked 2 times; keep one",
        "v.blt, row 7: '5' is none of the 3 candidates",
        "v.blt, row 8: '7' is none of the 3 candidates",
        "v.blt, row 11: a name or a title must stand in quotation marks",
        "v.blt: the names of 1 candidates are missing",
        "v.blt: 2 candidates are called 'Ann'",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "must begin with the numbers of candidates and seats"),
        ("Ann, Bo", "must begin with the numbers of candidates and seats"),
        ("2 3", "3 seats cannot be filled from 2 candidates"),
        ("2 0", "0 seats cannot be filled"),
        ('1 1\n1 1 0\n"Ann"', "do not end with a line that holds only 0"),
        ('2 1\n[nick a a]\n0\n"Ann"\n"Bo"', "must give 2 different names"),
        ('1 1\n0 1 0\n0\n"Ann"', "'0' does not say how many"),
        ('1 1\n1.5 1 0\n0\n"Ann"', "'1.5' does not say how many"),
        ('1 1\n(b1)\n0\n"Ann"', "a ballot must end with 0"),
        ('1 1\n1 1 0\n0\n""', "a candidate has no name"),
    ],
)
def test_a_broken_blt_file_says_what_to_mend(text: str, sentence: str) -> None:
    assert any(sentence in problem for problem in problems(text))


def test_a_file_where_all_have_withdrawn_holds_no_election() -> None:
    assert "there is no candidate" in problems('1 1\n-1\n1 1 0\n0\n"Ann"')[0]


def test_a_blt_file_holds_no_credits() -> None:
    assert "rankings, not credits" in problems(BLT, kind="credits")[0]


@pytest.mark.parametrize(
    "header",
    ["rank1,rank2,rank3", "1st,2nd,3rd", "First choice,Second choice,Third choice", "1,2,3",
     "choice_1,choice_2,choice_3", "1. prioritet,2. prioritet,3. prioritet"],
)  # fmt: skip
def test_a_row_may_name_candidates_by_place(header: str) -> None:
    profile = table(f"{header}\nbus,tram,\nbus,tram,\ntram,,bike\n,,\n")
    assert profile.candidates == ("bike", "bus", "tram")
    assert profile.counts == {Ranking(("bus", "tram")): 2, Ranking(("tram", "bike")): 1}


def test_two_spellings_of_a_name_do_not_split_its_votes() -> None:
    text = "rank1,rank2\nBus,Tram\nBike,bus\nTRAM,\nBus,Bike\n"
    assert problems(text, "v.csv") == [
        "v.csv, row 3, column 'rank2': 'bus' stands as 'Bus' in row 2; write it the same",
        "v.csv, row 4, column 'rank1': 'TRAM' stands as 'Tram' in row 2; write it the same",
    ]


def test_a_count_says_how_many_such_ballots_there_are() -> None:
    profile = table("Count;Rank 1;Rank 2\n5;bus;tram\n0;tram;\n2;;\n")
    assert profile.counts == {Ranking(("bus", "tram")): 5, Ranking(()): 2}


def test_columns_of_candidates_may_hold_ranks() -> None:
    profile = table("\ufeffid\tbus\ttram\tbike\na\t2\t1\t\nb\t\t\t1\n")
    assert profile.candidates == ("bus", "tram", "bike")
    assert profile.counts == {Ranking(("tram", "bus")): 1, Ranking(("bike",)): 1}


def test_columns_of_candidates_may_hold_votes_bought_with_credits() -> None:
    profile = table("bus,tram,count\n9,−4,2\n0,,1\n+2,,1\n")
    assert profile.counts == {
        Credits({"bus": 9, "tram": -4}): 2,
        Credits({}): 1,
        Credits({"bus": 2}): 1,
    }


def test_votes_that_cost_too_much_are_named_by_row() -> None:
    text = "bus,tram,count\n9,-4,2\n8,6,1\n0,11,3\n"
    assert problems(text, "v.csv", kind="credits", credits=100) == [
        "v.csv, row 4: this ballot spends 121 of 100 credits"
    ]
    assert problems(text, "v.csv", kind="credits", credits=99)[:2] == [
        "v.csv, row 3: this ballot spends 100 of 99 credits",
        "v.csv, row 4: this ballot spends 121 of 99 credits",
    ]
    assert table(text, kind="credits").size == 6


def test_a_blt_file_of_another_name_is_known() -> None:
    """As where the spreadsheet or the mail program added an ending that nobody sees."""
    for name in ("proposals.blt.txt", "proposals.csv"):
        assert problems(BLT, name) == [
            f"{name}: this is a BLT file; give it a name that ends with .blt"
        ]


def test_numbers_that_may_be_ranks_or_votes_are_not_guessed() -> None:
    text = "bus,tram\n2,2\n1,2\n"
    assert "may be ranks or votes" in problems(text, "votes.csv")[0]
    assert table(text, kind="credits").counts[Credits({"bus": 2, "tram": 2})] == 1
    assert problems(text, "votes.csv", kind="ranking") == [
        "votes.csv, row 2, column 'bus': rank 2 is given to 2 candidates",
        "votes.csv, row 2, column 'tram': rank 2 is given to 2 candidates",
    ]


def test_ranks_with_a_gap_keep_their_order_where_the_kind_is_said() -> None:
    assert table("a,b,c\n3,1,\n", kind="ranking").counts == {Ranking(("b", "a")): 1}


def test_every_problem_of_a_table_is_reported_with_row_and_column() -> None:
    assert problems("rank1,rank3,notes,count\nbus,bus,x,2\ntram,bus,,many\n", "v.csv") == [
        "v.csv, column 'notes': this is neither a place, such as rank1, nor a count",
        "v.csv: the places must run from 1 without a gap, not rank1, rank3",
        "v.csv, row 2, column 'rank3': 'bus' is ranked more than once; keep one",
        "v.csv, row 3, column 'count': 'many' does not say how many such ballots there are",
    ]
    assert problems("bus,tram,count\n1,x,1\n2.5,1,-1\n", "v.csv") == [
        "v.csv, row 2, column 'tram': 'x' is no whole number",
        "v.csv, row 3, column 'count': '-1' does not say how many such ballots there are",
        "v.csv, row 3, column 'bus': '2.5' is no whole number",
    ]
    assert problems("a,b\n0,2\n", "v.csv", kind="ranking") == [
        "v.csv, row 2, column 'a': 0 is no rank; ranks begin with 1"
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("count\n3\n", "no column of places or candidates"),
        ("rank1,rank2\n", "there is no ballot"),
        ("rank1,count\n,3\n", "no ballot names anybody"),
        ("bus,bus\n1,2\n", "2 columns have this name"),
    ],
)
def test_a_table_without_ballots_says_so(text: str, sentence: str) -> None:
    assert any(sentence in problem for problem in problems(text, "v.csv"))


def test_columns_of_places_hold_no_credits() -> None:
    assert "rankings, not credits" in problems("rank1\nbus\n", "v.csv", kind="credits")[0]


def test_a_kind_that_does_not_exist_is_refused() -> None:
    assert (
        "is no kind of ballot; write one of ranking" in problems("a\n1\n", "v.csv", kind="stars")[0]
    )


def test_the_ending_of_a_file_says_how_to_read_it(tmp_path: Path) -> None:
    (tmp_path / "v.BLT").write_text(BLT, encoding="utf-8")
    (tmp_path / "v.csv").write_text("rank1\nbus\n", encoding="utf-8")
    assert read_ballots(tmp_path / "v.BLT") == parse_blt(BLT)
    assert read_ballots(tmp_path / "v.csv").seats is None


def test_candidates_tied_on_a_blt_ballot_are_read_where_the_rule_knows_ties() -> None:
    text = '3 1\n2 1=3 2 0\n1 2 - 1 0\n0\n"Ann"\n"Bo"\n"Cy"\n'
    assert parse_blt(text).profile.counts == {
        WeakRanking([["Ann", "Cy"], ["Bo"]]): 2,
        Ranking(("Bo", "Ann")): 1,
    }
    assert problems(text, kind="ranking") == [
        "v.blt, row 2: 'Ann' and 'Cy' share a place; say by overvotes how such papers are read"
    ]
    strict = parse_blt(text, kind="ranking", policy=Policy(skips="stop", overvotes="skip"))
    assert strict.profile.counts == {Ranking(("Bo",)): 3}


def test_a_place_where_all_have_withdrawn_was_never_empty() -> None:
    text = '3 1\n-1\n1 1 2 - 3 0\n0\n"Ann"\n"Bo"\n"Cy"\n'
    stop = parse_blt(text, policy=Policy(skips="stop"))
    assert stop.profile.counts == {Ranking(("Bo",)): 1}


@pytest.mark.shared
def test_the_blt_files_of_other_programs_are_read(shared_data: Path) -> None:
    files = sorted((shared_data / "voting").rglob("*.blt"))
    assert files
    for path in files:
        assert read_blt(path).profile.size > 0


numbers = st.one_of(st.integers(0, 5), st.just(10**19))
ballot_lines = st.lists(numbers, max_size=5).map(lambda row: " ".join(map(str, [*row, 0])))


@given(
    st.lists(ballot_lines, max_size=12),
    st.sampled_from(["", "-2\n"]),
    st.sampled_from([None, Policy(repeats="stop", skips="stop")]),
)
def test_lines_of_numbers_are_read_together_as_they_are_read_alone(
    lines: list[str], withdrawn: str, policy: Policy | None
) -> None:
    """A comment behind a line keeps it from being read together with the others."""

    def outcome(behind: str, blocks: int) -> Any:
        ballots = "".join(f"{line}{behind}\n" for line in lines if line != "0")
        text = f'4 2\n{withdrawn}{ballots}0\n"Ann"\n"Bo"\n"Cy"\n"Di"\n'
        parts = text.splitlines(keepends=True)
        joined = ["".join(parts[i : i + blocks]) for i in range(0, len(parts), blocks)]
        try:
            return parse_blt(joined, policy=policy)
        except InvalidInputError as error:
            return [str(problem) for problem in error.problems]

    together, alone = outcome("", 3), outcome(" # alone", 100)
    assert together == alone


@given(
    st.lists(st.sampled_from([*BLT.splitlines(), "[nick", "(", "-", "0 0", "1", '"', "²", "1 ²"]))
)
def test_whatever_a_blt_file_holds_it_is_read_or_refused(lines: list[str]) -> None:
    for text in ("\n".join(lines), "\n".join(["4 2", *lines])):
        try:
            assert parse_blt(text).profile.candidates
        except InvalidInputError:
            continue


@given(
    st.text(alphabet='rank1,;\t\n"2-0 ²٣=', max_size=60),
    st.sampled_from([None, "ranking", "credits"]),
)
def test_whatever_a_table_holds_it_is_read_or_refused(text: str, kind: str | None) -> None:
    try:
        assert parse_ballots(text.encode(), "v.csv", kind=kind).profile.candidates
    except InvalidInputError:
        return
