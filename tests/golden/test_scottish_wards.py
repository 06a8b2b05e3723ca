"""The 119 council wards of Scotland, 2007 to 2022: everybody elected, as two programs agree."""

import csv
from pathlib import Path

import pytest

from deliberation.io.ballots import read_ballots
from deliberation.voting import by_lot, scottish_stv

pytestmark = pytest.mark.shared


def test_every_ward_elects_those_who_were_elected(shared_data: Path) -> None:
    folder = shared_data / "voting" / "scottish_wards"
    with (folder / "winners.csv").open(encoding="utf-8", newline="") as file:
        published = list(csv.DictReader(file))
    assert len(published) == 119
    for ward in published:
        election = read_ballots(folder / ward["file"])
        profile, seats = election.profile, int(ward["seats"])
        assert (election.seats, profile.size) == (seats, int(ward["ballots"])), ward["file"]
        count = scottish_stv(profile, seats=seats, break_tie=by_lot("a lot for these wards"))
        numbers = {name: str(i) for i, name in enumerate(profile.candidates)}
        elected = {numbers[name] for name in count.elected}
        assert elected == {*ward["winners_0_based"].split()}, ward["file"]
        for step in count.rounds:
            assert sum(step.totals.values()) + step.exhausted == profile.size
