"""Asks abcvoting (MIT) for all winning committees: a program for its own environment."""

from typing import Any

from abcvoting import abcrules
from abcvoting.preferences import Profile
from job import Told, Vote, answer, every

RULES = {
    "approval": "av",
    "satisfaction_approval": "sav",
    "sequential_pav": "seqpav",
    "reverse_sequential_pav": "revseqpav",
    "sequential_phragmen": "seqphragmen",
    "sequential_chamberlin_courant": "seqcc",
    "equal_shares": "equal-shares",
    "pav": "pav",
    "chamberlin_courant": "cc",
    "monroe": "monroe",
}
SEARCHED = {"pav": "brute-force", "cc": "brute-force", "monroe": "brute-force"}
"""Algorithms that compare no floats."""


def load(vote: Vote) -> Any:
    """The peer's profile, by numbers."""
    number = {name: i for i, name in enumerate(vote["candidates"])}
    profile = Profile(len(number))
    for approved, times in vote["ballots"]:
        profile.add_voters([[number[name] for name in approved]] * times)
    return profile


def asked(rule: str) -> Any:
    """A rule that answers with all committees."""
    options = {"algorithm": SEARCHED[rule]} if rule in SEARCHED else {}

    def told(profile: Any, vote: Vote) -> Told:
        found = abcrules.compute(rule, profile, vote["seats"], resolute=False, **options)
        return every([vote["candidates"][i] for i in members] for members in found)

    return told


if __name__ == "__main__":
    answer(load, {name: asked(rule) for name, rule in RULES.items()})
