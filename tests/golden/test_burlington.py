"""Three elections where the rules disagree: Burlington 2009, Alaska 2022, and those of the papers.

Burlington's mayor: instant runoff elected Kiss, Montroll beat everybody in pairs, and Wright had
the most first preferences. Alaska's seat: Peltola by instant runoff, Begich in pairs.
"""

import json
from itertools import permutations
from pathlib import Path

import pytest

from deliberation.io.ballots import read_ballots
from deliberation.voting import Policy, Profile, Ranking, borda, by_order, irv, plurality, schulze

pytestmark = pytest.mark.shared

RULES = {
    "plurality": plurality,
    "borda": borda,
    "instant_runoff_put": irv,
    "beat_path": schulze,
}


@pytest.fixture(scope="module")
def burlington(shared_data: Path) -> Profile[Ranking]:
    """The ballots of 2009; a paper that marks two candidates equal is read as far as that."""
    path = shared_data / "voting/burlington2009/00005-00000002.toi"
    return read_ballots(path, kind="ranking", policy=Policy(overvotes="stop")).profile


def test_burlington_elects_kiss_by_instant_runoff(burlington: Profile[Ranking]) -> None:
    count = irv(burlington)
    assert count.elected == ("Bob Kiss",)
    assert [step.eliminated for step in count.rounds] == [
        ("James Simpson",), ("Write-In",), ("Dan Smith",), ("Andy Montroll",), (),
    ]  # fmt: skip
    final = {name: total for name, total in count.rounds[-1].totals.items() if total}
    assert final == {"Bob Kiss": 4313, "Kurt Wright": 4060}


def test_burlington_elects_montroll_in_pairs_and_wright_by_first_preferences(
    burlington: Profile[Ranking],
) -> None:
    pairs = schulze(burlington)
    assert pairs.elected == ("Andy Montroll",)
    assert pairs.totals["Andy Montroll"] == 5
    assert plurality(burlington).elected == ("Kurt Wright",)


def test_alaska_elects_peltola_by_instant_runoff_and_begich_in_pairs(shared_data: Path) -> None:
    names = {"N": "Begich", "S": "Palin", "M": "Peltola"}
    path = shared_data / "voting/alaska2022/alaska_2022_restricted.csv"
    # A paper that gives one rank to two was read without them; the third is kept.
    read = read_ballots(path, kind="ranking", policy=Policy(overvotes="skip"))
    profile = read.profile.relabelled(names)

    final = {name: total for name, total in irv(profile).rounds[-1].totals.items() if total}
    assert irv(profile).elected == ("Peltola",)
    assert final == {"Peltola": 91_251, "Palin": 86_020}

    pairs = schulze(profile)
    assert pairs.elected == ("Begich",)
    assert (pairs.pairwise["Begich", "Peltola"], pairs.pairwise["Peltola", "Begich"]) == (
        87_849, 79_442,
    )  # fmt: skip
    assert (pairs.pairwise["Begich", "Palin"], pairs.pairwise["Palin", "Begich"]) == (
        101_201, 63_614,
    )  # fmt: skip


def test_the_classic_profiles_elect_the_winners_of_the_papers(shared_data: Path) -> None:
    """Where several win, each of them does by some order of breaking the ties, and no other."""
    examples = json.loads((shared_data / "voting/paper_examples/examples.json").read_text("utf-8"))
    assert len(examples) == 10
    for example in examples:
        profile = Profile.ranked({tuple(order): n for order, n in example["ballots"]})
        orders = list(permutations(profile.candidates))
        for name, rule in RULES.items():
            elected = {rule(profile, break_tie=by_order(order)).elected[0] for order in orders}
            winners = example["winners_pref_voting_1_18_2"][name]
            assert elected == set(winners), (example["id"], name)
