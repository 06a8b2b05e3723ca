"""Hypothesis strategies for every kind of ballot, for profiles, and for pools with quotas.

They are public, so that a rule or an objective of your own can be tested as ours are. Hypothesis
has to be installed (``pip install "deliberation[testing]"``); nothing else here needs it.

========================================== ==================================================
rankings weak_rankings approvals           one ballot of each kind, over given candidates
scores grades credits
ballots                                    one of the kind that has a name in ``KINDS``
profiles                                   a profile of such ballots, at least one of them valid
orders                                     candidates in any order, for ``by_order``
pools                                      a few people with values for given features
quotas                                     quotas that some panel of a pool meets
========================================== ==================================================

>>> from hypothesis import given
>>> from deliberation import testing, voting
>>> @given(testing.profiles(testing.rankings("abc")))
... def test_somebody_wins(profile):
...     assert voting.plurality(profile, break_tie=voting.by_order("abc")).elected
>>> test_somebody_wins()

Few voters and few candidates come out, so that ties are frequent, and so few people that every
panel can be listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.sortition.pool import Person, Pool
from deliberation.sortition.quotas import Quota, Quotas
from deliberation.voting.ballots import (
    KINDS,
    Approval,
    Ballot,
    Credits,
    Grades,
    Ranking,
    Scores,
    WeakRanking,
)
from deliberation.voting.profile import Profile

B = TypeVar("B", bound=Ballot)


def rankings(
    candidates: Iterable[str], *, complete: bool = False, blank: bool = False
) -> st.SearchStrategy[Ranking]:
    """Strict rankings, short ones too.

    Args:
        complete: everybody is ranked.
        blank: nobody may be ranked as well.
    """
    standing = sorted(candidates)
    if complete:
        return st.permutations(standing).map(lambda order: Ranking(tuple(order)))
    orders = st.lists(st.sampled_from(standing), min_size=0 if blank else 1, unique=True)
    return orders.map(lambda order: Ranking(tuple(order)))


def weak_rankings(
    candidates: Iterable[str], *, complete: bool = False
) -> st.SearchStrategy[WeakRanking]:
    """Rankings with ties.

    Args:
        complete: everybody is ranked.
    """
    standing = sorted(candidates)

    def tiered(levels: Sequence[int]) -> WeakRanking:
        tiers = sorted({level for level in levels if level >= 0})
        at = zip(standing, levels, strict=True)
        placed = list(at)
        return WeakRanking([c for c, level in placed if level == tier] for tier in tiers)

    lowest = 0 if complete else -1
    levels = st.integers(lowest, len(standing) - 1)
    return st.lists(levels, min_size=len(standing), max_size=len(standing)).map(tiered)


def approvals(candidates: Iterable[str]) -> st.SearchStrategy[Approval]:
    """Approvals of any of the candidates, of none as well."""
    return st.sets(st.sampled_from(sorted(candidates))).map(Approval)


def scores(
    candidates: Iterable[str], *, lowest: int = 0, highest: int = 5
) -> st.SearchStrategy[Scores]:
    """Whole numbers for any of the candidates."""
    numbers = st.integers(lowest, highest)
    return st.dictionaries(st.sampled_from(sorted(candidates)), numbers).map(Scores)


def grades(candidates: Iterable[str], *, scale: Sequence[str]) -> st.SearchStrategy[Grades]:
    """A word of the *scale* for any of the candidates."""
    words = st.sampled_from(list(scale))
    return st.dictionaries(st.sampled_from(sorted(candidates)), words).map(Grades)


def credits(candidates: Iterable[str], *, most: int = 4) -> st.SearchStrategy[Credits]:
    """Votes for and against any of the candidates, so many for one at most."""
    votes = st.integers(-most, most)
    return st.dictionaries(st.sampled_from(sorted(candidates)), votes).map(Credits)


def ballots(candidates: Iterable[str], kind: str) -> st.SearchStrategy[Any]:
    """Ballots of the *kind* that ``KINDS`` calls so; grades are *good*, *fair* and *poor*.

    Raises:
        InvalidInputError: no kind is called so.
    """
    standing = sorted(candidates)
    found: dict[str, st.SearchStrategy[Any]] = {
        "ranking": rankings(standing),
        "weak ranking": weak_rankings(standing),
        "approval": approvals(standing),
        "scores": scores(standing),
        "grades": grades(standing, scale=("good", "fair", "poor")),
        "credits": credits(standing),
    }
    if kind not in found:
        raise InvalidInputError([f"a ballot is one of {', '.join(KINDS.values())}, not {kind!r}"])
    return found[kind]


def profiles(
    ballots: st.SearchStrategy[B],
    *,
    candidates: Iterable[str] | None = None,
    distinct: int = 6,
    most: int = 5,
) -> st.SearchStrategy[Profile[B]]:
    """Profiles of such *ballots*, at least one of which names somebody.

    Args:
        candidates: who stands; otherwise those whom some ballot names, by alphabet.
        distinct: how many different ballots at most.
        most: how many voters cast the same at most.
    """
    standing = None if candidates is None else tuple(candidates)

    def profile(counts: dict[B, int]) -> Profile[B]:
        named = sorted({c for ballot in counts for c in ballot.candidates})
        return Profile(standing or named, counts)

    counts = st.dictionaries(ballots, st.integers(1, most), min_size=1, max_size=distinct)
    return counts.filter(lambda counts: any(b.candidates for b in counts)).map(profile)


def orders(candidates: Iterable[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """The candidates in any order, for ``by_order``."""
    return st.permutations(sorted(candidates)).map(tuple)


FEATURES: Mapping[str, Sequence[str]] = MappingProxyType(
    {"age": ("16-29", "30-64", "65+"), "gender": ("man", "woman")}
)
"""What is known of people where no features are given."""


def pools(
    features: Mapping[str, Sequence[str]] = FEATURES,
    *,
    least: int = 2,
    most: int = 7,
    homes: int = 0,
) -> st.SearchStrategy[Pool]:
    """Pools of a few people, who are called ``p0``, ``p1`` and so on.

    Args:
        features: the values of each feature.
        least: how many people at least.
        most: how many people at most.
        homes: how many households there are, in which some of them live together.
    """
    values = st.fixed_dictionaries({name: st.sampled_from(vs) for name, vs in features.items()})
    living = st.sampled_from([None, *(f"h{i}" for i in range(homes))])
    people = st.lists(st.tuples(values, living), min_size=least, max_size=most)
    return people.map(
        lambda drawn: Pool(
            tuple(Person(f"p{i}", answers, home) for i, (answers, home) in enumerate(drawn))
        )
    )


@st.composite
def quotas(draw: st.DrawFn, pool: Pool, *, most: int = 4, slack: int = 1) -> Quotas:
    """Quotas for every value in the *pool*, which at least one panel of it meets.

    Args:
        most: how many seats at most.
        slack: how far each bound is at most from that panel.
    """
    size = draw(st.integers(1, min(most, len(pool))))
    panel = draw(st.permutations(pool.people))[:size]
    widen = st.integers(0, slack)
    bounds = []
    for feature in pool.features:
        seated = Counter(person.features[feature] for person in panel)
        for value in sorted({person.features[feature] for person in pool}):
            lower, upper = seated[value] - draw(widen), seated[value] + draw(widen)
            bounds.append(Quota(feature, value, max(lower, 0), min(upper, size)))
    together = Counter(person.household for person in panel if person.household)
    return Quotas(size, tuple(bounds), max(together.values(), default=1))
