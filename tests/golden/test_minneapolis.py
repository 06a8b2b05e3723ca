"""Minneapolis 2013: 80,101 ballots and 35 candidates, tally by tally as RCTab reports them.

RCTab takes the write-ins out first, in its round 1, and then sometimes several candidates at once;
so each of its later tallies must be one of ours.
"""

import json
from pathlib import Path

import pytest

from deliberation.io.ballots import read_ballots
from deliberation.voting import irv

pytestmark = pytest.mark.shared


def test_every_tally_is_the_published_one(shared_data: Path) -> None:
    folder = shared_data / "voting" / "rctab" / "2013_minneapolis_mayor"
    profile = read_ballots(folder / "2013_minneapolis_mayor_config.json").profile
    report = json.loads(
        (folder / "2013_minneapolis_mayor_expected_detailed_report.json").read_text("utf-8")
    )
    count = irv(profile)
    tallies = [
        {c: int(total) for c, total in step.totals.items() if total} for step in count.rounds
    ]
    published = [{c: int(n) for c, n in step["tally"].items()} for step in report["results"]]

    assert (profile.size, len(profile.candidates), len(published)) == (80_101, 35, 33)
    assert [tally for tally in published[1:] if tally not in tallies] == []
    assert tallies[-1] == published[-1] == {"BETSY HODGES": 38_852, "MARK ANDREW": 24_942}
