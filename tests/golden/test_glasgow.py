"""Glasgow 2007: the counts of an independent program, total by total to the fifth decimal."""

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from deliberation.io.ballots import read_blt
from deliberation.voting import Tie, by_order, scottish_stv

TOTAL = re.compile(r"^\t(?:Elected|Pending|Hopeful|Defeated): +(.+) \(([\d.]+)\)$", re.MULTILINE)
LEFT_OVER = re.compile(r"^\t(?:Nontransferable votes|Residual): ([\d.]+)$", re.MULTILINE)
MOVES = ("Begin Count", "Surplus transferred", "Transfer defeated")

pytestmark = pytest.mark.shared


def reference(report: Path, candidates: tuple[str, ...]) -> Iterator[tuple[dict, Fraction]]:
    """The totals and the exhausted value after each transfer that moved something."""
    for action in report.read_text(encoding="utf-8").split("\nAction: ")[1:]:
        if not action.startswith(MOVES) or re.match(r"Surplus transferred: .* \(0\.0+\)\n", action):
            continue
        totals = dict.fromkeys(candidates, Fraction(0))
        for names, total in TOTAL.findall(action):
            if Fraction(total):  # those defeated before stand together, with nothing
                totals[names] = Fraction(total)
        yield totals, sum(map(Fraction, LEFT_OVER.findall(action)), Fraction(0))


def recount(folder: Path, report: Path) -> None:
    name = report.name.removesuffix("-scotland-fixed-p5-d5.txt")
    election = read_blt(folder / "blt" / f"{name.removesuffix('-Vm-12')}.blt")
    candidates = election.profile.candidates
    # the reference breaks ties by the order of the ballot paper
    count = scottish_stv(election.profile, seats=election.seats, break_tie=by_order(candidates))
    stages = list(reference(report, candidates))
    assert [(dict(step.totals), step.exhausted) for step in count.rounds] == stages
    final = report.read_text(encoding="utf-8").split("Action: Count Complete")[1]
    assert sorted(count.elected) == sorted(re.findall(r"^\tElected:  (.+) \(", final, re.MULTILINE))


def test_every_stage_of_the_wards_is_the_published_one(shared_data: Path) -> None:
    folder = shared_data / "voting" / "droop"
    reports = sorted((folder / "ref" / "scotland").glob("*.txt"))
    assert len(reports) == 12
    for report in reports:
        recount(folder, report)


@pytest.mark.parametrize("name", ["42", "513", "SC"])
def test_every_stage_of_the_small_cases_is_the_published_one(name: str, shared_data: Path) -> None:
    folder = shared_data / "voting" / "droop"
    recount(folder, folder / "ref" / f"{name}-scotland-fixed-p5-d5.txt")


def test_a_tie_to_be_excluded_is_settled_by_the_latest_stage_that_differed(
    shared_data: Path,
) -> None:
    """A's paper lifts B to C's total; B had less the stage before. No lot is asked."""
    election = read_blt(shared_data / "voting" / "droop" / "blt" / "weak-defeat.blt")
    count = scottish_stv(election.profile, seats=2)
    assert [step.eliminated for step in count.rounds[:2]] == [("A",), ("B",)]
    assert count.ties == (Tie(("B", "C"), "eliminate in round 2", "B", "earlier rounds"),)
