"""How likely somebody like each volunteer was to answer a letter.

The model: the chance q of an answer is a product, of one factor for everybody and one for each
value. Two ways lead to the factors, by what is known of those who were written to.

``from_sample``: a sample of them, or all of them, with all their values. Put the pool beside the
sample. Of somebody who is in either, the odds to be in the pool are q times what is the same for
all; so the factors are those of a logistic regression of being in the pool, whose likelihood has
one highest point. It is climbed by Newton's method. Volunteers may be in the sample as well: in
sampling terms the controls are contaminated, and the odds take account of it.

``from_shares``: only the share of each value. Each volunteer stands for 1 / q of those who were
written to, so the volunteers who have a value stand, together, for all who have it. There is one
product that does this for every value; it is found by raking: scale the volunteers of one value
after another, until nothing changes.

Both are right on average if the model is. Both only know people by their values: who answers
because the matter is dear to them, and who does not, remains unknown.

Sources: Flanigan, Gölz, Gupta, Procaccia, "Neutralizing self-selection bias in sampling for
sortition", NeurIPS 2020 (the model, and its estimation from a sample); Lancaster, Imbens,
"Case-control studies with contaminated controls", Journal of Econometrics 71 (1996); Deming,
Stephan, "On a least squares adjustment of a sampled frequency table", Annals of Mathematical
Statistics 11 (1940), for raking.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from deliberation.errors import InvalidInputError, Problem, SolverError
from deliberation.sortition.pool import Pool

Floats = npt.NDArray[np.float64]
Values = tuple[str, ...]
STEPS = 100  # of Newton, which needs about ten
STRIDE = 2.0  # the longest step in any direction, lest it go astray
FURTHEST = 25.0  # a logarithm: nobody is ten thousand million times as willing as somebody else
ROUNDS = 10_000  # of raking, which needs about twenty
CLOSE = 1e-10
FINENESS = 100  # one in so many is rounded to a hundredth, so that q is a short fraction


def from_sample(
    pool: Pool, sample: Mapping[Values, int], *, features: Sequence[str], letters: int
) -> dict[str, Fraction]:
    """Each volunteer's chance to answer, estimated from a sample of those who were written to.

    Args:
        sample: how many people in it have each combination of values, in the order of *features*.
        features: on whose values the answer may depend.
        letters: how many people were written to.

    Raises:
        InvalidInputError: with every problem found, such as a value that nobody in the sample has.
        SolverError: the likelihood has no highest point that could be found.
    """
    alike = _alike(pool, features)
    problems = _wrong_letters(pool, letters)
    problems += [
        Problem(f"nobody in the sample has {feature} = {value}, but somebody in the pool has")
        for place, feature in enumerate(features)
        for value in sorted({v[place] for v in alike} - {v[place] for v in sample})
    ]
    if problems:
        raise InvalidInputError(problems)
    known = [{values[place] for values in alike} for place in range(len(features))]
    comparable = {
        values: n
        for values, n in sample.items()
        if n and all(value in of for value, of in zip(values, known, strict=True))
    }
    if not comparable:
        raise InvalidInputError(["nobody in the sample has the values of anybody in the pool"])
    kinds = sorted({*alike, *comparable})
    rows = _indicators(kinds)
    volunteers = np.array([alike[kind] for kind in kinds], dtype=np.float64)
    others = np.array([comparable.get(kind, 0) for kind in kinds], dtype=np.float64)
    offset = float(np.log(letters / sum(sample.values())))
    return _by_person(pool, features, kinds, rows @ _logistic(rows, volunteers, others, offset))


def from_shares(
    pool: Pool, shares: Mapping[str, Mapping[str, Fraction]], *, letters: int
) -> dict[str, Fraction]:
    """Each volunteer's chance to answer, from the shares of values among those written to.

    Values that nobody in the pool has are passed over, and the other shares of the feature taken
    for the whole.

    Args:
        shares: for each feature on which the answer may depend, the share of each value.
        letters: how many people were written to.

    Raises:
        InvalidInputError: with every problem found, such as a value without a share.
        SolverError: no product of factors has these shares.
    """
    features = [*shares]
    alike = _alike(pool, features)
    problems = _wrong_letters(pool, letters)
    problems += [
        Problem(f"{feature} = {value} has no share above 0, but somebody in the pool has it")
        for place, feature in enumerate(features)
        for value in sorted({v[place] for v in alike})
        if shares[feature].get(value, 0) <= 0
    ]
    if problems:
        raise InvalidInputError(problems)
    kinds = sorted(alike)
    volunteers = np.array([alike[kind] for kind in kinds], dtype=np.float64)
    margins = []
    for place, feature in enumerate(features):
        of_value = {
            value: [k[place] == value for k in kinds] for value in sorted({k[place] for k in kinds})
        }
        whole = sum(shares[feature][value] for value in of_value)
        margins += [
            (np.array(mask), float(letters * shares[feature][value] / whole))
            for value, mask in of_value.items()
        ]
    return _by_person(pool, features, kinds, -np.log(_raked(volunteers, margins, letters)))


def _logistic(rows: Floats, cases: Floats, controls: Floats, offset: float) -> Floats:
    """The coefficients of greatest likelihood, by Newton's method.

    Raises:
        SolverError: they run away, as they do where a value has only volunteers.
    """
    both = cases + controls
    coefficients = np.zeros(rows.shape[1])
    coefficients[0] = np.log(cases.sum() / controls.sum()) - offset
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(rows @ coefficients + offset)))
        slope = rows.T @ (cases - both * chance)
        curve = rows.T @ (rows * (both * chance * (1 - chance))[:, None])
        step = np.linalg.lstsq(curve, slope, rcond=1e-12)[0]
        longest = float(np.abs(step).max())
        coefficients += step * min(1.0, STRIDE / max(longest, STRIDE))
        if float(np.abs(coefficients).max()) > FURTHEST:
            break
        if longest < CLOSE:
            return coefficients
    raise SolverError("the willingness could not be estimated; join values that few people have")


def _raked(
    volunteers: Floats, margins: Sequence[tuple[npt.NDArray[np.bool_], float]], letters: int
) -> Floats:
    """For how many each volunteer of a kind stands, so that every margin is met.

    Raises:
        SolverError: there are no such numbers.
    """
    weights = np.full(len(volunteers), letters / volunteers.sum())
    for _ in range(ROUNDS):
        furthest = 0.0
        for mask, goal in margins:
            factor = goal / float(weights[mask] @ volunteers[mask])
            weights[mask] *= factor
            furthest = max(furthest, abs(factor - 1))
        if furthest < CLOSE:
            return weights
    raise SolverError("no factors fit all shares at once; join values that few people have")


def _indicators(kinds: Sequence[Values]) -> Floats:
    """A row for each kind: a one for everybody, and a one for each of its values but the first."""
    columns = [np.ones(len(kinds))]
    for place in range(len(kinds[0])):
        for value in sorted({kind[place] for kind in kinds})[1:]:
            columns.append(np.array([float(kind[place] == value) for kind in kinds]))
    return np.column_stack(columns)


def _by_person(
    pool: Pool, features: Sequence[str], kinds: Sequence[Values], logarithms: Floats
) -> dict[str, Fraction]:
    """Everybody's q as a fraction, from its logarithm for each kind; one at most."""
    one_in = {
        kind: max(FINENESS, round(FINENESS * float(np.exp(-logarithm))))
        for kind, logarithm in zip(kinds, logarithms, strict=True)
    }
    return {
        person.id: Fraction(FINENESS, one_in[tuple(person.features[f] for f in features)])
        for person in sorted(pool, key=lambda person: person.id)
    }


def _alike(pool: Pool, features: Sequence[str]) -> Counter[Values]:
    """How many volunteers have each combination of values.

    Raises:
        InvalidInputError: the pool does not have these features.
    """
    if missing := [feature for feature in features if feature not in pool.features]:
        raise InvalidInputError([f"nobody in the pool has the feature {f!r}" for f in missing])
    return Counter(tuple(person.features[f] for f in features) for person in pool)


def _wrong_letters(pool: Pool, letters: int) -> list[Problem]:
    if letters >= len(pool):
        return []
    return [Problem(f"{letters} letters cannot have brought {len(pool)} volunteers")]
