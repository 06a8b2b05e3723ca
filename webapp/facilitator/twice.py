"""What dice showed, typed by two people."""

from __future__ import annotations

from flask_babel import gettext as _

from deliberation.errors import InvalidInputError
from deliberation.seeds import agreed, agreed_digits
from webapp.forms import Typed


def seed_typed_twice(typed: Typed, *, digits: bool = False) -> str:
    """The public seed, where two people have typed the same.

    Args:
        digits: the dice show the number of a ticket, so spaces do not matter.
    """
    first, second = typed.line("seed"), typed.line("again")
    try:
        return agreed_digits(first, second) if digits else agreed(first, second)
    except InvalidInputError:
        typed.problems.setdefault("again", _("The two are not the same. Look at the dice again."))
        return first
