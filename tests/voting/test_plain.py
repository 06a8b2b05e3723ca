"""Frozen values as plain data, and back."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

import pytest

from deliberation.voting import Tie
from deliberation.voting.plain import from_plain, to_plain


@dataclass(frozen=True)
class Won:
    """A result of a room of its own, with every kind of field."""

    rule: str
    elected: tuple[str, ...]
    prices: Mapping[str, Fraction]
    beats: Mapping[tuple[str, str], int]
    ties: tuple[Tie, ...]
    within: frozenset[str]
    runner_up: str | None
    level: int | Fraction
    kind: Literal["one", "two"]
    sure: bool


WON = Won(
    rule="toss",
    elected=("bus",),
    prices={"bus": Fraction(1, 3), "tram": Fraction(2)},
    beats={("bus", "tram"): 3},
    ties=(Tie(("bus", "tram"), "fill seat 1", "bus", "lot:dice"),),
    within=frozenset({"tram", "bus"}),
    runner_up=None,
    level=Fraction(7, 2),
    kind="two",
    sure=True,
)


def test_a_value_survives_the_way_through_json() -> None:
    assert from_plain(Won, json.loads(json.dumps(to_plain(WON)))) == WON


def test_a_value_is_written_field_by_field() -> None:
    plain = to_plain(WON)
    assert plain["prices"] == {"bus": "1/3", "tram": "2"}
    assert plain["beats"] == [[["bus", "tram"], 3]]
    assert plain["within"] == ["bus", "tram"]
    assert plain["ties"][0]["chosen"] == "bus"


def test_a_float_is_no_part_of_a_result() -> None:
    with pytest.raises(TypeError, match="whole numbers and fractions"):
        to_plain((0.5,))
    with pytest.raises(TypeError, match="no hint"):
        from_plain(float, 0.5)


def test_kinds_of_value_that_look_the_same_written_down_are_refused() -> None:
    with pytest.raises(TypeError, match="told apart"):
        from_plain(str | Fraction, "1/2")
