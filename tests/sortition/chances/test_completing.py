"""Panels that are begun, completed in all ways: against trying every choice of people."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.sortition.chances.completing import Completing


@settings(max_examples=60, deadline=None)
@given(data=st.data(), many_rows=st.sampled_from([3, 70]))
def test_every_way_is_found_and_once(data, many_rows):
    """With 70 rows they take two words."""
    types, seats = data.draw(st.integers(1, 5)), data.draw(st.integers(0, 3))

    def numbers(least, most, lines, columns):
        line = st.lists(st.integers(least, most), min_size=columns, max_size=columns)
        return np.array(data.draw(st.lists(line, min_size=lines, max_size=lines)), dtype=np.int16)

    rows = numbers(0, 1, types, many_rows)
    rows[:, 0] = 1
    sizes = numbers(1, 3, 1, types)[0]
    low, room = numbers(-2, 1, 2, many_rows), numbers(0, 4, 2, many_rows)
    low[:, 0], room[:, 0] = seats, 0
    place, added = Completing(rows, sizes).all_ways(low, low + room, seats)
    found = [(p, *numbers) for p, numbers in zip(place.tolist(), added.tolist(), strict=True)]
    by_trying = [
        (p, *numbers)
        for p in range(2)
        for numbers in product(*(range(m + 1) for m in sizes.tolist()))
        if (low[p] <= numbers @ rows).all() and (numbers @ rows <= low[p] + room[p]).all()
    ]
    assert sorted(found) == sorted(by_trying)
