"""Grades as a table: how many voters give each candidate each grade."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Grades
from deliberation.voting.profile import Profile

Ungraded = Literal["worst", "refused"]


def checked_scale(profile: Profile[Grades], scale: Sequence[str]) -> list[str]:
    """What is wrong with the grades of the ballots, or with the *scale* itself."""
    problems = []
    if len(scale) < 2 or len({*scale}) < len(scale):
        problems.append(f"a scale has two different grades or more, not {', '.join(scale)!r}")
    known = {*scale}
    problems += [
        f"a ballot grades {candidate!r} {grade!r}, which is not on the scale"
        for ballot in profile.counts
        for candidate, grade in ballot.grades
        if grade not in known
    ]
    return list(dict.fromkeys(problems))


def graded(profile: Profile[Grades]) -> Mapping[str, Counter[str]]:
    """How many voters give each candidate each grade; the ungraded are not among them."""
    table: dict[str, Counter[str]] = {candidate: Counter() for candidate in profile.candidates}
    for ballot, times in profile.counts.items():
        for candidate, grade in ballot.grades:
            table[candidate][grade] += times
    return table


def with_worst(
    profile: Profile[Grades], scale: Sequence[str], ungraded: Ungraded
) -> Mapping[str, tuple[int, ...]]:
    """How many voters give each candidate each grade, from the worst to the best.

    Args:
        scale: the grades, from the best to the worst.
        ungraded: what a valid ballot says of a candidate whom it leaves out.

    Raises:
        InvalidInputError: a grade is not on the scale, the scale is none, a ballot leaves somebody
            out where that is ``"refused"``, or *ungraded* is another word.
    """
    problems = checked_scale(profile, scale)
    if ungraded not in get_args(Ungraded):
        problems.append(f"the ungraded get the 'worst' grade or are 'refused', not {ungraded!r}")
    valid = profile.size - profile.blank
    table = graded(profile)
    missing = {c: valid - counts.total() for c, counts in table.items()}
    if ungraded == "refused":
        problems += [f"{n} ballots leave {c!r} without a grade" for c, n in missing.items() if n]
    if problems:
        raise InvalidInputError(problems)
    worst_first = scale[::-1]
    return {
        c: (counts[worst_first[0]] + missing[c], *(counts[grade] for grade in worst_first[1:]))
        for c, counts in table.items()
    }
