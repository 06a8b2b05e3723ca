"""Asks votelib (MIT) who is elected, and whether it finds a tie: for its own environment."""

from collections.abc import Callable
from typing import Any

from job import TIE, Told, Vote, answer, one
from votelib.convert import RankedToCondorcetVotes
from votelib.evaluate.condorcet import Copeland, KemenyYoung, MinimaxCondorcet, RankedPairs, Schulze
from votelib.evaluate.core import Tie, VotingSystemError
from votelib.evaluate.sequential import PreferenceAddition, TransferableVoteSelector

Ballots = dict[tuple[str, ...], int]


def load(vote: Vote) -> Ballots:
    """The rankings, and how often each was cast."""
    return {tuple(order): times for order, times in vote["ballots"]}


def by_pairs(rule: Any) -> Callable[[Ballots, Vote], Told]:
    """A rule that looks at pairs of candidates."""
    return lambda votes, _: told(rule.evaluate(RankedToCondorcetVotes().convert(votes), 1))


def transferred(votes: Ballots, vote: Vote) -> Told:
    """STV with Droop's quota and Gregory's transfers; instant runoff where there is one seat."""
    rule = TransferableVoteSelector(transferer="Gregory")
    try:
        return told(rule.evaluate(votes, vote["seats"]))
    except NotImplementedError:  # which is how it stops at a tie
        return TIE


def told(elected: Any) -> Told:
    """Who is elected, where no place is tied; nobody is where two share a first place by pairs."""
    tied = not elected or any(isinstance(name, Tie) for name in elected)
    return TIE if tied else one(elected)


RULES = {
    "irv": transferred,
    "stv": transferred,
    "bucklin": lambda votes, _: told(PreferenceAddition().evaluate(votes, 1)),
    "copeland": by_pairs(Copeland(second_order=False)),
    "kemeny_young": by_pairs(KemenyYoung()),
    "minimax": by_pairs(MinimaxCondorcet()),
    "minimax, margins": by_pairs(MinimaxCondorcet("margins")),
    "ranked_pairs": by_pairs(RankedPairs("margins")),
    "schulze": by_pairs(Schulze()),
}

if __name__ == "__main__":
    answer(load, RULES, fails=(NotImplementedError, VotingSystemError))
