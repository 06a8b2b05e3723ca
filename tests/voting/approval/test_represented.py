"""How many voters many committees represent, looked at in one go."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest

from deliberation.voting import Approval, Profile, by_order
from deliberation.voting.approval import chamberlin_courant
from deliberation.voting.approval.approvals import approvals_of
from deliberation.voting.approval.represented import Represented

NAMES = "abcdefgh"


def made_up(rng: np.random.Generator, *, heaviest: int) -> dict[Approval, int]:
    """Thirty ballots that approve each of eight candidates by a toss of three coins."""
    return {
        Approval(c for c in NAMES if rng.random() < 1 / 8): int(rng.integers(1, heaviest + 1))
        for _ in range(30)
    } | {Approval(NAMES[0]): heaviest}


def voters(counts: dict[Approval, int], committee: str) -> int:
    """How many voters have a member on the *committee*, counted ballot by ballot."""
    return sum(n for ballot, n in counts.items() if {*ballot.approved} & {*committee})


@pytest.mark.parametrize("heaviest", [1, 9, 2**70])
@pytest.mark.parametrize(("inside", "out", "missing"), [("", "", 3), ("c", "bf", 2), ("ah", "", 4)])
def test_the_committees_are_those_that_counting_finds(
    heaviest: int, inside: str, out: str, missing: int
) -> None:
    counts = made_up(np.random.default_rng(5), heaviest=min(heaviest, 2**62))
    counts[Approval(NAMES[0])] = heaviest
    approvals = approvals_of(Profile(NAMES, counts), 1)
    free = [c for c in NAMES if c not in inside + out]
    worth = {
        frozenset(map(NAMES.index, (*inside, *more))): voters(counts, inside + "".join(more))
        for more in combinations(free, missing)
    }
    for least in sorted({*worth.values()}):
        found = Represented(approvals).reaching(
            Fraction(least),
            frozenset(map(NAMES.index, inside)),
            frozenset(map(NAMES.index, free)),
            missing,
        )
        assert found is not None
        assert len(found) == len({*found})
        assert {*found} == {committee for committee, n in worth.items() if n >= least}


def test_too_many_committees_are_left_to_others() -> None:
    names = [f"c{i}" for i in range(60)]
    approvals = approvals_of(Profile(names, {Approval(names): 1}), 1)
    everybody = frozenset(range(60))
    assert Represented(approvals).reaching(Fraction(1), frozenset(), everybody, 30) is None


def test_more_equal_committees_than_are_listed_are_still_one_question_each() -> None:
    """One ballot for all of fourteen candidates: each of the 3432 committees of seven will do."""
    names = [f"c{i:02}" for i in range(14)]
    last_first = by_order(names[::-1])
    result = chamberlin_courant(Profile(names, {Approval(names): 1}), seats=7, break_tie=last_first)
    assert result.elected == tuple(names[7:])
    assert [tie.chosen for tie in result.ties] == names[:6:-1]
