"""The attacks that there are, in the order in which they are told.

``ATTACKS`` are those on the protocol of the urn, and on what is published; ``on_the_pages`` carries
out those on the pages, as they are served to the room, on each database.
"""

from collections.abc import Callable, Iterator
from shutil import which

from benchmarks.casts.postgres import Postgres, programs
from tests.attacks import (
    boards,
    casting,
    kills,
    left_behind,
    lengths,
    order,
    power,
    power_postgres,
    published,
    readers,
    receipts,
    seals,
    shares,
)
from tests.attacks.attempt import Attempt
from tests.attacks.site import Place

ATTACKS: tuple[Callable[[], Attempt], ...] = (
    *(seals.copied_to_another_slot, seals.copied_to_another_vote, seals.altered),
    *(receipts.altered, receipts.clashing_with_the_others_name),
    *(receipts.clashing_with_the_voters_own_name, boards.added, boards.dropped, boards.altered),
    *(boards.republished, shares.too_few, shares.of_two_urns, shares.of_two_printings),
    *(lengths.told_by_length, order.told_by_order, readers.bytes_of_bundles),
    *(readers.bytes_of_documents, readers.documents, readers.ledgers, readers.codes_of_receipts),
    *(published.told_apart, published.between_exports, published.shown_cells),
)

ROUNDS = 20  # in which everything is killed


def on_the_pages(casts: int) -> Iterator[Attempt]:
    """The attacks on the pages; *casts* are acknowledged before the kills, on each database."""
    yield from on(Place("SQLite"), casts)
    if traced := which("strace") is not None:
        yield power.power_cut(voters=60)
    else:
        yield Attempt("a cut of the power loses a ballot (install strace)", 0, 0)
    with Postgres(programs()) as cluster:
        if traced:
            yield power_postgres.power_cut(cluster, voters=60, cuts=6)
        yield from on(Place("PostgreSQL", cluster), casts)


def on(place: Place, casts: int) -> Iterator[Attempt]:
    """Those that are the same on both databases."""
    yield from casting.all_of_them(place, voters=60, times=10)
    yield kills.killed(place, voters=24, rounds=ROUNDS, casts=casts // ROUNDS)
    yield from left_behind.all_of_them(place, voters=40)
