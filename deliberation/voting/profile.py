"""All the ballots of one vote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar, cast

import numpy as np
import numpy.typing as npt

from deliberation.errors import InvalidInputError
from deliberation.voting.approval_table import (
    ApprovalTable,
    approval_problems,
    table_of_approvals,
    table_of_columns,
)
from deliberation.voting.arrays import (
    Weights,
    Whole,
    grouped,
    orders_of,
    place_problems,
    places_of,
    ranks_of_places,
    ranks_of_tiers,
    renumbered,
    stacked,
    weights_of,
    whole,
)
from deliberation.voting.ballots import Approval, Ballot, Ranking, Scores, WeakRanking
from deliberation.voting.policy import Spoiled
from deliberation.voting.preferences import (
    Matrix,
    are_short,
    preferences_of_places,
    preferences_of_ranks,
)
from deliberation.voting.score_table import (
    Number,
    ScoreTable,
    score_problems,
    table_of_codes,
    table_of_scores,
)

B = TypeVar("B", bound=Ballot)

FEW = 20
"""So many different ballots are shown when a profile is printed."""


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class Profile(Generic[B]):
    """How many voters cast each ballot. Who cast which is not here, on purpose.

    Args:
        candidates: who stands, in the order in which results name them.
        counts: how many voters cast each ballot.
        spoiled: how many ballots say nothing that can be counted, by the reason.

    Raises:
        InvalidInputError: there is no candidate, a candidate stands twice, a ballot names somebody
            who is not a candidate, or a ballot was cast, or is spoiled, fewer than one times.
    """

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

    def __init__(
        self,
        candidates: Iterable[str],
        counts: Mapping[B, int],
        *,
        spoiled: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        standing, given = tuple(candidates), dict(counts)
        known = set(standing)
        unknown = sorted({c for ballot in given for c in ballot.candidates} - known)
        problems = [*_standing_problems(standing), *_spoiled_problems(spoiled)]
        problems += [f"a ballot names {c!r}, who is not a candidate" for c in unknown]
        problems += [f"{ballot} is cast {n} times" for ballot, n in given.items() if n < 1]
        if problems:
            raise InvalidInputError(problems)
        self._begin(standing, spoiled, frozenset(map(type, given)))
        self._keep("_counts", given)

    @classmethod
    def of(cls, ballots: Iterable[B | Spoiled], *, candidates: Iterable[str]) -> Profile[B]:
        """Gather *ballots*, equal ones together, and the spoiled ones by their reasons."""
        counts = Counter[B]()
        spoiled = Counter[str]()
        for ballot, times in Counter(ballots).items():
            if isinstance(ballot, Spoiled):
                spoiled[ballot.reason] += times
            else:
                counts[ballot] = times
        return cls(candidates, counts, spoiled=spoiled)

    @classmethod
    def ranked(
        cls, counts: Mapping[tuple[str, ...], int], *, candidates: Iterable[str] | None = None
    ) -> Profile[Ranking]:
        """Shorthand: ``{("a", "b"): 3}`` is three voters who prefer a, then b.

        Args:
            candidates: who stands; by default everybody ranked, in alphabetical order.
        """
        named = sorted({c for order in counts for c in order})
        return Profile(
            named if candidates is None else candidates,
            {Ranking(order): n for order, n in counts.items()},
        )

    @classmethod
    def from_places(
        cls,
        candidates: Iterable[str],
        places: npt.ArrayLike,
        weights: npt.ArrayLike,
        *,
        spoiled: Mapping[str, int] = MappingProxyType({}),
    ) -> Profile[Ranking]:
        """Rankings from arrays, a million as quickly as a few; equal rows are put together.

        >>> Profile.from_places("ab", [[1, 0], [0, -1], [1, 0]], [2, 1, 3]).counts
        mappingproxy({Ranking(order=('a',)): 1, Ranking(order=('b', 'a')): 5})

        Args:
            places: ballots x places, an index of a candidate each, and -1 behind a ballot's end.
            weights: how many voters cast each row.

        Raises:
            InvalidInputError: a number is no index, an index stands twice in a row or behind its
                end, a weight is below one; or as for any profile.
        """
        standing, rows, times = tuple(candidates), np.asarray(places), np.asarray(weights)
        problems = [*_standing_problems(standing), *_spoiled_problems(spoiled)]
        problems += place_problems(rows, times, len(standing))
        if problems:
            raise InvalidInputError(problems)
        return cls._of_arrays(standing, rows, whole(times), spoiled)

    @classmethod
    def from_scores(
        cls,
        candidates: Iterable[str],
        codes: npt.ArrayLike,
        values: Iterable[Number],
        weights: npt.ArrayLike,
    ) -> Profile[Scores]:
        """Scores from arrays, a million as quickly as a few; equal rows are put together.

        >>> Profile.from_scores("ab", [[1, 0], [-1, 1], [1, 0]], [0, 5], [2, 1, 3]).counts
        mappingproxy({Scores(scores=(('b', 5),)): 1, Scores(scores=(('a', 5), ('b', 0))): 5})

        Args:
            codes: ballots x candidates, an index of a value each, and -1 where no score is given.
            values: the different scores.
            weights: how many voters cast each row.

        Raises:
            InvalidInputError: a number is no index, a value is no score or stands twice, a weight
                is below one; or as for any profile.
        """
        standing, said = tuple(candidates), tuple(values)
        rows, times = np.asarray(codes), np.asarray(weights)
        problems = _standing_problems(standing)
        problems += score_problems(rows, said, times, len(standing))
        if problems:
            raise InvalidInputError(problems)
        return cls._of_table(standing, Scores, *table_of_codes(rows, said, whole(times)))

    @classmethod
    def from_approvals(
        cls,
        candidates: Iterable[str],
        columns: npt.ArrayLike,
        lengths: npt.ArrayLike,
        weights: npt.ArrayLike,
    ) -> Profile[Approval]:
        """Approvals from arrays, a million as quickly as a few; equal ballots are put together.

        >>> Profile.from_approvals("ab", [1, 0, 1, 1], [1, 2, 1], [2, 1, 3]).counts
        mappingproxy({Approval(approved=('b',)): 5, Approval(approved=('a', 'b')): 1})

        Args:
            columns: the index of a candidate each, of one ballot after the other.
            lengths: how many candidates each ballot approves.
            weights: how many voters cast each ballot.

        Raises:
            InvalidInputError: a number is no index, a ballot names a candidate twice, the lengths
                do not add up, a weight is below one; or as for any profile.
        """
        standing, times = tuple(candidates), np.asarray(weights)
        flat, many = np.asarray(columns), np.asarray(lengths)
        problems = _standing_problems(standing)
        problems += approval_problems(flat, many, times, len(standing))
        if problems:
            raise InvalidInputError(problems)
        flat, many = flat.astype(np.int64), many.astype(np.int64)  # an empty list holds none
        table = table_of_columns(flat, many, whole(times), len(standing))
        return cls._of_table(standing, Approval, *table)

    @classmethod
    def _of_table(
        cls,
        standing: tuple[str, ...],
        kind: type[Ballot],
        table: ScoreTable | ApprovalTable,
        weights: Weights,
    ) -> Profile[Any]:
        """The profile of a table in which nothing is wrong."""
        profile: Profile[Any] = cls.__new__(cls)
        profile._begin(standing, {}, frozenset({kind} if len(weights) else ()))
        profile._keep("_table", table)
        profile._keep("_weights", weights)
        return profile

    @classmethod
    def _of_arrays(
        cls, standing: tuple[str, ...], places: Whole, weights: Weights, spoiled: Mapping[str, int]
    ) -> Profile[Any]:
        """The profile of arrays in which nothing is wrong."""
        profile: Profile[Any] = cls.__new__(cls)
        places, weights = grouped(places, weights, len(standing))
        profile._begin(standing, spoiled, frozenset({Ranking} if len(places) else ()))
        profile._keep("_grouped", True)
        profile._keep("_places", places)
        profile._keep("_weights", weights)
        return profile

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

    def restricted(self, to: Iterable[str]) -> Profile[B]:
        """What the same ballots say where only some stand, who keep their order.

        Raises:
            InvalidInputError: one of them is no candidate, or there is none.
        """
        wanted = {*to}
        if unknown := sorted(wanted - {*self.candidates}):
            raise InvalidInputError(f"{c!r} is not a candidate who could be kept" for c in unknown)
        kept = tuple(c for c in self.candidates if c in wanted)
        if self._grouped:
            places = renumbered(self.places, self.candidates, kept)
            return self._of_arrays(kept, places, self.weights, self.spoiled)
        counts = Counter[B]()
        for ballot, times in self.counts.items():
            counts[cast(B, ballot.among(wanted))] += times
        return Profile(kept, counts, spoiled=self.spoiled)

    def relabelled(self, names: Mapping[str, str]) -> Profile[B]:
        """The same ballots with other *names*; whoever has none keeps the old one.

        Raises:
            InvalidInputError: two candidates would have one name.
        """
        standing = tuple(names.get(c, c) for c in self.candidates)
        if problems := _standing_problems(standing):
            raise InvalidInputError(problems)
        if self._grouped:
            return self._of_arrays(standing, self.places, self.weights, self.spoiled)
        counts = {cast(B, b.renamed(names)): times for b, times in self.counts.items()}
        return Profile(standing, counts, spoiled=self.spoiled)

    def __add__(self, other: Profile[B]) -> Profile[B]:
        """The ballots of both; who stands in the *other* only comes last."""
        standing = tuple(dict.fromkeys([*self.candidates, *other.candidates]))
        spoiled = Counter(self.spoiled) + Counter(other.spoiled)
        if self.kinds | other.kinds <= {Ranking} and (self._grouped or other._grouped):
            rows = [renumbered(p.places, p.candidates, standing) for p in (self, other)]
            places, weights = stacked(rows, [self.weights, other.weights])
            return self._of_arrays(standing, places, weights, spoiled)
        return Profile(standing, Counter(self.counts) + Counter(other.counts), spoiled=spoiled)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Profile):
            return NotImplemented
        mine = (self.candidates, self._spoiled, self.distinct)
        if mine != (other.candidates, other._spoiled, other.distinct):
            return False
        if self._grouped and other._grouped:
            same = np.array_equal(self.places, other.places)
            return same and np.array_equal(self.weights, other.weights)
        return bool(self.counts == other.counts)

    def __hash__(self) -> int:
        return hash((self.candidates, self.distinct, self.size))

    def __repr__(self) -> str:
        if self.distinct <= FEW:
            spoiled = f", spoiled={self._spoiled}" if self._spoiled else ""
            return f"Profile({self.candidates}, {dict(self.counts)}{spoiled})"
        return (
            f"<Profile of {self.size} ballots, {self.distinct} of them different,"
            f" and {len(self.candidates)} candidates>"
        )


def _standing_problems(candidates: tuple[str, ...]) -> list[str]:
    problems = [] if candidates else ["there is no candidate"]
    times = Counter(candidates)
    return problems + [f"candidate {c!r} stands {n} times" for c, n in times.items() if n > 1]


def _spoiled_problems(spoiled: Mapping[str, int]) -> list[str]:
    return [f"{n} ballots are spoiled because {reason}" for reason, n in spoiled.items() if n < 1]
