"""Real ballots: what is published of Scotland's council wards is counted again."""

import csv
from pathlib import Path

import pytest

from deliberation import voting
from deliberation.record.bundle import bundle
from deliberation.record.vote import encode_vote
from deliberation.verify import check

pytestmark = pytest.mark.shared
EVERY = 10  # of 119 wards; all of them hold, in a minute


def read_ward(path: Path) -> tuple[voting.Profile[voting.Ranking], int]:
    """First candidates and seats, then a row for equal ballots: how many, and whom they rank."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [[cell for cell in row if cell] for row in csv.reader(file)]
    standing, seats = map(int, rows[0])
    ballots = [[int(cell) for cell in row] for row in rows[1:] if row and row[0].isdigit()]
    counts = {tuple(str(c - 1) for c in order): times for times, *order in ballots}
    return voting.Profile.ranked(counts, candidates=map(str, range(standing))), seats


TRANSFERRED = ["scottish_stv", "prf_stv", "minneapolis_stv", "stv"]


@pytest.mark.parametrize("rule", [*TRANSFERRED, "irv", "schulze", "borda", "plurality"])
def test_real_elections_are_confirmed_from_what_is_published(shared_data: Path, rule: str) -> None:
    wards = sorted((shared_data / "voting" / "scottish_wards").glob("*_20??_*.csv"))
    assert len(wards) == 119
    break_tie = voting.by_lot("a lot for these wards")
    for ward in wards[::EVERY]:
        profile, seats = read_ward(ward)
        seats = 1 if rule == "irv" else seats
        options = {"places": 3} if rule == "stv" else {}
        count = voting.RULES[rule]
        document = encode_vote(
            ward.stem,
            title=ward.stem,
            question="Who sits in the council?",
            kind="ranking",
            profile=profile,
            rule=rule,
            seats=seats,
            options=options,
            break_tie=break_tie,
            result=count(profile, seats=seats, break_tie=break_tie, **options),
        )
        assert document["evidence"]["kind"] != "outcome"
        lines = check(bundle("Wards", votes=[document]))
        assert any(line.startswith("holds: ") and "counted again" in line for line in lines)
