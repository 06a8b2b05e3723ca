"""The certificate as a document: exact chances, and why no lottery is fairer, for a stranger.

Types and rows are numbered so that a stranger comes to the same numbers from people and quotas
alone: types by their first member, rows as ``docs/reference/formats.md`` says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Any

from deliberation.errors import InvalidInputError
from deliberation.record.ceiling import encode_proof, fraction_text, place_of
from deliberation.sortition.lottery import Lottery
from deliberation.sortition.panels import Panels, panels_of
from deliberation.sortition.pool import Pool, Standing
from deliberation.sortition.proofs.ceiling import Ceiling, Joint
from deliberation.sortition.proofs.certificate import Certificate
from deliberation.sortition.proofs.trees import Branch, Leaf, Proof, added, leaves_alone
from deliberation.sortition.quotas import Quotas
from deliberation.sortition.tickets.homes import without_homes

FORMAT = "deliberation certificate 1"


def encode_certificate(
    pool: Pool, quotas: Quotas, lottery: Lottery, *, commitment: str
) -> dict[str, Any] | None:
    """The document ``certificate.json``, or ``None`` where the lottery has no certificate.

    It tells who answered alike, so it is for lotteries whose answers are published.

    Args:
        commitment: that of the lottery's document.

    Raises:
        InvalidInputError: the certificate is not one for this pool and these quotas.
    """
    certificate = lottery.certificate
    if certificate is None:
        return None
    many = len(certificate.mixture.chances)
    panels = panels_of(pool, quotas)
    if len(panels.types) != many:  # it may leave homes out of account
        panels = panels_of(without_homes(pool), quotas)
    if len(panels.types) != many:
        raise InvalidInputError(["the certificate is that of another pool"])
    numbers = _numbers(panels, len(quotas.quotas))
    return {
        "format": FORMAT,
        "commitment": commitment,
        "objective": lottery.objective,
        "types": [[*panels.types[t].members] for t in numbers.order],
        **_panels_and_levels(certificate, numbers),
    }


@dataclass(frozen=True, slots=True)
class _Numbers:
    """How the document numbers what ``Panels`` numbers.

    Args:
        order: the types of ``Panels``, in the document's order.
        types: for each type of ``Panels`` its number in the document.
        rows: likewise for its rows; those of types that must be in or out have none.
    """

    order: Sequence[int]
    types: Sequence[int]
    rows: Mapping[int, int]


def _numbers(panels: Panels, quotas: int) -> _Numbers:
    """Types by their first member; size, quotas, and homes by the first type that lives there."""
    order = sorted(range(len(panels.types)), key=lambda t: panels.types[t].members[0])
    types = [0] * len(order)
    for number, t in enumerate(order):
        types[t] = number
    rows = {r: r for r in range(1 + quotas)}
    for r, row in enumerate(panels.rows):
        if r > quotas and not _of_standing(panels, r):
            rows[r] = 1 + quotas + min(types[t] for t in row.types)
    return _Numbers(order, types, rows)


def _of_standing(panels: Panels, r: int) -> bool:
    """Whether a row behind the quotas says "all" or "none" of a type, and is not that of homes.

    Such rows come last, one for each type that must be in or out.
    """
    settled = sum(type.standing is not Standing.OPEN for type in panels.types)
    return r >= len(panels.rows) - settled


def _panels_and_levels(certificate: Certificate, numbers: _Numbers) -> dict[str, Any]:
    """What the certificate says, in the document's numbers."""
    mixture, made = certificate.mixture, [level.ceiling for level in certificate.levels]
    return {
        "panels": [
            {
                "weight": fraction_text(weight),
                "members": sorted([numbers.types[t], c] for t, c in enumerate(panel) if c),
            }
            for panel, weight in zip(mixture.panels, mixture.weights, strict=True)
        ],
        "levels": [
            {
                "chance": fraction_text(level.chance),
                "types": sorted(numbers.types[t] for t in level.types),
                "ceiling": _ceiling(level.ceiling, made, numbers) if level.ceiling else None,
            }
            for level in certificate.levels
        ],
    }


def _ceiling(
    ceiling: Ceiling, earlier: Sequence[Ceiling | None], numbers: _Numbers
) -> dict[str, Any]:
    """The same ceiling in the smallest whole weights, or resting on one of those *earlier*."""
    made = ceiling.made
    if isinstance(made, Joint) and (on := place_of(made.base, earlier)) is not None:
        return _head(ceiling, numbers, Fraction(1)) | _resting(made, on, numbers)
    times = _smallest(ceiling)
    proof = encode_proof(_renumbered(ceiling.proof, numbers, times))
    return _head(ceiling, numbers, times) | {"proof": proof}


def _smallest(ceiling: Ceiling) -> Fraction:
    """How often to take the weights for them to be the smallest that are whole."""
    below = lcm(*(w.denominator for w in ceiling.weights))
    return Fraction(below, gcd(*(int(w * below) for w in ceiling.weights)) or 1)


def _head(ceiling: Ceiling, numbers: _Numbers, times: Fraction) -> dict[str, Any]:
    """What the *ceiling* says, for weights that are *times* as great."""
    weights = sorted((numbers.types[t], w * times) for t, w in enumerate(ceiling.weights) if w)
    return {
        "weights": [[t, fraction_text(w)] for t, w in weights],
        "most": fraction_text(ceiling.most * times),
    }


def _resting(made: Joint, on: int, numbers: _Numbers) -> dict[str, Any]:
    """What is added to the proof of the level *on*: whole proofs at some places, one elsewhere."""
    places = [*leaves_alone(made.base.proof)]
    own = {i: added(proof, places[i], made.times) for i, proof in made.own.items()}
    one = Fraction(1)
    return {
        "on": on,
        "times": fraction_text(made.times / _smallest(made.base)),
        "own": [[i, encode_proof(_renumbered(own[i], numbers, one))] for i in sorted(own)],
        "elsewhere": encode_proof(_renumbered(made.elsewhere, numbers, one)),
    }


def _renumbered(proof: Proof, numbers: _Numbers, times: Fraction) -> Proof:
    """The *proof* for weights that are *times* as great, without the rows that need no multiplier.

    That all or none of a type are there is known to whoever follows it.
    """
    if isinstance(proof, Leaf):
        rows = numbers.rows
        return Leaf({rows[r]: y * times for r, y in proof.multipliers.items() if r in rows})
    below = (_renumbered(side, numbers, times) for side in (proof.fewer, proof.more))
    return Branch(numbers.types[proof.type], proof.most, *below)
