"""What is wrong with an upload is said in the language of the page, every word of it."""

import ast
import re
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from deliberation.errors import InvalidInputError, NotFoundError, Problem, ProcedureError
from deliberation.io.limits import too_large
from deliberation.io.rates import parse_shares
from deliberation.io.recruitment import parse_people_and_quotas
from deliberation.sentences import Part, Sentence, all_of
from webapp.errors import sentences
from webapp.sentences import placed, told, whole

ROOT = Path(__file__).parents[2] / "deliberation"
READERS = [
    *(ROOT / "io" / f"{name}.py" for name in (
        *("answers", "cells", "delimited", "homes", "limits", "named_columns", "people"),
        *("quota_rows", "quotas", "rates", "recruitment", "seats", "standings", "tables"),
        *("workbooks",),
    )),
    *(ROOT / "sortition" / f"{name}.py" for name in ("pool", "quotas")),
]  # fmt: skip
"""The files that say what is wrong with an upload."""

PEOPLE = "id,gender,age,street,no,status\n" + "".join(
    f"c{n:02},{'woman' if n % 2 else 'man'},{'old' if n % 3 else 'young'},Elm Street,{n},\n"
    for n in range(12)
)
QUOTAS = "feature,value,min,max\ngender,woman,2,2\ngender,man,2,2\nage,old,1,4\nage,young,0,3\n"
JOINT = (
    "feature,value,feature2,value2,min,max,min_flex,max_flex,percent,population\n"
    "gender,woman,,,2,2,,,,\ngender,man,,,2,2,,,,\n"
)

IN_FILES = {
    *("id", "feature", "value", "category", "min", "max", "percent", "population", "share"),
    *("in", "out", "confirmed", "csv", "utf", "xlsx", "xls"),
}


def workbook(**rows: str) -> bytes:
    book = Workbook()
    for row in rows.values():
        book.active.append(row.split(","))
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


BAD = [
    ("", QUOTAS, {}),
    ("id,gender,age\n", QUOTAS, {}),
    (b"\x00\x01\x02", QUOTAS, {}),
    (b"%PDF-1.4", QUOTAS, {}),
    (b"\xd0\xcf\x11\xe0", QUOTAS, {}),
    (b"PK\x03\x04 damaged", QUOTAS, {}),
    (workbook(a="id,gender,age", b="c1,woman,old", c="c1,,#REF!"), QUOTAS, {}),
    ('id,gender,age\nc1,"woman,old\n', QUOTAS, {}),
    ("id,gender,age\n" + "c,woman,old\n" * 200_001, QUOTAS, {}),
    ("Volunteers,,\nid,gender,age\nc1,woman,old\nc2,man,old\n", QUOTAS, {}),
    ("Volunteers\nid,gender\nc1,woman\nc2,man\n", QUOTAS, {}),
    ("id,gender,age\nc1,woman,old,more\nc2,man,old\nc3,man,old\n", QUOTAS, {}),
    ("name,gender,age\nAnna,woman,old\n", QUOTAS, {}),
    ("id,gender,gender,age\nc1,woman,man,old\n", QUOTAS, {}),
    ("id,Gender,years\nc1,woman,3\n", QUOTAS, {}),
    (QUOTAS, PEOPLE, {}),
    (PEOPLE + ",woman,old,,,\nc01,woman,old,,,\n", QUOTAS, {}),
    (PEOPLE + "x1,,old,,,\nx2,Woman,12-Mar,,,\nx3,robot,#N/A,,,\n", QUOTAS, {}),
    (PEOPLE + "x1,woman,old,-,?,\nx2,woman,old,,3,\n", QUOTAS, {"household": ["street", "no"]}),
    (PEOPLE + "x1,woman,old,,,perhaps\n", QUOTAS, {"status": "status"}),
    (PEOPLE.replace(",\n", ",in\n"), QUOTAS, {"status": "status"}),
    (PEOPLE.replace(",\n", ",out\n"), QUOTAS, {"status": "status"}),
    (
        PEOPLE.replace("Elm Street,1,", "Elm Street,3,").replace(",3,\n", ",3,in\n"),
        QUOTAS,
        {"status": "status", "household": ["street", "no"]},
    ),
    (PEOPLE, QUOTAS, {"id": "gender"}),
    (PEOPLE, "feature,value,min,max\ngender,woman,0,40\ngender,man,0,40\n", {"size": 40}),
    (PEOPLE, QUOTAS, {"size": 3}),
    (PEOPLE, QUOTAS, {"size": 5}),
    (PEOPLE, QUOTAS, {"size": 0, "per_household": 0}),
    (PEOPLE, "feature,value\ngender,woman\n", {}),
    (PEOPLE, "feature,value,min,max\n", {}),
    (PEOPLE, "feature,value,min,min,max\ngender,woman,1,1,2\n", {}),
    (PEOPLE, "feature,value,feature2,min,max\ngender,woman,age,1,2\n", {}),
    (PEOPLE, QUOTAS + ",Woman,few,\ngender,woman,3,2\ngender,Woman,1,1\nage,,1,2\n", {}),
    (PEOPLE, JOINT + "gender,woman,gender,man,1,2,,,,\n", {}),
    (PEOPLE, JOINT + "gender,girl,age,old,1,2,,,,\ngender,woman,age,old,1,2,2,1,,\n", {}),
    (PEOPLE, JOINT + "age,old,,,,,,,13.5.1,\nage,young,,,1,2,,,5,7\n", {}),
    (PEOPLE, JOINT + "age,old,,,,,,,,\nage,young,,,,,,,40,\n", {}),
    (PEOPLE, JOINT + "age,old,,,,,,,50,\nage,young,,,,,,,40,\n", {}),
    (PEOPLE, JOINT + "age,old,,,,,,,,0\nage,young,,,,,,,,0\n", {}),
    (PEOPLE, JOINT + "age,old,gender,woman,1,2,,,,\nage,old,gender,woman,1,2,,,,\n", {}),
    (PEOPLE, QUOTAS, {"must_include": ["c01", "nobody"], "must_exclude": ["c01", "none"]}),
    (PEOPLE.replace("8,\n", "8,out\n"), QUOTAS, {"must_include": ["c08"], "status": "status"}),
]  # fmt: skip


BAD_SHARES = [
    "feature,value\nage,old\n",
    "feature,value,share\n",
    "feature,value,share\nage,Old,50 %\nshoe,44,40\n,old,-\nage,young,200\nage,young,1 %\n",
    "feature,value,share\nage,old,60 %\nage,young,50 %\n",
]


def problems(people: str | bytes, quotas: str | bytes, options: dict) -> tuple[Problem, ...]:
    """What is wrong, as the upload page is told."""
    files = [
        (text.encode() if isinstance(text, str) else text, name)
        for text, name in ((people, "people"), (quotas, "quotas"))
    ]
    with pytest.raises(InvalidInputError) as caught:
        parse_people_and_quotas(*files, **{"size": 4} | options)
    return caught.value.problems


@pytest.fixture(scope="module")
def found() -> list[Problem]:
    """Every problem of every bad upload."""
    every = [problem for bad in BAD for problem in problems(*bad)]
    for text in BAD_SHARES:
        with pytest.raises(InvalidInputError) as caught:
            parse_shares(text.encode(), "town.csv", known={"age": ("old", "young")})
        every += caught.value.problems
    return every


def templates(text: str) -> set[str]:
    """The template of a sentence, and those of the sentences in it."""
    assert isinstance(text, Sentence), f"{text!r} cannot be said in another language"
    inner = [templates(part) for part in _sentences(list(text.parts.values()))]
    return {text.template}.union(*inner)


def _sentences(parts: list[Part]) -> list[Sentence]:
    return [part for part in parts if isinstance(part, Sentence)]


def written(path: Path) -> set[str]:
    """Every template in the source of a file."""
    return {
        ast.literal_eval(node.args[0])
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Sentence"
    }


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.stem)
def test_what_the_readers_say_is_a_sentence(path: Path) -> None:
    """Whoever writes three words or more in these files writes them as the template of one."""
    tree = ast.parse(path.read_text())
    right = {id(part) for part in _documented(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Sentence":
            right |= {id(part) for part in ast.walk(node.args[0])}
    spoken = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in right
    ]
    assert [text for text in spoken if len(re.findall(r"[A-Za-z]+ (?=[A-Za-z])", text)) > 1] == []


def _documented(tree: ast.AST) -> list[ast.AST]:
    """The docstrings: every string that is a statement of its own."""
    return [node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)]


def test_bad_uploads_are_met_with_everything_that_the_readers_can_say(found) -> None:
    """Hostile workbooks have tests of their own."""
    said = set().union(*(templates(problem.text) for problem in found))
    left = set().union(*(written(path) for path in READERS if path.parent.name == "io")) - said
    assert left == {
        "this is not an .xlsx workbook; save the table as .xlsx or CSV",
        "the workbook unpacks to more than {size} MB; keep only the table in it",
        "the workbook declares XML entities, which no table needs",
    }


def test_no_word_of_a_problem_is_left_in_english(app, found) -> None:
    """In Arabic that can be seen: other letters stand in names, and in words that files hold."""
    with app.test_request_context("/?lang=ar"):
        app.preprocess_request()
        for problem in found:
            said = told(problem.text)
            assert said != problem.text
            assert _words(said) <= _names(problem.text) | IN_FILES, said


def _names(text: str) -> set[str]:
    """The words in the names that stand in a sentence."""
    assert isinstance(text, Sentence)
    found: set[str] = set()
    for part in text.parts.values():
        if isinstance(part, Sentence):
            found |= _names(part)
        else:
            found |= _words(str(part))
    return found


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{2,}", text.lower()))


@pytest.fixture
def speaking(app):
    """Says something in a language."""

    def say(language: str, what, *about):
        with app.test_request_context(f"/?lang={language}"):
            app.preprocess_request()
            return what(*about)

    return say


UNKNOWN = Sentence("{value!r} has no quota; the quotas name {known}", value="x", known=("a", "b"))


def test_names_are_quoted_as_the_language_does_and_keep_their_direction(speaking) -> None:
    assert speaking("en", whole, UNKNOWN) == "“x” has no quota; the quotas name a, b."
    assert speaking("da", whole, UNKNOWN) == "»x« har ingen kvote; kvoterne nævner a, b."
    assert speaking("ar", told, UNKNOWN) == (
        "ليس للقيمة «\u2068x\u2069» حصة؛ الحصص تذكر \u2068a\u2069، \u2068b\u2069"
    )


def test_numbers_and_sentences_within_are_written_as_the_language_does(speaking) -> None:
    (large,) = too_large().problems
    assert "200.000 rækker, 500 kolonner" in speaking("da", told, large.text)
    joint = all_of(["a = x", "b = y"])
    twice = Sentence("{quota} has {times} quotas; keep one", quota=joint, times=2)
    assert speaking("da", told, twice) == "a = x og b = y har 2 kvoter; behold én"


def test_where_a_problem_is_comes_before_it(speaking) -> None:
    problem = Problem(UNKNOWN, row=1204, column="age", file="people.csv")
    assert speaking("en", placed, problem).startswith("people.csv, row 1204, column “age”: “x” has")
    assert speaking("da", placed, problem).startswith("people.csv, række 1204, kolonnen »age«: »x«")


def test_a_refusal_names_no_inner_things(speaking) -> None:
    (said,) = speaking("en", sentences, NotFoundError("vote", "v-17"))
    assert "v-17" not in said
    assert speaking("da", sentences, ProcedureError("only a vote that is open can be closed")) == [
        "Kun en åben afstemning kan lukkes."
    ]
