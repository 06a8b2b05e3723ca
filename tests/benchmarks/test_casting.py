"""The benchmark of casting: its crowds, its table, and the same at a tiny size."""

from pathlib import Path

from benchmarks.casting import BARE
from benchmarks.casts.crowds import Crowd, Waits, run
from benchmarks.casts.hall import Hall
from benchmarks.casts.served import Served
from benchmarks.casts.table import Came, table

FEW = Crowd(4, 0.1)


def waits(failed: int = 0) -> Waits:
    return Waits((0.001, 0.002, 0.003, 0.4), (0.01,) * 4, (0.02,) * 4, failed, 0.5, 0.008)


def test_a_line_says_what_was_lost_and_doubled_and_what_it_cost_beside_the_bare_endpoint() -> None:
    """Of four, one was refused, so three ballots are due: two kept means one lost. Six kept for
    four members are two too many. 0.2 s for four members are 50 ms each, 4 times 0.05 s. The
    phones took 8 ms for four of them."""
    lines = table(
        [
            Came("bare", FEW, waits(), 0.05, None),
            Came("sqlite", FEW, waits(failed=1), 0.2, 2),
            Came("postgres", FEW, waits(), 0.1, 6),
        ]
    ).splitlines()[2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert [row[8:] for row in cells] == [
        ["0", "-", "-", "12.5", "-", "2.0"],
        ["1", "1", "0", "50.0", "4.0", "2.0"],
        ["0", "0", "2", "25.0", "2.0", "2.0"],
    ]
    assert cells[0][1:4] == ["4 members within 0.1 s", "3", "400"]


def test_a_few_members_are_answered_by_the_bare_endpoint(tmp_path: Path) -> None:
    with Served(BARE, tmp_path) as served:
        came = run(FEW, Hall("", ["0"] * 4, ()), served.ports, phone_seals=False)
    assert (came.failed, len(came.get), len(came.post), len(came.receipt)) == (0, 4, 4, 4)
    assert served.alive is False
