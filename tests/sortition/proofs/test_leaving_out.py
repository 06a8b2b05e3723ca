"""What is proven of fewer types, said of all: against every panel."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.sortition.chances.columns import leximin_by_columns
from deliberation.sortition.chances.covering import covering
from deliberation.sortition.panels import BestPanel, panels_of
from deliberation.sortition.proofs.ceiling import proven_most
from deliberation.sortition.proofs.certificate import require_whole_proof
from deliberation.sortition.proofs.leaving_out import LeavingOut


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_a_certificate_over_those_left_holds_for_all(counted, small_assemblies, data):
    pool, quotas = data.draw(small_assemblies(limits=(1, 2), joint=1))
    panels = panels_of(pool, quotas)
    every = counted(pool, quotas, panels)
    assume(every)
    covered = covering(panels, BestPanel(panels), ())
    held = {t for panel in every for t, c in enumerate(panel) if c}
    assert covered.barred == {*range(len(panels.types))} - held
    left = LeavingOut.of(panels, covered.barred)
    inside = left.inside(sorted(every))
    assert all(map(left.panels.allow, inside))
    assert {*left.outside(inside)} == every
    if covered.level is None:
        return
    certificate = leximin_by_columns(left.panels, BestPanel(left.panels), inside, ())
    whole = left.of_all(certificate, covered.level)
    require_whole_proof(panels, whole)
    assert whole.proven
    assert {t for t, chance in enumerate(whole.mixture.chances) if not chance} == covered.barred
    for level in whole.levels[1:]:
        if level.ceiling:
            weights, proof = level.ceiling.weights, level.ceiling.proof
            heaviest = max(
                sum((w * c for w, c in zip(weights, p, strict=True)), Fraction(0)) for p in every
            )
            most = floor(proven_most(panels, weights, proof, barred=covered.barred))
            assert heaviest <= most <= level.ceiling.most


def test_rows_keep_their_numbers_and_bounds():
    """Of a, b and c one is chosen, and b is left out: its row counts nobody then."""
    pool = Pool(tuple(Person(id, {"who": id}) for id in "abc"))
    panels = panels_of(pool, Quotas(1, tuple(Quota("who", id, 0, 1) for id in "abc")))
    left = LeavingOut.of(panels, {1})
    assert [row.types for row in left.panels.rows] == [(0, 1), (0,), (), (1,)]
    assert [(row.lower, row.upper) for row in left.panels.rows] == [(1, 1), *[(0, 1)] * 3]
    assert left.inside([(1, 0, 0), (0, 0, 1)]) == [(1, 0), (0, 1)]
    assert left.outside([(1, 0), (0, 1)]) == [(1, 0, 0), (0, 0, 1)]
    with pytest.raises(ValueError, match="shorter"):
        left.outside([(1,)])
