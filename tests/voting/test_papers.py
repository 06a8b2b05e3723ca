"""Many papers at once: the same as one by one."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.voting import Policy, Profile, Ranking, Spoiled
from deliberation.voting.papers import BLANK, OVERVOTE, read_papers

NAMES = "abc"
SEVERAL = [frozenset("ab"), frozenset("bc")]
MEANING = (
    {i: {name} for i, name in enumerate(NAMES)}
    | {BLANK: set(), OVERVOTE: {"x", "y"}}  # two, whoever they are
    | {OVERVOTE - 1 - i: set(names) for i, names in enumerate(SEVERAL)}
)
policies = st.builds(
    Policy,
    skips=st.sampled_from(["skip", "stop", "stop after two", "stop after three", "spoil"]),
    overvotes=st.sampled_from(["stop", "skip", "tie", "spoil"]),
    repeats=st.sampled_from(["skip", "stop", "spoil"]),
)


@given(
    policies,
    st.lists(st.lists(st.integers(OVERVOTE - 2, 2), min_size=5, max_size=5), min_size=1),
)
def test_papers_are_read_together_as_they_are_read_alone(
    policy: Policy, rows: list[list[int]]
) -> None:
    marks = np.array(rows)
    if policy.overvotes == "tie":
        marks[marks == OVERVOTE] = BLANK
    alone = Counter(policy.read([MEANING[mark] for mark in row]) for row in marks.tolist())
    spoiled = Counter({s.reason: n for s, n in alone.items() if isinstance(s, Spoiled)})
    valid = {b: n for b, n in alone.items() if not isinstance(b, Spoiled)}
    read = read_papers(NAMES, marks, np.ones(len(rows), dtype=np.int64), policy, several=SEVERAL)
    assert read == Profile(NAMES, valid, spoiled=spoiled)


def test_weights_are_kept_with_their_papers() -> None:
    marks = np.array([[0, BLANK, 1], [1, 0, BLANK], [2, 2, 0]])
    read = read_papers(NAMES, marks, np.array([5, 3, 2]), Policy(skips="stop", repeats="spoil"))
    assert read.counts == {Ranking(("a",)): 5, Ranking(("b", "a")): 3}
    assert read.spoiled == {"somebody has two places": 2}


def test_those_who_share_a_place_cannot_tie_where_nobody_knows_who_they_are() -> None:
    with pytest.raises(InvalidInputError, match="not known who shares"):
        read_papers(NAMES, np.array([[OVERVOTE]]), np.array([1]), Policy(overvotes="tie"))
