"""Quotas as clerks write them."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.io.cells import folded
from deliberation.io.quotas import (
    parse_population,
    parse_quotas,
    quotas_csv,
    quotas_in,
    read_quotas,
    values_named,
)
from deliberation.io.tables import parse_table
from deliberation.sortition.apportionment import hamilton
from deliberation.sortition.quotas import Quota, Quotas

TWO = (Quota("gender", "woman", 1, 2), Quota("gender", "man", 1, 2))


def parsed(text: str, *, size: int = 3) -> tuple[Quota, ...]:
    return parse_quotas(text.encode(), "quotas.csv", size=size).quotas


def problems(text: str, *, size: int = 3) -> list[str]:
    with pytest.raises(InvalidInputError) as caught:
        parsed(text, size=size)
    return [str(problem).removeprefix("quotas.csv, ") for problem in caught.value.problems]


@pytest.mark.parametrize(
    "header",
    [
        "feature,value,min,max",
        "category,feature,min,max",
        "category,name,min,max",
        "Feature, Value ,MIN,Max",
        "feature,value,minimum,maximum",
        "Kategori,Navn,Mindst,Højst",
        "egenskab,værdi,min,maks",
    ],
)
def test_every_usual_header_is_understood(header: str) -> None:
    assert parsed(f"{header}\ngender,woman,1,2\ngender,man,1,2\n") == TWO


def test_the_columns_may_stand_in_any_order_with_others_between() -> None:
    text = "max;note;value;min;feature\n2;;woman;1;gender\n2;ask Bo;man;1;gender\n"
    assert parsed(text) == TWO


def test_flexible_bounds_are_read_and_may_be_blank() -> None:
    text = "feature,value,min,max,min_flex,max_flex\ng,a,1,2,0,3\ng,b,1,2,,\n"
    assert parsed(text) == (Quota("g", "a", 1, 2, 0, 3), Quota("g", "b", 1, 2))


@pytest.mark.parametrize("one", ["1", " 1 ", "1.0", "1,0", "1.00", "01", "١"])
def test_whole_numbers_are_read_however_they_are_typed(one: str) -> None:
    text = f"feature;value;min;max\ngender;woman;{one};2\ngender;man;{one};2\n"
    assert parsed(text) == TWO


@pytest.mark.parametrize(
    "wrong", ["one", "1.5", "-1", "1e3", "1 2", "½", "1.000", "1,000", "10000000000", "1,000.5"]
)
def test_what_is_no_whole_number_is_named_with_its_cell(wrong: str) -> None:
    found = problems(f"feature;value;min;max\ng;a;{wrong};2\n")
    assert found == [f"row 2, column 'min': {wrong!r} is not a whole number from 0"]


def test_every_problem_is_found_at_once() -> None:
    found = problems(
        "feature,value,min,max,min_flex,max_flex\n"
        "g,a,3,1,,\n"
        ",b,x,\n"
        "g,,1,2\n"
        "g,a,1,2\n"
        "h,c,1,2,2,1\n"
        "k,d,1,1,,,astray\n"
    )
    assert found == [
        "row 7: 'astray' has no column name above it",
        "row 2, column 'min': min is 3 and max is 1; min must not be larger",
        "row 3, column 'feature': the cell is empty; write it in every row, for merged cells count "
        "once",
        "row 3, column 'min': 'x' is not a whole number from 0",
        "row 3, column 'max': the cell is empty",
        "row 4, column 'value': the cell is empty",
        "row 5: g = a has a quota in row 2 already; keep one",
        "row 6, column 'min_flex': min_flex is 2 and min is 1; min_flex must not be larger",
        "row 6, column 'max': max is 2 and max_flex is 1; max must not be larger",
    ]


def test_sums_that_cannot_be_met_are_found_beside_wrong_cells_of_other_features() -> None:
    found = problems("feature,value,min,max\ng,a,4,5\nh,b,x,1\n", size=3)
    assert found == [
        "row 3, column 'min': 'x' is not a whole number from 0",
        "quotas.csv: the minimums of 'g' add up to 4, more than the 3 seats",
    ]


def test_missing_and_repeated_columns_are_named() -> None:
    assert problems("feature,value,min\ng,a,1\n") == [
        "row 1: there is no column 'max'; the header must be feature,value,min,max or "
        "category,feature,min,max"
    ]
    assert problems("feature,value,min,max,max\ng,a,1,2,3\n") == [
        "row 1, column 'max': 2 columns have this name; keep one"
    ]


def test_a_header_alone_is_no_quota() -> None:
    assert problems("feature,value,min,max\n") == [
        "quotas.csv: there is no quota; write a row for each value"
    ]


def test_the_values_are_known_though_the_numbers_are_wrong() -> None:
    table = parse_table(b"feature,value,min,max\ng,a,x,1\ng,b,,\ng,a,1,1\n", "quotas.csv")
    assert values_named(table) == ({"g": ("a", "b")}, {"g": ("a", "b")})
    table = parse_table(b"feature,value,min,max\ng,a,1,1\n,c,1,1\n", "quotas.csv")
    assert values_named(table) == ({"g": ()}, {"g": ("a",)}), "the value c may be of g"
    assert values_named(parse_table(b"a,b\n1,2\n", "quotas.csv")) == ({}, {})
    table = parse_table(b"feature,value,feature2,value2\ng,a,,\nh,b,g,c\n", "quotas.csv")
    assert values_named(table) == ({"g": ("a",), "h": ()}, {"g": ("a", "c"), "h": ("b",)})


JOINT = "feature,value,feature2,value2,min,max\nage,16-29,,,1,3\nage,30+,,,0,2\n"


def test_joint_quotas_name_further_features() -> None:
    assert parsed(JOINT + "age,16-29,gender,woman,1,2\n")[2] == Quota(
        "age", "16-29", 1, 2, also=(("gender", "woman"),)
    )
    text = "kategori,navn,Kategori 2,Navn 2,category3,feature3,min,max\na & b,x & y,c,1,d,2,0,3\n"
    assert parsed(text) == (Quota("a & b", "x & y", 0, 3, also=(("c", "1"), ("d", "2"))),)


def test_what_is_wrong_with_joint_quotas_is_named() -> None:
    assert problems(
        JOINT
        + "age,16-29,gender,,1,2\nage,16-29,,woman,1,2\n,,gender,woman,0,1\nage,16-29,age,30+,0,1\n"
        + "age,16-29,gender,woman,0,1\ngender,woman,age,16-29,0,1\ngender,Woman,age,16–29,0,1\n"
    ) == [
        "row 4, column 'value2': the cell is empty",
        "row 5, column 'feature2': the cell is empty; write it in every row, for merged cells "
        "count once",
        "row 6, column 'feature': the cell is empty; write it in every row, for merged cells "
        "count once",
        "row 6, column 'value': the cell is empty",
        "row 7: this asks 2 times about 'age'; ask once",
        "row 9: gender = woman and age = 16-29 has a quota in row 8 already; keep one",
        "row 10: 'Woman' is 'woman' in row 6; write it the same",
        "row 10: '16–29' is '16-29' in row 2; write it the same",
    ]
    assert problems(JOINT + "age,60+,gender,woman,0,1\n") == [
        "quotas.csv: age = 60+ and gender = woman: '60+' has no quota of its own; the quotas of "
        "'age' name 16-29, 30+"
    ]
    assert problems("feature,value,feature2,min,max\na,x,b,0,1\n") == [
        "row 1: there is no column 'value2' beside 'feature2'"
    ]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("age,60+,gender,woman,0,1\n", "'60+' has no quota of its own"),
        ("age,16-29,gender,woman,2,1\n", "min is 2 and max is 1"),
        ("age,16-29,gender,,0,1\n", "the cell is empty"),
    ],
)
def test_a_wrong_joint_quota_hides_no_sum_of_its_features(row, says) -> None:
    told, *sums = problems(JOINT + row, size=6)
    assert says in told
    assert sums == ["quotas.csv: the maximums of 'age' add up to 5, fewer than the 6 seats"]


def test_a_target_is_the_fewest_and_the_most() -> None:
    text = "feature,value,seats,min,max\ng,woman,2,,\ng,man,1,,\nh,x,,1,3\n"
    assert [str(quota) for quota in parsed(text)] == [
        "g = woman: 2 to 2",
        "g = man: 1 to 1",
        "h = x: 1 to 3",
    ]


SHARES = ["21.4", "48,3", "30.3 %"]
PEOPLE = ["2140", "4830", "3030"]
AS_KEPT = ["0.214", "0.483", "0.303"]


@pytest.mark.parametrize(("column", "cells"), [("percent", SHARES), ("Andel", AS_KEPT)])
def test_percentages_become_quotas_however_they_are_typed(column: str, cells: list[str]) -> None:
    rows = "".join(f"age;{value};{cell}\n" for value, cell in zip("abc", cells, strict=True))
    assert [str(quota) for quota in parsed(f"feature;value;{column}\n{rows}", size=36)] == [
        "age = a: 7 to 8",
        "age = b: 17 to 18",
        "age = c: 10 to 11",
    ]


def test_people_of_the_population_become_exact_targets_or_wide_ones() -> None:
    rows = "".join(f"age,{value},{n}\n" for value, n in zip("abc", PEOPLE, strict=True))
    table = parse_table(f"feature,value,population\n{rows}".encode(), "quotas.csv")
    exact = quotas_in(table, size=36, how=hamilton)
    assert [(q.lower, q.upper) for q in exact] == [(8, 8), (17, 17), (11, 11)]
    wide = quotas_in(table, size=36, slack=1, per_household=2)
    assert [(q.lower, q.upper) for q in wide] == [(6, 9), (16, 19), (9, 12)]
    assert wide.per_household == 2


def test_a_few_joint_shares_are_of_the_whole_population() -> None:
    text = "feature,value,feature2,value2,percent\na,x,,,40\na,y,,,60\na,x,b,u,7.5\na,y,b,u,12\n"
    assert [str(quota) for quota in parsed(text, size=36)][2:] == [
        "a = x and b = u: 2 to 3",
        "a = y and b = u: 4 to 5",
    ]


def test_what_is_wrong_with_shares_is_named() -> None:
    assert problems(
        "feature,value,percent,population,min,max\n"
        "a,x,33.3,,,\na,y,66.6,,,\n"
        "b,u,50,,,\nb,v,,7,,\n"
        "c,s,many,,,\nc,t,1/2,,,\n"
        "d,p,40,,1,2\nd,q,,,,\n"
        "e,n,,0,,\n"
    ) == [
        "row 2: the shares of a add up to 99.9, not to 100; mend one, or give people in a column "
        "'population', which need not add up",
        "row 4: some rows of b give a share of the population, and others do not; give one in each",
        "row 6, column 'percent': 'many' is no percentage such as 13.5",
        "row 7, column 'percent': '1/2' is no percentage such as 13.5",
        "row 8: min and max and percent all say how many seats; keep one of them",
        "row 8: some rows of d give a share of the population, and others do not; give one in each",
        "row 9: the row says no seats; fill min and max or percent or population",
        "row 10: nobody of the population has any of the values of e",
    ]


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "quotas.csv"
    path.write_text("feature,value,min,max\ngender,woman,1,2\ngender,man,1,2\n")
    assert read_quotas(path, size=3).quotas == TWO


bounds = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted)


@given(
    st.dictionaries(
        st.text("abcæøå -+", min_size=1).map(str.strip).filter(bool), bounds, min_size=1
    )
)
def test_what_is_written_is_read_back(quotas: dict[str, list[int]]) -> None:
    alike = {folded(value): value for value in quotas}  # or else the one is the other, misspelt
    normal = {" ".join(value.split()): quotas[value] for value in alike.values()}
    rows = [f"g\t{value}\t{low}\t{high + 30}" for value, (low, high) in normal.items()]
    size = max(1, sum(low for low, _ in normal.values()))
    read = parsed("\n".join(["feature\tvalue\tmin\tmax", *rows]), size=size)
    assert {q.value: [q.lower, q.upper - 30] for q in read} == normal


def test_what_is_written_is_read_again() -> None:
    """With room to widen, values with commas and quotes, and a joint quota."""
    quotas = Quotas(
        4,
        (
            Quota("age", '16-29, "young"', 1, 3, 0, 4),
            Quota("age", "30+", 1, 3, None, 4),
            Quota("gender", "woman", 2, 2),
            Quota("gender", "man", 2, 2),
            Quota("age", "30+", 1, 2, also=(("gender", "woman"),)),
        ),
    )

    assert parse_quotas(quotas_csv(quotas), "quotas.csv", size=4) == quotas


def test_quotas_that_are_shares_of_the_population_tell_the_population_too() -> None:
    text = (
        "feature,value,feature2,value2,percent,population,min,max\n"
        "age,old,,,0.4,,,\nage,young,,,0.6,,,\narea,n,,,,30,,\narea,s,,,,10,,\n"
        "gender,woman,,,,,1,2\ngender,man,,,,,1,2\nage,old,area,n,12,,,\n"
    )
    assert parsed(text)
    assert parse_population(text.encode(), "quotas.csv") == {
        "age": {"old": Fraction(2, 5), "young": Fraction(3, 5)},
        "area": {"n": Fraction(3, 4), "s": Fraction(1, 4)},
    }
