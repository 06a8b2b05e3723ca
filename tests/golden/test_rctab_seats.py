"""Several winners as RCTab counts them: every tally of its reports, to the fourth decimal.

RCTab takes undeclared write-ins out in its first round, after the threshold is fixed; so here they
stand as a candidate of the park board's papers.
"""

import json
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from deliberation.io.ballots import read_ballots
from deliberation.voting import Profile, Ranking, by_order
from deliberation.voting.stv import preferential_block, rctab_stv

pytestmark = pytest.mark.shared

WRITE_INS = "Undeclared Write-ins"


@pytest.fixture(scope="module")
def park_board(shared_data: Path) -> Profile[Ranking]:
    """Three places a paper; empty and doubled places are passed over."""
    folder = shared_data / "voting" / "rctab" / "_shared"
    counts: Counter[tuple[str, ...]] = Counter()
    book = load_workbook(folder / "2013_minneapolis_park_cvr.xlsx", read_only=True)
    for row in book.active.iter_rows(min_row=2, min_col=2, max_col=4, values_only=True):
        marks = [WRITE_INS if mark == "UWI" else mark for mark in row]
        named = [mark for mark in marks if mark not in {"undervote", "overvote"}]
        counts[tuple(dict.fromkeys(named))] += 1
    book.close()
    return Profile.ranked(counts)


def agrees(count, report: Path) -> None:
    told = json.loads(report.read_text(encoding="utf-8"))["results"]
    tallies = [{c: Fraction(n) for c, n in step["tally"].items() if Fraction(n)} for step in told]
    ours = [{c: n for c, n in step.totals.items() if n} for step in count.rounds]
    assert ours == tallies[: len(ours)]
    assert len(tallies) - len(ours) <= 1  # one more tally where the last surplus is taken off
    winners = [
        moved["elected"] for step in told for moved in step["tallyResults"] if "elected" in moved
    ]
    assert set(count.elected) == set(winners)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("2013_minneapolis_park", {}),
        ("2013_minneapolis_park_hare", {"threshold": "hare"}),
        ("2013_minneapolis_park_bottoms_up", {"winners": "bottoms up"}),
    ],
)
def test_every_tally_of_the_park_board_is_the_published_one(
    name: str, options: dict, park_board: Profile[Ranking], shared_data: Path
) -> None:
    assert park_board.size == 80_101
    count = rctab_stv(park_board, seats=3, first_out=[WRITE_INS], **options)
    folder = shared_data / "voting" / "rctab" / name
    agrees(count, folder / f"{name}_expected_detailed_report.json")


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("minneapolis_multi_seat_threshold", {}),
        ("test_set_multi_winner_whole_threshold", {}),
        ("test_set_multi_winner_fractional_threshold", {"threshold": "decimals"}),
    ],
)
def test_every_tally_of_the_test_sets_is_the_published_one(
    name: str, options: dict, shared_data: Path
) -> None:
    folder = shared_data / "voting" / "rctab" / name
    profile = read_ballots(folder / f"{name}_config.json").profile
    count = rctab_stv(profile, seats=3, break_tie=by_order(profile.candidates), **options)
    agrees(count, folder / f"{name}_expected_detailed_report.json")


@pytest.mark.parametrize("name", ["2013_minneapolis_park_sequential", "sequential_with_batch"])
def test_every_tally_of_runoffs_one_after_the_other_is_one_of_ours(
    name: str, park_board: Profile[Ranking], shared_data: Path
) -> None:
    """The program leaves out tallies where it eliminates several at once; who stands last on its
    list of candidates loses a tie."""
    folder = shared_data / "voting" / "rctab" / name
    board = name.startswith("2013")
    profile = park_board if board else read_ballots(folder / f"{name}_config.json").profile
    losing = by_order(profile.candidates[::-1])
    count = preferential_block(profile, seats=3, break_tie=losing)
    for seat, one in enumerate(count.passes, start=1):
        report = folder / f"{name}_{seat}_expected_detailed_report.json"
        told = json.loads(report.read_text(encoding="utf-8"))["results"]
        ours = [{c: n for c, n in step.totals.items() if n} for step in one.rounds]
        for step in told:
            assert {c: Fraction(n) for c, n in step["tally"].items() if Fraction(n)} in ours
        assert [m["elected"] for m in told[-1]["tallyResults"]] == list(one.elected)
