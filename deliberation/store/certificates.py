"""A certificate as a row keeps it, with its types and rows numbered as the algorithms do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deliberation.record.ceiling import (
    decode_ceiling,
    encode_ceiling,
    fraction_of,
    fraction_text,
)
from deliberation.sortition.proofs.ceiling import Ceiling
from deliberation.sortition.proofs.certificate import Certificate, Level
from deliberation.sortition.tickets.mixture import Mixture


def kept_certificate(certificate: Certificate) -> dict[str, Any]:
    """What a row keeps of *certificate*: all of it."""
    mixture, made = certificate.mixture, [level.ceiling for level in certificate.levels]
    return {
        "chances": [*map(fraction_text, mixture.chances)],
        "panels": [[[t, c] for t, c in enumerate(panel) if c] for panel in mixture.panels],
        "weights": [*map(fraction_text, mixture.weights)],
        "levels": [
            {
                "chance": fraction_text(level.chance),
                "types": [*level.types],
                "ceiling": None if level.ceiling is None else encode_ceiling(level.ceiling, made),
            }
            for level in certificate.levels
        ],
    }


def certificate_of(kept: Mapping[str, Any]) -> Certificate:
    """The certificate that ``kept_certificate`` kept."""
    types = range(len(kept["chances"]))
    counts = [dict(panel) for panel in kept["panels"]]
    mixture = Mixture(
        tuple(map(fraction_of, kept["chances"])),
        tuple(tuple(panel.get(t, 0) for t in types) for panel in counts),
        tuple(map(fraction_of, kept["weights"])),
    )
    made: list[Ceiling | None] = []
    levels = []
    for level in kept["levels"]:
        ceiling = level["ceiling"]
        made.append(None if ceiling is None else decode_ceiling(ceiling, made))
        levels.append(Level(fraction_of(level["chance"]), tuple(level["types"]), made[-1]))
    return Certificate(mixture, tuple(levels))
