"""Sixty people press the button at the same moment, and some of them ten times."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread

import pytest

from deliberation.errors import ProcedureError
from deliberation.procedures import admitting, casting, decide
from deliberation.voting import Ranking

VOTERS, TIMES, CLERKS = 60, 10, 16


def cast(begin, token, *order) -> bool:
    """Whether the ballot was accepted."""
    try:
        with begin.together() as store:
            casting.cast_ballot(store, "v1", Ranking(order), token=token)
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
        kept = {token for token in tokens if casting.own_ballot(store, "v1", token=token)}
    assert not late
    assert kept == {token for token, taken in accepted.items() if taken}
    assert Counter(accepted.values())[True] >= VOTERS // 3 - CLERKS
    assert count.rounds[0].totals["tram"] == len(kept)


def test_a_close_waits_for_a_ballot_that_is_being_cast(busy, tokens, now):
    def close() -> None:
        with busy() as store:
            decide.close_vote(store, "v1", by="f1", now=now)

    with busy() as store:
        casting.cast_ballot(store, "v1", Ranking(("tram",)), token=tokens[0])
        closing = meanwhile(close)
    closing.join()
    with busy.reading() as store:
        assert decide.count_vote(store, "v1").rounds[0].totals["tram"] == 1


def test_a_ballot_that_comes_during_the_close_waits_and_is_refused(busy, tokens, now):
    taken = []
    with busy() as store:
        casting.cast_ballot(store, "v1", Ranking(("tram",)), token=tokens[0])
        decide.close_vote(store, "v1", by="f1", now=now)
        late = meanwhile(lambda: taken.append(cast(busy, tokens[1], "bus")))
    late.join()
    assert taken == [False]
    with busy.reading() as store:
        assert store.turnout("v1") == 1


def test_a_card_that_is_revoked_while_a_vote_is_being_opened_stays(busy, add_vote, members, now):
    add_vote(busy)
    members(busy, 2)
    refused = []

    def revoke() -> None:
        with busy() as store:
            try:
                admitting.revoke_card(store, "a1", 1, by="f1", now=now)
            except ProcedureError as error:
                refused.append(str(error))

    with busy() as store:
        decide.open_vote(store, "v1", by="f1", now=now)
        revoking = meanwhile(revoke)
    revoking.join()
    assert len(refused) == 1
    with busy.reading() as store:
        assert not any(card.revoked for card in store.cards("a1"))


def meanwhile(step: Callable[[], None]) -> Thread:
    """A thread that has begun *step*, and is still waiting for the transaction open here."""
    thread = Thread(target=step)
    thread.start()
    thread.join(0.3)
    assert thread.is_alive()
    return thread


def test_cards_handed_out_at_once_have_different_numbers(busy):
    def hand_out(number: int) -> list[int]:
        chance = iter(range(number * 2, number * 2 + 2))
        with busy() as store:
            cards = admitting.issue_cards(
                store, "a1", count=2, random_bytes=lambda n: bytes([next(chance)] * n), by="f1"
            )
        return [card.number for card in cards]

    with ThreadPoolExecutor(4) as threads:
        numbers = [number for pair in threads.map(hand_out, range(4)) for number in pair]
    assert sorted(numbers) == list(range(1, 9))
