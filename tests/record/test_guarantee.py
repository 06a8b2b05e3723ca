"""What a lottery promises, written down and read again."""

import json
from fractions import Fraction

import pytest

from deliberation.record.guarantee import decode_guarantee, encode_guarantee
from deliberation.sortition.proofs.ceiling import Ceiling
from deliberation.sortition.proofs.guarantee import Ground, Guarantee
from deliberation.sortition.proofs.trees import Branch, Leaf

HALF = Fraction(1, 2)
PROOF = Branch(2, 1, Leaf({0: HALF, 3: Fraction(-2)}), Leaf({}))
GUARANTEES = [
    Guarantee("the lowest chance", HALF, HALF, Ground.ROWS, Ceiling((HALF, HALF), HALF, PROOF)),
    Guarantee("the lowest chance", HALF, Fraction(2, 3), Ground.SEARCH),
    Guarantee("the lowest chance", HALF, None, Ground.NOTHING),
]


@pytest.mark.parametrize("guarantee", GUARANTEES)
def test_a_guarantee_comes_back_from_json(guarantee):
    assert decode_guarantee(json.loads(json.dumps(encode_guarantee(guarantee)))) == guarantee


def test_only_what_needs_no_solver_to_be_believed_is_called_proven():
    assert [g.best for g in GUARANTEES] == [True, False, False]
    assert [g.proven for g in GUARANTEES] == [True, False, False]
    assert [g.gap for g in GUARANTEES] == [0, Fraction(1, 3), None]
    assert not Guarantee("the lowest chance", HALF, HALF, Ground.SEARCH).proven
