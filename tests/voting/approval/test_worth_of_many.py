"""What many committees are worth, looked at in one go."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest

from deliberation.voting import Approval, Profile, by_order
from deliberation.voting.approval import chamberlin_courant
from deliberation.voting.approval.approvals import approvals_of
from deliberation.voting.approval.thiele import Worth, first_only, harmonic
from deliberation.voting.approval.worth_of_many import WorthOfMany

NAMES = "abcdefgh"


def made_up(rng: np.random.Generator, *, heaviest: int) -> dict[Approval, int]:
    """Thirty ballots that approve each of eight candidates by a toss of three coins."""
    return {
        Approval(c for c in NAMES if rng.random() < 1 / 8): int(rng.integers(1, heaviest + 1))
        for _ in range(30)
    } | {Approval(NAMES[0]): heaviest}


def worth_of(counts: dict[Approval, int], committee: str, f: Worth) -> Fraction:
    """What the *committee* is worth, counted ballot by ballot and member by member."""
    return sum(
        (
            n * f(j)
            for b, n in counts.items()
            for j in range(1, len(b.candidates & {*committee}) + 1)
        ),
        Fraction(0),
    )


@pytest.mark.parametrize("f", [first_only, harmonic])
@pytest.mark.parametrize("heaviest", [1, 9, 2**70])
@pytest.mark.parametrize(("inside", "out", "missing"), [("", "", 3), ("c", "bf", 2), ("ah", "", 4)])
def test_the_committees_are_those_that_counting_finds(
    f: Worth, heaviest: int, inside: str, out: str, missing: int
) -> None:
    counts = made_up(np.random.default_rng(5), heaviest=min(heaviest, 2**62))
    counts[Approval(NAMES[0])] = heaviest
    approvals = approvals_of(Profile(NAMES, counts), 1)
    free = [c for c in NAMES if c not in inside + out]
    worth = {
        frozenset(map(NAMES.index, (*inside, *more))): worth_of(counts, inside + "".join(more), f)
        for more in combinations(free, missing)
    }
    for least in sorted({*worth.values()}):
        found = WorthOfMany(approvals, f, len(inside) + missing).reaching(
            least,
            frozenset(map(NAMES.index, inside)),
            frozenset(map(NAMES.index, free)),
            missing,
        )
        assert found is not None
        assert len(found) == len({*found})
        assert {*found} == {committee for committee, total in worth.items() if total >= least}


def test_too_many_committees_are_left_to_others() -> None:
    names = [f"c{i}" for i in range(60)]
    approvals = approvals_of(Profile(names, {Approval(names): 1}), 1)
    everybody = frozenset(range(60))
    many = WorthOfMany(approvals, first_only, 30)
    assert many.reaching(Fraction(1), frozenset(), everybody, 30) is None


def test_more_equal_committees_than_are_listed_are_still_one_question_each() -> None:
    """One ballot for all of fourteen candidates: each of the 3432 committees of seven will do."""
    names = [f"c{i:02}" for i in range(14)]
    last_first = by_order(names[::-1])
    result = chamberlin_courant(Profile(names, {Approval(names): 1}), seats=7, break_tie=last_first)
    assert result.elected == tuple(names[7:])
    assert [tie.chosen for tie in result.ties] == names[:6:-1]
