"""Quotas as clerks write them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.io.quotas import parse_quotas, read_quotas, values_named
from deliberation.io.tables import parse_table
from deliberation.sortition.quotas import Quota

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
    assert values_named(table) == {"g": ("a", "b")}
    table = parse_table(b"feature,value,min,max\ng,a,1,1\n,c,1,1\n", "quotas.csv")
    assert values_named(table) == {"g": ()}, "the value c may be of g"
    assert values_named(parse_table(b"a,b\n1,2\n", "quotas.csv")) == {}


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
    normal = {" ".join(value.split()): limits for value, limits in quotas.items()}
    rows = [f"g\t{value}\t{low}\t{high + 30}" for value, (low, high) in normal.items()]
    size = max(1, sum(low for low, _ in normal.values()))
    read = parsed("\n".join(["feature\tvalue\tmin\tmax", *rows]), size=size)
    assert {q.value: [q.lower, q.upper - 30] for q in read} == normal
