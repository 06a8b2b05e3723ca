"""The options of a vote, each checked by itself: only what the record and the checker know."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Any

from deliberation.record.bundle import VOTE_ID

MOST_MONEY = 10**12
MOST_PEOPLE = 1_000_000
LONGEST_SCALE = 10
LONGEST_TEXT = 1000  # characters of what stands below the title of a recommendation

Test = Callable[[Any], bool]


def option_problem(name: str, value: Any, candidates: Collection[str]) -> str:
    """What is wrong with the option called *name*, in one sentence, or nothing."""
    fits, wanted = KNOWN[name]
    if not fits(value):
        return f"{name} must be {wanted}, not {value!r}"
    if name == "costs" and {*value} != {*candidates}:
        return "costs must name each candidate, and nobody else"
    if name == "texts" and not {*value} <= {*candidates}:
        return "texts must be those of candidates"
    return ""


def _whole(least: int, most: int) -> Test:
    """Whether a value is a whole number between these."""
    return lambda value: type(value) is int and least <= value <= most


def _among(*values: object) -> Test:
    """Whether a value is one of these, and of the same type."""
    return lambda value: any(type(value) is type(one) and value == one for one in values)


def _costs(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_whole(1, MOST_MONEY), value.values()))


def _scale(value: Any) -> bool:
    """Whether a value is a few different words."""
    return (
        isinstance(value, list | tuple)
        and all(isinstance(grade, str) and grade.strip() for grade in value)
        and 2 <= len({*value}) == len(value) <= LONGEST_SCALE
    )


def _texts(value: Any) -> bool:
    """Whether a value has something to say below some candidates."""
    return isinstance(value, dict) and all(
        _printable(text) and len(text) <= LONGEST_TEXT for text in value.values()
    )


def _currency(value: Any) -> bool:
    return _printable(value) and len(value) <= 12


def _printable(value: Any) -> bool:
    """Whether a value is one line that can be read."""
    return (
        isinstance(value, str)
        and bool(value.strip())
        and not any(unicodedata.category(character) in {"Cc", "Cs"} for character in value)
    )


def _vote(value: Any) -> bool:
    return isinstance(value, str) and VOTE_ID.fullmatch(value) is not None


def _share(value: Any) -> bool:
    """Whether a value is a part of one, such as ``[4, 5]``."""
    match value:
        case [part, whole]:
            return _whole(1, 1000)(whole) and _whole(1, whole)(part)
    return False


KNOWN: Mapping[str, tuple[Test, str]] = MappingProxyType(
    {
        "credits": (_whole(1, 10_000), "a whole number from 1 to 10000"),
        "places": (_whole(0, 20), "a whole number from 0 to 20"),
        "most": (_whole(1, 100), "a whole number from 1 to 100"),
        "total": (_whole(1, MOST_MONEY), f"a whole number from 1 to {MOST_MONEY}"),
        "costs": (_costs, f"whole numbers from 1 to {MOST_MONEY}"),
        "within": (_among(True, False), "true or false"),
        "completion": (_among("greedy"), "'greedy'"),
        "scale": (_scale, f"2 to {LONGEST_SCALE} different words"),
        "supporting": (_whole(1, LONGEST_SCALE), "how many answers support"),
        "share": (_share, "two whole numbers such as [4, 5], at most one"),
        "of": (
            _among("answers", "ballots", "present", "members"),
            "answers, ballots, present or members",
        ),
        "above": (_among(True), "true, or left out"),
        "members": (_whole(1, MOST_PEOPLE), f"a whole number from 1 to {MOST_PEOPLE}"),
        "near": (_whole(0, MOST_PEOPLE), f"a whole number from 0 to {MOST_PEOPLE}"),
        "texts": (_texts, f"texts of 1 to {LONGEST_TEXT} characters that can be printed"),
        "revises": (_vote, "the id of a vote"),
        "currency": (_currency, "1 to 12 characters, such as EUR"),
    }
)
"""By name: what a value must be, and the same in words."""
