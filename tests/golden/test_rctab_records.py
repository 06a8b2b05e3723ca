"""RCTab's test contests: its configurations and records are read to the vote.

RCTab takes undeclared write-ins out in its first round, where there are any; here they are taken
out of the papers. So the first preferences are those of its first tally without write-ins.
"""

import json
from pathlib import Path

import pytest

from deliberation.io.ballots import read_ballots
from deliberation.voting import plurality

pytestmark = pytest.mark.shared

CONTESTS = {
    "2013_minneapolis_park": 80_101,
    "2015_portland_mayor": 99,
    "generic_csv_test": 26,
    "minneapolis_multi_seat_threshold": 30,
    "sequential_with_batch": 9,
    "test_set_0_skipped_first_choice": 12,
    "test_set_1_exhaust_at_overvote": 15,
    "test_set_2_overvote_skip_to_next": 15,
    "test_set_4_skipped_choice_next": 15,
    "test_set_6_duplicate_exhaust": 15,
    "test_set_multi_winner_fractional_threshold": 30,
    "test_set_multi_winner_whole_threshold": 30,
    "tiebreak_previous_round_counts_then_random_test": 9,
}
"""How many papers each has; three more contests count the park board's records by other rules."""


@pytest.mark.parametrize("name", CONTESTS)
def test_the_first_preferences_are_those_of_the_report(shared_data: Path, name: str) -> None:
    folder = shared_data / "voting" / "rctab" / name
    election = read_ballots(folder / f"{name}_config.json")
    report = json.loads(min(folder.glob("*_detailed_report.json")).read_text(encoding="utf-8"))
    first, *later = (step["tally"] for step in report["results"])
    declared = first if first.get("Undeclared Write-ins", "0") == "0" else later[0]
    tally = plurality(election.profile, seats=len(election.profile.candidates))  # so no tie matters
    assert tally.totals == {c: int(declared[c]) for c in election.profile.candidates}
    assert election.profile.size == CONTESTS[name]
    assert str(election.seats) == str(report["config"].get("numberOfWinners", election.seats))
