"""The pages from a lottery to its commitment and to the panel."""

import re

import pytest

from deliberation.assembly import Job, JobState
from deliberation.procedures.work import LOTTERY, STOPPED
from tests.webapp.two_files import DICE, FAIR, QUOTAS, upload


def test_the_chances_of_two_values_together_stand_folded_the_most_uneven_first(
    app, anna, path
) -> None:
    """One of the eight in the south and five of the sixteen in the north."""
    upload(anna, path, quotas=QUOTAS.replace("north,3,5", "north,5,5").replace("1,3", "1,1"))
    anna.post(f"{path}/lottery", **FAIR)
    app.extensions["jobs"].finish()

    page = anna.read(f"{path}/lottery")

    told = "Shown are 4 of 4 pairs: those whose mean chance is farthest from 25.0%, the mean of all"
    assert told in page
    found = re.search(r'id="pairs-caption">.*?</table>', page, re.S)
    assert found
    rows = re.findall(r"<tr>(.*?)</tr>", found[0], re.S)
    cells = [re.findall(r">([^<>]+)<", row) for row in rows]
    assert cells[0] == ["Group", "And group", "People", "Lowest", "Mean", "Highest"]
    assert {tuple(row[:2]) for row in cells[1:3]} == {
        ("area: south", "gender: man"),
        ("area: south", "gender: woman"),
    }
    assert cells[1][2:] == ["4", "12.5%", "12.5%", "12.5%"]
    assert [row[2] for row in cells[3:]] == ["8", "8"]


def test_progress_is_answered_304_while_nothing_is_new(anna, path) -> None:
    upload(anna, path)
    first = anna.get(f"{path}/lottery/progress")
    again = anna.get(f"{path}/lottery/progress", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304


def test_a_lottery_that_was_interrupted_is_told_at_the_next_start(tmp_path, start) -> None:
    from datetime import UTC, datetime

    from deliberation.procedures import accounts, recruit
    from deliberation.sortition import Person, Pool, Quota, Quotas

    address = f"sqlite:///{tmp_path}/town.db"
    begin = start(DATABASE=address).extensions["begin"]
    pool = Pool((Person("c1", {"gender": "woman"}), Person("c2", {"gender": "woman"})))
    with begin() as store:
        accounts.add_facilitator(store, name="anna", password_hash="x", id="f1")
        recruit.create_assembly(
            store, title="T", question="Q", by="f1", now=datetime.now(UTC), id="a1"
        )
        quotas = Quotas(1, (Quota("gender", "woman", 1, 1),))
        recruit.replace_pool(store, "a1", pool, quotas, by="f1")
        recruit.begin_lottery(store, "a1", by="f1", id="j1")

    begin = start(DATABASE=address).extensions["begin"]

    with begin() as store:
        assert store.job("j1").state == "failed"
        assert "interrupted" in store.job("j1").words


@pytest.mark.parametrize(
    ("words", "next_step", "other"),
    [
        (STOPPED, "Compute the lottery again", "Change the people or the quotas"),
        ("stuck", "Change the people or the quotas", "Compute the lottery again"),
    ],
)
def test_after_a_failure_what_helps_is_the_next_step(
    app, anna, path, words, next_step, other
) -> None:
    upload(anna, path)
    app.extensions["jobs"].finish()
    with app.extensions["begin"]() as store:
        job = Job("j1", path.rsplit("/", 1)[1], LOTTERY, JobState.WAITING)
        store.add_job(job)
        store.update_job("j1", JobState.FAILED, 0.0, words)

    page = anna.read(f"{path}/lottery").partition("<main")[2]

    filled = re.findall(r'<button>([^<]*)<|<a class="button" [^>]*>([^<]*)<', page)
    assert ["".join(names) for names in filled] == [next_step]
    assert other in page


def test_publishing_the_answers_is_chosen_and_never_presumed(app, anna, path) -> None:
    upload(anna, path)
    anna.post(f"{path}/lottery", **FAIR)
    app.extensions["jobs"].finish()

    assert " checked>" not in anna.read(f"{path}/commitment")
    assert anna.post(f"{path}/commitment").status_code == 400
    assert anna.post(f"{path}/commitment", answers="withhold").status_code == 302

    document = anna.get(path.replace("facilitator", "assemblies") + "/lottery.json").json
    assert document["people"][0].keys() == {"id", "digest"}


def test_after_the_commitment_nothing_can_change(anna, committed) -> None:
    assert upload(anna, committed).status_code == 409
    assert anna.post(f"{committed}/lottery", **FAIR).status_code == 409
    assert anna.post(f"{committed}/commitment", answers="publish").status_code == 409
    assert "can no longer change" in anna.read(f"{committed}/people")


def test_the_dice_are_typed_twice_and_must_agree(anna, committed) -> None:
    answer = anna.post(f"{committed}/draw", seed=DICE, again="dice 6 1 4 4 2 6", reserves="3")

    assert answer.status_code == 400
    assert "not the same" in answer.text
    assert anna.get(f"{committed}/panel").status_code == 409


def test_letters_written_in_two_ways_are_the_same_dice(anna, committed) -> None:
    once, twice = "terning \u00e5 6", "terning a\u030a 6"

    assert anna.post(f"{committed}/draw", seed=once, again=twice, reserves="0").status_code == 302


def test_the_panel_stands_beside_the_pool_in_shares(anna, committed) -> None:
    """Three women of six, as twelve of 24 in the pool; a third of the pool lives in the south."""
    seed = {"seed": DICE, "again": DICE}
    anna.post(f"{committed}/draw", **seed | {"reserves": "2"})
    page = anna.read(f"{committed}/panel")
    assert "Share of the pool" in page
    woman = re.search(r"<bdi>woman</bdi></th>(.*?)</tr>", page, re.S)
    south = re.search(r"<bdi>south</bdi></th>(.*?)</tr>", page, re.S)
    assert woman
    assert south
    assert re.findall(r'"num">([^<]*)<', woman[1]) == ["3", "3", "3", "50.0%", "50.0%"]
    assert re.findall(r'"num">([^<]*)<', south[1])[-1] == "33.3%"


def test_the_panel_is_drawn_once(anna, committed) -> None:
    anna.post(f"{committed}/draw", seed=DICE, again=DICE, reserves="3")

    again = anna.post(f"{committed}/draw", seed="dice 1", again="dice 1", reserves="3")

    assert again.status_code == 409
    assert anna.get(f"{committed}/draw").headers["Location"] == f"{committed}/panel"


def test_steps_that_come_too_early_say_what_comes_before(anna, path) -> None:
    assert "Upload the people and the quotas first" in anna.read(f"{path}/lottery")
    assert "Compute the lottery first" in anna.read(f"{path}/commitment")
    assert "Publish the commitment first" in anna.read(f"{path}/draw")
    assert anna.post(f"{path}/lottery", **FAIR).status_code == 409
    assert anna.post(f"{path}/commitment", answers="publish").status_code == 409
    assert anna.post(f"{path}/draw", seed=DICE, again=DICE, reserves="1").status_code == 409
    assert anna.get(f"{path}/commitment/poster").status_code == 409
    assert anna.get(f"{path}/panel.csv").status_code == 409
