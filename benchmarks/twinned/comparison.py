"""What a peer answered, beside every outcome that we found: the same, or not, and why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from benchmarks.twinned.gregory import Parts, outcomes
from benchmarks.twinned.ours import Found
from benchmarks.twinned.votes import Vote

SAME: Final = "same"
OPEN: Final = "left open"
BOUNDED: Final = "bounded"
FAILED: Final = "failed"
KNOWN: Final = "known reason"
DIFFERS: Final = "differs"

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a peer answers otherwise, settled by the source of the rule.

    Args:
        applies: whether this is the reason, by the vote, our outcomes and the peer's.
        text: a sentence.
    """

    peer: str
    rules: tuple[str, ...]
    applies: Callable[[Vote, Found, Told], bool]
    text: str


def verdict(peer: str, rule: str, vote: Vote, ours: Found, told: Told) -> str:
    """One of the words above.

    ``"same"``: all outcomes are, or the one that the peer took is among them. ``"left open"``: the
    peer stops at a tie. ``"bounded"``: we have not followed every tie, and nothing contradicts.
    ``"known reason"``: they differ, and one of ``REASONS`` says why.
    """
    if "failed" in told:
        return FAILED
    if "tie" in told:
        return OPEN
    theirs = frozenset(map(tuple, told["all"] if "all" in told else [told["one"]]))
    if theirs == ours.outcomes or ("one" in told and theirs <= ours.outcomes):
        return SAME
    if not ours.complete and ("one" in told or ours.outcomes <= theirs):
        return BOUNDED
    known = (r for r in REASONS if r.peer == peer and rule in r.rules)
    return KNOWN if any(r.applies(vote, ours, told) for r in known) else DIFFERS


def _worth(vote: Vote, chosen: tuple[str, ...]) -> int:
    """What a choice costs, each project as often as somebody approves of it."""
    return sum(
        times * sum(vote["costs"][name] for name in approved if name in chosen)
        for approved, times in vote["ballots"]
    )


def _worth_less(vote: Vote, ours: Found, told: Told) -> bool:
    """Whether ours fit the budget and are worth more than all of the peer's."""
    most = max(_worth(vote, tuple(chosen)) for chosen in told["all"])
    fit = all(sum(vote["costs"][c] for c in chosen) <= vote["total"] for chosen in ours.outcomes)
    return fit and all(_worth(vote, chosen) > most for chosen in ours.outcomes)


def _first_of_all(vote: Vote, ours: Found, _: Told) -> bool:
    """Whether every ballot ranks the only one who can win by us first."""
    return ours.outcomes == {tuple({names[0] for names, _ in vote["ballots"]})}


def _parted_by(ours: Parts, theirs: Parts) -> Callable[[Vote, Found, Told], bool]:
    """Whether a plain count comes to ours, and with the peer's fault to theirs."""

    def applies(vote: Vote, mine: Found, told: Told) -> bool:
        return mine.outcomes <= outcomes(vote, ours) and tuple(told["one"]) in outcomes(
            vote, theirs
        )

    return applies


REASONS: Final = (
    Reason(
        "stvpoll",
        ("scottish_stv",),
        _parted_by(Parts(places=5), Parts(places=5, among_elected=True)),
        "Several reach the quota at one stage. The peer passes papers of the first to the others, "
        "and counts papers of the others that name the first twice. By rule 48 of the Order a "
        "paper goes to the next continuing candidate, and whoever is deemed to be elected is none.",
    ),
    Reason(
        "votelib",
        ("stv",),
        _parted_by(Parts(), Parts(nobody_stays=True)),
        "The papers that name nobody more outweigh a candidate. The peer keeps their pile as if it "
        "were a candidate's and excludes two at once; one is excluded at a time.",
    ),
    Reason(
        "votelib",
        ("minimax", "minimax, margins"),
        _first_of_all,
        "Every ballot ranks our winner first. The peer looks for the candidate with the smallest "
        "loss among those who are below somebody on a ballot, and this one never is; by Simpson's "
        "and Kramer's rule nobody can do better than to lose no pair.",
    ),
    Reason(
        "pabutools",
        ("maximum_utility_budget",),
        _worth_less,
        "The peer's choice is worth less than ours, which the budget pays too: reckoned from the "
        "definition, without either program.",
    ),
)
"""Every difference that is known."""
