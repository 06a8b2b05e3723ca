"""The population stands beside the pool and the panel, and decides nothing."""

from datetime import date
from fractions import Fraction

import pytest

from deliberation.errors import InvalidInputError, NotAllowedError, NotFoundError, ProcedureError
from deliberation.procedures import drawing, recruit, replacing
from deliberation.procedures.archiving import archive_assembly
from deliberation.procedures.copying import duplicate
from deliberation.procedures.deleting import delete_assembly
from deliberation.procedures.populating import forget_population, give_population, population_of
from deliberation.procedures.publish import assembly_bundle
from deliberation.record.bundle import unbundle
from deliberation.roles import Role

TOWN = {"age": {"old": Fraction(3, 10), "young": Fraction(7, 10)}}
OTHER = {"age": {"young": Fraction(1, 2)}}


def give(begin, population=TOWN, id="a1", by="f1"):
    with begin() as store:
        give_population(store, id, population, by=by)


def given(begin, id="a1"):
    with begin.reading() as store:
        return population_of(store, id)


def test_what_was_given_comes_back_in_its_order_until_it_is_replaced_or_taken_away(begin):
    assert given(begin) == {}
    give(begin)
    assert given(begin) == TOWN
    assert [*given(begin)["age"]] == ["old", "young"]
    give(begin, OTHER)
    assert given(begin) == OTHER
    with begin() as store:
        forget_population(store, "a1", by="f1")
    assert given(begin) == {}


def test_every_problem_is_told_and_what_was_kept_stays(begin):
    give(begin)
    with pytest.raises(InvalidInputError) as refused:
        give(begin, {"age": {"old": Fraction(0)}, "area": {"n": Fraction(2), "s": Fraction(-1)}})
    assert len(refused.value.problems) == 2
    with pytest.raises(InvalidInputError, match="no share"):
        give(begin, {})
    assert given(begin) == TOWN


def test_it_may_change_after_the_draw_and_nothing_that_is_published_changes(
    begin, to_commitment, now
):
    to_commitment(begin)
    with begin() as store:
        drawing.draw_panel(store, "a1", seed="dice 3 1 4", reserves=2, by="f1", now=now)
        before = unbundle(assembly_bundle(store, "a1")), store.ledger("a1")
    give(begin)
    with begin.reading() as store:
        assert (unbundle(assembly_bundle(store, "a1")), store.ledger("a1")) == before
    with begin() as store:
        archive_assembly(store, "a1", by="f1", now=now)
    with pytest.raises(ProcedureError, match="over"):
        give(begin, OTHER)
    assert given(begin) == TOWN


def test_a_lottery_that_was_computed_stays(begin, to_lottery):
    to_lottery(begin)
    with begin.reading() as store:
        before = store.lottery("a1")
    give(begin)
    with begin.reading() as store:
        assert store.lottery("a1") == before


def test_another_pool_leaves_the_population_as_it_is(begin, to_pool):
    give(begin)
    to_pool(begin)
    assert given(begin) == TOWN


def test_a_draw_of_replacements_has_that_of_the_first_draw(begin, to_commitment, now):
    to_commitment(begin)
    give(begin)
    with begin() as store:
        gone = drawing.draw_panel(store, "a1", seed="dice 3 1 4", reserves=2, by="f1", now=now)
        replacing.replace_members(
            store, "a1", withdrawn=gone.panel[:1], title="Again", by="f1", now=now, id="a2"
        )
    assert given(begin, "a2") == TOWN
    with pytest.raises(ProcedureError, match="first draw"):
        give(begin, OTHER, id="a2")
    with begin() as store, pytest.raises(ProcedureError, match="first draw"):
        forget_population(store, "a2", by="f1")


def test_only_those_who_draw_may_change_it(begin):
    with pytest.raises(NotFoundError):
        give(begin, by="f2")
    with begin() as store:
        store.put_in_team("a1", "f2", Role.INITIATOR)
    with pytest.raises(NotAllowedError):
        give(begin, by="f2")
    with begin() as store:
        store.put_in_team("a1", "f2", Role.DRAW_OFFICER)
    give(begin, by="f2")
    assert given(begin) == TOWN


def test_a_copy_has_the_population_of_its_model_and_a_deleted_assembly_none(begin, now):
    give(begin)
    with begin() as store:
        duplicate(
            store, "a1", title="T", question="Q", first=date(2027, 1, 1), by="f1", now=now,
            new_id=lambda: "a9",
        )  # fmt: skip
        delete_assembly(store, "a1", by="f1", now=now)
        recruit.create_assembly(store, title="T", question="Q", by="f1", now=now, id="a1")
    assert given(begin, "a9") == TOWN
    assert given(begin) == {}
