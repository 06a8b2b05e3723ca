"""What was found out about quotas, to JSON and back: fractions as texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from deliberation.errors import Bound, Conflict, Relaxation
from deliberation.sortition.feasibility import Feasibility
from deliberation.sortition.limits.locked_out import LockedOut
from deliberation.sortition.limits.prices import FeaturePrice, Price, Prices
from deliberation.sortition.limits.repairs import Repair, Spread, Widening


def encode_found(found: Feasibility) -> dict[str, Any]:
    """What was *found*, by the names of its parts."""
    return {name: _plain(part) for name, part in asdict(found).items()}


def decode_found(kept: Mapping[str, Any]) -> Feasibility:
    """What ``encode_found`` wrote."""
    conflict, prices = kept["conflict"], kept["prices"]
    return Feasibility(
        None if conflict is None else _conflict(conflict),
        tuple(map(_repair, kept["repairs"])),
        None if prices is None else _prices(prices),
        tuple(
            LockedOut(
                tuple(group["people"]), _conflict(group["conflict"]), _widening(group["freed_by"])
            )
            for group in kept["locked_out"]
        ),
    )


def _plain(part: object) -> object:
    """*part* of what JSON can hold."""
    if isinstance(part, Fraction):
        return str(part)
    if isinstance(part, dict):
        return {name: _plain(inner) for name, inner in part.items()}
    if isinstance(part, tuple):
        return [_plain(inner) for inner in part]
    return part


def _conflict(kept: Mapping[str, Any]) -> Conflict:
    bounds = tuple(Bound(**bound) for bound in kept["bounds"])
    return Conflict(bounds, kept["reach"], kept["proven"])


def _widening(kept: list[dict[str, Any]]) -> Widening:
    return tuple(
        Relaxation(**{**quota, "also": tuple((f, v) for f, v in quota["also"])}) for quota in kept
    )


def _repair(kept: Mapping[str, Any]) -> Repair:
    spreads = tuple(
        Spread(s["quota"], s["people"], Fraction(s["lowest"]), Fraction(s["highest"]))
        for s in kept["spreads"]
    )
    lowest = Fraction(kept["lowest"])
    return Repair(_widening(kept["widened"]), kept["places"], lowest, kept["without"], spreads)


def _prices(kept: Mapping[str, Any]) -> Prices:
    return Prices(
        Fraction(kept["lowest"]),
        tuple(
            Price(
                Bound(**p["bound"]), *(Fraction(p[key]) for key in ("shadow", "wider", "dropped"))
            )
            for p in kept["of_bounds"]
        ),
        tuple(
            FeaturePrice(tuple(p["features"]), Fraction(p["wider"]), Fraction(p["dropped"]))
            for p in kept["of_features"]
        ),
    )
