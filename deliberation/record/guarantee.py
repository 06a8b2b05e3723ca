"""A guarantee as a document: fractions as texts, the proof of a ceiling as a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deliberation.record.ceiling import (
    decode_ceiling,
    encode_ceiling,
    fraction_of,
    fraction_text,
)
from deliberation.sortition.proofs.guarantee import Ground, Guarantee


def encode_guarantee(guarantee: Guarantee) -> dict[str, Any]:
    """The *guarantee* in words, texts and whole numbers."""
    return {
        "measured": guarantee.measured,
        "attained": fraction_text(guarantee.attained),
        "bound": None if guarantee.bound is None else fraction_text(guarantee.bound),
        "ground": guarantee.ground.name.lower(),
        "ceiling": None if guarantee.ceiling is None else encode_ceiling(guarantee.ceiling),
    }


def decode_guarantee(document: Mapping[str, Any]) -> Guarantee:
    """The guarantee in *document*, which ``encode_guarantee`` made."""
    bound, ceiling = document["bound"], document["ceiling"]
    return Guarantee(
        document["measured"],
        fraction_of(document["attained"]),
        None if bound is None else fraction_of(bound),
        Ground[document["ground"].upper()],
        None if ceiling is None else decode_ceiling(ceiling),
    )
