"""Registers of addresses, as towns keep them and as clerks spoil them."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import Workbook

from deliberation.errors import InvalidInputError
from deliberation.io import registers
from deliberation.io.long_tables import open_long_table
from deliberation.io.rates import parse_shares, rate, read_groups, read_responses, read_shares
from deliberation.io.registers import read_area_list, read_register
from deliberation.io.tables import parse_table
from deliberation.sortition import Register


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    def write(text: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / "register.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def problems(call, *arguments, **options) -> list[str]:
    with pytest.raises(InvalidInputError) as caught:
        call(*arguments, **options)
    return [str(problem).removeprefix("register.csv, ") for problem in caught.value.problems]


def test_ids_and_areas_are_read_and_the_rows_are_found_again(written):
    file = read_register(written("nr;Vej;Område\n2; Søvej  2;Nord\n\n1;Søvej 1;Syd \n3;;Nord;\n"))
    assert file.register == Register({"Nord": ["2", "3"], "Syd": ["1"]})
    assert file.rows_of(["3", "2"]) == [["2", "Søvej 2", "Nord"], ["3", "", "Nord"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("text", ['"nr",area\r\n1,"Nord, ved søen"\r\n', "sep=;\rnr;area\r1;Ø\r"])
def test_a_long_table_is_understood_as_any_other(written, text, encoding):
    path = written(text, encoding)
    table, other = open_long_table(path), parse_table(path.read_bytes(), path.name)
    assert table.head.columns == other.columns
    assert table.head.header_row == other.header_row
    assert [(row, tuple(cells)) for row, cells in table.rows()] == [*other.rows]


def test_a_workbook_is_a_register_too(tmp_path):
    book = Workbook()
    for row in (["nr", "area"], [1.0, "Nord"], [2, "Syd"]):
        book.active.append(row)
    book.save(tmp_path / "register.xlsx")
    file = read_register(tmp_path / "register.xlsx")
    assert file.register == Register({"Nord": ["1"], "Syd": ["2"]})
    assert file.rows_of(["2"]) == [["2", "Syd"]]


def test_households_and_adults_are_read_where_they_are_named(written):
    text = "id,area,home,adults\n3,N,Garden 1,2\n1,N,GARDEN  1,1\n2,S,,2\n4,N,,3\n"
    file = read_register(written(text), household="home", adults="Adults")
    assert file.register == Register(
        {"N": ["1", "4"], "S": ["2"]}, {"1": ["1", "3"]}, {"N": 6, "S": 2}
    )


def test_every_problem_is_found_at_once_by_row_and_column(written):
    text = (
        "id,area,home,adults\n1,N,a,1\n,N,b,1\n1,S,c,x\n4,,d,1\n5,N,-,0\n6,S,A,1\n7,N,e,1,astray\n"
    )
    assert problems(read_register, written(text), household="home", adults="adults") == [
        "row 3, column 'id': the cell is empty; give every address an id",
        "row 4, column 'adults': 'x' is not a whole number from 1",
        "row 5, column 'area': the cell is empty; name its area",
        "row 6, column 'adults': '0' is not a whole number from 1",
        "row 6, column 'home': '-' would be one household for everybody who has it; leave the cell "
        "empty",
        "row 7, column 'area': the household 'A' lies in 'N' by row 2; mend one",
        "row 8: 'astray' has no column name above it; is there a comma in an address?",
        "row 4, column 'id': the id '1' stands in row 2 already; give every address its own",
    ]


def test_an_id_that_stands_twice_is_named_with_both_rows(written):
    assert problems(read_register, written("id,area\n1,N\n2,N\n\n1,S\n")) == [
        "row 5, column 'id': the id '1' stands in row 2 already; give every address its own"
    ]


def test_a_flood_of_problems_ends_the_reading(written, monkeypatch):
    monkeypatch.setattr(registers, "PROBLEMS", 3)
    said = problems(read_register, written("id,area\n" + "1,\n" * 9))
    assert len(said) == 4
    assert said[-1] == "register.csv: and perhaps more below; mend these"


def test_columns_are_asked_for_by_name(written):
    path = written("address,ward,home\nA,N,x\n")
    assert read_register(path, area="Ward").register == Register({"N": ["A"]})
    assert problems(read_register, path, id="code", household="hus") == [
        "row 1: there is no column 'code'; say which one is (--id COLUMN); the columns are "
        "address, ward, home",
        "row 1: no column is called area; say which one is (--area COLUMN); the columns are "
        "address, ward, home",
        "row 1: there is no column 'hus'; say which one is (--household COLUMN); the columns are "
        "address, ward, home",
    ]
    assert problems(read_register, path, area="address") == [
        "row 1: one column cannot serve two ends"
    ]


def test_what_is_no_register_is_refused(written, tmp_path):
    assert "empty" in problems(read_register, written(" \n"))[0]
    assert "no address in this file" in problems(read_register, written("id,area\n,\n"))[0]
    assert "not a text file" in problems(read_register, written("id,area\n\x00,\x01\n"))[0]
    assert "pair up" in problems(read_register, written('id,area\n1,"N\n'))[0]
    assert "not a table" in problems(read_register, written(" <html>"))[0]
    with pytest.raises(FileNotFoundError):
        read_register(tmp_path / "none.csv")


def test_a_list_of_areas_has_numbers_only(written):
    text = "Area;homes;people\nN;10;20\n;;\nS;7;9\n"
    assert read_area_list(written(text), households="homes") == ({"N": 10, "S": 7}, None)
    both = read_area_list(written(text), households="homes", adults="people")
    assert both == ({"N": 10, "S": 7}, {"N": 20, "S": 9})
    assert problems(read_area_list, written("area,homes\nN,0\nN,2\n,x\n"), households="homes") == [
        "row 2, column 'homes': '0' is not a whole number from 1",
        "row 3, column 'area': the area 'N' stands in row 2 already; keep one",
        "row 4, column 'area': the cell is empty; name the area",
        "row 4, column 'homes': 'x' is not a whole number from 1",
    ]
    assert (
        "no area in this file"
        in problems(read_area_list, written("area,homes\n"), households="homes")[0]
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0.024", Fraction(3, 125)),
        ("2,4 %", Fraction(3, 125)),
        ("2.4%", Fraction(3, 125)),
        ("1/40", Fraction(1, 40)),
        ("100 %", Fraction(1)),
        ("3", Fraction(3)),
        ("", None),
        ("-1", None),
        ("1/0", None),
        ("1.2.3", None),
        ("2 percent", None),
    ],
)
def test_a_rate_is_read_exactly_however_it_is_written(text, number):
    assert rate(text) == number


def test_responses_are_read_by_area(written):
    assert read_responses(written("area,response\nN,2 %\nS,1/40\n")) == {
        "N": Fraction(1, 50),
        "S": Fraction(1, 40),
    }
    assert problems(read_responses, written("area,response\nN,2\nN,x\n,1 %\n")) == [
        "row 2, column 'response': '2' is more than the whole; a percentage has its sign: 2 %",
        "row 3: N stands in row 2 already; keep one",
        "row 3, column 'response': 'x' is no number such as 2.4 %, 0.024 or 1/40",
        "row 4, column 'area': the cell is empty",
    ]
    assert problems(read_responses, written("area,answers\nN,2\n")) == [
        "row 1: there is no column 'response'; the header must be area,response"
    ]


def test_shares_are_read_by_feature_and_value_in_the_order_of_the_file(written):
    text = "feature,value,share\nage,30+,0.7\ngender,woman,51 %\nage,16-29,3/10\n"
    shares = {"age": {"30+": Fraction(7, 10), "16-29": Fraction(3, 10)}}
    shares["gender"] = {"woman": Fraction(51, 100)}
    assert read_shares(written(text)) == shares
    assert parse_shares(text.replace(",", "\t").encode(), "pasted", known={}) == shares


def test_shares_of_what_nobody_was_asked_and_other_spellings_are_told_by_row():
    known = {"age": ("16-29", "30+"), "area": ("N",)}
    text = "feature,value,share\nage,16\u201329,30 %\nshoe,44,2\nshoe,45,1 %\nage,60+,5 %\n"
    with pytest.raises(InvalidInputError) as refused:
        parse_shares(text.encode(), "town.csv", known=known)
    assert [str(problem).removeprefix("town.csv, ") for problem in refused.value.problems] == [
        "row 2, column 'value': '16\u201329' is written '16-29' in the quotas; write it the same",
        "row 3, column 'share': '2' is more than the whole; a percentage has its sign: 2 %",
        "row 3, column 'feature': nobody was asked about 'shoe'; write one of age, area, or take "
        "its rows out",
    ]


def test_groups_are_read_by_feature_and_value(written):
    text = "feature,value,share,response\nage,16-29,22 %,1.5 %\nage,30+,0.78,1/20\n"
    shares, responses = read_groups(written(text))
    assert shares == {("age", "16-29"): Fraction(11, 50), ("age", "30+"): Fraction(39, 50)}
    assert responses == {("age", "16-29"): Fraction(3, 200), ("age", "30+"): Fraction(1, 20)}
    text = "feature,value,share,response\nage,x,,2 %\nage,x,1 %,-\n"
    assert problems(read_groups, written(text)) == [
        "row 2, column 'share': '' is no number such as 2.4 %, 0.024 or 1/40",
        "row 3: age = x stands in row 2 already; keep one",
        "row 3, column 'response': '-' is no number such as 2.4 %, 0.024 or 1/40",
    ]
