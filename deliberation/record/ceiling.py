"""The proof of a ceiling as a document: fractions as texts, the tree as a list in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from sys import intern
from typing import Any

from deliberation.sortition.proofs.ceiling import Ceiling, Joint
from deliberation.sortition.proofs.trees import Branch, Leaf, Number, Proof


def fraction_text(fraction: Number) -> str:
    """A *fraction* in lowest terms, also where it has more digits than ``str`` writes.

    Equal texts are one in memory, for a proof has few numbers, and each of them thousands of times.

    >>> fraction_text(Fraction(6, 4)), fraction_text(Fraction(2))
    ('3/2', '2')
    """
    above, below = Decimal(fraction.numerator), Decimal(fraction.denominator)
    return intern(str(above) if below == 1 else f"{above}/{below}")


def fraction_of(text: str) -> Fraction:
    """The fraction that ``fraction_text`` wrote.

    >>> fraction_of("3/2")
    Fraction(3, 2)
    """
    above, _, below = text.partition("/")
    return Fraction(int(Decimal(above)), int(Decimal(below or 1)))


def encode_ceiling(ceiling: Ceiling, earlier: Sequence[Ceiling | None] = ()) -> dict[str, Any]:
    """The *ceiling* in texts and whole numbers.

    Args:
        earlier: those encoded before; of a proof that rests on one only what it adds is told.
    """
    document: dict[str, Any] = {
        "weights": [*map(fraction_text, ceiling.weights)],
        "most": fraction_text(ceiling.most),
    }
    made = ceiling.made
    if isinstance(made, Joint) and (on := place_of(made.base, earlier)) is not None:
        own = [[i, encode_proof(proof)] for i, proof in made.own.items()]
        elsewhere = encode_proof(made.elsewhere)
        return document | {"on": on, "times": str(made.times), "own": own, "elsewhere": elsewhere}
    return document | {"proof": encode_proof(ceiling.proof)}


def decode_ceiling(document: Mapping[str, Any], earlier: Sequence[Ceiling | None] = ()) -> Ceiling:
    """The ceiling in *document*, which ``encode_ceiling`` made beside those *earlier*."""
    made: Proof | Joint
    if "on" in document:
        base, elsewhere = earlier[document["on"]], decode_proof(document["elsewhere"])
        assert base is not None, "others rest on what was proven"
        assert isinstance(elsewhere, Leaf), "no question is asked of all panels"
        own = {i: decode_proof(nodes) for i, nodes in document["own"]}
        made = Joint(base, int(document["times"]), own, elsewhere)
    else:
        made = decode_proof(document["proof"])
    weights = tuple(map(fraction_of, document["weights"]))
    return Ceiling(weights, fraction_of(document["most"]), made)


def place_of(base: Ceiling, earlier: Sequence[Ceiling | None]) -> int | None:
    """Where among those *earlier* the *base* stands that others rest on, if it does."""
    return next((i for i, other in enumerate(earlier) if other is base), None)


def encode_proof(proof: Proof) -> list[dict[str, Any]]:
    """The nodes of *proof*: after each branch what it says of fewer, and then of more."""
    return [*_nodes(proof)]


def decode_proof(nodes: Sequence[Mapping[str, Any]]) -> Proof:
    """The proof whose *nodes* ``encode_proof`` put in order."""
    return _next(iter(nodes))


def _nodes(proof: Proof) -> Iterator[dict[str, Any]]:
    if isinstance(proof, Leaf):
        yield {"rows": [[r, fraction_text(y)] for r, y in sorted(proof.multipliers.items())]}
        return
    yield {"type": proof.type, "most": proof.most}
    yield from _nodes(proof.fewer)
    yield from _nodes(proof.more)


def _next(nodes: Iterator[Mapping[str, Any]]) -> Proof:
    node = next(nodes)
    if "rows" in node:
        return Leaf({r: fraction_of(y) for r, y in node["rows"]})
    return Branch(node["type"], node["most"], _next(nodes), _next(nodes))
