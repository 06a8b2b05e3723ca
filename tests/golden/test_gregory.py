"""Weighted inclusive Gregory transfers: another program's counts, total by total."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from deliberation.io.ballots import read_blt
from deliberation.voting import Profile, by_order
from deliberation.voting.quota import exact_droop
from deliberation.voting.stv import minneapolis_stv, prf_stv, stv
from tests.golden.counts import actions, elected
from tests.golden.test_meek import VOTING_MATTERS_12

pytestmark = pytest.mark.shared

CASES = ["42", "513", "SC", "SC-Vm-12"]
MOVES = ("Begin Count", "Surplus transferred", "Transfer defeated")


def case(name: str, folder: Path) -> tuple[Profile, int]:
    if name == "SC-Vm-12":
        return Profile.ranked(VOTING_MATTERS_12), 3
    election = read_blt(folder / "blt" / f"{name}.blt")
    return election.profile, election.seats


def stages(report: Path) -> Iterator[dict[str, Fraction]]:
    """The totals after each transfer that moved something."""
    before: dict[str, Fraction] = {}
    for action in actions(report):
        if not action.text.startswith(MOVES):
            continue
        totals = {name: total for name, total in action.totals.items() if total}
        if totals != before:
            yield totals
        before = totals


def ours(count) -> Iterator[dict[str, Fraction]]:
    before: dict[str, Fraction] = {}
    for step in count.rounds:
        totals = {name: total for name, total in step.totals.items() if total}
        if totals != before:
            yield totals
        before = totals


def near(mine: list[dict], told: list[dict], within: Fraction) -> bool:
    """Every stage the same; where the program shows less, its decimals."""
    return all(
        one.keys() == other.keys() and all(abs(one[c] - other[c]) <= within for c in other)
        for one, other in zip(mine, told, strict=False)
    )


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("batch", [False, True], ids=["one", "batch"])
def test_every_stage_of_the_reference_rule_is_the_published_one(
    name: str, batch: bool, shared_data: Path
) -> None:
    folder = shared_data / "voting" / "droop"
    report = folder / "ref" / f"{name}-wigm-prf{'-batch' * batch}-fixed-p4-d4.txt"
    profile, seats = case(name, folder)
    count = prf_stv(profile, seats=seats, batch=batch, break_tie=by_order(profile.candidates))
    told = list(stages(report))
    assert list(ours(count))[: len(told)] == told
    assert set(count.elected) == elected(report)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize(
    ("arithmetic", "within"),
    [("rational-d12", Fraction(1, 10**12)), ("guarded-p18-g9-d18", Fraction(1, 10**17))],
)
def test_exact_stages_are_the_published_ones(
    name: str, arithmetic: str, within: Fraction, shared_data: Path
) -> None:
    folder = shared_data / "voting" / "droop"
    report = folder / "ref" / f"{name}-wigm-{arithmetic}.txt"
    profile, seats = case(name, folder)
    count = stv(profile, seats=seats, quota=exact_droop, break_tie=by_order(profile.candidates))
    told = list(stages(report))
    assert near(list(ours(count)), told, within)
    assert len(told) <= len(count.rounds)
    assert set(count.elected) == elected(report)


@pytest.mark.parametrize("name", CASES)
def test_every_stage_of_minneapolis_is_the_published_one(name: str, shared_data: Path) -> None:
    folder = shared_data / "voting" / "droop"
    report = folder / "ref" / f"{name}-mpls-fixed-p4-d4.txt"
    profile, seats = case(name, folder)
    count = minneapolis_stv(profile, seats=seats, break_tie=by_order(profile.candidates))
    told: list[dict[str, Fraction]] = []
    for action in actions(report):
        totals = {c: total for c, total in action.totals.items() if total}
        if action.text == "Count Votes" and totals != (told or [{}])[-1]:
            told.append(totals)
    assert list(ours(count))[: len(told)] == told
    assert set(count.elected) == elected(report)
