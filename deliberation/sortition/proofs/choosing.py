"""Which type a search asks about next: the one whose two answers take most from the bound.

What an answer takes is found by trying it (strong branching), which costs two linear programmes.
After a type was tried some dozens of times, what it took on average, for each whole number that lay
so far off, says enough (pseudo-costs). Fewer trials would make a tree longer, and what rests on it.

Source: Achterberg, Koch, Martin, "Branching rules revisited", Operations Research Letters 33
(2005): reliability branching.
"""

from __future__ import annotations

import numpy as np

from deliberation.solver import Floats
from deliberation.sortition.proofs.questions import CLOSE, Question

SURE = 40  # times that a type is tried
IN_VAIN = 6  # types in a row that are no better than the best, after which no other is looked at


class Choosing:
    """Chooses types for one question, and remembers what their answers took from the bound.

    Args:
        types: how many there are.
    """

    def __init__(self, types: int) -> None:
        self._times = np.zeros(types)
        self._took = np.zeros((2, types))  # with fewer, and with more, for a whole number each

    def choice(self, question: Question, values: Floats) -> tuple[int, bool]:
        """The type to ask about, and whether to look at more of it first.

        Where trying answers the question altogether, no other type needs to be tried.

        Args:
            values: how many of each type the fractional panel has, of which some are broken.

        Raises:
            GivenUpError: no linear programme is left.
            SolverError: HiGHS stopped without an answer.
        """
        broken = np.abs(values - np.round(values)) >= CLOSE
        if not question.tried:
            t = int(np.argmax(np.where(broken, values, -1.0)))
            return t, bool(values[t] % 1 > 0.5)
        now, left = question.programme.objective, question.tried
        most = now - question.limit + 1  # more need not be taken
        expected = self._expected(values, most)
        best, in_vain = (-1.0, 0, False), 0
        for t in np.argsort(np.where(broken, -_score(*expected), 1.0), kind="stable").tolist():
            if not broken[t] or in_vain == IN_VAIN:
                break
            fewer, more = expected[:, t].tolist()
            if tried := self._times[t] < SURE:
                if not left:
                    continue
                left -= 1
                fewer, more = (min(now - b, most) for b in self._reached(question, t, values[t]))
                self._remember(t, values[t] % 1, max(fewer, 0.0), max(more, 0.0))
            score = float(_score(fewer, more))
            best, in_vain = (
                ((score, t, more < fewer), 0) if score > best[0] else (best, in_vain + 1)
            )
            if tried and min(fewer, more) >= most - 1 - CLOSE:
                break
        return best[1:]

    def _expected(self, values: Floats, most: float) -> Floats:
        """What each type's answers will take from the bound; of one never tried, the average."""
        tried = self._times.sum()
        average = self._took.sum(axis=1) / tried if tried else np.ones(2)
        each = np.where(self._times > 0, self._took / np.maximum(self._times, 1), average[:, None])
        below = values - np.floor(values)
        expected: Floats = np.minimum(each * np.array([below, 1 - below]), most)
        return expected

    def _remember(self, t: int, below: float, fewer: float, more: float) -> None:
        """What the answers about *t* took, which was *below* the last whole number by so much."""
        self._times[t] += 1
        self._took[:, t] += (fewer / below, more / (1 - below))

    def _reached(self, question: Question, t: int, value: float) -> tuple[float, float]:
        """What fractional panels weigh with fewer of type *t*, and with more."""
        (low, high), at = question.bounds[t], int(np.floor(value))
        found = []
        for bounds in ((low, at), (at + 1, high)):
            question.programme.set_bound(t, *map(float, bounds))
            reached = question.run()
            found.append(-np.inf if reached is None else reached)
        question.programme.set_bound(t, float(low), float(high))
        return found[0], found[1]


def _score(fewer: Floats | float, more: Floats | float) -> Floats:
    """How good a question is: both answers should take something."""
    fewer, more = np.maximum(fewer, CLOSE), np.maximum(more, CLOSE)
    score: Floats = fewer * more + np.maximum(fewer, more) / 1000
    return score
