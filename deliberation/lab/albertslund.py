"""A made-up Albertslund, the size of the real one.

In 2020 the Danish town invited 22,345 people aged 16 and up; 547 volunteered and 36 were chosen by
five features. Only those numbers are real. The tables below are invented: they are shaped like a
Danish suburb, so that features hang together (nobody of 20 has lived anywhere for 30 years), and
they describe nobody.

The model, in order: each person belongs to one of four hidden kinds; the kind leads to an age and
an area, kind and age to an education and to the years as a resident, the age to a gender. Each
person then takes an exponential time to answer the letter, quicker by the odds below, and the
first 547 to answer are the pool.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from deliberation.lab.towns import Town, counts_by_feature, proportional_quotas
from deliberation.sortition.pool import Person, Pool

INVITED: Final = 22_345
VOLUNTEERS: Final = 547
SIZE: Final = 36

VALUES: Final = {
    "gender": ("woman", "man"),
    "age": ("16-24", "25-39", "40-54", "55-66", "67+"),
    "education": ("basic school", "vocational", "short or medium higher", "long higher"),
    "area": ("Centrum", "Nord", "Syd", "Vest", "Herstedøster", "Vridsløselille"),
    "years as a resident": ("0-4", "5-14", "15-29", "30+"),
}

# The hidden kinds: starting out, families, settled, newcomers.
KINDS = np.array([0.24, 0.30, 0.33, 0.13])
AGE_BY_KIND = np.array(
    [
        [0.46, 0.42, 0.06, 0.04, 0.02],
        [0.07, 0.30, 0.45, 0.13, 0.05],
        [0.00, 0.03, 0.15, 0.37, 0.45],
        [0.14, 0.42, 0.24, 0.12, 0.08],
    ]
)
AREA_BY_KIND = np.array(
    [
        [0.27, 0.15, 0.25, 0.16, 0.06, 0.11],
        [0.11, 0.22, 0.18, 0.14, 0.19, 0.16],
        [0.13, 0.19, 0.14, 0.17, 0.21, 0.16],
        [0.30, 0.09, 0.32, 0.12, 0.07, 0.10],
    ]
)
WOMEN_BY_AGE = np.array([0.49, 0.50, 0.50, 0.51, 0.54])
EDUCATION_BY_AGE = np.array(
    [
        [0.62, 0.22, 0.13, 0.03],
        [0.17, 0.28, 0.31, 0.24],
        [0.18, 0.33, 0.29, 0.20],
        [0.23, 0.38, 0.26, 0.13],
        [0.34, 0.37, 0.20, 0.09],
    ]
)
EDUCATION_ODDS_BY_KIND = np.array(
    [[1.0, 1.0, 1.0, 1.0], [0.7, 1.0, 1.2, 1.4], [1.1, 1.2, 0.9, 0.8], [1.2, 0.7, 1.0, 1.6]]
)
RESIDENCE_BY_AGE = np.array(
    [
        [0.30, 0.30, 0.40, 0.00],
        [0.40, 0.30, 0.20, 0.10],
        [0.16, 0.34, 0.30, 0.20],
        [0.08, 0.17, 0.30, 0.45],
        [0.05, 0.10, 0.20, 0.65],
    ]
)
RESIDENCE_ODDS_BY_KIND = np.array(
    [[1.3, 1.0, 1.0, 0.8], [0.8, 1.4, 1.0, 0.7], [0.4, 0.7, 1.0, 1.4], [9.0, 1.2, 0.15, 0.05]]
)

# How readily people answer the letter: the older and the longer educated more, as in real pools.
ANSWER_ODDS_BY_AGE = np.array([0.60, 0.75, 1.00, 1.40, 1.50])
ANSWER_ODDS_BY_EDUCATION = np.array([0.50, 0.80, 1.40, 2.00])


def albertslund(*, rng: np.random.Generator) -> Town:
    """The made-up town: 22,345 invited, 547 volunteers, and quotas for a panel of 36.

    The same generator state gives the same town on the same version of NumPy.
    """
    residents = _residents(rng)
    kinds, counts = np.unique(residents, axis=0, return_counts=True)
    invited = {_values(kind): int(n) for kind, n in zip(kinds, counts, strict=True)}
    features = tuple(VALUES)
    by_feature = counts_by_feature(features, invited)
    in_order = {f: {value: by_feature[f][value] for value in VALUES[f]} for f in features}
    pool = _volunteers(residents, rng)
    return Town("Albertslund", features, invited, pool, proportional_quotas(in_order, size=SIZE))


def _residents(rng: np.random.Generator) -> NDArray[np.intp]:
    """One row for each person invited, one column for each feature: the places of their values."""
    kind = rng.choice(len(KINDS), size=INVITED, p=KINDS)
    age = _pick(AGE_BY_KIND[kind], rng)
    gender = _pick(np.column_stack([WOMEN_BY_AGE[age], 1 - WOMEN_BY_AGE[age]]), rng)
    education = _pick(EDUCATION_BY_AGE[age] * EDUCATION_ODDS_BY_KIND[kind], rng)
    area = _pick(AREA_BY_KIND[kind], rng)
    residence = _pick(RESIDENCE_BY_AGE[age] * RESIDENCE_ODDS_BY_KIND[kind], rng)
    return np.column_stack([gender, age, education, area, residence])


def _pick(weights: ArrayLike, rng: np.random.Generator) -> NDArray[np.intp]:
    """For each row of *weights*, a column chosen with chances in proportion to the row."""
    up_to = np.cumsum(weights, axis=1)
    point = rng.random(len(up_to)) * up_to[:, -1]
    return np.asarray((up_to <= point[:, None]).sum(axis=1), dtype=np.intp)


def _volunteers(residents: NDArray[np.intp], rng: np.random.Generator) -> Pool:
    """The first to answer, under ids that tell nothing about who or how quickly."""
    _, age, education, _, _ = residents.T
    odds = ANSWER_ODDS_BY_AGE[age] * ANSWER_ODDS_BY_EDUCATION[education]
    answered = np.argsort(rng.exponential(size=len(residents)) / odds)[:VOLUNTEERS]
    people = residents[rng.permutation(answered)]
    return Pool(
        tuple(
            Person(f"A{number:04}", dict(zip(VALUES, _values(row), strict=True)))
            for number, row in enumerate(people, start=1)
        )
    )


def _values(row: NDArray[np.intp]) -> tuple[str, ...]:
    """The values that the places in *row* stand for."""
    return tuple(values[i] for values, i in zip(VALUES.values(), row, strict=True))
