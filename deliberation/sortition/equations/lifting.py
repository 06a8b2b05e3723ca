"""Systems of linear equations with whole coefficients, solved exactly.

1. Where floats hold the determinant, guess the solution over it (Cramer's rule).
2. Solve large systems modulo a prime. Where numerators and denominator are small, that is enough
   to read the fractions off.
3. Otherwise invert the matrix modulo the prime.
4. Each step gives one more digit of the solution in base that prime: multiply what is left of the
   right-hand side by the inverse, subtract, divide by the prime.
5. Read fractions off the digits (rational reconstruction), and put them into the equations. Only a
   solution that fits exactly is returned, so too few digits are no danger.

Source: Dixon, "Exact solution of linear equations using p-adic expansions", Numerische Mathematik
40 (1982).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt, lcm, log2

import numpy as np
import numpy.typing as npt

from deliberation.interruption import heed

PRIME = 67108859  # below 2**26, so that sums of products fit 64 bits
LARGE = 150  # equations, above which the inverse takes so long that it is spared where it can be
SMALL, BITS, EXACT = 40, 44, 2**50  # equations; of a determinant, and numbers, that floats hold
FITS = 2**62  # sums up to this fit 64 bits
Matrix = npt.NDArray[np.int64]


def solve(matrix: Matrix, right: Sequence[Fraction | int]) -> list[Fraction] | None:
    """The solution of ``matrix @ x == right``; ``None`` where the matrix has no inverse.

    Args:
        matrix: square; entries below 2**20 in size, at most 2**15 rows.

    Raises:
        CancelledError: the work was called off.

    >>> solve(np.array([[1, 1], [1, -1]]), [2, 1])
    [Fraction(3, 2), Fraction(1, 2)]
    """
    scale = lcm(*(value.denominator for value in right))
    found = solve_whole(matrix, [value.numerator * (scale // value.denominator) for value in right])
    if found is None:
        return None
    numerators, denominator = found
    return [Fraction(n, denominator * scale) for n in numerators]


def solve_whole(matrix: Matrix, right: Sequence[int]) -> tuple[list[int], int] | None:
    """The same for whole numbers on the *right*: numerators, and one denominator for all.

    >>> numerators, denominator = solve_whole(np.array([[1, 1], [1, -1]]), [2, 1])
    >>> [Fraction(n, denominator) for n in numerators]
    [Fraction(3, 2), Fraction(1, 2)]
    """
    if not len(right):
        return [], 1
    return _guessed(matrix, right) or _modulo(matrix, right) or _lifted(matrix, right)


def _guessed(matrix: Matrix, goal: Sequence[int]) -> tuple[list[int], int] | None:
    """Numerators over the determinant, where floats are exact enough to guess both.

    The determinant of a matrix without an inverse is a float below a half, for all its minors are
    below the bound of Hadamard.
    """
    n = len(goal)
    if n > SMALL or max(map(abs, goal)) > EXACT:
        return None
    floats = matrix.astype(np.float64)
    lengths = np.sqrt((floats * floats).sum(axis=1))
    if np.log2(np.maximum(lengths, 1.0)).sum() > BITS:
        return None
    determinant = round(float(np.linalg.det(floats)))
    if not determinant:
        return None
    found = np.linalg.solve(floats, np.array(goal, dtype=np.float64)) * determinant
    if not np.isfinite(found).all() or np.abs(found).max() > EXACT:
        return None
    numerators = [round(x) for x in found.tolist()]
    return (numerators, determinant) if _fits(matrix, goal, numerators, determinant) else None


def _modulo(matrix: Matrix, goal: Sequence[int]) -> tuple[list[int], int] | None:
    """The solution of a large system, if it can be read off modulo the prime alone."""
    if len(goal) <= LARGE or max(map(abs, goal)) > isqrt(PRIME // 2):
        return None
    residues = _solution(matrix % PRIME, np.array(goal, dtype=np.int64) % PRIME)
    if residues is None:
        return None
    found = _fractions(residues.astype(object), PRIME)
    return found if found is not None and _fits(matrix, goal, *found) else None


def _lifted(matrix: Matrix, goal: Sequence[int]) -> tuple[list[int], int] | None:
    """The solution, digit by digit."""
    inverse = _inverse(matrix % PRIME)
    if inverse is None:
        return None
    left, digits, power = np.array(goal, dtype=object), np.array([0] * len(goal), dtype=object), 1
    enough = 2 * _hadamard_bits(matrix, goal) + 8
    next_look = 8 * PRIME.bit_length()
    while True:
        heed()
        digit = inverse @ np.array([int(v % PRIME) for v in left], dtype=np.int64) % PRIME
        digits = digits + digit.astype(object) * power
        left = (left - (matrix @ digit).astype(object)) // PRIME
        power *= PRIME
        if power.bit_length() > min(next_look, enough):
            next_look *= 2
            found = _fractions(digits, power)
            if found is not None and _fits(matrix, goal, *found):
                return found
            if power.bit_length() > enough + PRIME.bit_length():
                return None


def _solution(matrix: Matrix, right: Matrix) -> Matrix | None:
    """The solution modulo the prime, by Gauss."""
    n = len(matrix)
    work = np.hstack([matrix, right[:, None]])
    for j in range(n):
        heed()
        if not _pivoted(work, j):
            return None
        rows = j + 1 + np.nonzero(work[j + 1 :, j])[0]
        work[rows, j:] = (work[rows, j:] - work[rows, j, None] * work[j, j:]) % PRIME
    found = work[:, n].copy()
    for j in range(n - 1, 0, -1):
        found[:j] = (found[:j] - work[:j, j] * found[j]) % PRIME
    return found


def _inverse(matrix: Matrix) -> Matrix | None:
    """The inverse modulo the prime, by Gauss and Jordan."""
    n = len(matrix)
    work = np.hstack([matrix, np.eye(n, dtype=np.int64)])
    for j in range(n):
        heed()
        if not _pivoted(work, j):
            return None
        factors = work[:, j].copy()
        factors[j] = 0
        rows = np.nonzero(factors)[0]
        work[rows] = (work[rows] - factors[rows, None] * work[j]) % PRIME
    return work[:, n:]


def _pivoted(work: Matrix, j: int) -> bool:
    """Whether a row from *j* on has something in that column; it is brought there, and has 1."""
    candidates = np.nonzero(work[j:, j])[0]
    if not len(candidates):
        return False
    i = j + int(candidates[0])
    work[[i, j]] = work[[j, i]]
    work[j, j:] = work[j, j:] * pow(int(work[j, j]), -1, PRIME) % PRIME  # all before it is 0
    return True


def _fractions(digits: npt.NDArray[np.object_], power: int) -> tuple[list[int], int] | None:
    """Numerators over one denominator that equal *digits* modulo *power*, all of them small."""
    bound = isqrt(power // 2)
    denominator = 1
    for digit in digits:
        r0, r1, s0, s1 = power, int(digit) * denominator % power, 0, 1
        while r1 > bound:
            q = r0 // r1
            r0, r1, s0, s1 = r1, r0 - q * r1, s1, s0 - q * s1
        denominator *= abs(s1)
        if denominator > bound:
            return None
    residues = [int(digit) * denominator % power for digit in digits]
    return [r if r <= power // 2 else r - power for r in residues], denominator


def _fits(matrix: Matrix, goal: Sequence[int], numerators: list[int], denominator: int) -> bool:
    """Whether the fractions solve the equations, in whole numbers."""
    most = max(map(abs, numerators)) * int(np.abs(matrix).sum(axis=1).max())
    if max(most, max(map(abs, goal)) * abs(denominator)) <= FITS:
        left = matrix @ np.array(numerators, dtype=np.int64)
        return bool((left == np.array(goal, dtype=np.int64) * denominator).all())
    product = matrix.astype(object) @ np.array(numerators, dtype=object)
    return all(a == b * denominator for a, b in zip(product, goal, strict=True))


def _hadamard_bits(matrix: Matrix, goal: Sequence[int]) -> int:
    """How many bits numerators and denominator can have at most."""
    lengths = np.sqrt((matrix.astype(np.float64) ** 2).sum(axis=0))
    of_goal = max(1, *map(abs, goal)) * len(goal)
    return int(np.log2(np.maximum(lengths, 1)).sum() + log2(of_goal)) + 2
