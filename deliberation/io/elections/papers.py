"""Papers that a text lists: tiers of names, and how many such there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from deliberation.errors import InvalidInputError, Problem
from deliberation.voting.ballots import ranking
from deliberation.voting.policy import Policy, Spoiled
from deliberation.voting.profile import Profile

Tiers = tuple[tuple[str, ...], ...]
"""The names at each place of a paper, best first; a place may be empty."""


@dataclass(slots=True)
class Papers:
    """What has been read so far.

    Args:
        kind: the kind of ballot that is asked for; a ``"ranking"`` has no ties.
        policy: how papers are read on which somebody has two places, or several share one; where
            there is none, the former are problems, and the latter are ties.
    """

    kind: str | None = None
    policy: Policy | None = None
    counts: Counter[Tiers] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)

    def add(self, tiers: Sequence[Sequence[str]], times: int, row: int) -> None:
        """Count a paper that stands in a *row*, so many *times*."""
        names = [name for tier in tiers for name in tier]
        if self.policy is None and len({*names}) < len(names):
            for name, n in Counter(names).items():
                if n > 1:
                    self.wrong(row, f"{name!r} is ranked {n} times; keep one")
            return
        if self.kind == "ranking" and self.policy is None and any(len(t) > 1 for t in tiers):
            tied = next(tier for tier in tiers if len(tier) > 1)
            together = " and ".join(map(repr, tied))
            text = f"{together} share a place; say by overvotes how such papers are read"
            self.wrong(row, text)
            return
        self.counts[tuple(map(tuple, tiers))] += times

    def wrong(self, row: int | None, text: str) -> None:
        """Remember a problem."""
        self.problems.append(Problem(text, row))

    def profile(self, candidates: Sequence[str]) -> Profile[Any]:
        """The ballots, once nothing is wrong with them.

        Raises:
            InvalidInputError: something is, or as for any profile.
        """
        if self.problems:
            raise InvalidInputError(self.problems)
        ballots: Counter[Any] = Counter()
        spoiled: Counter[str] = Counter()
        for tiers, times in self.counts.items():
            ballot = ranking(tiers) if self.policy is None else self.policy.read(tiers)
            if isinstance(ballot, Spoiled):
                spoiled[ballot.reason] += times
            else:
                ballots[ballot] += times
        return Profile(candidates, ballots, spoiled=spoiled)
