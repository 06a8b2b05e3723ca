"""People and quotas read together."""

from pathlib import Path

import pytest

from deliberation.errors import InvalidInputError
from deliberation.io import parse_people_and_quotas, read_people_and_quotas
from deliberation.sortition import APPORTIONMENTS, Person, Standing, leximin

PEOPLE = b"id,name,gender,address\n1,Bo,man,Park Way 1\n2,As,woman,Park Way 1\n3,Ib,man,\n"
QUOTAS = b"feature,value,min,max\ngender,man,1,1\ngender,woman,1,1\n"


def problems(people: bytes, quotas: bytes, *, size: int = 2) -> list[str]:
    with pytest.raises(InvalidInputError) as caught:
        parse_people_and_quotas((people, "people.csv"), (quotas, "quotas.csv"), size=size)
    return [str(problem) for problem in caught.value.problems]


def test_names_and_addresses_never_enter(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_bytes(PEOPLE)
    (tmp_path / "quotas.csv").write_bytes(QUOTAS)
    pool, quotas = read_people_and_quotas(
        tmp_path / "people.csv", tmp_path / "quotas.csv", size=2, household="address"
    )
    assert pool.people[2] == Person("3", {"gender": "man"})
    assert pool.features == quotas.features == ("gender",)
    assert [person.household is None for person in pool] == [False, False, True]


def test_the_problems_of_both_files_are_found_together() -> None:
    assert problems(PEOPLE + b"3,Ida,Woman,\n", QUOTAS + b"gender,other,x,1\n") == [
        "quotas.csv, row 4, column 'min': 'x' is not a whole number from 0",
        "people.csv, row 5, column 'id': the id '3' stands in row 4 already; give every person "
        "their own",
        "people.csv, row 5, column 'gender': 'Woman' has no quota, but the quotas write 'woman'; "
        "write it the same",
    ]


def test_a_file_that_is_no_table_does_not_hide_the_problems_of_the_other() -> None:
    assert problems(b"", b"feature,value,min\n") == [
        "people.csv: the file is empty; it needs a header and a row for each entry",
        "quotas.csv, row 1: there is no column 'max'; the header must be feature,value,min,max or "
        "category,feature,min,max",
    ]
    assert problems(b"id,gender\n1,man\n1,man\n", b"\x00") == [
        "quotas.csv: this is not a text file; save it from the spreadsheet as CSV (UTF-8) or as "
        ".xlsx",
        "people.csv, row 3, column 'id': the id '1' stands in row 2 already; give every person "
        "their own",
    ]


def test_files_that_changed_places_are_one_problem() -> None:
    """As at the command line, where the people come first."""
    with pytest.raises(InvalidInputError) as caught:
        parse_people_and_quotas((QUOTAS, "quotas.csv"), (PEOPLE, "people.csv"), size=2)
    assert [str(problem) for problem in caught.value.problems] == [
        "quotas.csv: this holds quotas, but was given for the people; exchange the two files"
    ]


def test_a_merged_cell_of_the_quotas_makes_nobody_wrong() -> None:
    """A spreadsheet keeps their text in the first; whose the other rows are is not known."""
    quotas = b"feature,value,min,max\ngender,man,1,1\n,woman,1,1\n"
    assert problems(PEOPLE, quotas) == [
        "quotas.csv, row 3, column 'feature': the cell is empty; write it in every row, for merged "
        "cells count once"
    ]


def test_a_panel_larger_than_the_pool_is_a_problem() -> None:
    quotas = b"feature,value,min,max\ngender,man,0,9\ngender,woman,0,9\n"
    assert problems(PEOPLE, quotas, size=4) == ["a panel of 4 cannot be drawn from 3 people"]


def test_joint_quotas_and_all_else_that_organisers_ask_for_are_read_together() -> None:
    people = b"id,sex,age,street,floor,reply\n1,w,old,Elm,1,in\n2,m,new,Elm,1,\n3,w,new,Ash,,\n"
    quotas = (
        b"feature,value,feature2,value2,percent,min,max\n"
        b"sex,w,,,50,,\nsex,m,,,50,,\nsex,w,age,old,,1,1\n"
    )
    pool, read = parse_people_and_quotas(
        (people, "people.csv"),
        (quotas, "quotas.csv"),
        size=2,
        household=("street", "floor"),
        per_household=2,
        status="reply",
        must_exclude=["3"],
        how=APPORTIONMENTS["hamilton"],
    )
    assert [str(quota) for quota in read] == [
        "sex = w: 1 to 1",
        "sex = m: 1 to 1",
        "sex = w and age = old: 1 to 1",
    ]
    assert read.per_household == 2
    assert pool.features == ("age", "sex")
    assert [p.standing for p in pool] == [Standing.IN, Standing.OPEN, Standing.OUT]
    assert leximin(pool, read, tickets=1).panels == (("1", "2"),)


def test_values_of_joint_quotas_are_spelt_the_same_in_both_files() -> None:
    quotas = b"feature,value,feature2,value2,min,max\ngender,man,name,bo,0,1\n"
    assert problems(PEOPLE, quotas) == [
        "people.csv, row 2, column 'name': 'Bo' has no quota, but the quotas write 'bo'; write it "
        "the same"
    ]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("il_diversimax_exact_60", 219),
        ("il_diversimax_wide_60", 219),
        ("opendlp_monitoring_28", 100),
        ("sf_fixture_22", 150),
    ],
)
def test_the_four_pools_are_read(shared_data: Path, name: str, people: int) -> None:
    folder = shared_data / "sortition" / name
    pool, quotas = read_people_and_quotas(
        folder / "respondents.csv", folder / "categories.csv", size=int(name.rpartition("_")[2])
    )
    assert len(pool) == people
    assert set(quotas.features) == set(pool.features)
