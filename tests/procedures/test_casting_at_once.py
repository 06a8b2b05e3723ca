"""Sixty people press the button at the same moment, and some of them ten times."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread

import pytest

from deliberation.errors import ProcedureError
from deliberation.procedures import decide
from deliberation.voting import Ranking

VOTERS, TIMES, CLERKS = 60, 10, 16


def cast(begin, token, *order) -> bool:
    """Whether the ballot was accepted."""
    try:
        with begin() as store:
            decide.cast_ballot(store, "v1", Ranking(order), token=token)
    except ProcedureError:
        return False
    return True


@pytest.fixture
def tokens(busy, add_vote, members, now):
    add_vote(busy)
    tokens = members(busy, VOTERS)
    with busy() as store:
        decide.open_vote(store, "v1", by="f1", now=now)
    return tokens


def test_sixty_voters_who_cast_ten_times_at_once_leave_sixty_ballots(busy, tokens, now):
    orders = [("tram", "bus"), ("bus",), ("bike", "tram", "bus")]
    presses = [(token, orders[n % 3]) for n in range(TIMES) for token in tokens]
    with ThreadPoolExecutor(CLERKS) as threads:
        accepted = list(threads.map(lambda press: cast(busy, press[0], *press[1]), presses))
    assert all(accepted)
    with busy() as store:
        assert store.turnout("v1") == VOTERS
        decide.close_vote(store, "v1", by="f1", now=now)
        ballots = store.ballots("v1")
    assert len(ballots) == VOTERS
    assert {ballot.order for ballot in ballots} <= set(orders)


def test_one_voter_on_sixteen_connections_has_one_ballot(busy, tokens):
    start = Barrier(CLERKS)

    def press(_: int) -> bool:
        start.wait()
        return cast(busy, tokens[0], "tram")

    with ThreadPoolExecutor(CLERKS) as threads:
        assert all(threads.map(press, range(CLERKS)))
    with busy.reading() as store:
        assert store.turnout("v1") == 1


def test_a_close_among_ballots_counts_every_accepted_one_and_no_other(busy, tokens, now):
    accepted: dict[str, bool] = {}
    some = Barrier(2)

    def close() -> None:
        some.wait()
        with busy() as store:
            decide.close_vote(store, "v1", by="f1", now=now)

    def press(number: int) -> None:
        if number == VOTERS // 3:
            some.wait()
        accepted[tokens[number]] = cast(busy, tokens[number], "tram")

    closing = Thread(target=close)
    closing.start()
    with ThreadPoolExecutor(CLERKS) as threads:
        list(threads.map(press, range(VOTERS)))
    closing.join()
    late = cast(busy, tokens[0], "bus")
    with busy.reading() as store:
        count = decide.count_vote(store, "v1")
        kept = {token for token in tokens if decide.own_ballot(store, "v1", token=token)}
    assert not late
    assert kept == {token for token, taken in accepted.items() if taken}
    assert Counter(accepted.values())[True] >= VOTERS // 3 - CLERKS
    assert count.rounds[0].totals["tram"] == len(kept)


def test_cards_handed_out_at_once_have_different_numbers(busy):
    def hand_out(number: int) -> list[int]:
        chance = iter(range(number * 2, number * 2 + 2))
        with busy() as store:
            cards = decide.issue_cards(
                store, "a1", count=2, random_bytes=lambda n: bytes([next(chance)] * n), by="f1"
            )
        return [card.number for card in cards]

    with ThreadPoolExecutor(4) as threads:
        numbers = [number for pair in threads.map(hand_out, range(4)) for number in pair]
    assert sorted(numbers) == list(range(1, 9))
