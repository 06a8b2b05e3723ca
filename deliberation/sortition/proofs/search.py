"""A heavier panel, or the proof that there is none: branch and bound, exact where it decides.

Types have whole weights. A linear programme over fractional panels, warm from one question to the
next, says what a panel can weigh at most; where that is too much, some type is there in a broken
number, and the question is put twice: with at most so many of it, and with more. Leaves of this
tree are proven in whole numbers: the solver's multipliers, rounded, nearly always do; where the
bound is reached exactly they are solved for as fractions from the solver's basis.

Source: Land, Doig, "An automatic method of solving discrete programming problems", Econometrica 28
(1960); the type to ask about is chosen by trying some (strong branching).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

import numpy as np

from deliberation.errors import SolverError
from deliberation.solver import WARM, Floats, Outcome
from deliberation.sortition.equations.lifting import solve
from deliberation.sortition.panels import Panel, Panels, programme_of, whole
from deliberation.sortition.proofs.ceiling import Part, first_bounds, most_by_rows
from deliberation.sortition.proofs.trees import Bounds, Branch, Leaf, Proof

PATIENCE = 20_000  # linear programmes before a search for a proof gives up
DIVES = ((0, 60), (1, 300))  # types tried in a dive, and programmes after which it gives up
FEW = 150  # types, up to which a second dive takes as long as the proof
TRIED = 6  # broken types that are tried before one is asked about
CLOSE = 1e-6  # below this a number counts as whole, and a bound as reached; weights go up to 100
PASSED_OVER = Leaf({})  # where nothing is proven: in a dive, and once a heavier panel is found
GRID = 2**24  # multipliers are rounded to parts of this


@dataclass(slots=True)
class _Question:
    """What a panel must outweigh, and how far the search has come.

    Args:
        panels: among which it is looked for, within *bounds*.
        weights: whole; the programme has them times *scale*, so that the greatest is 100.
        limit: what a bound must not exceed to prove that, times *scale*, as a float.
        tried: how many types are tried before one is asked about.
        left: how many linear programmes may still be solved.
        proving: whether what holds no heavier panel is to be proven; otherwise it is passed over.
        enough: how many heavier panels end the search.
        found: those found so far.
    """

    panels: Panels
    bounds: Bounds
    weights: Sequence[int]
    most: int
    scale: Fraction
    limit: float
    tried: int
    left: int
    proving: bool
    enough: int
    found: list[Panel] = field(default_factory=list)

    @property
    def ended(self) -> bool:
        """Whether enough is found."""
        return len(self.found) >= self.enough


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search came to.

    Args:
        panels: that are heavier, each once.
        proof: why there are none; where there are some, a tree whose branches may serve again.
    """

    panels: tuple[Panel, ...]
    proof: Proof


class _GivenUpError(Exception):
    """The search took too long."""


class Search:
    """Searches panels; keeps its programme from one question to the next.

    Args:
        barred: types that are known to be on no panel.
        rounding: whether a bound is rounded down, for panels weigh whole numbers.
    """

    def __init__(
        self, panels: Panels, *, barred: Collection[int] = (), rounding: bool = False
    ) -> None:
        self._panels, self._barred, self._rounding = panels, frozenset(barred), rounding
        self._last = panels  # those whose rows the programme has
        self._programme = programme_of(
            panels,
            {**WARM, "simplex_strategy": 1},
            whole=False,
        )

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
                self._answer(question)
            except _GivenUpError:
                continue
            return question.found[0] if question.found else None
        return None

    def by_rows(self, weights: Sequence[int], most: int) -> Leaf | None:
        """Why no panel's members weigh more than *most*, if adding up rows once shows it.

        Raises:
            SolverError: HiGHS stopped without an answer.
        """
        question = self._question(weights, most, 0, 1, proving=True)
        if self._run(question) is None:
            return self._impossible(question)
        reached = self._programme.objective <= question.limit + CLOSE
        return self._leaf(question) if reached else None

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
        try:
            tree = self._along(question, along) if along else self._answer(question)
        except _GivenUpError:
            if not question.found:
                text = "no proof that no panel is heavier was found in time"
                raise SolverError(text) from None
            tree = along or PASSED_OVER
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
    ) -> _Question:
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
        return _Question(
            panels, bounds, weights, most, scale, limit, tried, patience, proving, enough
        )

    def _along(self, question: _Question, proof: Proof) -> Proof:
        """The tree, found below the branches of *proof*."""
        if question.ended:
            return proof
        if isinstance(proof, Leaf):
            return self._answer(question)
        low, high = question.bounds[proof.type]
        if not low <= proof.most < high:
            return self._answer(question)
        if self._run(question) is not None and self._programme.objective <= question.limit + CLOSE:
            leaf = self._leaf(question)
            if leaf is not None:
                return leaf
        return self._asked(question, proof.type, proof.most, (proof.fewer, proof.more))

    def _answer(self, question: _Question) -> Proof:
        """The tree for panels within the question's bounds."""
        if question.ended:
            return PASSED_OVER
        if self._run(question) is None:
            return self._impossible(question)
        if self._programme.objective <= question.limit + CLOSE:
            leaf = self._leaf(question)
            if leaf is not None:
                return leaf
        values = self._programme.values
        broken = np.abs(values - np.round(values))
        if broken.max() < CLOSE:
            panel = whole(values)
            weight = sum(w * c for w, c in zip(question.weights, panel, strict=True) if c)
            if weight > question.most and question.panels.allow(panel):
                question.found.append(panel)
                question.proving = False
            if not question.proving:
                return PASSED_OVER
            raise SolverError("the bound of a panel could not be proven in fractions")
        t, more_first = self._choice(question, values, broken)
        return self._asked(question, t, int(np.floor(values[t])), more_first=more_first)

    def _asked(
        self,
        question: _Question,
        t: int,
        most: int,
        below: tuple[Proof, Proof] | None = None,
        *,
        more_first: bool = False,
    ) -> Proof:
        """The tree, asked with at most *most* of type *t*, and with more."""
        low, high = question.bounds[t]
        found: list[Proof] = []
        for more in (more_first, not more_first):
            question.bounds[t] = (most + 1, high) if more else (low, most)
            self._programme.set_bound(t, *map(float, question.bounds[t]))
            found.append(self._along(question, below[more]) if below else self._answer(question))
            question.bounds[t] = (low, high)
            self._programme.set_bound(t, float(low), float(high))
        return Branch(t, most, found[more_first], found[not more_first])

    def _run(self, question: _Question) -> float | None:
        """The most that fractional panels weigh, or ``None`` where there are none."""
        question.left -= 1
        if question.left < 0:
            raise _GivenUpError
        outcome = self._programme.run()
        if outcome is Outcome.IMPOSSIBLE:
            return None
        if outcome is not Outcome.BEST:
            raise SolverError("no bound was found for the panels")
        return self._programme.objective

    def _choice(self, question: _Question, values: Floats, broken: Floats) -> tuple[int, bool]:
        """The type to ask about, and whether to look at more of it first.

        Where trying answers a question altogether, no other type needs to be tried.
        """
        fractional = np.where(broken < CLOSE, -1.0, 1.0)
        if not question.tried:
            t = int(np.argmax(values * fractional))
            return t, bool(values[t] % 1 > 0.5)
        now = self._programme.objective
        best: tuple[float, int, bool] | None = None
        for t in np.argsort(-broken * fractional, kind="stable")[: question.tried].tolist():
            if broken[t] < CLOSE:
                break
            low, high = question.bounds[t]
            fewer = self._reached(question, t, low, int(np.floor(values[t])))
            more = self._reached(question, t, int(np.floor(values[t])) + 1, high)
            self._programme.set_bound(t, float(low), float(high))
            falls = [max(min(now - b, now - question.limit + 1), CLOSE) for b in (fewer, more)]
            score = falls[0] * falls[1] + max(falls) / 1000
            if best is None or score > best[0]:
                best = (score, t, bool(more > fewer))
            if max(fewer, more) <= question.limit + CLOSE:
                break
        assert best is not None
        return best[1:]

    def _reached(self, question: _Question, t: int, low: int, high: int) -> float:
        """What fractional panels weigh with *low* to *high* of type *t*."""
        self._programme.set_bound(t, float(low), float(high))
        reached = self._run(question)
        return -np.inf if reached is None else reached

    def _leaf(self, question: _Question) -> Leaf | None:
        """The proof by rows alone, if there is one at the solver's basis."""
        if not question.proving:
            return PASSED_OVER
        rounded = _rounded(self._programme.row_prices)
        scaled = {r: y / question.scale for r, y in rounded.items()}
        if self._no_more(scaled, question):
            return Leaf(scaled)
        exact = self._exact(question)
        return Leaf(exact) if exact is not None and self._no_more(exact, question) else None

    def _no_more(self, multipliers: dict[int, Fraction], question: _Question) -> bool:
        """Whether the rows, multiplied and added up, leave room for no heavier panel."""
        most = self._most(question.weights, multipliers, question)
        return (floor(most) if self._rounding else most) <= question.most

    def _most(
        self, weights: Sequence[int], multipliers: dict[int, Fraction], question: _Question
    ) -> Fraction:
        return most_by_rows(question.panels, weights, multipliers, question.bounds)

    def _exact(self, question: _Question) -> dict[int, Fraction] | None:
        """The multipliers of the solver's basis as fractions."""
        rows, columns = self._programme.tight_rows(), self._programme.basic_columns()
        if len(rows) != len(columns):
            return None
        place = {row: i for i, row in enumerate(rows)}
        matrix = np.zeros((len(columns), len(rows)), dtype=np.int64)
        for i, t in enumerate(columns):
            for r in self._panels.rows_of[t]:
                if r in place:
                    matrix[i, place[r]] = 1
        found = solve(matrix, [question.weights[t] for t in columns])
        return None if found is None else {r: y for r, y in zip(rows, found, strict=True) if y}

    def _impossible(self, question: _Question) -> Leaf:
        """The proof that no fractional panel is left: multipliers that say less than nothing."""
        if not question.proving:
            return PASSED_OVER
        ray = self._programme.ray()
        rounded = _rounded(ray / (float(np.abs(ray).max()) or 1.0))
        nothing = [0] * len(question.weights)
        for sign in (1, -1):
            multipliers = {r: sign * y for r, y in rounded.items()}
            short = self._most(nothing, multipliers, question)
            if short < 0:
                heaviest = self._most(question.weights, {}, question)
                times = 1 + max(Fraction(0), (heaviest - question.most) / -short).__ceil__()
                return Leaf({r: y * times for r, y in multipliers.items()})
        raise SolverError("that nothing is possible could not be proven in fractions")


def _rounded(multipliers: Floats) -> dict[int, Fraction]:
    """The *multipliers* that are not nothing, on a grid."""
    whole = np.round(multipliers * GRID)
    return {int(r): Fraction(int(whole[r]), GRID) for r in np.nonzero(whole)[0]}
