"""Minneapolis 2013: 80,101 ballots and 35 candidates, tally by tally as RCTab reports them.

RCTab takes the write-ins out first, in its round 1, and then sometimes several candidates at once;
so each of its later tallies must be one of ours.
"""

import json
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook

from deliberation.voting import Profile, Ranking, irv

pytestmark = pytest.mark.shared

WRITE_INS = "UWI"


def read_ballots(path: Path) -> Profile[Ranking]:
    """A paper is read up to a mark for two candidates, or up to two places left empty."""
    counts: Counter[tuple[str, ...]] = Counter()
    book = load_workbook(path, read_only=True)
    for row in book.active.iter_rows(min_row=2, min_col=2, max_col=4, values_only=True):
        order: list[str] = []
        skipped = 0
        for choice in row:
            skipped = skipped + 1 if choice == "undervote" else 0
            if choice == "overvote" or skipped == 2:
                break
            if choice not in {"undervote", WRITE_INS, *order}:
                order.append(choice)
        counts[tuple(order)] += 1
    book.close()
    return Profile.ranked(counts)


def test_every_tally_is_the_published_one(shared_data: Path) -> None:
    folder = shared_data / "voting" / "rctab" / "2013_minneapolis_mayor"
    profile = read_ballots(folder / "2013_minneapolis_mayor_cvr.xlsx")
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
