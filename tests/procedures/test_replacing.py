"""Members withdraw, and their seats are drawn for: on the ledgers of both draws, and checked."""

import pytest

from deliberation.assembly import Replacing, Stage
from deliberation.errors import InvalidInputError, NotFoundError, ProcedureError
from deliberation.procedures import drawing, publish, recruit, replacing
from deliberation.record.bundle import unbundle
from deliberation.record.canonical import digest
from deliberation.sortition import Person, Pool, Quota, Quotas, Standing
from deliberation.verify import check


@pytest.fixture
def panel(begin, to_commitment, now):
    """The panel of four that was drawn: two young, two old."""
    to_commitment(begin)
    return draw_it(begin, now, "a1")


def draw_it(begin, now, id):
    with begin() as store:
        drawn = drawing.draw_panel(store, id, seed="dice 3 1 4", reserves=2, by="f1", now=now)
    return drawn.panel


def replace(begin, now, gone, *, after="a1", id="a2", by="f1", **more):
    with begin() as store:
        return replacing.replace_members(
            store, after, withdrawn=gone, title="Replacements", by=by, now=now, id=id, **more
        )


def commit(begin, now, id, **terms):
    """Compute the lottery and commit to it."""
    with begin() as store:
        recruit.begin_lottery(store, id, by="f1", id=f"j-{id}")
    recruit.compute_lottery(begin, f"j-{id}", tickets=60)
    shown = {"publish_people": True, "salt": ""} | terms
    with begin() as store:
        return recruit.publish_commitment(store, id, by="f1", now=now, **shown)


def kinds(store, id):
    return [entry.kind for entry in store.ledger(id)]


def of(store, id, kind):
    """What the ledger of an assembly says of a *kind*."""
    return next(entry.payload for entry in store.ledger(id) if entry.kind == kind)


def test_the_pool_and_the_quotas_follow_from_the_draw_before(begin, panel, now):
    assert replace(begin, now, panel[:1]) == "a2"
    with begin.reading() as store:
        assert store.assembly("a2").stage is Stage.POOL
        assert store.assembly("a2").question == store.assembly("a1").question
        assert store.quotas("a2") == store.quotas("a1")
        before, after = store.pool("a1"), store.pool("a2")
        assert after.ids == before.ids
        by_standing = {s: {p.id for p in after if p.standing is s} for s in Standing}
        assert by_standing[Standing.IN] == {*panel[1:]}
        assert by_standing[Standing.OUT] == {panel[0]}
        assert store.replacing("a2") == Replacing("a1", (panel[0],))
        assert store.replaced_by("a1") == "a2"
        assert store.replacing("a1") is None
        assert kinds(store, "a1")[-1] == "draw"  # nothing is decided yet


@pytest.mark.parametrize("publish_people", [True, False])
def test_a_stranger_checks_both_bundles_and_finds_each_draw_on_the_ledger_of_the_other(
    begin, panel, now, publish_people
):
    replace(begin, now, panel[:2])
    commitment = commit(begin, now, "a2", publish_people=publish_people, salt="s" * 32)
    second = draw_it(begin, now, "a2")
    assert {*panel[2:]} < {*second}
    assert not {*panel[:2]} & {*second}
    with begin.reading() as store:
        assert kinds(store, "a2") == ["assembly", "replacement", "pool", "lottery", "draw"]
        assert kinds(store, "a1")[-2:] == ["draw", "replaced"]
        assert of(store, "a1", "replaced")["commitment"] == commitment
        first, again = (publish.assembly_bundle(store, id) for id in ("a1", "a2"))
        after = unbundle(again)["replacement.json"]["after"]
        assert digest(after) == of(store, "a1", "draw")["document"]
    assert f"not checked: the draw of replacements, committed to as {commitment}" in check(first)
    lines = check(again, commitment=commitment)
    assert f"holds: 2 stay of the draw with the digest {digest(after)}, on every panel" in lines
    assert "holds: the quotas are those of that draw" in lines


def test_members_withdraw_again_and_an_alternate_had_joined(begin, panel, now):
    with begin.reading() as store:
        young = {p.id for p in store.pool("a1") if p.features["age"] == "young"}
        joined = next(id for id in store.alternates("a1") if id in young)
    gone = [id for id in panel if id in young]
    replace(begin, now, gone, joined=[joined])
    commit(begin, now, "a2")
    second = draw_it(begin, now, "a2")
    assert joined in second
    assert replace(begin, now, [joined], after="a2", id="a3") == "a3"
    commit(begin, now, "a3")
    third = draw_it(begin, now, "a3")
    assert not {*gone, joined} & {*third}
    with begin.reading() as store:
        assert check(publish.assembly_bundle(store, "a3"))
        assert kinds(store, "a2")[-1] == "replaced"


def test_until_the_commitment_it_may_be_said_again_who_withdrew(begin, panel, now):
    replace(begin, now, panel[:1])
    with begin() as store:
        recruit.begin_lottery(store, "a2", by="f1", id="j2")
    recruit.compute_lottery(begin, "j2", tickets=60)
    assert replace(begin, now, panel[1:3], id="a9", unavailable=["p11"]) == "a2"
    with begin.reading() as store:
        assert store.assembly("a2").stage is Stage.POOL  # the lottery is gone
        assert store.replacing("a2") == Replacing("a1", panel[1:3], (), ("p11",))
        with pytest.raises(NotFoundError):
            store.assembly("a9")
    commit(begin, now, "a2")
    with pytest.raises(ProcedureError, match="is committed to"):
        replace(begin, now, panel[:1], id="a9")


def test_quotas_that_cannot_be_met_any_more_are_widened_by_a_repair_that_was_found(
    begin, panel, now
):
    """Four are old, two of them on the panel; when three cannot come, one seat is left to one."""
    with begin() as store:
        old = [p.id for p in store.pool("a1") if p.features["age"] == "old"]
    gone = [id for id in panel if id in old]
    others = [id for id in old if id not in gone]
    replace(begin, now, gone[:1], unavailable=others)
    with begin() as store:
        recruit.begin_check(store, "a2", by="f1", id="c2")
    recruit.compute_check(begin, "c2")
    with begin() as store:
        found = store.found("a2")
        assert found.conflict is not None
        with pytest.raises(InvalidInputError, match="no such change"):
            replacing.widen_quotas(store, "a2", repair=len(found.repairs), by="f1")
        replacing.widen_quotas(store, "a2", repair=0, by="f1")
        assert store.quotas("a2") == Quotas(
            4, (Quota("age", "young", 2, 3), Quota("age", "old", 1, 2))
        )
    commit(begin, now, "a2")
    draw_it(begin, now, "a2")
    with begin.reading() as store:
        lines = check(publish.assembly_bundle(store, "a2"))
    assert "not checked: why the quotas are others than those of that draw" in lines


def test_what_is_out_of_turn_or_does_not_fit_is_refused(begin, to_commitment, now):
    to_commitment(begin)
    with pytest.raises(ProcedureError, match="not drawn yet"):
        replace(begin, now, ["p00"])
    panel = draw_it(begin, now, "a1")
    outside = next(f"p{n:02}" for n in range(12) if f"p{n:02}" not in panel)
    for wrong, sentence in (
        ({"gone": [outside]}, f"'{outside}' is not on the panel"),
        ({"gone": panel[:1], "joined": panel[1:2]}, f"'{panel[1]}' is on the panel already"),
        ({"gone": panel[:1], "unavailable": ["p99"]}, "'p99' is not in the pool"),
        ({"gone": []}, "no seat is free"),
        ({"gone": panel[:1], "unavailable": panel[1:2]}, "say one of the two"),
    ):
        with pytest.raises(InvalidInputError, match=sentence):
            replace(begin, now, **wrong)
    with pytest.raises(NotFoundError):
        replace(begin, now, panel[:1], by="f2")
    replace(begin, now, panel[:1])
    pool = Pool((Person("p00", {"age": "old"}),))
    with begin() as store:
        with pytest.raises(ProcedureError, match="follows from the draw before"):
            recruit.replace_pool(
                store, "a2", pool, Quotas(1, (Quota("age", "old", 0, 1),)), by="f1"
            )
        with pytest.raises(ProcedureError, match="by another file"):
            replacing.widen_quotas(store, "a1", repair=0, by="f1")
        with pytest.raises(NotFoundError):
            publish.replacement_document(store, "a1")
