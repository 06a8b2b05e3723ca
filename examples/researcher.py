"""For a researcher: how often rules agree with Schulze's, over electorates from one seed."""

import numpy as np

from deliberation import lab, voting

rng, lot = np.random.default_rng(20260314), voting.by_lot("dice 1")
for dimensions in (1, 2, 4):
    agree = dict.fromkeys(
        (rule for rule, kind in voting.RULE_KINDS.items() if kind == "ranking"), 0
    )
    for _ in range(200):
        names = ("bus", "park", "pool", "tram")
        ballots = lab.spatial(names, voters=99, dimensions=dimensions, rng=rng)
        profile = voting.Profile.of(ballots, candidates=names)
        winner = {rule: voting.RULES[rule](profile, break_tie=lot).elected for rule in agree}
        agree = {rule: n + (winner[rule] == winner["schulze"]) for rule, n in agree.items()}
    print(f"{dimensions} dimensions:", *(f"{rule} {n / 2:.0f}%" for rule, n in agree.items()))
