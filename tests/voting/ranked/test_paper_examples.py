"""Ten classic profiles and the winners that an independent program finds by fourteen rules."""

import json
from pathlib import Path

import pytest

from deliberation.voting import Profile, by_order
from deliberation.voting.ranked import (
    RULES,
    condorcet_winner,
    kemeny_young,
    smith_set,
    split_cycle,
)
from tests.voting.ranked.strategies import possible

NAMES = {
    "instant_runoff_put": "irv",
    "beat_path": "schulze",
    "strict_nanson": "nanson",
}
OPTIONS = {"strict_nanson": {"average": "keep"}}
TOGETHER = {"coombs", "baldwin"}
"""By these it eliminates all who are tied for last at once; ours asks, so that more can win."""


@pytest.mark.shared
def test_the_winners_are_those_of_the_papers(shared_data: Path) -> None:
    examples = json.loads((shared_data / "voting/paper_examples/examples.json").read_text())
    rules = {rule.__name__: rule for rule in RULES}
    for example in examples:
        counts = {tuple(order): times for order, times in example["ballots"]}
        profile = Profile.ranked(counts)
        for name, winners in example["winners_pref_voting_1_18_2"].items():
            tie = by_order(profile.candidates)
            match name:
                case "condorcet":
                    found, winners = {condorcet_winner(profile)}, [winners]
                case "smith_set":
                    found = set(smith_set(profile))
                case "split_cycle":
                    found = set(split_cycle(profile, break_tie=tie).winners)
                case "kemeny_young":
                    found = set(kemeny_young(profile, break_tie=tie).firsts)
                case _:
                    rule = rules[NAMES.get(name, name)]
                    found = possible(rule, profile, **OPTIONS.get(name, {}))
            if name in TOGETHER:
                found &= set(winners)
            assert found == set(winners), (example["id"], name)
