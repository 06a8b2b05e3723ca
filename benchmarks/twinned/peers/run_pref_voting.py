"""Asks pref_voting (MIT) who wins, with all ties: a program for its own environment."""

from typing import Any

import pref_voting.voting_methods as methods
from job import Told, Vote, answer, every
from pref_voting.profiles import Profile

RULES = {
    "plurality": methods.plurality,
    "two_round": methods.plurality_with_runoff_put,
    "irv": methods.instant_runoff_put,
    "irv, tied together": methods.instant_runoff,
    "borda": methods.borda,
    "bucklin": methods.bucklin,
    "coombs": methods.coombs_put,
    "baldwin": methods.baldwin_put,
    "nanson, average out": methods.weak_nanson,
    "nanson, average stays": methods.strict_nanson,
    "copeland": methods.copeland,
    "copeland, ties as wins": methods.llull,
    "minimax": methods.minimax,
    "kemeny_young": methods.kemeny_young,
    "schulze": methods.beat_path,
    "split_cycle": methods.split_cycle,
    "stable_voting": methods.stable_voting,
    "smith_irv": methods.smith_irv_put,
    "tideman_alternative": methods.tideman_alternative_smith_put,
    "black": methods.blacks,
}


def load(vote: Vote) -> Any:
    """The peer's profile of whole rankings, by numbers."""
    number = {name: i for i, name in enumerate(vote["candidates"])}
    orders = [[number[name] for name in order] for order, _ in vote["ballots"]]
    return Profile(orders, rcounts=[times for _, times in vote["ballots"]])


def asked(method: Any) -> Any:
    """A method that answers with everybody who can win."""

    def told(profile: Any, vote: Vote) -> Told:
        return every([vote["candidates"][i]] for i in method(profile))

    return told


if __name__ == "__main__":
    answer(load, {name: asked(method) for name, method in RULES.items()})
