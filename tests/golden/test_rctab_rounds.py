"""RCTab's contests for one seat: who holds how much in each round of its reports, to the vote.

RCTab takes undeclared write-ins out in a round of their own, where there are any, and ends as soon
as somebody has more than half of the votes; we take write-ins out of the papers, and go on to the
last two. Where it eliminates several at once, our tallies between are not in its report. Ties are
settled as its report says that they were.
"""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from deliberation.io.ballots import read_ballots
from deliberation.voting import by_order, irv

pytestmark = pytest.mark.shared

ROUNDS = {
    "2015_portland_mayor": 14,
    "generic_csv_test": 4,
    "test_set_0_skipped_first_choice": 3,
    "test_set_1_exhaust_at_overvote": 3,
    "test_set_2_overvote_skip_to_next": 3,
    "test_set_4_skipped_choice_next": 3,
    "test_set_6_duplicate_exhaust": 3,
    "tiebreak_previous_round_counts_then_random_test": 3,
}
"""How many rounds each report has; the mayor of Minneapolis 2013 has a test of its own."""


WRITE_INS = "Undeclared Write-ins"


def told(rounds: list[dict[str, Any]], what: str) -> list[str]:
    return [moved[what] for step in rounds for moved in step["tallyResults"] if what in moved]


@pytest.mark.parametrize("name", ROUNDS)
def test_every_round_is_the_published_one(shared_data: Path, name: str) -> None:
    folder = shared_data / "voting" / "rctab" / name
    profile = read_ballots(folder / f"{name}_config.json").profile
    report = json.loads(min(folder.glob("*_detailed_report.json")).read_text(encoding="utf-8"))
    published = report["results"]
    assert len(published) == ROUNDS[name]
    for step in published:  # write-ins go in the report; out of the papers, they are not ours
        step["tallyResults"] = [m for m in step["tallyResults"] if m.get("eliminated") != WRITE_INS]
    gone, elected = told(published, "eliminated"), told(published, "elected")
    lots = [c for c in [*gone, *elected] if c in profile.candidates]
    order = [*lots, *(c for c in profile.candidates if c not in lots)]

    count = irv(profile, break_tie=by_order(order))

    assert count.elected == tuple(elected)
    if published[0]["tally"].pop(WRITE_INS, "0") != "0":
        del published[0]
    ours = [{c: int(n) for c, n in step.totals.items() if n} for step in count.rounds]
    theirs = [{c: int(n) for c, n in step["tally"].items() if int(n)} for step in published]
    places = [ours.index(tally) for tally in theirs]
    assert places[0] == 0
    for (before, after), step in zip(pairwise(places), published, strict=False):
        out = {c for made in count.rounds[before:after] for c in made.eliminated}
        assert out >= {*told([step], "eliminated")}
        held = {c for c in out if count.rounds[before].totals[c]}
        assert held <= {*told([step], "eliminated")}
