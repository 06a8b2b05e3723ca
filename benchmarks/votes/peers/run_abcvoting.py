"""Runs abcvoting (MIT) on one profile: a program for its own environment, with its own reader."""

from typing import Any

from abcvoting import abcrules, fileio
from job import Asked, answer

RULES = {
    "approval": "av",
    "satisfaction_approval": "sav",
    "sequential_pav": "seqpav",
    "sequential_phragmen": "seqphragmen",
    "equal_shares": "equal-shares",
    "sequential_chamberlin_courant": "seqcc",
    "pav": "pav",
    "chamberlin_courant": "cc",
    "monroe": "monroe",
    "leximax_phragmen": "leximaxphragmen",
}


def elected(rule: str, profile: Any, asked: Asked) -> list[str]:
    """The first committee, by the algorithm that the peer holds to be fastest."""
    (committee,) = abcrules.compute(rule, profile, committeesize=asked["seats"], resolute=True)
    return [profile.cand_names[c] for c in committee]


if __name__ == "__main__":
    answer(
        lambda path: fileio.read_preflib_file(str(path)),
        {ours: lambda p, a, r=theirs: elected(r, p, a) for ours, theirs in RULES.items()},
        reads=(".toi",),
    )
