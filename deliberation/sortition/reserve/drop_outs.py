"""Who may not come: chances of dropping out, and scenarios drawn by them.

Source: Assos, Baharav, Flanigan, Procaccia, "Alternates, assemble! Selecting optimal alternates for
citizens' assemblies", EC 2025, where people drop out independently, with chances estimated from
earlier panels. The estimate here is the simplest that learns from several features: naive Bayes,
with one added to every count (Laplace).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction

from deliberation.errors import InvalidInputError
from deliberation.randomness import Lots
from deliberation.sortition.pool import Person

PURPOSE = "drop-outs"  # of the scenarios by which a list is chosen
MEASURED = "reserves measured"  # of those in which it is measured, never the same
PLACES = 1_000_000  # a chance is rounded to so many parts


def dropout_rates(
    people: Iterable[Person],
    *,
    past: Iterable[Person],
    left: Collection[str],
    features: Sequence[str] = (),
) -> dict[str, Fraction]:
    """For each of *people* the chance of dropping out, to a millionth.

    Without *features* it is the same for all: (those who left + 1) / (members + 2). Each feature
    then multiplies the odds by how much more frequent the person's value is among those who left
    than among those who stayed.

    Args:
        past: members of earlier panels.
        left: the ids of those of them who dropped out.
        features: the features that are to count, as few as the past can carry.

    Raises:
        InvalidInputError: somebody who left is not among the past members, or somebody lacks a
            feature.
    """
    people, past = [*people], [*past]
    known = {person.id for person in past}
    problems = [f"{id!r} left, but is not among past members" for id in sorted({*left} - known)]
    problems += [
        f"person {person.id!r} has no value for {feature!r}"
        for person in [*past, *people]
        for feature in features
        if not person.features.get(feature)
    ]
    if problems:
        raise InvalidInputError(problems)
    went = [person for person in past if person.id in left]
    came = [person for person in past if person.id not in left]
    overall = Fraction(len(went) + 1, len(came) + 1)
    ratios: dict[tuple[str, str], Fraction] = {}
    for feature in features:
        values = {person.features[feature] for person in [*past, *people]}
        of_went = Counter(person.features[feature] for person in went)
        of_came = Counter(person.features[feature] for person in came)
        for value in values:
            among = Fraction(of_went[value] + 1, len(went) + len(values))
            ratios[feature, value] = among / Fraction(of_came[value] + 1, len(came) + len(values))
    rates = {}
    for person in people:
        odds = overall
        for feature in features:
            odds *= ratios[feature, person.features[feature]]
        rates[person.id] = Fraction(round(odds / (1 + odds) * PLACES), PLACES)
    return rates


def drop_outs(
    rates: Mapping[str, Fraction], *, lots: Lots, times: int
) -> tuple[frozenset[str], ...]:
    """Who drops out in each of so many scenarios, everybody independently, by lots.

    Args:
        rates: the chance of dropping out; whoever is not named always comes.
        times: how many scenarios.

    Raises:
        InvalidInputError: a chance is not between 0 and 1.
    """
    problems = [
        f"the chance of {id!r} to drop out is {rate}; give a number from 0 to 1"
        for id, rate in rates.items()
        if not 0 <= rate <= 1
    ]
    if problems:
        raise InvalidInputError(problems)
    unsure = [(id, *rate.as_integer_ratio()) for id, rate in sorted(rates.items()) if rate]
    return tuple(
        frozenset(id for id, part, whole in unsure if lots.below(whole) < part)
        for _ in range(times)
    )
