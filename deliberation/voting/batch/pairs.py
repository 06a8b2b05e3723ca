"""Rules that compare pairs, for many elections at once.

Sources: those of the rules of the same names in ``voting.ranked``.
"""

from __future__ import annotations

import numpy as np

from deliberation.voting.batch.elections import (
    Answers,
    Counts,
    Elections,
    Ranks,
    answer,
    only_best,
    preferences,
)


def copeland(elections: Elections) -> Answers:
    """Who has most points: one for each candidate beaten, half of one for each who is as strong."""

    def count(part: Ranks) -> Counts:
        d = preferences(part)
        return only_best(np.sign(d - d.transpose(0, 2, 1)).sum(axis=2))

    return answer("copeland", elections, count)


def minimax(elections: Elections) -> Answers:
    """Whose worst loss is the smallest, by winning votes."""

    def count(part: Ranks) -> Counts:
        return only_best(-_won(preferences(part)).max(axis=1))

    return answer("minimax", elections, count)


def schulze(elections: Elections) -> Answers:
    """Whom nobody beats by the strength of paths, by winning votes."""

    def count(part: Ranks) -> Counts:
        p = _won(preferences(part))
        for k in range(p.shape[1]):
            np.maximum(p, np.minimum(p[:, :, k, None], p[:, None, k, :]), out=p)
        beaten = (p.transpose(0, 2, 1) > p).any(axis=2)
        unbeaten: Counts = np.logical_not(beaten).astype(np.int64)
        return only_best(unbeaten)

    return answer("schulze", elections, count)


def _won(d: Counts) -> Counts:
    """The ballots for each win, and 0 where there is none."""
    return np.where(d > d.transpose(0, 2, 1), d, 0)
