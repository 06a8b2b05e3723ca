"""What is said where the solver's answer is not what fractions say, as with hostile weights."""

import pytest

from deliberation.errors import SolverError
from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.sortition.chances.fractional import fractional_leximin
from deliberation.sortition.panels import panels_of


def one_of_two(lower, upper):
    """One seat, between *lower* and *upper* of it for each of two people."""
    pool = Pool((Person("p0", {"a": "u"}), Person("p1", {"a": "w"})))
    values = zip("uw", lower, upper, strict=True)
    return panels_of(pool, Quotas(1, tuple(Quota("a", v, low, high) for v, low, high in values)))


@pytest.mark.parametrize(
    ("lower", "upper", "weights", "said"),
    [
        ((1, 0), (1, 1), [700_000_000_000_000, 30_000], "could not be proven"),
        ((0, 1), (0, 1), [3, 8_000_000_000], "join values that few have"),
        ((1, 0), (1, 1), [9_000_000_000_000, 6], "do not add up exactly"),
    ],
)
def test_weights_too_far_apart_for_floats_are_refused_and_nothing_is_guessed(
    lower, upper, weights, said
):
    """One of the two is certain; the other's limit is below what the solver can see."""
    with pytest.raises(SolverError, match=said):
        fractional_leximin(one_of_two(lower, upper), weights=weights)


def test_with_weights_that_floats_can_tell_apart_whom_the_quotas_name_is_certain():
    found = fractional_leximin(one_of_two((1, 0), (1, 1)), weights=[700, 300])
    assert found.chances == (1, 0)
