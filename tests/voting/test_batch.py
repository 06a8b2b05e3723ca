"""Many elections at once, beside the same elections counted one by one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError, UnresolvedTieError
from deliberation.voting import RULES, Approval, Profile, Ranking, batch

CANDIDATES = "abcd"
ballots = st.lists(st.sampled_from(range(4)), unique=True, max_size=4).map(tuple)
electorates = st.lists(
    st.lists(ballots, min_size=6, max_size=6).filter(any), min_size=1, max_size=5
)


def ranks_of(ballot: tuple[int, ...]) -> list[int]:
    return [ballot.index(c) if c in ballot else 4 for c in range(4)]


def one_by_one(name: str, profile: Profile) -> int:
    """The index of the one elected, or -1 where the rule asks about a tie."""
    try:
        (winner,) = RULES[name](profile).elected
    except UnresolvedTieError:
        return -1
    return CANDIDATES.index(winner)


@settings(max_examples=40, deadline=None)
@given(electorates)
def test_each_election_comes_out_as_if_it_were_counted_alone(elections: list) -> None:
    many = batch.Elections(np.array([[ranks_of(b) for b in voters] for voters in elections]))
    for rule in (r for r in batch.RULES if r is not batch.approval):
        answers = rule(many)
        assert answers.rule == rule.__name__
        for voters, elected, tied in zip(elections, answers.elected, answers.tied, strict=True):
            papers = [Ranking(tuple(CANDIDATES[c] for c in ballot)) for ballot in voters]
            assert elected == one_by_one(rule.__name__, Profile.of(papers, candidates=CANDIDATES))
            assert tied == (elected == -1)


@settings(max_examples=40, deadline=None)
@given(electorates)
def test_approvals_are_added_up(elections: list) -> None:
    approved = np.array([[[c in b for c in range(4)] for b in voters] for voters in elections])
    answers = batch.approval(approved)
    for voters, elected in zip(elections, answers.elected, strict=True):
        papers = [Approval(CANDIDATES[c] for c in ballot) for ballot in voters]
        assert elected == one_by_one("approval", Profile.of(papers, candidates=CANDIDATES))


def test_more_elections_than_are_looked_at_at_once_come_out_in_order() -> None:
    """Voter 1 of each election ranks one candidate only, who goes round."""
    wanted = np.arange(3000) % 7
    ranks = np.full((3000, 60, 7), 7)
    ranks[np.arange(3000), 0, wanted] = 0
    for rule in (batch.borda, batch.schulze, batch.irv):
        assert rule(batch.Elections(ranks)).elected.tolist() == wanted.tolist()


def test_what_is_no_electorate_is_refused() -> None:
    for wrong, why in (
        (np.zeros((2, 3)), "elections x voters x candidates"),
        (np.zeros((2, 3, 4)), "whole number from 0 to 4"),
        (np.full((2, 3, 4), 5), "whole number from 0 to 4"),
        (np.full((2, 3, 4), 4), "in election 0 there is no valid ballot"),
    ):
        with pytest.raises(InvalidInputError, match=why):
            batch.Elections(wrong)
    with pytest.raises(InvalidInputError, match="strict rankings"):
        batch.irv(batch.Elections(np.zeros((1, 1, 2), dtype=int)))
    with pytest.raises(InvalidInputError, match="each true or false"):
        batch.approval(np.zeros((1, 1, 2)))
