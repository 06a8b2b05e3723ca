"""Keep values: the counts of two independent programs, round by round, to the last digit shown.

Where candidates are ranked equally, the programs cut off more decimals on the way than ours, so
there the votes agree to six significant digits, and the decisions agree all the same. One of them
has a second mode, which lets a ballot stop where it ranks several equally; it is not ours, and
docs/explanation/stv.md says why.
"""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from deliberation.io.ballots import read_blt
from deliberation.voting import Profile, TieBreak, by_order
from deliberation.voting.stv import meek, prf_meek, warren
from tests.golden.counts import Action, actions, elected

pytestmark = pytest.mark.shared

VOTING_MATTERS_12 = {
    ("A", "X"): 333,
    ("A", "Y"): 333,
    ("A", "Z"): 333,
    ("B", "X"): 333,
    ("B", "Y"): 333,
    ("B", "Z"): 333,
    ("X",): 667,
    ("Y",): 667,
    ("Z",): 667,
    ("A", "B", "X"): 1,
    ("A", "B", "Y"): 1,
    ("B", "A", "X"): 2,
}
"""Wichmann, "The computational accuracy using the Meek algorithm", Voting matters 12 (2000)."""


def decisions(report: Path) -> list[list[Action]]:
    """By round, what was decided while keep values were sought."""
    rounds: dict[int, list[Action]] = {}
    for action in actions(report):
        if action.text.startswith(("Elect:", "Defeat (", "Defeat:")):
            rounds.setdefault(action.round, []).append(action)
    return [rounds[number] for number in sorted(rounds)]


def agrees(count, report: Path, *, within: Fraction = Fraction(0)) -> None:
    """Every round decides the same with the same quota, surplus, and totals."""
    for step, decided in zip(count.rounds, decisions(report), strict=False):
        assert {*step.elected, *step.eliminated} == {n for act in decided for n in act.names}
        told = decided[-1]
        allowed = within * max(told.totals.values())
        assert abs(step.quota - told.numbers["Quota"]) <= allowed
        assert all(
            abs(step.totals[c] - total) <= allowed
            for c, total in told.totals.items()
            if c in step.totals
        )
    assert set(count.elected) == elected(report)
    assert len(decisions(report)) <= len(count.rounds)


def ballots(path: Path) -> tuple[Profile, int, TieBreak]:
    """The profile, the seats, and the order in which the program breaks ties."""
    election = read_blt(path)
    text = path.read_text(encoding="utf-8")
    order = election.profile.candidates
    if given := re.search(r"^\[tie (.*)\]$", text, re.MULTILINE):
        short = re.search(r"^\[nick (.*)\]$", text, re.MULTILINE)
        assert short
        names = dict(
            zip(short[1].split(), re.findall(r'^"(.*)"$', text, re.MULTILINE), strict=False)
        )
        order = tuple(names[nick] for nick in given[1].split())
    return election.profile, election.seats, by_order(order)


STRICT = [
    "bigint/ballot_count_overflows.bigfixed9",
    "equal_preference/equal_preference_droop.fixed9",
    "equal_preference/equal_preference_equalize.fixed9",
    "recursive_descent/transfer.fixed9",
    "ties/tie_break_explicit.fixed9",
    "ties/tie_break_implicit.fixed9",
    "vegetables.fixed9",
    "vegetables.approx",
]
EQUAL = [
    "crashes/crash",
    "crashes/minimal",
    "crashes/minimal10",
    "crashes/rand_geometric",
    "equal_preference/always_behind",
    "equal_preference/equal_preference",
    "negative_surplus/below_quota",
    "random/rand_2x10",
    "random/rand_5x4",
    "recursive_descent/transfer_is_blocked",
    "skewed",
]


@pytest.mark.parametrize("name", STRICT)
def test_every_digit_of_the_strict_elections_is_the_published_one(
    name: str, shared_data: Path
) -> None:
    folder = shared_data / "voting"
    case, _, arithmetic = name.rpartition(".")
    profile, seats, ties = ballots(folder / "stv_rs_ballots" / f"{case}.blt")
    options = {"places": None, "keep_places": 6} if arithmetic == "approx" else {}
    count = meek(profile, seats=seats, break_tie=ties, **options)
    agrees(count, folder / "stv_rs_meek" / f"{name}.log")


@pytest.mark.parametrize("name", EQUAL)
def test_equal_preferences_count_as_every_order_of_them(name: str, shared_data: Path) -> None:
    folder = shared_data / "voting"
    profile, seats, ties = ballots(folder / "stv_rs_ballots" / f"{name}.blt")
    count = meek(profile, seats=seats, break_tie=ties)
    report = folder / "stv_rs_meek" / f"{name}.equalize.fixed9.log"
    agrees(count, report, within=Fraction(1, 10**6))


@pytest.mark.parametrize("name", ["crashes/elect_too_many", "random/rand_2x10"])
def test_exact_votes_of_equal_preferences_are_the_published_fractions(
    name: str, shared_data: Path
) -> None:
    folder = shared_data / "voting"
    profile, seats, ties = ballots(folder / "stv_rs_ballots" / f"{name}.blt")
    count = meek(profile, seats=seats, break_tie=ties, places=None, keep_places=6)
    agrees(count, folder / "stv_rs_meek" / f"{name}.equalize.approx.log")


def test_ballots_beyond_64_bits_are_counted(shared_data: Path) -> None:
    """2**64 + 1 ballots: the program's own quota overflows to that of one ballot."""
    profile, seats, ties = ballots(
        shared_data / "voting" / "stv_rs_ballots" / "bigint" / "ballot_sum_overflows.blt"
    )
    count = meek(profile, seats=seats, break_tie=ties)
    assert count.rounds[0].quota == Fraction(2**64 + 1, 2) + Fraction(1, 10**9)
    assert count.elected == ("Apple",)


def droop_case(name: str, shared_data: Path) -> tuple[Profile, int, TieBreak]:
    if name == "SC-Vm-12":
        return Profile.ranked(VOTING_MATTERS_12), 3, by_order("ABXYZ")
    return ballots(shared_data / "voting" / "droop" / "blt" / f"{name}.blt")


@pytest.mark.parametrize("name", ["42", "513", "SC", "SC-Vm-12"])
def test_the_reference_rule_is_that_of_another_program_to_the_ninth_decimal(
    name: str, shared_data: Path
) -> None:
    profile, seats, ties = droop_case(name, shared_data)
    report = shared_data / "voting" / "droop" / "ref" / f"{name}-meek-prf-o6-fixed-p9-d9.txt"
    agrees(prf_meek(profile, seats=seats, break_tie=ties), report)


@pytest.mark.parametrize("rule", [meek, warren], ids=["meek", "warren"])
@pytest.mark.parametrize("name", ["42", "513"])
def test_long_decimals_agree_with_quasi_exact_ones(name: str, rule, shared_data: Path) -> None:
    """The program keeps 27 decimals and shows 18."""
    profile, seats, ties = droop_case(name, shared_data)
    kind = f"{rule.__name__}-o9-guarded-p18-g9-d18"
    report = shared_data / "voting" / "droop" / "ref" / f"{name}-{kind}.txt"
    count = rule(profile, seats=seats, places=27, omega=Fraction(1, 10**9), break_tie=ties)
    agrees(count, report, within=Fraction(1, 10**16))


@pytest.mark.parametrize("rule", [meek, warren], ids=["meek", "warren"])
@pytest.mark.parametrize("name", ["42", "513"])
def test_exact_votes_are_the_published_ones(name: str, rule, shared_data: Path) -> None:
    profile, seats, ties = droop_case(name, shared_data)
    report = (
        shared_data / "voting" / "droop" / "ref" / f"{name}-{rule.__name__}-o10-rational-d12.txt"
    )
    count = rule(profile, seats=seats, places=None, omega=Fraction(1, 10**10), break_tie=ties)
    agrees(count, report, within=Fraction(1, 10**12))


@pytest.mark.parametrize("rule", [meek, warren], ids=["meek", "warren"])
@pytest.mark.parametrize("name", ["SC", "SC-Vm-12"])
def test_sure_losers_one_by_one_or_together_leave_the_same_elected(
    name: str, rule, shared_data: Path
) -> None:
    """The program eliminates those who cannot win together, and before the surpluses are small."""
    profile, seats, ties = droop_case(name, shared_data)
    kind = f"{rule.__name__}-o9-guarded-p18-g9-d18"
    count = rule(profile, seats=seats, places=27, omega=Fraction(1, 10**9), break_tie=ties)
    assert set(count.elected) == elected(
        shared_data / "voting" / "droop" / "ref" / f"{name}-{kind}.txt"
    )


def test_nine_decimals_can_be_too_few_as_wichmann_found() -> None:
    """Z is last by 0.00000006 votes, which an omega of 0.000001 does not see."""
    profile = Profile.ranked(VOTING_MATTERS_12)
    ties = by_order("ABXYZ")
    coarse = meek(profile, seats=3, break_tie=ties)
    fine = meek(profile, seats=3, places=27, omega=Fraction(1, 10**9), break_tie=ties)
    assert (coarse.elected[2:], fine.elected[2:]) == (("Y",), ("X",))
