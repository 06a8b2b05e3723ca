"""Attacks on the protocol of the urn do no better than chance, and would be noticed if they did."""

from collections.abc import Callable
from contextlib import nullcontext

import pytest

from deliberation import urn
from tests.attacks import boards, everything, lengths, order, receipts, seals, shares
from tests.attacks.attempt import Attempt
from tests.attacks.everything import ATTACKS
from tests.urn.conftest import slot


def name_of(attack: Callable[[], Attempt]) -> str:
    return f"{attack.__module__.rpartition('.')[2]}-{attack.__name__}"


@pytest.mark.parametrize("attack", ATTACKS, ids=name_of)
def test_an_attack_does_no_better_than_chance(attack: Callable[[], Attempt]) -> None:
    came_of_it = attack()
    assert came_of_it.repelled, str(came_of_it)


def test_every_ballot_of_the_small_votes_is_tried() -> None:
    """By hand, of three candidates: 1 + 3 + 6 + 6 orders of subsets; 1 + 3*1 + 3*3 + 13 weak orders
    of subsets (Fubini's numbers); 2^3 subsets; (13 + 1)^3 scores; (2 + 1)^3 grades; and, of two,
    the 29 points with whole coordinates in a circle of radius 3 (Gauss)."""
    sizes = {terms.kind: len(ballots) for terms, ballots in lengths.votes()}
    assert sizes == {
        "ranking": 16,
        "weak ranking": 26,
        "approval": 8,
        "scores": 2744,
        "grades": 27,
        "credits": 29,
    }


def test_what_is_not_attacked_opens_and_counts() -> None:
    """The same questions, asked of what is honest, are answered with yes."""
    assert all(seals.opens(sealed, where) for where, sealed in seals.KEPT.items())
    assert boards.counted(seals.KEPT)
    assert boards.read(urn.encode_board(boards.BOARD))
    new = shares.an_urn(shares.SPLITS[1], "few")
    assert shares.joins(new.shares[1:], new)
    where, sealed = next(iter(seals.KEPT.items()))
    honest = receipts.signed(sealed, where)
    assert urn.is_signed(urn.read_receipt(honest.code), seals.BOX)
    assert not receipts.robbed(slot("bo"), honest)


def test_ballots_without_padding_are_told_by_their_length() -> None:
    """The planted fault: with it, the attack by length succeeds."""
    assert not lengths.every_length(lambda ballot, _: len(urn.encode(ballot))).repelled


@pytest.mark.parametrize("backwards", [False, True])
def test_a_board_in_the_order_of_casting_is_found_out(backwards: bool) -> None:
    """The planted fault: with it, the attack by order succeeds each time."""
    step = -1 if backwards else 1
    planted = order.rounds(lambda cast: [urn.blinded("lamps", where) for where in cast][::step])
    assert (planted.succeeded, planted.repelled) == (order.ROUNDS, False)


def test_an_attack_that_was_never_tried_is_not_repelled() -> None:
    assert not Attempt("nothing", 0, 0).repelled
    assert "NOT TRIED" in str(Attempt("nothing", 0, 0))
    assert "BETTER THAN CHANCE" in str(Attempt("something", 3, 1))


def test_where_no_power_cut_can_be_simulated_the_others_go_on_and_it_counts_as_not_tried(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On a machine without strace."""
    monkeypatch.setattr(everything, "which", lambda _: None)
    monkeypatch.setattr(everything, "programs", lambda: None)
    monkeypatch.setattr(everything, "Postgres", lambda _: nullcontext())
    monkeypatch.setattr(everything, "on", lambda place, _: iter([Attempt(place.name, 1, 0)]))
    told = [*everything.on_the_pages(1)]
    assert [each.repelled for each in told] == [True, False, True]
    assert "install strace" in told[1].what
