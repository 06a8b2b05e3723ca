"""The 119 council wards of Scotland, 2007 to 2022: everybody elected, as two programs agree."""

import csv
from pathlib import Path

import pytest

from deliberation.voting import Profile, by_lot, scottish_stv

pytestmark = pytest.mark.shared


def read_ward(path: Path) -> tuple[Profile, int]:
    """First candidates and seats, then a row for equal ballots: how many, and whom they rank."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [[cell for cell in row if cell] for row in csv.reader(file)]
    standing, seats = map(int, rows[0])
    ballots = [[int(cell) for cell in row] for row in rows[1:] if row and row[0].isdigit()]
    counts = {tuple(str(c - 1) for c in order): times for times, *order in ballots}
    return Profile.ranked(counts, candidates=map(str, range(standing))), seats


def test_every_ward_elects_those_who_were_elected(shared_data: Path) -> None:
    folder = shared_data / "voting" / "scottish_wards"
    with (folder / "winners.csv").open(encoding="utf-8", newline="") as file:
        published = list(csv.DictReader(file))
    assert len(published) == 119
    for ward in published:
        profile, seats = read_ward(folder / ward["file"])
        assert (seats, profile.size) == (int(ward["seats"]), int(ward["ballots"])), ward["file"]
        count = scottish_stv(profile, seats=seats, break_tie=by_lot("a lot for these wards"))
        assert sorted(count.elected) == sorted(ward["winners_0_based"].split()), ward["file"]
        for step in count.rounds:
            assert sum(step.totals.values()) + step.exhausted == profile.size
