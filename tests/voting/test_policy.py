"""Reading papers with empty, doubled and repeated places."""

from typing import Any

import pytest

from deliberation.errors import InvalidInputError
from deliberation.voting import Policy, Ranking, Spoiled, WeakRanking
from deliberation.voting.policy import EMPTY, REPEATED, SEVERAL

A, B, C, NONE, BOTH = ["a"], ["b"], ["c"], [], ["a", "b"]


@pytest.mark.parametrize(
    ("policy", "marks", "ballot"),
    [
        (Policy(), [A, NONE, NONE, B], Ranking(("a", "b"))),
        (Policy(skips="stop"), [A, NONE, B], Ranking(("a",))),
        (Policy(skips="stop after two"), [A, NONE, B, NONE, C], Ranking(("a", "b", "c"))),
        (Policy(skips="stop after two"), [A, NONE, NONE, B], Ranking(("a",))),
        (Policy(skips="spoil"), [A, NONE, B], Spoiled(EMPTY)),
        (Policy(skips="spoil"), [A, B, NONE, NONE], Ranking(("a", "b"))),
        (Policy(skips="spoil"), [NONE, NONE], Ranking(())),
        (Policy(), [C, BOTH, A], Ranking(("c",))),
        (Policy(overvotes="skip"), [C, BOTH, A], Ranking(("c", "a"))),
        (Policy(overvotes="tie"), [C, BOTH], WeakRanking([C, BOTH])),
        (Policy(overvotes="tie"), [A, BOTH], Ranking(("a", "b"))),
        (Policy(overvotes="spoil"), [C, BOTH], Spoiled(SEVERAL)),
        (Policy(), [A, A, B], Ranking(("a", "b"))),
        (Policy(repeats="stop"), [A, A, B], Ranking(("a",))),
        (Policy(repeats="stop", overvotes="skip"), [A, BOTH, C], Ranking(("a",))),
        (Policy(repeats="spoil"), [A, A, B], Spoiled(REPEATED)),
    ],
)
def test_a_paper_is_read_place_by_place(policy: Policy, marks: Any, ballot: Any) -> None:
    assert policy.read(marks) == ballot


def test_what_is_no_policy_is_refused_word_by_word() -> None:
    with pytest.raises(InvalidInputError) as caught:
        Policy(skips="jump", repeats="twice")  # type: ignore[arg-type]
    assert [str(problem).partition(";")[0] for problem in caught.value.problems] == [
        "'jump' says nothing of skips",
        "'twice' says nothing of repeats",
    ]
