"""What every objective's lottery goes through."""

import pytest

from deliberation.errors import SolverError
from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.sortition.solution import require_all_rules


@pytest.mark.parametrize(
    "panel", [("x0", "x1"), ("x0",), ("x0", "x0"), ("x0", "y0"), ("x0", "y1", "x1")]
)
def test_a_panel_that_breaks_a_rule_never_leaves(panel):
    """x0 and y0 live together; nothing that the solver says is believed."""
    people = [Person(f"{v}{i}", {"a": v}, "home" if i == 0 else None) for v in "xy" for i in (0, 1)]
    quotas = Quotas(2, (Quota("a", "x", 1, 1), Quota("a", "y", 1, 1)))
    require_all_rules(Pool(tuple(people)), quotas, [("x0", "y1"), ("x1", "y0")])
    with pytest.raises(SolverError, match="nothing was decided"):
        require_all_rules(Pool(tuple(people)), quotas, [("x0", "y1"), panel])
