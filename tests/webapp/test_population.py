"""The population is given, shown beside the pool and the panel, and taken away, at any time."""

import re
from html import unescape
from io import BytesIO

import pytest

from tests.webapp.two_files import DICE, FAIR, upload

TOWN = "feature,value,share\ngender,woman,60 %\ngender,man,40 %\narea,north,0.5\n"
SHARES = "feature,value,percent\ngender,woman,50\ngender,man,50\narea,north,62.5\narea,south,37.5\n"


def give(visitor, path, rows=TOWN, **more):
    return visitor.post(f"{path}/population", rows=rows, **more)


def rows_in_form(page: str) -> str:
    """The text that stands in the form."""
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)
    return unescape(found[1]) if found else ""


def table_in(page: str) -> list[list[str]]:
    """The rows of the table behind the picture."""
    _, _, after = page.partition('id="likeness-caption"')
    rows = re.findall(r"<tr>(.*?)</tr>", after.partition("</table>")[0], re.S)
    return [
        [re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)]
        for row in rows
    ]


@pytest.fixture
def drawn(anna, committed) -> str:
    """The page of an assembly whose panel is drawn."""
    sent = anna.post(f"{committed}/draw", seed=DICE, again=DICE, reserves="3")
    assert sent.status_code == 302
    return committed


def test_the_form_has_a_row_for_each_group_and_then_what_was_given(anna, path) -> None:
    upload(anna, path)
    before = anna.read(f"{path}/population")
    assert rows_in_form(before).split() == [
        "feature;value;share", "gender;woman;", "gender;man;", "area;north;", "area;south;",
    ]  # fmt: skip
    assert "<svg" not in before
    assert give(anna, path).status_code == 302
    page = anna.read(f"{path}/population")
    assert "The shares of the population are kept." in page
    assert rows_in_form(page).split("\n")[1] == "gender;woman;60 %"
    assert "Fewest have volunteered, beside the population, of: gender: woman" in page


def test_what_nobody_told_is_shown_as_unknown_and_sums_are_told(anna, path) -> None:
    upload(anna, path)
    give(anna, path)
    page = anna.read(f"{path}/population")
    assert ["south", "unknown", "33.3%"] in table_in(page)
    assert ["north", "50.0%", "66.7%"] in table_in(page)
    assert "add up to" not in page
    give(anna, path, TOWN + "area,south,30 %\n")
    page = anna.read(f"{path}/population")
    assert "The shares of area add up to 80.0%." in page
    assert ["north", "62.5%", "66.7%"] in table_in(page), "its part of the sum, as in `fairness`"
    assert "The shares of gender add up" not in page


def test_every_problem_is_told_by_row_and_the_text_stays(anna, path) -> None:
    upload(anna, path)
    give(anna, path)
    bad = "feature,value,share\ngender,Woman,60 %\nshoe,44,1 %\narea,north,50\narea,south,\n"
    sent = give(anna, path, bad)
    page = sent.get_data(as_text=True)
    assert sent.status_code == 400
    assert rows_in_form(page) == bad
    for row, problem in (
        (2, "“Woman” is written “woman” in the quotas; write it the same"),
        (3, "nobody was asked about “shoe”; write one of gender, area, or take its rows out"),
        (4, "“50” is more than the whole; a percentage has its sign: 50 %"),
        (5, "“” is no number such as 2.4 %, 0.024 or 1/40"),
    ):
        assert re.search(rf'<th class="num" scope="row">{row}</th>', page)
        assert problem in re.sub("<[^>]+>", "", page)
    assert "gender;woman;60 %" in rows_in_form(anna.read(f"{path}/population")), "as it was kept"


def test_a_wrong_file_comes_back_as_rows_on_their_lines(anna, path) -> None:
    upload(anna, path)
    wrong = "\nfeature;value;share\n\ngender;woman;50 %\ngender;man;many\n"
    sent = give(anna, path, "typed", file=(BytesIO(wrong.encode()), "town.csv"))
    assert sent.status_code == 400
    lines = rows_in_form(sent.get_data(as_text=True)).removeprefix("\n").split("\n")
    assert lines[-4:-1] == ["", "gender;woman;50 %", "gender;man;many"]
    good = (BytesIO(wrong.replace("many", "1/2").encode()), "town.csv")
    assert give(anna, path, "typed", file=good).status_code == 302
    assert "gender;man;50 %" in rows_in_form(anna.read(f"{path}/population"))


def test_a_decimal_comma_can_be_typed_into_the_rows_as_they_stand(anna, path) -> None:
    upload(anna, path)
    give(anna, path, "feature;value;share\ngender;woman;60,5 %\ngender;man;39,5 %\n")
    assert ["woman", "60.5%", "50.0%"] in table_in(anna.read(f"{path}/population"))


def test_shares_of_more_than_everybody_are_refused_in_the_language_of_the_page(anna, path) -> None:
    upload(anna, path)
    bad = TOWN.replace("40 %", "50 %")
    anna.read("/?lang=da")
    sent = give(anna, path, bad)
    page = sent.get_data(as_text=True)
    assert sent.status_code == 400
    words = re.sub("<[^>]+>", "", page)
    assert "Andelene for »gender« giver tilsammen 110 %; ret en" in words
    assert rows_in_form(page) == bad


def test_nothing_at_all_is_told_beside_the_rows(anna, path) -> None:
    sent = give(anna, path, " \r\n")
    assert sent.status_code == 400
    assert "Choose a file, or paste its rows here." in sent.get_data(as_text=True)


def test_it_can_be_given_before_there_are_people_and_what_nobody_is_asked_is_said(
    anna, path
) -> None:
    assert give(anna, path, TOWN + "shoe,44,1\n").status_code == 302
    assert "they are shown here beside the population" in anna.read(f"{path}/population")
    upload(anna, path)
    page = anna.read(f"{path}/population")
    assert "Nobody was asked about shoe, so its shares are not shown." in page
    assert ["woman", "60.0%", "50.0%"] in table_in(page)


def test_quotas_that_are_shares_are_kept_as_the_population_too(anna, path) -> None:
    give(anna, path, "feature,value,share\ngender,woman,60 %\ngender,man,40 %\n")
    assert upload(anna, path, quotas=SHARES, size="8").status_code == 302
    assert "kept as the population too" in anna.read(f"{path}/people")
    assert rows_in_form(anna.read(f"{path}/population")).split("\n")[1:5] == [
        "gender;woman;50 %", "gender;man;50 %", "area;north;62.5 %", "area;south;37.5 %",
    ]  # fmt: skip


def test_the_lottery_and_the_panel_stand_beside_it_and_all_seats_are_told(anna, drawn) -> None:
    for page in ("lottery", "panel"):
        assert "Give the shares of the population" in anna.read(f"{drawn}/{page}")
    give(anna, drawn)
    assert ["woman", "60.0%", "50.0%"] in table_in(anna.read(f"{drawn}/lottery"))
    assert ["woman", "60.0%", "50.0%", "50.0%", "3"] in table_in(anna.read(f"{drawn}/panel"))
    assert ["woman", "60.0%", "50.0%", "50.0%", "3"] in table_in(anna.read(f"{drawn}/population"))


def test_the_public_page_the_report_and_the_open_data_show_it_once_the_panel_is_drawn(
    app, anna, committed, stranger
) -> None:
    public = f"/assemblies/{committed.rsplit('/', 1)[1]}"
    give(anna, committed)
    assert "likeness" not in stranger.read(public)
    assert stranger.get(f"{public}/data/population.csv").status_code == 404
    anna.post(f"{committed}/draw", seed=DICE, again=DICE, reserves="3")
    assert ["woman", "60.0%", "50.0%", "50.0%", "3"] in table_in(stranger.read(public))
    csv = stranger.get(f"{public}/data/population.csv").get_data(as_text=True)
    assert csv.split() == [
        "\ufefffeature,value,share",
        "gender,woman,0.6",
        "gender,man,0.4",
        "area,north,0.5",
    ]
    assert "It decided nothing" in stranger.read(f"{public}/report.html")
    after = stranger.get(f"{public}/bundle.zip").data
    assert anna.post(f"{committed}/population/forget").status_code == 302
    assert stranger.get(f"{public}/bundle.zip").data == after, "it is in no bundle"
    assert "likeness" not in stranger.read(public)
    assert stranger.get(f"{public}/data/population.csv").status_code == 404


def test_withheld_answers_stay_withheld_beside_the_population(app, anna, path, stranger) -> None:
    upload(anna, path)
    anna.post(f"{path}/lottery", **FAIR)
    app.extensions["jobs"].finish()
    anna.post(f"{path}/commitment", answers="withhold")
    anna.post(f"{path}/draw", seed=DICE, again=DICE, reserves="3")
    give(anna, path)
    public = f"/assemblies/{path.rsplit('/', 1)[1]}"
    assert "It decided nothing" not in stranger.read(f"{public}/report.html")


def test_a_draw_of_replacements_shows_that_of_the_first_draw(anna, drawn) -> None:
    give(anna, drawn)
    panel = re.findall(r'name="was (c\d+)"', anna.read(f"{drawn}/panel"))
    replaced = anna.post(f"{drawn}/replace", withdrawn=panel[0], unavailable="", title="In May")
    follows = replaced.headers["Location"].removesuffix("/people")
    assert anna.get(f"{follows}/population").headers["Location"] == f"{drawn}/population"
    assert give(anna, follows).status_code == 409
