"""Runs pref_voting (MIT) on one profile: a program for its own environment."""

from collections.abc import Iterable
from typing import Any

from job import Asked, answer, gathered
from pref_voting.iterative_methods import (
    instant_runoff,
    instant_runoff_for_truncated_linear_orders,
)
from pref_voting.margin_based_methods import beat_path, ranked_pairs
from pref_voting.other_methods import kemeny_young
from pref_voting.profiles import Profile
from pref_voting.profiles_with_ties import ProfileWithTies
from pref_voting.scoring_methods import borda

Orders = tuple[list[str], dict[tuple[int, ...], int]]


def load(given: Orders) -> Any:
    """The names and a profile; one for incomplete rankings where there are some."""
    names, orders = given
    counts = [*orders.values()]
    if all(len(order) == len(names) for order in orders):
        return names, Profile([*orders], rcounts=counts)
    ranked = [{c: place for place, c in enumerate(order, 1)} for order in orders]
    return names, ProfileWithTies(ranked, rcounts=counts, candidates=[*range(len(names))])


def elected(rule: Any, given: Any) -> Iterable[str]:
    """The names of the winners."""
    names, profile = given
    return [names[c] for c in rule(profile)]


def runoff(profile: Any) -> list[int]:
    """Instant runoff, by whichever of its functions takes the profile."""
    whole = isinstance(profile, Profile)
    rule = instant_runoff if whole else instant_runoff_for_truncated_linear_orders
    return [*rule(profile)]


def _rule(rule: Any) -> Any:
    def elect(given: Any, _: Asked) -> Iterable[str]:
        return elected(rule, given)

    return elect


RULES = {
    "irv": _rule(runoff),
    "borda": _rule(borda),
    "schulze": _rule(beat_path),
    "ranked_pairs": _rule(ranked_pairs),
    "kemeny_young": _rule(kemeny_young),
}

if __name__ == "__main__":
    answer(load, RULES, before=gathered)
