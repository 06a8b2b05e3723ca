"""A board is elected by one sealed vote that everything is made for at once."""

import pytest

from deliberation.assembly import Mode, Stage, VoteState
from deliberation.errors import InvalidInputError, ProcedureError
from deliberation.procedures.admitting import join
from deliberation.procedures.deleting import delete_assembly
from deliberation.procedures.electing import elect_board
from deliberation.urn import Split

BOARD = {
    "title": "Board", "question": "Who?", "candidates": ("Ada", "Bo", "Cem"), "seats": 2,
    "voters": 9, "rule": "stv", "split": Split.TWO_OF_THREE, "by": "f1", "ids": ("b1", "v9"),
}  # fmt: skip


def test_an_assembly_a_vote_cards_and_shares_are_made_at_once(begin, random_bytes, now) -> None:
    with begin() as store:
        made = elect_board(store, **BOARD, random_bytes=random_bytes, now=now)
    with begin() as store:
        assert store.assembly("b1").stage is Stage.EMPTY
        vote = store.vote("v9")
        assert (vote.assembly_id, vote.rule, vote.seats) == ("b1", "stv", 2)
        assert (vote.state, vote.mode, vote.kind) == (VoteState.DRAFT, Mode.SEALED, "ranking")
        assert [card.number for card in store.cards("b1")] == [*range(1, 10)]
        assert all(join(store, "b1", card.code) for card in made.cards)
        assert [share.holder for share in made.shares] == ["facilitator", "observer", "safe"]
        kinds = [entry.kind for entry in store.ledger("b1")]
        assert kinds == ["assembly", "vote", "mode", "cards"]


@pytest.mark.parametrize("wrong", [{"voters": 1}, {"voters": 101}, {"rule": "irv"}, {"seats": 4}])
def test_what_cannot_be_held_is_not_begun(begin, random_bytes, now, wrong) -> None:
    with pytest.raises(InvalidInputError), begin() as store:
        elect_board(store, **BOARD | wrong, random_bytes=random_bytes, now=now)
    with begin() as store:
        assert [one.id for one in store.assemblies()] == ["a1"]


def test_a_form_that_is_sent_twice_makes_one_election(begin, random_bytes, now) -> None:
    with begin() as store:
        elect_board(store, **BOARD, random_bytes=random_bytes, now=now)
        with pytest.raises(ProcedureError, match="was made before"):
            elect_board(store, **BOARD | {"ids": ("b1", "v8")}, random_bytes=random_bytes, now=now)
        assert [vote.id for vote in store.votes("b1")] == ["v9"]


def test_an_id_that_somebody_else_s_assembly_has_or_a_deleted_one_had_makes_nothing(
    begin, random_bytes, now
) -> None:
    """Such a form was sent again after the election was deleted, or changed by hand."""
    other = BOARD | {"by": "f2", "ids": ("a1", "v9")}
    with begin() as store:
        with pytest.raises(ProcedureError, match="was made before"):
            elect_board(store, **other, random_bytes=random_bytes, now=now)
        elect_board(store, **BOARD, random_bytes=random_bytes, now=now)
        delete_assembly(store, "b1", by="f1", now=now)
        with pytest.raises(ProcedureError, match="was made before"):
            elect_board(store, **BOARD, random_bytes=random_bytes, now=now)
        assert [one.id for one in store.assemblies()] == ["a1"]
