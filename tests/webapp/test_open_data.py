"""Open data beside the tables of the pages: the same numbers, no more, and never a formula."""

import csv
import re
from io import StringIO

import pytest

from deliberation.voting import Approval, Grades, Ranking, Scores
from tests.webapp.test_public import RANKINGS, SPENDINGS, hold, tokens

__all__ = ["tokens"]  # a fixture: the tokens of eight members

TICKED = [Approval(names) for names in (["bus"],) * 5 + (["bus", "tram"],) * 3]
SCORED = [Scores({"bus": 5, "tram": n % 2}) for n in range(8)]
GRADED = [Grades({"bus": "agree" if n < 5 else "disagree", "tram": "agree"}) for n in range(8)]
HELD = [
    ("irv", "ranking", RANKINGS),
    ("schulze", "ranking", RANKINGS),
    ("quadratic", "credits", SPENDINGS),
    ("approval", "approval", TICKED),
    ("score", "scores", SCORED),
    ("support", "grades", GRADED),
]


def numbers(text: str) -> set[str]:
    """The numbers that a page or a file says, without the marks of thousands."""
    plain = re.sub(r"<[^>]+>", " ", text).replace("−", "-").replace(",", "")
    return set(re.findall(r"-?\d+(?:\.\d+)?", plain))


def rows(answer) -> list[dict[str, str]]:
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    return [*csv.DictReader(StringIO(answer.data.decode("utf-8-sig")))]


@pytest.mark.parametrize(("rule", "kind", "ballots"), HELD)
def test_a_vote_says_no_number_that_its_page_does_not(
    app, stranger, tokens, rule, kind, ballots
) -> None:
    seats = 4 if rule == "support" else 1
    page = hold(app, tokens, ballots, rule=rule, kind=kind, seats=seats)
    text = stranger.read(page)
    links = re.findall(rf'href="({page}/data/\w+\.csv)"', text)
    document = stranger.get(f"{page}/data.json").json
    said: set[str] = set()
    for name, table in document["tables"].items():
        read = rows(stranger.get(f"{page}/data/{name}.csv"))
        assert len(read) == len(table)
        counted = {"total", "supporters", "voters", "ballots", "papers", "value", "of"}
        said |= {row[field] for row in read for field in counted & row.keys()} - {""}
    assert said
    assert said <= numbers(text)
    assert {link.rpartition("/")[2].removesuffix(".csv") for link in links} <= document[
        "tables"
    ].keys()
    assert ("<svg" in text) == bool(links)


def test_before_a_vote_is_decided_nothing_is_told(stranger, assembly) -> None:
    for of in ("v-a1-open", "v-a1-closed"):
        tables = stranger.get(f"/votes/{of}/data.json").json["tables"]
        assert tables.keys() == (set() if of == "v-a1-open" else {"results"})
    assert stranger.get("/votes/v-a1-open/data/results.csv").status_code == 404
    assert stranger.get("/votes/v-a1-draft/data.json").status_code == 404
    assert stranger.get("/votes/v-a1-closed/data/nothing.csv").status_code == 404
    closed = rows(stranger.get("/votes/v-a1-closed/data/results.csv"))
    assert [(row["candidate"], row["elected"], row["total"]) for row in closed] == [
        ("bike", "false", ""), ("bus", "true", ""), ("tram", "false", "")
    ]  # fmt: skip


def test_an_assembly_tells_what_its_page_shows(stranger, assembly) -> None:
    page = stranger.read("/assemblies/a1")
    for name in re.findall(r'href="/assemblies/a1/data/(\w+)\.csv"', page):
        assert rows(stranger.get(f"/assemblies/a1/data/{name}.csv"))
    document = stranger.get("/assemblies/a1/data.json").json
    assert document["about"] == {"assembly": "a1", "title": "Town assembly", "question": "How?"}
    tables = document["tables"]
    assert tables["seats"] == [
        {"feature": "gender", "value": value, "lower": 2, "upper": 2, "pool": 6, "panel": 2}
        for value in ("woman", "man")
    ]
    votes = {row["vote"]: (row["state"], row["cast"]) for row in tables["votes"]}
    assert votes == {"v-a1-open": ("open", None), "v-a1-closed": ("closed", 3)}
    (item,) = tables["agenda"]
    assert item["planned_begin"] == "2026-03-14T11:00:00+01:00"
    assert "c001" not in stranger.get("/assemblies/a1/data.json").text


def test_a_formula_in_a_name_is_a_text(app, stranger, tokens) -> None:
    names = ("=cmd|' /C calc'!A0", "+bus")
    ballots = [Ranking(names)] * 6
    page = hold(app, tokens, ballots, rule="borda", names=names, question="@SUM(A1)")
    text = stranger.get(f"{page}/data/results.csv").data.decode("utf-8-sig")
    cells = [cell for row in csv.reader(StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert "'" + names[0] in cells
