"""People as organisers keep them, and as clerks spoil them."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from deliberation.errors import InvalidInputError
from deliberation.io.people import parse_pool, pool_in, read_pool
from deliberation.io.tables import parse_table
from deliberation.sortition.pool import Person, Pool, Standing


def parsed(text: str, **options: object) -> Pool:
    return parse_pool(text.encode(), "people.csv", **options)  # type: ignore[arg-type]


def problems(text: str, **options: object) -> list[str]:
    with pytest.raises(InvalidInputError) as caught:
        pool_in(parse_table(text.encode(), "people.csv"), **options)  # type: ignore[arg-type]
    return [str(problem).removeprefix("people.csv, ") for problem in caught.value.problems]


def test_every_other_column_is_a_feature_unless_they_are_named() -> None:
    text = "id,gender,age,phone\n1,woman,16-29,555\n"
    assert parsed(text).features == ("age", "gender", "phone")
    assert parsed(text, features=["gender"]).people == (Person("1", {"gender": "woman"}),)


@pytest.mark.parametrize("name", ["id", "ID", "Code", "nr", "Number", " person "])
def test_the_column_of_ids_is_found_wherever_it_stands(name: str) -> None:
    assert parsed(f"gender,{name}\nwoman,c1\n").ids == ("c1",)


def test_otherwise_the_first_column_holds_the_ids() -> None:
    assert parsed("volunteer,gender\nc1,woman\n").ids == ("c1",)


@pytest.mark.parametrize("name", ["Name", "Navn", "Full name", "E-mail", "Address", "telefon"])
def test_names_and_addresses_never_become_ids_by_default(name: str) -> None:
    assert problems(f"{name},gender\nBo,man\n") == [
        "row 1: no column is called id; say which one holds the ids (they are published, so no "
        "names)"
    ]


def test_a_feature_never_becomes_the_id_by_default() -> None:
    assert "no column is called id" in problems("gender,age\nman,3\n", features=["gender"])[0]
    assert parsed("number,code,age\n3,c1,4\n", features=["number"]).ids == ("c1",)


def test_the_id_can_be_named_and_must_be_there() -> None:
    assert parsed("id,letter,gender\n1,c1,man\n", id="Letter").ids == ("c1",)
    assert problems("letter,gender\nc1,man\n", id="code", household="home") == [
        "row 1: there is no column 'code'; the columns are letter, gender",
        "row 1: there is no column 'home'; the columns are letter, gender",
    ]
    assert problems("id,gender\n1,man\n", id="gender", features=["gender"]) == [
        "row 1, column 'gender': this column cannot be the id as well"
    ]


def test_a_household_is_kept_apart_from_the_features() -> None:
    pool = parsed(
        "id,gender,address\n1,man,Park Way 1\n2,man,\n3,man,PARK WAY  1\n", household="address"
    )
    assert pool.features == ("gender",)
    homes = [person.household for person in pool]
    assert homes[0] == homes[2] is not None
    assert homes[1] is None


def test_every_problem_is_found_at_once_in_the_order_of_the_rows() -> None:
    text = "id;gender;age\n1;Woman;16-29\n\n1;men;16–29\n;;12. dec\n3;#N/A;45+;astray\n"
    values = {"gender": ("woman", "man"), "age": ("16-29", "45+")}
    assert problems(text, features=["gender", "age", "area"], values=values) == [
        "row 1: there is no column 'area'; the columns are id, gender, age",
        "row 2, column 'gender': 'Woman' has no quota, but the quotas write 'woman'; write it the "
        "same",
        "row 4, column 'id': the id '1' stands in row 2 already; give every person their own",
        "row 4, column 'gender': 'men' has no quota; the quotas name woman, man",
        "row 4, column 'age': '16–29' has no quota, but the quotas write '16-29'; write it the "
        "same",
        "row 5, column 'id': the cell is empty; give every person an id",
        "row 5, column 'gender': the cell is empty; where somebody gave no answer write one, such "
        "as 'prefer not to say', and give it a quota",
        "row 5, column 'age': '12. dec' has no quota; the quotas name 16-29, 45+; the spreadsheet "
        "may have made a date of it",
        "row 6: 'astray' has no column name above it",
        "row 6, column 'gender': #N/A is an error of the spreadsheet",
    ]


def test_a_column_that_differs_in_capitals_is_suggested() -> None:
    assert problems("id,Gender\n1,man\n", features=["gender"]) == [
        "row 1: there is no column 'gender', but 'Gender'; write it the same in both files"
    ]


def test_columns_with_one_name_are_named_once_they_matter() -> None:
    text = "id,gender,gender,note,note\n1,man,man,,\n"
    assert problems(text, features=["gender"]) == [
        "row 1, column 'gender': 2 columns have this name; keep one"
    ]


def test_a_header_alone_is_nobody() -> None:
    assert problems("id,gender\n") == [
        "people.csv: there is nobody in this file; write a row for each person"
    ]


def test_numbers_in_a_workbook_are_ids_and_values_without_a_point(tmp_path: Path) -> None:
    book, out = Workbook(), BytesIO()
    for row in (["nr", "children"], [1.0, 2], [2, 3.0]):
        book.active.append(row)
    book.save(out)
    path = tmp_path / "people.xlsx"
    path.write_bytes(out.getvalue())
    assert read_pool(path).people == (
        Person("1", {"children": "2"}),
        Person("2", {"children": "3"}),
    )


@pytest.mark.parametrize("sign", ["-", "–", "?", "...", "n/a", "N/A", "None", "ukendt", "#N/A"])
def test_a_sign_for_no_address_is_not_taken_for_a_home(sign: str) -> None:
    """Everybody who has it would be one home, of whom at most one is drawn."""
    said = problems(f"id,gender,home\n1,man,{sign}\n2,woman,\n", household="home")
    assert said == [
        f"row 2, column 'home': {sign!r} would be one home for everybody who has it; leave the "
        "cell empty where no home is known"
    ]


def test_several_columns_make_a_home() -> None:
    rows = "1,Park Way 1,2\n2,PARK WAY  1,2\n3,Park Way 1,\n4,Park Way 1,\n5,,\n6,Park Way 12,\n"
    pool = parsed(f"id,street,floor\n{rows}", household=["street", "floor"], features=[])
    homes = [person.household for person in pool]
    assert homes[0] == homes[1]
    assert homes[2] == homes[3]
    assert homes[4] is None
    assert len(set(homes)) == 4, "Park Way 1, second floor, is not Park Way 12"


def test_a_part_of_an_address_is_no_home() -> None:
    rows = "1,,2620,\n2,Park Way,2620,-\n"
    assert problems(
        f"id,street,postcode,floor\n{rows}", household=["street", "postcode", "floor"]
    ) == [
        "row 2, column 'street': the cell is empty, but 'postcode' is not, which alone would be "
        "one home for everybody who has it; fill it, or leave all empty",
        "row 3, column 'floor': '-' is no part of an address; leave the cell empty",
    ]


def test_the_status_says_who_must_be_in_or_out() -> None:
    text = "id,gender,answer\n1,man,Confirmed\n2,man,\n3,man,OUT\n4,man,open\n"
    pool = parsed(text, status="Answer")
    assert pool.features == ("gender",)
    assert [p.standing for p in pool] == [
        Standing.IN,
        Standing.OPEN,
        Standing.OUT,
        Standing.OPEN,
    ]


def test_people_who_are_named_must_be_in_or_out() -> None:
    table = parse_table(b"id,status\n1,\n2,open\n3,out\n", "people.csv")
    pool = pool_in(table, status="status", must_include=[" 2 "], must_exclude=["1"])
    assert [p.standing for p in pool] == [Standing.OUT, Standing.IN, Standing.OUT]


def test_what_is_wrong_with_standings_is_named_at_once() -> None:
    text = "id,status\n1,maybe\n2,in\n3,out\n4,\n"
    assert problems(
        text, status="status", must_include=["3", "4", "9"], must_exclude=["4", "8"]
    ) == [
        "people.csv: there is nobody with the id '9', who must be in",
        "people.csv: there is nobody with the id '8', who must be out",
        "people.csv: '4' is to be both in and out; keep one",
        "row 2, column 'status': 'maybe' is no status; write in, confirmed, out or nothing",
        "row 4: '3' must be in, but the status says otherwise",
    ]


def test_values_that_only_joint_quotas_name_must_be_spelt_as_there() -> None:
    text = "id,age\n1,16-29\n2,16–29\n3,30+\n"
    assert problems(text, features=["age"], spelt={"age": ["16-29"]}) == [
        "row 3, column 'age': '16–29' has no quota, but the quotas write '16-29'; write it the same"
    ]
