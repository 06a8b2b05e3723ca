"""The pages on which people and quotas are sent say what is wrong, and what would help."""

import re

import pytest

from tests.webapp.test_facilitator import next_step
from tests.webapp.two_files import FAIR, PEOPLE, QUOTAS, file, upload
from webapp.facilitator import unmet


def test_problems_stand_beside_the_rows_and_the_size_is_kept(anna, path) -> None:
    bad = PEOPLE.replace("c003,woman", "c003,womn").replace("c005,woman", "c004,woman")

    answer = upload(anna, path, people=bad)

    assert answer.status_code == 400
    assert re.search(r'scope="row">4</th>\s*<td[^>]*>.*womn.*has no quota', answer.text)
    assert re.search(r'scope="row">6</th>\s*<td[^>]*>.*c004.*already', answer.text)
    assert "<bdi>womn</bdi>" in answer.text, "the row itself is shown"
    assert 'name="size" type="text" value="6"' in answer.text
    assert "Traceback" not in answer.text


def test_a_good_file_need_not_be_chosen_again(anna, path) -> None:
    bad = upload(anna, path, quotas=QUOTAS.replace("woman,3,3", "woman,5,3"))
    assert bad.status_code == 400
    assert "people.csv” is kept" in bad.text

    again = upload(anna, path, people=None)

    assert again.status_code == 302
    assert "24" in anna.read(f"{path}/people")


def test_quotas_for_more_seats_than_there_are_come_back_with_what_would_help(anna, path) -> None:
    """Nothing of them is kept, and yet what helps is computed, with everybody's chances."""
    more = QUOTAS.replace("woman,3,3", "woman,5,5")

    page = upload(anna, path, quotas=more).text

    assert "add up to 8, more than the 6 seats" in page
    assert "gender: woman: at least 5 (12 people in the pool)" in page
    assert "gender: man: at least 3 (12 people in the pool)" in page
    assert "No smaller set of quotas conflicts; that is proven." in page
    assert "gender: woman: allow 3 to 5 instead of 5 to 5" in page
    assert "gender: man: allow 1 to 3 instead of 3 to 3" in page
    assert page.count("Change 1") == page.count("Change 3") == 2, "as a card, and over a column"
    assert "The chance of a seat, from the lowest to the highest in each group" in page
    assert "Upload the people and the quotas first" in anna.read(f"{path}/lottery")


@pytest.mark.parametrize("limit", ["MANY", "PATIENCE"])
def test_what_would_take_too_long_is_said_to(anna, path, monkeypatch, limit) -> None:
    monkeypatch.setattr(unmet, limit, 0)
    page = upload(anna, path, quotas=QUOTAS.replace("woman,3,3", "woman,5,5")).text
    assert "add up to 8, more than the 6 seats" in page
    assert "That takes longer than a page can wait. Mend the sums first." in page
    assert "called off" not in page


def test_nothing_is_computed_of_quotas_with_which_more_is_wrong(anna, path) -> None:
    more = QUOTAS.replace("woman,3,3", "woman,5,5").replace("south,1,3", "south,1,x")

    page = upload(anna, path, quotas=more).text

    assert "is not a whole number" in page
    assert "What would help" not in page


def test_both_files_are_asked_for(anna, path) -> None:
    answer = upload(anna, path, people=None, quotas=None)

    assert answer.status_code == 400
    assert answer.text.count("Choose a file.") == 2


@pytest.mark.parametrize("size", ["", "0", "six", "-3", "1001", "6.5", "1" * 5000])
def test_a_panel_has_a_whole_number_of_seats(anna, path, size) -> None:
    people, quotas = file(PEOPLE, "p.csv"), file(QUOTAS, "q.csv")
    answer = anna.post(f"{path}/people", size=size, per_household="1", people=people, quotas=quotas)

    assert answer.status_code == 400
    assert "whole number from 1 to 1000" in answer.text


@pytest.mark.parametrize(
    "people", ["", "id\n", "\x00\x01", "PK\x03\x04 no workbook", "<html>", "id,gender\n" * 3]
)
def test_a_file_that_is_none_gets_a_sentence(anna, path, people) -> None:
    answer = upload(anna, path, people=people)

    assert answer.status_code == 400
    assert "does not fit yet" in answer.text


def test_script_in_a_file_is_shown_as_text(anna, path) -> None:
    script = "<script>alert(1)</script>"
    answer = anna.post(
        f"{path}/people",
        size="6",
        people=file(PEOPLE.replace("c003,woman", f"c003,{script}"), f"{script}.csv"),
        quotas=file(QUOTAS, "quotas.csv"),
        id="",
        household=script,
    )

    assert answer.status_code == 400
    assert script not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_a_warning_stands_beside_a_quota_that_is_hard_to_fill(anna, path) -> None:
    hard = QUOTAS.replace("area,south,1,3", "area,south,3,3").replace("north,3,5", "north,3,3")
    few = "\n".join(line for line in PEOPLE.splitlines() if "south" not in line or "c00" in line)

    upload(anna, path, people=few, quotas=hard)

    assert "Everybody here is chosen for certain." in anna.read(f"{path}/people")


def test_quotas_that_no_panel_meets_say_what_would_help(app, anna, path) -> None:
    people = "id,gender\n" + "".join(f"c{n},{'man' if n else 'woman'}\n" for n in range(9))
    quotas = "feature,value,min,max\ngender,woman,2,3\ngender,man,3,4\n"
    upload(anna, path, people=people, quotas=quotas)

    anna.post(f"{path}/lottery", **FAIR)
    app.extensions["jobs"].finish()

    page = anna.read(f"{path}/lottery")
    assert "cannot be computed" in page
    assert "gender: woman: allow 1 to 3 instead of 2 to 3" in page
    assert next_step(anna, path) == "The lottery"
