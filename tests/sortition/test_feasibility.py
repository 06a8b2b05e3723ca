"""What can be said about quotas before anything is drawn."""

from fractions import Fraction

import pytest

from deliberation.errors import InfeasibleQuotasError, InvalidInputError, Relaxation
from deliberation.sortition import Demands, Person, Pool, Quota, Quotas, Standing, explain, leximin
from deliberation.sortition.feasibility import require_a_panel
from deliberation.sortition.panels import panels_of
from tests.sortition.limits.test_repairs import ONE_V_MORE, TWO_OF_BOTH, pool_of

FREE = pool_of(*[("x", "u"), ("x", "v"), ("y", "u"), ("y", "v")] * 2)


def test_quotas_that_cannot_be_met_are_refused_with_what_conflicts_and_what_helps():
    with pytest.raises(InfeasibleQuotasError) as caught:
        leximin(TWO_OF_BOTH, ONE_V_MORE)
    error = caught.value
    assert [str(bound) for bound in error.conflict.bounds] == [
        "at least 2 with a = x",
        "at most 1 with b = u",
    ]
    assert error.repairs[0] == error.relaxations == (Relaxation("b", "u", 0, 2),)
    assert len(error.repairs) == 2
    assert str(error) == (
        "no panel from this pool meets every quota; the smallest change that helps is "
        "b = u: allow 0 to 2"
    )


def test_where_no_quota_is_to_blame_no_change_of_quotas_is_advised():
    pool = Pool(tuple(Person(f"p{i}", {"a": "x"}, "one home") for i in range(4)))
    quotas = Quotas(2, (Quota("a", "x", 2, 2),))
    with pytest.raises(InfeasibleQuotasError, match="invite more people") as caught:
        require_a_panel(quotas, panels_of(pool, quotas))
    assert caught.value.relaxations == caught.value.repairs == ()
    assert explain(pool, quotas).repairs == ()


def test_where_minimums_are_more_than_the_seats_three_repairs_come_with_their_chances():
    """Five are promised of three seats: both of x fewer, or both of y, or one of each."""
    demands = Demands(
        3,
        (
            Quota("a", "x", 2, 3),
            Quota("a", "y", 3, 3),
            Quota("b", "u", 0, 3),
            Quota("b", "v", 0, 3),
        ),
    )
    with pytest.raises(InvalidInputError, match="the minimums of 'a' add up to 5"):
        demands.as_quotas()
    found = explain(FREE, demands)
    assert str(found.conflict) == (
        "at least 2 with a = x and at least 3 with a = y cannot all hold: "
        "where the others hold, a panel has at most 0 with a = x"
    )
    assert found.conflict.proven == "smallest"
    less_x, less_y = Relaxation("a", "x", 0, 3), Relaxation("a", "y", 1, 3)
    some_of_both = (Relaxation("a", "x", 1, 3), Relaxation("a", "y", 2, 3))
    assert {(r.widened, r.places, r.lowest, r.without) for r in found.repairs} == {
        ((less_x,), 2, Fraction(3, 4), 4),
        ((less_y,), 2, Fraction(1, 4), 0),
        (some_of_both, 2, Fraction(1, 4), 0),
    }


def test_where_maximums_are_fewer_than_the_seats_the_smallest_repairs_raise_them():
    demands = Demands(4, (Quota("a", "x", 0, 1), Quota("a", "y", 0, 1)))
    found = explain(FREE, demands)
    assert {str(bound) for bound in found.conflict.bounds} == {
        "at most 1 with a = x",
        "at most 1 with a = y",
    }
    assert {repair.widened for repair in found.repairs} == {
        (Relaxation("a", "x", 0, 3),),
        (Relaxation("a", "y", 0, 3),),
        (Relaxation("a", "x", 0, 2), Relaxation("a", "y", 0, 2)),
    }
    assert {repair.places for repair in found.repairs} == {2}


def test_what_is_explained_of_infeasible_quotas_is_what_the_error_carries():
    found = explain(TWO_OF_BOTH, ONE_V_MORE)
    with pytest.raises(InfeasibleQuotasError) as caught:
        leximin(TWO_OF_BOTH, ONE_V_MORE)
    assert found.conflict == caught.value.conflict
    assert tuple(repair.widened for repair in found.repairs) == caught.value.repairs
    assert (found.prices, found.locked_out) == (None, ())


def test_quotas_that_can_be_met_are_priced_and_whoever_they_lock_out_is_named():
    people = [Person(f"p{i}", {"a": "x"}) for i in range(6)]
    people += [Person(f"q{i}", {"a": "y"}) for i in range(2)]
    people += [Person("r", {"a": "z"}), Person("s", {"a": "x"}, standing=Standing.OUT)]
    quotas = Quotas(4, (Quota("a", "x", 0, 2), Quota("a", "y", 0, 4), Quota("a", "z", 0, 0)))
    told = []
    found = explain(Pool(tuple(people)), quotas, report=lambda done, words: told.append(done))
    assert (found.conflict, found.repairs) == (None, ())
    assert str(found.prices.lowest) == "1/3"
    assert [str(price.bound) for price in found.prices.of_bounds][:1] == ["at most 2 with a = x"]
    (locked,) = found.locked_out
    assert locked.people == ("r",)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_people_for_whom_there_is_no_quota_are_refused_at_once():
    pool = Pool((Person("p", {"a": "x"}),))
    with pytest.raises(InvalidInputError, match="has no quota"):
        explain(pool, Quotas(1, (Quota("a", "y", 0, 1),)))


def test_the_same_is_said_whatever_the_order_of_the_people(made_up):
    pool, quotas = made_up(40, 8, (2, 3, 3), seed=1)
    turned = Pool(tuple(reversed(pool.people)))
    assert explain(turned, quotas) == explain(pool, quotas)
