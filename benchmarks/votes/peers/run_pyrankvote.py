"""Runs pyrankvote (MIT) on one profile: a program for its own environment."""

from typing import Any

import pyrankvote
from job import answer, gathered
from pyrankvote import Ballot, Candidate

Orders = tuple[list[str], dict[tuple[int, ...], int]]


def load(given: Orders) -> tuple[list[Candidate], list[Ballot]]:
    """A ballot for each voter."""
    names, orders = given
    candidates = [Candidate(name) for name in names]
    ballots = [
        Ballot(ranked_candidates=[candidates[c] for c in order])
        for order, many in orders.items()
        for _ in range(many)
    ]
    return candidates, ballots


def winners(result: Any) -> list[str]:
    """The names of who is elected."""
    return [candidate.name for candidate in result.get_winners()]


RULES = {
    "irv": lambda given, _: winners(pyrankvote.instant_runoff_voting(*given)),
    "scottish_stv": lambda given, asked: winners(
        pyrankvote.single_transferable_vote(*given, number_of_seats=asked["seats"])
    ),
}

if __name__ == "__main__":
    answer(load, RULES, before=gathered)
