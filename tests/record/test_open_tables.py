"""Published votes as tables: every number is one of the document, and every field is documented."""

import json
import re
from fractions import Fraction
from pathlib import Path
from typing import Any

from deliberation.io.open_data import decimal, open_csv, open_json
from deliberation.record.open_tables import FIELDS, OpenTable, reason_rows, statement_rows
from deliberation.record.open_tables import tables_of_vote as tables_of
from deliberation.record.reasons import Reasons
from deliberation.voting import Approval, Credits, Grades, Profile, Ranking, by_lot
from tests.record.test_vote import encoded

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "open-data.md"


def tables(document: Any, listed: Any = None) -> dict[str, list[dict[str, Any]]]:
    """The tables by name, each row by its fields."""
    return {
        table.name: [dict(zip(table.fields, row, strict=True)) for row in table.rows]
        for table in tables_of(document, listed)
    }


def picked(rows: list[dict[str, Any]], *fields: str) -> list[tuple[Any, ...]]:
    return [tuple(row[field] for field in fields) for row in rows]


def test_the_page_tells_of_every_table_and_every_field() -> None:
    text = PAGE.read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| (`.+`) \|$", text, re.MULTILINE)
    told = {name: re.findall(r"`(\w+)`", fields) for name, fields in rows}
    assert told == {name: [*fields] for name, fields in FIELDS.items()}


def test_a_count_in_rounds() -> None:
    """Of 16, a has 7, b 5, c 4; c goes out, its papers go to b, which has 9."""
    profile = Profile.ranked({("a",): 7, ("b",): 5, ("c", "b"): 4})
    found = tables(encoded("irv", profile, break_tie=by_lot("x")))
    assert picked(found["results"], "candidate", "elected", "place") == [
        ("a", False, None), ("b", True, 1), ("c", False, None)
    ]  # fmt: skip
    first = [row for row in found["rounds"] if row["round"] == 1]
    assert picked(first, "candidate", "total", "eliminated") == [
        ("a", 7, False), ("b", 5, False), ("c", 4, True)
    ]  # fmt: skip
    assert picked(found["transfers"], "source", "target", "papers", "value") == [("c", "b", 4, 4)]


def test_support_with_the_answers_and_near_misses() -> None:
    """28 of 36 answer yes to a, which is one short of four fifths; 32 of 36 to b."""
    given = {Grades({"a": "yes", "b": "yes"}): 28, Grades({"a": "no", "b": "no"}): 4}
    given |= {Grades({"a": "no", "b": "yes"}): 4}
    asked = {"scale": ["yes", "no"], "supporting": 1, "share": [4, 5], "of": "answers"}
    asked |= {"texts": {"a": "In full."}}
    found = tables(encoded("support", Profile("ab", given), **asked))
    fields = ("candidate", "elected", "total", "supporters", "of", "needed", "near", "text")
    assert picked(found["results"], *fields) == [
        ("a", False, None, 28, 36, 29, True, "In full."),
        ("b", True, None, 32, 36, 29, False, None),
    ]
    assert "answers" not in found, "only four say no to b"


def test_answers_are_told_in_the_words_of_the_vote() -> None:
    given = {Grades({"a": "yes"}): 30, Grades({"a": "no"}): 6}
    asked = {"scale": ["yes", "no"], "supporting": 1, "share": [4, 5], "of": "answers"}
    found = tables(encoded("support", Profile("a", given), **asked))
    assert picked(found["answers"], "answer", "voters") == [("yes", 30), ("no", 6)]


def test_pairs_and_totals() -> None:
    """a before b on 9 ballots, b before a on 5: Borda gives 9 points and 5."""
    profile = Profile.ranked({("a", "b"): 9, ("b", "a"): 5})
    borda = tables(encoded("borda", profile, break_tie=by_lot("x")))
    assert picked(borda["results"], "candidate", "total") == [("a", 9), ("b", 5)]
    copeland = tables(encoded("copeland", profile, break_tie=by_lot("x")))
    assert sorted(picked(copeland["pairs"], "candidate", "over", "ballots")) == [
        ("a", "b", 9), ("b", "a", 5)
    ]  # fmt: skip


def test_of_few_ballots_only_the_outcome_is_told() -> None:
    found = tables(encoded("irv", Profile.ranked({("a", "b"): 3, ("b",): 1})))
    assert found.keys() == {"results"}
    assert picked(found["results"], "candidate", "elected", "total") == [
        ("a", True, None), ("b", False, None)
    ]  # fmt: skip


def test_listed_ballots_are_told_as_their_voters_saw_them() -> None:
    ranked = encoded("irv", Profile("ab", {Ranking(("b", "a")): 9}), break_tie=by_lot("x"))
    listed = {"by": "card", "ballots": [[3, ["b", "a"]], [4, []]]}
    fields = ("ballot", "by", "name", "candidate", "said")
    assert picked(tables(ranked, listed)["ballots"], *fields) == [
        (1, "card", "3", "b", 1), (1, "card", "3", "a", 2), (2, "card", "4", None, None)
    ]  # fmt: skip
    ticked = encoded("approval", Profile("ab", {Approval("ab"): 9}), break_tie=by_lot("x"))
    listed = {"by": "phrase", "ballots": [["=1", ["b"]]]}
    assert picked(tables(ticked, listed)["ballots"], *fields) == [
        (1, "phrase", "=1", "b", 1)
    ]  # fmt: skip
    bought = encoded("quadratic", Profile("ab", {Credits({"a": -3}): 9}), credits=10)
    listed = {"by": "card", "ballots": [[1, {"a": -3}]]}
    assert picked(tables(bought, listed)["ballots"], *fields) == [
        (1, "card", "1", "a", -3)
    ]  # fmt: skip


def test_csv_holds_no_formula_but_numbers_below_nought() -> None:
    rows = (("v1", 1, "=HYPERLINK()", True, None, Fraction(-15, 2), *[None] * 5, "+45 1\nx"),)
    text = open_csv(OpenTable("results", rows)).decode("utf-8-sig")
    head, row, rest = text.split("\r\n", 2)
    assert head == ",".join(FIELDS["results"])
    assert row + rest == "v1,1,'=HYPERLINK(),true,,-7.5,,,,,,\"'+45 1\nx\""


def test_json_holds_numbers_as_numbers_and_texts_as_they_are() -> None:
    table = OpenTable("pairs", (("v1", "=a", "b", 9),))
    other = OpenTable("transfers", (("v1", 1, "a", None, 3, Fraction(2, 3)),))
    document = json.loads(open_json([table, other], {"vote": "v1"}))
    assert document["format"] == "deliberation open data 1"
    assert document["tables"]["pairs"] == [
        {"vote": "v1", "candidate": "=a", "over": "b", "ballots": 9}
    ]
    assert document["tables"]["transfers"][0]["value"] == "0.666667"
    assert document["tables"]["transfers"][0]["target"] is None


def test_a_number_is_rounded_at_the_sixth_decimal() -> None:
    thousandth = Fraction(1, 10**7)
    assert [decimal(Fraction(n)) for n in (0, 7, -7)] == ["0", "7", "-7"]
    assert decimal(5 * thousandth) == "0.000001"
    assert decimal(-4 * thousandth) == "0"
    assert decimal(Fraction(999_999_9, 10**7)) == "1"


def test_reasons_and_statements_have_a_row_each() -> None:
    given = {"v1": {"a": Reasons("Why.", ("No.", "Never.")), "b": Reasons("", ("Hm.",))}}
    assert [*reason_rows(given)] == [("v1", "a", "Why.")]
    assert [*statement_rows(given)] == [
        ("v1", "a", 1, "No."), ("v1", "a", 2, "Never."), ("v1", "b", 1, "Hm.")
    ]  # fmt: skip
