"""Which homes of a kind give people to which ticket."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.sortition.tickets.turns import turns


@st.composite
def tickets_and_homes(draw):
    """Homes of one kind, and tickets that ask for as many people as these may give, or fewer."""
    homes, limit = draw(st.integers(1, 6)), draw(st.integers(1, 3))
    at_home = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    asked = []
    for often in draw(st.lists(st.integers(0, 10), min_size=1, max_size=20)):
        everybody = [t for t, n in enumerate(at_home) for _ in range(n * homes)]
        some = draw(st.permutations(everybody))[: homes * limit * often // 10]
        asked.append(Counter(some))
    return asked, homes, limit


def everything_is_balanced(asked, homes, limit, given):
    altogether = Counter()
    for types, numbers in zip(asked, given, strict=True):
        seats, of_home = Counter(), Counter()
        for t, home, n in numbers:
            assert types[t] // homes <= n <= -(-types[t] // homes)
            seats[t] += n
            of_home[home] += n
            altogether[t, home] += n
        assert seats == types
        assert max(of_home.values(), default=0) <= limit
    for t in {t for types in asked for t in types}:
        often = [altogether[t, home] for home in range(homes)]
        assert max(often) - min(often) <= 1


@settings(max_examples=200, deadline=None)
@given(tickets_and_homes())
def test_all_homes_give_alike_and_none_gives_too_many(case):
    everything_is_balanced(*case, turns(*case))


@pytest.mark.parametrize("limit", [1, 2])
def test_homes_that_must_all_give_all_they_may_take_turns_at_it(limit):
    """Every ticket asks for all that the homes may give, in another mix each time."""
    homes = 12
    full = homes * limit
    asked = [Counter({0: n, 1: full - n}) for n in [*range(homes * limit // 2 + 1)] * 7]
    everything_is_balanced(asked, homes, limit, turns(asked, homes, limit))


def test_homes_that_are_never_asked_give_nobody():
    assert turns([{}, {3: 0}], 2, 1) == [[], []]
