"""Rules that add up, for many elections at once.

Sources: those of ``plurality`` and ``borda`` in ``voting.ranked``, and of ``approval`` in
``voting.approval``.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from deliberation.errors import InvalidInputError
from deliberation.voting.batch.elections import (
    Answers,
    Counts,
    Elections,
    Ranks,
    answer,
    counted,
    only_best,
    preferences,
)


def plurality(elections: Elections) -> Answers:
    """Who is ranked first most often; whoever is tied for first on a ballot is first on it."""

    def count(part: Ranks) -> Counts:
        return only_best(np.stack([counted(ranks == 0) for ranks in part], axis=1))

    return answer("plurality", elections, count)


def borda(elections: Elections) -> Answers:
    """Who has most points: one for each candidate ranked below, or left out."""

    def count(part: Ranks) -> Counts:
        return only_best(preferences(part).sum(axis=2))

    return answer("borda", elections, count)


def approval(approved: npt.ArrayLike) -> Answers:
    """Who is approved of most often.

    >>> approval(np.array([[[True, False], [True, True]]])).elected.tolist()
    [0]

    Args:
        approved: elections x voters x candidates, whether the voter approves of the candidate.

    Raises:
        InvalidInputError: the array has another shape, is empty, or holds other things.
    """
    given = np.asarray(approved)
    if given.ndim != 3 or not given.size or given.dtype != np.bool_:
        raise InvalidInputError(
            ["approvals are elections x voters x candidates, each true or false"]
        )
    elected = only_best(given.sum(axis=1, dtype=np.int64))
    return Answers("approval", elected, elected < 0)
