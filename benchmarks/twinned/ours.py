"""Everything that our rules can make of the random votes, over every way to settle their ties."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from benchmarks.twinned.votes import Vote
from deliberation.voting import RULES, Approval, Profile, Ranking, all_outcomes
from deliberation.voting.budget import Budget

LIMIT: Final = 400
"""How many ways to settle the ties of one vote are counted at most."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of ours, with the options by which it is a peer's.

    Args:
        family: which random votes it counts.
        peers: who has the rule too.
    """

    family: str
    name: str
    peers: tuple[str, ...]
    options: Mapping[str, Any] = field(default_factory=dict)


def _rules() -> Iterator[tuple[str, Rule]]:
    """Every rule that is compared, by the name under which peers answer too."""
    one, both = ("pref_voting",), ("pref_voting", "votelib")
    for name in ("plurality", "two_round", "borda", "coombs", "baldwin", "split_cycle", "black"):
        yield name, Rule("single", name, one)
    for name in ("stable_voting", "smith_irv", "tideman_alternative"):
        yield name, Rule("single", name, one)
    for name in ("irv", "bucklin", "copeland", "minimax", "kemeny_young", "schulze"):
        yield name, Rule("single", name, both)
    yield "irv, tied together", Rule("single", "irv", one, {"batch": "tied"})
    yield "nanson, average out", Rule("single", "nanson", one)
    yield "nanson, average stays", Rule("single", "nanson", one, {"average": "keep"})
    yield "copeland, ties as wins", Rule("single", "copeland", one, {"alpha": 1})
    yield "minimax, margins", Rule("single", "minimax", ("votelib",), {"strength": "margins"})
    yield "ranked_pairs", Rule("single", "ranked_pairs", ("votelib",))
    yield "scottish_stv", Rule("several", "scottish_stv", ("stvpoll",))
    yield "stv", Rule("several", "stv", ("votelib",))
    for name in ("approval", "satisfaction_approval", "sequential_pav", "reverse_sequential_pav"):
        yield name, Rule("committee", name, ("abcvoting",))
    for name in ("sequential_chamberlin_courant", "pav", "monroe", "chamberlin_courant"):
        yield name, Rule("committee", name, ("abcvoting",))
    yield (
        "sequential_phragmen",
        Rule("committee", "sequential_phragmen", ("abcvoting", "pabutools")),
    )
    yield "equal_shares", Rule("committee", "equal_shares", ("abcvoting",), {"voters": "cast"})
    alone = {"completion": "none"}
    yield "equal_shares, alone", Rule("committee", "equal_shares", ("pabutools",), alone)
    for name in ("greedy_budget", "equal_shares_budget"):
        told = alone if name == "equal_shares_budget" else {}
        yield name, Rule("budget", name, ("pabutools",), told)
        told = {**told, "utility": "cardinality"}
        yield f"{name}, cardinality", Rule("budget", name, ("pabutools",), told)
    for name in ("phragmen_budget", "maximum_utility_budget"):
        yield name, Rule("budget", name, ("pabutools",))


RULED: Final = MappingProxyType(dict(_rules()))
"""Every rule that is compared."""


@dataclass(frozen=True, slots=True)
class Found:
    """What ties can lead to.

    Args:
        outcomes: who is elected, sorted.
        complete: whether every way was counted.
    """

    outcomes: frozenset[tuple[str, ...]]
    complete: bool


def found(rule: Rule, vote: Vote) -> Found:
    """What a *rule* can make of a *vote*."""
    ballot: Callable[[tuple[str, ...]], Any] = (
        Ranking if rule.family in {"single", "several"} else Approval
    )
    counts = {ballot(tuple(names)): times for names, times in vote["ballots"]}
    told: dict[str, Any] = (
        {"budget": Budget(vote["total"], vote["costs"])}
        if rule.family == "budget"
        else {"seats": vote["seats"]}
    )
    profile = Profile(vote["candidates"], counts)
    every = all_outcomes(RULES[rule.name], profile, limit=LIMIT, **told, **rule.options)
    elected = frozenset(tuple(sorted(outcome.elected)) for outcome in every.outcomes)
    return Found(elected, every.complete)
