"""One thing that was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "look", "wrong"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, and how it is.

    Args:
        topic: a word or two.
        state: ``"look"`` where only a person can tell whether it is right.
        said: how it is, without a full stop.
        do: what to do about it; empty where nothing need be.
    """

    topic: str
    state: State
    said: str
    do: str = ""

    def __str__(self) -> str:
        return f"{self.state:5}  {self.topic:11}  {self.said}{'; ' if self.do else ''}{self.do}"


def ok(topic: str, said: str) -> Finding:
    """It is as it should be."""
    return Finding(topic, "ok", said)


def look(topic: str, said: str, do: str) -> Finding:
    """It may be right, or not."""
    return Finding(topic, "look", said, do)


def wrong(topic: str, said: str, do: str) -> Finding:
    """It is not as it should be."""
    return Finding(topic, "wrong", said, do)
