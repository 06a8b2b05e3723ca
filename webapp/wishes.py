"""What is typed of somebody who wants to speak: by themselves on a phone, or by a facilitator."""

from __future__ import annotations

from typing import TypedDict

from deliberation.procedures.speaking import LONGEST_NAME, LONGEST_TABLE
from webapp.forms import Typed


class WishTyped(TypedDict):
    """How they are called, where they sit, and whether it is a point of order."""

    called: str
    table: str
    point: bool


def wish_typed(typed: Typed, *, named: bool) -> WishTyped:
    """The fields of the form.

    Args:
        named: whether a name is needed, because no card says who it is.
    """
    return {
        "called": typed.line("called", longest=LONGEST_NAME, needed=named),
        "table": typed.line("table", longest=LONGEST_TABLE, needed=False),
        "point": typed.ticked("point"),
    }
