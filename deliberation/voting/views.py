"""The ballots of one vote in every shape that a rule counts: each made when first asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, TypeVar, cast

from deliberation.errors import InvalidInputError
from deliberation.voting.approval_table import ApprovalTable, table_of_approvals
from deliberation.voting.arrays import (
    Weights,
    Whole,
    orders_of,
    places_of,
    ranks_of_places,
    ranks_of_tiers,
    weights_of,
)
from deliberation.voting.ballots import Approval, Ballot, Ranking, Scores, WeakRanking
from deliberation.voting.preferences import (
    Matrix,
    are_short,
    preferences_of_places,
    preferences_of_ranks,
)
from deliberation.voting.score_table import ScoreTable, table_of_scores

B = TypeVar("B", bound=Ballot)


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class Views(Generic[B]):
    """What a ``Profile`` holds, and the shapes of it: made by that class alone."""

    candidates: tuple[str, ...]
    _spoiled: dict[str, int]
    _counts: dict[B, int] | None
    _grouped: bool  # whether the arrays came first, sorted; or else the counts
    _kinds: frozenset[type[Ballot]]
    _places: Whole | None
    _ranks: Whole | None
    _table: ScoreTable | ApprovalTable | None
    _weights: Weights | None
    _preferences: Matrix | None

    def _begin(
        self,
        standing: tuple[str, ...],
        spoiled: Mapping[str, int],
        kinds: frozenset[type[Ballot]],
    ) -> None:
        """Fill in what every profile has, and that nothing is worked out yet."""
        self._keep("candidates", standing)
        self._keep("_spoiled", dict(spoiled))
        self._keep("_kinds", kinds)
        self._keep("_grouped", False)
        for later in ("_counts", "_places", "_ranks", "_table", "_weights", "_preferences"):
            self._keep(later, None)

    def _keep(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def _require(self, kinds: set[type[Ballot]], what: str) -> None:
        if not self.kinds <= kinds:
            raise InvalidInputError([f"only {what}; these ballots say other things"])

    @property
    def counts(self) -> Mapping[B, int]:
        """How many voters cast each ballot; made when it is first asked for."""
        if self._counts is None:
            ballots: Iterable[Ballot] = (
                map(Ranking.unchecked, orders_of(self.places, self.candidates))
                if self._table is None
                else self._table.ballots(self.candidates)
            )
            self._keep("_counts", dict(zip(ballots, self.weights.tolist(), strict=True)))
        return MappingProxyType(self._counts or {})

    @property
    def spoiled(self) -> Mapping[str, int]:
        """How many ballots say nothing that can be counted, by the reason.

        They are not among the ``counts``, nor in the ``size``.
        """
        return MappingProxyType(self._spoiled)

    @property
    def kinds(self) -> frozenset[type[Ballot]]:
        """The classes of the ballots; none where nobody voted."""
        return self._kinds

    @property
    def distinct(self) -> int:
        """How many different ballots were cast."""
        return len(self.weights)

    @property
    def size(self) -> int:
        """How many ballots were cast, blank ones included."""
        return int(self.weights.sum())

    @property
    def blank(self) -> int:
        """How many ballots name nobody."""
        if self._places is not None:
            return int(self.weights[(self._places < 0).all(axis=1)].sum())
        if self._table is not None:
            return int(self.weights[self._table.blank].sum())
        return sum(n for ballot, n in self.counts.items() if not ballot.candidates)

    @property
    def weights(self) -> Weights:
        """How many voters cast each distinct ballot: 64 bits, or Python's numbers beyond them."""
        if self._weights is None:
            self._keep("_weights", weights_of((self._counts or {}).values()))
        return cast(Weights, self._weights)

    @property
    def places(self) -> Whole:
        """Distinct ballots x places: the index of a candidate each, and -1 behind a ballot's end.

        The numbers are as narrow as can be: widen them before adding or multiplying.

        Raises:
            InvalidInputError: some ballots are no strict rankings.
        """
        if self._places is None:
            self._require({Ranking}, "rankings have places")
            orders = (ballot.order for ballot in self.counts if isinstance(ballot, Ranking))
            self._keep("_places", places_of(orders, self.candidates))
        return cast(Whole, self._places)

    @property
    def ranks(self) -> Whole:
        """Distinct ballots x candidates: 0 for the best, 1 for the next...; the tied are equal.

        Whoever is not ranked has the number of candidates. The numbers are as narrow as can be.

        Raises:
            InvalidInputError: some ballots are no rankings.
        """
        if self._ranks is None:
            self._require({Ranking, WeakRanking}, "rankings have ranks")
            if self.kinds <= {Ranking}:
                ranks = ranks_of_places(self.places, len(self.candidates))
            else:
                tiers = (b.tiers for b in self.counts if isinstance(b, Ranking | WeakRanking))
                ranks = ranks_of_tiers(tiers, self.candidates)
            self._keep("_ranks", ranks)
        return cast(Whole, self._ranks)

    @property
    def scores(self) -> ScoreTable:
        """What each distinct ballot gives each candidate, as an array.

        Raises:
            InvalidInputError: some ballots give no scores.
        """
        if not isinstance(self._table, ScoreTable):
            self._require({Scores}, "scores stand in a table of scores")
            ballots = (ballot for ballot in self.counts if isinstance(ballot, Scores))
            self._keep("_table", table_of_scores(ballots, self.candidates))
        return cast(ScoreTable, self._table)

    @property
    def approvals(self) -> ApprovalTable:
        """Whom each distinct ballot approves, as arrays.

        Raises:
            InvalidInputError: some ballots are no approvals.
        """
        if not isinstance(self._table, ApprovalTable):
            self._require({Approval}, "approvals stand in a table of approvals")
            ballots = (ballot for ballot in self.counts if isinstance(ballot, Approval))
            self._keep("_table", table_of_approvals(ballots, self.candidates))
        return cast(ApprovalTable, self._table)

    @property
    def preferences(self) -> Matrix:
        """How many ballots prefer the row's candidate to the column's, zero on the diagonal.

        A candidate who is ranked is preferred to all who are left out; of two who are left out, or
        tied, neither is preferred.

        Raises:
            InvalidInputError: some ballots are no rankings.
        """
        if self._preferences is None:
            standing = len(self.candidates)
            if self.kinds <= {Ranking} and are_short(self.places.shape[1], standing):
                matrix = preferences_of_places(self.places, self.weights, standing)
            else:
                matrix = preferences_of_ranks(self.ranks, self.weights)
            self._keep("_preferences", matrix)
        return cast(Matrix, self._preferences)
