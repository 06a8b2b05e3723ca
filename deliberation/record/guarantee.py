"""A guarantee as a document: fractions as texts, the proof of a ceiling as a tree."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from deliberation.sortition.ceiling import Branch, Ceiling, Leaf, Proof
from deliberation.sortition.guarantee import Ground, Guarantee


def encode_guarantee(guarantee: Guarantee) -> dict[str, Any]:
    """The *guarantee* in words, texts and whole numbers."""
    return {
        "measured": guarantee.measured,
        "attained": str(guarantee.attained),
        "bound": None if guarantee.bound is None else str(guarantee.bound),
        "ground": guarantee.ground.name.lower(),
        "ceiling": None if guarantee.ceiling is None else _ceiling(guarantee.ceiling),
    }


def decode_guarantee(document: Mapping[str, Any]) -> Guarantee:
    """The guarantee in *document*, which ``encode_guarantee`` made."""
    bound, ceiling = document["bound"], document["ceiling"]
    return Guarantee(
        document["measured"],
        Fraction(document["attained"]),
        None if bound is None else Fraction(bound),
        Ground[document["ground"].upper()],
        None if ceiling is None else _decoded_ceiling(ceiling),
    )


def _ceiling(ceiling: Ceiling) -> dict[str, Any]:
    return {
        "weights": [str(weight) for weight in ceiling.weights],
        "most": str(ceiling.most),
        "proof": _proof(ceiling.proof),
    }


def _decoded_ceiling(document: Mapping[str, Any]) -> Ceiling:
    return Ceiling(
        tuple(map(Fraction, document["weights"])),
        Fraction(document["most"]),
        _decoded_proof(document["proof"]),
    )


def _proof(proof: Proof) -> dict[str, Any]:
    if isinstance(proof, Leaf):
        return {"multipliers": [[r, str(y)] for r, y in sorted(proof.multipliers.items())]}
    return {
        "type": proof.type,
        "most": proof.most,
        "fewer": _proof(proof.fewer),
        "more": _proof(proof.more),
    }


def _decoded_proof(document: Mapping[str, Any]) -> Proof:
    if "multipliers" in document:
        return Leaf({r: Fraction(y) for r, y in document["multipliers"]})
    return Branch(
        document["type"],
        document["most"],
        _decoded_proof(document["fewer"]),
        _decoded_proof(document["more"]),
    )
