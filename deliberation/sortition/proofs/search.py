"""A heavier panel, or the proof that there is none: branch and bound, exact where it decides.

Types have whole weights. A linear programme over fractional panels, warm from one question to the
next, says what a panel can weigh at most; where that is too much, some type is there in a broken
number, and the question is put twice: with at most so many of it, and with more (``choosing``).
Leaves of this tree are proven in whole numbers (``sums``).

Source: Land, Doig, "An automatic method of solving discrete programming problems", Econometrica 28
(1960).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from deliberation.errors import SolverError
from deliberation.solver import WARM, Programme
from deliberation.sortition.panels import Panel, Panels, programme_of, whole
from deliberation.sortition.proofs.ceiling import Part, first_bounds
from deliberation.sortition.proofs.choosing import Choosing
from deliberation.sortition.proofs.questions import CLOSE, GivenUpError, Question
from deliberation.sortition.proofs.sums import PASSED_OVER, by_rows, impossible
from deliberation.sortition.proofs.trees import Branch, Leaf, Proof

PATIENCE = 20_000  # linear programmes before a search for a proof gives up
DIVES = ((0, 60), (1, 300))  # types tried in a dive, and programmes after which it gives up
FEW = 150  # types, up to which a second dive takes as long as the proof
TRIED = 6  # broken types that are tried before one is asked about


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search came to.

    Args:
        panels: that are heavier, each once.
        proof: why there are none; where there are some, a tree whose branches may serve again.
    """

    panels: tuple[Panel, ...]
    proof: Proof


class Search:
    """Searches panels; keeps its programme from one question to the next.

    Args:
        barred: types that are known to be on no panel.
        rounding: whether a bound is rounded down, for panels weigh whole numbers.

    Attributes:
        asked: how many linear programmes were solved in search of proofs.
    """

    def __init__(
        self, panels: Panels, *, barred: Collection[int] = (), rounding: bool = False
    ) -> None:
        self._panels, self._barred, self._rounding = panels, frozenset(barred), rounding
        self._last = panels  # those whose rows the programme has
        self.asked = 0
        self._made: Programme | None = None

    @property
    def _programme(self) -> Programme:
        """Made when it is asked for the first time, for often it never is."""
        if self._made is None:
            self._made = programme_of(self._panels, {**WARM, "simplex_strategy": 1}, whole=False)
        return self._made

    @property
    def types(self) -> int:
        """How many types there are."""
        return len(self._panels.types)

    def dive(self, weights: Sequence[int], most: int) -> Panel | None:
        """A panel whose members' *weights* add up to more than *most*, if one is found quickly.

        Raises:
            SolverError: HiGHS stopped without an answer.
        """
        for tried, patience in DIVES[: 1 if self.types <= FEW else 2]:
            question = self._question(weights, most, tried, patience, proving=False)
            try:
                _Asking(question).answer()
            except GivenUpError:
                continue
            return question.found[0] if question.found else None
        return None

    def by_rows(self, weights: Sequence[int], most: int) -> Leaf | None:
        """Why no panel's members weigh more than *most*, if adding up rows once shows it.

        Raises:
            SolverError: HiGHS stopped without an answer.
        """
        question = self._question(weights, most, 0, 1, proving=True)
        reached = question.run()
        if reached is None:
            return impossible(question)
        return by_rows(question) if question.answered(reached) else None

    def heavier(
        self,
        weights: Sequence[int],
        most: int,
        *,
        along: Proof | None = None,
        among: Part | None = None,
        enough: int = 1,
        patience: int | None = None,
    ) -> Answer:
        """Panels whose members' *weights* add up to more than *most*, or why there is none.

        Args:
            along: the tree for other weights; its branches are followed.
            among: the panels that count; by default all do.
            enough: how many heavier panels end the search.
            patience: how many linear programmes do; by default so many that it hardly happens.

        Raises:
            SolverError: the search took too long, or HiGHS stopped without an answer.
        """
        left = PATIENCE if patience is None else patience
        question = self._question(
            weights, most, TRIED, left, proving=True, among=among, enough=enough
        )
        asking = _Asking(question)
        try:
            tree = asking.along(along) if along else asking.answer()
        except GivenUpError:
            raise SolverError("no proof that no panel is heavier was found in time") from None
        finally:
            self.asked += left - question.left
        return Answer(tuple(dict.fromkeys(question.found)), tree)

    def _question(
        self,
        weights: Sequence[int],
        most: int,
        tried: int,
        patience: int,
        *,
        proving: bool,
        among: Part | None = None,
        enough: int = 1,
    ) -> Question:
        """The question, with its weights in the programme."""
        greatest = max(map(abs, weights), default=0) or 1
        panels, bounds = among or Part(self._panels, first_bounds(self._panels, self._barred))
        self._programme.set_costs(np.array([w / greatest * 100 for w in weights]))
        self._programme.set_bounds(*np.array(bounds, dtype=np.float64).T.copy())
        if panels is not self._last:
            rows = [(row.lower, row.upper) for row in panels.rows]
            self._programme.set_row_bounds(*np.array(rows, dtype=np.float64).T.copy())
            self._last = panels
        scale = Fraction(100, greatest)
        slight = float(scale) * self._rounding - 2 * CLOSE  # less than one more is no more
        limit = float(most * scale) + max(0.0, slight)
        return Question(
            panels,
            self._programme,
            [*bounds],
            weights,
            most,
            scale,
            limit,
            self._rounding,
            tried,
            patience,
            proving,
            enough,
        )


class _Asking:
    """Answers one question by asking about types, and makes the tree."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._choosing = Choosing(len(question.weights))

    def along(self, proof: Proof) -> Proof:
        """The tree, found below the branches of *proof*."""
        question = self._question
        if question.ended:
            return proof
        if isinstance(proof, Leaf):
            return self.answer()
        low, high = question.bounds[proof.type]
        if not low <= proof.most < high:
            return self.answer()
        reached = question.run()
        if reached is not None and question.answered(reached):
            leaf = by_rows(question)
            if leaf is not None:
                return leaf
        return self._asked(proof.type, proof.most, (proof.fewer, proof.more))

    def answer(self) -> Proof:
        """The tree for panels within the question's bounds."""
        question = self._question
        if question.ended:
            return PASSED_OVER
        reached = question.run()
        if reached is None:
            return impossible(question)
        if question.answered(reached):
            leaf = by_rows(question)
            if leaf is not None:
                return leaf
        values = question.programme.values
        if np.abs(values - np.round(values)).max() < CLOSE:
            panel = whole(values)
            weight = sum(w * c for w, c in zip(question.weights, panel, strict=True) if c)
            if weight > question.most and question.panels.allow(panel):
                question.found.append(panel)
                question.proving = False
            if not question.proving:
                return PASSED_OVER
            raise SolverError("the bound of a panel could not be proven in fractions")
        t, more_first = self._choosing.choice(question, values)
        return self._asked(t, int(np.floor(values[t])), more_first=more_first)

    def _asked(
        self,
        t: int,
        most: int,
        below: tuple[Proof, Proof] | None = None,
        *,
        more_first: bool = False,
    ) -> Proof:
        """The tree, asked with at most *most* of type *t*, and with more.

        Where time is over and a panel is found, what was not answered is as it was before.
        """
        low, high = self._question.bounds[t]
        found: list[Proof] = []
        for more in (more_first, not more_first):
            self._question.narrow(t, *((most + 1, high) if more else (low, most)))
            try:
                found.append(self.along(below[more]) if below else self.answer())
            except GivenUpError:
                if not self._question.found:
                    raise
                found.append(below[more] if below else PASSED_OVER)
            self._question.narrow(t, low, high)
        return Branch(t, most, found[more_first], found[not more_first])
