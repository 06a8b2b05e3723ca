"""All the ballots of one vote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from deliberation.errors import InvalidInputError
from deliberation.voting.approval_table import ApprovalTable, approval_problems, table_of_columns
from deliberation.voting.arrays import (
    Weights,
    Whole,
    grouped,
    place_problems,
    renumbered,
    stacked,
    whole,
)
from deliberation.voting.ballots import Approval, Ballot, Ranking, Scores
from deliberation.voting.policy import Spoiled
from deliberation.voting.score_table import Number, ScoreTable, score_problems, table_of_codes
from deliberation.voting.views import B, Views

FEW = 20
"""So many different ballots are shown when a profile is printed."""


@dataclass(frozen=True, slots=True, init=False, eq=False, repr=False)
class Profile(Views[B]):
    """How many voters cast each ballot. Who cast which is not here, on purpose.

    Args:
        candidates: who stands, in the order in which results name them.
        counts: how many voters cast each ballot.
        spoiled: how many ballots say nothing that can be counted, by the reason.

    Raises:
        InvalidInputError: there is no candidate, a candidate stands twice, a ballot names somebody
            who is not a candidate, or a ballot was cast, or is spoiled, fewer than one times.
    """

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
