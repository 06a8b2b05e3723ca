"""Where an axis ends, and how far apart its marks stand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.figures.scale import scale


@pytest.mark.parametrize(
    ("most", "end", "step"),
    [("1", "1", "0.2"), ("0.21", "0.25", "0.05"), ("0.26", "0.3", "0.1"), ("12.4", "15", "5")],
)
def test_steps_are_one_two_or_five_of_a_power_of_ten(most, end, step):
    assert scale(Fraction(most)) == (Fraction(end), Fraction(step))


def test_steps_are_no_finer_than_can_be_written():
    assert scale(Fraction(1, 300), finest=Fraction(1, 100)) == (Fraction(1, 100), Fraction(1, 100))
    assert scale(Fraction(0), finest=Fraction(1, 100)) == (Fraction(1, 100), Fraction(1, 100))


@given(st.fractions(Fraction(1, 10**9), 10**9))
def test_everything_is_on_the_axis_with_five_marks_and_no_room_to_spare(most):
    end, step = scale(most)
    assert 1 <= end / step <= 5
    assert end - step < most <= end
