"""Whether the quotas can be met, beside the quotas; and work that is cancelled."""

import re
from io import BytesIO
from threading import Event

import pytest

from deliberation.errors import SolverError
from deliberation.procedures import recruit
from deliberation.sortition import OBJECTIVES, leximin
from webapp.facilitator import check

PEOPLE = "id,gender,age\n" + "".join(
    f"c{n:02},{'man' if n % 3 else 'woman'},{'old' if n % 5 == 0 else 'young'}\n" for n in range(30)
)
POSSIBLE = "feature,value,min,max\ngender,woman,3,3\ngender,man,3,3\nage,old,2,3\nage,young,3,4\n"
CONFLICT = "feature,value,min,max\ngender,woman,6,6\ngender,man,0,2\nage,old,4,5\nage,young,1,2\n"
BARRED = "feature,value,min,max\ngender,woman,3,3\ngender,man,3,3\ngender,other,0,1\n"
FAIR = {"objective": "leximin", "tickets": "100"}
LANGUAGES = ("en", "da", "ar")


@pytest.fixture
def path(anna) -> str:
    """The page of a new assembly."""
    return str(anna.post("/facilitator/new", title="Town", question="How?").headers["Location"])


@pytest.fixture
def worker(app):
    return app.extensions["jobs"]


def upload(visitor, path: str, quotas: str, people: str = PEOPLE):
    files = {
        name: (BytesIO(text.encode()), f"{name}.csv")
        for name, text in (("people", people), ("quotas", quotas))
    }
    return visitor.post(f"{path}/people", size="6", per_household="1", **files)


def text_of(page: str) -> str:
    """What stands on a page, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_an_upload_is_checked_at_once_and_says_what_each_quota_costs(anna, path, worker) -> None:
    upload(anna, path, POSSIBLE)
    worker.finish()

    page = anna.read(f"{path}/people")
    said = text_of(page)
    assert "Yes. There are panels that meet every quota." in said
    now, wider = re.search(
        r"“gender”, the lowest chance would be ([\d.]+)% instead of ([\d.]+)%", said
    ).groups()[::-1]
    assert float(now) < float(wider)
    assert f"a chance of more than {now}%" in said
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="figure"' in page
    assert 'id="prices-caption"' in page, "a table stands behind the picture"
    assert "Next: the lottery" in said


def test_a_conflict_is_marked_in_the_table_and_repairs_stand_below(anna, path, worker) -> None:
    upload(anna, path, CONFLICT)
    worker.finish()

    page = anna.read(f"{path}/people")
    said = text_of(page)
    assert "No. No panel from this pool meets every quota." in said
    assert re.search(r"These cannot all hold together: .* at (least|most) \d \(\d+ people", said)
    assert 'class="marked"' in page
    assert said.count("Part of the conflict") == page.count('class="marked"')
    assert re.search(r"Change 1: \d seats? of room .*: allow \d to \d instead of \d to \d", said)
    assert re.search(r"The lowest chance of a seat is then [\d.]+% at most\.", said)
    assert "Next: the lottery" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lottery_that_cannot_be_tells_the_conflict_in_the_visitor_s_language(
    anna, path, worker, language
) -> None:
    upload(anna, path, CONFLICT)
    anna.post(f"{path}/lottery", **FAIR)
    worker.finish()

    page = anna.read(f"{path}/lottery?lang={language}")
    assert ("no panel from this pool" in page) is (language == "en")
    assert "allow" not in page or language == "en"
    assert text_of(page).count("gender: ") > 1


def test_who_can_be_on_no_panel_is_named_with_what_makes_room(anna, path, worker) -> None:
    upload(anna, path, BARRED, people=PEOPLE + "x1,other,old\n")
    worker.finish()

    said = text_of(anna.read(f"{path}/people"))
    assert "But 1 person is on none of them" in said
    assert re.search(r"1 person x1 With this person on the panel, this cannot all hold:", said)
    assert re.search(r"change that makes room: gender: \w+: allow 2 to 3 instead of 3 to 3", said)
    anna.post(f"{path}/lottery", **FAIR)
    worker.finish()
    assert "1 person is on no panel" in text_of(anna.read(f"{path}/lottery"))


def test_other_files_forget_what_was_found_about_those_before(anna, path, worker) -> None:
    upload(anna, path, CONFLICT)
    worker.finish()
    upload(anna, path, POSSIBLE)
    worker.finish()

    assert "Part of the conflict" not in anna.read(f"{path}/people")


def test_while_it_is_checked_the_part_is_asked_for_again(anna, path, worker, monkeypatch) -> None:
    go_on = held(monkeypatch)
    upload(anna, path, POSSIBLE)

    part = anna.get(f"{path}/people/check")
    assert 'data-poll="1"' in part.text
    assert "<progress" in part.text
    assert "Cancel the check" in part.text
    same = anna.get(f"{path}/people/check", headers={"If-None-Match": part.headers["ETag"]})
    assert same.status_code in (200, 304)
    go_on.set()
    worker.finish()
    assert "data-poll" not in anna.read(f"{path}/people/check")


def held(monkeypatch) -> Event:
    """Holds every check until the event is set."""
    go_on, real = Event(), recruit.explain

    def slow(pool, quotas, *, report):
        go_on.wait(10)
        return real(pool, quotas, report=report)

    monkeypatch.setattr(recruit, "explain", slow)
    return go_on


def test_a_check_that_is_cancelled_leaves_nothing_and_can_be_begun_again(
    anna, path, worker, monkeypatch, caplog
) -> None:
    go_on = held(monkeypatch)
    upload(anna, path, POSSIBLE)
    assert anna.post(f"{path}/people/cancel").headers["Location"] == f"{path}/people"
    go_on.set()
    worker.finish()

    page = anna.read(f"{path}/people")
    assert "The check was cancelled. You can begin it again." in page
    assert "That has not been checked yet." in page
    assert anna.post(f"{path}/people/check").status_code == 302
    worker.finish()
    assert "Yes. There are panels" in anna.read(f"{path}/people")
    assert not caplog.records, "a job that was cancelled is no accident"


def test_a_check_that_the_optimiser_gave_up_says_so_and_offers_another(
    anna, path, worker, monkeypatch
) -> None:
    def stuck(pool, quotas, *, report):
        raise SolverError("no panel was found in time; widen some quotas and try again")

    monkeypatch.setattr(recruit, "explain", stuck)
    upload(anna, path, POSSIBLE)
    worker.finish()

    page = anna.read(f"{path}/people")
    assert "no panel was found in time" in page
    assert "Check the quotas" in page


@pytest.fixture
def slow_lottery(monkeypatch) -> tuple[Event, Event]:
    """Whether a lottery is at work, and whether it may go on: it says every step."""
    at_work, go_on = Event(), Event()

    def slow(pool, quotas, *, tickets=1000, report=None):
        report(0.1, "finding panels")
        at_work.set()
        go_on.wait(10)
        report(0.5, "finding panels")
        return leximin(pool, quotas, tickets=tickets, report=report)

    from webapp.facilitator import lottery

    monkeypatch.setattr(lottery, "OBJECTIVES", {**OBJECTIVES, "leximin": slow})
    return at_work, go_on


def test_a_lottery_at_work_is_cancelled_and_can_be_begun_again(
    anna, path, worker, slow_lottery, caplog
) -> None:
    at_work, go_on = slow_lottery
    upload(anna, path, POSSIBLE)
    anna.post(f"{path}/lottery", **FAIR)
    assert at_work.wait(10)
    assert "Cancel the computation" in anna.read(f"{path}/lottery")

    assert anna.post(f"{path}/lottery/cancel").headers["Location"] == f"{path}/lottery"
    page = anna.read(f"{path}/lottery")
    assert "The computation was cancelled. You can begin it again." in page
    assert "Compute the lottery" in page
    assert "No lottery is being computed." in anna.read(f"{path}/lottery/progress")
    go_on.set()
    worker.finish()
    assert "What is guaranteed" not in anna.read(f"{path}/lottery"), "nothing was kept"

    anna.post(f"{path}/lottery", **FAIR)
    worker.finish()
    assert "What is guaranteed" in anna.read(f"{path}/lottery")
    assert not caplog.records, "a job that was cancelled is no accident"


def test_a_lottery_that_waits_for_its_turn_is_cancelled(
    anna, path, worker, monkeypatch, caplog
) -> None:
    go_on = held(monkeypatch)
    upload(anna, path, POSSIBLE)
    anna.post(f"{path}/lottery", **FAIR)
    assert "waiting for its turn" in anna.read(f"{path}/lottery")

    anna.post(f"{path}/lottery/cancel")
    go_on.set()
    worker.finish()

    assert "No lottery is being computed." in anna.read(f"{path}/lottery/progress")
    assert not caplog.records


def test_cancelling_where_nothing_is_at_work_changes_nothing(anna, path, worker) -> None:
    upload(anna, path, POSSIBLE)
    anna.post(f"{path}/lottery", **FAIR)
    worker.finish()

    assert anna.post(f"{path}/lottery/cancel").status_code == 302
    assert anna.post(f"{path}/people/cancel").status_code == 302

    page = anna.read(f"{path}/lottery")
    assert "cancelled" not in page
    assert "What is guaranteed" in page


def test_the_work_of_another_facilitator_is_out_of_reach(anna, bo, path, worker) -> None:
    upload(anna, path, POSSIBLE)
    worker.finish()

    for page in ("people/check", "people/cancel", "lottery/cancel"):
        assert bo.post(f"{path}/{page}").status_code == 404
    assert bo.get(f"{path}/people/check").status_code == 404
    assert "Yes. There are panels" in anna.read(f"{path}/people")


def test_there_is_nothing_to_check_without_files(anna, path) -> None:
    assert anna.post(f"{path}/people/check").status_code == 409


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_every_objective_can_be_chosen_and_says_what_it_guarantees(
    anna, path, worker, objective
) -> None:
    upload(anna, path, POSSIBLE)
    page = anna.read(f"{path}/lottery")
    assert f'value="{objective}" required' in page
    assert re.findall(r'value="(\w+)" required checked', page) == ["leximin", "1000"]

    anna.post(f"{path}/lottery", objective=objective, tickets="100")
    worker.finish()

    page = anna.read(f"{path}/lottery")
    assert "Gini" in page
    assert re.findall(r'value="(\w+)" required checked', page) == [objective, "100"]
    proven = "exact numbers" in page or "word of the optimiser" in page
    assert proven is (objective != "greedy")
    assert ("for comparison only: nothing" in page) is (objective == "greedy")
    assert ("Next: publish the commitment" in page) is (objective != "greedy")


@pytest.mark.parametrize("wrong", [{"objective": "whim"}, {"tickets": "7"}, {"tickets": ""}])
def test_an_objective_and_a_number_of_tickets_are_chosen_from_the_list(
    anna, path, worker, wrong
) -> None:
    upload(anna, path, POSSIBLE)
    worker.finish()

    answer = anna.post(f"{path}/lottery", **FAIR | wrong)

    assert answer.status_code == 400
    assert "Choose one." in answer.text
    assert "Traceback" not in answer.text


def test_more_than_a_few_people_on_no_panel_are_folded(anna, path, worker) -> None:
    strangers = "".join(f"x{n},other,old\n" for n in range(check.NAMED + 1))
    upload(anna, path, BARRED, people=PEOPLE + strangers)
    worker.finish()

    page = anna.read(f"{path}/people")
    assert "Their ids" in page
    assert "x20" in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("quotas", [POSSIBLE, CONFLICT])
def test_what_was_found_speaks_every_language(anna, path, worker, quotas, language) -> None:
    upload(anna, path, quotas)
    worker.finish()

    assert "Can these quotas be met?" not in anna.read(f"{path}/people?lang={language}") or (
        language == "en"
    )


def test_a_panel_that_was_drawn_unchecked_is_not_asked_about(anna, assembly) -> None:
    assert "Can these quotas be met?" not in anna.read("/facilitator/a1/people")
