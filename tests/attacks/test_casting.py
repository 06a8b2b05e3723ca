"""Attacks on the pages as they are served: crowds, retries, closing, kills, cuts of the power."""

import shutil

import pytest

from tests.attacks import casting, kills, power, power_postgres
from tests.attacks.site import Voter
from tests.attacks.trace import Event, events
from tests.conftest import absent


@pytest.fixture(scope="session")
def strace() -> None:
    """The program that notes what another does."""
    if shutil.which("strace") is None:
        absent("a cut of the power is simulated from what strace notes; install strace")


def test_whoever_casts_at_once_again_or_at_the_close_has_one_ballot_that_counts(place) -> None:
    for came_of_it in casting.all_of_them(place, voters=6, times=4):
        assert came_of_it.repelled, str(came_of_it)


def test_a_kill_loses_no_ballot_that_was_acknowledged(place) -> None:
    came_of_it = kills.killed(place, voters=6, rounds=2, casts=12)
    assert came_of_it.tried >= 24
    assert came_of_it.repelled, str(came_of_it)


def test_a_cut_of_the_power_loses_no_ballot_that_was_acknowledged(strace) -> None:
    came_of_it = power.power_cut(voters=12)
    assert (came_of_it.tried, came_of_it.repelled) == (24, True), str(came_of_it)


@pytest.mark.postgres
def test_a_cut_of_the_power_under_postgresql_loses_none_but_where_it_was_told_not_to_wait(
    strace, cluster
) -> None:
    """With the planted fault, ``synchronous_commit=off``, the same cuts lose ballots."""
    came_of_it = power_postgres.power_cut(cluster, voters=8, cuts=1)
    assert (came_of_it.tried, came_of_it.repelled) == (1, True), str(came_of_it)
    careless = power_postgres.CARELESS
    assert not power_postgres.power_cut(cluster, voters=8, cuts=1, options=careless).repelled


def test_a_server_that_does_not_wait_for_the_disk_is_found_out(strace) -> None:
    """The planted fault: with it, a cut of the power loses ballots."""
    assert not power.power_cut(voters=6, words=power.CARELESS).repelled


@pytest.mark.parametrize(
    ("found", "last", "sent", "held"),
    [
        (None, 0, 3, True),  # nothing was acknowledged
        (None, 1, 1, False),  # lost
        (1, 1, 1, True),
        (1, 1, 2, True),  # the second was under way
        (2, 1, 2, True),  # and came in
        (1, 2, 2, False),  # the second was acknowledged, and is lost
        (4, 2, 3, False),  # nobody sent this
    ],
)
def test_a_lost_ballot_is_noticed(found, last, sent, held) -> None:
    voter = Voter(phone=None, cast=sent, receipted=last)
    assert kills.holds(found, voter) is held


def test_a_file_without_a_wait_is_gone_after_a_cut() -> None:
    disk = power.Disk({"/t/a": bytearray(b"old")}, {"/t/a"})
    for event in (
        Event("write", "1", "/t/a", 1, b"NEW"),
        Event("write", "1", "/t/b", 0, b"b"),
        Event("sync", "1", "/t/a"),
        Event("write", "2", "/t/a", 0, b"!"),  # too late for that wait
        Event("synced", "1", "/t/a"),
        Event("sync", "1", "/t/b"),
        Event("synced", "1", "/t/b"),
    ):
        disk.see(event)
    assert disk.after_a_cut(lambda: False) == {"/t/a": b"oNEW"}, "b is in no folder yet"
    assert disk.after_a_cut(lambda: True) == {"/t/a": b"!NEW"}
    disk.see(Event("sync", "1", "/t"))
    disk.see(Event("synced", "1", "/t"))
    assert disk.after_a_cut(lambda: False) == {"/t/a": b"oNEW", "/t/b": b"b"}


def test_notes_of_threads_that_interrupt_one_another_are_put_together() -> None:
    """Lines as `strace -f -y -xx` writes them: /a is 2f 61 in hexadecimal digits."""
    a = "5<\\x2f\\x61>"
    lines = [
        f'11 pwrite64({a}, "\\x41\\x42", 2, 4096) = 2',
        f"11 fdatasync({a} <unfinished ...>",
        f'12 pwrite64({a}, "\\x43", 1, 8192 <unfinished ...>',
        "11 <... fdatasync resumed>) = 0",
        "12 <... pwrite64 resumed>) = 1",
        f"12 ftruncate({a}, 7) = 0",
        '12 sendto(9<\\x73>, "\\x48", 1, 0, NULL, 0) = 1',
        f"11 fsync({a}) = -1 EIO (Input/output error)",
        "11 +++ killed by SIGKILL +++",
    ]
    assert list(events(lines)) == [
        Event("write", "11", "/a", 4096, b"AB"),
        Event("sync", "11", "/a"),
        Event("write", "12", "/a", 8192, b"C"),
        Event("synced", "11", "/a"),
        Event("cut", "12", "/a", 7),
        Event("send", "12", "", 0, b"H"),
        Event("sync", "11", "/a"),
    ]
