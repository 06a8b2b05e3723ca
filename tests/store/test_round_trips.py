"""What goes in comes out, as the same value."""

from contextlib import suppress
from dataclasses import replace
from fractions import Fraction

import pytest

from deliberation.assembly import Commitment, Facilitator, IssuedCard, Job, JobState, Stage
from deliberation.beacon import Round
from deliberation.errors import InvalidInputError, NotFoundError
from deliberation.record.announcement import Announcement
from deliberation.sortition import (
    Certificate,
    Draw,
    Ground,
    Guarantee,
    Lottery,
    Numbering,
    Person,
    Pool,
    Quota,
    Quotas,
    Standing,
)
from deliberation.sortition.proofs.ceiling import Ceiling
from deliberation.sortition.proofs.certificate import Level
from deliberation.sortition.proofs.trees import Branch, Leaf
from deliberation.sortition.tickets.mixture import Mixture
from deliberation.store.codec import lottery_of, lottery_row
from deliberation.voting import Ranking

POOL = Pool(
    (
        Person("zoë", {"gender": "woman", "age": "16-29"}, "Vej 1"),
        Person("ali", {"gender": "man", "age": "30+"}, None, Standing.IN),
        Person("bo", {"gender": "man", "age": "16-29"}, "Vej 1"),
    )
)
QUOTAS = Quotas(
    2,
    (
        Quota("gender", "woman", 1, 1),
        Quota("gender", "man", 1, 1, 0, 2),
        Quota("gender", "woman", 0, 1, also=(("age", "16-29"),)),
    ),
    per_household=2,
)
LOTTERY = Lottery(
    POOL.ids,
    (("ali", "zoë"),),
    (3,),
    "leximin",
    {"ali": Fraction(1, 3), "zoë": Fraction(1), "bo": Fraction(0)},
    Guarantee("the lowest chance", Fraction(1, 3), Fraction(1, 2), Ground.SEARCH),
    Certificate(
        Mixture((Fraction(1, 3), Fraction(1)), ((1, 1), (0, 2)), (Fraction(1, 3), Fraction(2, 3))),
        (
            Level(
                Fraction(1, 3),
                (0,),
                Ceiling(
                    (Fraction(1), Fraction(-1, 2)),
                    Fraction(1, 2),
                    Branch(1, 0, Leaf({0: Fraction(1, 2)}), Leaf({})),
                ),
            ),
            Level(Fraction(1), (1,), None),
        ),
    ),
)


def test_a_facilitator_is_found_by_id_and_by_name(begin):
    anna = Facilitator("f1", "Anna", "hash")
    with begin() as store:
        assert store.add_facilitator(anna)
        assert not store.add_facilitator(Facilitator("f2", "Anna", "other"))
    with begin() as store:
        assert store.facilitator("f1") == store.facilitator_named("Anna") == anna
        with pytest.raises(NotFoundError):
            store.facilitator("f2")
        with pytest.raises(NotFoundError):
            store.facilitator_named("Bo")


def test_a_pool_and_its_quotas_come_back_in_their_order(begin, assembly):
    with begin() as store:
        store.replace_pool(assembly.id, POOL, QUOTAS)
    with begin() as store:
        assert store.pool(assembly.id) == POOL
        assert store.quotas(assembly.id) == QUOTAS


def test_the_population_comes_back_exactly_and_in_its_order(begin, assembly):
    town = {"gender": {"woman": Fraction(1, 3), "man": Fraction(2, 3)}, "age": {"30+": Fraction(1)}}
    with begin() as store:
        assert store.population(assembly.id) == {}
        store.put_population(assembly.id, {"age": {"old": 1}})
        store.put_population(assembly.id, town)
    with begin() as store:
        found = store.population(assembly.id)
        assert found == town
        assert [*found] == ["gender", "age"]
        assert [*found["gender"]] == ["woman", "man"]


def test_a_pool_of_thousands_comes_back_whole(begin, assembly):
    many = Pool(tuple(Person(f"p{n:05}", {"gender": "woman"}) for n in range(5000)))
    quotas = Quotas(2, (Quota("gender", "woman", 2, 2),))
    with begin() as store:
        store.replace_pool(assembly.id, many, quotas)
    with begin() as store:
        assert store.pool(assembly.id) == many


def test_another_pool_takes_the_place_of_the_first_and_its_lottery(begin, assembly):
    with begin() as store:
        store.replace_pool(assembly.id, POOL, QUOTAS)
        store.put_lottery(assembly.id, LOTTERY)
        store.replace_pool(assembly.id, Pool(POOL.people[:2]), QUOTAS)
    with begin() as store:
        assert store.pool(assembly.id) == Pool(POOL.people[:2])
        with pytest.raises(NotFoundError):
            store.lottery(assembly.id)


def test_the_stage_follows_from_what_is_kept(begin, assembly, now):
    stages = []
    steps = [
        lambda store: None,
        lambda store: store.replace_pool(assembly.id, POOL, QUOTAS),
        lambda store: store.put_lottery(assembly.id, LOTTERY),
        lambda store: store.commit_lottery(
            assembly.id, Commitment("c0ffee", {"format": "x"}, False, "salt", now)
        ),
        lambda store: store.add_draw(assembly.id, Draw("dice", 1, ("ali", "zoë")), ("bo",), now),
    ]
    for step in steps:
        with begin() as store:
            step(store)
            stages.append(store.assembly(assembly.id).stage)
    assert stages == list(Stage)
    with begin() as store:
        assert [kept.stage for kept in store.assemblies()] == [Stage.DRAWN]
        assert store.assemblies_of("f1") == store.assemblies()
        assert store.assemblies_of("f2") == ()


def test_lottery_commitment_and_draw_come_back(begin, assembly, now):
    commitment = Commitment("c0ffee", {"format": "x", "ø": [1, None]}, False, "salt", now)
    drawn = Draw("dice 1", 2, ("ali", "zoë"))
    with begin() as store:
        store.replace_pool(assembly.id, POOL, QUOTAS)
        store.put_lottery(assembly.id, LOTTERY)
        with pytest.raises(NotFoundError):
            store.commitment(assembly.id)
        store.commit_lottery(assembly.id, commitment)
        store.add_draw(assembly.id, drawn, ("bo",), now)
    with begin() as store:
        assert store.lottery(assembly.id) == LOTTERY
        assert store.lottery(assembly.id).optimum == LOTTERY.optimum
        assert store.lottery(assembly.id).guarantee == LOTTERY.guarantee
        assert store.lottery(assembly.id).certificate == LOTTERY.certificate
        assert store.commitment(assembly.id) == commitment
        assert store.drawn(assembly.id) == drawn
        assert store.alternates(assembly.id) == ("bo",)


def test_a_lottery_from_before_there_were_certificates_has_none(begin, assembly):
    with begin() as store:
        store.replace_pool(assembly.id, POOL, QUOTAS)
        row = lottery_row(assembly.id, LOTTERY)
        row.lottery = {
            k: v for k, v in row.lottery.items() if k not in ("certificate", "guarantee")
        }
        assert lottery_of(row) == replace(LOTTERY, certificate=None, guarantee=None)


def test_a_public_draw_comes_back_with_what_proves_its_seeds(begin, assembly, now):
    digest, signature = "c0ffee00" * 8, "b4" * 48
    announcement = Announcement(digest, "drand quicknet round 8", "drand quicknet round 7")
    numbering = Numbering(Round(7, signature), digest)
    for drawn in (
        Draw(Round(8, signature), 2, ("ali", "zoë"), numbering),
        Draw("002", 2, ("ali", "zoë"), numbering, "hand"),
    ):
        with suppress(_TakenBackError), begin() as store:
            store.replace_pool(assembly.id, POOL, QUOTAS)
            store.put_lottery(assembly.id, LOTTERY)
            for ask in (store.announcement, store.numbering, store.drawn):
                with pytest.raises(NotFoundError):
                    ask(assembly.id)
            store.add_announcement(assembly.id, announcement, now)
            store.add_numbering(assembly.id, numbering, now)
            store.add_draw(assembly.id, drawn, ("bo",), now)
            assert store.announcement(assembly.id) == announcement
            assert store.numbering(assembly.id) == numbering
            assert store.drawn(assembly.id) == drawn
            raise _TakenBackError


class _TakenBackError(Exception):
    """Takes back what a transaction did."""


def test_an_assembly_keeps_the_latest_job_of_a_kind(begin, assembly):
    with begin() as store:
        store.add_job(Job("j1", assembly.id, "lottery", JobState.WAITING))
        assert store.update_job("j1", JobState.RUNNING, 0.5, "half way")
        assert store.jobs_under_way() == (
            Job("j1", assembly.id, "lottery", JobState.RUNNING, 0.5, "half way"),
        )
        assert store.update_job("j1", JobState.DONE, 1.0, "done")
        assert not store.update_job("j1", JobState.FAILED, 1.0, "too late")
        store.add_job(Job("j2", assembly.id, "lottery", JobState.WAITING))
    with begin() as store:
        assert store.latest_job(assembly.id).id == "j2"
        with pytest.raises(NotFoundError):
            store.job("j1")
        store.withdraw_job(assembly.id, "lottery")
        with pytest.raises(NotFoundError):
            store.latest_job(assembly.id)


def test_votes_stand_in_the_order_of_their_making(begin, vote, now):
    with begin() as store:
        for id in ("z", "b", "m"):
            store.add_vote(replace(vote, id=id, options={"places": 5}))
    with begin() as store:
        assert [kept.id for kept in store.votes("a1")] == ["v1", "z", "b", "m"]
        assert store.vote("b") == replace(vote, id="b", options={"places": 5})
        store.set_opened("b", now)
        store.set_closed("b", now)
        store.set_tie_seed("b", "dice 3")
        kept = store.vote("b")
        assert (kept.state, kept.opened, kept.closed, kept.tie_seed) == (
            "closed",
            now,
            now,
            "dice 3",
        )


def test_cards_are_numbered_on_and_can_be_revoked(begin, assembly):
    with begin() as store:
        store.add_cards(assembly.id, ["h1", "h2"])
        assert store.add_cards(assembly.id, ["h3"]) == (IssuedCard(3),)
        assert store.has_card(assembly.id, "h2")
        assert not store.has_card("another", "h2")
        store.revoke_card(assembly.id, 2)
        assert not store.has_card(assembly.id, "h2")
        assert store.cards(assembly.id) == (IssuedCard(1), IssuedCard(2, True), IssuedCard(3))
        with pytest.raises(NotFoundError):
            store.revoke_card(assembly.id, 4)


def test_a_slot_holds_one_ballot_the_last(begin, vote):
    with begin() as store:
        assert store.ballot_in(vote.id, "s1") is None
        store.cast(vote.id, "s1", Ranking(("tram",)))
        store.cast(vote.id, "s2", Ranking(()))
        store.cast(vote.id, "s1", Ranking(("bus", "tram")))
    with begin() as store:
        assert store.ballot_in(vote.id, "s1") == Ranking(("bus", "tram"))
        assert store.ballots(vote.id) == (Ranking(("bus", "tram")), Ranking(()))
        assert store.turnout(vote.id) == 2


def test_what_is_not_there_is_not_found(begin):
    with begin() as store:
        for ask in (
            store.assembly,
            store.lock_assembly,
            store.pool,
            store.quotas,
            store.lottery,
            store.commitment,
            store.drawn,
            store.alternates,
            store.job,
            store.vote,
            store.vote_to_change,
            store.vote_to_cast_in,
        ):
            with pytest.raises(NotFoundError):
                ask("nothing")


def test_a_text_that_postgresql_could_not_keep_is_refused_by_both(begin, assembly):
    with begin() as store, pytest.raises(InvalidInputError, match="NUL"):
        store.assembly("a1\x00")
    with begin() as store, pytest.raises(InvalidInputError, match="NUL"):
        store.add_facilitator(Facilitator("f3", "An\x00na", "hash"))
