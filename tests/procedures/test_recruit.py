"""From a pool to a panel, one way only."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from deliberation.assembly import Stage
from deliberation.errors import InvalidInputError, NotFoundError, ProcedureError
from deliberation.procedures import drawing, recruit
from deliberation.sortition import Person, Pool, alternates, draw

SALT = "5a" * 16


def stage(begin) -> Stage:
    with begin.reading() as store:
        return store.assembly("a1").stage


def commit(begin, now, **changes):
    terms = {"publish_people": True, "salt": "", "by": "f1"} | changes
    with begin() as store:
        return recruit.publish_commitment(store, "a1", now=now, **terms)


def draw_panel(begin, now, seed="dice 3 1 4", by="f1", reserves=3):
    with begin() as store:
        return drawing.draw_panel(store, "a1", seed=seed, reserves=reserves, by=by, now=now)


@pytest.mark.parametrize(("title", "question"), [("", "How?"), ("T", " "), ("T\x07", "How?")])
def test_an_assembly_has_a_title_and_a_question(begin, now, title, question):
    with begin() as store, pytest.raises(InvalidInputError):
        recruit.create_assembly(store, title=title, question=question, by="f1", now=now, id="a2")


def test_a_pool_that_does_not_fit_its_quotas_is_refused_with_every_problem(begin, pool, quotas):
    strangers = Pool((*pool, Person("x1", {"age": "ancient"}), Person("x2", {"age": "unborn"})))
    with begin() as store, pytest.raises(InvalidInputError) as error:
        recruit.replace_pool(store, "a1", strangers, quotas, by="f1")
    assert len(error.value.problems) == 2
    assert stage(begin) is Stage.EMPTY


def test_the_panel_is_the_one_that_the_seed_gives(begin, to_commitment, pool, quotas, now):
    to_commitment(begin)
    drawn = draw_panel(begin, now)
    with begin.reading() as store:
        lottery = store.lottery("a1")
        assert drawn == store.drawn("a1") == draw(lottery, seed="dice 3 1 4")
        assert store.alternates("a1") == alternates(pool, quotas, drawn, count=3)
    assert stage(begin) is Stage.DRAWN


def test_a_panel_is_drawn_once(begin, to_commitment, now):
    to_commitment(begin)
    first = draw_panel(begin, now)
    with pytest.raises(ProcedureError, match="once"):
        draw_panel(begin, now, seed="dice 6 6 6")
    with begin.reading() as store:
        assert store.drawn("a1") == first


def test_of_two_who_draw_at_once_one_draws(busy, to_commitment, now):
    to_commitment(busy)

    def attempt(seed: str) -> bool:
        try:
            draw_panel(busy, now, seed=seed)
        except ProcedureError:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        drew = list(threads.map(attempt, [f"dice {n}" for n in range(8)]))
    assert sum(drew) == 1
    with busy.reading() as store:
        assert store.drawn("a1").seed == f"dice {drew.index(True)}"


def test_a_seed_that_cannot_be_read_leaves_the_draw_open(begin, to_commitment, now):
    to_commitment(begin)
    with pytest.raises(InvalidInputError):
        draw_panel(begin, now, seed="  ")
    assert stage(begin) is Stage.COMMITTED


def test_nothing_is_drawn_before_the_commitment(begin, to_lottery, now):
    to_lottery(begin)
    with pytest.raises(ProcedureError, match="commitment"):
        draw_panel(begin, now)


def test_nothing_is_committed_to_before_the_lottery(begin, to_pool, now):
    with pytest.raises(ProcedureError, match="compute it first"):
        commit(begin, now)
    to_pool(begin)
    with pytest.raises(ProcedureError, match="compute it first"):
        commit(begin, now)


def test_a_commitment_is_published_once(begin, to_commitment, now):
    first = to_commitment(begin)
    with pytest.raises(ProcedureError, match="commitment is published"):
        commit(begin, now, publish_people=False, salt=SALT)
    with begin.reading() as store:
        assert store.commitment("a1").digest == first


@pytest.mark.parametrize("drawn", [False, True])
def test_after_the_commitment_pool_and_lottery_cannot_change(
    begin, to_commitment, pool, quotas, now, drawn
):
    to_commitment(begin)
    if drawn:
        draw_panel(begin, now)
    with begin() as store, pytest.raises(ProcedureError, match="commitment is published"):
        recruit.replace_pool(store, "a1", pool, quotas, by="f1")
    with begin() as store, pytest.raises(ProcedureError, match="commitment is published"):
        recruit.begin_lottery(store, "a1", by="f1", id="j2")


def test_before_the_commitment_everything_may_be_done_again(begin, to_lottery, pool, quotas, now):
    to_lottery(begin)
    with begin() as store:
        recruit.begin_lottery(store, "a1", by="f1", id="j2")
    recruit.compute_lottery(begin, "j2", tickets=30)
    with begin.reading() as store:
        assert store.lottery("a1").total == 30
    fewer = Pool(pool.people[:9])
    with begin() as store:
        recruit.replace_pool(store, "a1", fewer, quotas, by="f1")
    assert stage(begin) is Stage.POOL
    with pytest.raises(ProcedureError, match="compute it first"):
        commit(begin, now)


def test_answers_that_are_withheld_stand_in_no_document(begin, to_lottery, now):
    to_lottery(begin)
    digest = commit(begin, now, publish_people=False, salt=SALT)
    with begin.reading() as store:
        commitment = store.commitment("a1")
    assert commitment.digest == digest
    assert commitment.salt == SALT
    assert {*commitment.document["people"][0]} == {"id", "digest"}
    assert SALT not in repr(commitment)


def test_a_salt_that_is_not_needed_is_not_kept(begin, to_lottery, now):
    to_lottery(begin)
    commit(begin, now, salt=SALT)
    with begin.reading() as store:
        assert store.commitment("a1").salt == ""


def test_a_salt_that_could_be_guessed_is_refused(begin, to_lottery, now):
    to_lottery(begin)
    with pytest.raises(InvalidInputError, match="salt"):
        commit(begin, now, publish_people=False, salt="salt")
    assert stage(begin) is Stage.LOTTERY


def test_another_facilitator_finds_nothing(begin, to_commitment, pool, quotas, now):
    with begin() as store, pytest.raises(NotFoundError):
        recruit.replace_pool(store, "a1", pool, quotas, by="f2")
    with begin() as store, pytest.raises(NotFoundError):
        recruit.begin_lottery(store, "a1", by="f2", id="j2")
    with pytest.raises(NotFoundError):
        commit(begin, now, by="f2")
    to_commitment(begin)
    with pytest.raises(NotFoundError):
        draw_panel(begin, now, by="f2")
    assert stage(begin) is Stage.COMMITTED


def test_households_stay_in_the_store_as_they_were_given(begin, quotas, pool):
    shared = Pool(tuple(replace(person, household="Vej 1") for person in pool.people[:2]))
    everybody = Pool((*shared, *pool.people[2:]))
    with begin() as store:
        recruit.replace_pool(store, "a1", everybody, quotas, by="f1")
    with begin.reading() as store:
        assert store.pool("a1") == everybody
